"""Make what a library writes the same every time: no clock in the zip, in its properties or in the PDF."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def stable_zip(path: Path) -> None:
    """Write an Office file again with fixed times."""
    with zipfile.ZipFile(path) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = _STAMP.sub(b"2025-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)


def stable_pdf(data: bytes) -> bytes:
    """The PDF with fixed times (same length, so that its offsets stay right)."""
    return re.sub(rb"\(D:\d{14}", b"(D:20250101000000", data)

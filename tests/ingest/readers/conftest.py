"""The readers are tested on small documents made in the test itself; `made.py` writes the PDF files and looks at the result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers import read
from ingest.source import Source
from tests.ingest.readers.made import MAX


@pytest.fixture
def open_as(tmp_path: Path) -> Callable[[str, bytes | str], Source]:
    """Writes a file of this name with this content and reads it."""

    def write(name: str, content: bytes | str) -> Source:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read(path, max_bytes=MAX)

    return write

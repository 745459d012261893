"""Print one drawn document in a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.hostile.model import Drawn

from . import flow, html, pdf, sheet, tabs, text, word
from .unprintable import NotPrintable

__all__ = ["WRITERS", "NotPrintable", "Write"]

Write = Callable[[Drawn, Path], None]
WRITERS: dict[str, tuple[str, str, Write]] = {
    "docx": ("table", ".docx", word.write),
    "xlsx": ("table", ".xlsx", sheet.write),
    "html": ("table", ".html", html.write),
    "tabs": ("table", ".txt", tabs.write),
    "flow": ("table", ".txt", flow.write),
    "pdf": ("table", ".pdf", pdf.write),
    "prose": ("prose", ".txt", text.write),
    "prose-docx": ("prose", ".docx", word.write),
    "prose-html": ("prose", ".html", html.write),
    "prose-wrapped": ("prose", ".txt", text.write_wrapped),
    "prose-pdf": ("prose", ".pdf", pdf.write),
    "prose-line": ("prose", ".txt", text.write_in_one_line),
}
"""Format: the kind of document it prints, its suffix, its writer."""

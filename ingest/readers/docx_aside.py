"""What a Word document holds beside its text: headers and footers, footnotes, comments. Not read, but said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ingest.readers.docx_styles import W
from ingest.readers.package import Package
from ingest.source import LeftOut, LeftOutKind

_PARTS: dict[str, LeftOutKind] = {
    "header": "headers and footers",
    "footer": "headers and footers",
    "footnotes": "footnotes",
    "endnotes": "footnotes",
    "comments": "comments",
}
_NOTES = {f"{W}footnote", f"{W}endnote", f"{W}comment"}
_NO_WORDS = re.compile(r"[\W\d_]*+第?[\W\d_]*+页?[\W\d_]*+共?[\W\d_]*+页?[\W\d_]*+")


def asides(package: Package, main: str) -> Iterator[LeftOut]:
    """The words beside the text, by kind. A header or footer with nothing but the page's number is none."""
    for kind, target in package.relations(main).values():
        if (what := _PARTS.get(kind)) is None or not package.has(target):
            continue
        root = package.xml(target)
        texts = [_text(e) for e in root if e.tag in _NOTES] if what != "headers and footers" else [_text(root)]
        kept = [text for text in texts if not _NO_WORDS.fullmatch(text)]
        if kept:
            yield LeftOut(what, len(kept), [], kept[0])


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t")).strip()

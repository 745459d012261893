"""What a worksheet holds beside its cells: comments, pictures, words in drawn shapes, page headers. Not read, but said."""

from __future__ import annotations

from lxml import etree

from ingest.readers.package import Package
from ingest.record import Where
from ingest.source import Source

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_PICTURES = ("pic", "graphicFrame")


def leave_asides(package: Package, sheet: str, name: str, source: Source) -> None:
    """Notes them in the source."""
    where = Where(sheet=name)
    for kind, target in package.relations(sheet).values():
        if not package.has(target):
            continue
        if kind in ("comments", "threadedComment"):
            found = [
                words for e in package.xml(target).iter() if _name(e) in ("comment", "threadedComment") and (words := _words(e))
            ]
            if found:
                source.leave("comments", len(found), where, found[0])
        elif kind == "drawing":
            root = package.xml(target)
            if pictures := sum(1 for part in _PICTURES for _ in root.iter(f"{_DRAWING}{part}")):
                source.leave("pictures", pictures, where)
            for shape in root.iter(f"{_DRAWING}sp"):
                if words := "".join(t.text or "" for t in shape.iter(_TEXT)).strip():
                    source.leave("drawn words", 1, where, words)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _words(comment: etree._Element) -> str:
    return "".join(e.text or "" for e in comment.iter() if _name(e) in ("t", "text")).strip()

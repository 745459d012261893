"""The words of a Word paragraph as printed: insertions in, deletions and hidden text out, text boxes set aside."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.docx_styles import VAL, Styles, W, first, on
from ingest.source import LeftOutKind

_TEXT, _RUN, _SYMBOL, _CONTROL = f"{W}t", f"{W}r", f"{W}sym", f"{W}sdt"
_RUN_LOOK, _RUN_STYLE, _VANISH = f"{W}rPr", f"{W}rStyle", f"{W}vanish"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATE = f"{_MC}AlternateContent"
_BOX = f"{W}txbxContent"
# rt is the reading printed over a word (ruby); instrText is the code of a field, its result is ordinary text.
_NO_TEXT = {
    f"{W}{name}"
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "rubyPr")
}
_DELETED, _DELETED_TEXT = {f"{W}del", f"{W}moveFrom"}, f"{W}delText"
_DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/"
_PICTURES = {f"{_A}main}}blip", f"{_A}chart}}chart", f"{_A}diagram}}relIds", "{urn:schemas-microsoft-com:vml}imagedata"}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
# Symbol fonts keep their signs in the private area; these are the marks that lists use.
_SYMBOLS = {0xF0AB: "★", 0xF0B6: "☆", 0xF0FC: "√", 0xF0FE: "☑", 0xF0A8: "□", 0xF06F: "□", 0xF06C: "●", 0xF0D8: "➢"}


@dataclass(slots=True)
class Words:
    """What a paragraph holds."""

    parts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    """Text boxes anchored in it (w:txbxContent)."""
    aside: list[tuple[LeftOutKind, str]] = field(default_factory=list)
    """What it holds and does not print as words."""

    @property
    def text(self) -> str:
        return "".join(self.parts)


def words(paragraph: etree._Element, styles: Styles) -> Words:
    """Reads a w:p. Line and page breaks are `\\n`."""
    found = Words()
    _walk(paragraph, styles, found)
    return found


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent to read: the first that holds a text box, else the first."""
    branches = [b for b in alternate if b.tag in {f"{_MC}Choice", f"{_MC}Fallback"}]
    return next((b for b in branches if next(b.iter(_BOX), None) is not None), branches[0] if branches else None)


def is_alternate(element: etree._Element) -> bool:
    """True for mc:AlternateContent, which says the same thing twice."""
    return bool(element.tag == _ALTERNATE)


def placeholder(control: etree._Element) -> bool:
    """True for a content control (w:sdt) that only shows its prompt (单击此处输入文字)."""
    return bool(on(control.find(f"{W}sdtPr/{W}showingPlcHdr")))


def _hidden(run: etree._Element, styles: Styles) -> bool:
    properties = first(run, _RUN_LOOK)
    if properties is None:
        return False
    own = on(first(properties, _VANISH))
    if own is None and (style := first(properties, _RUN_STYLE)) is not None:
        own = styles.look(style.get(VAL)).hidden
    return bool(own)


def _walk(element: etree._Element, styles: Styles, found: Words) -> None:
    for child in element:
        tag = child.tag
        if tag in (_TEXT, _MATH_TEXT):
            found.parts.append(child.text or "")
        elif tag in _SIGNS:
            found.parts.append(_SIGNS[tag])
        elif tag in _NO_TEXT:
            if tag in _DELETED and (gone := "".join(t.text or "" for t in child.iter(_TEXT, _DELETED_TEXT))).strip():
                found.aside.append(("deleted words", gone))
        elif tag == _RUN and _hidden(child, styles):
            if unseen := "".join(t.text or "" for t in child.iter(_TEXT)).strip():
                found.aside.append(("hidden words", unseen))
        elif tag in _DRAWINGS:
            if any(e.tag in _PICTURES for e in child.iter()):
                found.aside.append(("pictures", ""))
            if next(child.iter(_BOX), None) is not None:
                _walk(child, styles, found)
        elif tag == _BOX:
            found.boxes.append(child)
        elif tag == _SYMBOL:
            found.parts.append(_symbol(child.get(f"{W}char", "")))
        elif tag == _ALTERNATE:
            if (branch := chosen(child)) is not None:
                _walk(branch, styles, found)
        elif not (tag == _CONTROL and placeholder(child)):
            _walk(child, styles, found)


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number in _SYMBOLS:
        return _SYMBOLS[number]
    return chr(number) if 0x20 <= number < 0xD800 else ""

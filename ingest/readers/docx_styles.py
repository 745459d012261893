"""What the styles of a Word document say of a paragraph: heading, alignment, numbering, hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_OUTLINE, _ALIGN, _NUMBERING, _MARK = (f"{W}{name}" for name in ("outlineLvl", "jc", "numPr", "rPr"))
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_MAX_CHAIN = 32
"""Styles based on styles; a circle in a broken file ends here."""


@dataclass(frozen=True, slots=True)
class Look:
    """The properties of a paragraph that matter here, None where nothing is said."""

    heading: int | None = None
    """1 to 9; 0 says expressly that it is none."""
    centred: bool | None = None
    list_id: str | None = None
    """numId; "0" takes an inherited numbering away."""
    list_level: int | None = None
    hidden: bool | None = None

    def over(self, base: Look) -> Look:
        """These properties, filled up from the base."""
        if self is _NOTHING:
            return base
        return Look(
            base.heading if self.heading is None else self.heading,
            base.centred if self.centred is None else self.centred,
            base.list_id if self.list_id is None else self.list_id,
            base.list_level if self.list_level is None else self.list_level,
            base.hidden if self.hidden is None else self.hidden,
        )


_NOTHING = Look()


def first(element: etree._Element, tag: str) -> etree._Element | None:
    """The first child of this tag: `find` without its grammar of paths."""
    return next(element.iterchildren(tag), None)


def on(element: etree._Element | None) -> bool | None:
    """The value of a switch such as w:vanish; None where it is not there."""
    if element is None:
        return None
    return (element.get(VAL) or "true").lower() not in {"0", "false", "off"}


def whole(element: etree._Element | None) -> int | None:
    """The whole number that an element carries; None where there is none."""
    try:
        return None if element is None else int(element.get(VAL, ""))
    except ValueError:
        return None


def look(properties: etree._Element | None) -> Look:
    """The properties that a w:pPr states itself."""
    heading = centred = list_id = level = hidden = None
    for child in properties if properties is not None else ():
        tag = child.tag
        if tag == _OUTLINE and (outline := whole(child)) is not None:
            heading = outline + 1 if 0 <= outline < 9 else 0
        elif tag == _ALIGN:
            centred = child.get(VAL) == "center"
        elif tag == _NUMBERING:
            number = child.find(f"{W}numId")
            list_id, level = number.get(VAL) if number is not None else None, whole(child.find(f"{W}ilvl"))
        elif tag == _MARK:
            hidden = on(child.find(f"{W}vanish"))
    return Look(heading, centred, list_id, level, hidden) if properties is not None else _NOTHING


class Styles:
    """The style sheet; empty when the document has none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._looks: dict[str, Look] = {}
        self.default: str | None = None
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and (style.get(f"{W}default") or "").lower() in {"1", "true", "on"}:
                self.default = name

    def look(self, name: str | None) -> Look:
        """What a paragraph of this style looks like, with what its base styles say."""
        name = name or self.default or ""
        if name not in self._looks:
            chain: list[str] = []
            at: str | None = name
            while at and at in self._styles and at not in chain and len(chain) < _MAX_CHAIN:
                chain.append(at)
                base = self._styles[at].find(f"{W}basedOn")
                at = base.get(VAL) if base is not None else None
            found = Look()
            for link in chain:
                found = found.over(self._own(link))
            self._looks[name] = found
        return self._looks[name]

    def _own(self, name: str) -> Look:
        style = self._styles[name]
        own = look(style.find(f"{W}pPr"))
        label = style.find(f"{W}name")
        match = _HEADING_NAME.fullmatch((label.get(VAL) or "").strip()) if label is not None else None
        # Programs that write no outline level still call their styles heading 1.
        heading = int(match[1]) if match else None
        return own.over(Look(heading=heading, hidden=on(style.find(f"{W}rPr/{W}vanish"))))

    def list_of(self, style: str) -> str | None:
        """The numId that a numbering style leads to (w:numStyleLink)."""
        element = self._styles.get(style)
        number = element.find(f"{W}pPr/{W}numPr/{W}numId") if element is not None else None
        return number.get(VAL) if number is not None else None

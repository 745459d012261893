"""What stands over or under the rows of a list: headings in force, notes that hold for all rows, totals."""

from __future__ import annotations

import re

from ingest.fields.bracket_roles import bracket_rule
from ingest.fields.headings import split_marker
from ingest.fields.roles import first_named_rule, label_at, mark_rule
from ingest.fields.titles import annex_sign, is_list_title
from ingest.fields.unit_names import level_prefix
from ingest.fields.units import read_units
from ingest.layout.rows import Slot, compact
from ingest.source import Paragraph

_NOTE = re.compile(r"^[\s（(]*(?:注|备注|说明|附注|填表说明)[一二三\d]?[：:.、]")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|汇总)")


def is_note(words: str) -> bool:
    """True for a note (注：…) and for a printed rule of roles."""
    return bool(_NOTE.match(words) or first_named_rule(words) or mark_rule(words) or bracket_rule(words))


def is_total(words: str) -> bool:
    """True for the first words of a row that sums up: 合计."""
    return bool(_TOTAL.match(words))


def units_above(slot: Slot) -> list[Slot]:
    """The words that name units for all rows under a line (责任单位：市教育局; 三、市教育局（5项）), else none."""
    label = label_at(slot.text.lstrip())
    if label:
        return [slot] if label[1] in ("lead", "support", "responsible", "plain") and read_units(slot.text).units else []
    marker, rest = split_marker(slot.text.strip())
    name = re.sub(r"[（(](?:共)?\s*\d+\s*[项条件个][）)]$", "", rest).strip()
    if marker is None or len(name) > 40 or not read_units(name).certain or not level_prefix(name):
        return []
    begin = slot.text.find(name)
    return [slot.cut(begin, begin + len(name))]


def is_heading(block: Paragraph) -> bool:
    """True for a short numbered line, or one that the format marks as a heading."""
    words = compact(block.text)
    marked = split_marker(words)[0] is not None or (block.heading is not None and not is_list_title(words))
    return marked and not annex_sign(words) and len(words) <= 60 and not words.endswith(("。", "；", "：", ":"))


def push_heading(headings: list[tuple[str, Slot]], slot: Slot, style: str | None = None) -> None:
    """Put a heading in force: it ends those of its own style of number, and all that stand below them.

    `style` is that of a number printed beside it; without one, that of the number it begins with.
    """
    if style is None:
        marker, _ = split_marker(slot.words)
        style = marker.style if marker else ""
    for i, (known, _slot) in enumerate(headings):
        if known == style:
            del headings[i:]
            break
    headings.append((style, slot))

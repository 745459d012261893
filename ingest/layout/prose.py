"""Tasks in paragraphs: units in a closing bracket （省A厅牵头，省B厅配合）, or on a line or at a place that says 责任单位：."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.fields.brackets import OPENING
from ingest.fields.deadlines import looks_like_deadline
from ingest.fields.headings import split_marker
from ingest.fields.roles import find_label, is_listed, label_at
from ingest.fields.titles import annex_sign, is_list_title
from ingest.fields.units import read_units
from ingest.layout.bands import push_heading
from ingest.layout.closing_brackets import UNIT_LABELS, unit_spans
from ingest.layout.columns import column_kind
from ingest.layout.groups import Group, items_of
from ingest.layout.numbered import behind_number, number_of, unnumbered
from ingest.layout.rows import Layout, Leftover, ListRow, Slot, joined
from ingest.layout.run_together import paragraph_starts
from ingest.layout.sentences import units_in_sentence, units_of_these
from ingest.layout.unnamed import Unnamed, with_unnamed
from ingest.source import Cell, Paragraph, Table

MAX_HEADING = 60
LEAST_SENTENCES = 3
"""Fewer paragraphs that say in a sentence who does something are no list of tasks."""
_LABEL = re.compile(r"\s*(?P<words>[\u4e00-\u9fff]{2,6})[：:]\s*")
_YEAR = re.compile(r"20\d\d年")
RUN_IN_LONGEST = 32
"""Characters of a run-in title."""
RUN_IN = re.compile(r"^.{2,32}?(?=[。：:])")
"""A run-in title: the first short sentence of a numbered paragraph."""
_STOPS = tuple("。；;！")
_NO_HEADING = tuple("。；：，、;:,")


@dataclass(slots=True)
class _Reader:
    layout: Layout
    headings: list[tuple[str, Slot]] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    """The block of each heading, by the identity of its slot."""
    open: list[tuple[int, Slot]] = field(default_factory=list)
    """Paragraphs since the last task or heading: a 责任单位： line under them makes them a task."""
    cut: bool = False
    """Whether the paragraph is one of several that were run together: what stands behind its units is no part of the task."""
    under_line: ListRow | None = None
    """The task that the last 责任单位： line made; further such lines belong to it."""
    sentences: bool = False
    """Whether units are named in the words of the tasks (由市A局会同市B局落实), for want of brackets and labels."""
    ended: list[Layout] = field(default_factory=list)
    """The lists before this one."""
    groups: list[Group] = field(default_factory=list)
    """Tasks of the list that read as headings, with what stands under them."""
    unnamed: list[Unnamed] = field(default_factory=list)
    """Numbered sentences of the list so far that name no units."""
    annexed: bool = False
    """Whether the paragraph before was the sign of an annex (附件2)."""


def read_prose(blocks: list[tuple[int, Paragraph | Table]]) -> list[Layout]:
    """The lists of a document without a table, in order: a task for each closing bracket or label that names units. Where
    there is none, for each of at least three paragraphs whose last sentence says by whom (由市A局会同市B局负责落实)."""
    lists = _lists(blocks, sentences=False)
    if not lists:
        lists = [one for one in _lists(blocks, sentences=True) if len(one.rows) >= LEAST_SENTENCES]
    return lists


def _lists(blocks: list[tuple[int, Paragraph | Table]], *, sentences: bool) -> list[Layout]:
    reader = _Reader(Layout(prose=True), sentences=sentences)
    for index, block in blocks:
        filled = Counter(c.row for c in block.cells if c.text.strip()) if isinstance(block, Table) else Counter[int]()
        for part in [block] if isinstance(block, Paragraph) else sorted(block.cells, key=lambda c: (c.row, c.column)):
            heading = part.heading if isinstance(part, Paragraph) else None
            if not isinstance(part, Paragraph) and not reader.layout.rows and _is_title(part, filled[part.row]):
                reader.layout.titles.append(Slot.of(part))
            pieces = list(_items(part.text))
            reader.cut = len(pieces) > 1
            if reader.cut and not split_marker(pieces[0][1])[0]:
                reader.layout.preambles[index] = len(pieces[0][1])
            for start, piece in pieces:
                _read(reader, index, Slot.of(part).cut(start, start + len(piece)), heading)
    _end_list(reader)
    return reader.ended


def _end_list(reader: _Reader) -> None:
    """The list so far, when it has tasks, and a new one begun."""
    if not reader.layout.rows:
        return
    _drop_labels(reader.layout.rows)
    if items := items_of(reader.layout.rows, reader.groups):
        reader.layout.rows = items
        reader.layout.used |= {index for group in reader.groups for index, _ in group.items}
    found = [one for one in reader.unnamed if one.index not in reader.layout.used]
    reader.layout.rows, places = with_unnamed(reader.layout.rows, found)
    reader.layout.used.update(places)
    reader.groups, reader.unnamed = [], []
    used = {id(theme) for row in reader.layout.rows for theme in row.themes}
    reader.layout.used |= {place for slot, place in reader.places.items() if slot in used}
    reader.ended.append(reader.layout)
    reader.layout = Layout(prose=True)


def _drop_labels(rows: list[ListRow]) -> None:
    """Take the label away that most tasks begin with (实施内容：…), as that of a form: what recurs names no single task."""
    labels = [_LABEL.match(row.text.text) for row in rows]
    said, count = Counter(m["words"] for m in labels if m).most_common(1)[0] if any(labels) else ("", 0)
    if count < 2 or count < 0.6 * len(rows) or column_kind(said) not in ("measure", "task"):
        return
    for row, label in zip(rows, labels, strict=True):
        if label and label["words"] == said:
            row.text = row.text.cut(label.end())


def _is_title(cell: Cell, filled: int) -> bool:
    """True for a title of a list that stands alone in its row, of which so many cells are filled."""
    return filled == 1 and is_list_title("".join(cell.text.split()))


def _items(text: str) -> Iterator[tuple[int, str]]:
    """A paragraph, or each line of a cell; one that holds a whole document is cut where numbered items begin."""
    if "\n" in text:
        at = 0
        for line in text.split("\n"):
            if line.strip():
                yield at, line
            at += len(line) + 1
        return
    starts = paragraph_starts(text)
    for a, b in pairwise([0, *starts, len(text)]):
        yield a, text[a:b]


def _read(reader: _Reader, index: int, slot: Slot, outline: int | None) -> None:
    these = units_of_these(slot.text)
    if these and not slot.text[: these[0]].strip() and (reader.open or reader.headings or reader.under_line):
        _read_label_line(reader, index, slot.cut(*these[1:]))
        return
    label = label_at(slot.text.lstrip())
    names = label is not None and label[1] in UNIT_LABELS and _gives_units(slot.text, label[2])
    if names or (label and label[1] == "deadline" and reader.under_line):
        _read_label_line(reader, index, slot)
        return
    if label and label[1] == "other" and (reader.open or reader.under_line):  # 牵头领导：, 联系人：: no unit, and not the task
        zh, en = f"没有使用“{label[2]}”一行", f"the line “{label[2]}” is not used"
        reader.layout.left.append(Leftover("row without task", zh, en, slot))
        reader.layout.used.add(index)
        return
    annexed, reader.annexed = reader.annexed, 0 < annex_sign(slot.words) == len(slot.words)
    if is_list_title(slot.words) and len(slot.words) <= MAX_HEADING:  # a title begins anew: what stood above was a letter's
        if annexed or annex_sign(slot.words) or _YEAR.search(slot.words):
            _end_list(reader)
        reader.headings.clear()
        reader.open, reader.under_line = [], None
        return
    marker, rest = split_marker(slot.text.strip())
    spans = list(unit_spans(slot.text))
    if marker:
        _end_headings(reader, marker.style)
    if spans and (reader.open or reader.headings or reader.under_line) and not _beside(slot.text, spans):
        for start, end in spans:  # brackets alone stand under their paragraph, as 责任单位： does
            _read_label_line(reader, index, slot.cut(start, end))
        return
    reader.under_line = None
    if these and these[0] and not spans:
        text = slot.cut(0, these[0])
        row = ListRow(unnumbered(text), number_of(text), _themes(reader), [("responsible", slot.cut(*these[1:]))])
        reader.layout.rows.append(row)
        reader.layout.used.add(index)
        reader.open = []
        return
    if spans:
        _read_parts(reader, index, slot, spans)
        if reader.layout.rows and (group := Group.of(reader.layout.rows[-1], slot, MAX_HEADING)):
            reader.groups.append(group)
        reader.open = []
        reader.under_line = reader.layout.rows[-1] if reader.layout.rows else None  # a 完成时限： line may follow
        return
    if reader.sentences and marker and (said := units_in_sentence(slot.text)):
        _read_sentence(reader, index, slot, said)
        return
    if reader.groups and marker:
        reader.groups[-1].take(index, slot, marker)
    words = slot.words
    if marker and words.endswith(_STOPS) and not reader.cut:
        reader.unnamed.append(Unnamed(len(reader.layout.rows), index, slot, marker, _themes(reader)))
    if (marker or outline) and len(words) <= MAX_HEADING and not words.endswith(_NO_HEADING):
        _push(reader, index, slot)
        reader.open = []
    elif marker and (title := RUN_IN.match(rest)):
        at = slot.text.find(rest)
        run_in = slot.cut(len(slot.text) - len(slot.text.lstrip()), at + title.end())
        _push(reader, index, run_in)
        reader.open = [(index, slot)]
    else:
        reader.open.append((index, slot))
        del reader.open[:-8]


def _gives_units(text: str, label: str) -> bool:
    """Whether a line with that label names units; one whose label no list knows (驻市各单位：) must name nothing else."""
    read = read_units(text)
    return bool(read.units) and (is_listed(label) or read.certain)


def _push(reader: _Reader, index: int, slot: Slot) -> None:
    push_heading(reader.headings, slot)
    reader.places[id(slot)] = index


def _end_headings(reader: _Reader, style: str) -> None:
    """A numbered paragraph ends the headings of its own style, and those below them."""
    for i, (known, _) in enumerate(reader.headings):
        if known == style:
            del reader.headings[i:]
            return


def _themes(reader: _Reader) -> tuple[Slot, ...]:
    return tuple(slot for _, slot in reader.headings)


def _read_label_line(reader: _Reader, index: int, slot: Slot) -> None:
    """责任单位：… under a paragraph: the paragraphs since the last task or heading are the task."""
    if reader.under_line is not None:
        reader.under_line.units.append(("responsible", slot))
        reader.layout.used.add(index)
        return
    alone = None
    if not reader.open:
        if not reader.headings:
            return
        _, heading = reader.headings.pop()  # a heading alone over the line is the task
        alone = split_marker(heading.text)[0]
        reader.open = [(reader.places.get(id(heading), index), heading)]
    numbered = next((at for at, (_, s) in enumerate(reader.open) if split_marker(s.text)[0]), 0)
    del reader.open[:numbered]  # what stands between a heading and the first number introduces both
    first = reader.open[0][1]
    if (
        reader.headings
        and first.text.lstrip().startswith(reader.headings[-1][1].text)
        and reader.headings[-1][1].where == first.where
    ):
        reader.headings.pop()  # what looked like a run-in title belongs to the task itself
    text = joined([s for _, s in reader.open], "\n")
    row = ListRow(unnumbered(text), number=number_of(text), themes=_themes(reader), units=[("responsible", slot)])
    reader.layout.rows.append(row)
    reader.layout.used |= {index, *(i for i, _ in reader.open)}
    reader.under_line, reader.open = row, []
    if alone:
        reader.groups.append(Group(row, text, alone))


def _read_parts(reader: _Reader, index: int, slot: Slot, spans: list[tuple[int, int]]) -> None:
    reader.layout.used.add(index)
    behind: list[Slot] = []
    rows = bracket_rows(slot, spans, _themes(reader), behind if reader.cut else None)
    reader.layout.rows += [row for row in rows if row.text.words]
    zh, en = "单位后面的话不属于这项任务，没有收录", "words behind the units are no part of the task and are not used"
    reader.layout.left += [Leftover("row without task", zh, en, rest) for rest in behind]


def _read_sentence(reader: _Reader, index: int, slot: Slot, said: tuple[int, int]) -> None:
    """由市A局会同市B局落实。: the paragraph is the task, and its words name the units."""
    units = slot.cut(*said)
    reader.layout.used.add(index)
    reader.layout.rows.append(ListRow(unnumbered(slot), number_of(slot), _themes(reader), [("responsible", units)]))
    zh, en = (
        "单位取自任务的文字，不是括号或标签",
        "the units were taken from the words of the task, not from a bracket or label",
    )
    reader.layout.left.append(Leftover("guess", zh, en, units))
    reader.open = []


def bracket_rows(
    slot: Slot, spans: list[tuple[int, int]], themes: tuple[Slot, ...], behind: list[Slot] | None = None
) -> list[ListRow]:
    """The tasks of a text, given its brackets that name units: each with the words before its bracket.

    What stands behind the last bracket belongs to the last task, unless `behind` takes it.
    """
    number = number_of(slot)
    begin = behind_number(slot.text)
    parts: list[ListRow] = []
    for a, b in spans:
        lead = len(slot.text[begin:a]) - len(slot.text[begin:a].lstrip("。；;，, \n"))
        text = slot.cut(begin + lead, begin + len(slot.text[begin:a].rstrip(OPENING + " \n\u3000")))
        units = slot.cut(a, b)
        if not text.words and parts:
            parts[-1].units.append(("responsible", units))  # two brackets one after the other
        else:
            text, limit = _without_limit(text)
            parts.append(ListRow(text, number, themes, [("responsible", units)], limit))
        begin = b
    for at, row in enumerate(parts, 1):
        row.part = at if len(parts) > 1 else None
    rest = slot.text[begin:].rstrip("；;，, \n")
    if len(rest.strip("。；;，, \n")) > 1 and parts:
        more = slot.cut(begin, begin + len(rest))
        before = parts[0].text.words
        # 优化审批（市A局）。推行……: the bracket stands behind the run-in title
        run_in = len(parts) == 1 and len(before) <= RUN_IN_LONGEST < len(more.words) and not before.endswith(_STOPS)
        if behind is None or run_in:
            parts[-1].text = joined([parts[-1].text, more])
        else:
            behind.append(more)
    return parts


def _without_limit(text: Slot) -> tuple[Slot, Slot | None]:
    """A text that ends in 完成时限：…, without it, and the limit."""
    label = find_label(text.text)
    while label and label[2] != "deadline":
        label = find_label(text.text, label[1])
    if (
        not label
        or not looks_like_deadline(text.text[label[1] :])
        or text.text[: label[0]].rstrip()[-1:] not in ("。", "；", ";")
    ):
        return text, None
    return text.cut(0, label[0]), text.cut(label[1])


def _beside(text: str, spans: list[tuple[int, int]]) -> str:
    """What a paragraph holds beside its brackets."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return "".join(text[a:b] for a, b in zip(ends, starts, strict=True)).strip("。；;，, \n\u3000")

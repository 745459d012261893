"""Where a paragraph names its units: in a bracket that closes it or a part of it, or behind a label inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.fields.brackets import CLOSING, OPENING
from ingest.fields.deadlines import deadline_likeness
from ingest.fields.headings import split_marker
from ingest.fields.roles import find_label, is_listed, label_at
from ingest.fields.unit_names import ends_like_unit, is_collective, is_complete, is_generic, is_place, level_prefix
from ingest.fields.units import LIKELY_LIMIT, UnitSpan, UnitsRead, read_units
from ingest.lexicon import lexicon

MAX_BRACKET = 600
"""A bracket longer than this, in characters, is no list of units."""
_NEAR = 1000
"""Characters before and behind a bracket that are looked at; a further bracket lies within."""
_GLANCE = 200
"""Characters behind a label that are looked at."""
SHORT = 8
"""A wording for several bodies (各社会团体) longer than this, in characters, must end as one does."""
UNIT_LABELS = ("lead", "support", "responsible", "plain")
_WORDS = lexicon("prose")
_ASIDE = re.compile("|".join(map(re.escape, _WORDS["aside"])))
_SENTENCE = re.compile("|".join(map(re.escape, _WORDS["sentence"])))
_STOPS = "。；;！!"
_NOUNS = tuple(_WORDS["nouns"])
_PERSON = re.compile("|".join(map(re.escape, _WORDS["people"])))


def unit_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a paragraph names units: each closing bracket that does, or from a label inside to the end of the paragraph."""
    brackets = list(outer_brackets(text))
    labelled = _labelled(text, brackets)
    at, maybe = 0, []
    limit: tuple[int, int] | None = None
    """A bracket with a time limit alone; it goes with the bracket beside it: （市A局）（6月底前完成）."""
    for start, end in brackets:
        if start > labelled:
            break
        first = max(0, start - _NEAR)
        named = _names_units(text[first : end + _NEAR], start - first, end - first)
        if named is None:
            maybe.append((start, end))
        elif named:
            yield from maybe  # 调整事项（市A局、市B局），编制指南（市C局牵头）: as the last bracket, so the others
            maybe = []
            if limit and not text[limit[1] : start].strip():
                yield limit
            yield start, end
            at = end
        elif _is_limit(text[start + 1 : end - 1]):
            limit = start, end
            if at and not text[at:start].strip("。；; "):
                yield limit
                at = end
    unclosed = _unclosed(text, max([at, *(end for _, end in brackets)]))
    if unclosed is not None:
        yield unclosed, len(text)
    elif at <= labelled < len(text):
        yield labelled, len(text)


def _labelled(text: str, brackets: list[tuple[int, int]]) -> int:
    """Where the labels outside brackets begin that give the units (…。牵头领导：王明 责任单位：市A局); the text's length when
    there are none."""
    first: int | None = None
    inner, label = 0, find_label(text)
    while label:
        start, end, kind, word = label
        stopped = start == 0 or text[max(0, start - 4) : start].rstrip()[-1:] in tuple("。；;！，,")
        while inner < len(brackets) and brackets[inner][1] <= start:
            inner += 1
        if inner < len(brackets) and brackets[inner][0] < start:
            first = None
        elif (stopped or first is not None) and _gives_units(kind, word, text[end : end + _GLANCE]):
            return start if first is None else first
        elif stopped and (kind == "deadline" or _PERSON.search(word) or label_at(text[end : end + _GLANCE])):
            first = start if first is None else first
        elif stopped:
            first = None
        label = find_label(text, end)
    return len(text)


def _gives_units(kind: str, word: str, following: str) -> bool:
    """Whether a label in running text gives units: 责任单位：, or 牵头： with nothing but names behind it."""
    if kind not in UNIT_LABELS or not is_listed(word):
        return False
    read = read_units(re.split("[。；;]", following, maxsplit=1)[0])
    return bool(read.units) if word.endswith(_NOUNS) else kind in ("lead", "support") and read.certain


def outer_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Outermost brackets of any sign, as [start, end)."""
    depth, start = 0, 0
    for i, char in enumerate(text):
        if char in OPENING:
            start = i if depth == 0 else start
            depth += 1
        elif char in CLOSING and depth:
            depth -= 1
            if depth == 0 and i - start <= MAX_BRACKET:
                yield start, i + 1


def _unclosed(text: str, at: int) -> int | None:
    """Where the words begin behind a last bracket that the drafter forgot to close (（责任单位：市A局、市B局), if they name
    units."""
    opening = min((i for i in range(at, len(text)) if text[i] in OPENING), default=-1)
    if opening < 0 or len(text) - opening > MAX_BRACKET:
        return None
    inner = text[opening + 1 :].rstrip("。；; ")
    read, label = read_units(inner), label_at(inner.lstrip())
    several = len(read.units) > 1 or any(u.role_word for u in read.units) or (label is not None and label[1] in UNIT_LABELS)
    return opening + 1 if read.certain and several else None


def _is_limit(inner: str) -> bool:
    """Whether a bracket holds a time limit and nothing else."""
    label = label_at(inner.lstrip())
    return bool(label and label[1] == "deadline") or deadline_likeness(inner) > LIKELY_LIMIT


def _closes(text: str, start: int, end: int) -> bool:
    """True when a bracket closes a sentence: nothing, a stop, another bracket or a new paragraph follows."""
    following = text[end:].lstrip()
    return (
        not following
        or following[0] in "。；;，,！" + OPENING
        or text[:start].rstrip()[-1:] in tuple(_STOPS)
        or split_marker(following[:12])[0] is not None
    )


def _names_units(text: str, start: int, end: int) -> bool | None:
    """Whether a bracket gives the units of a task; None for one with several names in the middle of a sentence, which may."""
    inner = text[start + 1 : end - 1]
    read = read_units(inner)
    if not read.units:
        return False
    label = label_at(inner.lstrip())
    if label and label[1] in UNIT_LABELS:
        return True
    worded = read.explicit or any(u.role_word for u in read.units)
    ends = not text[end:].strip("。；;， \u3000") and len(read.units) > 1  # the bracket ends the paragraph
    if _ASIDE.match(inner) or not _mostly_known(read, inner, worded=worded, ends=ends):
        return False
    if (worded or read.limits) and not read.unexplained:
        return True  # （省税务局负责）, （省税务局，6月底前）: who does it, wherever it stands
    if not _closes(text, start, end):
        return False
    if text[end:].lstrip()[:1] in ("，", ",") and not worded:
        return None if len(read.units) > 1 and not read.unexplained and not _explained(text[:start]) else False
    return len(read.units) > 1 or worded or _is_body(read.units[0], text[:start], text[end:])


def _explained(before: str) -> bool:
    """Whether a bracket behind these words says which bodies they mean: 有关部门（市A局、市B局）."""
    return before.rstrip()[-2:] in _WORDS["explained"]


def _is_body(unit: UnitSpan, before: str, following: str) -> bool:
    """Whether a bracket with one name and no role word gives the unit of a task, and not a word for what stands before it."""
    name = unit.name
    if name in lexicon("units")["bare_nouns"] or is_generic(name) or len(name) < 3:
        return False  # 各部门（单位）, 镇（街道）: the bracket belongs to a word
    clause = re.split(r"[，。；、：,;:]", before)[-1]
    if clause[-1:] in tuple("局委办厅部院") and ends_like_unit(clause) and unit.kind == "unit":
        return False  # 市A局（市B局）: one body with two names
    after = following.lstrip("。；;， \u3000")
    start, end = next(outer_brackets(after), (-1, -1))
    another = start == 0 and not _is_limit(after[1 : end - 1])
    return not (another and not level_prefix(name))  # 企业（培育库）。（省A厅）


def _mostly_known(read: UnitsRead, inner: str, *, worded: bool, ends: bool) -> bool:
    """Most names known, and the others at least begin with their level (市防指); some more unknown ones beside a role word,
    and as many as the known ones where the bracket `ends` a paragraph and begins with a body of a level."""
    names = [re.sub(r"\s", "", inner[u.start : u.end]) for u in read.units]
    unknown = [
        n for n in names if not (is_complete(n) or is_place(n) or (is_collective(n) and (n[0] == "各" or len(n) <= SHORT)))
    ]
    strange = [n for n in unknown if not level_prefix(n) or len(n) > 12 or _SENTENCE.search(n)]
    if ends and level_prefix(names[0]) and ends_like_unit(names[0]) and not _SENTENCE.search("".join(strange)):
        return len(strange) * 2 <= len(names) and all(len(n) <= SHORT for n in strange)
    return len(unknown) < len(names) and (not strange or (worded and len(strange) * 3 <= len(names)))

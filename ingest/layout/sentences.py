"""Sentences that say who does a task, where no bracket or label does: 由市A局牵头，市B局、市C局配合，6月底前完成整治。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.fields.headings import split_marker
from ingest.fields.roles import trailing_role
from ingest.fields.units import UnitsRead, read_units
from ingest.lexicon import lexicon

_WORDS = lexicon("prose")
_INSIDE = re.compile("|".join(map(re.escape, _WORDS["sentence"])))
"""Words that stand in a sentence and in no name."""
_AT_THE_END = re.compile(
    rf"[，,。：:]由(?P<who>[^。；;]{{2,200}}?)(?P<role>{'|'.join(_WORDS['by_role'])}|(?={'|'.join(_WORDS['by_verb'])}))[^。；;，,、]{{0,16}}[。；;]?\s*$"
)
_CLAUSE = re.compile(r"[^，,。；;：:]{1,200}")
_BY = re.compile(r"\s*(?:[此该本]项(?:工作|任务|行动)?)?由\s*(?=\S{2})")
_GOES_ON = re.compile(r"(?P<part>.{2,80}?(?:牵头负责|牵头|负责))(?![的制人和与及或、])")
"""由市A局牵头对X开展排查: the clause goes on behind the part."""
_OF_THESE = re.compile(
    r"(?:^|[。；;！])\s*(?P<this>(?:[此该本]项|上述|以上|上列|前述|以上各项|上述各项)(?:工作任务|任务|工作|事项|措施|行动|项目)?[，,]?(?:均|统一)?由\s*)"
    r"(?P<who>[^。！：:《》]{3,300}?)[。；;]?\s*$"
)
"""上述任务由市A局牵头，市B局配合，6月底前完成: who does what stands before."""
_TOGETHER = ("会同", "联合", "协同")


def units_in_sentence(text: str) -> tuple[int, int] | None:
    """Where a paragraph says in its words who does it; None where a name is not known, or nothing says so.

    Either whole clauses, one after the other, name bodies and their part (由市A局牵头，市B局配合，…), or the last sentence goes
    on behind the names (由市A局会同市B局等部门研究提出意见).
    """
    for match in _AT_THE_END.finditer(text):
        if not text[match.end() :].rstrip().strip("。；; "):
            read = read_units(match["who"] + match["role"])
            if not _known(read):
                break
            return match.span("who") if not match["role"] else (match.start("who"), match.end("role"))
    return next(_in_clauses(text), None)


def units_of_these(text: str) -> tuple[int, int, int] | None:
    """Where the last sentence of a paragraph begins that only says who does what stands before it (此项任务由市A局负责), and
    where its names begin and end, a time limit behind them included. None for any other paragraph."""
    match = _OF_THESE.search(text)
    if match is None:
        return None
    read = read_units(match["who"])
    named = _known(read) and any(u.role_word for u in read.units)
    return (match.start("this"), *match.span("who")) if named else None


def _known(read: UnitsRead) -> bool:
    return bool(read.units) and not read.unexplained and not _INSIDE.search("".join(u.name for u in read.units))


def _in_clauses(text: str) -> Iterator[tuple[int, int]]:
    """Runs of clauses that name bodies with their part: the first leads or is responsible, and begins a sentence or with 由."""
    begun: tuple[int, int] | None = None
    _, rest = split_marker(text)
    first = text.find(rest)
    for clause in _CLAUSE.finditer(text, first):
        before = text[first : clause.start()].rstrip()[-1:]
        by = _BY.match(clause.group())
        start = clause.start() + (by.end() if by else 0)
        words = text[start : clause.end()]
        roles = _part(words)
        if begun and roles and not by and before in ("，", ",", "；", ";"):
            begun = begun[0], clause.end()
            continue
        if begun:
            yield begun
        opens = "lead" in roles and before in ("", "。", "：", ":")
        begun = (start, clause.end()) if opens or (by and roles - {"support"}) else None
        if by and not begun and (part := _GOES_ON.match(words)) and _part(part["part"]):
            yield start, start + part.end("part")
    if begun:
        yield begun


def _part(words: str) -> set[str]:
    """The roles that a clause gives to bodies when it does nothing else: 市A局、市B局分别牵头. Empty for any other clause."""
    if trailing_role(words)[1] is None and not words.lstrip().startswith(_TOGETHER):
        return set()
    read = read_units(words)
    return {u.role for u in read.units} if _known(read) and not read.limits and all(u.role_word for u in read.units) else set()

"""Persons named with their office (张三（市发改委主任）, 市财政局局长 李四): the body is the unit, the person is none."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ingest.fields.roles import bracket_role, trailing_role
from ingest.fields.unit_names import is_complete, is_known, is_person
from ingest.lexicon import lexicon

_SEAT = re.compile(r".{0,8}(?:[省市区县州盟旗]委|政府|人大|政协|人大常委会|常委会)")
"""Who holds an office here leads the place (市委书记, 县政府副县长); no body is meant."""
_BRACKET = re.compile(r"(?P<person>[^（()）\s]{2,4})[（(](?P<inner>[^（()）]+)[）)]")

_NAMED = re.compile(
    r"[（(]\s*(?P<inner>[\u4e00-\u9fff·]{2,8})\s*[）)]"
    r"|(?<=\s)(?P<spaced>[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])(?=[\s、，,；;]|$)"
    r"|(?<=\s)(?P<own>[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff]{1,6}(?:同志|负责人|领导))(?=[\s、，,；;]|$)"
)

_LONGEST = 400
"""Characters; longer words are not one person with offices."""

Span = tuple[int, int]


@cache
def _office() -> re.Pattern[str]:
    """What a piece says that ends in an office, or in an office and a person's name."""
    words = "|".join(sorted(map(re.escape, lexicon("units")["offices"]), key=len, reverse=True))
    manner = "|".join(map(re.escape, lexicon("units")["office_manner"]))
    duty = "|".join(map(re.escape, lexicon("units")["office_duty"]))
    return re.compile(rf"(?:{duty})?(?P<body>.*?)(?:{manner})*(?:{words})(?P<person>[\u4e00-\u9fff]{{2,3}})?")


@lru_cache(maxsize=20_000)
def read_officer(text: str) -> tuple[Span, ...] | None:
    """The spans of the bodies that persons with their office stand for; None when the text names no such person.

    张三（市发改委主任） -> the span of 市发改委; 副市长王强 -> none.
    """
    if len(text) > _LONGEST:
        return None
    match = _BRACKET.fullmatch(text)
    if match is None or is_complete(match["person"]):
        return _plain(text)
    at, bodies, offices = match.start("inner"), [], 0
    for part in re.finditer(r"[^、，,；;兼]+", match["inner"]):
        found = _plain(part.group())
        if found is None:
            continue
        offices += 1
        bodies += [(at + part.start() + a, at + part.start() + b) for a, b in found]
    return tuple(bodies) if offices else None


def _plain(text: str) -> tuple[Span, ...] | None:
    match = _office().fullmatch(text)
    if match is None:
        return None
    body, person = match["body"], match["person"]
    if person is not None and not is_person(person):
        return None
    if not body:
        return ()
    if not is_complete(body):
        return None
    return () if _SEAT.fullmatch(body) else ((0, len(body)),)


def persons_in(text: str) -> tuple[Span, ...]:
    """Where a cell names persons, given that its header says that it does (牵头单位及责任人): a short word behind a space or
    in a bracket behind a body that no rule knows as a body, a place or a role (县水利局（艾力）)."""
    found: list[Span] = []
    for match in _NAMED.finditer(text):
        words = match["inner"] or match["own"] or "".join(match["spaced"].split())
        if match["spaced"] and not is_person(words):
            continue
        before = re.split(r"[\s、，,；;]", text[: match.start()].rstrip())[-1]
        known = is_known(words) or bracket_role(words) is not None or trailing_role(words)[1] is not None
        if not known and (is_complete(before) or (found and found[-1][1] >= match.start() - 1)):
            found.append(match.span())
    return tuple(found)

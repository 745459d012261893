"""Whether a text is a time limit: for layouts that lost their columns, and for columns without a header."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.fields.time_expressions import LIMIT, WORDS, TimeExpression, fold, time_expressions


def looks_like_deadline(text: str) -> bool:
    """Whether a cell or line is a time limit and nothing else, or begins as one and goes on about it."""
    return deadline_likeness(text) >= 0.6


def deadline_likeness(text: str) -> float:
    """How much a cell or line looks like a time limit, 0 to 1.

    - 1: words of time and of finishing, and nothing else
    - 0.6 to 0.9: its first clause is one, or all clauses begin with one, or a duration ends a clause that names an event
    - 0.3 to 0.5: a limit at the head of other words, or inside them: task texts have that too
    - 0.1: a date that limits nothing
    """
    return _likeness(text) if len(text) <= 4 * _LONGEST else 0.0


@lru_cache(maxsize=4096)
def _likeness(text: str) -> float:
    whole = fold(text)
    body = (_ASIDE.sub("", whole) or whole).strip("。；;，,、:：()[]")
    if not body or len(body) > _LONGEST:
        return 0.0
    found = [e for e in time_expressions(body) if e.sort != "other"]
    limits = [e for e in found if e.sort not in ("prompt", "days") or (e.start, e.end) == (0, len(body))]
    if any(e.sort != "days" for e in found) and not _rest(body, found):
        return 1.0
    if not limits:
        return 0.0
    clauses = [clause for clause in _CLAUSE.split(body) if clause]
    first = [e for e in limits if e.end <= len(clauses[0])]
    if first and not _rest(clauses[0], first):
        if all(e.sort in ("year", "named_year", "years") for e in first) and not _FINISHED.search(clauses[0]):
            return 0.1  # 2024年，… opens a report and limits nothing
        short = len(body) <= 60 and any(_opens_with_limit(clause) for clause in clauses[1:])
        return 0.9 if first[0].sort == "ongoing" or short else 0.6
    if len(body) <= 60 and any(e.sort == "duration" and _ends_clause(body, e) and _has_event(body, e) for e in limits):
        return 0.8
    if first and first[0].sort == "ongoing" and first[0].start <= 6 and first[0].end == len(clauses[0]):
        return 0.7  # 相关信息动态更新。…
    opening = [_opens_with_limit(clause) for clause in clauses]
    if all(opening):
        return 0.8 if len(clauses) > 1 and len(body) <= 60 else 0.6 if len(_rest(body, found)) <= 6 else 0.4
    if opening[0] or opening[-1]:
        return 0.4
    return 0.3 if any(LIMIT.match(body, e.end) for e in limits) else 0.1


def begins_with_time(text: str) -> bool:
    """Whether the first words of a text set a time: 12月底前出台细则, 每年完成20部以上. 12345热线 and 两江 do not."""
    first = next(time_expressions(fold(text[:40])), None)
    return first is not None and first.start == 0 and first.sort not in ("other", "days", "prompt", "elsewhere")


_LONGEST = 200
"""Characters; a longer cell is no time limit."""
_FINISHED = re.compile("(?:前|底|末|内|完成)$")
_CLAUSE = re.compile(r"[，。；;,]")
_ASIDE = re.compile(r"\([^()]{1,12}\)")
_FILLER = frozenset(WORDS["likeness"]["filler"])
_FILLER_RUN = re.compile("|".join(sorted((re.escape(word) for word in _FILLER), key=len, reverse=True)))
_NO_WORD = re.compile(r"[\W_]+")


def _rest(text: str, found: list[TimeExpression]) -> str:
    """What is left of a text without its time expressions and the words that go with a limit."""
    kept, at = [], 0
    for expression in found:
        kept.append(text[at : expression.start])
        at = max(at, expression.end)
    kept.append(text[at:])
    return "".join(_NO_WORD.sub("", _FILLER_RUN.sub("", part)) for part in kept)


def _opens_with_limit(clause: str) -> bool:
    """Whether a clause begins with a date and 前 or 内: 2025年1月31日前在网站公开."""
    end = 0
    for expression in time_expressions(clause):
        if expression.start != end:
            break
        end = expression.end
    return end > 0 and LIMIT.match(clause, end) is not None


def _ends_clause(text: str, e: TimeExpression) -> bool:
    """Whether at most a few words of finishing stand behind the expression in its clause."""
    return not _rest(_CLAUSE.split(text[e.end :], maxsplit=1)[0], [])


def _has_event(text: str, e: TimeExpression) -> bool:
    return any(word in text[: e.start] for word in WORDS["likeness"]["events"])

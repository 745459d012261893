"""Compares a reading with the truth: the rules of the project's score, in own words.

Names and texts are compared without punctuation, white space and width. A task counts as found when the task of the same
place in the order has a text that is nearly the same. Unit and citation scores are F1 over all (task, value) pairs.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any

SIGNS = re.compile(r"[\s，。、；：,.;:“”\"'‘’《》〈〉（）()\[\]【】〔〕·—…-]+")
SAME_GLYPH = str.maketrans("戶", "户")
"""Characters that share a glyph in the font of the drawn PDF, which then says the wrong one."""
HEAD_FIELDS = ("title", "number", "issuer", "jurisdiction", "year", "issued")
MEASURES = ("found", "extra", "text", "themes", "unit_role_f1", "unit_kind_f1", "deadline", "cites", "doc", "basis")
Record = dict[str, Any]


def plain(text: object) -> str:
    """The characters that count."""
    return SIGNS.sub("", unicodedata.normalize("NFKC", str(text or ""))).translate(SAME_GLYPH)


def unit_name(name: str) -> str:
    """A unit's name as compared."""
    return plain(name).removeprefix("各")


def f1(true: Iterable[object], read: Iterable[object]) -> float:
    """F1 of two multisets; two empty ones agree."""
    a, b = Counter(true), Counter(read)
    if not a and not b:
        return 1.0
    both = (a & b).total()
    return 2 * both / (a.total() + b.total())


def nearly(a: str, b: str) -> bool:
    """True when two texts are at least 95 % alike."""
    x, y = plain(a), plain(b)
    return x == y or difflib.SequenceMatcher(None, x, y, autojunk=False).ratio() >= 0.95


def _limit(value: Record | None) -> tuple[bool, tuple[str, ...], str]:
    value = value or {}
    return bool(value.get("ongoing")), tuple(sorted(set(value.get("dates") or ()))), plain(value.get("relative"))


def _units(task: Record, key: str) -> list[tuple[str, str]]:
    return [(unit_name(u["name"]), str(u.get(key))) for u in task.get("units") or ()]


def _cites(values: Iterable[Record]) -> list[tuple[str, str]]:
    return [(plain(c.get("number")), plain(c.get("title"))) for c in values]


def compare(true: Record, read: Record, differing: list[tuple[str, int, object, object]]) -> dict[str, float]:
    """The measures of one list. `differing` gets (field, task, expected, got) for each difference."""
    tasks: dict[int, Record] = {}
    for task in read["tasks"]:
        tasks.setdefault(task["seq"], task)
    numbers = {t["seq"] for t in true["tasks"]}
    count, sums = len(true["tasks"]), Counter[str]()
    pairs: dict[str, tuple[list[object], list[object]]] = {k: ([], []) for k in ("role", "kind", "cites")}
    for task in true["tasks"]:
        seq = task["seq"]
        got = tasks.get(seq)
        if got is None or not nearly(task["text"], got["text"]):
            differing.append(("text", seq, task["text"], got and got["text"]))
        else:
            sums["found"] += 1
            exact = plain(task["text"]) == plain(got["text"])
            sums["text"] += exact
            if not exact:
                differing.append(("words", seq, task["text"], got["text"]))
        got = got or {}
        checks: list[tuple[str, object, object]] = [
            ("themes", [plain(x) for x in task["themes"]], [plain(x) for x in got.get("themes") or ()]),
            ("units", sorted(_units(task, "role")), sorted(_units(got, "role"))),
            ("cites", sorted(_cites(task["cites"])), sorted(_cites(got.get("cites") or ()))),
        ]
        if not task["deadline"].get("loose"):
            checks.append(("deadline", _limit(task["deadline"]), _limit(got.get("deadline"))))
        else:
            sums["deadline"] += 1
        for name, expected, found in checks:
            sums[name] += expected == found
            if expected != found:
                differing.append(
                    (name, seq, task if name == "units" else task.get(name), got if name == "units" else got.get(name))
                )
        for key in ("role", "kind"):
            pairs[key][0].extend((seq, u) for u in _units(task, key))
            pairs[key][1].extend((seq, u) for u in _units(got, key))
        pairs["cites"][0].extend((seq, c) for c in _cites(task["cites"]))
        pairs["cites"][1].extend((seq, c) for c in _cites(got.get("cites") or ()))
    extra = len(read["tasks"]) - len(numbers & set(tasks))
    if extra:
        differing.append(("extra", 0, count, len(read["tasks"])))
    right = 0
    for key in HEAD_FIELDS:
        same = plain(true["doc"].get(key)) == plain(read["doc"].get(key))
        right += same
        if not same:
            differing.append((f"doc.{key}", 0, true["doc"].get(key), read["doc"].get(key)))
    basis = f1(_cites(true["doc"]["basis"]), _cites(read["doc"].get("basis") or ()))
    if basis < 1:
        differing.append(
            ("doc.basis", 0, true["doc"]["basis"], [(c.get("number"), c.get("title")) for c in read["doc"].get("basis") or ()])
        )
    return {
        "found": sums["found"] / count,
        "extra": float(extra),
        "text": sums["text"] / count,
        "themes": sums["themes"] / count,
        "unit_role_f1": f1(*pairs["role"]),
        "unit_kind_f1": f1(*pairs["kind"]),
        "deadline": sums["deadline"] / count,
        "cites": f1(*pairs["cites"]),
        "doc": right / len(HEAD_FIELDS),
        "basis": basis,
    }

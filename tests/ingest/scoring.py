"""How close an extraction comes to a truth: names, roles, kinds, themes, deadlines, citations and head, task by task."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

_SIGNS = re.compile(r"[\W_]+")
HEAD = ("title", "number", "issuer", "jurisdiction", "year", "issued")


def bare(value: object) -> str:
    """Text as it is compared: compatibility forms unified, white space and signs left out."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", str(value or "")))


def facts(task: dict[str, Any]) -> set[tuple[object, ...]]:
    """Everything that a task says, as comparable facts."""
    limit = task.get("deadline") or {}
    return {
        ("text", bare(task["text"])),
        ("themes", tuple(bare(t) for t in task.get("themes") or ())),
        ("deadline", bool(limit.get("ongoing")), tuple(limit.get("dates") or ()), bare(limit.get("relative"))),
        *(("unit", bare(u["name"]), u["role"], u["kind"]) for u in task.get("units") or ()),
        *(("cites", bare(c.get("number")), bare(c.get("title"))) for c in task.get("cites") or ()),
    }


def differences(truth: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """Each fact that is missing or too much, in words. Empty when the extraction is exact."""
    heads = [(key, got["doc"].get(key), truth["doc"].get(key)) for key in HEAD]
    found = [f"doc.{key}: {read!r}, not {true!r}" for key, read, true in heads if bare(read) != bare(true)]
    bases = [[(bare(b.get("number")), bare(b.get("title"))) for b in side["doc"].get("basis") or ()] for side in (truth, got)]
    if bases[0] != bases[1]:
        found.append(f"doc.basis: {bases[1]}, not {bases[0]}")
    counts = Counter(t["seq"] for t in got["tasks"])
    if sorted(counts) != sorted(t["seq"] for t in truth["tasks"]) or max(counts.values(), default=1) > 1:
        found.append(f"numbers: {sorted(counts.elements())}")
    tasks = {t["seq"]: t for t in got["tasks"]}
    for task in truth["tasks"]:
        if task["seq"] in tasks:
            expected, read = facts(task), facts(tasks[task["seq"]])
            found += [f"task {task['seq']} misses {fact}" for fact in sorted(expected - read, key=str)]
            found += [f"task {task['seq']} has too much {fact}" for fact in sorted(read - expected, key=str)]
    return found

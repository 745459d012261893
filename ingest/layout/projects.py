"""Lists of projects (项目推进表): what is to be reached this year is the task, what is built only describes the project."""

from __future__ import annotations

import re

from ingest.layout.columns import TEXT_KINDS, Kind, header_key
from ingest.source import Cell

_REACHED = re.compile(r"形象(?:进度|目标)")
_PLANNED = re.compile(r"计划|目标|安排|任务|年度|20\d\d年")
_SO_FAR = re.compile(r"目前|当前|截[至止]|已|完成情况|现状|实际|进展")
_BUILT = re.compile(r"(?:建设|项目|工程).{0,3}(?:内容|规模|概况)|概况")


def with_plans(grid: list[list[Cell | None]], first: int, last: int, kinds: list[Kind | None]) -> list[Kind | None]:
    """The kinds with the one column 形象进度 of a year's plan as the task, and 建设规模及内容 beside it as a remark, where
    another column names the projects. A plan by quarters, and what was reached so far, say no task."""
    words = [
        "".join(dict.fromkeys(header_key(c.text) for r in range(first, last + 1) if (c := grid[r][i])))
        for i in range(len(kinds))
    ]
    found = [i for i, w in enumerate(words) if _REACHED.search(w) and _PLANNED.search(w) and not _SO_FAR.search(w)]
    if len(found) != 1 or not any("名称" in w and kinds[i] in TEXT_KINDS for i, w in enumerate(words[: found[0]])):
        return kinds
    built = [i for i, w in enumerate(words) if kinds[i] in TEXT_KINDS and _BUILT.search(w) and "名称" not in w]
    if any(_PLANNED.search(words[i]) for i in built):
        return kinds  # 年度建设内容 asks for something too
    told: list[Kind | None] = ["remark" if i in built else kind for i, kind in enumerate(kinds)]
    told = ["task" if kind == "measure" and "名称" in words[i] else kind for i, kind in enumerate(told)]
    told[found[0]] = "measure"
    return told

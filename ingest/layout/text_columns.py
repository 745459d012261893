"""Which column of a table holds the task, and which hold themes over it."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.layout.columns import TEXT_KINDS
from ingest.layout.headers import Grid, Header
from ingest.layout.rows import compact
from ingest.source import Cell

_FIGURE = re.compile(r"[≤≥<>＜＞±+约-]?\d[\d.,，]*[%％‰万亿]?\D{0,3}")


def own_cell(grid: Grid, r: int, column: int) -> Cell | None:
    """The cell at a position when it begins in this row (and is not merged from above or from the left)."""
    cell = grid[r][column]
    return cell if cell and cell.row == r and cell.column == column else None


def mapped_columns(header: Header) -> tuple[int | None, list[int]]:
    """The task column and the theme columns that a mapping by hand names."""
    mains = [c for c, kind in enumerate(header.kinds) if kind == "measure"]
    return (mains[-1] if mains else None), [c for c, kind in enumerate(header.kinds) if kind == "theme"]


def text_columns(grid: Grid, header: Header) -> tuple[int | None, list[int]]:
    """The column that holds the task, and those that hold themes over it.

    The task stands in the most specific text column: the one with the longest words of its own in each row, where a header
    such as 具体要求 counts more than one such as 工作任务.
    """
    weight = {"measure": 3.0, "task": 1.0, "goal": 0.5, "theme": 0.3, "None": 0.2}
    best: tuple[float, int] | None = None
    candidates = [c for c, kind in enumerate(header.kinds) if kind in TEXT_KINDS]
    candidates = candidates or [c for c, kind in enumerate(header.kinds) if kind is None]
    candidates = [c for c in candidates if not _counts(grid, header, c)] or candidates
    for column in candidates:
        if any(_spans(grid, header, column, other) for other in candidates if header.kinds[other] in ("measure", "task")):
            continue  # merged over the tasks: a theme
        cells = [c for r in range(header.last + 1, len(grid)) if (c := own_cell(grid, r, column)) and c.text.strip()]
        cells = [c for c in cells if c.column_span < max(2, len(grid[0]) - 1)]
        if not cells:
            continue
        length = min(sum(len(compact(c.text)) for c in cells) / len(cells), 60)
        score = weight[str(header.kinds[column])] * (length + 4) * len(cells) ** 0.5
        if best is None or score > best[0]:
            best = score, column
    if best is None:
        return None, []
    main = best[1]
    left = [c for c in range(main) if header.kinds[c] in TEXT_KINDS or header.kinds[c] is None]
    named = [c for c in left if header.kinds[c] not in (None, "goal") or "指标" in header.names[c]]
    merged = [c for c in left if c not in named and _merged(grid, header, c, main)]
    # a goal merged like the theme beside it says something of the theme, and is none
    merged = [c for c in merged if not any(_alike(grid, header, c, theme) for theme in named if theme < c)]
    first = next((c for c in left if header.kinds[c] != "seq"), None)
    if not merged and first is not None and first not in named and _recurs(grid, header, first):
        merged = [first]
    themes = sorted([*named, *merged])
    if not themes and header.seq is not None and header.seq > main:  # a table that begins at its right
        themes = [c for c in range(header.seq - 1, main, -1) if header.kinds[c] == "theme"]
    return main, themes


def _recurs(grid: Grid, header: Header, column: int) -> bool:
    """True when a column prints the same words in one row after the other, as a theme that is not merged."""
    texts = [compact(c.text) if (c := row[column]) else "" for row in grid[header.last + 1 :]]
    return any(a == b and a and not _FIGURE.fullmatch(a) for a, b in pairwise(texts))


def _alike(grid: Grid, header: Header, column: int, other: int) -> bool:
    """True when two columns have cells over the same rows."""
    rows = range(header.last + 1, len(grid))
    return all((own_cell(grid, r, column) is None) == (own_cell(grid, r, other) is None) for r in rows)


def _counts(grid: Grid, header: Header, column: int) -> bool:
    """True for a column of figures (年度任务: 3.2, ≤0.8), whatever its header says."""
    texts = [compact(c.text) for row in grid[header.last + 1 : header.last + 60] if (c := row[column]) and c.text.strip()]
    return sum(bool(_FIGURE.fullmatch(text)) for text in texts) > 0.6 * len(texts)


def _spans(grid: Grid, header: Header, column: int, inner: int) -> bool:
    """True when some cell of a column is merged over several of another's to the right of it."""
    for r in range(header.last + 1, len(grid)):
        cell = own_cell(grid, r, column) if column < inner else None
        if cell and cell.row_span > 1:
            own = [c for k in range(r, min(r + cell.row_span, len(grid))) if (c := own_cell(grid, k, inner)) and c.text.strip()]
            if len(own) > 1:
                return True
    return False


def deadline_column(grid: Grid, header: Header) -> int | None:
    """The column of the time limits: of several, the one whose header says when a task ends, then the one with the most."""
    found = [c for c, kind in enumerate(header.kinds) if kind == "deadline"]
    ends = [c for c in found if re.search(r"完成|时限|期限|截止|办结|结束|竣工", header.names[c])]
    if len(found) < 2 or len(ends) == 1:
        return next(iter(ends or found), None)
    rows = range(header.last + 1, len(grid))
    return max(ends or found, key=lambda column: sum(bool((c := grid[r][column]) and c.text.strip()) for r in rows))


def _merged(grid: Grid, header: Header, column: int, main: int) -> bool:
    """True when some cell of a column is merged over several rows, or blank beside a task as if it were."""
    rows = [r for r in range(header.last + 1, len(grid)) if (c := grid[r][main]) and c.text.strip()]
    own = [own_cell(grid, r, column) for r in rows]
    blank = sum(c is not None and not c.text.strip() for c in own)
    if blank * 4 > len(own) > blank:
        return True
    return any(c.row_span > 1 for r in range(header.last + 1, len(grid)) if (c := own_cell(grid, r, column)))

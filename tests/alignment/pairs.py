"""Every pair of lists whose true links are known: the sample corpus', those written for the alignment, and real ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.record import TaskList, from_json
from tests.corpus_source import source, truth

Grade = Literal["same", "part", "either", "optional"]
"""`either`: a link whose grade is open; `optional`: a link that is neither asked for nor wrong."""
LISTS = Path(__file__).parent / "lists"
_UNRELATED = (
    ("lincheng-consumption-2025", "lanjiang-safety-2025"),
    ("wangxi-open-2025", "wangxi-2024"),
    ("yunting-digital-2025", "shuoyuan-safety-2025"),
    ("lanjiang-open-2025", "lincheng-2024"),
    ("wangxi-open-2025", "lanjiang-digital-2025"),
    ("chenghu-2025", "lincheng-consumption-2024"),
    ("yunting-2024", "lanjiang-safety-2025"),
    ("lingqiao-2024", "lingqiao-digital-2025"),
    ("lincheng-2025", "lincheng-consumption-2025"),
)
_GRADES: dict[str, Grade] = {"s": "same", "p": "part", "e": "either", "o": "optional"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lists and the true links between them, by the tasks' places from 0."""

    name: str
    group: str
    relation: str
    new: TaskList
    other: TaskList
    links: dict[tuple[int, int], Grade]

    @property
    def wanted(self) -> set[tuple[int, int]]:
        """The links that must be found."""
        return {at for at, grade in self.links.items() if grade != "optional"}


def written() -> list[Pair]:
    """The pairs of the sample corpus (group `corpus`) and of `lists/` (group `apart`)."""
    return [*_of(source.load_all(), "corpus"), *_of([source.load(path) for path in sorted(LISTS.glob("*.toml"))], "apart")]


def unrelated() -> list[Pair]:
    """Lists of different subjects, which have no links."""
    lists = {name: one for pair in written() for name, one in zip(pair.name.split(" > "), (pair.new, pair.other), strict=True)}
    return [Pair(f"{new} > {other}", "unrelated", "parallels", lists[new], lists[other], {}) for new, other in _UNRELATED]


def real(folder: Path) -> list[Pair]:
    """The pairs of a folder outside the repository: NAME.json are records, truth.txt has a line `[NEW OTHER GROUP]` for each
    pair and below it its links, `12-30s 13-30p`: task numbers from 1 with s same, p part, e either grade, o optional."""
    return list(_real(folder))


def _of(documents: list[source.Document], group: str) -> Iterator[Pair]:
    by_stem = {one.stem: one for one in documents}
    records = {one.stem: from_json(truth.record(one)) for one in documents}
    for one in documents:
        for kind, stem in one.others:
            if stem is None:
                continue
            other = by_stem[stem]
            links: dict[tuple[int, int], Grade] = {
                (i, j): "part" if grade == "part" else "same"
                for i, task in enumerate(one.tasks)
                for j, grade in truth.targets(task, other, kind)
            }
            yield Pair(f"{one.stem} > {stem}", group, kind, records[one.stem], records[stem], links)


def _real(folder: Path) -> Iterator[Pair]:
    for block in (folder / "truth.txt").read_text(encoding="utf-8").split("\n[")[1:]:
        head, _, body = block.partition("]")
        new, other, group = head.split()
        links = {(int(i) - 1, int(j) - 1): _GRADES[grade] for i, j, grade in re.findall(r"(\d+)-(\d+)([speo])", body)}
        lists = (from_json(json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))) for name in (new, other))
        yield Pair(f"{new} > {other}", group, "parallels", *lists, links)

"""How well and how fast are lists aligned? `python -m tests.benchmarks.alignment [--real FOLDER] [--leave-one-out] [--speed]`

Side by side over all pairs of lists with a known truth: the bar to beat (TF-IDF of pairs of characters with a threshold) and
ours. The bar's threshold is the best one over all other pairs; in brackets its F1 with the threshold that is best for the very
group. With `--leave-one-out` our weights are those of all other pairs too (a minute or two), without it those that are shipped.
A link of grade `either` counts for F1 and not for the grade; an optional one counts for nothing.
"""

from __future__ import annotations

import argparse
import platform
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.alignment import Grade, Index, Kin, align, marks_of, prepare
from ingest.alignment.align import links_of
from ingest.alignment.compare import WEIGHTS
from ingest.record import DocumentHead, Task, TaskList, UnitMention
from tests.alignment import baseline, fit, pairs

GROUPS = ("sister", "far", "corpus", "apart", "unrelated")


@dataclass(frozen=True, slots=True)
class Result:
    """What was found of one pair of lists."""

    right: int
    wrong: int
    missed: int
    graded: int
    graded_right: int

    @classmethod
    def of(cls, pair: pairs.Pair, found: dict[tuple[int, int], Grade]) -> Result:
        """Found links beside the true ones."""
        kept = {at for at in found if pair.links.get(at) != "optional"}
        graded = [at for at in kept & pair.wanted if pair.links[at] != "either"]
        right = sum(found[at] == pair.links[at] for at in graded)
        return cls(len(kept & pair.wanted), len(kept - pair.wanted), len(pair.wanted - kept), len(graded), right)


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", type=Path, help="a folder with real lists and their truth (see tests/alignment/pairs.py)")
    parser.add_argument("--leave-one-out", action="store_true", help="measure each pair with the weights of all others")
    parser.add_argument("--speed", action="store_true", help="only the speed")
    given = parser.parse_args()
    if not given.speed:
        _quality([*pairs.written(), *pairs.unrelated(), *(pairs.real(given.real) if given.real else [])], given.leave_one_out)
    _speed()


def _quality(known: Sequence[pairs.Pair], leave_one_out: bool) -> None:
    cosines = [baseline.cosines(one.new, one.other) for one in known]
    cases = [(found, one.wanted, set(one.links) - one.wanted) for one, found in zip(known, cosines, strict=True)]
    bar, ours = [], []
    compared = fit.cases(known)
    for at, one in enumerate(known):
        least = baseline.best_threshold([case for k, case in enumerate(cases) if k != at])
        bar.append(Result.of(one, {pair: "same" for pair, value in cosines[at].items() if value >= least}))
        weights = fit.fit([case for k, case in enumerate(compared) if k != at]) if leave_one_out else WEIGHTS
        links = links_of(prepare(one.new), prepare(one.other), compared[at].parts, weights)
        ours.append(Result.of(one, {(link.new, link.other): link.grade for link in links}))
    how = "weights of all other pairs" if leave_one_out else "the weights that are shipped"
    _say(f"bar: threshold of all other pairs; ours: {how}")
    _say(f"{'pair':<54} {'links':>5}  {'bar P':>6} {'R':>6} {'F1':>6}   {'ours P':>6} {'R':>6} {'F1':>6} {'grade':>6}")
    for group in GROUPS:
        chosen = [at for at, one in enumerate(known) if one.group == group]
        for at in chosen:
            _line(known[at].name, [bar[at]], [ours[at]])
        if chosen:
            best = baseline.best_threshold([cases[at] for at in chosen])
            fair = [Result.of(known[at], {p: "same" for p, v in cosines[at].items() if v >= best}) for at in chosen]
            _line(
                f"= {group}", [bar[at] for at in chosen], [ours[at] for at in chosen], f"  [bar {_f1(fair):.3f} at {best:.2f}]"
            )


def _line(name: str, bar: Sequence[Result], ours: Sequence[Result], more: str = "") -> None:
    wanted = sum(one.right + one.missed for one in ours)
    graded = sum(one.graded for one in ours)
    grade = f"{sum(one.graded_right for one in ours) / graded:6.3f}" if graded else f"{'-':>6}"
    shares = "   ".join(" ".join(f"{value:6.3f}" for value in (_precision(r), _recall(r), _f1(r))) for r in (bar, ours))
    if not wanted:
        shares = f"{sum(one.wrong for one in bar):6} wrong {'':>14} {sum(one.wrong for one in ours):6} wrong"
        grade = ""
    _say(f"{name:<54} {wanted:5}  {shares} {grade}{more if wanted else ''}")


def _precision(results: Sequence[Result]) -> float:
    said = sum(one.right + one.wrong for one in results)
    return sum(one.right for one in results) / said if said else 1.0


def _recall(results: Sequence[Result]) -> float:
    wanted = sum(one.right + one.missed for one in results)
    return sum(one.right for one in results) / wanted if wanted else 1.0


def _f1(results: Sequence[Result]) -> float:
    both = sum(2 * one.right + one.wrong + one.missed for one in results)
    return 2 * sum(one.right for one in results) / both if both else 1.0


def _speed() -> None:
    _say(f"\nPython {platform.python_version()}, {platform.machine()}")
    draw = random.Random(1)  # noqa: S311
    clauses = sorted({clause for pair in pairs.written() for task in pair.new.tasks for clause in task.text.split("，")})
    prepare(_list(draw, clauses, 5))
    _one_new(draw, clauses, stored=1_000, kin=10)
    _one_new(draw, clauses, stored=1_000, kin=100)
    for size in (1_000, 10_000):
        lists = [prepare(_list(draw, clauses, size)) for _ in range(2)]
        before = time.perf_counter()
        links = align(*lists)
        spent = time.perf_counter() - before
        _say(f"{size:,} × {size:,} tasks: aligned in {spent:.1f} s, {len(links):,} links")


def _one_new(draw: random.Random, clauses: Sequence[str], stored: int, kin: int) -> None:
    """A new list of 50 tasks beside stored ones, some of which carry out the same document."""
    ready = [prepare(_list(draw, clauses, 50)) for _ in range(stored)]
    kins = [
        Kin(f"d{k}", frozenset({"upstream"} if k < kin else {f"u{k // 10}"}), f"p{k}", "", 2024, marks_of(one))
        for k, one in enumerate(ready)
    ]
    index = Index(kins)
    new = _list(draw, clauses, 50)
    started = time.perf_counter()
    one = prepare(new)
    me = Kin("new", frozenset({"upstream"}), "here", "", 2024, marks_of(one))
    cut = time.perf_counter()
    related = index.related(me)
    found = time.perf_counter()
    for other in related:
        align(one, ready[int(other.id[1:])], other.relation)
    aligned = time.perf_counter() - found
    _say(
        f"1 new list × {stored:,} stored: prepared in {(cut - started) * 1000:.0f} ms, {len(related)} related ones found in"
        f" {(found - cut) * 1000:.1f} ms, aligned with them in {aligned:.2f} s ({aligned / len(related) * 1000:.0f} ms each)"
    )


def _list(draw: random.Random, clauses: Sequence[str], size: int) -> TaskList:
    """Tasks of clauses of the sample corpus, each with a rare word of its own, a unit, and a heading."""
    lines = ("商务局", "教育局", "民政局", "公安局", "水利局", "财政局", "司法局", "审计局", "统计局", "应急管理局")
    head = DocumentHead("x.xlsx", title="x", jurisdiction="临澄市", year=2024)
    tasks = []
    for seq in range(1, size + 1):
        rare = chr(0x4E00 + draw.randrange(20_000)) + chr(0x4E00 + draw.randrange(20_000))
        text = "，".join((*draw.sample(clauses, 2), "推进" + rare + "工作"))
        tasks.append(Task(seq, text, (f"主题{seq // 6}",), (UnitMention("市" + draw.choice(lines), "lead"),)))
    return TaskList(head, tuple(tasks))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

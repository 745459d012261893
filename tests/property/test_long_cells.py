"""No pattern and no grammar is open to catastrophic backtracking.

Long cells of one repeated sign or word are read by all of them. A reading is broken off at a limit that is no statement on
speed: work that is linear in the cell takes some thousandths of it, work that is not does not come to an end there. How each
grows is told by `python -m tests.benchmarks.cells`.
"""

from __future__ import annotations

import sys

import pytest

from tests.hostile.long_cells import GRAMMARS, cells, patterns, seconds

LIMIT = 10.0
"""Seconds of the processor's time for one reading."""
PATTERN_LENGTH, PATTERN_CELLS = 100_000, 8
LENGTH, CELLS = 20_000, 5
PIECES = "1、 6月 一、 《 〔2024〕 2025年 第一季度、 （ 每 1. - 市 局 根据 十 20个工作日 第 ， 牵头 等 和".split()  # noqa: SIM905
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX timers")


def test_no_pattern_takes_for_ever() -> None:
    used = patterns()
    assert len(used) > 300, "the patterns of ingest are found"
    stuck = [
        (place, cell[:20], cell[-4:])
        for place, use in used.items()
        for cell in cells(PATTERN_LENGTH, place, PATTERN_CELLS, use.pattern.pattern)
        if seconds(use, cell, LIMIT) >= LIMIT
    ]
    assert stuck == []


@pytest.mark.parametrize("name", GRAMMARS)
def test_no_grammar_takes_for_ever(name: str) -> None:
    for cell in cells(LENGTH, name, CELLS):
        assert seconds(GRAMMARS[name], cell, LIMIT) < LIMIT, (cell[:20], cell[-4:])


@pytest.mark.parametrize("piece", PIECES)
def test_one_sign_over_and_over(piece: str) -> None:
    for name, grammar in GRAMMARS.items():
        assert seconds(grammar, piece * (LENGTH // len(piece)), LIMIT) < LIMIT, name


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("units", "台工办" + "和" * 2_000 + "】"),
        ("units", "各局和" * 1_300 + "各部门"),
        ("units", "各局牵头" * 1_000 + "各部门"),
        ("units", "地区" * 2_000 + "、单位"),
        ("units", "\t生态环境保护" * 600),
        ("name", "党委政府" * 40 + "X"),
        ("name", "[22" * 50_000),
        ("label", "单位" + " " * 100_000 + "x："),
        ("note", "三、市教育局" + " " * 50_000 + "x"),
        ("title", "关于下达" * 20_000),
        ("officer", "常务" * 10_000),
        ("prose", "〈" + " " * 20_000),
        ("lines", "深入" + " member bodies" * 2_000),
    ],
)
def test_cells_that_once_did(name: str, cell: str) -> None:
    assert seconds(GRAMMARS[name], cell, LIMIT) < LIMIT

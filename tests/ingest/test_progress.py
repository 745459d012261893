"""How far a reading is: the numbers of each step grow and end at the total, and a limit still comes out as an error."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from ingest.errors import TooComplex
from ingest.pipeline import extract
from ingest.progress import EVERY, Step
from ingest.readers import limits
from tests.benchmarks.written import write

CORPUS = Path(__file__).parents[2] / "ingest" / "corpus" / "documents"
ROWS = 3 * EVERY + 7
Told = list[tuple[Step, int, int | None]]


def told_of(path: Path) -> Told:
    told: Told = []
    extract(path, progress=lambda *said: told.append(said))
    return told


def steps(told: Told) -> list[Step]:
    return [step for step, _ in groupby(told, key=lambda said: said[0])]


def check(told: Told) -> None:
    for _, group in groupby(told, key=lambda said: said[0]):
        of_step = list(group)
        done = [number for _, number, _ in of_step]
        assert done == sorted(done)
        assert all(total is None or number <= total for _, number, total in of_step)
        assert of_step[-1][1] == of_step[-1][2]


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
def test_rows_are_read_and_then_recognised(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"清单.{form}"
    write(path, ROWS)
    told = told_of(path)
    check(told)
    assert steps(told) == ["rows", "tasks"]
    assert [said for said in told if said[0] == "tasks"] == [
        *(("tasks", done, ROWS) for done in range(EVERY, ROWS, EVERY)),
        ("tasks", ROWS, ROWS),
    ]
    assert len([said for said in told if said[0] == "rows"]) == 1 + ROWS // EVERY


def test_pages_are_told_one_by_one() -> None:
    (path,) = CORPUS.glob("*.pdf")
    told = told_of(path)
    check(told)
    assert steps(told) == ["pages", "tasks"]
    pages = told[-2][2]
    assert pages is not None
    assert pages > 1
    assert told[:-1] == [("pages", done, pages) for done in range(pages + 1)]


def test_a_text_is_told_of_too() -> None:
    for path in CORPUS.glob("*.txt"):
        told = told_of(path)
        check(told)
        assert steps(told) == ["rows", "tasks"]


def test_several_sheets_count_on(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for title in ("甲", "乙"):
        sheet = book.create_sheet(title)
        for row in (("序号", "工作任务", "责任单位"), *((n, f"公开第{n}项信息", "市财政局") for n in range(1, 2 * EVERY))):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    told = told_of(tmp_path / "a.xlsx")
    check(told)
    assert [done for step, done, _ in told if step == "rows"] == [EVERY, 2 * EVERY, 3 * EVERY, 4 * EVERY, 4 * EVERY]


def test_a_limit_comes_out_as_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "长.xlsx"
    write(path, ROWS)
    told: Told = []
    monkeypatch.setattr(limits, "MAX_CELLS", EVERY)
    with pytest.raises(TooComplex) as caught:
        extract(path, progress=lambda *said: told.append(said))
    assert caught.value.file == "长.xlsx"
    assert told == [("rows", EVERY, ROWS + 2)]


@pytest.mark.parametrize("late", ["rows", "tasks"])
def test_time_over_comes_out_as_an_error_in_each_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: Step) -> None:
    path = tmp_path / "长.xlsx"
    write(path, ROWS)
    now = [0.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])

    def slow(step: Step, done: int, total: int | None) -> None:
        now[0] += 2 * limits.MAX_SECONDS if step == late else 0.0

    with pytest.raises(TooComplex) as caught:
        extract(path, progress=slow)
    assert caught.value.file == "长.xlsx"

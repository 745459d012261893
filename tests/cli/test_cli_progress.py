"""A long file says how far it is, on the error stream of a terminal and nowhere else."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from api.cli import main
from ingest.readers import limits
from tests.benchmarks.written import write
from tests.cli.runs import Zhengtu

ROWS = 3_000


class Terminal(io.StringIO):
    """What takes a program's words and says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "清单.xlsx"
    write(path, ROWS)
    return path


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The error stream made a terminal. To be called in the test itself: pytest sets its own stream before."""
    made = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(sys, "stderr", made)
    return made


def test_a_pipe_hears_nothing(zhengtu: Zhengtu, long: Path) -> None:
    run = zhengtu("extract", long)
    assert run.code == 0
    assert run.err == ""
    assert len(json.loads(run.out)["tasks"]) == ROWS
    run = zhengtu("ingest", long, "--lang", "en")
    assert run.code == 0
    assert run.err == ""


def test_a_terminal_sees_the_rows_and_then_the_tasks(
    zhengtu: Zhengtu, long: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = at_a_terminal(monkeypatch)
    assert main(["extract", str(long)]) == 0
    seen = terminal.getvalue()
    rows, tasks = seen.find("清单.xlsx：读入各行"), seen.find("清单.xlsx：识别任务")
    assert 0 <= rows < tasks
    assert f"/{ROWS + 2}" in seen[rows:tasks]
    assert f"/{ROWS}" in seen[tasks:]
    assert len(json.loads(capsys.readouterr().out)["tasks"]) == ROWS, "the result is not mixed with it"


def test_a_short_file_draws_nothing(zhengtu: Zhengtu, document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    assert main(["extract", str(document)]) == 0
    assert terminal.getvalue() == ""


def test_an_error_stands_below_the_bars(zhengtu: Zhengtu, long: Path, document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    monkeypatch.setattr(limits, "MAX_CELLS", 2 * ROWS)
    assert main(["extract", str(long)]) == 1
    seen = terminal.getvalue()
    assert "读入各行" in seen
    assert seen.rstrip().splitlines()[-1].count("清单.xlsx") == 1
    assert "读入各行" not in seen.rstrip().splitlines()[-1]
    assert main(["ingest", str(long), str(document)]) == 1
    assert "读入文件" in terminal.getvalue()

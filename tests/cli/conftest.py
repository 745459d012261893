"""The command line as a user runs it: `zhengtu(...)` calls `api.cli.main` in this process, with a store of its own in a
temporary folder and the settings of nobody. Documents are written by `runs.py`, so that each test says what is in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.cli import main
from tests.cli.runs import Run, Zhengtu, write_docx


@pytest.fixture
def zhengtu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Zhengtu:
    for name in os.environ:
        if name.startswith("ZHENGTU_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ZHENGTU_STORE", str(tmp_path / "home" / "zhengtu.sqlite"))

    def run(*arguments: object) -> Run:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Run(code, said.out, said.err)

    return run


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return write_docx(tmp_path / "in" / "云溪.docx", "2024年云溪市政务公开工作任务分解表")

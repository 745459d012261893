"""`zhengtu show TASK --evidence` and `--picture`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.runs import ROWS, Zhengtu, write_docx


@pytest.fixture
def task(zhengtu: Zhengtu, document: Path) -> str:
    assert zhengtu("ingest", document).code == 0
    nodes = json.loads(zhengtu("search", "编制主动公开目录", "--format", "json").out)
    return next(str(node["id"]) for node in nodes if node["type"] == "Task")


def test_each_fact_is_printed_with_its_place_and_words(zhengtu: Zhengtu, task: str) -> None:
    run = zhengtu("show", task, "--evidence")
    assert run.code == 0
    lines = run.out.splitlines()
    assert any("牵头" in line and "市政府办" in line and "表1 第2行 第3列" in line for line in lines)
    assert any("配合" in line and "市商务局" in line for line in lines)
    assert any("时限" in line and "3月底前" in line and "第2行 第4列" in line for line in lines)
    assert any("文件" in line and "云溪.docx" in line for line in lines)


def test_in_english(zhengtu: Zhengtu, task: str) -> None:
    out = zhengtu("show", task, "--evidence", "--lang", "en").out
    assert "table 1, row 2, column 3" in out
    assert "lead" in out


def test_as_json_each_fact_has_its_evidence(zhengtu: Zhengtu, task: str) -> None:
    facts = json.loads(zhengtu("show", task, "--evidence", "--format", "json").out)
    kinds = [fact["fact"] for fact in facts]
    assert kinds[:5] == ["document", "task", "lead", "support", "deadline"]
    assert kinds[5:8] == ["title", "jurisdiction", "year"]
    lead = facts[2]["evidence"]
    assert (lead["where"]["row"], lead["start"], lead["end"], lead["quote"]) == (2, 0, 4, "市政府办")


def test_of_a_document_each_fact_of_its_head(zhengtu: Zhengtu, task: str) -> None:
    listed = json.loads(zhengtu("show", task, "--evidence", "--format", "json").out)[0]["id"]
    lines = zhengtu("show", listed, "--evidence").out.splitlines()
    assert any("标题" in line and "2024年云溪市政务公开工作任务分解表" in line and "第1段" in line for line in lines)
    assert any("年份" in line and "第1段" in line for line in lines)
    assert not any("牵头" in line for line in lines)


def test_a_picture_is_written(zhengtu: Zhengtu, task: str, document: Path, tmp_path: Path) -> None:
    for original in (document, document.parent):
        out = tmp_path / "行.png"
        out.unlink(missing_ok=True)
        run = zhengtu("show", task, "--picture", out, "--file", original)
        assert (run.code, run.out) == (0, "")
        with Image.open(out) as picture:
            assert picture.format == "PNG"


def test_a_picture_finds_the_file_in_this_folder(
    zhengtu: Zhengtu, task: str, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(tmp_path / "home" / "zhengtu.originals")
    monkeypatch.chdir(document.parent)
    assert zhengtu("show", task, "--picture", tmp_path / "a.png").code == 0


def test_a_picture_of_the_file_that_was_kept(zhengtu: Zhengtu, task: str, document: Path, tmp_path: Path) -> None:
    document.unlink()
    assert zhengtu("show", task, "--picture", tmp_path / "a.png").code == 0


def test_what_is_removed_is_not_kept(zhengtu: Zhengtu, task: str, tmp_path: Path) -> None:
    kept = tmp_path / "home" / "zhengtu.originals"
    assert len(list(kept.glob("*/file/*"))) == 1
    zhengtu("remove", json.loads(zhengtu("show", task, "--evidence", "--format", "json").out)[0]["id"])
    assert list(kept.glob("*/*")) == []


def test_originals_are_not_kept_where_nobody_wants_them(
    zhengtu: Zhengtu, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGTU_ORIGINALS", "")
    assert zhengtu("ingest", document).code == 0
    assert not (tmp_path / "home" / "zhengtu.originals").exists()


def test_a_picture_without_the_file(zhengtu: Zhengtu, task: str, document: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "home" / "zhengtu.originals")
    document.unlink()
    for options in ((), ("--file", document), ("--file", document.parent)):
        run = zhengtu("show", task, "--picture", tmp_path / "a.png", *options)
        assert run.code == 1
        assert "--file" in run.err
        assert not (tmp_path / "a.png").exists()


def test_a_picture_of_a_changed_file(zhengtu: Zhengtu, task: str, document: Path, tmp_path: Path) -> None:
    document.write_bytes(document.read_bytes() + b"\n")
    run = zhengtu("show", task, "--picture", tmp_path / "a.png", "--file", document)
    assert run.code == 1
    assert "文件与读入时不同" in run.err
    assert not (tmp_path / "a.png").exists()


def test_what_is_no_task(zhengtu: Zhengtu, task: str, document: Path, tmp_path: Path) -> None:
    unit = next(n["id"] for n in json.loads(zhengtu("search", "市商务局", "--format", "json").out) if n["type"] == "Unit")
    listed = json.loads(zhengtu("show", task, "--evidence", "--format", "json").out)[0]["id"]
    for id, option in ((unit, ("--evidence",)), (listed, ("--picture", tmp_path / "a.png"))):
        run = zhengtu("show", id, *option)
        assert run.code == 2
        assert "不是任务" in run.err
    assert zhengtu("show", "task:none", "--evidence").code == 1
    run = zhengtu("show", task, "--picture", tmp_path / "a.jpg", "--file", document)
    assert run.code == 2
    assert ".png" in run.err


def test_one_folder_of_originals_for_two_stores(zhengtu: Zhengtu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes out of use in one store is the other's no longer to lose."""
    monkeypatch.setenv("ZHENGTU_ORIGINALS", str(tmp_path / "kept"))
    title = "2024年云溪市营商环境工作任务分解表"
    zhengtu("ingest", write_docx(tmp_path / "mine.docx", "2025年云岭省云溪市营商环境工作任务分解表"))
    for rows in (ROWS, ROWS[:2]):
        zhengtu("ingest", write_docx(tmp_path / "other.docx", title, rows), "--store", tmp_path / "other.sqlite")
    assert sorted(path.name for path in (tmp_path / "kept").glob("*/file/*")) == ["mine.docx", "other.docx"]


def test_what_is_shown_may_be_named(zhengtu: Zhengtu, task: str) -> None:
    title = "2024年云溪市政务公开工作任务分解表"
    assert "任务" in zhengtu("show", title, "--report").out
    assert title in zhengtu("show", title).out
    assert zhengtu("show", "市商务局").code == 0
    assert zhengtu("show", "没有的局").code == 1

"""What a store holds, and the whole of it in another store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.cli.runs import Zhengtu, write_docx

PLACES = '[[place]]\nname = "云岭省"\nlevel = "province"\n'


def numbers(out: str) -> dict[str, list[str]]:
    """The rows of the table by their first cell."""
    return {name: cells for name, *cells in (line.split("\t") for line in out.splitlines() if "\t" in line)}


def test_a_copy_holds_the_same_and_is_made_once(zhengtu: Zhengtu, document: Path, tmp_path: Path) -> None:
    home, other = tmp_path / "home" / "zhengtu.sqlite", tmp_path / "other.sqlite"
    zhengtu("ingest", document, write_docx(tmp_path / "2.docx", "2025年云岭省云溪市营商环境工作任务分解表"))
    places = tmp_path / "places.toml"
    places.write_text(PLACES, encoding="utf-8")
    zhengtu("places", "take", places)
    zhengtu("units", "merge", "市财政局", "市商务局", "--why", "试一试")
    run = zhengtu("store", "copy", str(home), str(other))
    assert (run.code, "两个库的内容一样；写入文件 2 份，原文件 2 份" in run.out) == (0, True), run
    held = numbers(run.out)
    assert held[""] == [str(home), str(other)]
    assert held["Document"] == ["2", "2"]
    assert held["sha256"][0] == held["sha256"][1]
    assert numbers(zhengtu("store", "check", "--store", str(other)).out)["sha256"] == held["sha256"][:1]
    assert len(list((tmp_path / "other.originals").glob("*/file/*"))) == 2
    again = zhengtu("store", "copy", str(home), str(other))
    assert (again.code, "写入文件 0 份，原文件 0 份" in again.out) == (0, True)


def test_an_interrupted_copy_is_completed(zhengtu: Zhengtu, document: Path, tmp_path: Path) -> None:
    home, other = tmp_path / "home" / "zhengtu.sqlite", tmp_path / "other.sqlite"
    zhengtu("ingest", document)
    zhengtu("store", "copy", str(home), str(other))
    zhengtu("ingest", write_docx(tmp_path / "2.docx", "2025年云岭省云溪市营商环境工作任务分解表"))
    run = zhengtu("store", "copy", str(home), str(other))
    assert (run.code, "写入文件 1 份" in run.out) == (0, True)


def test_a_store_with_something_else_is_left_alone(zhengtu: Zhengtu, document: Path, tmp_path: Path) -> None:
    home, other = tmp_path / "home" / "zhengtu.sqlite", tmp_path / "other.sqlite"
    zhengtu("ingest", write_docx(tmp_path / "2.docx", "2025年云岭省云溪市营商环境工作任务分解表"), "--store", other)
    before = zhengtu("store", "check", "--store", str(other)).out
    zhengtu("ingest", document)
    run = zhengtu("store", "copy", str(home), str(other), "--lang", "en")
    assert run.code == 1
    assert "the target store holds something else already" in run.err
    assert zhengtu("store", "check", "--store", str(other)).out == before


def test_a_difference_is_told_apart(zhengtu: Zhengtu, document: Path, tmp_path: Path) -> None:
    """A digest that a changed word does not change would show nothing."""
    home = tmp_path / "home" / "zhengtu.sqlite"
    zhengtu("ingest", document)
    before = numbers(zhengtu("store", "check").out)
    with sqlite3.connect(home) as db:
        db.execute("UPDATE task SET text = text || '。' WHERE seq = 1")
    after = numbers(zhengtu("store", "check").out)
    assert before.pop("sha256") != after.pop("sha256")
    assert before == after


def test_what_is_not_there_is_not_copied(zhengtu: Zhengtu, tmp_path: Path) -> None:
    """A mistyped name would be a new, empty store, and nothing of it the same as nothing."""
    run = zhengtu("store", "copy", str(tmp_path / "typo.sqlite"), str(tmp_path / "other.sqlite"))
    assert (run.code, "没有这个文件" in run.err, sorted(tmp_path.glob("*.sqlite"))) == (1, True, [])

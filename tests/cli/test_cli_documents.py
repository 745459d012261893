"""Documents in and out: extract, ingest, documents, remove. Bad input is told by file, place and what to do."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.runs import ROWS, Zhengtu, write_docx, write_xlsx

SCHEMA = json.loads(files("ingest").joinpath("record.schema.json").read_text(encoding="utf-8"))


def test_extract_prints_a_record_by_the_schema(zhengtu: Zhengtu, document: Path) -> None:
    run = zhengtu("extract", document)
    assert run.code == 0
    record = json.loads(run.out)
    Draft202012Validator(SCHEMA).validate(record)
    assert record["doc"]["jurisdiction"] == "云溪市"
    assert [task["text"] for task in record["tasks"]] == [row[1] for row in ROWS]
    assert [(u["name"], u["role"]) for u in record["tasks"][0]["units"]] == [("市政府办", "lead"), ("市商务局", "support")]
    assert "notes" not in record


def test_extract_reports_when_asked(zhengtu: Zhengtu, document: Path) -> None:
    record = json.loads(zhengtu("extract", document, "--report").out)
    Draft202012Validator(SCHEMA).validate(record)
    assert "notes" in record


def test_the_report_is_grouped_with_places_and_counts(zhengtu: Zhengtu, tmp_path: Path) -> None:
    rows = [(str(n), f"办好第{n}件事。", "市财政局，适用范围：全市", "12月底前", "新增") for n in range(1, 9)]
    rows += [("9", "办好第九件事。", "", "", "")]
    headers = ("序号", "工作任务", "责任单位", "完成时限", "备注")
    path = write_docx(tmp_path / "云溪.docx", "2024年云溪市工作任务清单", rows, headers)
    report = zhengtu("extract", path, "--report").err
    assert "读到任务 9 项；单位：牵头 0、配合 0、责任 8" in report
    assert "1 序号、2 任务、3 责任单位、4 完成时限、5 不用" in report
    assert "没有使用“备注”列（8 格，16 字），如“新增”  [表1 第2行 第5列至第9行 第5列]" in report
    said = "单位栏里的“适用范围：全市”没有使用  [表1 第2行 第3列、表1 第3行 第3列、表1 第4行 第3列 等 8 处]"
    assert said in report
    assert "没有责任单位的任务  1" in report
    assert "办好第九件事。" in report
    assert "8 cells" in zhengtu("extract", path, "--report", "--lang", "en").err
    ingested = zhengtu("ingest", path)
    assert "待核对" in ingested.out
    (document,) = json.loads(zhengtu("documents", "--format", "json").out)
    stored = zhengtu("show", document["id"], "--report")
    assert (stored.code, said in stored.out) == (0, True)


def test_on_a_terminal_the_report_stands_alone(
    zhengtu: Zhengtu, document: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    run = zhengtu("extract", document, "--report")
    assert run.out == ""
    assert "读到任务 3 项" in run.err
    assert zhengtu("extract", document).out.startswith("{")


def test_extract_of_a_file_with_several_lists(zhengtu: Zhengtu, tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "two.xlsx", "2024年云溪市政务公开任务清单", "2024年云溪市营商环境任务清单")
    value = json.loads(zhengtu("extract", book).out)
    Draft202012Validator(SCHEMA).validate(value)
    assert len(value["documents"]) == 2


def test_schema_prints_the_shipped_schema(zhengtu: Zhengtu) -> None:
    assert json.loads(zhengtu("schema").out) == SCHEMA


def bad_files(folder: Path) -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    write_docx(folder / "large.docx", "2024年云溪市任务清单", [*ROWS] * 40)
    with (folder / "large.docx").open("ab") as stream:
        stream.write(os.urandom(200_000))
    texts = {"empty.txt": "", "fake.docx": "不是 Word 文件", "letter.txt": "各位同事：\n明天开会。\n", "program.exe": "MZ"}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {
        "FileEmpty": folder / "empty.txt",
        "FormatBroken": folder / "fake.docx",
        "NoTasks": folder / "letter.txt",
        "FormatUnknown": folder / "program.exe",
        "FileMissing": folder / "missing.docx",
        "FileTooLarge": folder / "large.docx",
    }


WORDS = {
    "FileEmpty": ("文件是空的", "the file is empty"),
    "FormatBroken": ("不是有效的 docx 文件", "no valid docx file"),
    "NoTasks": ("没有找到带责任单位的任务", "no task with a responsible unit"),
    "FormatUnknown": ("不认识的文件格式", "unknown file format"),
    "FileMissing": ("没有这个文件或文件夹", "no such file or folder"),
    "FileTooLarge": ("超过上限 0.1 MB", "the limit is 0.1 MB"),
}


@pytest.mark.parametrize("command", ["extract", "ingest"])
@pytest.mark.parametrize("code", WORDS)
def test_bad_input_is_named_with_what_to_do(zhengtu: Zhengtu, tmp_path: Path, command: str, code: str) -> None:
    path = bad_files(tmp_path / "bad")[code]
    zh = zhengtu(command, path, "--max-file-mb", "0.1")
    en = zhengtu(command, path, "--max-file-mb", "0.1", "--lang", "en")
    assert (zh.code, en.code) == (1, 1)
    for run, words in ((zh, WORDS[code][0]), (en, WORDS[code][1])):
        line = next(line for line in run.err.splitlines() if words in line)
        assert str(path) in line
        assert line.count("。" if run is zh else ". ") >= 1, "it says what to do"


def test_a_folder_with_a_broken_file_among_good_ones(zhengtu: Zhengtu, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for number in range(9):
        write_docx(folder / f"sub{number % 2}" / f"{number}.docx", f"20{10 + number}年云溪市工作任务清单")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "~$1.docx").write_bytes(b"lock file of Office")
    (folder / ".hidden.docx").write_bytes(b"hidden")
    (folder / "picture.jpg").write_bytes(b"picture")
    run = zhengtu("ingest", folder)
    assert run.code == 1
    assert "broken.docx" in run.err
    assert "~$" not in run.err + run.out
    assert "hidden" not in run.err + run.out
    assert "共 10 个文件：新增 9，已更新 0，未变 0，失败 1；任务 27 项" in run.out
    assert "跳过 1 个其他格式的文件（.jpg 1）" in run.err
    assert len(json.loads(zhengtu("documents", "--format", "json").out)) == 9
    again = zhengtu("ingest", folder)
    assert "新增 0，已更新 0，未变 9，失败 1" in again.out


def test_a_file_that_fails_leaves_nothing(zhengtu: Zhengtu, tmp_path: Path) -> None:
    assert zhengtu("ingest", bad_files(tmp_path / "bad")["NoTasks"]).code == 1
    assert json.loads(zhengtu("documents", "--format", "json").out) == []


def test_a_changed_file_replaces_the_old_one(zhengtu: Zhengtu, document: Path) -> None:
    assert "新增 1" in zhengtu("ingest", document).out
    assert "未变 1" in zhengtu("ingest", document).out
    write_docx(document, "2024年云溪市政务公开工作任务分解表", ROWS[:2])
    assert "已更新 1" in zhengtu("ingest", document).out
    assert len(json.loads(zhengtu("documents", "--format", "json").out)) == 1


def test_one_file_named_twice_is_read_once(zhengtu: Zhengtu, document: Path) -> None:
    assert "共 1 个文件" in zhengtu("ingest", document, document.parent, document).out


def test_a_folder_without_a_readable_file(zhengtu: Zhengtu, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    run = zhengtu("ingest", tmp_path / "none")
    assert run.code == 1
    assert "文件夹里没有可读的文件" in run.err


@pytest.mark.parametrize("by", ["id", "title"])
def test_remove_takes_a_document_out(zhengtu: Zhengtu, document: Path, by: str) -> None:
    zhengtu("ingest", document)
    listed = json.loads(zhengtu("documents", "--format", "json").out)
    run = zhengtu("remove", listed[0][by])
    assert (run.code, "已移除" in run.out) == (0, True)
    assert json.loads(zhengtu("documents", "--format", "json").out) == []
    gone = zhengtu("remove", listed[0][by])
    assert gone.code != 0
    assert listed[0][by] in gone.err


def test_a_reader_that_surprises_is_one_failed_file(zhengtu: Zhengtu, document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("word/styles.xml")

    monkeypatch.setattr("ingest.pipeline.extract", fail)
    run = zhengtu("ingest", document)
    assert run.code == 1
    assert f"{document}：读取时程序出错（KeyError: 'word/styles.xml'）" in run.err


@pytest.mark.skipif(sys.platform == "win32", reason="file names are text there")
def test_a_file_name_that_is_no_text_ends_nothing(zhengtu: Zhengtu, document: Path) -> None:
    odd = os.path.join(os.fsencode(document.parent), b"\xff\x1b[31m.docx")
    try:
        os.rename(document, odd)
    except OSError:
        pytest.skip("the file system takes no such name")
    run = zhengtu("ingest", document.parent)
    assert run.code in (0, 1)
    assert "\x1b" not in run.out + run.err


def test_ingest_of_a_zip(zhengtu: Zhengtu, document: Path, tmp_path: Path) -> None:
    """Its documents are read; what is wrong names the archive and the file in it."""
    archive = tmp_path / "清单.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.write(document, "2024年/云溪.docx")
        package.writestr("2024年/坏.docx", "不是 Word 文件")
        package.writestr("../外.txt", "x")
        package.writestr("图.png", "x")
    run = zhengtu("ingest", archive)
    assert run.code == 1
    for member in ("2024年/坏.docx", "../外.txt"):
        assert f"{archive}/{member}：" in run.err
    assert "/zhengtu-" not in run.out + run.err
    assert ".png 1" in run.err
    assert "共 3 个文件：新增 1，已更新 0，未变 0，失败 2" in run.out
    assert "云溪.docx" in zhengtu("documents", "--format", "json").out


def test_a_mapping_in_a_folder_or_zip_is_used_for_the_document_beside_it(zhengtu: Zhengtu, tmp_path: Path) -> None:
    folder = tmp_path / "清单"
    write_docx(folder / "怪表.docx", "2024年云溪市工作任务清单", headers=("甲", "乙", "丙", "丁"))
    mapping = folder / "怪表.docx.columns.toml"
    zhengtu("ingest", folder)
    assert "市财政局" not in zhengtu("ask", "leads").out
    mapping.write_text('header = [1]\n[columns]\n1 = "序号"\n2 = "任务"\n3 = "牵头单位"\n4 = "完成时限"\n', encoding="utf-8")
    run = zhengtu("ingest", folder)
    assert run.code == 0
    assert ".toml" not in run.err
    with zipfile.ZipFile(tmp_path / "清单.zip", "w") as package:
        for file in folder.iterdir():
            package.write(file, file.name)
    run = zhengtu("ingest", tmp_path / "清单.zip", "--store", tmp_path / "other.sqlite")
    assert run.code == 0
    assert ".toml" not in run.err
    for store in ((), ("--store", tmp_path / "other.sqlite")):
        assert "市财政局" in zhengtu("ask", "leads", *store).out

    mapping.write_text("[columns]\n1 = 任务\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "清单.zip", "w") as package:
        for file in folder.iterdir():
            package.write(file, file.name)
    for path in (folder, tmp_path / "清单.zip"):
        run = zhengtu("ingest", path)
        assert run.code == 1
        assert f"{path / '怪表.docx.columns.toml'}：列对应文件不对" in run.err


def test_a_folder_with_a_zip_and_an_empty_zip(zhengtu: Zhengtu, document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "都在这里"
    folder.mkdir()
    with zipfile.ZipFile(folder / "清单.zip", "w") as package:
        package.write(document, "云溪.docx")
    with zipfile.ZipFile(folder / "空.zip", "w") as package:
        package.writestr("图.png", "x")
    run = zhengtu("ingest", folder)
    assert run.code == 1
    assert f"{folder / '空.zip'}：压缩包里没有可读的文件" in run.err
    assert "新增 1" in run.out


def test_two_documents_of_one_number_are_told(zhengtu: Zhengtu, tmp_path: Path) -> None:
    for name in ("水利", "交通"):
        lines = ["云政发〔2025〕9号", f"2025年云溪市{name}重点任务", f"一、做好{name}工作。（市{name}局、市财政局负责）"]
        (tmp_path / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    assert "替换" not in zhengtu("ingest", tmp_path / "水利.txt").err
    assert "2025年云溪市水利重点任务" in zhengtu("ingest", tmp_path / "交通.txt").err


@pytest.mark.parametrize("name", ["", "长" * 10_000])
def test_a_name_that_can_be_none_is_told(zhengtu: Zhengtu, name: str) -> None:
    run = zhengtu("remove", name)
    assert (run.code, "DOCUMENT" in run.err) == (2, True)

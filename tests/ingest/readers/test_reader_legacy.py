"""Word and Excel before 2007, and what WPS saves as wps and et: real files, written by LibreOffice."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import errors
from ingest.pipeline import lists_in
from ingest.readers import read
from ingest.source import Source
from tests.ingest.readers.made import MAX, cells, rows, tables, texts

Open = Callable[[str, bytes | str], Source]
FILES = Path(__file__).parent / "files"
DOC, XLS = (FILES / "list.doc").read_bytes(), (FILES / "list.xls").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("name", ["清单.doc", "清单.wps", "清单.txt", "清单"])
def test_doc(open_as: Open, name: str) -> None:
    source = open_as(name, DOC)
    assert (source.file, source.format) == (name, "doc")
    assert texts(source) == [
        "青原市人民政府办公室关于印发《2025年重点任务分解表》的通知",
        "青政办发〔2025〕12号",
        "各县（市、区）人民政府：",
        "2025年重点任务分解表",
        "2025年3月12日",
    ]
    (table,) = tables(source)
    assert rows(table) == [
        ["序号", "主题", "工作任务", "责任单位", "完成时限"],
        [
            "1",
            "一、优化审批",
            "推行“一件事”集成办理。",
            "牵头单位：市行政审批局\n配合单位：市公安局、市财政局",
            "2025年6月底前",
        ],
        ["2", "一、优化审批", "清理变相审批。", "市司法局", "持续推进"],
        ["3", "二、公平竞争", "清理招标投标隐性壁垒。", "市发展改革委、市住房城乡建设局", "9月底前"],
        ["注：排在第一位的为牵头单位。"] * 5,
    ]
    assert (cells(table)[1, 1].row_span, cells(table)[4, 0].column_span) == (2, 5)
    assert cells(table)[3, 3].where.words() == "表1 第4行 第4列"


def test_doc_to_its_tasks(open_as: Open) -> None:
    (found,) = lists_in(open_as("清单.doc", DOC))
    assert [[u.name for u in task.units] for task in found.tasks] == [
        ["市行政审批局", "市公安局", "市财政局"],
        ["市司法局"],
        ["市发展改革委", "市住房城乡建设局"],
    ]


@pytest.mark.parametrize("name", ["清单.xls", "清单.et", "清单.xlsx", "清单"])
def test_xls(open_as: Open, name: str) -> None:
    source = open_as(name, XLS)
    assert (source.file, source.format, source.title) == (name, "xls", "分解表")
    first, second = tables(source)
    assert rows(first) == [
        ["2025年重点任务分解表"] * 6,
        ["序号", "主题", "工作任务", "责任单位", "完成时限", "备注"],
        ["001", "一、优化审批", "推行“一件事”集成办理。", "牵头单位：市行政审批局\n配合单位：市公安局", "2025年6月30日", "50%"],
        ["2", "一、优化审批", "清理变相审批。", "市司法局", "2025年9月", "TRUE"],
        ["4", "二、公平竞争", "清理招标投标隐性壁垒。", "市发展改革委", "2025/12/31", "2"],
    ]
    assert cells(first)[2, 1].row_span == 2
    assert cells(first)[4, 3].where.words() == "工作表“分解表” 第6行 第4列"
    assert rows(second) == [["市教育局", "3月31日"]]
    assert second.cells[0].where.row == 5


@pytest.mark.parametrize(("module", "name", "content"), [("doc2docx", "旧.doc", DOC), ("xlrd", "旧.xls", XLS)])
def test_without_the_extra(open_as: Open, monkeypatch: pytest.MonkeyPatch, module: str, name: str, content: bytes) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(errors.ExtraMissing) as caught:
        open_as(name, content)
    for language in ("zh", "en"):
        said = caught.value.say(language)  # type: ignore[arg-type]
        assert said.startswith(name)
        assert "pip install 'zhengtu[legacy]'" in said


@pytest.mark.parametrize(("name", "content"), [("旧.doc", DOC), ("旧.xls", XLS)])
def test_nothing_is_printed_and_no_warning_leaks(
    open_as: Open, capfd: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        open_as(name, content)
    assert caught == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("name", "content"), [("坏.doc", DOC), ("坏.xls", XLS)])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_cut_file_is_broken(open_as: Open, name: str, content: bytes, share: float) -> None:
    with pytest.raises((errors.FormatBroken, errors.FormatUnknown), match=name):
        open_as(name, content[: int(len(content) * share)])


def test_other_compound_files_are_told(open_as: Open) -> None:
    for name, error in (("a.doc", errors.FormatBroken), ("a.xls", errors.FormatBroken), ("a.ppt", errors.FormatUnknown)):
        with pytest.raises(error):
            open_as(name, OLE + bytes(1000) + "这份 WordDocument 不是流的名字".encode("utf-16-le") + bytes(1000))


def test_rtf_is_unknown(open_as: Open) -> None:
    with pytest.raises(errors.FormatBroken):
        open_as("a.doc", b"{\\rtf1 words}")
    with pytest.raises(errors.FormatUnknown):
        open_as("a.rtf", b"{\\rtf1 words}")


def test_progress(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    path = tmp_path / "a.xls"
    path.write_bytes(XLS)
    read(path, max_bytes=MAX, progress=lambda *said: told.append(said))
    assert told[-1] == ("rows", 11, 11), "of both sheets"

"""A mapping of the columns by hand: proposed by the report, edited, given back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import MappingWrong
from ingest.layout.mapping import NAMES, UNUSED, beside
from ingest.layout.mapping_file import as_toml, read_mapping
from ingest.pipeline import extract, proposed
from ingest.record import TaskList

CORPUS = Path(__file__).parent.parent.parent / "ingest" / "corpus" / "documents"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A sheet whose headers are no words of the field, and whose units stand under 甲 and 乙."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [
        ["某某事情一览"],
        ["序", "甲", "乙", "丙"],
        [1, "疏浚河道，清理淤积。", "县水利局", "6月底前"],
        [2, "加固堤防。", "县水利局、各乡镇", ""],
    ]:
        sheet.append(row)
    path = tmp_path / "怪表.xlsx"
    book.save(path)
    return path


MAPPING = 'header = [2]\n[columns]\n1 = "序号"\n2 = "任务"\n3 = "牵头单位"\n4 = "完成时限"\n'


def said(lists: list[TaskList]) -> list[tuple[str, list[tuple[str, str]], str | None]]:
    return [(t.text, [(u.name, u.role) for u in t.units], t.deadline.raw) for one in lists for t in one.tasks]


def test_columns_by_hand_are_read_as_they_say(odd: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    assert said(extract(odd, columns=tmp_path / "m.toml")) == [
        ("疏浚河道，清理淤积。", [("县水利局", "lead")], "6月底前"),
        ("加固堤防。", [("县水利局", "lead"), ("各乡镇", "lead")], None),
    ]


def test_a_mapping_kept_beside_the_document_is_taken(odd: Path) -> None:
    kept = odd.with_name(odd.name + ".columns.toml")
    kept.write_text(MAPPING, encoding="utf-8")
    assert beside(odd) == kept
    assert [t[1] for t in said(extract(odd))] == [[("县水利局", "lead")], [("县水利局", "lead"), ("各乡镇", "lead")]]


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda p: p.name)
def test_the_proposed_mapping_gives_the_same_record(path: Path, tmp_path: Path) -> None:
    lists = extract(path)
    used = [one.columns for one in lists if one.columns is not None]
    if not used:
        pytest.skip("no table with columns")
    (tmp_path / "m.toml").write_text(as_toml(used, path.name), encoding="utf-8")
    assert extract(path, columns=tmp_path / "m.toml") == lists


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("[columns]\n1 = 任务", 2, "英文引号"),
        ("[columns]\n1 = “任务”", 2, "英文引号"),
        ("header = [2]", 1, "columns"),
        ('[columns]\n甲 = "任务"', 2, "写法"),
        ('[columns]\n"甲" = "任务"', 2, "“甲”不是列号"),
        ('[columns]\n\n1 = "杂项"\n2 = "责任单位"', 3, "“杂项”不认识，可以写：序号、主题、任务"),
        ('[columns]\n1 = "任务"', 1, "责任单位"),
        ('[columns]\n1 = "责任单位"', 1, "任务"),
        ('[columns]\n1 = "任务"\n2 = "任务"\n3 = "责任单位"', 3, "只能有一列"),
        ('rows = 1\n[columns]\n1 = "任务"\n2 = "责任单位"', 1, "不认识“rows”"),
        ('header = ["x"]\n[columns]\n1 = "任务"\n2 = "责任单位"', 1, "行号"),
        ('\nsheet = 3\n[columns]\n1 = "任务"\n2 = "责任单位"', 2, "工作表"),
        (
            '[[tables]]\ntable = 1\n[tables.columns]\n2 = "任务"\n3 = "责任单位"\n[[tables]]\n[tables.columns]\n2 = "x"',
            8,
            "“x”",
        ),
        ("tables = 3\n", 1, "[[tables]]"),
        ('header = [1]\n[[tables]]\n[tables.columns]\n2 = "任务"', 1, "[[tables]] 下面"),
    ],
)
def test_a_wrong_mapping_says_which_line_is_wrong_and_what_to_write(tmp_path: Path, text: str, line: int, word: str) -> None:
    path = tmp_path / "怪表.xlsx.columns.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingWrong) as caught:
        read_mapping(path)
    said = caught.value.say("zh")
    assert said.startswith(str(path))
    assert f"第 {line} 行" in said
    assert word in said
    assert f"line {line}" in caught.value.say("en")
    assert "--propose-columns" in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('sheet = "没有这张"\n[columns]\nB = "任务"\nC = "责任单位"', "文件里没有工作表“没有这张”，有：工作表“Sheet”"),
        ('table = 2\n[columns]\nB = "任务"\nC = "责任单位"', "文件里没有表 2，有：工作表“Sheet”"),
        ('[columns]\nB = "任务"\nH = "责任单位"', "第 3 行：没有第 8 列，表里有第 1、2、3、4 列"),
        ('header = [9]\n[columns]\nB = "任务"\nC = "责任单位"', "表头第 9 行没有文字"),
        ('header = [2]\n[columns]\nB = "任务"\nA = "责任单位"', "照它没有读出带责任单位的任务。第 1 列（责任单位）下是“1”"),
    ],
)
def test_a_mapping_that_does_not_fit_its_document_says_what_the_document_has(
    odd: Path, tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MappingWrong) as caught:
        extract(odd, columns=tmp_path / "m.toml")
    assert words in caught.value.say("zh")


def test_as_windows_saves_it(odd: Path, tmp_path: Path) -> None:
    for encoding in ("gb18030", "utf-8-sig", "utf-16"):
        (tmp_path / "m.toml").write_bytes(MAPPING.replace("\n", "\r\n").encode(encoding))
        assert len(extract(odd, columns=tmp_path / "m.toml")[0].tasks) == 2


def test_columns_are_those_of_the_sheet(tmp_path: Path) -> None:
    """Columns that are blank or hidden count, as in Excel."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for r, row in enumerate([["序", "甲", "藏", "乙"], [1, "修路。", "x", "交通口"], [2, "架桥。", "y", "住建口"]], 3):
        for c, value in enumerate(row, 2):
            sheet.cell(r, c, value)
    sheet.column_dimensions["D"].hidden = True
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx.columns.toml").write_text('header = [3]\n[columns]\nC = "任务"\nE = "牵头单位"\n', encoding="utf-8")
    lists = extract(tmp_path / "a.xlsx")
    assert [t[1] for t in said(lists)] == [[("交通口", "lead")], [("住建口", "lead")]]
    assert lists[0].columns is not None
    assert lists[0].columns["columns"] == {"2": "不用", "3": "任务", "5": "牵头单位"}
    assert lists[0].columns["file"] == "a.xlsx.columns.toml"


def test_without_a_header_said_the_header_is_found(odd: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('header = []\n[columns]\n2 = "任务"\n3 = "责任单位"\n', encoding="utf-8")
    assert [t[0] for t in said(extract(odd, columns=tmp_path / "m.toml"))][:2] == ["甲", "疏浚河道，清理淤积。"]


def written(path: Path, *tables: list[list[str]]) -> Path:
    document = docx.Document()
    for rows in tables:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("——")
    document.save(str(path))
    return path


def test_two_tables_of_different_columns(tmp_path: Path) -> None:
    first = [["编", "事", "人"], ["一", "修路。", "交通口"]]
    path = written(tmp_path / "a.docx", first, [["干系", "何事", "期"], ["水利口", "修堤。", "6月"]], first)
    mappings = [one.to_json() for one in proposed(path)]
    assert [one["tables"] for one in mappings] == [[1, 3], [2]]
    assert [one["columns"] for one in mappings] == [
        {"1": "序号", "2": "任务", "3": "不用"},
        {"1": "不用", "2": "任务", "3": "完成时限"},
    ]
    text = as_toml(mappings, path.name)
    assert "# 人：交通口" in text
    text = text.replace('3 = "不用"', '3 = "牵头单位"').replace('1 = "不用"', '1 = "责任单位"')
    (tmp_path / "a.docx.columns.toml").write_text(text, encoding="utf-8")
    tasks = [t for one in extract(path) for t in one.tasks]
    assert [(t.text, t.units[0].name, t.units[0].role) for t in tasks] == [
        ("修路。", "交通口", "lead"),
        ("修堤。", "水利口", "responsible"),
        ("修路。", "交通口", "lead"),
    ]


def test_a_header_of_pictures_is_none(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.docx", [["", "", ""], ["修建水库一座。", "水利口", "6月底前"], ["疏浚河道三条。", "水利口", "9月底前"]]
    )
    (one,) = proposed(path)
    assert one.header == ()
    assert one.to_json()["columns"] == {"1": "任务", "2": "不用", "3": "完成时限"}
    assert one.to_json()["words"]["2"] == "水利口"


@given(st.text(max_size=200))
def test_any_text_is_a_mapping_or_is_refused(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "m.toml"
        path.write_bytes(text.encode("utf-8", "replace"))
        with suppress(MappingWrong):
            read_mapping(path)


@given(st.dictionaries(st.integers(1, 60), st.sampled_from([*NAMES.values(), UNUSED]), min_size=1), st.text(max_size=20))
def test_what_is_proposed_is_read(columns: dict[int, str], words: str) -> None:
    given = {"sheets": [words] if words else [], "tables": [], "header": [1], "words": dict.fromkeys(map(str, columns), words)}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "m.toml"
        path.write_text(as_toml([{**given, "columns": {str(n): name for n, name in columns.items()}}], words), encoding="utf-8")
        names = list(columns.values())
        once = all(names.count(NAMES[kind]) < 2 for kind in ("seq", "measure", "deadline"))
        if not once or "任务" not in names or not {"责任单位", "牵头单位", "配合单位"} & {*names}:
            with pytest.raises(MappingWrong, match="line"):
                read_mapping(path)
            return
        (part,) = read_mapping(path).parts
        assert {n: NAMES[kind] for n, kind in part.columns.items()} == {n: k for n, k in columns.items() if k != UNUSED}
        assert part.sheets == tuple(given["sheets"])

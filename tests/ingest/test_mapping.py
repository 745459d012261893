"""A mapping of the columns by hand: proposed by the report, edited, given back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ingest.errors import MappingWrong, NoTasks
from ingest.layout.mapping import as_toml, beside, read_mapping
from ingest.pipeline import extract
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


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.xlsx")), ids=lambda p: p.stem)
def test_the_proposed_mapping_gives_the_same_record(path: Path, tmp_path: Path) -> None:
    lists = extract(path)
    assert lists[0].columns is not None
    (tmp_path / "m.toml").write_text(as_toml(lists[0].columns), encoding="utf-8")
    assert extract(path, columns=tmp_path / "m.toml") == lists


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[columns]\n1 = ", "Invalid"),
        ("header = [2]", r"\[columns\]"),
        ('[columns]\nA = "任务"', "A"),
        ('[columns]\n1 = "杂项"\n2 = "责任单位"', "杂项"),
        ('[columns]\n1 = "任务"', "任务"),
        ('rows = 1\n[columns]\n1 = "任务"\n2 = "责任单位"', "rows"),
        ('header = ["x"]\n[columns]\n1 = "任务"\n2 = "责任单位"', "header"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(odd: Path, tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MappingWrong, match=word):
        read_mapping(tmp_path / "m.toml")


def test_another_sheet_than_the_one_meant_is_not_read(odd: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('sheet = "没有这张"\n' + MAPPING, encoding="utf-8")
    with pytest.raises(NoTasks):
        extract(odd, columns=tmp_path / "m.toml")

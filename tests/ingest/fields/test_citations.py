"""Documents that a text names, and those that it carries out."""

import pytest

from ingest.fields.citations import basis, find_citations


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "按照《行政复议法》、司法部《关于若干问题的指导意见的通知》（国办函〔2021〕132号），规范办理",
            [(None, "行政复议法"), ("国办函〔2021〕132号", "关于若干问题的指导意见的通知")],
        ),
        ("《关于印发\n〈办法〉的 通知》", [(None, "关于印发〈办法〉的通知")]),
        ("《关于印发《办法》的通知》[国发 [2024] 1号]", [("国发〔2024〕1号", "关于印发《办法》的通知")]),
        ("《信息公开条例》（国务院令第711号）", [("国务院令第711号", "信息公开条例")]),
        ("国务院令第711号《信息公开条例》", [("国务院令第711号", "信息公开条例")]),
        ("《意见》（国办发〔2024〕1号，以下简称《意见》）", [("国办发〔2024〕1号", "意见")]),
        ("落实国办发〔2024〕1号文件", [("国办发〔2024〕1号", None)]),
        ("《关于落实国发〔2024〕1号的通知》", [(None, "关于落实国发〔2024〕1号的通知")]),
        ("《未完的题目和《条例》", [(None, "条例")]),
        ("“双随机、一公开”专栏", []),
        ("》《》", []),
        ("", []),
    ],
)
def test_named(text: str, named: list[tuple[str | None, str | None]]) -> None:
    found = find_citations(text)
    assert [(c.number, c.title) for c in found] == named
    assert all(0 <= c.start < c.end <= len(text) for c in found)


def test_the_span_holds_title_number_and_bracket() -> None:
    text = "为落实《意见》（国办发〔2024〕1号）精神"
    (found,) = find_citations(text)
    assert text[found.start : found.end] == "《意见》（国办发〔2024〕1号）"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("为贯彻落实《甲意见》（国办发〔2024〕1号）、《乙通知》精神，经同意，现将《丙要点》印发给你们。", ["甲意见", "乙通知"]),
        ("各单位：\n根据《甲意见》要求，结合实际，制定《丙分工》，现印发给你们。", ["甲意见"]),
        ("为确保会议通过的《甲报告》各项任务落到实处，现将《丙分工》印发给你们。", ["甲报告"]),
        ("为做好《甲意见》（国发〔2024〕1号）的落实，市政府研究制定了《丙任务表》，现予印发。", ["甲意见"]),
        ("《丙要点》已经市政府同意，现印发给你们。", []),
        ("《丙要点》已经省政府同意，现印发。本要点贯彻《甲意见》和《乙意见》的部署。", ["甲意见", "乙意见"]),
        ("依据：《甲意见》（国发〔2024〕1号）", ["甲意见"]),
        ("关于印发《丙要点》的通知\n各单位：\n现将《丙要点》印发给你们。\n一、按照《丁条例》办理", []),
        ("按照《甲意见》部署。根据《甲意见》要求。", ["甲意见"]),
        ("", []),
    ],
)
def test_basis(text: str, titles: list[str]) -> None:
    assert [c.title for c in basis(text)] == titles

"""Titles of one list in two years, and titles of laws."""

from __future__ import annotations

import pytest

from graph.kinship import is_law, same_series, subject


@pytest.mark.parametrize(
    ("title", "place", "about"),
    [
        ("2024年临澄市优化营商环境重点任务分解表", "临澄市", "营商环境"),
        ("临澄市2025年优化营商环境工作要点", "临澄市", "营商环境"),
        ("岭桥市人民政府办公室关于印发2024年度政务公开工作方案的通知", "岭桥市", "政务公开"),
        (None, None, ""),
    ],
)
def test_the_subject_of_a_title(title: str | None, place: str | None, about: str) -> None:
    assert subject(title, place) == about


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("营商环境", "营商环境", True),
        ("营商环境", "市场化营商环境", True),
        ("政务公开", "营商环境", False),
        ("政务公开", "政务服务", False),
        ("数字", "法治", False),
        ("", "", False),
        ("政务公开", "", False),
    ],
)
def test_two_subjects_of_one_series(one: str, other: str, same: bool) -> None:
    assert same_series(one, other) is same is same_series(other, one)


@pytest.mark.parametrize(
    ("title", "law"),
    [
        ("中华人民共和国政府信息公开条例", True),
        ("《岚江省公共数据管理办法》", True),
        ("2024年政务公开工作要点", False),
        (None, False),
    ],
)
def test_a_law_makes_no_sisters(title: str | None, law: bool) -> None:
    assert is_law(title) is law

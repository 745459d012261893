"""Titles of laws."""

from __future__ import annotations

import pytest

from graph.kinship import is_law


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

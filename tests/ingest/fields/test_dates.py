"""Days in running text."""

from datetime import date

import pytest

from ingest.fields.dates import find_dates, parse_date


@pytest.mark.parametrize(
    "text",
    [
        "2024年6月24日",
        "二〇二四年六月二十四日",
        "二○二四年六月二十四日",
        "2024-06-24",
        "2024 年 6 月 24日",
        "（2024.6.24）",
        "２０２４年６月２４日",
    ],
)
def test_one_day(text: str) -> None:
    assert parse_date(text) == date(2024, 6, 24)


@pytest.mark.parametrize("text", ["", "2024年6月", "2024年2月30日", "6月24日", "印发于2024年6月24日", "2024-06-24-01"])
def test_no_day(text: str) -> None:
    assert parse_date(text) is None


def test_days_in_a_text() -> None:
    text = "2024年6月24日印发，2024年2月30日，二〇二五年一月一日起施行"
    assert [(text[a:b], d) for a, b, d in find_dates(text)] == [
        ("2024年6月24日", date(2024, 6, 24)),
        ("二〇二五年一月一日", date(2025, 1, 1)),
    ]

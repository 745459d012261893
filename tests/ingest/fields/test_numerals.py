"""Numerals: every printed form of a number reads as the number."""

import pytest

from ingest.fields.numerals import digits_year, fold_digits, parse_number, to_chinese, to_chinese_digits


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024", 2024),
        ("２０２４", 2024),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("二零二四", 2024),
        ("〇", 0),
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("九十九", 99),
        ("一百零五", 105),
        ("一百一十", 110),
        ("三千零六", 3006),
        ("一万二千", 12000),
        ("两", 2),
        ("廿三", 23),
        ("卅", 30),
        ("贰拾伍", 25),
        ("①", 1),
        ("⑳", 20),
        ("⑴", 1),
        ("⒊", 3),
        ("㈣", 4),
        ("㊄", 5),
        ("❻", 6),
        ("Ⅳ", 4),
        ("ⅸ", 9),
        (" 十二 ", 12),
    ],
)
def test_reads(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "  ", "十十", "百", "一百五", "二二十", "一千百", "3.5", "½", "²", "亿", "五G", "1234567890", "第三"]
)
def test_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_every_number_reads_back() -> None:
    assert all(parse_number(to_chinese(n)) == n for n in range(10_000))
    assert all(parse_number(to_chinese_digits(n)) == n for n in range(0, 10_000, 7))


def test_printing_refuses_what_has_no_form() -> None:
    with pytest.raises(ValueError, match=r"outside 0\.\.9999"):
        to_chinese(10_000)
    with pytest.raises(ValueError, match="negative"):
        to_chinese_digits(-1)


@pytest.mark.parametrize(
    ("text", "year"), [("二〇二四", 2024), ("2024", 2024), ("２０２４", 2024), ("1899", None), ("24", None), ("十二", None)]
)
def test_years(text: str, year: int | None) -> None:
    assert digits_year(text) == year


def test_folding_keeps_places() -> None:
    assert fold_digits("第１２号") == "第12号"

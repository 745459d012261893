"""What holds for every text: nothing raises, what is printed reads back, normal forms stay, values sort."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fields.citations import basis, find_citations
from ingest.fields.dates import find_dates
from ingest.fields.deadlines import deadline_likeness, read_deadline
from ingest.fields.document_numbers import DocumentNumber, find_numbers, parse_document_number
from ingest.fields.headings import split_marker
from ingest.fields.numerals import parse_number, to_chinese
from ingest.fields.places import place_chain
from ingest.fields.time_expressions import fold, time_expressions
from ingest.resolve import resolve_unit

# Hostile text: the signs that the grammars look for, in any order, among any others.
SIGNS = (
    "0123456789０９一二三四五六七八九十〇年月日号底前内季度半上下每至—-、，。"
    "《》〈〉〔〕（）()[]第条章是个工作省市区县镇局委办令 \n"
)
HOSTILE = st.one_of(st.text(max_size=60), st.text(alphabet=SIGNS, max_size=80))
YEARS = st.one_of(st.none(), st.integers(1, 9999))
BUDGET = settings(derandomize=True, max_examples=300, deadline=None)


@BUDGET
@given(HOSTILE, YEARS)
def test_deadlines_never_raise_and_say_what_they_print(text: str, year: int | None) -> None:
    value = read_deadline(text, year)
    assert value.raw is None or value.raw == "".join(text.split())
    assert (value.kind == "ongoing") == value.ongoing
    assert value.due is None or value.due in value.dates
    assert len(set(value.dates)) == len(value.dates)
    assert value == read_deadline(value.raw or "", year) or any(c.isspace() for c in text)
    assert 0.0 <= deadline_likeness(text) <= 1.0


@BUDGET
@given(HOSTILE)
def test_time_expressions_lie_in_order(text: str) -> None:
    end = 0
    folded = fold(text)
    for expression in time_expressions(folded):
        assert end <= expression.start < expression.end <= len(folded)
        end = expression.end


@BUDGET
@given(st.lists(st.tuples(HOSTILE, YEARS), max_size=8))
def test_deadlines_sort(texts: list[tuple[str, int | None]]) -> None:
    read = [read_deadline(text, year) for text, year in texts]
    values = sorted(read)
    read.reverse()
    assert [v.sort_key for v in values] == [v.sort_key for v in sorted(read)]
    dues = [value.due for value in values if value.due]
    assert dues == sorted(dues)


@BUDGET
@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_printed_day_reads_back(day: date) -> None:
    for form in (f"{day.year}年{day.month}月{day.day}日前", day.isoformat(), f"{day.year}.{day.month}.{day.day}"):
        value = read_deadline(form, None)
        assert (value.dates, value.precision) == ((day,), "day")
        assert [d for *_, d in find_dates(form)] == [day]
    chinese = f"{day.year}年{to_chinese(day.month)}月{to_chinese(day.day)}日"
    assert read_deadline(chinese, None).dates == (day,)


@BUDGET
@given(HOSTILE)
def test_numbers_never_raise(text: str) -> None:
    value = parse_number(text)
    assert value is None or value >= 0


OFFICES = st.sampled_from(["鲁政办发", "国办函", "人社部发", "环办固体函", "京政办", "和政办发", "建市", "法释"])


@BUDGET
@given(OFFICES, st.integers(1949, 2099), st.integers(1, 99999), st.sampled_from(["〔〕", "[]", "（）", "【】", "()"]))
def test_document_numbers_have_one_form(name: str, year: int, serial: int, brackets: str) -> None:
    number = DocumentNumber(name, year, serial)
    assert parse_document_number(str(number)) == number
    printed = f"{name} {brackets[0]}{year}{brackets[1]} {serial} 号"
    assert parse_document_number(printed) == number


@BUDGET
@given(HOSTILE)
def test_spans_lie_in_the_text(text: str) -> None:
    for start, end, number in find_numbers(text):
        assert 0 <= start < end <= len(text)
        assert number.serial >= 0
    end = 0
    for citation in find_citations(text):
        assert end <= citation.start < citation.end <= len(text)
        assert citation.number or citation.title
        end = citation.end
    assert set(basis(text)) <= set(find_citations(text))


@BUDGET
@given(HOSTILE)
def test_markers_take_nothing_but_themselves(text: str) -> None:
    marker, rest = split_marker(text)
    taken = "".join((marker.printed if marker else "").split())
    whole = "".join(c for c in text if not c.isspace() and c not in "\u200b\u200c\u200d\ufeff")
    kept = "".join(c for c in rest if not c.isspace() and c not in "\u200b\u200c\u200d\ufeff")
    assert taken + kept == whole


UNIT_SIGNS = "省市区县镇乡街道局委办部厅国家税务总分教育和体团中共人民政府法院（）() "


@BUDGET
@given(
    st.text(alphabet=UNIT_SIGNS, max_size=14) | HOSTILE,
    st.none() | st.text(alphabet="山东省济宁市兖州区县旗盟镇", max_size=9) | HOSTILE,
)
def test_units_never_raise_and_keep_their_identity(name: str, jurisdiction: str | None) -> None:
    identity = resolve_unit(name, "unit", None, jurisdiction)
    assert identity == resolve_unit(f" {name} ", "unit", None, jurisdiction)
    assert "/" in identity.key
    assert "".join(place_chain(jurisdiction)) or not (jurisdiction or "").strip()

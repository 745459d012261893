"""What holds for every division of the table, and for any text."""

from __future__ import annotations

from hypothesis import assume, example, given
from hypothesis import strategies as st

from ingest.divisions import Division, Hints, settle
from ingest.divisions.forms import forms
from ingest.divisions.official import divisions

ALL = [d for ones in divisions().values() for d in ones]
division = st.sampled_from(ALL)


def inside(place: Division) -> int:
    """A year in which only this name held; in those of a change its successor holds, too."""
    year = (place.until or 2027) - 1
    assume(place.since is None or place.since < year)
    return year


@given(division)
def test_a_chain_in_full_is_settled(place: Division) -> None:
    assert settle("".join(place.chain), year=inside(place)).division == place


@given(division, st.data())
def test_printed_at_any_length_it_is_never_another_one(place: Division, data: st.DataObject) -> None:
    """Some of the places around it left out, each name in any of its forms: settled to it, or not at all."""
    around = [data.draw(st.sampled_from(("", *(f for f, _ in forms(name))))) for name in place.parents]
    printed = "".join(around) + data.draw(st.sampled_from([f for f, _ in forms(place.name)]))
    settled = settle(printed, year=inside(place))
    if settled.division is None:
        assert place in settled.candidates
    else:
        allowed = place if settled.division.level != "province" else settled.division  # 吉林 is the province
        assert settled.division == allowed or printed in [f for f, _ in forms(settled.division.name)]


@given(division)
def test_the_issuers_full_name_settles_the_name_alone(place: Division) -> None:
    hints = Hints(issuer="".join(place.chain) + "人民政府办公室")
    assert settle(place.name, year=inside(place), hints=hints).division == place


@given(
    st.text("山东省济宁市邹城莱芜区县州盟旗自治高新开发镇乡街道第八师0 \n", max_size=30) | st.text(max_size=60),
    st.none() | st.integers(1900, 2100),
)
@example("济宁" * 20 + "高新区", 2024)
def test_any_text_is_settled_or_not_and_says_why(text: str, year: int | None) -> None:
    settled = settle(text, year=year, hints=Hints(issuer=text, number=text, basis=(text,), named=(text,)))
    assert all(settled.reason)
    assert settled.division is None or settled.candidates == ()

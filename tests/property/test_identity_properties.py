"""What holds for the identity of any name, drawn from the tables' own pieces and from hostile text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.lexicon import lexicon
from ingest.resolve import resolve_unit

BUDGET = settings(derandomize=True, max_examples=300, deadline=None)
STEMS = sorted({stem for stems in lexicon("functions")["lines"].values() for stem in stems})
FIXED = sorted({n for g, t in lexicon("bodies").items() if g != "attached" for names in t.values() for n in names})
ENDS = ["局", "委", "办公室", "管理局", "中心", "服务中心", "大队", "分局", "协会", "公司", ""]
PLACES = ["", "岭桥市", "云汀市汀南区", "岚江省云汀市岭桥市", "望溪县", "岚江省", "山东省济宁市兖州区"]
BEFORE = [
    "",
    "市",
    "县",
    "区",
    "省",
    "岭桥市",
    "岭桥",
    "云汀市",
    "汀南区",
    "中共岭桥市",
    "国家",
    "国网岭桥",
    "济宁市",
    "市委",
    "市政府",
]
BEHIND = ["", "", "（市能源局）", "（牵头）", "岭桥分局", "稽查局", "办公室", "高新区分局", "（含直属单位）"]

departments = st.builds("".join, st.tuples(st.sampled_from(STEMS), st.sampled_from(ENDS)))
names = st.builds("".join, st.tuples(st.sampled_from(BEFORE), departments | st.sampled_from(FIXED), st.sampled_from(BEHIND)))
anything = (
    names | st.text(alphabet="市区县省委局办政府人民国网公司分高新技术开发管会（）()党团 ", max_size=18) | st.text(max_size=30)
)


@BUDGET
@given(anything, st.sampled_from(PLACES), st.none() | names, st.none() | st.integers(1990, 2030))
def test_any_name_has_an_identity_with_its_reason(name: str, place: str, issuer: str | None, year: int | None) -> None:
    who = resolve_unit(name, "unit", None, place or None, issuer, year)
    assert "/" in who.key
    assert 0 < who.score <= 1
    assert who.reason.words("zh")
    assert who.reason.words("en")
    assert who.branch_of is None or who.branch_of.key != who.key
    assert all(sign.key != who.key for sign in who.signs)


@BUDGET
@given(anything, st.sampled_from(PLACES))
def test_width_of_brackets_and_spaces_do_not_matter(name: str, place: str) -> None:
    wide = name.translate(str.maketrans("()", "（）"))
    spaced = " ".join(name.translate(str.maketrans("（）", "()")))
    assert resolve_unit(wide, "unit", None, place or None) == resolve_unit(spaced, "unit", None, place or None)


printed = st.builds(
    "".join,
    st.tuples(
        st.sampled_from([before for before in BEFORE if not before.startswith(("中共", "国网"))]),
        departments.filter(lambda name: len(name) > 3 and not name.endswith("分局")) | st.sampled_from(FIXED),
        st.sampled_from(["", "（市能源局）", "稽查局", "（含直属单位）"]),
    ),
)


@BUDGET
@given(printed, st.sampled_from(PLACES))
def test_the_full_name_means_the_same_body(name: str, place: str) -> None:
    who = resolve_unit(name, "unit", None, place or None)
    assert resolve_unit(who.full_name, "unit", None, place or None).key == who.key

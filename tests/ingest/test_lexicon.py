"""The tables of names agree with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ingest.fields.functions import of_key, office, official_name
from ingest.identity.grounds import Ground
from ingest.identity.signs import rules
from ingest.lexicon import lexicon
from ingest.resolve import resolve_unit

LINES = lexicon("functions")
FIXED = {group: table for group, table in lexicon("bodies").items() if group != "attached"}


def twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def test_each_stem_has_one_line() -> None:
    assert twice(stem for stems in LINES["lines"].values() for stem in stems) == []
    assert twice(stem for stems in LINES["shorts"].values() for stem in stems) == []
    of = {stem: line for line, stems in LINES["lines"].items() for stem in stems}
    assert [line for line in LINES["lines"] if of.get(line, line) != line] == []


def test_each_fixed_name_is_one_body() -> None:
    fixed = [name for table in FIXED.values() for names in table.values() for name in names]
    networks = [name for one in lexicon("networks")["network"] for name in one["alone"]]
    assert twice(fixed + networks) == []


def test_joined_lines_are_lines() -> None:
    joined = {line for lines in LINES["joined"].values() for line in lines}
    named = {line for key in LINES["commissions"] for line in key.split("+")}
    assert joined | named | set(LINES["shorts"]) | set(LINES["one_centre"]) <= set(LINES["lines"])


def test_no_joined_name_is_a_line_of_its_own() -> None:
    assert [stem for stem in LINES["joined"] for stems in LINES["lines"].values() if stem in stems] == []


def test_official_names_mean_their_line() -> None:
    wrong = [
        (line, name)
        for line, names in lexicon("official").items()
        for name in names[1:]
        if name and (known := office(name)) is not None and known.function != line
    ]
    unknown = [name for names in lexicon("official").values() for name in names[1:] if name and office(name) is None]
    assert (wrong, unknown) == ([], [])


def test_a_department_is_written_as_its_level_calls_it() -> None:
    places = ["岚江省", "云汀市", "望溪县"]
    assert [official_name("发展改革", place) for place in places] == ["发展和改革委员会", "发展和改革委员会", "发展和改革局"]
    assert official_name("教育+体育", "望溪县") == "教育+体育局"


def test_signs_and_their_carriers_are_known_bodies() -> None:
    functions = set(LINES["lines"]) | {body for table in FIXED.values() for body in table}
    named = {one.sign.function for one in rules()} | {one.carrier.function for one in rules()}
    assert named <= functions
    assert [one for one in rules() if one.certain and not one.source] == []
    vertical = lexicon("networks")["vertical"]["functions"]
    networks = {of_key(one["body"]).function for one in lexicon("networks")["network"]}
    assert set(vertical) <= functions | networks


def test_grounds_say_what_they_mean_in_two_languages() -> None:
    assert Ground("line", "发改局", "发展改革").words() == "发改局=发展改革（条线表）"
    assert Ground("level", "市", "岭桥市").words("en") == "市 = 岭桥市 (the issuing place)"
    rules_ = lexicon("grounds")
    assert all(0 < rule["score"] <= 1 and rule["zh"] and rule["en"] for rule in rules_.values())


def test_each_name_of_the_tables_is_read_at_each_level() -> None:
    """市 + stem + 局, and the fixed names: of its own line or what carries its sign; the full name is the same body."""
    of = {stem + "局": line for line, stems in LINES["lines"].items() for stem in stems}
    of |= {name: body for table in FIXED.values() for body, names in table.items() for name in names}
    wrong = []
    for name, function in of.items():
        for place, level in (("邹城市", "市"), ("云溪县", "县"), ("济宁市兖州区", "区"), ("岚江省", "省")):
            who = resolve_unit(level + name, "unit", None, place)
            carried = any(ground.rule == "sign" for ground in who.reason.grounds)
            if (who.function != function and not carried) or resolve_unit(who.full_name, "unit", None, place).key != who.key:
                wrong.append((level + name, place, function, who.key, who.full_name))
    assert wrong == []

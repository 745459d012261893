"""The table of divisions: it hangs together, and it counts what the statistics of the State count."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from importlib.resources import files

import pytest

from ingest.divisions.official import Division, changes, divisions, successors

ALL = [d for ones in divisions().values() for d in ones]
BESIDE = ("台湾省", "香港特别行政区", "澳门特别行政区")
# 中国统计年鉴, 全国行政区划: prefecture-level and county-level divisions at the end of the year, without those three
PUBLISHED = {
    2001: (332, 2861), 2002: (332, 2860), 2003: (333, 2861), 2004: (333, 2862), 2005: (333, 2862), 2006: (333, 2860),
    2007: (333, 2859), 2008: (333, 2859), 2009: (333, 2858), 2010: (333, 2856), 2011: (332, 2853), 2012: (333, 2852),
    2013: (333, 2853), 2014: (333, 2854), 2015: (334, 2850), 2016: (334, 2851), 2017: (334, 2851), 2018: (333, 2851),
    2019: (333, 2846), 2020: (333, 2844), 2021: (333, 2843), 2022: (333, 2843), 2023: (333, 2844), 2024: (333, 2846),
}  # fmt: skip


def at_the_end_of(year: int) -> list[Division]:
    return [d for d in ALL if (d.since or 0) <= year and (d.until is None or d.until > year)]


@pytest.mark.parametrize("year", PUBLISHED)
def test_there_are_as_many_as_the_statistics_say(year: int) -> None:
    levels = Counter(d.level for d in at_the_end_of(year) if d.chain[0] not in BESIDE)
    assert (levels["province"], levels["city"], levels["county"]) == (31, *PUBLISHED[year])


def test_there_are_34_provinces_today() -> None:
    assert len([d for d in ALL if d.level == "province" and d.until is None]) == 34


def test_every_parent_is_there_in_the_same_years() -> None:
    for place in ALL:
        if place.parents:
            around = divisions()[place.parents]
            for year in (place.since or 2001, place.until or 2026):
                assert any(p.gap(year) == 0 for p in around), (place, year)


def test_codes_say_the_level_and_are_given_once_at_a_time() -> None:
    for year in (2001, 2010, 2020, 2026):
        codes = Counter(d.code for d in at_the_end_of(year))
        assert [code for code, count in codes.items() if count > 1] == []
    for place in ALL:
        assert place.code
        assert len(place.code) == 6
        assert place.code.endswith("0000") == (place.level == "province") == (place.parents == ())


def test_names_are_given_once_in_a_place() -> None:
    for year in (2001, 2010, 2020, 2026):
        assert max(Counter(d.chain for d in at_the_end_of(year)).values()) == 1


def test_every_name_that_ended_has_its_change_and_every_change_ends_a_name() -> None:
    ended = {(d.until, d.chain) for d in ALL if d.until}
    assert ended == {(c.year, c.old) for c in changes() if c.old}
    for change in changes():
        if change.new:
            assert any(d.gap(change.year) == 0 for d in divisions()[change.new]), change


def test_successors_lead_to_a_name_of_today() -> None:
    """Except those whose end the source does not tell."""
    for place in ALL:
        left, seen = [place], 0
        while left and seen < 10:
            left = [d for p in left for c in successors(p) if c.new for d in divisions()[c.new] if (d.until or 9999) > c.year]
            seen += 1
        assert left == []
    lost = [d for d in ALL if d.until and not any(c.new for c in successors(d))]
    assert len(lost) <= 10
    assert all(d.until and d.until < 2003 for d in lost)


@pytest.mark.parametrize(
    ("old", "year", "kind", "new", "decree"),
    [
        ("山东省/济南市/济阳县", 2018, "撤县设区", "山东省/济南市/济阳区", "国函〔2018〕86号"),
        ("山东省/莱芜市", 2018, "撤销", "山东省/济南市/莱芜区", "国函〔2018〕163号"),
        ("湖北省/襄樊市", 2010, "更名", "湖北省/襄阳市", None),
        ("湖北省/襄樊市/襄城区", 2010, "随上级", "湖北省/襄阳市/襄城区", None),
        ("吉林省/四平市/公主岭市", 2020, "改隶", "吉林省/长春市/公主岭市", None),
        ("西藏自治区/日喀则地区/日喀则市", 2014, "撤销", "西藏自治区/日喀则市/桑珠孜区", None),
    ],
)
def test_what_became_of_it(old: str, year: int, kind: str, new: str, decree: str | None) -> None:
    (place,) = divisions()[tuple(old.split("/"))]
    (change,) = successors(place)
    assert (change.year, change.kind, "/".join(change.new), change.decree) == (year, kind, new, decree)


def test_the_files_are_plain_tables() -> None:
    for name, width in (("divisions.tsv", 4), ("changes.tsv", 5)):
        text = (files("ingest.divisions") / name).read_text(encoding="utf-8")
        rows = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
        assert {len(row) for row in rows} == {width}


def test_nothing_is_read_before_the_first_question() -> None:
    look = "import ingest.divisions as d, ingest.divisions.official as o; print(o.divisions.cache_info().currsize)"
    run = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"

"""Places that a user adds by a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.divisions import Hints, division_at, read_gazetteer, settle
from ingest.errors import FileMissing, PlacesWrong

CORPUS = Path(__file__).parents[3] / "ingest" / "corpus" / "places.toml"


def written(folder: Path, text: str) -> Path:
    path = folder / "places.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("printed", "hints", "found"),
    [
        ("岭桥市", Hints(), "岚江省/云汀市/岭桥市"),
        ("岭桥", Hints(), "岚江省/云汀市/岭桥市"),
        ("岚江省岭桥市", Hints(), "岚江省/云汀市/岭桥市"),
        ("岚江岭桥", Hints(), "岚江省/云汀市/岭桥市"),
        ("云汀市汀南区", Hints(), "岚江省/云汀市/汀南区"),
        ("临澄高新区", Hints(), "岚江省/临澄市/临澄高新技术产业开发区"),
        ("云汀汀港新区", Hints(), "岚江省/云汀市/汀港新区"),
        ("望溪县石桥镇", Hints(), "岚江省/临澄市/望溪县/石桥镇"),
        ("石桥镇", Hints(issuer="望溪县石桥镇人民政府"), "岚江省/临澄市/望溪县/石桥镇"),
        ("邹城市", Hints(), "山东省/济宁市/邹城市"),
        ("鼓楼区", Hints(issuer="徐州市人民政府"), "江苏省/徐州市/鼓楼区"),
    ],
)
def test_the_places_of_the_sample_corpus(printed: str, hints: Hints, found: str) -> None:
    division = settle(printed, year=2024, hints=hints, added=read_gazetteer(CORPUS)).division
    assert division is not None
    assert "/".join(division.chain) == found


def test_a_place_may_lie_in_one_of_the_table_and_have_a_time(tmp_path: Path) -> None:
    added = read_gazetteer(
        written(
            tmp_path,
            """
[[place]]
name = "东山新区"
level = "zone"
parent = "济南市"
short = ["东山"]
since = 2020
until = 2023

[[place]]
name = "鼓楼区"
level = "county"
parent = "山东省/济南市"
code = "370199"
""",
        )
    )
    zone = settle("东山新区", year=2022, added=added).division
    assert zone is not None
    assert (zone.chain, zone.level, zone.code) == (("山东省", "济南市", "东山新区"), "zone", None)
    assert len(settle("鼓楼区", year=2024, added=added).candidates) == 5
    assert settle("济南鼓楼", year=2024, added=added).division == division_at(("山东省", "济南市", "鼓楼区"), added=added)


def test_a_place_with_the_path_of_one_in_the_table_takes_its_place(tmp_path: Path) -> None:
    text = '[[place]]\nname = "邹城市"\nlevel = "county"\nparent = "济宁市"\ncode = "370883"\nuntil = 2030\n'
    added = read_gazetteer(written(tmp_path, text))
    division = settle("邹城市", year=2024, added=added).division
    assert division is not None
    assert division.until == 2030


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "应由 [[place]] 各节组成"),
        ("places = 1", "应由 [[place]] 各节组成"),
        ("[[place]\n", "不是有效的 TOML"),
        ('[[place]]\nlevel = "city"', "第 1 行：name 应是文字"),
        ('\n\n[[place]]\nname = "甲市"', "第 3 行：level 应是 province、city、county、town、zone 之一"),
        ('[[place]]\nname = "甲市"\nlevel = "市"', "第 1 行：level 应是"),
        ('[[place]]\nname = "甲市"\nlevel = "city"', "第 1 行：“甲市”缺少 parent（在哪里）"),
        ('[[place]]\nname = "甲省"\nlevel = "province"\nkind = 1', "第 1 行：不认识“kind”"),
        ('[[place]]\nname = "甲市"\nlevel = "city"\nparent = "无省"', "第 1 行：没有“无省”这个地方"),
        (
            '[[place]]\nname = "甲镇"\nlevel = "town"\nparent = "鼓楼区"',
            "第 1 行：“鼓楼区”不止一个，请写全：江苏省/南京市/鼓楼区",
        ),
        ('[[place]]\nname = "甲市"\nlevel = "city"\nparent = "甲市"', "第 1 行：“甲市”在自己里面"),
        ('[[place]]\nname = "甲省"\nlevel = "province"\ncode = 370000', "第 1 行：code 应是文字"),
        ('[[place]]\nname = "甲省"\nlevel = "province"\ncode = "37"', "第 1 行：code 应是六位数字，写在引号里"),
        ('[[place]]\nname = "甲省"\nlevel = "province"\nsince = "2001"', "第 1 行：since 应是年份"),
        ('[[place]]\nname = "甲省"\nlevel = "province"\nsince = 2002\nuntil = 2001', "第 1 行：since 晚于 until"),
        ('[[place]]\nname = "甲省"\nlevel = "province"\nshort = "甲"', "第 1 行：short 应是文字列表"),
        ('[[place]]\nname = "甲"\nlevel = "province"', "第 1 行：name 至少两个字"),
        ('[[place]]\nname = "甲省"\nlevel = "province"\n' * 2, "第 4 行：“甲省”写了两次"),
    ],
)
def test_an_error_says_the_file_the_line_and_what_to_do(tmp_path: Path, text: str, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(PlacesWrong) as caught:
        read_gazetteer(path)
    said = caught.value.say("zh")
    assert said.startswith(f"{path}：地名文件不对：")
    assert words in said
    assert said.endswith("格式：每个地方一节 [[place]]，写 name、level、parent")
    assert caught.value.say("en")


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_gazetteer(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PlacesWrong):
        read_gazetteer(tmp_path / "bytes.toml")
    (tmp_path / "large.toml").write_bytes(b" " * 1_000_001)
    with pytest.raises(PlacesWrong):
        read_gazetteer(tmp_path / "large.toml")

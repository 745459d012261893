"""Places on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.runs import Zhengtu, write_docx

PLACES = """
[[place]]
name = "云岭省"
level = "province"

[[place]]
name = "云溪市"
level = "city"
parent = "云岭省"
code = "990100"
"""


def test_a_place_is_found_with_its_reason_and_its_successor(zhengtu: Zhengtu) -> None:
    said = zhengtu("places", "find", "济阳县", "--year", "2015")
    assert said.code == 0
    assert "山东省济南市济阳县" in said.out
    assert "370125" in said.out
    assert "2015年全国只有一个济阳县" in said.out
    assert "2018年撤县设区 国函〔2018〕86号" in said.out


def test_one_that_is_several_is_told_with_all_of_them(zhengtu: Zhengtu) -> None:
    said = zhengtu("places", "find", "朝阳区")
    assert said.code == 1
    assert "北京市朝阳区" in said.out
    assert "文件没有说明是哪一个" in said.err
    assert zhengtu("places", "find", "朝阳区", "--issuer", "长春市人民政府").code == 0
    assert zhengtu("places", "find", "朝阳区", "--year", "24").code == 2


def test_places_of_ones_own_are_kept_in_the_store_and_documents_follow(
    zhengtu: Zhengtu, document: Path, tmp_path: Path
) -> None:
    zhengtu("ingest", document)
    (place,) = nodes(zhengtu, "云溪市")
    assert place["properties"] == {"name": "云溪市", "level": "city", "code": None}
    file = tmp_path / "places.toml"
    file.write_text(PLACES, encoding="utf-8")
    assert "2 个地方，1 份文件随之更新" in zhengtu("places", "take", file).out
    (place,) = nodes(zhengtu, "云溪市")
    assert place["properties"]["code"] == "990100"
    assert len(nodes(zhengtu, "云岭省")) == 1
    assert zhengtu("places", "added").out == PLACES
    assert "云岭省云溪市" in zhengtu("places", "find", "云溪").out
    assert zhengtu("why", place["id"]).code == 0
    other = write_docx(tmp_path / "other.docx", "2025年云岭省云溪市政务公开工作任务分解表")
    zhengtu("ingest", other)
    assert len(nodes(zhengtu, "云溪市")) == 1
    assert zhengtu("places", "clear").code == 0
    assert [n["properties"]["code"] for n in nodes(zhengtu, "云溪市")] == [None, None]


def test_the_report_tells_of_a_place_that_is_not_settled(zhengtu: Zhengtu, document: Path, tmp_path: Path) -> None:
    assert "地区没有确定：地名表里没有“云溪市”" in zhengtu("extract", document, "--report").err
    file = tmp_path / "places.toml"
    file.write_text(PLACES, encoding="utf-8")
    assert "地区没有确定" not in zhengtu("extract", document, "--report", "--places", file).err


def test_a_wrong_file_is_told_with_its_line(zhengtu: Zhengtu, tmp_path: Path) -> None:
    file = tmp_path / "places.toml"
    file.write_text('[[place]]\nname = "云溪市"\n', encoding="utf-8")
    said = zhengtu("places", "take", file)
    assert said.code == 2
    assert "第 1 行：level 应是" in said.err


def nodes(zhengtu: Zhengtu, name: str) -> list[dict[str, object]]:
    found = json.loads(zhengtu("search", name, "--format", "json").out)
    return [n for n in found if n["type"] == "Jurisdiction" and n["label"] == name]

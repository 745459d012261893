"""The place in a title. Real places are known to the character; invented ones (岭桥市, 汀南区) are read by grammar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.divisions.official import divisions
from ingest.fields.title_places import place_at, place_in_title

CHAINS = [c for c, places in divisions().items() if any(p.until is None for p in places) and c[-1] != "城区"]
SUBJECTS = [
    "政务公开工作要点", "老旧小区改造任务", "街道社区治理任务", "主城区交通整治方案", "园区建设任务", "乡镇机构改革任务",
    "旗帜引领任务", "州际协作任务", "高新区建设任务", "经济开发区创建任务", "景区创建任务", "片区开发任务", "区县联动任务",
    "县乡村三级任务", "省市重点任务", "特色小镇建设任务", "县城建设任务", "卫生县城创建任务", "双拥模范县创建任务",
    "区域协调发展任务", "革命老区振兴任务", "城市更新任务", "自贸试验区建设任务", "县域经济任务", "市民服务任务",
    "千镇万村任务", "海洋强市建设任务",
]  # fmt: skip


@given(st.sampled_from(CHAINS), st.integers(1, 3), st.sampled_from(["2024年", ""]), st.sampled_from(SUBJECTS))
def test_a_place_of_the_table_is_read_to_the_character(chain: tuple[str, ...], names: int, year: str, subject: str) -> None:
    printed = "".join(chain[-names:])
    if chain[-1] not in ("新市区", "东区", "西区", "城中区", "新城区", "老城区"):  # they may be a subject themselves
        assert place_in_title(f"{year}{printed}{subject}清单") == printed
    assert place_in_title(f"{printed}人民政府办公室关于印发{subject}的通知") == printed


@pytest.mark.parametrize("place", ["岭桥市", "岚江省岭桥市", "云汀市汀南区", "望溪县", "岚江省"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_an_invented_place_ends_where_its_subject_begins(place: str, subject: str) -> None:
    assert place_in_title(f"{place}{subject}清单") == place


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("保定市容城县2024年工作要点", "保定市容城县"),
        ("天津市和平区2024年工作要点", "天津市和平区"),
        ("晋城市城区2024年工作要点", "晋城市城区"),
        ("城区2024年工作要点", "城区"),
        ("城区道路整治任务清单", None),
        ("市中区商务局2024年工作要点", "市中区"),
        ("济南市中区2024年工作要点", "济南市中区"),
        ("吉林省吉林市昌邑区2024年工作要点", "吉林省吉林市昌邑区"),
        ("邹城市场监督管理局2024年工作要点", "邹城市"),
        ("邹城市场主体培育任务", None),
        ("济宁市高新区2024年工作要点", "济宁市高新区"),
        ("岭桥市高新区2024年工作要点", "岭桥市高新区"),
        ("济宁市经济技术开发区管委会2024年工作要点", "济宁市经济技术开发区"),
        ("佛山市南海区大沥镇2024年工作要点", "佛山市南海区大沥镇"),
        ("山东省邹城市香城镇2024年工作要点", "山东省邹城市香城镇"),
        ("锡林浩特市宝力根苏木2024年工作要点", "锡林浩特市宝力根苏木"),
        ("杭州市西湖风景名胜区2024年工作要点", "杭州市西湖风景名胜区"),
        ("八师石河子市2024年工作要点", "八师石河子市"),
        ("新疆生产建设兵团2024年工作要点", "新疆生产建设兵团"),
        ("恩施州2024年工作要点", "恩施州"),
        ("湖南大学2024年工作要点", None),
        ("河南科技大学2024年重点任务分解表", None),
        ("朝阳区域医疗中心建设任务", None),
    ],
)
def test_titles(title: str, place: str | None) -> None:
    assert place_in_title(title) == place


@given(st.text("岭桥市望溪县汀南区高新开发镇乡街道城社小州盟旗省场域2024年建设", max_size=30))
def test_any_text(text: str) -> None:
    place = place_at(text)
    assert place is None or text.startswith(place)

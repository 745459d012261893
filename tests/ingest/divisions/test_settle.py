"""Which division a printed place means. Real places: the tables are theirs."""

from __future__ import annotations

import pytest

from ingest.divisions import Hints, Settled, settle


def path(settled: Settled) -> str | None:
    return "/".join(settled.division.chain) if settled.division else None


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("邹城", "山东省/济宁市/邹城市"),
        ("邹城市", "山东省/济宁市/邹城市"),
        ("山东省邹城市", "山东省/济宁市/邹城市"),
        ("山东邹城", "山东省/济宁市/邹城市"),
        ("山东省济宁市邹城市", "山东省/济宁市/邹城市"),
        (" 山东省 邹城市 ", "山东省/济宁市/邹城市"),
        ("莱芜区", "山东省/济南市/莱芜区"),
        ("济南市莱芜区", "山东省/济南市/莱芜区"),
        ("山东", "山东省"),
        ("广西", "广西壮族自治区"),
        ("内蒙古", "内蒙古自治区"),
        ("内蒙古自治区锡林郭勒盟", "内蒙古自治区/锡林郭勒盟"),
        ("恩施州", "湖北省/恩施土家族苗族自治州"),
        ("恩施土家族苗族自治州", "湖北省/恩施土家族苗族自治州"),
        ("恩施州利川市", "湖北省/恩施土家族苗族自治州/利川市"),
        ("巴州", "新疆维吾尔自治区/巴音郭楞蒙古自治州"),
        ("三都县", "贵州省/黔南布依族苗族自治州/三都水族自治县"),
        ("互助土族自治县", "青海省/海东市/互助土族自治县"),
        ("东乡县", "甘肃省/临夏回族自治州/东乡族自治县"),
        ("鄂温克旗", "内蒙古自治区/呼伦贝尔市/鄂温克族自治旗"),
        ("阿拉善左旗", "内蒙古自治区/阿拉善盟/阿拉善左旗"),
        ("大兴安岭地区", "黑龙江省/大兴安岭地区"),
        ("神农架林区", "湖北省/神农架林区"),
        ("六枝特区", "贵州省/六盘水市/六枝特区"),
        ("济源市", "河南省/济源市"),
        ("仙桃市", "湖北省/仙桃市"),
        ("石河子市", "新疆维吾尔自治区/石河子市"),
        ("第八师石河子市", "新疆维吾尔自治区/石河子市"),
        ("新疆生产建设兵团第八师", "新疆维吾尔自治区/石河子市"),
        ("八师", "新疆维吾尔自治区/石河子市"),
        ("新疆生产建设兵团", "新疆生产建设兵团"),
        ("兵团第十二师", "新疆生产建设兵团/第十二师"),
        ("雄安新区", "河北省/雄安新区"),
        ("浦东新区", "上海市/浦东新区"),
        ("北京市朝阳区", "北京市/朝阳区"),
        ("吉林市", "吉林省/吉林市"),
        ("吉林", "吉林省"),
        ("海南", "海南省"),
        ("海南州", "青海省/海南藏族自治州"),
        ("市中区", None),
        ("济南市市中区", "山东省/济南市/市中区"),
        ("那曲市色尼区", "西藏自治区/那曲市/色尼区"),
        ("中山市", "广东省/中山市"),
    ],
)
def test_printed_forms_of_any_length(printed: str, found: str | None) -> None:
    assert path(settle(printed, year=2024)) == found


@pytest.mark.parametrize(
    "printed", [None, "", "锡盟", "岚江省", "市政府", "市", "区", "各县", "国务院办公厅", "甲" * 500, "0", "\n"]
)
def test_what_no_table_knows_is_not_guessed(printed: str | None) -> None:
    settled = settle(printed, year=2024)
    assert (settled.division, settled.candidates) == (None, ())
    assert all(settled.reason)


@pytest.mark.parametrize(
    ("printed", "year", "found"),
    [
        ("莱芜市", 2015, "山东省/莱芜市"),
        ("莱芜", 2015, "山东省/莱芜市"),
        ("莱芜", 2018, "山东省/济南市/莱芜区"),
        ("莱芜", 2024, "山东省/济南市/莱芜区"),
        ("济阳", 2017, "山东省/济南市/济阳县"),
        ("济阳", 2019, "山东省/济南市/济阳区"),
        ("钢城区", 2017, "山东省/莱芜市/钢城区"),
        ("钢城区", 2020, "山东省/济南市/钢城区"),
        ("襄城区", 2008, "湖北省/襄樊市/襄城区"),
        ("公主岭市", 2016, "吉林省/四平市/公主岭市"),
        ("公主岭市", 2023, "吉林省/长春市/公主岭市"),
        ("江北区", 2026, None),
        ("江北区", 2027, "浙江省/宁波市/江北区"),
        ("钢城区", 2019, "山东省/济南市/钢城区"),
        ("莱芜市", 2019, "山东省/莱芜市"),
        ("江北区", 2024, None),
        ("两江新区", 2020, "重庆市/两江新区"),
        ("市中区", 2030, None),
        ("巢湖市", 2005, "安徽省/巢湖市"),
        ("巢湖市", None, "安徽省/合肥市/巢湖市"),
    ],
)
def test_the_year_says_which_one(printed: str, year: int | None, found: str | None) -> None:
    assert path(settle(printed, year=year)) == found


@pytest.mark.parametrize("year", [2015, 2024, None])
def test_a_name_of_the_past_leads_on_to_its_successor(year: int | None) -> None:
    settled = settle("济阳县", year=year)
    assert path(settled) == "山东省/济南市/济阳县"
    assert ["/".join(c.new) for c in settled.successors] == ["山东省/济南市/济阳区"]
    assert ("2018" in settled.reason[0]) == (year != 2015)


def test_an_old_name_that_says_only_a_kind_is_not_taken() -> None:
    """唐山市 had a district 新区 until 2002."""
    assert settle("新区", year=2024).division is None


@pytest.mark.parametrize(
    ("printed", "hints", "found", "why"),
    [
        ("鼓楼区", Hints(issuer="徐州市鼓楼区人民政府办公室"), "江苏省/徐州市/鼓楼区", "发文机关“徐州市鼓楼区人民政府办公室”"),
        ("鼓楼区", Hints(issuer="开封市人民政府"), "河南省/开封市/鼓楼区", "发文机关“开封市人民政府”"),
        ("鼓楼区", Hints(issuer="鼓楼区人民政府办公室"), None, None),
        ("鼓楼区", Hints(basis=("苏政办发〔2024〕3号",)), None, None),
        ("鼓楼区", Hints(basis=("闽政办发〔2024〕3号",)), "福建省/福州市/鼓楼区", "所依据的文件“闽政办发〔2024〕3号”属福建省"),
        (
            "鼓楼区",
            Hints(basis=("苏政办发〔2024〕3号", "南京市人民政府办公厅关于印发要点的通知")),
            "江苏省/南京市/鼓楼区",
            "所依据的文件“苏政办发〔2024〕3号”属江苏省；所依据的文件“南京市人民政府办公厅关于印发要点的通知”",
        ),
        (
            "鼓楼区",
            Hints(basis=("2024年福建省政务公开工作要点",)),
            "福建省/福州市/鼓楼区",
            "所依据的文件“2024年福建省政务公开工作要点”",
        ),
        (
            "鼓楼区",
            Hints(named=("区教育局", "福州市公安局鼓楼分局")),
            "福建省/福州市/鼓楼区",
            "文中另提到“福州市公安局鼓楼分局”",
        ),
        (
            "鼓楼区",
            Hints(named=("国家税务总局徐州市鼓楼区税务局",)),
            "江苏省/徐州市/鼓楼区",
            "文中另提到“国家税务总局徐州市鼓楼区税务局”",
        ),
        ("和平区", Hints(number="津和政办发〔2024〕3号"), "天津市/和平区", "文号“津和政办发〔2024〕3号”属天津市"),
        ("青山区", Hints(number="青政办发〔2024〕3号"), None, None),
        ("吉安", Hints(issuer="吉安市人民政府办公室"), "江西省/吉安市", "发文机关“吉安市人民政府办公室”"),
        ("吉安", Hints(), None, None),
        ("海南", Hints(issuer="乌海市人民政府"), "内蒙古自治区/乌海市/海南区", "发文机关“乌海市人民政府”"),
        ("朝阳区", Hints(issuer="国务院办公厅", number="国办发〔2024〕3号"), None, None),
    ],
)
def test_the_documents_own_evidence_decides(printed: str, hints: Hints, found: str | None, why: str | None) -> None:
    settled = settle(printed, year=2024, hints=hints)
    assert path(settled) == found
    assert why is None or settled.reason[0] == why
    assert bool(settled.candidates) == (found is None)


def test_candidates_are_reported_in_words() -> None:
    settled = settle("朝阳区", year=2024)
    assert [d.parents for d in settled.candidates] == [("北京市",), ("吉林省", "长春市")]
    assert settled.reason[0] == "“朝阳区”可能是北京市朝阳区、吉林省长春市朝阳区，文件没有说明是哪一个"


@pytest.mark.parametrize(
    ("printed", "hints", "found", "level"),
    [
        ("寿光市羊口镇", Hints(), "山东省/潍坊市/寿光市/羊口镇", "town"),
        ("佛山市南海区大沥镇", Hints(), "广东省/佛山市/南海区/大沥镇", "town"),
        ("东莞市长安镇", Hints(), "广东省/东莞市/长安镇", "town"),
        ("锡林浩特市宝力根苏木", Hints(), "内蒙古自治区/锡林郭勒盟/锡林浩特市/宝力根苏木", "town"),
        ("济宁市高新技术产业开发区", Hints(), "山东省/济宁市/高新区", "zone"),
        ("济宁高新区", Hints(), "山东省/济宁市/高新区", "zone"),
        ("济宁高新区管委会", Hints(), "山东省/济宁市/高新区", "zone"),
        ("邹城经济技术开发区", Hints(), "山东省/济宁市/邹城市/经开区", "zone"),
        ("高新区", Hints(), None, None),
        ("高新区", Hints(issuer="济宁市人民政府办公室"), "山东省/济宁市/高新区", "zone"),
        ("高新区", Hints(issuer="济宁高新区管委会"), "山东省/济宁市/高新区", "zone"),
        ("大沥镇", Hints(issuer="佛山市南海区大沥镇人民政府"), "广东省/佛山市/南海区/大沥镇", "town"),
        ("大沥镇", Hints(issuer="佛山市人民政府"), None, None),
        ("长安镇", Hints(issuer="东莞市人民政府"), "广东省/东莞市/长安镇", "town"),
        ("鼓楼区高新区", Hints(), None, None),
        ("岚江省临澄市高新区", Hints(), None, None),
    ],
)
def test_zones_and_towns_lie_in_a_place(printed: str, hints: Hints, found: str | None, level: str | None) -> None:
    settled = settle(printed, year=2024, hints=hints)
    assert path(settled) == found
    assert settled.division is None or (settled.division.level, settled.division.code) == (level, None)


def test_a_zone_of_an_unsettled_place_has_the_candidates_of_that_place() -> None:
    assert ["/".join(d.chain) for d in settle("朝阳区高新区", year=2024).candidates] == [
        "北京市/朝阳区/高新区",
        "吉林省/长春市/朝阳区/高新区",
    ]

"""Why a name means a body: reasons, scores, second names, and what belongs to what."""

from __future__ import annotations

import pytest

from ingest.resolve import UnitIdentity, resolve_unit


def who(name: str, place: str | None = "岭桥市", issuer: str | None = None, year: int | None = None) -> UnitIdentity:
    return resolve_unit(name, "unit", None, place, issuer, year)


def test_the_reason_names_the_table_and_the_place() -> None:
    reason = who("市发改局").reason
    assert reason.words("zh") == "发改局=发展改革（条线表） + 市=岭桥市（发文地区）"
    assert reason.words("en") == "发改局 = 发展改革 (table of function lines) + 市 = 岭桥市 (the issuing place)"


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("市发改局", ["line", "level"]),
        ("市文体旅局", ["joined", "level"]),
        ("市委办", ["fixed", "level"]),
        ("岭桥市商务局", ["line", "named"]),
        ("岭桥商务局", ["line", "short"]),
        ("商务局", ["line", "assumed"]),
        ("省商务厅", ["line", "above"]),
        ("市葡萄酒局", ["unknown", "level"]),
        ("市实验中学", ["own", "level"]),
        ("市水务集团有限公司", ["legal", "level"]),
        ("国网岭桥供电公司", ["network", "short"]),
        ("海关总署", ["line", "state"]),
        ("市税务局稽查局", ["inner", "line", "level"]),
        ("市新闻办", ["fixed", "sign", "level"]),
        ("岭桥高新区", ["zone", "short"]),
        ("羊口镇", ["government", "named"]),
        ("云汀市生态环境局岭桥市分局", ["branch", "line", "named"]),
    ],
)
def test_each_rule_gives_its_ground(name: str, rules: list[str]) -> None:
    assert [ground.rule for ground in who(name).reason.grounds] == rules


def test_the_score_is_that_of_the_weakest_ground() -> None:
    names = ["市发改局", "岭桥商务局", "商务局", "市实验中学", "省商务厅", "市葡萄酒局"]
    assert [who(name).score for name in names] == [1.0, 0.95, 0.9, 0.8, 0.7, 0.5]
    assert who("商务局", None).score == 0.4


def test_a_completed_name_says_so() -> None:
    found = resolve_unit("财政厅", "unit", "省财政厅", "岚江省")
    assert (found.key, found.reason.grounds[0].rule, found.score) == ("岚江省/财政", "expanded", 0.9)


@pytest.mark.parametrize(
    ("name", "key", "signs"),
    [
        ("市委宣传部（市政府新闻办）", "岭桥市/宣传部", {"市政府新闻办": "岭桥市/政府新闻办"}),
        ("市市场监管局（市知识产权局）", "岭桥市/市场监督管理", {"市知识产权局": "岭桥市/知识产权"}),
        ("市发展改革委（市能源局、市粮储局）", "岭桥市/发展改革", {"市能源局": "岭桥市/能源", "市粮储局": "岭桥市/粮食储备"}),
        ("市住房城乡建设（人防）局", "岭桥市/住房城乡建设", {"人防局": "岭桥市/人防"}),
        ("市水利局（市河长办）", "岭桥市/水利", {"市河长办": "岭桥市/河长"}),
        ("市农业农村局（葡萄酒局）", "岭桥市/农业农村", {"葡萄酒局": "岭桥市/葡萄酒局"}),
        ("市国动办（人防）", "岭桥市/人防", {}),
        ("市公安局（交警大队）", "岭桥市/公安", {}),
        ("市委党校（行政学院）", "岭桥市/党校", {}),
        ("市文旅局（含市图书馆）", "岭桥市/文化旅游", {}),
        ("市教育局（基础教育科）", "岭桥市/教育", {}),
    ],
)
def test_second_names_are_aliases_of_the_first(name: str, key: str, signs: dict[str, str]) -> None:
    found = who(name)
    assert (found.key, {sign.name: sign.key for sign in found.signs}) == (key, signs)


def test_a_sign_printed_alone_is_its_carrier_only_where_the_table_is_certain() -> None:
    assert who("市政府新闻办").key == "岭桥市/宣传部"
    assert "加挂的牌子" in who("市政府新闻办").reason.words()
    for name in ("市知识产权局", "市能源局", "市委农办", "市安委办", "市档案局", "市中医药管理局"):
        assert "sign" not in [ground.rule for ground in who(name).reason.grounds]


def test_a_sign_was_not_hung_before_its_reform() -> None:
    assert [who("市电影局", year=year).key for year in (2016, 2024, None)] == ["岭桥市/电影", "岭桥市/宣传部", "岭桥市/宣传部"]


@pytest.mark.parametrize(
    ("place", "name", "parent"),
    [
        ("岭桥市", "云汀市生态环境局岭桥市分局", ("云汀市/生态环境", "云汀市生态环境局")),
        ("岭桥市", "市生态环境局岭桥分局", ("岭桥市^市/生态环境", "市生态环境局")),
        ("云汀市岭桥市", "市生态环境局岭桥分局", ("云汀市/生态环境", "云汀市生态环境局")),
        ("云汀市汀南区", "公安分局", ("云汀市/公安", "云汀市公安局")),
        ("汀南区", "公安分局", ("汀南区^市/公安", "市公安局")),
        ("云汀市", "市公安局高新区分局", ("云汀市/公安", "云汀市公安局")),
        ("岭桥市", "市公安局交警大队", ("岭桥市/公安", "岭桥市公安局")),
        ("岭桥市", "市税务局稽查局", ("岭桥市/税务", "岭桥市税务局")),
        ("云汀市岭桥市", "市税务局", ("云汀市/税务", "云汀市税务局")),
        ("云汀市汀南区", "国网云汀供电公司汀南供电所", ("云汀市/供电", "国网云汀供电公司")),
        ("云汀市", "中国移动通信集团岚江有限公司云汀分公司", ("岚江/中国移动", "中国移动通信集团岚江有限公司")),
        ("岭桥市", "岭桥高新区管委会", ("岭桥市/政府", "岭桥市人民政府")),
        ("岭桥市", "羊口派出所", ("岭桥市/公安", "岭桥市公安局")),
        ("岭桥市", "市纪委监委驻市教育局纪检监察组", ("岭桥市/纪检监察", "岭桥市纪委监委")),
        ("岭桥市", "市交通运输综合行政执法大队", ("岭桥市/交通运输", "岭桥市交通运输局")),
        ("岭桥市", "市委宣传部文明办", ("岭桥市/宣传部", "岭桥市委宣传部")),
        ("岚江省", "省税务局", ("国家/税务", "国家税务总局")),
        ("云汀市", "云汀海关", ("国家/海关", "海关总署")),
        ("云汀市汀南区", "汀港海事处", ("国家/海事", "中国海事局")),
    ],
)
def test_what_belongs_to_another_body_says_to_which(place: str, name: str, parent: tuple[str, str]) -> None:
    found = who(name, place).branch_of
    assert found is not None
    assert (found.key, found.full_name) == parent


@pytest.mark.parametrize("name", ["市商务局", "市政府采购中心", "市委办", "羊口镇", "市一中", "市财政局审计局", "市人民医院"])
def test_what_stands_alone_belongs_to_none(name: str) -> None:
    assert who(name).branch_of is None


@pytest.mark.parametrize(
    ("name", "place", "issuer", "key"),
    [
        ("基础教育科", "岭桥市", "岭桥市教育局", "岭桥市/教育/基础教育科"),
        ("办公室", "岭桥市", "岭桥市教育局", "岭桥市/教育/办公室"),
        ("办公室", "岭桥市", "岭桥市民政局", "岭桥市/民政/办公室"),
        ("市财政局", "岭桥市", "岭桥市教育局", "岭桥市/财政"),
        ("信息公开科", "岭桥市", "岭桥市人民政府办公室", "岭桥市/信息公开科"),
        ("商务综合服务中心", "岭桥市", "岭桥市政务公开领导小组办公室", "岭桥市/商务综合服务中心"),
        ("羊口公路养护处", "岭桥市", "岭桥市安全生产委员会办公室", "岭桥市/羊口公路养护处"),
        ("教务处", None, "临川大学", "?/临川大学/教务处"),
        ("党委办公室", None, "临川大学", "?/临川大学/党委办公室"),
        ("能源局", None, "国务院办公厅", "国家/能源"),
        ("人民银行", None, "国务院", "国家/人民银行"),
        ("财政部", None, "国务院办公厅", "国家/财政"),
    ],
)
def test_the_issuer_tells_whose_office_is_meant(name: str, place: str | None, issuer: str, key: str) -> None:
    assert who(name, place, issuer).key == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市城市管理局", "市综合行政执法局"),
        ("市民族事务委员会", "市宗教事务局"),
        ("市委党史研究室", "市地方志办公室"),
        ("市安委会", "市安委办"),
        ("市交通运输服务中心", "市交通运输发展中心"),
        ("市教育局", "市委教育工委"),
        ("市审计局", "市委审计办"),
        ("市财政局", "财政部岚江监管局"),
        ("市经济技术开发区管委会", "市经济开发区管委会"),
        ("市农商银行", "市农村信用社"),
        ("岭桥市税务局", "岭桥市税务局稽查局"),
        ("市渔业局", "市海洋局"),
        ("高新区管委会", "高新区党工委"),
        ("市疾控中心", "市疾控局"),
        ("市国土资源局", "市自然资源局"),
        ("市自来水公司", "市水务集团"),
        ("民革市委会", "民盟市委会"),
    ],
)
def test_what_only_looks_alike_stays_two(one: str, other: str) -> None:
    assert who(one).key != who(other).key

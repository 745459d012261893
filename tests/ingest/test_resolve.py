"""Who a printed name means. Real places stand in the tables because the grammar of names is theirs."""

import pytest

from ingest.fields.functions import Office, office
from ingest.lexicon import lexicon
from ingest.record import DocumentHead
from ingest.resolve import home, place_chain, resolve_unit


@pytest.mark.parametrize(
    ("printed", "chain"),
    [
        ("济宁市兖州区", ("济宁市", "兖州区")),
        ("山东省邹城市", ("山东省", "邹城市")),
        ("山东邹城市", ("山东省", "邹城市")),
        ("佛山市顺德区", ("佛山市", "顺德区")),
        ("邹城市", ("邹城市",)),
        ("邹城", ("邹城",)),
        ("山东", ("山东省",)),
        ("济南市市中区", ("济南市", "市中区")),
        ("市中区", ("市中区",)),
        ("荆州市沙市区", ("荆州市", "沙市区")),
        ("乌鲁木齐市新市区", ("乌鲁木齐市", "新市区")),
        ("新乡市红旗区", ("新乡市", "红旗区")),
        ("常德市津市市", ("常德市", "津市市")),
        ("景德镇市珠山区", ("景德镇市", "珠山区")),
        ("南宁市西乡塘区", ("南宁市", "西乡塘区")),
        ("阳泉市矿区", ("阳泉市", "矿区")),
        ("马鞍山市和县", ("马鞍山市", "和县")),
        ("阿拉善盟阿拉善左旗", ("阿拉善盟", "阿拉善左旗")),
        ("恩施州利川市", ("恩施州", "利川市")),
        ("海南藏族自治州", ("海南藏族自治州",)),
        ("河南蒙古族自治县", ("河南蒙古族自治县",)),
        ("湘西土家族苗族自治州龙山县", ("湘西土家族苗族自治州", "龙山县")),
        ("新疆维吾尔自治区喀什地区喀什市", ("新疆维吾尔自治区", "喀什地区", "喀什市")),
        ("上海市浦东新区", ("上海市", "浦东新区")),
        ("吉林省吉林市船营区", ("吉林省", "吉林市", "船营区")),
        ("寿光市羊口镇", ("寿光市", "羊口镇")),
        ("鹿城区五马街道", ("鹿城区", "五马街道")),
        ("六枝特区", ("六枝特区",)),
        ("岚江省临澄市", ("岚江省", "临澄市")),
        (" 济宁市 兖州区 ", ("济宁市", "兖州区")),
        ("邹城市政务公开", ("邹城市",)),
        ("", ()),
        (None, ()),
    ],
)
def test_places(printed: str | None, chain: tuple[str, ...]) -> None:
    assert place_chain(printed) == chain


@pytest.mark.parametrize(
    ("jurisdiction", "names", "key"),
    [
        ("舒兰市", ["市政府办", "市政府办公室", "市人民政府办公室", "舒兰市人民政府办公室", "市府办"], "舒兰市/政府办公室"),
        ("邹城市", ["市政府办公室"], "邹城市/政府办公室"),
        ("济宁市兖州区", ["区政府办公室", "兖州区政府办", "济宁市兖州区人民政府办公室"], "济宁市兖州区/政府办公室"),
        ("舒兰市", ["市委办", "市委办公室", "中共舒兰市委办公室"], "舒兰市/党委办公室"),
        ("舒兰市", ["政法委", "市委政法委", "市委政法委员会", "舒兰市委政法委"], "舒兰市/政法委"),
        ("舒兰市", ["团市委", "共青团舒兰市委", "共青团舒兰市委员会"], "舒兰市/共青团"),
        (
            "牡丹区",
            ["区发改委", "区发改局", "区发展改革局", "区发展和改革委员会", "牡丹区发展和改革局", "发改局"],
            "牡丹区/发展改革",
        ),
        ("牡丹区", ["区卫健委", "区卫健局", "区卫生健康局", "区卫生健康委员会"], "牡丹区/卫生健康"),
        ("牡丹区", ["区教体局", "区教育和体育局", "区教育体育局"], "牡丹区/教育+体育"),
        ("牡丹区", ["区教育局"], "牡丹区/教育"),
        ("邹城市", ["市市场监管局", "市市场监督管理局", "市场监管局", "市市监局", "邹城市场监管局"], "邹城市/市场监督管理"),
        ("邹城市", ["市住房城乡建设（人防）局", "市住房和城乡建设局", "市住建局"], "邹城市/住房城乡建设"),
        ("邹城市", ["市委宣传部(市政府新闻办)", "市委宣传部", "宣传部"], "邹城市/宣传部"),
        ("邹城市", ["市民政局"], "邹城市/民政"),
        ("邹城市", ["市政协"], "邹城市/政协"),
        ("邹城市", ["市税务局", "国家税务总局邹城市税务局"], "邹城市/税务"),
        ("邹城市", ["市大数据中心"], "邹城市/数据:中心"),
        ("邹城市", ["市大数据局"], "邹城市/数据"),
        ("邹城市", ["济宁市生态环境局邹城市分局", "市生态环境局邹城分局", "生态环境分局"], "邹城市/生态环境:分局"),
        ("济宁市兖州区", ["市生态环境局", "济宁市生态环境局"], "济宁市/生态环境"),
        ("济宁市", ["兖州区教育局"], "济宁市兖州区/教育"),
        ("济宁市", ["泗水县教育局"], "泗水县/教育"),
        ("泗水县", ["县教育局", "教育局"], "泗水县/教育"),
        ("济南市", ["市中区教育局"], "济南市市中区/教育"),
        ("山东省邹城市", ["省发展改革委", "山东省发展和改革委员会"], "山东省/发展改革"),
        ("邹城市", ["省发展改革委"], "邹城市^省/发展改革"),
        (None, ["国家发展改革委", "国家发展和改革委员会"], "国家/发展改革"),
        ("邹城市", ["财政部"], "国家/财政"),
        ("邹城市", ["中央网信办"], "国家/网信"),
        ("寿光市", ["羊口镇", "羊口镇人民政府", "寿光市羊口镇人民政府"], "寿光市羊口镇/政府"),
        ("邹城市", ["高新区管委会", "高新区管理委员会"], "邹城市/高新区管委会"),
        ("邹城市", ["市供水服务队"], "邹城市/供水服务队"),
    ],
)
def test_one_body(jurisdiction: str | None, names: list[str], key: str) -> None:
    assert {resolve_unit(name, "unit", None, jurisdiction).key for name in names} == {key}


@pytest.mark.parametrize(
    ("name", "jurisdiction", "full"),
    [
        ("市商务局", "邹城市", "邹城市商务局"),
        ("区政府办公室", "济宁市兖州区", "兖州区政府办公室"),
        ("邹城市商务局", "邹城市", "邹城市商务局"),
        ("济宁市生态环境局邹城市分局", "邹城市", "济宁市生态环境局邹城市分局"),
        ("政法委", "舒兰市", "舒兰市政法委"),
        ("团市委", "舒兰市", "团舒兰市委"),
        ("省发展改革委", "邹城市", "省发展改革委"),
        ("教育部", "邹城市", "教育部"),
        ("羊口镇人民政府", "寿光市", "寿光市羊口镇人民政府"),
    ],
)
def test_full_names(name: str, jurisdiction: str, full: str) -> None:
    assert resolve_unit(name, "unit", None, jurisdiction).full_name == full


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市委办", "市政府办"),
        ("市委金融办", "市地方金融管理局"),
        ("市公共资源交易中心", "市公共资源交易管理局"),
        ("市档案馆", "市档案局"),
        ("市教育局", "市教体局"),
        ("市公安局", "公安分局"),
        ("市水务局", "市水务集团有限公司"),
        ("市融媒体中心", "市广播电视台"),
        ("市委政法委", "市司法局"),
        ("市退役军人事务局", "市退役军人事务委员会"),
    ],
)
def test_two_bodies(one: str, other: str) -> None:
    assert resolve_unit(one, "unit", None, "邹城市").key != resolve_unit(other, "unit", None, "邹城市").key


def test_the_expanded_name_goes_before_the_printed_one() -> None:
    assert resolve_unit("财政厅", "unit", "省财政厅", "岚江省").key == "岚江省/财政"


def test_collectives_keep_their_words() -> None:
    identity = resolve_unit("市政府各部门(单位)", "collective", None, "邹城市")
    assert (identity.key, identity.full_name, identity.function) == (
        "邹城市/市政府各部门（单位）",
        "邹城市政府各部门（单位）",
        None,
    )


@pytest.mark.parametrize(
    ("core", "function"),
    [
        ("科技和工业信息化局", "科技+工业信息化"),
        ("农业农村和水务局", "农业农村+水利"),
        ("文广旅体局", "文化旅游+体育"),
        ("发展和改革局", "发展改革"),
    ],
)
def test_joined_lines(core: str, function: str) -> None:
    assert office(core) == Office(function)


def test_the_lexicon_gives_each_stem_one_line() -> None:
    data = lexicon("functions")
    for group in ("lines", "bodies"):
        names = [name for names in data[group].values() for name in names]
        assert sorted({name for name in names if names.count(name) > 1}) == []
    assert {line for lines in data["joined"].values() for line in lines} <= set(data["lines"])


@pytest.mark.parametrize(
    ("jurisdiction", "issuer", "place"),
    [
        ("云溪区", "临川市云溪区人民政府办公室", "临川市云溪区"),
        ("云溪区", "云溪区人民政府办公室", "云溪区"),
        ("云溪区", "临川市人民政府办公室", "云溪区"),
        ("云溪区", None, "云溪区"),
        (None, "国务院办公厅", None),
        (None, "临川市人民政府办公室", "临川市"),
    ],
)
def test_the_issuer_may_print_the_place_more_fully(jurisdiction: str | None, issuer: str | None, place: str | None) -> None:
    assert home(DocumentHead("a.docx", jurisdiction=jurisdiction, issuer=issuer)) == place

"""Document numbers (文号): one normal form for all ways of printing."""

import pytest

from ingest.fields.document_numbers import DocumentNumber, find_numbers, parse_document_number


@pytest.mark.parametrize(
    "text",
    [
        "鲁政办发〔2024〕2号",
        "鲁政办发[2024]2号",
        "鲁政办发【2024】2号",
        "鲁政办发（2024）2号",
        "鲁政办发(2024)第2号",
        "鲁政办发〔２０２４〕２号",
        "鲁政办发 〔2024〕 2 号",
        "（鲁政办发〔2024〕2号）",
        "（鲁政\n办发〔2024〕2号）",
        "鲁政办发〔2024〕002号",
        "根据鲁政办发〔2024〕2号文件精神",
        "文号：鲁政办发〔2024〕2号",
        "《通知》和鲁政办发〔2024〕2号",
        "省人民政府办公厅 鲁政办发〔2024〕2号",
    ],
)
def test_one_document(text: str) -> None:
    (found,) = find_numbers(text)
    assert found[2] == DocumentNumber("鲁政办发", 2024, 2)
    assert str(found[2]) == "鲁政办发〔2024〕2号"
    assert text[found[0]] == "鲁"
    assert text[found[1] - 1] == "号"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("（国务院令第711号）", "国务院令第711号"),
        ("国务院第711号令", "国务院令第711号"),
        ("中华人民共和国主席令第五十五号", "中华人民共和国主席令第55号"),
        ("教育部令第 12 号", "教育部令第12号"),
        ("财政部公告2023年第5号", "财政部公告2023年第5号"),
        ("市场监管总局2024年第5号公告", "市场监管总局公告2024年第5号"),
        ("第12号令", "令第12号"),
    ],
)
def test_orders_and_announcements(text: str, normal: str) -> None:
    (found,) = find_numbers(text)
    assert str(found[2]) == normal
    assert parse_document_number(normal) == found[2]


@pytest.mark.parametrize(
    "text", ["", "〔2024〕2号", "2024年第5号", "第5号", "12345〔2024〕1号", "鲁政办发〔24〕2号", "鲁政办发〔2024〕号"]
)
def test_no_number(text: str) -> None:
    assert find_numbers(text) == []
    assert parse_document_number(text) is None


def test_several_in_a_sentence() -> None:
    text = "按照国办发〔2024〕1号、鲁政办发〔2024〕2号和济政办字〔2024〕17号要求"
    assert [str(n) for _, _, n in find_numbers(text)] == [
        "国办发〔2024〕1号",
        "鲁政办发〔2024〕2号",
        "和济政办字〔2024〕17号"[1:],
    ]


def test_a_code_may_begin_like_a_conjunction() -> None:
    assert str(find_numbers("（和政办发〔2024〕3号）")[0][2]) == "和政办发〔2024〕3号"


def test_a_number_among_other_words_does_not_parse() -> None:
    assert parse_document_number("鲁政办发〔2024〕2号文件") is None


def test_order() -> None:
    printed = ["国办发〔2023〕9号", "国办发〔2023〕10号", "国办发〔2024〕1号", "鲁政发〔2020〕1号"]
    values = [parse_document_number(text) for text in reversed(printed)]
    assert [str(v) for v in sorted(v for v in values if v)] == printed


@pytest.mark.parametrize("text", ["青政办规〔\n2024〕9\n1号", "青政办规〔20\n24〕91号"])
def test_a_number_broken_by_a_narrow_column(text: str) -> None:
    ((start, end, value),) = find_numbers(text)
    assert (start, end, str(value)) == (0, len(text), "青政办规〔2024〕91号")

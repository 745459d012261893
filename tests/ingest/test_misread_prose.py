"""Documents in paragraphs that were once misread, each in the smallest form that shows what was misunderstood."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.layout.sentences import units_in_sentence
from ingest.pipeline import extract
from tests.ingest.test_misread import of_text, units


def test_label_lines_under_a_paragraph_with_its_deadline(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "青溪县2025年水利工作要点\n1.疏浚河道。\n牵头领导：王小明\n牵头单位：县水利局；配合单位：县财政局\n完成时限：持续推进\n"
        "2.加固堤防。\n责任单位：县应急局会同相关镇\n",
    )
    assert [(t.text, units(t), t.deadline.raw) for t in one.tasks] == [
        ("疏浚河道。", "县水利局/牵头 县财政局/配合", "持续推进"),
        ("加固堤防。", "县应急局 相关镇", None),
    ]


def test_articles_with_two_brackets_and_a_deadline_in_one(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "第一条 发布清单。（县民政局负责，2025年9月底前完成）\n"
        "第二条 改造住房（县住建局、县残联）；开展培训（县教育局、县总工会）。\n"
        "第三条 本措施自印发之日起施行（有效期3年）。\n",
    )
    assert [(t.marker, t.part, t.text, units(t), t.deadline.raw) for t in one.tasks] == [
        ("第一条", None, "发布清单。", "县民政局", "2025年9月底前完成"),
        ("第二条", 1, "改造住房", "县住建局 县残联", None),
        ("第二条", 2, "开展培训", "县教育局 县总工会", None),
    ]


def test_lines_of_a_text_that_no_page_cut_are_paragraphs(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "关于印发《青溪县养老服务措施》的通知\n青民发〔2025〕11号\n"
        "现将《青溪县养老服务措施》印发给你们，请认真组织实施，抓好落实。\n"
        "青溪县民政局\n二〇二五年四月八日\n青溪县养老服务措施\n一、发布清单。（县民政局、县财政局负责）\n",
    )
    head = one.doc
    assert (head.number, head.issuer, str(head.issued)) == ("青民发〔2025〕11号", "青溪县民政局", "2025-04-08")


def test_a_name_in_brackets_that_belongs_to_a_word_is_no_task(tmp_path: Path) -> None:
    one = of_text(
        tmp_path, "一、各部门（单位）要落实责任。\n二、推进各镇（街道）建设。\n三、办好实事。（县民政局、县财政局）\n"
    )
    assert [t.text for t in one.tasks] == ["办好实事。"]


@pytest.mark.parametrize(
    "words",
    [
        "到2027年建成体系。（相关指标由县统计局核定）",
        "本规程所称数据，是指数据（具体目录由县委网信办会同有关部门制定）。",
        "支持企业（含国有公司、合作社）发展。",
        "培育企业（培育库）。（县工信局、县财政局）",
    ],
)
def test_a_bracket_that_explains_is_no_unit(tmp_path: Path, words: str) -> None:
    one = of_text(tmp_path, f"一、{words}\n二、办好实事。（县民政局、县财政局）\n")
    assert all("核定" not in units(t) and "制定" not in units(t) and "库" not in units(t) for t in one.tasks)
    assert one.tasks[-1].text == "办好实事。"


def test_a_bracket_with_a_role_parts_a_sentence(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "一、建立制度，（县民政局牵头，县妇联配合）开发产品（县人行支行负责）；设立风险池（责任单位：县农商行、邮储支行）。\n",
    )
    assert [(t.text, units(t)) for t in one.tasks] == [
        ("建立制度，", "县民政局/牵头 县妇联/配合"),
        ("开发产品", "县人行支行"),
        ("设立风险池", "县农商行 邮储支行"),
    ]


def test_a_bracket_alone_stands_under_its_paragraph(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "一、审批\n1.精简审批。推进改革。\n（责任单位：县审批局、县市场监管局）\n2.加强监管，\n落实抽查。\n（县司法局负责）\n",
    )
    assert [(t.themes, t.text, units(t)) for t in one.tasks] == [
        (("一、审批",), "精简审批。推进改革。", "县审批局 县市场监管局"),
        (("一、审批",), "加强监管，落实抽查。", "县司法局"),
    ]


def test_one_line_that_holds_a_whole_document(tmp_path: Path) -> None:
    filling = "坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，" * 12
    first = "一、水利1.疏浚河道。（县水利局、县财政局）2.加固堤防。（县应急局负责）"
    one = of_text(tmp_path, f"{filling}。{first}二、交通3.修路。（县交通局、县财政局）")
    assert [(t.themes, t.text) for t in one.tasks] == [
        (("一、水利",), "疏浚河道。"),
        (("一、水利",), "加固堤防。"),
        (("二、交通",), "修路。"),
    ]


def test_one_line_with_articles_and_chapters_and_numbers_in_sentences(tmp_path: Path) -> None:
    inner = "依据《条例》第三条规定，分（1）排查、（2）整改、（3）总结三步走，完成之一是全覆盖，" * 2
    one = of_text(
        tmp_path,
        f"青溪县水利规程\n为保安全，制定本规程。第一章总则第一条本规程所称河道，是指干流。第二章任务第二条清理沟塘，{inner}完成3.5公里。"
        "（县水利局、县财政局负责）第三条加固堤防。（县应急局负责）第三章附则第四条本规程自印发之日起施行。\n",
    )
    assert [(t.themes, t.marker, t.text[-8:], units(t)) for t in one.tasks] == [
        (("第二章任务",), "第二条", "完成3.5公里。", "县水利局 县财政局"),
        (("第二章任务",), "第三条", "加固堤防。", "县应急局"),
    ]


def test_one_line_with_labels_persons_and_firstlies(tmp_path: Path) -> None:
    filling = "坚持稳中求进工作总基调，" * 14
    one = of_text(
        tmp_path,
        f"青溪县工作要点\n{filling}。一、水利一是疏浚河道。牵头领导：王小明责任单位：县水利局完成时限：6月底前二是加固堤防。责任单位：县应急局、各镇"
        "（街道）二、交通一是修路。责任单位：县交通局各镇各村要密切配合。\n",
    )
    assert [(t.themes, t.marker, t.text, units(t), t.deadline.raw) for t in one.tasks[:2]] == [
        (("一、水利",), "一是", "疏浚河道。", "县水利局", "6月底前"),
        (("一、水利",), "二是", "加固堤防。", "县应急局 各镇（街道）", None),
    ]


def test_numbers_in_one_line_that_count_inside_a_task(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "青溪县工作要点\n为做好今年的各项工作，制定本要点。一、水利（一）疏浚河道，按（1）建章立制、（2）查漏补缺、（3）总结评估三步走。（县水利局、县财政局）二、交通"
        "行动一：修路1.修县道，完成改造提升，实现村村通达。（县交通局负责）2.修乡道，完成改造提升，实现组组通达。（各镇负责）行动二：架桥3.修桥。（县交通局负责）\n",
    )
    assert [(t.themes, t.text[:4]) for t in one.tasks] == [
        (("一、水利",), "疏浚河道"),
        (("二、交通", "行动一：修路"), "修县道，"),
        (("二、交通", "行动一：修路"), "修乡道，"),
        (("二、交通", "行动二：架桥"), "修桥。"),
    ]


def test_numbers_in_both_halves_of_a_paragraph(tmp_path: Path) -> None:
    half = "坚持稳字当头，健全监测机制，守牢安全底线，按（1）建章立制、（2）查漏补缺、（3）总结评估三步走。"
    one = of_text(
        tmp_path,
        f"1.{half}（主办：县民政局；协办：县财政局、县教育局）{half}（主办：县司法局；协办：县外事办；完成时限：9月底前）\n2.修路。（县交通局负责）\n",
    )
    assert [(t.part, t.text) for t in one.tasks] == [(1, half), (2, half), (None, "修路。")]


def test_a_long_paragraph_that_counts_its_measures_is_one(tmp_path: Path) -> None:
    words = f"疏浚河道。包括：{'摸清底数，建立台账，' * 12}1.清淤；2.护岸；3.绿化。①{'落实经费，' * 8}②建立机制。"
    one = of_text(tmp_path, f"青溪县工作要点\n一、水利\n（一）{words}（县水利局、县财政局负责）\n")
    assert [(t.themes, t.marker, t.text) for t in one.tasks] == [(("一、水利",), "（一）", words)]


def test_an_introduction_under_a_heading_is_no_part_of_the_first_task(tmp_path: Path) -> None:
    one = of_text(tmp_path, "一、水利\n围绕目标，统筹推进。\n1.疏浚河道。\n责任单位：县水利局\n")
    assert [(t.themes, t.text) for t in one.tasks] == [(("一、水利",), "疏浚河道。")]


def test_an_office_above_a_title_that_begins_with_about_belongs_to_it(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "中共青溪市委办公室 青溪市人民政府办公室\n关于加快种业振兴的实施意见\n青办发〔2022〕3号\n"
        "一、普查资源。（市农业农村局、市财政局）\n",
    )
    head = one.doc
    assert head.title == "中共青溪市委办公室青溪市人民政府办公室关于加快种业振兴的实施意见"
    assert (head.issuer, head.jurisdiction, head.number) == (
        "中共青溪市委办公室青溪市人民政府办公室",
        "青溪市",
        "青办发〔2022〕3号",
    )


def test_two_titles_of_a_text_are_two_lists(tmp_path: Path) -> None:
    path = tmp_path / "文.txt"
    path.write_text(
        "现将两项分解印发给你们。\n青溪市人民政府办公室\n2020年5月22日\n2020年主要工作责任分解\n一、王强副市长主抓\n1.减负。\n"
        "责任单位：财政局、发改局（列第一位者为牵头或汇总单位，下同）\n2020年民生实事责任分解\n一、建公园。\n责任单位：建设局、水务局\n",
        encoding="utf-8",
    )
    first, second = extract(path)
    assert (first.doc.title, second.doc.title) == ("2020年主要工作责任分解", "2020年民生实事责任分解")
    assert (str(second.doc.issued), units(second.tasks[0])) == ("2020-05-22", "建设局/牵头 水务局")
    assert (second.tasks[0].themes, second.tasks[0].text) == ((), "建公园。")


def test_sentences_that_say_by_whom_where_there_is_no_bracket(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "青溪市任务分工的通知\n一、分工\n（一）关于粮食的问题，由市发改委会同市农业局等部门研究提出意见。\n"
        "（二）关于耕地的问题，由市资源局负责落实。\n（三）关于水的问题，由市水利局牵头，市财政局配合。\n（四）关于路的问题，由市交通局负责。\n",
    )
    assert [(t.marker, units(t)) for t in one.tasks] == [
        ("（一）", "市发改委 市农业局 部门"),
        ("（二）", "市资源局"),
        ("（三）", "市水利局/牵头 市财政局/配合"),
        ("（四）", "市交通局"),
    ]
    assert one.tasks[0].text == "关于粮食的问题，由市发改委会同市农业局等部门研究提出意见。"
    assert any("文字" in note.zh for note in one.notes)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("一、消防。由县消防大队牵头，县公安局、县文旅局配合，3月底前检查一遍。", "县消防大队牵头，县公安局、县文旅局配合"),
        (
            "二、由县教育局、县民政局分别牵头，各镇及县公安局配合，对线路排查。",
            "县教育局、县民政局分别牵头，各镇及县公安局配合",
        ),
        ("3.县住建局牵头，县城管局配合，完成改造。", "县住建局牵头，县城管局配合"),
        ("4.由县水利局牵头对全县水库开展排查。", "县水利局牵头"),
        ("5.建设污水厂，由县住建局负责，9月底前建成。", "县住建局负责"),
        ("6.由县水利局负责的项目，加快推进。", None),
        ("7.健全党委领导、政府负责、部门配合，社会参与的格局。", None),
        ("8.建立由县发改局牵头，各部门参与的联席会议制度。", None),
        ("9.坚持政府主导，企业配合，推进工作。", None),
    ],
)
def test_clauses_that_say_by_whom(sentence: str, said: str | None) -> None:
    span = units_in_sentence(sentence)
    assert (span and sentence[slice(*span)]) == said


def test_words_of_time_and_persons_in_a_bracket_are_no_units(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "一、减税。（分管副市长负责，市财政局、市税务局牵头，6月底前出台相关政策，年内持续推进）\n二、保粮。（市各部门分别负责）\n",
    )
    assert units(one.tasks[0]) == "市财政局/牵头 市税务局/牵头"
    assert one.tasks[0].deadline.raw == "6月底前出台相关政策，年内持续推进"


def test_labels_that_no_list_knows_and_lines_under_a_bracket(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "2025年青溪县任务分解方案\n各县直部门，驻县各单位：\n一、水利\n任务1：疏浚河道；（区领导：王小明；牵头单位：县水利局；协建单位：县财政局；6月底前）\n"
        "任务2：加固堤防。（县应急局负责）\n完成时限：动态推进。\n",
    )
    assert [(t.marker, t.text, units(t), t.deadline.raw) for t in one.tasks] == [
        ("任务1：", "疏浚河道；", "县水利局/牵头 县财政局", "6月底前"),
        ("任务2：", "加固堤防。", "县应急局", "动态推进。"),
    ]


def test_several_brackets_in_one_sentence(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "2025年青溪县工作安排\n1.调整事项（县审批局、县财政局，3月底前），公布目录（县司法局、县民政局），统一标准（县审批局牵头）。\n"
        "2.有关部门（县公安局、县民政局），要各负其责（县司法局牵头）。\n3.给予补助（县财政局；各镇人民政府按1∶1配套）。\n",
    )
    assert [(t.text, units(t), str(t.deadline.dates[0]) if t.deadline.dates else "") for t in one.tasks] == [
        ("调整事项", "县审批局 县财政局", "2025-03-31"),
        ("公布目录", "县司法局 县民政局", ""),
        ("统一标准", "县审批局/牵头", ""),
        ("有关部门（县公安局、县民政局），要各负其责", "县司法局/牵头", ""),
        ("给予补助", "县财政局 各镇人民政府", ""),
    ]


def test_brackets_with_a_limit_alone_unclosed_and_before_the_text(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "2025年青溪县工作要点\n1.疏浚（县水利局、县财政局）（6月底前完成）。\n2.加固。（12月底前）（县应急局牵头）\n3.修桥。（责任单位：县交通局、县财政局\n"
        "4.修路。（县交通局牵头，县财政局配合\n5.绿化（责任单位：县林业局）。推进绿化。\n6.清淤。完成时限：6月底前。（责任单位：县水利局）\n"
        "7.（县教育局牵头）推进均衡发展。\n",
    )
    assert [(t.text, units(t), t.deadline.raw, t.part) for t in one.tasks] == [
        ("疏浚", "县水利局 县财政局", "6月底前完成", None),
        ("加固。", "县应急局/牵头", "12月底前", None),
        ("修桥。", "县交通局 县财政局", None, None),
        ("修路。", "县交通局/牵头 县财政局/配合", None, None),
        ("绿化。推进绿化。", "县林业局", None, None),
        ("清淤。", "县水利局", "6月底前。", None),
        ("推进均衡发展。", "县教育局/牵头", None, None),
    ]


def test_lines_with_labels_of_their_own_and_years_under_a_title(tmp_path: Path) -> None:
    lines = [
        "青溪市银发经济三年行动计划",
        "（2024－2026年）",
        "一、招引整机及关键零部件企业五家，形成集群。",
        "牵头部门：市工信局",
    ]
    lines += [
        "成员单位：市发改委、市商务局、青溪风电有限公司",
        "年度目标：产值突破120亿元，增长百分之八",
        "包联领导：市政府副市长王玲",
    ]
    one = of_text(tmp_path, "\n".join(lines) + "\n")
    assert one.doc.title == "青溪市银发经济三年行动计划（2024－2026年）"
    assert units(one.tasks[0]) == "市工信局/牵头 市发改委 市商务局 青溪风电有限公司"


def test_bare_page_numbers_and_other_signs_of_brackets(tmp_path: Path) -> None:
    words = "坚持稳字当头，把增加收入作为根本，健全监测机制，守牢底线，分类落实帮扶，强化责任落实，完善考核办法"
    tasks = [f"{n}.{words}。﹝承办单位：县财政局；配合单位：县水利局、县交通局；计划完成时间：2023年9月﹞" for n in range(1, 6)]
    lines = [p[i : i + 24] for p in ["青溪县2023年工作安排", *tasks] for i in range(0, len(p), 24)]
    pages = "\n".join("\n".join([*lines[i : i + 11], str(n)]) for n, i in enumerate(range(0, len(lines), 11), 1))
    one = of_text(tmp_path, pages + "\n")
    assert [(t.text, units(t), t.deadline.raw) for t in one.tasks] == [
        (f"{words}。", "县财政局 县水利局/配合 县交通局/配合", "2023年9月")
    ] * 5


def test_firms_without_a_known_form_beside_bodies(tmp_path: Path) -> None:
    one = of_text(
        tmp_path, "1.接入平台（县市场监管局、县网信办、美团外卖、饿了么）。\n2.推进改革（含医院、县级学校、商场）。\n"
    )
    assert [units(t) for t in one.tasks] == ["县市场监管局 县网信办 美团外卖 饿了么"]


def test_the_year_may_stand_in_the_words_above_the_list(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "关于实施上云行动的工作方案\n2022年在全县实施上云行动。\n1.公布目录。（县工信局；4月15日前）\n2.培训。（县人社局）\n",
    )
    assert (one.doc.year, str(one.tasks[0].deadline.dates[0])) == (2022, "2022-04-15")


@pytest.mark.parametrize("title", ["青溪县2025年巩固拓展成果工作要点", "青溪县支持重点实验室若干政策"])
def test_a_page_cuts_behind_a_title_and_behind_a_bracket(tmp_path: Path, title: str) -> None:
    words = "坚持稳字当头，把增加收入作为根本，健全监测机制，守牢底线，分类落实帮扶"
    paragraphs = [
        title,
        f"{words}。",
        "一、重点任务",
        f"1.{words}。（县财政局、县水利局）",
        f"2.{words}。（县教育局）",
        "本文自印发之日起施行。",
    ]
    width = len(title)
    lines = [p[i : i + width] for p in paragraphs for i in range(0, len(p), width)]
    one = of_text(tmp_path, "\n".join(lines) + "\n")
    assert (one.doc.title, [t.text for t in one.tasks]) == (title, [f"{words}。"] * 2)


def test_a_limit_behind_words_that_name_no_unit(tmp_path: Path) -> None:
    one = of_text(tmp_path, "1.开展试点（县住建局、县财政局；适用范围：各园区，于6月底前完成）。\n2.修路（县交通局负责）。\n")
    assert [(units(t), t.deadline.raw) for t in one.tasks] == [("县住建局 县财政局", "于6月底前完成"), ("县交通局", None)]


def test_a_bracket_that_holds_one_wording_for_all(tmp_path: Path) -> None:
    one = of_text(tmp_path, "1.开展志愿服务（各社会团体）。\n2.宣传典型（各新闻媒体，县文旅局）。\n")
    assert [units(t) for t in one.tasks] == ["各社会团体", "各新闻媒体 县文旅局"]


def test_a_number_behind_a_bracket_with_units_begins_a_paragraph_though_others_are_indented(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "一、研究旅游市场\n  1.建立旅游投诉快速响应和限时办结工作机制，依法处理。【责任单位：县文旅局、县政务热线中心】\n"
        "二、研究新能源项目\n  2.集中力量解决用地和送出线路问题。【责任单位：县能源局、县林草局】\n",
    )
    assert [(t.themes, t.marker) for t in one.tasks] == [(("一、研究旅游市场",), "1."), (("二、研究新能源项目",), "2.")]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("（牵头单位：县发改局；责任单位：县工信局）", "（县农业局、县财政局）"),
        ("\n牵头单位：县发改局；责任单位：县工信局", "\n责任单位：县农业局、县财政局"),
    ],
)
def test_units_beside_a_heading_hold_for_all_items_under_it(tmp_path: Path, a: str, b: str) -> None:
    text = (
        f"青溪县重点工作分工\n一、稳定增长{a}\n1.谋划储备项目。\n2.办好展会。\n二、振兴乡村{b}\n3.复耕撂荒地。\n4.扩种水果。\n"
    )
    one = of_text(tmp_path, text + "三、工作要求\n1.加强领导。\n")
    first, second = "县发改局/牵头 县工信局", "县农业局 县财政局"
    assert [(t.marker, t.themes, t.text, units(t)) for t in one.tasks] == [
        ("1.", ("一、稳定增长",), "谋划储备项目。", first),
        ("2.", ("一、稳定增长",), "办好展会。", first),
        ("3.", ("二、振兴乡村",), "复耕撂荒地。", second),
        ("4.", ("二、振兴乡村",), "扩种水果。", second),
    ]
    place = one.tasks[1].units[0].evidence
    assert place is not None
    assert place.inherited


def test_steps_under_a_task_that_are_counted_anew_are_no_tasks(tmp_path: Path) -> None:
    first = "（一）疏浚河道（县水利局、县财政局）\n1.清淤。\n2.护岸。\n"
    one = of_text(tmp_path, "青溪县重点工作分工\n" + first + "（二）加固堤防（县应急局、各镇）\n1.排查。\n")
    assert [t.text for t in one.tasks] == ["疏浚河道", "加固堤防"]


def test_a_sentence_that_says_who_does_what_stands_before_it_names_the_units(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "2025年青溪县水利工作要点\n一、治水\n（一）疏浚河道。\n此项任务由县水利局牵头，各镇人民政府配合，2025年9月底前完成。\n"
        "（二）加固堤防。上述工作由县应急局会同有关部门负责，持续推进。\n"
        "各县市要加强领导，此项工作由各单位自行安排。\n",
    )
    assert [(t.marker, t.themes, t.text, units(t), t.deadline.raw) for t in one.tasks] == [
        ("（一）", ("一、治水",), "疏浚河道。", "县水利局/牵头 各镇人民政府/配合", "2025年9月底前完成"),
        ("（二）", ("一、治水",), "加固堤防。", "县应急局 有关部门", "持续推进"),
    ]


def test_a_number_missing_from_the_run_is_a_task_without_units(tmp_path: Path) -> None:
    text = (
        "青溪县工作要点\n一、治水\n1.疏浚河道。（县水利局、各镇）\n2.做好巡查工作。\n二、防汛\n3.加固堤防。（县应急局、各镇）\n"
    )
    more = "4.储备物资。（县应急局、县财政局）\n5.开展演练。（县应急局、各镇）\n6.各单位要加强领导。\n"
    one = of_text(tmp_path, text + more)
    assert [(t.marker, t.themes, t.text, units(t), t.note) for t in one.tasks][:3] == [
        ("1.", ("一、治水",), "疏浚河道。", "县水利局 各镇", None),
        ("2.", ("一、治水",), "做好巡查工作。", "", "no unit printed"),
        ("3.", ("二、防汛",), "加固堤防。", "县应急局 各镇", None),
    ]
    assert [t.marker for t in one.tasks] == ["1.", "2.", "3.", "4.", "5."]

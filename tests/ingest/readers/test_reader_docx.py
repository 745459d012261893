"""Word documents: what is printed, in order, with its place."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.source import Paragraph, Source, Table
from tests.ingest.readers.made import cells, rows, tables, texts

Open = Callable[[str, bytes | str], Source]
NS = (
    nsdecls("w")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def body(*xml: str) -> bytes:
    """A document of these body elements."""
    document = docx.Document()
    end = document.element.body.sectPr
    for element in xml:
        end.addprevious(parse_xml(element.replace(">", f" {NS}>", 1) if "/>" not in element.split(">")[0] + ">" else element))
    return saved(document)


def p(text: str = "", properties: str = "", inner: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{inner}</w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def tr(*inner: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(inner)}</w:tr>"


def tbl(*inner: str) -> str:
    return f"<w:tbl>{''.join(inner)}</w:tbl>"


GO_ON, BEGIN = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


def test_order_and_places(open_as: Open) -> None:
    source = open_as("a.docx", body(p("通知"), p(), tbl(tr(tc("甲"), tc("乙"))), p("附件"), tbl(tr(tc("丙"), tc("丁")))))
    found = [(type(b).__name__, b.where.line or b.where.table) for b in source.blocks]
    assert found == [("Paragraph", 1), ("Table", 1), ("Paragraph", 3), ("Table", 2)]
    assert tables(source)[1].cells[1].where.words("en") == "table 2, row 1, column 2"


def test_vertical_and_horizontal_merges(open_as: Open) -> None:
    table = tables(
        open_as(
            "a.docx",
            body(
                tbl(
                    tr(tc("主题", BEGIN), tc("任务", '<w:gridSpan w:val="2"/>')),
                    tr(tc("", GO_ON), tc("一"), tc("甲局")),
                    tr(tc("", GO_ON), tc("二"), tc("乙局")),
                    tr(tc("别的"), tc("三"), tc("丙局")),
                )
            ),
        )
    )[0]
    assert rows(table) == [["主题", "任务", "任务"], ["主题", "一", "甲局"], ["主题", "二", "乙局"], ["别的", "三", "丙局"]]
    assert cells(table)[0, 0].row_span == 3
    assert len(table.cells) == 9


def test_a_merge_with_nothing_above_is_a_cell(open_as: Open) -> None:
    table = tables(open_as("a.docx", body(tbl(tr(tc("头"), tc("尾")), tr(tc("续", GO_ON), tc("乙"))))))[0]
    assert rows(table) == [["头", "尾"], ["续", "乙"]]


def test_cells_before_and_old_horizontal_merges(open_as: Open) -> None:
    table = tables(
        open_as(
            "a.docx",
            body(
                tbl(
                    tr(tc("一"), tc("二"), tc("三")),
                    tr(tc("乙"), tc("丙"), properties='<w:gridBefore w:val="1"/>'),
                    tr(tc("宽", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("末")),
                )
            ),
        )
    )[0]
    assert rows(table) == [["一", "二", "三"], ["", "乙", "丙"], ["宽", "宽", "末"]]
    assert cells(table)[1, 1].where.column == 2


def test_line_breaks_in_a_cell(open_as: Open) -> None:
    inner = p("甲局") + p() + p("乙局", inner="<w:r><w:br/><w:t>丙局</w:t></w:r>")
    table = tables(open_as("a.docx", body(tbl(tr(tc("单位"), tc(inner))))))[0]
    assert table.cells[1].text == "甲局\n乙局\n丙局"


def test_a_line_break_ends_a_paragraph(open_as: Open) -> None:
    source = open_as("a.docx", body(p("二〇二五年", inner="<w:r><w:br/><w:t>工作要点</w:t></w:r>"), p("正文")))
    assert texts(source) == ["二〇二五年", "工作要点", "正文"]
    assert [b.where.line for b in source.blocks] == [1, 2, 3]


def test_nested_table_is_the_text_of_its_cell(open_as: Open) -> None:
    inner = tbl(tr(tc("甲局"), tc("牵头")), tr(tc("乙局"), tc("配合"))) + p()
    table = tables(open_as("a.docx", body(tbl(tr(tc("任务"), tc(inner))))))[0]
    assert table.cells[1].text == "甲局\t牵头\n乙局\t配合"


def test_a_frame_of_one_cell_is_no_table(open_as: Open) -> None:
    inner = p("标题") + tbl(tr(tc("任务"), tc("甲局"))) + p()
    source = open_as("a.docx", body(tbl(tr(tc(inner)))))
    assert texts(source) == ["标题"]
    assert rows(tables(source)[0]) == [["任务", "甲局"]]


def test_tracked_changes(open_as: Open) -> None:
    change = 'w:id="1" w:author="x" w:date="2025-01-01T00:00:00Z"'
    text = f"<w:ins {change}><w:r><w:t>新</w:t></w:r></w:ins><w:del {change}><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom {change}><w:r><w:t>去</w:t></w:r></w:moveFrom><w:moveTo {change}><w:r><w:t>来</w:t></w:r></w:moveTo>"
    ended = p("上半", properties=f"<w:rPr><w:del {change}/></w:rPr>")
    gone = tr(tc("删"), tc("除"), properties=f"<w:del {change}/>")
    source = open_as("a.docx", body(p("本", inner=text + moved), ended, p("下半"), tbl(tr(tc("留"), tc("下")), gone)))
    assert texts(source) == ["本新来", "上半下半"]
    assert rows(tables(source)[0]) == [["留", "下"]]


def test_text_box_once(open_as: Open) -> None:
    box = f"<w:txbxContent>{p('某政发〔2025〕1号')}</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert texts(open_as("a.docx", body(p("文件头", inner=shape), p("正文")))) == ["文件头", "某政发〔2025〕1号", "正文"]


def test_hidden_text_and_field_codes_are_out(open_as: Open) -> None:
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>'
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r>'
    assert texts(open_as("a.docx", body(p("甲", inner=hidden + field)))) == ["甲明7"]


def test_content_controls(open_as: Open) -> None:
    filled = f"<w:sdt><w:sdtContent>{p('已填')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('单击此处')}</w:sdtContent></w:sdt>"
    row = tbl(f"<w:sdt><w:sdtContent>{tr(tc('任务'), tc('甲局'))}</w:sdtContent></w:sdt>")
    source = open_as("a.docx", body(filled, prompt, row))
    assert texts(source) == ["已填"]
    assert rows(tables(source)[0]) == [["任务", "甲局"]]


def test_headers_footers_and_footnotes_are_out(open_as: Open) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_paragraph("正文")
    assert texts(open_as("a.docx", saved(document))) == ["正文"]


def test_headings_and_centred(open_as: Open) -> None:
    document = docx.Document()
    document.add_heading("总体要求", level=2)
    document.add_paragraph("标题").alignment = 1
    outlined = document.add_paragraph("直接")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl w:val="0" {NS}/>'))
    document.add_paragraph("")
    document.add_paragraph("正文")
    found = [
        (b.text, b.heading, b.centred, b.blank_before)
        for b in open_as("a.docx", saved(document)).blocks
        if isinstance(b, Paragraph)
    ]
    assert found == [
        ("总体要求", 2, False, False),
        ("标题", None, True, False),
        ("直接", 1, False, False),
        ("正文", None, False, True),
    ]


def numbered(levels: list[tuple[str, str]], *items: tuple[str, int, str], extra: str = "") -> bytes:
    """A document with one list definition; items are (numId, level, words)."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    numbering.append(parse_xml(f'<w:abstractNum w:abstractNumId="0" {NS}>{inner}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num w:numId="1" {NS}><w:abstractNumId w:val="0"/></w:num>'))
    numbering.append(parse_xml(f'<w:num w:numId="2" {NS}><w:abstractNumId w:val="0"/>{extra}</w:num>'))
    for list_id, level, words in items:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'))
    return saved(document)


def test_automatic_numbers(open_as: Open) -> None:
    levels = [
        ("chineseCounting", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimalEnclosedCircle", "%4"),
    ]
    items = [("1", 0, "甲"), ("1", 1, "子"), ("1", 1, "丑"), ("1", 2, "2025年"), ("1", 3, "细"), ("1", 0, "乙"), ("1", 1, "寅")]
    assert texts(open_as("a.docx", numbered(levels, *items))) == [
        *("一、甲", "（一）子", "（二）丑", "1. 2025年", "①细", "二、乙", "（一）寅"),
    ]


def test_a_second_list_goes_on_or_starts_anew(open_as: Open) -> None:
    levels, items = [("decimal", "%1.")], [("1", 0, "甲"), ("1", 0, "乙"), ("2", 0, "丙"), ("2", 0, "丁")]
    assert texts(open_as("a.docx", numbered(levels, *items)))[2:] == ["3. 丙", "4. 丁"]
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert texts(open_as("b.docx", numbered(levels, *items, extra=anew)))[2:] == ["1. 丙", "2. 丁"]


def test_a_level_shows_the_levels_above(open_as: Open) -> None:
    levels, items = [("decimal", "第%1章"), ("decimal", "%1.%2")], [("1", 0, "甲"), ("1", 1, "子"), ("1", 1, "丑")]
    assert texts(open_as("a.docx", numbered(levels, *items))) == ["第1章甲", "1.1 子", "1.2 丑"]


def test_bullets_and_cancelled_numbers_print_nothing(open_as: Open) -> None:
    assert texts(open_as("a.docx", numbered([("bullet", "\uf0b7")], ("1", 0, "甲"), ("0", 0, "乙")))) == ["甲", "乙"]


def test_a_number_column_that_word_counts(open_as: Open) -> None:
    data = numbered([("decimal", "%1")])
    document = docx.Document(BytesIO(data))
    table = document.add_table(rows=2, cols=2)
    for n, row in enumerate(table.rows):
        properties = row.cells[0].paragraphs[0]._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {NS}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))
        row.cells[1].text = "甲乙"[n]
    assert rows(tables(open_as("a.docx", saved(document)))[0]) == [["1", "甲"], ["2", "乙"]]


def test_numbers_by_style(open_as: Open) -> None:
    document = docx.Document(BytesIO(numbered([("chineseCounting", "%1、")])))
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {NS}><w:numId w:val="1"/></w:numPr>'))
    document.add_heading("总体要求", level=1)
    document.add_heading("重点任务", level=1)
    assert texts(open_as("a.docx", saved(document))) == ["一、总体要求", "二、重点任务"]


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographTraditional", "丙"),
        (3, "ideographZodiac", "寅"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (5, "unheardOf", "5"),
        (0, "chineseCounting", "0"),
        (-1, "lowerLetter", "-1"),
        (3, "none", ""),
    ],
)
def test_number_formats(number: int, form: str, words: str) -> None:
    from ingest.readers.docx_numbering import printed

    assert printed(number, form) == words


def test_strict_namespaces(open_as: Open) -> None:
    import zipfile

    data, out = body(p("市教育局"), tbl(tr(tc("任务"), tc("甲局")))), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            content = content.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            content = content.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            after.writestr(name, content)
    source = open_as("a.docx", out.getvalue())
    assert texts(source) == ["市教育局"]
    assert isinstance(source.blocks[1], Table)


def test_a_circle_of_styles_ends(open_as: Open) -> None:
    document = docx.Document()
    document.styles["Title"].element.append(parse_xml(f'<w:basedOn w:val="Subtitle" {NS}/>'))
    document.styles["Subtitle"].element.append(parse_xml(f'<w:basedOn w:val="Title" {NS}/>'))
    document.add_paragraph("标题", style="Title")
    assert texts(open_as("a.docx", saved(document))) == ["标题"]


def test_absurd_spans_are_refused_or_cut(open_as: Open) -> None:
    table = tables(open_as("a.docx", body(tbl(tr(tc("甲", '<w:gridSpan w:val="999999999"/>')), tr(tc("乙"))))))[0]
    assert table.size[1] <= 16_384


def test_rows_of_python_docx(open_as: Open) -> None:
    """python-docx repeats a merged cell at each place; the reader lists it once."""
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "主题"
    for n in range(3):
        table.cell(n, 1).text = f"任务{n}"
    found = tables(open_as("a.docx", saved(document)))[0]
    assert [(c.text, c.row_span) for c in found.cells] == [("主题", 3), ("任务0", 1), ("任务1", 1), ("任务2", 1)]
    assert table.rows[0]._tr.find(qn("w:tc")) is not None

"""Long task lists as files: five columns, a theme merged over ten rows, units with roles, deadlines. The same on each run."""

from __future__ import annotations

import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl

HEADER = ("序号", "主题", "工作任务", "责任单位", "完成时限")
TITLE = "云溪市2025年优化营商环境重点任务分解表"
_MERGED = 10
_FUNCTIONS = tuple(
    """发展和改革 教育 科技 工业和信息化 公安 民政 司法 财政 自然资源 生态环境 住房和城乡建设 交通运输 水利 商务 审计
    统计 农业农村 文化和旅游 卫生健康 应急管理 市场监管 税务""".split()  # noqa: SIM905
)
_DEEDS = tuple(
    "深化审批改革 压减办理时限 推进数据共享 清理隐性壁垒 开展联合检查 完善信用评价 建立服务台账 公开办事指南".split()  # noqa: SIM905
)
_LIMITS = tuple("3月底前 2025年6月30日前 9月底前 12月底前 全年坚持 每季度末 持续推进 年底前".split())  # noqa: SIM905
Row = tuple[str, str, str, str, str]


def rows(count: int) -> Iterator[Row]:
    """The rows; the theme stands in the first of each ten."""
    draw = random.Random(7)  # noqa: S311
    for at in range(count):
        theme = f"第{at // _MERGED + 1}类 {draw.choice(_DEEDS)}" if at % _MERGED == 0 else ""
        text = f"{'，'.join(draw.sample(_DEEDS, 4))}，在{at + 1}个园区推行“一件事”集成办理，年内完成{draw.randint(2, 90)}项。"
        first, *others = (f"市{name}局" for name in draw.sample(_FUNCTIONS, 3))
        units = draw.choice(
            (f"{first}牵头，{'、'.join(others)}配合", f"牵头单位：{first}\n配合单位：{'、'.join(others)}", first)
        )
        yield str(at + 1), theme, text, units, draw.choice(_LIMITS)


def _xlsx(path: Path, count: int) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([TITLE])
    sheet.merge_cells("A1:E1")
    sheet.append(HEADER)
    for number, *others in rows(count):
        sheet.append([int(number), *(word or None for word in others)])
    for at in range(3, count + 3, _MERGED):
        sheet.merge_cells(start_row=at, end_row=min(at + _MERGED, count + 3) - 1, start_column=2, end_column=2)
    book.save(path)


def _html(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write(f"<html><meta charset=utf-8><title>{TITLE}</title><body><p>{TITLE}</p><table>")
        out.write("<tr>" + "".join(f"<th>{word}</th>" for word in HEADER) + "</tr>")
        for at, (number, theme, *others) in enumerate(rows(count)):
            span = f"<td rowspan={min(_MERGED, count - at)}>{theme}</td>" if theme else ""
            cells = "".join(f"<td>{word}</td>".replace("\n", "<br>") for word in others)
            out.write(f"<tr><td>{number}</td>{span}{cells}</tr>\n")
        out.write("</table></body></html>")


def _docx(path: Path, count: int) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = [f"<w:document {space}><w:body>{_p(TITLE)}<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * 5}</w:tblGrid>"]
    parts.append("<w:tr>" + "".join(_tc(word) for word in HEADER) + "</w:tr>")
    for number, theme, *others in rows(count):
        merge = '<w:vMerge w:val="restart"/>' if theme else "<w:vMerge/>"
        parts.append(f"<w:tr>{_tc(number)}{_tc(theme, merge)}{''.join(_tc(word) for word in others)}</w:tr>")
    parts.append("</w:tbl><w:p/></w:body></w:document>")
    types, kind = "http://schemas.openxmlformats.org/package/2006", "application/vnd.openxmlformats"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = f"{kind}-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}/content-types"><Default Extension="rels" ContentType="{kind}-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{types}/relationships"><Relationship Id="rId1" Type="{relation}"'
            ' Target="word/document.xml"/></Relationships>',
        )
        package.writestr("word/document.xml", "".join(parts))


def _tc(words: str, merge: str = "") -> str:
    return f"<w:tc><w:tcPr>{merge}</w:tcPr>{''.join(_p(line) for line in words.split(chr(10)))}</w:tc>"


def _p(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


WRITERS: dict[str, Callable[[Path, int], None]] = {"docx": _docx, "xlsx": _xlsx, "html": _html}


def write(path: Path, count: int) -> None:
    """Writes a list of so many rows in the format of the ending."""
    WRITERS[path.suffix[1:]](path, count)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))

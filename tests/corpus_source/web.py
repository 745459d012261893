"""Web pages saved from a government site: menus, breadcrumbs and share links around the text."""

from __future__ import annotations

from html import escape
from pathlib import Path

from .grid import Cell, Grid, grid
from .model import Document
from .prose import blocks

MENU = ("首页", "政务要闻", "信息公开", "政务服务", "互动交流", "数据开放")
SIDE = ("机构职能", "政府文件", "政策解读", "重点领域", "政府公报", "公开年报")
PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="SiteName" content="{place}人民政府">
<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{issued}">
<title>{title}_{place}人民政府</title>
<style>.nav li{{display:inline}} td{{border:1px solid #000;padding:4px}} table{{border-collapse:collapse}}</style>
</head>
<body>
<div class="top"><a href="/">{place}人民政府门户网站</a>
<form action="/search"><input name="q" value="请输入关键字"></form></div>
<ul class="nav">{menu}</ul>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">信息公开</a> &gt;
<a href="/xxgk/zfwj/">政府文件</a></div>
<div class="left"><ul>{side}</ul></div>
<table class="info"><tr><td>发文机关：</td><td>{issuer}</td></tr><tr><td>发文字号：</td><td>{number}</td></tr>
<tr><td>成文日期：</td><td>{issued}</td></tr></table>
<div class="share">分享到：微信 微博 【字体：大 中 小】 <a href="javascript:print()">打印</a></div>
<div class="article" id="zoom">
{body}
</div>
<div class="related"><h3>相关文档</h3><ul><li><a href="/zcjd/1.html">图解：一图读懂优化营商环境新举措</a></li></ul></div>
<div class="footer">主办：{issuer}　网站标识码：0000000000　<a href="/map">网站地图</a></div>
<script>var clicks = 0;</script>
</body>
</html>
"""


def write(doc: Document, path: Path) -> None:
    """Build the file."""
    path.write_text(page(doc), encoding="utf-8")


def page(doc: Document) -> str:
    """The whole page."""
    parts = [_paragraph(line) for line in doc.head]
    if doc.columns:
        parts.append(table(doc))
        parts += [_paragraph(line) for line in doc.tail]
    else:
        parts += [_block(kind, text) for kind, text in blocks(doc)]
    return PAGE.format(
        place=doc.jurisdiction,
        title=doc.head[0].removeprefix("!"),
        issued=doc.issued,
        issuer=doc.issuer,
        number=doc.number,
        menu=_links(MENU),
        side=_links(SIDE),
        body="\n".join(parts),
    )


def table(doc: Document) -> str:
    """The table of a document with its spans."""
    return table_of(grid(doc))


def table_of(plan: Grid) -> str:
    """The markup of a grid."""
    rows = ["<tr>" + "".join(_cell(c) for c in plan.row(r)) + "</tr>" for r in range(plan.rows)]
    head, body = "\n".join(rows[: plan.header_rows]), "\n".join(rows[plan.header_rows :])
    return f'<table class="list">\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>'


def _cell(cell: Cell) -> str:
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
    lines = "<br>".join(escape(line) for line in cell.lines)
    return f'<td{spans} class="{cell.kind}"><span>{lines}</span></td>'


def _block(kind: str, text: str) -> str:
    inner = f"<strong>{escape(text)}</strong>" if kind == "h1" else escape(text)
    return f'<p style="text-indent:2em">{inner}</p>'


def _paragraph(line: str) -> str:
    aligned = {"!": "center", ">": "right"}.get(line[0])
    text = escape(line.lstrip("!>^"))
    return f'<p style="text-align:{aligned}">{text}</p>' if aligned else f"<p>　　{text}</p>"


def _links(names: tuple[str, ...]) -> str:
    return "".join(f'<li><a href="/{n}/">{name}</a></li>' for n, name in enumerate(names, start=1))

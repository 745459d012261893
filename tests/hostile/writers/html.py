"""A page of a government site: rowspan and colspan, sometimes the menus of the site around the text."""

from __future__ import annotations

from html import escape
from pathlib import Path
from random import Random

from tests.hostile.model import Drawn, Grid, Line

MENU = ["首页", "政务公开", "政务服务", "互动交流", "走进我们", "数据开放", "专题专栏", "领导之窗", "政府信息公开指南"]
STYLE = """
table{border-collapse:collapse;width:100%} td,th{border:1px solid #000;padding:2px 4px;font-size:12px;font-weight:normal}
p{margin:6px 0} .c{text-align:center} .r{text-align:right}
"""
SITE = """<div class="header"><ul class="nav">{menu}</ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a></div>
<div class="article" id="zoom">{body}</div>
<div class="share">分享到： 微信 微博</div>
<div class="footer"><p>主办单位：某某人民政府办公室　网站标识码：3700000123</p><p>联系我们 | 网站地图 | 版权声明</p></div>"""
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>
<body>{body}</body></html>
"""


def write(drawn: Drawn, path: Path) -> None:
    """Build the file."""
    rng = Random(f"html {drawn.seed}")  # noqa: S311
    path.write_text(page(drawn, rng, site=rng.random() < 0.4, header_rows=False), encoding="utf-8")


def page(drawn: Drawn, rng: Random, *, site: bool, header_rows: bool) -> str:
    """The page as text. With `header_rows` the header is one to the browser, which prints it on every page."""
    heads = rng.random() < 0.3
    body = "\n".join(_block(b, heads, header_rows) for b in drawn.blocks)
    if site:
        menu = "".join(f'<li><a href="/col{i}/index.html">{m}</a></li>' for i, m in enumerate(MENU))
        body = SITE.format(menu=menu, body=body)
    return PAGE.format(title=escape(drawn.lists[0].doc["title"]), style=STYLE, body=body)


def _block(block: Line | Grid, heads: bool, header_rows: bool) -> str:
    if isinstance(block, Line):
        name = f"h{min(block.level + 2, 6)}" if block.level is not None and heads else "p"
        place = "center" if block.centred else "right" if block.right else ""
        sort = f' class="{place[0]}" style="text-align:{place}"' if place else ""
        return f"<{name}{sort}>{escape(block.text)}</{name}>"
    rows = []
    for at in range(block.size):
        cells = "".join(_cell(b.words, b.rows, b.columns, "th" if b.head and heads else "td") for b in block.row(at))
        rows.append(f"<tr>{cells}</tr>")
    if header_rows and block.header_rows:
        top = rows[: block.header_rows]
        rows = ["<thead>", *top, "</thead>", "<tbody>", *rows[block.header_rows :], "</tbody>"]
    return "<table>" + "\n".join(rows) + "</table>"


def _cell(words: str, rows: int, columns: int, name: str) -> str:
    spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
    return f"<{name}{spans}>" + escape(words).replace("\n", "<br>") + f"</{name}>"

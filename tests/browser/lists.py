"""Task lists for the page: two places with an office of the same name, an upstream document, and words that attack a page."""

from __future__ import annotations

from datetime import date

from ingest.record import Citation, Deadline, DocumentHead, Evidence, Note, Role, Task, TaskList, UnitKind, UnitMention, Where

IMAGE = "<img src=x onerror=alert(1)>"
TURNED = "\u202e倒着写\u202c\u200f"
LONG = "关于" + "很长的标题" * 1000


def said(quote: str, row: int, column: int = 2, *, inherited: bool = False) -> Evidence:
    return Evidence(Where(page=1, table=1, row=row, column=column), quote, 0, len(quote), inherited)


def unit(name: str, role: Role, row: int, kind: UnitKind = "unit") -> UnitMention:
    word = {"lead": "牵头", "support": "配合", "responsible": None}[role]
    return UnitMention(name, role, kind, word, evidence=said(name, row, 4, inherited=row == 2))


def task(seq: int, text: str, *units: UnitMention, theme: str = "一、主动公开") -> Task:
    limit = Deadline("2024年12月底前", dates=(date(2024, 12, 31),), evidence=said("2024年12月底前", seq, 3))
    return Task(seq, text, (theme,), units, limit, evidence=said(text, seq), theme_evidence=(said(theme, 1, 1),))


SHULAN = TaskList(
    DocumentHead(
        "舒兰任务清单.docx",
        "2024年舒兰市政务公开重点工作任务清单",
        "舒政办发〔2024〕3号",
        "舒兰市人民政府办公室",
        "舒兰市",
        2024,
        basis=(Citation("吉政办发〔2024〕1号", "2024年吉林省政务公开工作要点", said("吉政办发〔2024〕1号", 1)),),
    ),
    (
        task(
            1,
            "编制主动公开事项目录并动态更新。",
            unit("市政府办", "lead", 1),
            unit("各乡镇人民政府", "responsible", 1, "collective"),
        ),
        task(2, "公开重大建设项目信息。", unit("市政府办", "lead", 2), unit("市商务局", "support", 2)),
        task(3, "做好财政预算决算公开。", unit("市财政局", "lead", 3), unit("市政府办", "support", 3)),
        task(4, "办好民生实事。", unit("市政府办", "lead", 4)),
    ),
    (Note("column not used", "“备注”列未使用", "the column 备注 was not used", said("备注", 1)),),
)
ZOUCHENG = TaskList(
    DocumentHead("邹城分解表.xlsx", "2025年邹城市政务公开任务分解表", "邹政办字〔2025〕8号", None, "邹城市", 2025),
    (task(1, "公开财政预算。", unit("市政府办", "lead", 1), unit("市财政局", "responsible", 1)),),
)
HOSTILE = TaskList(
    DocumentHead(f"{IMAGE}.docx", f"2024年{IMAGE}工作清单", None, f"{IMAGE}办公室", "邹城市", 2024),
    (
        task(1, f"落实{IMAGE}一事。", unit(f"市{IMAGE}局", "lead", 1), theme=f"一、{IMAGE}"),
        task(2, f"核对{TURNED}一事。", unit("市教育局", "lead", 2)),
    ),
    (Note("guess", f"第1行{IMAGE}", f"row 1 {IMAGE}", said(IMAGE, 1)),),
)
ENDLESS = TaskList(
    DocumentHead("long.txt", LONG, None, None, "邹城市", 2024), (task(1, "简短的任务。", unit("市教育局", "lead", 1)),)
)
ALL = (SHULAN, ZOUCHENG, HOSTILE, ENDLESS)

"""Task lists of the shape of the real ones, in any number, the same on each run: 55 tasks a document, 40 units a place with a
long tail, three unit edges a task, and three levels of documents of which each carries out the one above."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import islice
from math import ceil

from ingest.record import Citation, Deadline, DocumentHead, Evidence, Role, Task, TaskList, UnitMention, Where

TASKS_A_DOCUMENT = 55
_YEARS = (2023, 2024, 2025)
_CITIES, _COUNTIES = 12, 9
_FUNCTIONS = tuple(
    """政府办公室 发展和改革 教育 科技 工业和信息化 公安 民政 司法 财政 人力资源和社会保障 自然资源 生态环境 住房和城乡建设
    交通运输 水利 农业农村
    商务 文化和旅游 卫生健康 退役军人事务 应急管理 审计 市场监管 统计 医疗保障 数据 信访 林业 体育 税务 气象 消防
    烟草 供销 档案 残联 妇联 总工会 红十字会 邮政管理""".split()  # noqa: SIM905
)
_SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东西南北春夏秋冬山水林田湖草金木火土"
_WORDS = tuple(
    """深化 推进 完善 建立 改革 创新 服务 平台 机制 营商环境 政务公开 招商引资 乡村振兴 生态保护 数据共享 审批流程 监督检查
    项目建设 民生保障 安全生产""".split()  # noqa: SIM905
)


_SYLLABLES = "".join(dict.fromkeys("".join(_FUNCTIONS) + "".join(_WORDS) + _SIGNS))
"""Words of real tasks are many: here they are put together, so that lists of two places do not repeat each other."""


def documents(tasks: int, seed: int = 1) -> Iterator[TaskList]:
    """Lists with so many tasks in all, province by province. The last one has fewer places, not fewer years: what is asked
    about one place then finds as much in a small graph as in a large one."""
    draw = random.Random(seed)  # noqa: S311
    left = tasks
    for number in range(tasks):
        places = ceil(left / (len(_YEARS) * TASKS_A_DOCUMENT))
        for year in _YEARS:
            for place, upstream in islice(_places(number, year), places):
                if left <= 0:
                    return
                yield _document(draw, place, year, upstream, min(left, TASKS_A_DOCUMENT))
                left -= TASKS_A_DOCUMENT


def _places(province: int, year: int) -> Iterator[tuple[str, str | None]]:
    """A province, its cities and their counties, each with the number of the document above."""
    top = f"{_sign(province)}江省"
    yield top, None
    for c in range(_CITIES):
        city = f"{_sign(province)}{_SIGNS[c]}林市"
        yield f"{top}{city}", _number(top, year)
        for k in range(_COUNTIES):
            yield f"{top}{city}{_sign(province)}{_SIGNS[c]}{_SIGNS[k]}原县", _number(top + city, year)


def _document(draw: random.Random, place: str, year: int, upstream: str | None, count: int) -> TaskList:
    letter = place[-1]
    units = [f"{letter}{f}{'' if f.endswith(('室', '联', '会')) else '局'}" for f in _FUNCTIONS]
    basis = (Citation(upstream, None, Evidence(Where(line=2), upstream)),) if upstream else ()
    number = _number(place, year)
    head = DocumentHead(
        f"{place}-{year}.docx", f"{year}年{place}重点任务分解表", number, f"{place}人民政府办公室", place, year, None, basis
    )
    return TaskList(head, tuple(_task(draw, seq, units, year) for seq in range(1, count + 1)))


def _task(draw: random.Random, seq: int, units: list[str], year: int) -> Task:
    text = "，".join(draw.choice(_WORDS) + "".join(draw.choices(_SYLLABLES, k=6)) for _ in range(4)) + "。"
    chosen: dict[str, None] = {}
    while len(chosen) < 3:  # a long tail: the first units of a place have most of the work
        chosen[units[min(int(draw.expovariate(1 / 8)), len(units) - 1)]] = None
    roles: tuple[Role, ...] = ("lead", "support", "support") if draw.random() < 0.8 else ("responsible",) * 3
    mentions = tuple(
        UnitMention(name, role, "unit", None, None, Evidence(Where(table=1, row=seq, column=3), name, 0, len(name)))
        for name, role in zip(chosen, roles, strict=True)
    )
    month = draw.randint(1, 12)
    limit = Deadline(
        f"{month}月底前", False, (date(year, month, 28),), None, Evidence(Where(table=1, row=seq, column=4), "月底前")
    )
    theme = (f"{(seq - 1) // 14 + 1}、{_WORDS[(seq - 1) // 14]}", f"（{(seq - 1) // 5 + 1}）{_WORDS[(seq - 1) // 5]}")
    place = Evidence(Where(table=1, row=seq, column=2), text, 0, len(text))
    return Task(seq, text, theme, mentions, limit, (), f"{seq}.", None, None, None, place, (None, None))


def _number(place: str, year: int) -> str:
    return f"{place[:-1]}政办发〔{year}〕{year % 100}号"


def _sign(number: int) -> str:
    """A name for a number, in characters that no place name is cut at."""
    first, second = divmod(number, len(_SIGNS))
    return (_sign(first - 1) if first else "") + _SIGNS[second]

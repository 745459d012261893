"""The preamble of a covering notice, with the documents that it carries out."""

from __future__ import annotations

from random import Random
from typing import Any

from .places import Place
from .sentences import Subject
from .vocabulary import chance, pick


def preamble(rng: Random, place: Place, subject: Subject, year: int, title: str) -> tuple[str, list[dict[str, Any]]]:
    """The paragraph, and the documents that it names as carried out."""
    own = f"《{title}》"
    basis: list[dict[str, Any]] = []
    printed: list[str] = []
    for _ in range(rng.choice([0, 1, 1, 2])):
        cite = _upstream(rng, place, subject, year - rng.randint(0, 1))
        if all(cite["title"] != b["title"] for b in basis):
            basis.append(cite)
            printed.append(f"《{cite['title']}》" + (f"（{cite['number']}）" if cite["number"] else ""))
    if not printed:
        return f"{own}已经{place.sign}政府同意，现印发给你们，请认真贯彻执行。", basis
    given = rng.choice(["、", "、", "和"]).join(printed)
    opening = pick(rng, "heads", "carrying").format(given)
    return f"{opening}结合实际，研究制定了{own}，现印发给你们，请认真贯彻落实。", basis


def _upstream(rng: Random, place: Place, subject: Subject, year: int) -> dict[str, Any]:
    name, above = subject.name, place.above
    office = "国务院办公厅" if place.sign == "省" else f"{above}人民政府办公{'厅' if above.endswith('省') else '室'}"
    titles = [
        f"{office}关于印发{year}年{name}工作要点的通知",
        f"关于进一步推进{name}的实施意见",
        f"{office}关于印发〈{name}行动方案〉的通知",
        f"关于加快{name}的若干意见" if place.sign == "省" else f"{above}{name}“十四五”规划",
    ]
    number = f"{office[0]}政办发〔{year}〕{rng.randint(1, 60)}号" if chance(rng, 0.7) else None
    return {"number": number, "title": rng.choice(titles)}

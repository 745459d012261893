"""What people decided about units, kept apart from what documents say.

A judgement never changes a document's facts: it says which identity a printed name means (merge, split), which body came
after which (successor), and who belongs to a collective wording (member). The graph is made from the documents and the
judgements together, so that it is the same in whatever order both came, and a judgement that is undone leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from graph import names
from ingest.errors import RequestError

Kind = Literal["merge", "split", "successor", "member"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class JudgementWrong(RequestError):
    zh, en = "这条判断不成立：{reason_zh}", "this judgement cannot stand: {reason_en}"
    do_zh, do_en = "用 zhengtu units judgements 查看已有的判断", "zhengtu units judgements lists those that there are"


class JudgementUnknown(RequestError):
    status = 404
    zh, en = "没有编号为 {id} 的判断，或它已撤销", "there is no judgement {id}, or it is undone already"
    do_zh, do_en = "用 zhengtu units judgements 查看编号", "zhengtu units judgements lists the ids"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision about the unit with the id `unit`.

    merge: it is the unit `other`. split: its printed name `printed` is a body of its own. successor: after a reform `other`
    does its work. member: `other` is one of those that the collective wording `unit` means.
    """

    kind: Kind
    unit: str
    other: str | None = None
    printed: str | None = None
    who: str = ""
    when: str = ""
    """ISO date and time."""
    why: str = ""
    since: str | None = None
    """successor: the day of the reform, ISO, as far as it is known."""
    unit_name: str = ""
    other_name: str = ""
    """The names when it was judged, for people who read the file."""
    undone: str | None = None
    """When it was undone, and by whom; None while it holds."""

    @property
    def id(self) -> str:
        """Made from what it says: the same decision made twice is one."""
        return "judgement:" + names.digest(self.kind, self.unit, self.other, self.printed)

    def to_json(self) -> dict[str, Any]:
        """Its values with its id, without those that are not given."""
        return {"id": self.id} | {name: value for name, value in asdict(self).items() if value not in (None, "")}


def from_json(value: Mapping[str, Any]) -> Judgement:
    """The judgement that `to_json` wrote. Raises JudgementWrong."""
    given: dict[str, Any] = {name: value[name] for name in Judgement.__dataclass_fields__ if value.get(name) is not None}
    kind, unit = given.get("kind"), given.get("unit")
    needed = "printed" if kind == "split" else "other"
    if kind not in KINDS or not unit or not given.get(needed) or not all(isinstance(v, str) for v in given.values()):
        raise JudgementWrong(
            reason_zh=f"缺少 kind、unit 或 {needed}，或内容不是文字", reason_en=f"kind, unit or {needed} is missing or no text"
        )
    return Judgement(**given)


def apart(unit: str, printed: str) -> str:
    """The id of the body that a split makes of one printed name of a unit."""
    return "unit:" + names.digest("split", unit, printed)


class Judgements:
    """All judgements that hold, ready to be asked."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self.all = tuple(sorted(judgements, key=lambda j: (j.when, j.id)))
        held = [j for j in self.all if j.undone is None]
        self._split = {(j.unit, j.printed) for j in held if j.kind == "split"}
        self._into = {j.unit: str(j.other) for j in held if j.kind == "merge"}
        self.successors = tuple(j for j in held if j.kind == "successor")
        self.members = tuple(j for j in held if j.kind == "member")

    def lead(self, unit: str, printed: str) -> str:
        """The unit that this printed name means, when the rules say `unit`."""
        return self.moved(apart(unit, printed) if (unit, printed) in self._split else unit)

    def moved(self, unit: str) -> str:
        """Where the id leads now: the unit that it was merged into, over any number of steps."""
        for _ in range(len(self._into)):
            if unit not in self._into:
                break
            unit = self._into[unit]
        return unit

    def merged(self, unit: str) -> frozenset[str]:
        """All ids that lead to this unit, itself included."""
        return frozenset({unit} | {old for old in self._into if self.moved(old) == unit})

    def check(self, new: Judgement) -> Judgement:
        """The judgement as it can be added. Raises JudgementWrong for one that contradicts those that hold."""
        if new.kind == "merge":
            if self.moved(str(new.other)) == self.moved(new.unit):
                raise JudgementWrong(reason_zh="这两个已是同一个单位", reason_en="these are one unit already")
            if new.unit in self._into:
                raise JudgementWrong(
                    reason_zh="它已并入另一个单位，请先撤销那条判断", reason_en="it is merged into another one; undo that first"
                )
        elif new.other is not None and self.moved(new.other) == self.moved(new.unit):
            raise JudgementWrong(reason_zh="两边是同一个单位", reason_en="both sides are one unit")
        return replace(new, undone=None)

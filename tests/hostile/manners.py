"""The ways in which a unit cell or bracket says who leads, who helps and who carries out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from .model import Role, Unit, UnitCell
from .places import Bodies
from .vocabulary import chance, pick


def named(units: Sequence[Unit], role: Role) -> list[Unit]:
    """The same units in that role."""
    return [replace(u, role=role) for u in units]


def comma(units: Sequence[Unit]) -> str:
    """A、B、C."""
    return "、".join(u.name for u in units)


@dataclass(slots=True)
class Manners:
    """Draws cells, each in one manner. `joint` parts the clauses of a cell, `labels` are the two labels of a list."""

    rng: Random
    bodies: Bodies
    prose: bool
    joint: str
    labels: tuple[str, str]
    duty: list[str]
    help: list[str]

    def _some(self, least: int, most: int) -> list[Unit]:
        return self.bodies.some(self.rng.randint(least, most))

    def _led(self, units: Sequence[Unit], other: Role) -> tuple[Unit, ...]:
        return (*named(units[:1], "lead"), *named(units[1:], other))

    def lead_and(self) -> UnitCell:
        """A牵头，B、C配合."""
        units, word = self._some(2, 6), self.rng.choice(self.help)
        by = "由" if chance(self.rng, 0.08) else ""
        joint = self.joint if self.joint != "、" or len(units) == 2 else "，"
        lead = pick(self.rng, "phrases", "lead") if joint else "牵头"
        return UnitCell(f"{by}{units[0].name}{lead}{joint}{comma(units[1:])}{word}", self._led(units, "support"))

    def lead_duty(self) -> UnitCell:
        """A牵头，B、C按职责分工负责."""
        units = self._some(2, 6)
        if chance(self.rng, 0.4):
            units.append(self.bodies.collective())
        joint = self.joint if self.joint not in ("、", "") else "；"
        printed = f"{units[0].name}{pick(self.rng, 'phrases', 'lead')}{joint}{comma(units[1:])}{self.rng.choice(self.duty)}"
        return UnitCell(printed, self._led(units, "responsible"))

    def duty_only(self) -> UnitCell:
        """A、B按职责分工负责."""
        units = self._some(1, 6)
        return UnitCell(comma(units) + self.rng.choice(self.duty), tuple(units))

    def duty_in_bracket(self) -> UnitCell:
        """A、B（按职责分工负责）."""
        units = self._some(2, 5)
        return UnitCell(f"{comma(units)}（{self.rng.choice(self.duty[:1])}）", tuple(units))

    def labelled(self) -> UnitCell:
        """牵头单位：A；配合单位：B、C."""
        units = self._some(2, 5)
        first, second = self.labels
        joint = self.rng.choice(["；", "；", "，"] if self.prose else ["；", "\n", "\n", "，", "。", "　"])
        colon = "：" if chance(self.rng, 0.9) else ":"
        other: Role = "responsible" if second == "责任单位" else "support"
        stop = "。" if joint == "。" else ""
        printed = f"{first}{colon}{units[0].name}{joint}{second}{colon}{comma(units[1:])}{stop}"
        return UnitCell(printed, self._led(units, other))

    def bracketed(self) -> UnitCell:
        """A（牵头）、B、C."""
        units, (left, right) = self._some(2, 5), self.rng.choice([("（", "）"), ("（", "）"), ("(", ")")])
        word = self.rng.choice(["牵头", "牵头", "牵头单位", "主办"])
        if word == "主办":
            rest = [f"{u.name}{left}协办{right}" for u in units[1:]]
            return UnitCell("、".join([f"{units[0].name}{left}{word}{right}", *rest]), self._led(units, "support"))
        return UnitCell(
            "、".join([f"{units[0].name}{left}{word}{right}", *(u.name for u in units[1:])]), self._led(units, "responsible")
        )

    def joined(self) -> UnitCell:
        """A、B和C."""
        units = self._some(2, 4)
        word = self.rng.choice(["和", "及", "与", "以及", "和"])
        return UnitCell(comma(units[:-1]) + word + units[-1].name + self.rng.choice(["", *self.duty]), tuple(units))

    def together(self) -> UnitCell:
        """A会同B."""
        units, tail = self._some(2, 4), self.rng.choice(["", "负责", "落实"])
        if chance(self.rng, 0.5):
            return UnitCell(f"{units[0].name}会同{comma(units[1:])}{tail}", tuple(units))
        return UnitCell(f"{units[0].name}牵头，会同{comma(units[1:])}{tail}", self._led(units, "responsible"))

    def numbered(self) -> UnitCell:
        """1.A⏎2.B."""
        units, mark = self._some(2, 5), self.rng.choice(["{}.", "{}、", "（{}）"])
        return UnitCell("\n".join(mark.format(i) + u.name for i, u in enumerate(units, 1)), tuple(units))

    def many_leads(self) -> UnitCell:
        """A、B牵头，C、D配合; A、B分别牵头."""
        units = self._some(3, 6)
        if chance(self.rng, 0.3):
            word = self.rng.choice(["分别牵头", "共同牵头", "按职责分工牵头"])
            return UnitCell(comma(units[:2]) + word, tuple(named(units[:2], "lead")))
        printed = f"{comma(units[:2])}牵头，{comma(units[2:])}{self.rng.choice(self.help)}"
        return UnitCell(printed, (*named(units[:2], "lead"), *named(units[2:], "support")))

    def mixed(self) -> UnitCell:
        """A牵头，B、C配合，各D负责落实."""
        units, last = self._some(3, 5), self.bodies.collective()
        joint = self.rng.choice(["；", "，"])
        carry = pick(self.rng, "phrases", "carry")
        printed = f"{units[0].name}牵头{joint}{comma(units[1:])}{self.rng.choice(self.help)}{joint}{last.name}{carry}"
        return UnitCell(printed, (*self._led(units, "support"), last))

    def charge_and_help(self) -> UnitCell:
        """A负责，B、C配合."""
        units, joint = self._some(2, 5), self.rng.choice(["，", "；"])
        printed = f"{units[0].name}负责{joint}{comma(units[1:])}{self.rng.choice(self.help)}"
        return UnitCell(printed, (units[0], *named(units[1:], "support")))

    def grouped(self) -> UnitCell:
        """A、B，各C，D管委会."""
        units, other = self._some(2, 5), self.bodies.collective()
        cut = self.rng.randint(1, len(units) - 1)
        groups = [comma(units[:cut]), other.name, comma(units[cut:])]
        return UnitCell(self.rng.choice(["，", "；"]).join(groups), (*units[:cut], other, *units[cut:]))

    def towns(self) -> UnitCell:
        """各乡镇人民政府、街道办事处、开发区管委会."""
        places = [Unit("各乡镇人民政府", "collective"), Unit("街道办事处", "collective"), Unit("开发区管委会")]
        if self.bodies.place.sign in "省市州":
            places = [self.bodies.collective()]
        units = self._some(1, 2)
        printed = f"{comma(units)}牵头，{comma(places)}{self.rng.choice(self.duty)}"
        return UnitCell(printed, (*named(units, "lead"), *places))

    def with_etc(self) -> UnitCell:
        """A、B等有关部门."""
        units, noun = self._some(1, 4), pick(self.rng, "bodies", "etcetera")
        if chance(self.rng, 0.1):
            return UnitCell(comma(units) + "等" + self.rng.choice(["按职责分工负责", "按职责分工落实"]), tuple(units))
        printed = f"{comma(units)}等{noun}{self.rng.choice(['', *self.duty])}"
        return UnitCell(printed, (*units, Unit(noun, "collective")))

    def led_with_etc(self) -> UnitCell:
        """A牵头，B、C等有关部门配合."""
        units, noun = self._some(2, 4), pick(self.rng, "bodies", "etcetera")
        printed = f"{units[0].name}牵头，{comma(units[1:])}等{noun}{self.rng.choice(self.help)}"
        return UnitCell(printed, (*self._led(units, "support"), Unit(noun, "collective", "support")))

    def person_and_units(self) -> UnitCell:
        """责任领导：王伟⏎责任单位：A、B."""
        units = self._some(1, 4)
        who = pick(self.rng, "bodies", "surnames") + pick(self.rng, "bodies", "given")
        label = self.rng.choice(["责任领导", "分管领导", "责任人"])
        return UnitCell(
            f"{label}：{who}{self.rng.choice(['；'] if self.prose else ['；', chr(10)])}责任单位：{comma(units)}", tuple(units)
        )


WEIGHTS = {
    "lead_and": 8,
    "lead_duty": 5,
    "duty_only": 5,
    "duty_in_bracket": 1,
    "labelled": 4,
    "bracketed": 3,
    "joined": 3,
    "together": 3,
    "numbered": 1,
    "many_leads": 2,
    "mixed": 3,
    "charge_and_help": 2,
    "grouped": 3,
    "towns": 2,
    "with_etc": 4,
    "led_with_etc": 2,
    "person_and_units": 1,
}

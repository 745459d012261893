"""The manner of one list: how its unit cells are printed. A list keeps to a few manners, as drafters do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from .manners import WEIGHTS, Manners, comma, named
from .model import Role, Unit, UnitCell
from .places import Bodies
from .vocabulary import chance, listed, pick

Make = Callable[[], UnitCell]
JOINTS = ["，", "，", "，", "；", "、", ""]
JOINTS_IN_CELLS = ["，", "，", "；", "、", "\n", "，\n", "；\n", ""]


class Phrasing:
    """Draws the unit cells of one list."""

    def __init__(self, rng: Random, bodies: Bodies, *, prose: bool = False) -> None:
        self.rng, self.bodies, self.prose = rng, bodies, prose
        self.separator = rng.choice(["、"] * 8 + ([] if prose else ["\n", "\n", "，", "；", " ", "\n"]))
        self.first_named = chance(rng, 0.2)
        star = pick_star(rng) if not prose and chance(rng, 0.08) else ""
        self.star = "" if self.first_named else star
        self.rule = pick(rng, "phrases", "rules")
        self.mark_rule = pick(rng, "phrases", "mark_rules").format(self.star)
        first, second = pick(rng, "phrases", "labels").split("|")
        duty, helping = (rng.sample(listed("phrases", key), 2) for key in ("duty", "help"))
        joint = rng.choice(JOINTS if prose else JOINTS_IN_CELLS)
        self.ways = Manners(rng, bodies, prose, joint, (first, second), duty, helping)
        self.manners = self._manners()

    def _manners(self) -> list[tuple[Make, int]]:
        own: list[tuple[Make, int]] = [(self.plain, 10), (self.collective, 6)]
        if self.first_named or self.star:
            return [*own, (self.some_of_them, 1)]
        weights = {k: v for k, v in WEIGHTS.items() if k != "numbered" or not self.prose}
        every = [*own, *((getattr(self.ways, name), weight) for name, weight in weights.items())]
        return self.rng.sample(every, self.rng.randint(3, 8))

    def forget_rules(self) -> None:
        """Without a rule or a sign that holds for the whole file."""
        self.first_named, self.star = False, ""
        self.manners = self._manners()

    @property
    def printed_rule(self) -> str:
        """The rule or the meaning of the sign, as printed beside the list; empty when there is none."""
        return self.rule if self.first_named else self.mark_rule if self.star else ""

    def cell(self) -> UnitCell:
        """One cell."""
        makes, weights = zip(*self.manners, strict=True)
        made: UnitCell = self.rng.choices(makes, weights)[0]()
        return made

    def column(self, role: Role, *, few: bool = False) -> UnitCell:
        """The cell of a column whose header gives the role: names only."""
        units = self.bodies.some(1 if few or chance(self.rng, 0.4) else self.rng.choice([1, 2, 2, 3, 4]))
        if not few and chance(self.rng, 0.2):
            units[-1:] = [self.bodies.collective()]
        return UnitCell(self._join(units), tuple(named(units, role)))

    def plain(self) -> UnitCell:
        """Names only."""
        units = self.bodies.some(self.rng.choice([1, 1, 2, 2, 3, 3, 4, 6, 9]))
        return self._marked(units, self._join(units))

    def collective(self) -> UnitCell:
        """Names, and a wording for several bodies."""
        units = [*self.bodies.some(self.rng.choice([0, 0, 1, 2, 3])), self.bodies.collective()]
        return self._marked(units, self._join(units))

    def some_of_them(self) -> UnitCell:
        """A、B等有关部门, where a rule or a sign gives the roles."""
        units, noun = self.bodies.some(self.rng.randint(1, 4)), pick(self.rng, "bodies", "etcetera")
        return self._marked([*units, Unit(noun, "collective")], f"{comma(units)}等{noun}")

    def _marked(self, units: list[Unit], printed: str) -> UnitCell:
        """With the sign of the leading unit, or the role that the rule gives the first of several."""
        leads = bool(self.star) or (self.first_named and len(units) > 1)
        if leads:
            units = [replace(units[0], role="lead"), *units[1:]]
        return UnitCell(self.star + printed, tuple(units))

    def _join(self, units: Sequence[Unit]) -> str:
        return self.separator.join(u.name for u in units)


def pick_star(rng: Random) -> str:
    """A sign that a note may explain."""
    return rng.choice(["★", "*", "▲", "☆"])

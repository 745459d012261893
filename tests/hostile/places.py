"""Invented places, and the names of bodies there."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .model import Unit
from .vocabulary import chance, listed, pick

SIGNS = {"province": "省", "city": "市", "county": "县", "district": "区", "banner": "旗", "prefecture": "州"}
BELOW = {"省": ["市", "市（州）", "设区市"], "市": ["县（市、区）", "县区", "县（区）", "区县"], "州": ["县（市）", "县市"]}
LOWEST = ["镇（街道）", "乡镇（街道）", "镇街", "乡镇", "街道（镇）", "乡镇街道"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place whose list is drawn."""

    stem: str
    """临川"""
    name: str
    """临川市"""
    full: str
    """As a title prints it: 临川市, or with the place above it (泸江市临川区)."""
    sign: str
    """The level as bodies print it: 市."""
    above: str
    """The place above, for the documents that are carried out: 泸江市."""


def draw_place(rng: Random, level: str | None = None) -> Place:
    """A place of any level."""
    level = level or rng.choices(["province", "city", "county", "district", "banner", "prefecture"], [10, 40, 22, 20, 3, 5])[0]
    if level == "province":
        name = pick(rng, "places", "provinces")
        return Place(name[:-1], name, name, "省", "国务院")
    stem, sign = _stem(rng), SIGNS[level]
    name = stem + sign
    if level == "county" and chance(rng, 0.12):
        name = f"{stem}{pick(rng, 'places', 'nationality')}自治县"
    above = pick(rng, "places", "provinces") if level in ("city", "prefecture") else _stem(rng) + "市"
    both = chance(rng, {"district": 0.5, "county": 0.1, "banner": 0.1}.get(level, 0))
    full = above + name if both else name
    return Place(stem, name, full, sign, above)


def _stem(rng: Random) -> str:
    first, second = pick(rng, "places", "first"), pick(rng, "places", "second")
    stem = first + second if first != second else first + "川"
    return stem + rng.choice("州山江城") if chance(rng, 0.06) and stem[-1] not in "州山江城" else stem


class Bodies:
    """The bodies that a list may name, in one style of naming."""

    def __init__(self, rng: Random, place: Place) -> None:
        self.rng, self.place = rng, place
        self.style = rng.choices([0, 1, 2], [3, 5, 4])[0]
        self.prefix = rng.choices([place.sign, place.name, ""], [78, 12, 10])[0]
        if self.prefix == "" and place.sign == "省":
            self.prefix = "省"
        self.shared = self.prefix == "" and chance(rng, 0.6)
        below = BELOW.get(place.sign, LOWEST)
        self.below = rng.choice(below)
        self.mixed = chance(rng, 0.15)
        self.bare: set[str] = set()
        self.pool = self._pool()

    def _pool(self) -> list[Unit]:
        """Twenty to forty bodies: one list names the same ones again and again."""
        makers = [self._bureau] * 11 + [self._party] * 3 + [self._body] * 4 + [self._placed] * 3 + [self._bracketed] * 2
        makers += [self._odd] * self.rng.choice([0, 1, 4])
        names: dict[str, None] = {}
        for _ in range(self.rng.randint(20, 40)):
            names[self.rng.choice(makers)()] = None
        if self.place.sign in "县区旗" and chance(self.rng, 0.5):
            for _ in range(3):
                town = pick(self.rng, "places", "town")
                names[pick(self.rng, "bodies", "towns").format(t=town)] = None
        return [Unit(n) for n in names]

    def _form(self, entry: str) -> str:
        forms = entry.lstrip("*").split("|")
        form = forms[self.rng.randrange(3) if self.mixed else self.style]
        if entry.startswith("*") and self.place.sign == "省":
            form = form.removesuffix("局") + "厅"
        return form

    def _bureau(self) -> str:
        name = self.prefix + self._form(pick(self.rng, "bodies", "bureaux"))
        if not self.prefix:
            self.bare.add(name)
        return name

    def _bracketed(self) -> str:
        name = pick(self.rng, "bodies", "bracketed")
        return (self.prefix or self.place.sign) + name

    def _party(self) -> str:
        return self.place.sign + self._form(pick(self.rng, "bodies", "party"))

    def _body(self) -> str:
        if chance(self.rng, 0.15):
            return f"团{self.place.sign}委"
        form = self._form(pick(self.rng, "bodies", "bodies"))
        return (self.prefix or self.place.sign) + form

    def _placed(self) -> str:
        if self.place.sign in "县区" and chance(self.rng, 0.3):
            above = self.place.above if self.place.above.endswith("市") else "市"
            bureau = self.rng.choice(["生态环境局", "自然资源和规划局", "公安局", "市场监督管理局"])
            return f"{above}{bureau}{self.rng.choice([self.place.stem, self.place.name])}分局"
        return pick(self.rng, "bodies", "placed").format(p=self.place.stem, P=self.place.name)

    def _odd(self) -> str:
        town = pick(self.rng, "places", "town")
        return pick(self.rng, "bodies", "odd").format(L=self.place.sign, p=self.place.stem, t=town)

    def some(self, count: int) -> list[Unit]:
        """Different bodies of the pool; where a list shares the prefix, the first prints it for all: 市教育局、财政局."""
        units = self.rng.sample(self.pool, min(count, len(self.pool)))
        sign = self.place.sign
        if self.shared and len(units) > 1 and units[0].name in self.bare:
            units[0] = Unit(sign + units[0].name)
        return units

    def collective(self) -> Unit:
        """A wording that stands for several bodies."""
        name = pick(self.rng, "bodies", "collectives").format(L=self.place.sign, l=self.below)
        if self.place.sign in "省市州" and ("镇" in name or "村" in name or "街道" in name):
            name = f"各{self.below}人民政府"
        return Unit(name, "collective")


class InnerBodies(Bodies):
    """The offices of one university, bureau or street."""

    def __init__(self, rng: Random, place: Place, kind: str) -> None:
        self.kind = kind
        super().__init__(rng, place)
        self.shared = False

    def _pool(self) -> list[Unit]:
        return [Unit(n) for n in listed("bodies", self.kind)]

    def collective(self) -> Unit:
        return Unit(pick(self.rng, "bodies", "internal_collectives"), "collective")


class CentralBodies(Bodies):
    """Ministries, for documents of the central government."""

    def _pool(self) -> list[Unit]:
        return [Unit(n) for n in self.rng.sample(listed("bodies", "ministries"), 30)]

    def collective(self) -> Unit:
        return Unit(pick(self.rng, "bodies", "central_collectives"), "collective")

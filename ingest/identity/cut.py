"""What the rules of this package hand back: a printed name, cut into where the body belongs and what it is there."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.fields.functions import Office, official_name
from ingest.identity.grounds import Ground, Rule
from ingest.identity.whereabouts import Chain, Spot, full_name

_RULES: dict[str, Rule] = {"line": "line", "joined": "joined", "fixed": "fixed", "network": "network"}


@dataclass(frozen=True, slots=True)
class Body:
    """A body that another one belongs to: its key and its name."""

    key: str
    full_name: str
    place: Chain = ()
    function: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A printed name, cut."""

    spot: Spot
    core: str
    """The name without its place."""
    office: Office | None = None
    what: str = ""
    """What the key says behind the place; made from the office or the core where a rule gives nothing else."""
    level: str = ""
    """The level as printed, which the full name replaces by the place."""
    said: str = ""
    """The full name, where the printed one says its place itself."""
    grounds: tuple[Ground, ...] = ()
    """Why it is this office; the place's ground stands in the spot."""
    parent: Body | None = None

    @property
    def key(self) -> str:
        """The identity's key."""
        return f"{self.spot.root}/{self.what or (self.office.key if self.office else self.core)}"

    @property
    def known(self) -> bool:
        """True when a rule says what the body is."""
        return self.office is not None or bool(self.what)

    def why(self) -> tuple[Ground, ...]:
        """All grounds, the office's first."""
        return (*(self.grounds or (of_office(self.core, self.office),)), self.spot.ground)

    def name(self, printed: str) -> str:
        """The full name of the printed one."""
        return self.said or full_name(printed, self.level, self.spot.place)

    def body(self, printed: str) -> Body:
        """The body itself, as another one's parent."""
        return Body(self.key, self.name(printed), self.spot.place, self.office.function if self.office else None)


def department(spot: Spot, function: str) -> Body:
    """The department of that line at a place, by its official name."""
    place = spot.place[-1] if spot.place else ""
    return Body(f"{spot.root}/{function}", place + official_name(function, place), spot.place, function)


def of_office(core: str, office: Office | None) -> Ground:
    """Why a core is that office."""
    if office is None:
        return Ground("unknown", core)
    return Ground(_RULES[office.table], core, office.key)

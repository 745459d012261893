"""Who a printed unit name means: the name plus the issuing place give an identity."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.record import UnitKind


@dataclass(frozen=True, slots=True)
class UnitIdentity:
    """The body that a printed name means."""

    key: str
    """Stable and made from content: two printed names with one key are one body (舒兰市/政府办公室)."""
    full_name: str
    """The name with its place: 舒兰市政府办."""
    place: tuple[str, ...]
    """The chain of places that it belongs to, outermost first: (济宁市, 兖州区). Empty when unknown (国务院 bodies)."""
    function: str | None
    """The function line (条线): 商务, 发展改革; None when no rule knows it."""


def place_chain(printed: str | None) -> tuple[str, ...]:
    """The places in a printed form, outermost first: 济宁市兖州区 -> (济宁市, 兖州区)."""
    raise NotImplementedError


def resolve_unit(name: str, kind: UnitKind, expanded: str | None, jurisdiction: str | None) -> UnitIdentity:
    """The identity of a unit that a document of that jurisdiction names."""
    raise NotImplementedError

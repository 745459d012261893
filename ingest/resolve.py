"""Who a printed unit name means: the name plus the issuing place give an identity.

A printed name is cut into place, level and core (云汀市|生态环境局, 市|商务局, |政法委). A level that the issuing place has
means that place (市商务局 in a list of 岭桥市); one that it has not means a place that is not known, and stays apart for each
issuing place, since 省商务厅 of two provinces are two. A core that no rule knows stays as it is printed: a wrong merge costs
more than a missed one.

A body that a reform only renamed is one body, since its line in the lexicon holds the older name as well (环保局, 生态环境局).
One that was merged with others or split is another body than what came after: `ingest.lineage` links the two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.divisions import Gazetteer
from ingest.fields import places
from ingest.home import clean
from ingest.identity.branches import branch, outpost, parent_of, part
from ingest.identity.cut import Body, Cut
from ingest.identity.grounds import NO_REASON, Ground, Reason
from ingest.identity.insiders import insider, of_state
from ingest.identity.located import located
from ingest.identity.networks import led_from_above, network
from ingest.identity.ordinary import levelled, placed
from ingest.identity.own_names import own_name
from ingest.identity.signs import Sign, carried, without_signs
from ingest.identity.state import ministry_part, national, stateless, unknown_of_state
from ingest.identity.whereabouts import Chain, full_name, own_level, place_key
from ingest.identity.zones import zone
from ingest.record import UnitKind


@dataclass(frozen=True, slots=True)
class UnitIdentity:
    """The body that a printed name means."""

    key: str
    """Stable and made from content: two printed names with one key are one body (临澄市/政府办公室)."""
    full_name: str
    """The name with its place: 临澄市政府办."""
    place: tuple[str, ...]
    """The chain of places that it belongs to, outermost first: (云汀市, 汀南区). Empty when unknown (国务院 bodies)."""
    function: str | None
    """The function line (条线): 商务, 发展改革; None when no rule knows it."""
    form: str | None = None
    """What kind of body of that line: 部门, 分局, 中心; None when no rule knows it."""
    reason: Reason = NO_REASON
    """Each step of the judgement, in words: 发改局=发展改革（条线表） + 市=岭桥市（发文地区）."""
    signs: tuple[Sign, ...] = ()
    """Second names that are printed with it (加挂牌子): aliases of this body."""
    branch_of: Body | None = None
    """The body that it is a branch or a part of, or that leads it from above (垂直管理)."""

    @property
    def score(self) -> float:
        """How far its weakest ground carries, 0 to 1; see `lexicon/grounds.toml`."""
        return self.reason.score


def resolve_unit(
    name: str,
    kind: UnitKind,
    expanded: str | None,
    jurisdiction: str | Chain | None,
    issuer: str | None = None,
    year: int | None = None,
    added: Gazetteer | None = None,
) -> UnitIdentity:
    """The identity of a unit that a document of that jurisdiction names, as printed or as its chain of places (`ingest.home`).
    `added` are the user's own places. Never raises.

    Keys begin with the place: 国家 for bodies of the State, ? where a document has no place, 岭桥市^省 for a level above
    岭桥市 whose name is not known. A branch, a centre and a department of one line are three bodies: 生态环境:分局. A part of a
    body has its key behind the body's: 岭桥市/税务/稽查局. The issuer tells whose 人事科 is meant in a bureau's own list; the
    year, whether a sign was already hung.
    """
    chain = jurisdiction if isinstance(jurisdiction, tuple) else places.place_chain(clean(jurisdiction or ""))
    found = _resolve(clean(expanded or name), kind, chain, clean(issuer or ""), year, added)
    if expanded and clean(expanded) != clean(name):
        ground = Ground("expanded", name, expanded)
        found = replace(found, reason=Reason((ground, *found.reason.grounds)))
    return found


@lru_cache(maxsize=50_000)
def _resolve(
    printed: str, kind: UnitKind, chain: Chain, issuer: str, year: int | None, added: Gazetteer | None
) -> UnitIdentity:
    if kind == "collective":
        reason = Reason((Ground("collective", printed),))
        name = full_name(printed, own_level(printed, chain), chain)
        return UnitIdentity(f"{place_key(chain)}/{printed}", name, chain, None, reason=reason)
    host, signs = without_signs(printed)
    cut = located(carried(_cut_for(host, chain, issuer), year), chain, year, added)
    own = ((sign, _cut(sign, chain).key) for sign in signs)
    return UnitIdentity(
        cut.key,
        cut.name(printed) if not signs or not cut.said else full_name(printed, "", cut.spot.place) if cut.level else printed,
        cut.spot.place,
        cut.office.function if cut.office else None,
        cut.office.form if cut.office else None,
        Reason(cut.why()),
        tuple(Sign(sign, key) for sign, key in own if key != cut.key),
        cut.parent or parent_of(cut) or led_from_above(cut),
    )


def _cut_for(printed: str, chain: Chain, issuer: str) -> Cut:
    """The cut of a name in a list of that issuer."""
    if issuer and not chain and of_state(issuer) and (cut := national(printed) or stateless(printed)):
        return cut
    cut = _cut(printed, chain)
    return insider(cut, printed, issuer, lambda name: _cut(name, chain)) if issuer else cut


def _cut(printed: str, chain: Chain) -> Cut:
    """The first rule that knows the name."""
    whole = national(printed) or zone(printed, chain) or branch(printed, chain, _cut) or network(printed, chain)
    whole = whole or ministry_part(printed)
    if whole:
        return whole
    cut = placed(printed, chain) or levelled(printed, chain)
    if cut.level and not cut.known and (local := network(cut.core, chain)):
        return local
    if cut.known:
        return cut
    last = part(cut, printed) or outpost(cut) or network(printed, chain, headless=True) or unknown_of_state(printed)
    return last or own_name(cut, chain) or cut

"""Names that people give, to node ids: a unit as it is printed, a place by name or path, a document by 文号 or title.

The rules are the same for every store; a store brings `Names`, which looks things up.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, Literal, Protocol, TypeVar

from pydantic import ValidationError

from graph import names
from graph.questions.base import Filters, Parameters, Question, node_fields
from graph.schema import NodeType
from graph.store.searching import Match
from graph.words import phrases, storable
from ingest.divisions import Gazetteer
from ingest.divisions.readings import readings
from ingest.errors import NameAmbiguous, ParameterWrong

F = TypeVar("F", bound=Filters)
Named = list[tuple[str, str]]
"""Ids, and what people see of them."""
UnitStep = Literal["full_name", "form_full_name", "printed", "printed_after_place"]
DocumentStep = Literal["id", "number_key", "title_key", "part"]
MOST: Final = 100
"""Candidates that are looked up at most."""
SHOWN: Final = 8
"""Candidates that an error lists."""
_LEVELS: Final = ("省", "自治区", "市", "自治州", "州", "盟", "地区", "区", "县", "自治县", "旗", "镇", "乡", "街道")


class Names(Protocol):
    """What a store looks up. All lists are sorted, text by code point; what is not there comes before what is."""

    def has(self, type: NodeType, id: str) -> bool:
        """Whether a node of this type has this id."""

    def moved(self, unit: str) -> str:
        """Where a unit's id leads since people judged."""

    def topics(self) -> Named:
        """All topics with their titles: by their group, the last first, then by title and id."""

    def tasks(self, words: Match, part: str) -> Named:
        """Tasks with these words whose text holds `part`, with their texts, sorted by them; `MOST` at most."""

    def units(self, by: UnitStep, name: str) -> Named:
        """Units with their full names, sorted by them; `MOST` at most. By the unit's own full name, the full name or the
        printed name of one of its forms, or a form's place and printed name together."""

    def units_like(self, part: str) -> list[str]:
        """Full names of units of which a form's full name holds `part`, or is printed inside it; the first `SHOWN`."""

    def places_at_end(self, name: str) -> Named:
        """Places whose own name ends the given one, or that have it as id, with the path of names from the outermost down;
        sorted by the path."""

    def places(self, *, ids: Collection[str] = (), called: Collection[str] = ()) -> Named:
        """Places with one of these ids or names, with their names, sorted by them and by id."""

    def place_names(self) -> list[str]:
        """The names of all places, each once, sorted."""

    def added(self) -> Gazetteer | None:
        """The user's own places."""

    def documents(self, by: DocumentStep, value: str) -> list[tuple[str, str, bool]]:
        """Documents with what they are called, and whether they are here in full: these first, then by title and id; `MOST`
        at most. By id, key of the 文号, key of the title, or a part of the title's key (only those in full)."""

    def newest(self) -> list[str]:
        """What documents in full are called: the newest first, then by title; the first `SHOWN`."""


def validated(question: Question[Any, Any], parameters: Parameters | Mapping[str, Any]) -> Any:
    """The parameters in the question's own type. Raises ParameterWrong."""
    if isinstance(parameters, question.parameters):
        return parameters
    try:
        return question.parameters.model_validate(parameters if isinstance(parameters, Mapping) else dict(parameters))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or "?"
        raise ParameterWrong(name=name, reason_zh=first["msg"], reason_en=first["msg"]) from error


def chosen(known: Names, filters: F) -> F:
    """The parameters with ids in place of names. Raises ParameterWrong for a name that nothing or that several things bear."""
    nodes, found = node_fields(type(filters)), dict[str, str | None]()
    for name in type(filters).model_fields:
        value = getattr(filters, name)
        if isinstance(value, str) and name not in nodes:
            found[name] = storable(value).strip() or None
        elif isinstance(value, str):
            if not value.strip() and type(filters).model_fields[name].is_required():
                raise ParameterWrong(name=name, reason_zh="必须填写", reason_en="it has to be given")
            found[name] = _named(known, name, nodes[name], value) if value.strip() else None
    return filters.model_copy(update=found)


def _named(known: Names, name: str, types: Sequence[NodeType], given: str) -> str:
    """The node that a parameter names; by id, or by a name, of the first type that has it."""
    key = given.strip()
    for type in types:
        if key.isascii() and known.has(type, key):
            return key
    unknown: ParameterWrong | None = None
    for type in types:
        try:
            return meant(known, type, given)
        except NameAmbiguous as error:
            raise NameAmbiguous(name=name, **_reasons(error)) from error
        except ParameterWrong as error:
            unknown = unknown or error  # what it could have been of the first type is what is told
    raise ParameterWrong(name=name, **_reasons(unknown)) from unknown


def _reasons(error: ParameterWrong | None) -> dict[str, Any]:
    return {name: value for name, value in (error.facts if error else {}).items() if name.startswith("reason")}


def meant(known: Names, type: NodeType, given: str) -> str:
    """The id of the unit, document, place, task, topic or heading that a person names. Raises ParameterWrong."""
    given = storable(given).strip()
    if type == "Unit":
        return _unit(known, given)
    if type == "Document":
        return _document(known, given)
    if type == "Jurisdiction":
        return _place(known, given)
    if type == "Task":
        return _task(known, given)
    if type == "Topic":
        return _topic(known, given)
    if given.isascii() and known.has(type, given):
        return given
    raise _unknown("theme", given, "主题", "theme", [], all=False)


def _topic(known: Names, given: str) -> str:
    """By id, title, or words of a title that no other one has."""
    rows = known.topics()
    found = [(id, title) for id, title in rows if given in (id, title)]
    found = found or [(id, title) for id, title in rows if given and given in title]
    if not found:
        raise _unknown("topic", given, "主题分类", "topic", [title for _, title in rows])
    return _one("topic", given, found)


def _task(known: Names, given: str) -> str:
    """By id, or by words of its text that no other task has."""
    if given.isascii() and known.has("Task", given):
        return given
    words = phrases(given)
    found = known.tasks(Match(tuple(words), True), given) if words else []
    if not found:
        raise _unknown("task", given, "任务", "task", [], all=False)
    return _one("task", given, found)


def _unit(known: Names, given: str) -> str:
    """By id, full name, or printed name, with or without the place before it (岭桥市市商务局 is said of nobody, but
    岭桥市商务局 and 市商务局 are)."""
    moved = known.moved(given) if given.startswith("unit:") else given
    if moved.isascii() and known.has("Unit", moved):
        return moved
    plain = "".join(given.split())
    steps: tuple[UnitStep, ...] = ("full_name", "form_full_name", "printed", "printed_after_place")
    for step in steps:
        if rows := known.units(step, plain):
            return _one("unit", given, rows)
    raise _unknown("unit", given, "单位", "unit", known.units_like(plain), all=False)


def _place(known: Names, given: str) -> str:
    """By id, name, the end of the path of names (云汀市汀南区), any printed form (岚江云汀, 恩施州), or without its level
    (岭桥)."""
    given = "".join(given.split())
    found = [(id, path) for id, path in known.places_at_end(given) if id == given or path.endswith(given)]
    if not found:
        ids = {names.place_id(division.chain) for division, _ in readings(given, known.added())}
        found = known.places(ids=sorted(ids))
    if not found:  # 岭桥 for 岭桥市: the level may be left out
        found = known.places(called=[given + level for level in _LEVELS])
    if not found:
        every = known.place_names()
        near = [name for name in every if name[:2] == given[:2] or name in given]
        raise _unknown("place", given, "地区", "place", near or every)
    if len(found) > 1 and (exact := [f for f in found if f[1] == given]):
        found = exact
    return _one("place", given, found)


def _document(known: Names, given: str) -> str:
    """By id, 文号 or title; by a part of the title when only one has it."""
    given = given.strip()
    title = names.title_key(given)
    steps: tuple[tuple[DocumentStep, str | None], ...] = (
        ("id", given),
        ("number_key", names.number_key(given)),
        ("title_key", title),
        ("part", title),
    )
    for step, value in steps:
        if value and (rows := known.documents(step, value)):
            full = [(id, shown) for id, shown, is_full in rows if is_full]
            return _one("document", given, full or [(id, shown) for id, shown, _ in rows])
    raise _unknown("document", given, "文件", "document", known.newest())


def _one(name: str, given: str, found: Named) -> str:
    if len(found) == 1:
        return found[0][0]
    listed = [f"{label}（{id}）" for id, label in found[:SHOWN]]
    raise NameAmbiguous(
        name=name,
        reason_zh=f"“{given}”有 {len(found)} 个，请改用编号或更完整的名称：{'、'.join(listed)}",
        reason_en=f"“{given}” is the name of {len(found)}; use an id or a fuller name: {', '.join(listed)}",
    )


def _unknown(name: str, given: str, zh: str, en: str, known: list[str], *, all: bool = True) -> ParameterWrong:
    """`known`: names to choose from, all that there are or (`all` false) those that are near."""
    some, none = known[:SHOWN], ("；图是空的", "; it is empty") if all else ("", "")
    return ParameterWrong(
        name=name,
        reason_zh=f"图中没有{zh}“{given}”" + (f"；有：{'、'.join(some)}" if some else none[0]),
        reason_en=f"no {en} “{given}” in the graph" + (f"; there are: {', '.join(some)}" if some else none[1]),
    )

"""How a store answers a question: by its statement alone, for some places after others, or by Python over what is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, Final, Protocol, TypeAlias

from graph.questions.base import Parameters, Question, Reader
from graph.questions.compare import LEVELS
from graph.schema import EDGES, EdgeType

_FIRST_PLACES: Final = 4
_MOST_PLACES: Final = 512
TASK_ENDS: Final[dict[EdgeType, tuple[bool, bool]]] = {
    kind.type: (kind.source == "Task", kind.target == "Task") for kind in EDGES
}
"""Whether an edge of a type begins at a task, and whether it leads to one."""


Place: TypeAlias = tuple[int | str, str | None]
"""A place that has lists, as the store numbers it, and its level."""


class Answering(Reader, Protocol):
    """What a store gives for one question. `given` holds ids where people gave names."""

    question: Question[Any, Any]
    given: Parameters
    left_out: int
    """What `cut` was told of, in all."""

    def close(self) -> None:
        """Let go of a statement whose rows were not read to their end."""

    def stated(self, given: Parameters) -> list[Any]:
        """The rows that the question's statement gives for these parameters, which may be those of some places."""

    def places(self) -> Sequence[Place]:
        """The places of full documents, sorted by name, then by key."""


def answered(store: Answering) -> tuple[list[Any], int]:
    """The rows that were asked for and, if there is one, the next; and how many a bound of the question's own left out."""
    question, given = store.question, store.given
    if question.compute:
        try:
            every = question.compute(given, store)
            return list(islice(every, given.offset, given.offset + given.limit + 1)), store.left_out
        finally:
            store.close()
    if question.by_place and given.place is None and given.document is None and (parts := question.by_place.parts(given)):
        return place_by_place(store, parts, level_first=question.by_place.level_first), 0
    return store.stated(given), 0


def place_by_place(store: Answering, parts: Collection[Parameters], *, level_first: bool) -> list[Any]:
    """The same rows, read for some places after others until there are enough."""
    start = store.given.offset
    wanted, found = start + store.given.limit + 1, list[Any]()
    places = store.places()
    for part in parts:
        for some in _in_order(places, level_first=level_first):
            left = wanted - len(found)
            found += store.stated(part.at(some).model_copy(update={"offset": 0, "limit": left}))[:left]
            if len(found) == wanted:
                return found[start:]
    return found[start:]


def _in_order(places: Sequence[Place], *, level_first: bool) -> Iterator[list[int | str | None]]:
    """The places in the order of rows, few at first and then more at a time. What has no place stands first, and where levels
    count, with it what is as high."""
    end = many = _FIRST_PLACES
    if level_first:
        height = {level: at for at, level in enumerate(LEVELS)}
        places = sorted(places, key=lambda one: height.get(one[1] or "", 0))
        end += sum(not height.get(level or "", 0) for _, level in places)
    yield [None, *(at for at, _ in places[:end])]
    while end < len(places):
        start, many = end, min(many * 2, _MOST_PLACES)
        end += many
        yield [at for at, _ in places[start:end]]

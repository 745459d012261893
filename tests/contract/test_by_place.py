"""An answer that is read for some places after others has the rows that one statement gives, in the same order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import catalogue
from graph.store import answering
from graph.store.base import Store
from ingest.record import TaskList
from tests.graph.draws import graphs, kin
from tests.graph.whole import filled

BY_PLACE = tuple(question for question in catalogue().values() if question.by_place)


def test_three_questions_are_answered_so() -> None:
    assert [question.name for question in BY_PLACE] == ["changes", "compare", "coverage"]


@settings(max_examples=24, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(lists=graphs(5) | kin(), limit=st.integers(1, 6), offset=st.integers(0, 6), year=st.sampled_from([None, 2023, 2024]))
def test_the_same_rows_place_by_place(
    fresh: Callable[[], Store], lists: list[TaskList], limit: int, offset: int, year: int | None
) -> None:
    store = filled(fresh, lists)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answering, "_FIRST_PLACES", 1)
        for question in BY_PLACE:
            asked = {"limit": limit, "offset": offset, "year": year}
            assert store.ask(question, asked).rows == store.ask(replace(question, by_place=None), asked).rows

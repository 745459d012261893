"""An answer that is read for some places after others has the rows that one statement gives, in the same order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import catalogue, get
from graph.store import open_store
from graph.store.sqlite import answer
from ingest.record import TaskList
from tests.graph.draws import lists

BY_PLACE = tuple(name for name, question in catalogue().items() if question.by_place)


def test_three_questions_are_answered_so() -> None:
    assert BY_PLACE == ("changes", "compare", "coverage")


@pytest.mark.parametrize("name", BY_PLACE)
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(loaded=st.lists(lists(), min_size=2, max_size=5), limit=st.integers(1, 6), offset=st.integers(0, 6), data=st.data())
def test_the_same_rows_place_by_place(name: str, loaded: list[TaskList], limit: int, offset: int, data: st.DataObject) -> None:
    year = data.draw(st.sampled_from([None, 2023, 2024]))
    question = get(name)
    with open_store(":memory:") as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(answer, "_FIRST_PLACES", 1)
        for one in loaded:
            store.load([one], sha256="0" * 64)
        pool: Any = store
        asked = question.parameters(limit=limit, offset=offset, year=year)
        with pool._pool.read() as db:
            whole = answer._rows(db, question, asked)
            assert question.by_place
            parts = question.by_place.parts(asked)
            assert answer._place_by_place(db, question, asked, parts) == whole

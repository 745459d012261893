"""Layouts in order: a band for each level from above, a block for each heading, and nothing on top of another."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.store import open_store
from graph.store.base import Store
from graph.view import Wanted, draw, steps
from graph.view.standing import LEVELS, standings
from ingest.record import Citation
from tests.graph.lists import evidence, task, tasklist, unit
from tests.viz.test_grown import nearest
from viz.bands import by_level, by_theme
from viz.layout import STEP


@pytest.fixture
def store() -> Store:
    store = open_store(":memory:")
    upstream = None
    for place in ("吉林省", "吉林省吉林市", "吉林省吉林市舒兰市"):
        basis = [Citation(upstream, None, evidence(upstream))] if upstream else []
        upstream = f"{place[-3:]}政发〔2024〕1号"
        tasks = [task(n, unit("市教育局"), unit("市商务局", "support"), themes=[f"{'一二'[n % 2]}、公开"]) for n in range(1, 9)]
        store.load([tasklist(*tasks, place=place, number=upstream, file=f"{place}.txt", basis=basis)], sha256=place)
    return store


@pytest.fixture
def show(store: Store) -> str:
    papers = [node.id for node in store.search("政务公开", limit=50) if node.type == "Document"]
    assert len(papers) == 3
    return " ".join(f"{id}_task_all {id}_lead {id}_theme" for id in papers)


def test_a_band_for_each_level_from_the_province_down(store: Store, show: str) -> None:
    view = draw(store, Wanted(steps(show)))
    standing = standings(view, store)
    points, marks = by_level(view, standing)
    assert nearest(points) >= STEP * 0.98
    assert set(points) == {*view.nodes, *view.groups}
    heights = {level: [points[id][1] for id in points if standing[id].level == level] for level in LEVELS}
    told = [mark.level for mark in marks]
    assert told == [level for level in LEVELS if heights[level]] == ["province", "city", "county"]
    for above, below in pairwise(told):
        assert max(heights[str(above)]) < min(heights[str(below)])


def test_units_left_headings_in_the_middle_documents_right(store: Store, show: str) -> None:
    view = draw(store, Wanted(steps(show)))
    points, _ = by_theme(view, standings(view, store))
    assert nearest(points) >= STEP * 0.98
    across = {
        kind: [points[id][0] for id, node in view.nodes.items() if node.type == kind] for kind in ("Unit", "Task", "Document")
    }
    assert max(across["Unit"]) < min(across["Task"]) <= max(across["Task"]) < min(across["Document"])


def test_a_heading_that_is_not_drawn_is_written(store: Store, show: str) -> None:
    view = draw(store, Wanted(steps(show.split()[0])))
    _, marks = by_theme(view, standings(view, store))
    assert sorted(view.net.nodes([mark.node or ""])[mark.node or ""].label for mark in marks) == ["一、公开", "二、公开"]

"""The way to a Neo4j server breaks in the middle of a load: all of it stands at the end, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from neo4j import Driver

import tests.neo4j
from graph.store import open_store
from graph.store.neo4j import server as transactions
from graph.store.neo4j.connection import Neo4jUnreachable
from ingest.record import Citation
from tests.graph.filled import differences, filled, held
from tests.graph.lists import evidence, task, tasklist, unit
from tests.neo4j.proxy import Proxy

ONE = tasklist(task(1, unit("市政府办"), unit("市商务局", "support")), number="舒政办字〔2024〕8号")
TWO = tasklist(
    *(task(n, unit("市商务局"), unit("市教育局", "support"), themes=("一、公开",)) for n in range(1, 40)),
    place="邹城市",
    number="邹政办字〔2024〕3号",
    basis=[Citation("舒政办字〔2024〕8号", None, evidence("根据"))],
    file="b.docx",
)
PARTS = (0.05, 0.5, 0.95)


@pytest.fixture
def proxy(server: Driver) -> Iterator[Proxy]:
    tests.neo4j.empty(server)
    with Proxy(tests.neo4j.address()) as way:
        way.open()
        yield way


def sent(proxy: Proxy) -> int:
    """Bytes that go to the server when TWO is loaded; it is not there then."""
    with open_store(proxy.address, password=tests.neo4j.password()) as store:
        store.load([ONE], sha256="1")
        proxy.cut_after(None)
        (loaded,) = store.load([TWO], sha256="2")
        count = proxy.sent
        store.remove(loaded.document)
    return count


@pytest.mark.parametrize("part", PARTS)
def test_a_load_that_is_cut_is_tried_again_and_stands_once(server: Driver, proxy: Proxy, part: float) -> None:
    count = sent(proxy)
    with open_store(proxy.address, password=tests.neo4j.password()) as store, open_store(":memory:") as file:
        proxy.cut_after(int(count * part))
        for one in (store, file):
            assert [loaded.result for loaded in one.load([ONE], sha256="1")] == ["unchanged" if one is store else "added"]
            assert [loaded.result for loaded in one.load([TWO], sha256="2")] == ["added"]
        with server.session() as session:
            assert differences(held(session), filled(file)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("part", PARTS)
def test_a_load_that_is_cut_for_good_leaves_nothing(
    server: Driver, proxy: Proxy, part: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = sent(proxy)
    monkeypatch.setattr(transactions, "WRITE_RETRY_SECONDS", 0.0)
    with server.session() as session:
        before = held(session)
        with open_store(proxy.address, password=tests.neo4j.password()) as store:
            proxy.cut_after(int(count * part), shut=True)
            with pytest.raises(Neo4jUnreachable):
                store.load([TWO], sha256="2")
            proxy.open()
            # what the server had begun is undone before the next one gets its turn
            assert [loaded.result for loaded in store.load([ONE], sha256="1")] == ["unchanged"]
            assert differences(held(session), before) == []
            assert [loaded.result for loaded in store.load([TWO], sha256="2")] == ["added"]

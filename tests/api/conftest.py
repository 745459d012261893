"""The service over a real SQLite store in a temporary folder, filled by the store's own loader from lists written here:
two places with an office of the same printed name, a joint lead, a collective, an upstream document, and words that attack
a page or a query."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from ingest.record import Citation, Deadline, DocumentHead, Evidence, Note, Task, TaskList, UnitMention, Where

HOSTILE = "<script>alert(1)</script>"


def said(quote: str, row: int) -> Evidence:
    return Evidence(Where(page=1, table=1, row=row, column=3), quote, 0, len(quote))


def task(seq: int, text: str, *units: UnitMention) -> Task:
    limit = Deadline("12月底前", dates=(date(2024, 12, 31),), evidence=said("12月底前", seq))
    return Task(seq, text, ("一、政务公开",), units, limit, evidence=said(text, seq), theme_evidence=(said("一、政务公开", 1),))


def unit(name: str, role: str, row: int, kind: str = "unit") -> UnitMention:
    return UnitMention(name, role, kind, evidence=said(name, row))  # type: ignore[arg-type]


SHULAN = TaskList(
    DocumentHead(
        "shulan.docx",
        "2024年舒兰市政务公开重点工作任务清单",
        "舒政办发〔2024〕3号",
        None,
        "舒兰市",
        2024,
        basis=(Citation("吉政办发〔2024〕1号", "吉林省政务公开工作要点", said("吉政办发〔2024〕1号", 1)),),
    ),
    (
        task(1, "编制主动公开目录。", unit("市政府办", "lead", 1), unit("各乡镇人民政府", "responsible", 1, "collective")),
        task(2, "公开重大项目。", unit("市政府办", "lead", 2), unit("市政数局", "lead", 2)),
        task(3, f"办好{HOSTILE}一事。", unit("市政数局", "support", 3), unit("市商务局", "responsible", 3)),
    ),
    (Note("column not used", "“备注”列未使用", "the column 备注 was not used", said("备注", 1)),),
)
ZOUCHENG = TaskList(
    DocumentHead("zoucheng.docx", "2025年邹城市政务公开任务分解表", "邹政办字〔2025〕8号", None, "邹城市", 2025),
    (task(1, "公开财政预算。", unit("市政府办", "lead", 1), unit("市财政局", "responsible", 1)),),
)


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "zhengtu.sqlite"
    with open_store(str(path)) as store:
        store.load([SHULAN], sha256="1" * 64)
        store.load([ZOUCHENG], sha256="2" * 64)
    return path


@pytest.fixture(scope="session")
def settings(store_path: Path) -> Settings:
    return Settings(store=str(store_path), max_page=500)


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8321", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def ids(client: TestClient) -> dict[str, str]:
    """An id of each kind to put into a path."""
    return {kind: client.get(f"/api/v1/{kind}").json()["items"][0]["id"] for kind in ("units", "tasks", "documents")}

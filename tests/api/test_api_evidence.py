"""The row in which a fact stands, out of the file that was read; and the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.originals import Originals
from api.settings import Settings
from graph.store import open_store
from ingest.pipeline import extract
from tests.cli.runs import write_docx

TITLE = "2024年云溪市政务公开工作任务分解表"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one document, and its original."""
    import hashlib

    document = write_docx(tmp_path / "云溪：清单.docx", TITLE)
    with open_store(str(tmp_path / "zhengtu.sqlite")) as store:
        loaded = store.load(extract(document), sha256=hashlib.sha256(document.read_bytes()).hexdigest())
        Originals(tmp_path / "zhengtu.originals").keep(document, [one.document for one in loaded])
    return tmp_path


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    app = create_app(Settings(store=str(folder / "zhengtu.sqlite")))
    with TestClient(app, base_url="http://127.0.0.1:8321", raise_server_exceptions=False) as client:
        yield client


def get(client: TestClient, path: str, **query: Any) -> Any:
    return client.get(f"/api/v1{path}", params=query).json()


def lead_of(client: TestClient) -> dict[str, Any]:
    task = get(client, f"/tasks/{get(client, '/tasks')['items'][0]['id']}")
    return next(edge for edge in task["edges"] if edge["type"] == "LEADS")


def marked(row: dict[str, Any]) -> list[str]:
    cells = [*row["above"], *row["cells"], *row["below"]]
    return [cell["text"][a:b] for cell in cells if cell for a, b in cell["marks"]]


def test_the_row_of_a_duty_with_its_words_marked(client: TestClient) -> None:
    edge = lead_of(client)
    row = get(client, "/evidence", of=edge["id"])
    assert marked(row) == [edge["evidence"]["quote"]]
    assert [cell["label"] for cell in row["cells"]][:2] == ["序号", "工作任务"]
    assert edge["evidence"]["quote"] in "".join(cell["text"] for cell in row["cells"])
    assert row["place"] == "表1 第2行"


def test_the_row_of_a_tasks_own_words_and_of_a_documents_title(client: TestClient) -> None:
    task = get(client, "/tasks")["items"][0]
    assert marked(get(client, "/evidence", of=task["id"], fact="text")) == [task["properties"]["text"]]
    document = get(client, "/documents")["items"][0]
    assert "".join(marked(get(client, "/evidence", of=document["id"], fact="title"))) == TITLE


def test_without_the_original_the_row_is_told_as_it_was_read(client: TestClient, folder: Path) -> None:
    for path in (folder / "zhengtu.originals").glob("*/file/*"):
        path.unlink()
    edge = lead_of(client)
    row = get(client, "/evidence", of=edge["id"])
    assert (marked(row), row["original"]) == ([edge["evidence"]["quote"]], None)
    assert "任务" in [cell["label"] for cell in row["cells"]]
    missing = client.get(f"/api/v1/documents/{edge['evidence']['document']}/original")
    assert (missing.status_code, missing.json()["code"]) == (404, "OriginalMissing")


def test_the_original_comes_as_a_file_and_is_never_opened_by_the_browser(client: TestClient, folder: Path) -> None:
    row = get(client, "/evidence", of=lead_of(client)["id"])
    answer = client.get(row["original"])
    assert answer.content == (folder / "云溪：清单.docx").read_bytes()
    assert answer.headers["content-disposition"].startswith('attachment; filename="zhengtu.docx"')
    assert answer.headers["content-type"] == "application/octet-stream"
    assert (answer.headers["x-content-type-options"], answer.headers["cache-control"]) == ("nosniff", "no-store")


def test_an_original_that_is_another_file_is_not_taken_for_it(client: TestClient, folder: Path) -> None:
    for path in (folder / "zhengtu.originals").glob("*/file/*"):
        path.write_bytes(b"something else")
    assert get(client, "/evidence", of=lead_of(client)["id"])["original"] is None


@pytest.mark.parametrize(
    "asked", [{"of": "nothing"}, {"of": "LEADS:unit:1:task:2"}, {"of": "doc:0000000000000000", "fact": "title"}]
)
def test_what_is_stated_nowhere(client: TestClient, asked: dict[str, str]) -> None:
    assert client.get("/api/v1/evidence", params=asked).status_code == 404

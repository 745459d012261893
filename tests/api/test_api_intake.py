"""Documents come in through the page: read, reported on, corrected, removed and read again; and what is refused."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from api.app import create_app
from api.intake.reader import Reader, ReaderEnded, Stopped
from api.settings import Settings
from tests.cli.runs import write_docx

TITLE = "2024年云溪市政务公开工作任务分解表"
OURS = {"X-Zhengtu": "1"}
ODD = "甲\t乙\t丙\n编制主动公开目录。\t市政府办公室\t2024年6月底前\n公开财政预算。\t市财政局\t2024年9月底前\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store=str(tmp_path / "zhengtu.sqlite"), max_upload_mb=1)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8321", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return write_docx(tmp_path / "云溪：清单.docx", TITLE)


def over(client: TestClient, answer: Any) -> dict[str, Any]:
    """What came of a reading."""
    assert answer.status_code == 202, answer.text
    id = answer.json()["id"]
    assert client.app.state.desk.job(id).over.wait(120)  # type: ignore[attr-defined]
    told: dict[str, Any] = client.get(f"/api/v1/intake/{id}").json()
    assert told["state"] == "done"
    return told


def send(client: TestClient, name: str, content: bytes) -> dict[str, Any]:
    return over(client, client.post("/api/v1/intake", params={"name": name}, content=content, headers=OURS))


def test_a_document_is_read_and_its_original_kept(client: TestClient, settings: Settings, document: Path) -> None:
    content = document.read_bytes()
    (item,) = send(client, document.name, content)["items"]
    (stored,) = item["stored"]
    assert settings.originals_folder is not None
    assert list(settings.originals_folder.glob(".incoming/*")) == [], "nothing stays of what came in"
    assert (item["state"], stored["result"], stored["title"], stored["tasks"]) == ("done", "added", TITLE, 3)
    shown = client.get(f"/api/v1/documents/{stored['document']}").json()
    assert (shown["original"], shown["sha256"]) == (True, hashlib.sha256(content).hexdigest())
    assert client.get(f"/api/v1/documents/{stored['document']}/original").content == content
    assert [i["stored"][0]["result"] for i in send(client, document.name, content)["items"]] == ["unchanged"]


def test_the_same_as_the_command_line_reads(client: TestClient, settings: Settings, document: Path) -> None:
    from api.commands.reading import read_lists

    (item,) = send(client, document.name, document.read_bytes())["items"]
    read = read_lists(document, settings.max_bytes)
    again = client.app.state.store.load(read.lists, sha256=read.sha256)  # type: ignore[attr-defined]
    assert [(one.document, one.result) for one in again] == [(item["stored"][0]["document"], "unchanged")]


def test_a_zip_is_read_file_by_file_and_tells_what_it_left_aside(client: TestClient, document: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2024/清单.docx", document.read_bytes())
        archive.writestr("坏.docx", b"no document")
        archive.writestr("图.bmp", b"BM")
    told = send(client, "全部.zip", packed.getvalue())
    states = {item["name"]: item["state"] for item in told["items"]}
    assert states == {"2024/清单.docx": "done", "坏.docx": "failed"}
    assert told["skipped"] == {".bmp": 1}
    wrong = next(item["error"] for item in told["items"] if item["error"])
    assert wrong["zh"]
    assert str(Path.home()) not in wrong["zh"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("清单.docx", b"PK nothing", "FormatBroken"), ("清单.exe", b"MZ", "FormatUnknown"), ("话.txt", b"hello", "NoTasks")],
)
def test_a_bad_file_says_what_is_wrong(client: TestClient, name: str, content: bytes, code: str) -> None:
    (item,) = send(client, name, content)["items"]
    assert (item["state"], item["error"]["code"]) == ("failed", code)
    assert item["error"]["zh"] != item["error"]["en"]


def test_a_file_over_the_limit_is_refused_by_its_length_and_as_it_comes(client: TestClient, settings: Settings) -> None:
    size = 1024 * 1024 + 1
    for content in (b"x" * size, (b"x" * 65536 for _ in range(17))):
        answer = client.post("/api/v1/intake", params={"name": "a.txt"}, content=content, headers=OURS)
        assert (answer.status_code, answer.json()["code"]) == (413, "UploadTooLarge")
    assert client.post("/api/v1/intake", params={"name": "a.txt"}, content=b"", headers=OURS).json()["code"] == "FileEmpty"
    assert settings.originals_folder is not None
    assert [*settings.originals_folder.glob("*/file/*"), *settings.originals_folder.glob(".incoming/*")] == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {**OURS, "Origin": "https://evil.example"},
        {**OURS, "Origin": "http://127.0.0.1:9999"},
        {**OURS, "Origin": "null"},
        {**OURS, "Sec-Fetch-Site": "cross-site"},
        {**OURS, "Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("POST", "/api/v1/intake?name=a.txt"),
        ("DELETE", "/api/v1/documents/doc:1"),
        ("PUT", f"/api/v1/files/{'0' * 64}/columns"),
    ],
)
def test_only_the_page_itself_changes_something(client: TestClient, headers: dict[str, str], method: str, address: str) -> None:
    answer = client.request(method, address, content=b"x", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "NotFromPage")


def test_the_pages_own_origin_is_let_in(client: TestClient, document: Path) -> None:
    headers = {**OURS, "Origin": "http://127.0.0.1:8321", "Sec-Fetch-Site": "same-origin"}
    answer = client.post("/api/v1/intake", params={"name": "a.docx"}, content=document.read_bytes(), headers=headers)
    assert over(client, answer)["items"][0]["state"] == "done"


def test_a_service_for_looking_only_changes_nothing(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"read_only": True}))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        columns = f"/api/v1/files/{'0' * 64}/columns"
        for method, address in (
            ("POST", "/api/v1/intake?name=a.txt"),
            ("POST", f"/api/v1/files/{'0' * 64}/read"),
            ("PUT", columns),
            ("DELETE", columns),
            ("DELETE", "/api/v1/intake/a"),
            ("DELETE", "/api/v1/documents/doc:1"),
        ):
            answer = client.request(method, address, content=b"x", headers=OURS)
            assert (answer.status_code, answer.json()["code"]) == (403, "ReadOnly"), (method, address)
        assert client.post("/api/v1/export/json", json={"nodes": ["a"]}).status_code == 200, "which changes nothing"
        assert client.get("/api/v1/intake").json()["read_only"] is True


def test_names_lead_to_no_other_folder(client: TestClient, settings: Settings, document: Path) -> None:
    for name in ("../../a.docx", "..\\b.docx", "/etc/c.docx", "C:\\d.docx", "e\u202exslx.docx", "长" * 500 + ".docx"):
        (item,) = send(client, name, document.read_bytes())["items"]
        assert item["state"] == "done", name
        assert settings.originals_folder is not None
        (kept,) = settings.originals_folder.glob("*/file/*")
        assert re.fullmatch(r"[\w. -]{1,80}\.docx", kept.name), "no folder, no sign that turns the letters round"


def test_a_document_is_removed_and_read_again(client: TestClient, document: Path) -> None:
    (item,) = send(client, document.name, document.read_bytes())["items"]
    id = item["stored"][0]["document"]
    removed = client.delete(f"/api/v1/documents/{id}", headers=OURS).json()
    assert (removed["document"], removed["original"]) == (id, True)
    assert client.get(f"/api/v1/documents/{id}").status_code == 404
    assert client.delete(f"/api/v1/documents/{id}", headers=OURS).status_code == 404
    told = over(client, client.post(f"/api/v1/files/{removed['sha256']}/read", headers=OURS))
    assert [(s["document"], s["result"]) for s in told["items"][0]["stored"]] == [(id, "added")]


def test_what_was_removed_is_not_kept_for_good(settings: Settings, document: Path) -> None:
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        (item,) = send(client, document.name, document.read_bytes())["items"]
        client.delete(f"/api/v1/documents/{item['stored'][0]['document']}", headers=OURS)
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        answer = client.post(f"/api/v1/files/{item['sha256']}/read", headers=OURS)
        assert (answer.status_code, answer.json()["code"]) == (404, "OriginalMissing")


def test_a_file_that_is_not_understood_is_read_by_columns_that_a_person_says(client: TestClient, settings: Settings) -> None:
    (item,) = send(client, "2024年云溪市任务.txt", ODD.encode())["items"]
    assert item["error"]["code"] == "NoTasks"
    address = f"/api/v1/files/{item['sha256']}/columns"
    shown = client.get(address).json()
    assert (shown["kept"], shown["tables"][0]["rows"][1][1]) == (False, ["编制主动公开目录。", "市政府办公室", "2024年6月底前"])
    table = {**shown["tables"][0], "columns": {"1": "任务", "2": "牵头单位", "3": "完成时限"}}
    given = {"tables": [{name: table[name] for name in ("sheets", "tables", "header", "columns")}]}
    told = over(client, client.put(address, json=given, headers=OURS))
    (stored,) = told["items"][0]["stored"]
    assert (stored["tasks"], stored["result"]) == (2, "added")
    leads = client.get("/api/v1/questions/leads").json()["rows"]
    assert {row["unit"] for row in leads} == {"市政府办公室", "市财政局"}
    assert client.get(address, params={"document": stored["document"]}).json()["kept"] is True
    assert client.get(f"/api/v1/documents/{stored['document']}").json()["columns_by_hand"] is True
    again = send(client, "2024年云溪市任务.txt", ODD.encode())
    assert [s["result"] for s in again["items"][0]["stored"]] == ["unchanged"], "what was said holds when it comes again"
    forgotten = over(client, client.delete(address, headers=OURS))
    assert forgotten["items"][0]["error"]["code"] == "NoTasks"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"1": "任务"}, "责任单位"),
        ({"1": "任务", "2": "任务", "3": "牵头单位"}, "只能有一列"),
        ({"1": "任务", "9": "牵头单位"}, "没有第 9 列"),
        ({"1": "任务", "2": "随便"}, "不认识"),
        ({'1"\nx': "任务"}, "列"),
    ],
)
def test_columns_that_cannot_be_are_told_and_not_kept(client: TestClient, columns: dict[str, str], words: str) -> None:
    (item,) = send(client, "任务.txt", ODD.encode())["items"]
    address = f"/api/v1/files/{item['sha256']}/columns"
    answer = client.put(address, json={"tables": [{"header": [1], "columns": columns}]}, headers=OURS)
    assert (answer.status_code, answer.json()["code"]) == (422, "MappingWrong")
    assert words in answer.json()["detail"]
    assert client.get(address).json()["kept"] is False


def test_the_row_of_a_task_and_of_a_note_are_drawn(client: TestClient, document: Path) -> None:
    (item,) = send(client, document.name, document.read_bytes())["items"]
    id = item["stored"][0]["document"]
    task = client.get("/api/v1/tasks").json()["items"][0]["id"]
    assert Image.open(io.BytesIO(client.get(f"/api/v1/tasks/{task}/picture").content)).format == "PNG"
    notes = client.get(f"/api/v1/documents/{id}").json()["report"]
    placed = next(n for n, note in enumerate(notes) if note["evidence"] or note["covers"])
    answer = client.get(f"/api/v1/documents/{id}/notes/{placed}/picture")
    assert Image.open(io.BytesIO(answer.content)).format == "PNG"
    english = client.get(f"/api/v1/tasks/{task}/picture?lang=en").content
    assert english not in (answer.content, client.get(f"/api/v1/tasks/{task}/picture").content)
    assert client.get(f"/api/v1/documents/{id}/notes/999/picture").status_code == 404


def test_an_unknown_reading_says_that_the_service_may_have_been_restarted(client: TestClient) -> None:
    answer = client.get("/api/v1/intake/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "JobUnknown")
    assert "重新启动" in answer.json()["detail"]


def test_what_is_over_is_told_of_until_it_is_too_much_or_taken_from_the_list(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.intake.desk.MOST_KEPT", 1)
    told = [send(client, f"{n}.txt", b"hello") for n in range(3)]
    assert [job["name"] for job in client.get("/api/v1/intake").json()["jobs"]] == ["1.txt", "2.txt"]
    assert client.delete(f"/api/v1/intake/{told[2]['id']}", headers=OURS).status_code == 200
    assert [job["name"] for job in client.get("/api/v1/intake").json()["jobs"]] == ["1.txt"]
    monkeypatch.setattr("api.intake.desk.MOST_WAITING", 0)
    answer = client.post("/api/v1/intake?name=a.txt", content=b"hello", headers=OURS)
    assert (answer.status_code, answer.json()["code"]) == (429, "TooManyWaiting")


def test_a_reading_can_be_stopped(client: TestClient) -> None:
    rows = "".join(f"{n}\t做好第{n}项工作。\t市财政局牵头\t6月底前\n" for n in range(12_000))
    content = ("2024年云溪市任务清单\n序号\t工作任务\t责任单位\t完成时限\n" + rows).encode()[: 1024 * 1024]
    answer = client.post("/api/v1/intake", params={"name": "长.txt"}, content=content, headers=OURS)
    assert client.delete(f"/api/v1/intake/{answer.json()['id']}", headers=OURS).status_code == 200
    told = over(client, answer)
    assert {item["state"] for item in told["items"]} <= {"stopped"}
    assert client.get("/api/v1/status").json()["counts"]["Task"] == 0


def test_a_stop_that_comes_before_the_reading_has_begun_is_not_lost(tmp_path: Path) -> None:
    reader = Reader()
    with pytest.raises(Stopped):
        reader.read(tmp_path / "a.txt", max_bytes=1, columns=None, progress=lambda *_: None, wanted=lambda: False)


def test_a_stop_between_two_files_does_not_end_the_second(tmp_path: Path) -> None:
    file = tmp_path / "任务.txt"
    file.write_text("2024年云溪市任务清单\n序号\t工作任务\t责任单位\n1\t公开财政预算。\t市财政局\n", encoding="utf-8")
    reader = Reader()
    for _ in range(2):
        assert reader.read(file, max_bytes=1024, columns=None, progress=lambda *_: None)[0].tasks
        reader.stop()
    reader.rest()


def test_a_mapping_that_lay_beside_the_file_comes_with_it(client: TestClient, settings: Settings) -> None:
    mapping = 'header = [1]\n[columns]\n1 = "任务"\n2 = "牵头单位"\n3 = "完成时限"\n'
    headers = {**OURS, "X-Zhengtu-Columns": base64.b64encode(mapping.encode()).decode()}
    answer = client.post("/api/v1/intake", params={"name": "任务.txt"}, content=ODD.encode(), headers=headers)
    assert [s["tasks"] for s in over(client, answer)["items"][0]["stored"]] == [2]
    wrong = {**OURS, "X-Zhengtu-Columns": "%%%"}
    answer = client.post("/api/v1/intake", params={"name": "任务.txt"}, content=ODD.encode(), headers=wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "MappingWrong")
    broken = {**OURS, "X-Zhengtu-Columns": base64.b64encode(b"1 = ").decode()}
    answer = client.post("/api/v1/intake", params={"name": "任务.txt"}, content=ODD.encode(), headers=broken)
    assert over(client, answer)["items"][0]["error"]["code"] == "MappingWrong"
    answer = client.post("/api/v1/intake", params={"name": "空.txt"}, content=b"", headers=headers)
    assert answer.json()["code"] == "FileEmpty"
    assert settings.originals_folder is not None
    assert list(settings.originals_folder.glob(".incoming/*.columns.toml")) == []
    binary = {**OURS, "X-Zhengtu-Columns": base64.b64encode(b"\0" * 90).decode()}
    answer = client.post("/api/v1/intake", params={"name": "任务.txt"}, content=ODD.encode(), headers=binary)
    error = over(client, answer)["items"][0]["error"]
    assert "里面不是文字" in error["zh"]
    assert str(settings.originals_folder) not in error["zh"] + error["en"]


def test_what_needs_an_extra_is_told_before_a_file_comes(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.extras.NEEDS", {"doc": "no_such_module", "xls": "json"})
    said = client.get("/api/v1/intake").json()
    assert said["lacking"] == [".doc", ".dot", ".wps", ".wpt"]
    assert set(said["lacking"]) < set(said["accepts"])  # such a file is taken, and refused with what to install


def test_a_reader_that_ends_in_the_middle_of_its_answer_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the system takes its memory back, or when it is stopped while a long document comes over."""
    half = [sys.executable, "-c", "print(input()[:0] + '{\"lists\": [', end='')"]
    process = subprocess.Popen(half, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    reader = Reader()
    monkeypatch.setattr(reader, "_started", lambda wanted: process)
    with pytest.raises(ReaderEnded):
        reader.read(tmp_path / "a.txt", max_bytes=1, columns=None, progress=lambda *_: None)
    for stream in (process.stdin, process.stdout):
        assert stream
        stream.close()
    process.wait()

"""`zhengtu show TASK --evidence` and `--picture`: where a task's facts stand in its document."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.commands.reading import FileUnreadable
from api.commands.report import report_lines
from api.originals import Originals
from api.session import Session, plain
from api.tables import give, write_file
from graph.schema import Node
from ingest.errors import DocumentError, NodeUnknown, ParameterWrong, RequestError
from ingest.facts import Fact, facts_of, facts_of_head
from ingest.record import DocumentHead, Evidence, Task, TaskList, from_json

if TYPE_CHECKING:
    from graph.store.base import Store

COLUMNS = ("fact", "value", "where", "quote", "inherited")


class TaskNeeded(RequestError):
    zh, en = "“{id}”不是任务", "“{id}” is no task"
    do_zh = "--evidence 用于任务和文件，--picture 只用于任务，请用 zhengtu search 查找编号"
    do_en = "--evidence is for tasks and documents, --picture for tasks: look an id up with zhengtu search"


class PictureNeedsFile(DocumentError):
    status = 404
    zh, en = "画图需要原文件，这里没有", "a picture needs the original file, and it is not here"
    do_zh, do_en = "请用 --file 指出原文件或它所在的文件夹", "Say with --file where it is, or its folder"


class OriginalChanged(DocumentError):
    zh, en = "文件与读入时不同", "the file is not the one that was read"
    do_zh = "请用 zhengtu ingest 重新读入，或用 --file 指出当时的文件"
    do_en = "Read it again with zhengtu ingest, or say with --file where the one of that time is"


@dataclass(frozen=True, slots=True)
class Stated:
    """A task as its document states it, or the document itself."""

    document: Node
    head: DocumentHead
    task: Task | None
    """None when the document was asked for."""
    listed: TaskList
    sha256: str | None
    kept: Path | None = None
    """The original, where it was kept."""


def stated(store: Store, id: str, originals: Originals) -> Stated:
    """The record of a task or of a document that was read. Raises NodeUnknown or TaskNeeded."""
    from graph.names import task_id

    node = store.node(id)
    if node is None:
        raise NodeUnknown(id=id)
    edges, _ = store.edges(id, types=("LISTED_IN",)) if node.type == "Task" else ([], 0)
    document = node if node.type == "Document" else store.node(edges[0].target) if edges else None
    record = store.record(document.id) if document else None
    if document is None or record is None:
        raise TaskNeeded(id=id)
    listed, seen = from_json(record), Counter[tuple[int, int | None]]()
    sha256, kept = store.sha256(document.id), originals.of(document.id, store)
    if document is node:
        return Stated(document, listed.doc, None, listed, sha256, kept)
    for task in listed.tasks:
        number = (task.seq, task.part)
        if task_id(document.id, *number, seen[number]) == id:
            return Stated(document, listed.doc, task, listed, sha256, kept)
        seen[number] += 1
    raise NodeUnknown(id=id)


def print_report(session: Session, one: Stated) -> None:
    """What the reading of the document leaves to be looked at."""
    for line in report_lines(session, one.listed):
        print(plain(line))


def print_evidence(session: Session, one: Stated, *, format: str | None, output: str | None) -> None:
    """A row for each fact: where it stands, and the words there."""
    facts = [*(facts_of(one.task) if one.task else ()), *facts_of_head(one.head)]
    rows = [{"fact": "document", "value": one.document.label, "where": one.head.file}, *(_row(session, f) for f in facts)]
    listed: dict[str, Any] = {"fact": "document", "value": one.document.label, "file": one.head.file, "id": one.document.id}
    whole = [listed, *({"fact": f.kind, "value": f.words, "evidence": f.evidence and asdict(f.evidence)} for f in facts)]
    for row in rows:
        row["fact"] = session.words(f"fact.{row['fact']}")
    columns = [(name, session.words(f"column.{name}")) for name in COLUMNS]
    give(session, columns, rows, format=format, output=output, whole=whole)


def _row(session: Session, fact: Fact) -> dict[str, Any]:
    row: dict[str, Any] = {"fact": fact.kind, "value": fact.words}
    if fact.evidence is None:
        return row
    where = session.words("fact.goes_on").join(_places(fact.evidence, session))
    inherited = session.words("fact.inherited") if fact.evidence.inherited else ""
    words = fact.evidence.printed or fact.evidence.quote
    return row | {"where": where, "quote": re.sub(r"\s*\n\s*", "", words), "inherited": inherited}


def _places(evidence: Evidence, session: Session) -> Iterator[str]:
    """Each place in words, once."""
    wheres = dict.fromkeys((evidence.where, *(passage.where for passage in evidence.also)))
    yield from (where.words(session.language) for where in wheres)


def write_picture(session: Session, one: Stated, picture: str, original: str | None) -> None:
    """Draw the row of a task. Raises TaskNeeded, PictureNeedsFile or OriginalChanged, and what reading the file raises."""
    from ingest.readers import read
    from viz.picture import draw

    if one.task is None:
        raise TaskNeeded(id=one.document.id)
    if Path(picture).suffix.lower() != ".png":
        raise ParameterWrong(name="--picture", reason_zh="文件名应以 .png 结尾", reason_en="its name should end in .png")
    path = _original(one, original)
    source = read(path, max_bytes=session.settings.max_bytes)
    write_file(picture, draw(path, source, one.task, session.language))
    session.say("written", path=picture)


def _original(one: Stated, given: str | None) -> Path:
    """The file that was read: the one given, the one of its name in the folder given; else the one kept, or the one of its
    name in this folder."""
    if given is None and one.kept is not None:
        return one.kept
    path = Path(given) if given else Path(one.head.file)
    path = path / one.head.file if path.is_dir() else path
    if not path.is_file():
        raise PictureNeedsFile(file=str(path))
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise FileUnreadable(file=str(path), reason=error.strerror or str(error)) from error
    if found != one.sha256:
        raise OriginalChanged(file=str(path))
    return path

"""The published JSON Schema says what the record is: records, the shipped truths and the gold files all keep to it."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from ingest import record
from ingest.record import (
    Citation,
    Deadline,
    DocumentHead,
    Evidence,
    HeadEvidence,
    Note,
    Stretch,
    Task,
    TaskList,
    UnitMention,
    Where,
    from_json,
)

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads(files("ingest").joinpath("record.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
TRUTHS = [*sorted((ROOT / "ingest/corpus/truth").glob("*.json")), *sorted((ROOT.parent / "shared/gold").glob("*.json"))]

EVIDENCE = Evidence(Where(page=2, table=1, row=3, column=4), "市商务局牵头", 0, 6, inherited=True)
PLACES = Stretch(Where(table=1, row=2, column=4), Where(table=1, row=9, column=4))
FULL = TaskList(
    DocumentHead(
        "a.docx",
        "2024年云亭省工作要点",
        "云政办发〔2024〕2号",
        "云亭省人民政府办公厅",
        "云亭省",
        2024,
        date(2024, 3, 1),
        (Citation("国办发〔2024〕1号", None, EVIDENCE),),
        HeadEvidence(EVIDENCE, EVIDENCE, issued=EVIDENCE),
    ),
    (
        Task(
            1,
            "办好此事。",
            ("一、主题",),
            (UnitMention("财政厅", "lead", "unit", "牵头", "省财政厅", EVIDENCE), UnitMention("各市", "support", "collective")),
            Deadline("12月底前，长期坚持", True, (date(2024, 12, 31),), None, EVIDENCE),
            (Citation(None, "中华人民共和国预算法"),),
            "（一）",
            1,
            "省财政厅牵头，各市配合",
            "附注",
            EVIDENCE,
            (EVIDENCE,),
        ),
        Task(2, "再办一事。", theme_evidence=(None,)),
    ),
    (Note("guess", "猜的", "guessed", EVIDENCE), Note("column not used", "没用", "not used", covers=(PLACES,))),
)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("notes", [False, True])
def test_a_full_record_keeps_to_it_and_comes_back(notes: bool) -> None:
    value = json.loads(json.dumps(FULL.to_json(notes=notes), ensure_ascii=False))
    VALIDATOR.validate(value)
    assert from_json(value) == FULL


def test_several_lists_of_one_file() -> None:
    VALIDATOR.validate({"documents": [FULL.to_json(), FULL.to_json()]})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("doc", record.DocumentHead),
        ("headEvidence", record.HeadEvidence),
        ("task", record.Task),
        ("unit", record.UnitMention),
        ("deadline", record.Deadline),
        ("citation", record.Citation),
        ("evidence", record.Evidence),
        ("where", record.Where),
        ("note", record.Note),
    ],
)
def test_it_names_exactly_the_fields_of_the_record(name: str, kind: Any) -> None:
    assert set(SCHEMA["$defs"][name]["properties"]) == {field.name for field in fields(kind)}


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_truths_keep_to_it(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("doc", "issued"), "2024-13-01"),
        (("doc", "year"), "2024"),
        (("doc", "file"), ""),
        (("doc", "other"), 1),
        (("tasks", 0, "seq"), 0),
        (("tasks", 0, "units", 0, "role"), "boss"),
        (("tasks", 0, "units", 0, "name"), ""),
        (("tasks", 0, "deadline", "dates"), ["31.12.2024"]),
        (("tasks", 0, "evidence", "where", "row"), 0),
        (("tasks", 0, "cites", 0), {"number": None, "title": None}),
    ],
)
def test_it_refuses(place: tuple[str | int, ...], value: object) -> None:
    broken = FULL.to_json()
    inner: Any = broken
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    assert not VALIDATOR.is_valid(broken)

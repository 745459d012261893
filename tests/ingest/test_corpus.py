"""Extraction against the truths that lie beside the sample corpus, and against the real lists when they are there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import extract
from tests.ingest.scoring import differences

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT / "ingest" / "corpus"
SHARED = ROOT.parent / "shared"
FORMATS = ("txt", "docx", "xlsx", "html", "pdf")
LISTS = ("laiwu-2024", "mudan-2024", "shulan-2024", "yanzhou-2025", "zoucheng-2024")
real = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared with the real lists is not here")


def record(path: Path) -> dict[str, Any]:
    lists = extract(path)
    assert len(lists) == 1
    value: dict[str, Any] = json.loads(json.dumps(lists[0].to_json()))
    return value


def load(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value


@pytest.mark.parametrize("truth", sorted((CORPUS / "truth").glob("*.json")), ids=lambda p: p.stem)
def test_a_corpus_document_is_read_exactly(truth: Path) -> None:
    expected = load(truth)
    assert differences(expected, record(CORPUS / "documents" / expected["doc"]["file"])) == []


@real
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["shulan-2024", "yanzhou-2025", "zoucheng-2024"])
def test_a_real_list_is_read_exactly(name: str, format: str) -> None:
    found = differences(load(SHARED / "gold" / f"{name}.json"), record(SHARED / "samples" / format / f"{name}.{format}"))
    if format == "xlsx":  # the workbooks hold the table only, not the notice around it
        notice = ("doc.number: None", "doc.issuer: None", "doc.issued: None", "doc.basis: []")
        found = [f for f in found if not f.startswith(notice)]
    assert found == []


@real
@pytest.mark.parametrize("format", ["txt", "xlsx", "html", "pdf"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_the_same_in_every_format(name: str, format: str) -> None:
    expected, got = (record(SHARED / "samples" / f / f"{name}.{f}") for f in ("docx", format))
    if format == "xlsx":
        expected["doc"] |= {key: got["doc"][key] for key in ("number", "issuer", "issued", "basis")}
    assert differences(expected, got) == []

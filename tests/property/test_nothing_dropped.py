"""Nothing of a document is dropped in silence: what is in no fact is spoken of in the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import ZhengtuError
from ingest.pipeline import extract
from ingest.readers import read
from tests.hostile.draw import draw
from tests.hostile.model import Grid
from tests.hostile.writers import WRITERS, NotPrintable
from tests.ingest.accounting import silent

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
FILES = sorted((ROOT / "ingest/corpus/documents").iterdir())
REAL = sorted(p for p in SAMPLES.glob("*/*") if p.is_file()) if SAMPLES.is_dir() else []
SEEDS = {"docx": 12, "xlsx": 12, "html": 12, "tabs": 16, "flow": 24, "prose-docx": 12, "prose-wrapped": 16, "prose-line": 12}


@pytest.mark.parametrize("form", sorted(SEEDS))
def test_in_documents_drawn_at_random(form: str, tmp_path: Path) -> None:
    seen = 0
    for seed in range(100, 100 + SEEDS[form]):
        kind, suffix, write = WRITERS[form]
        drawn, path = draw(seed, kind), tmp_path / f"{seed}{suffix}"
        try:
            write(drawn, path)
            lists = extract(path)
        except (NotPrintable, ZhengtuError):
            continue
        headers = {box.words for block in drawn.blocks if isinstance(block, Grid) for box in block.boxes if box.head}
        assert silent(read(path, max_bytes=10**8), lists, headers) == [], (form, seed)
        seen += 1
    assert seen > 2


@pytest.mark.parametrize("path", [*FILES, *REAL], ids=lambda p: p.name)
def test_in_documents_as_offices_write_them(path: Path) -> None:
    assert silent(read(path, max_bytes=10**8), extract(path)) == []


def test_without_its_report_a_document_is_silent_about_a_column(tmp_path: Path) -> None:
    """What these tests trust would tell."""
    path = tmp_path / "清单.txt"
    rows = [
        "序号\t任务\t责任单位\t备注",
        "1\t公开预算。\t市财政局\t新增",
        "2\t公开决算。\t市财政局\t续办",
        "3\t公开清单。\t市商务局\t",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    source, lists = read(path, max_bytes=10**6), extract(path)
    assert silent(source, lists) == []
    assert len(silent(source, [replace(one, notes=()) for one in lists])) == 2

"""Documents drawn at random, with their truth, in each format: the means must hold. `python -m tests.hostile.run` says more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.run import outcomes

SEEDS = {"flow": 50, "docx": 16, "xlsx": 16, "prose-docx": 12, "prose-html": 12}
"""How many seeds, where not 24: `flow` cannot print most documents, docx and xlsx are slow to write."""
LEAST: dict[str, dict[str, float]] = {
    "docx": {"found": 0.99, "unit_role_f1": 0.99, "deadline": 0.99},
    "xlsx": {"found": 0.99, "unit_role_f1": 0.99, "deadline": 0.99},
    "html": {"found": 0.99, "unit_role_f1": 0.99, "deadline": 0.99},
    "tabs": {"found": 0.99, "unit_role_f1": 0.99, "deadline": 0.99},
    "flow": {"found": 0.90, "unit_role_f1": 0.90, "deadline": 0.90},
    "prose": {"found": 0.97, "unit_role_f1": 0.97, "deadline": 0.97},
    "prose-docx": {"found": 0.97, "unit_role_f1": 0.97, "deadline": 0.97},
    "prose-html": {"found": 0.97, "unit_role_f1": 0.97, "deadline": 0.97},
    "prose-wrapped": {"found": 0.97, "unit_role_f1": 0.97, "deadline": 0.97},
    "prose-line": {"found": 0.94, "unit_role_f1": 0.95, "deadline": 0.95},
}
"""The least mean of each measure over the seeds."""


@pytest.mark.parametrize("form", sorted(LEAST))
def test_documents_of_every_layout_are_read(form: str, tmp_path: Path) -> None:
    found = list(outcomes(range(SEEDS.get(form, 24)), [form], tmp_path))
    assert found
    for measure, least in LEAST[form].items():
        mean = sum(o.measures[measure] for o in found) / len(found)
        worst = sorted(found, key=lambda o: o.measures[measure])[:3]
        seeds = [(o.seed, round(o.measures[measure], 3)) for o in worst]
        assert mean >= least, f"{form} {measure} {mean:.4f} < {least}; worst seeds {seeds}"

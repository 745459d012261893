"""The code itself: lint, format, types, and which package may import which."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "graph", "api", "viz")
MAY_IMPORT = {"ingest": {"ingest"}, "graph": {"graph", "ingest"}, "viz": {"viz", "graph", "ingest"}, "api": set(PACKAGES)}


CHECKS = {"lint": ["ruff", "check", "."], "format": ["ruff", "format", "--check", "."], "types": ["mypy"]}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_code_is_clean(check: list[str]) -> None:
    run = subprocess.run([sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def imported(file: Path) -> set[str]:
    """The top-level names that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_point_one_way(package: str) -> None:
    forbidden = set(PACKAGES) - MAY_IMPORT[package]
    wrong = {
        str(file.relative_to(ROOT)): found for file in (ROOT / package).rglob("*.py") if (found := imported(file) & forbidden)
    }
    assert wrong == {}

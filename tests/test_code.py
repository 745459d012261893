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


@pytest.mark.parametrize("check", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]], ids=lambda c: c[0] + c[1] if c[1:] else c[0])
def test_the_code_is_clean(check: list[str]) -> None:
    run = subprocess.run([sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_point_one_way(package: str) -> None:
    wrong = []
    for file in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            wrong += [f"{file.relative_to(ROOT)}: {n}" for n in names if n.split(".")[0] in PACKAGES and n.split(".")[0] not in MAY_IMPORT[package]]
    assert wrong == []

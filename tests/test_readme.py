"""What the READMEs say works: the two commands, each command and option that they name, the files that they show."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh-CN.md")
SET_UP = "python -m venv .venv && . .venv/bin/activate && pip install . && zhengtu demo"
TESTS = "pip install '.[test]' && pytest"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def zhengtu(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command as installed with this interpreter, with a store of its own."""
    command = Path(sys.executable).with_name("zhengtu")
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "ZHENGTU_STORE": str(folder / "store.sqlite"),
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        [str(command), *words], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("name", PAGES)
def test_two_commands_do_all_the_set_up(name: str) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", page(name), re.DOTALL)
    assert [b.strip() for b in blocks[:2]] == [SET_UP, TESTS]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    pattern = re.search(r'grep -m1 -E "(.*)" README\.md', (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert pattern
    assert re.findall(pattern[1], page("README.md"), re.MULTILINE) == [TESTS]


def test_the_main_job_runs_and_prints_the_ranking(tmp_path: Path) -> None:
    run = zhengtu("demo", "--no-serve", folder=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "省市场监管局" in run.stdout
    assert not (tmp_path / "store.sqlite").exists(), "the demo leaves the user's own store alone"


@pytest.mark.parametrize("name", PAGES)
def test_every_command_that_is_named_exists_with_its_options(name: str, tmp_path: Path) -> None:
    named: dict[str, set[str]] = {}
    for line in re.findall(r"zhengtu ((?:(?:ask|units|places) )?[a-z-]+[^`#\n]*)", page(name)):
        command = " ".join(line.split()[: 2 if re.match("(ask|units|places) [a-z]", line) else 1])
        named.setdefault(command, set()).update(re.findall(r"--[a-z-]+", line))
    assert {"demo", "ingest", "serve", "ask leads", "extract", "export"} <= set(named)
    for command, options in named.items():
        run = zhengtu(*command.split(), "--help", folder=tmp_path)
        assert run.returncode == 0, (command, run.stderr)
        assert options <= set(re.findall(r"--[a-z-]+", run.stdout)), command


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_is_shown_or_linked_is_there(name: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", page(name)) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []

"""The command as a process: start-up, pipes, signals, a taken port, UTF-8 whatever the locale."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from api.cli import COMMANDS, build
from api.words import WORDS

SERVING = ("fastapi", "starlette", "uvicorn", "pyvis", "neo4j")
HEAVY = (*SERVING, "jieba", "networkx")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGTU_")}
COMMAND = [sys.executable, "-m", "api.cli"]


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    return {**ENVIRONMENT, "ZHENGTU_STORE": str(tmp_path / "zhengtu.sqlite"), **more}


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], HEAVY),
        (["ingest", "--help"], HEAVY),
        (["extract", "{file}"], HEAVY),
        (["schema"], HEAVY),
        (["documents"], SERVING),
        (["ask", "leads"], SERVING),
    ],
)
def test_a_command_loads_only_what_it_needs(
    tmp_path: Path, document: Path, arguments: list[str], heavy: tuple[str, ...]
) -> None:
    code = (
        "import sys; from api.cli import main; main(sys.argv[1:]); "
        f"sys.stderr.write(' '.join(m for m in {heavy!r} if m in sys.modules))"
    )
    given = [argument.format(file=document) for argument in arguments]
    run = subprocess.run(
        [sys.executable, "-c", code, *given], env=environment(tmp_path), capture_output=True, encoding="utf-8", check=True
    )
    loaded = run.stderr.splitlines()[-1].split() if run.stderr else []
    assert not set(loaded) & set(heavy)


def test_output_is_utf8_whatever_the_locale(tmp_path: Path, document: Path) -> None:
    run = subprocess.run(
        [*COMMAND, "extract", document],
        env=environment(tmp_path, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0"),
        capture_output=True,
        check=True,
    )
    assert json.loads(run.stdout.decode("utf-8"))["doc"]["jurisdiction"] == "云溪市"
    assert "云溪市" in run.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
@pytest.mark.parametrize("arguments", [["schema"], ["extract", "{file}"], ["--help"]])
def test_a_closed_pipe_is_no_traceback(tmp_path: Path, document: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [*COMMAND, *(argument.format(file=document) for argument in arguments)],
        env=environment(tmp_path),
        stdout=writer,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(writer)
    assert run.stderr == ""
    assert run.returncode == 1


def serving(tmp_path: Path, *arguments: str) -> tuple[subprocess.Popen[str], str]:
    """A serving process, and the address that it printed."""
    process = subprocess.Popen(
        [*COMMAND, *arguments, "--port", "0"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    for line in process.stdout:
        if "http://" in line:
            return process, line.split("http://")[1].split("（")[0]
    raise AssertionError(process.communicate()[1])


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serve_prints_an_address_that_answers_and_ends_cleanly(tmp_path: Path, ending: signal.Signals) -> None:
    process, address = serving(tmp_path, "serve")
    with urllib.request.urlopen(f"http://{address}api/v1/status") as response:
        assert json.load(response)["counts"].get("Task", 0) == 0
    process.send_signal(ending)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "已停止" in said
    assert "Traceback" not in said


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = subprocess.run(
            [*COMMAND, "serve", "--port", str(taken.getsockname()[1])],
            env=environment(tmp_path),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert run.returncode == 1
    assert "已被占用" in run.stderr
    assert "--port" in run.stderr
    assert "Traceback" not in run.stderr


def test_demo_reads_the_shipped_documents_and_ranks(tmp_path: Path) -> None:
    run = subprocess.run(
        [*COMMAND, "demo", "--no-serve"], env=environment(tmp_path), capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    assert "失败 0" in run.stdout
    assert "牵头任务最多的单位" in run.stdout
    assert not (tmp_path / "zhengtu.sqlite").exists(), "the user's own store is left alone"


def test_version_and_no_command(tmp_path: Path) -> None:
    for arguments, said in ((["--version"], "zhengtu "), ([], "ingest")):
        run = subprocess.run(
            [*COMMAND, *arguments], env=environment(tmp_path), capture_output=True, encoding="utf-8", check=True
        )
        assert said in run.stdout


def test_every_command_and_option_has_words_in_both_languages() -> None:
    for language in ("zh", "en"):
        tree = build([], language)
        assert set(tree.commands) == set(COMMANDS)
        for name, command in tree.commands.items():
            assert command.help == WORDS[name][0 if language == "zh" else 1]
            for parameter in command.params:
                assert parameter.help, (name, parameter.name)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")
def test_a_full_disk_behind_the_output_is_told(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        run = subprocess.run(
            [*COMMAND, "schema"], env=environment(tmp_path), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (run.returncode, run.stderr.count("\n"), "磁盘空间" in run.stderr) == (1, 1, True)


def test_an_error_of_the_program_is_told_in_words(tmp_path: Path) -> None:
    code = "import sys, api.cli as c; c._loaded = lambda place: 1 / 0; sys.exit(c.main(['schema']))"
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path, TMPDIR=str(tmp_path)), capture_output=True, text=True
    )
    (kept,) = tmp_path.glob("zhengtu-*.txt")
    assert (run.returncode, str(kept) in run.stderr, "Traceback" in run.stderr) == (1, True, False)
    assert "ZeroDivisionError" in kept.read_text(encoding="utf-8")

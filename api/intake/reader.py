"""Reads documents in a process of its own (`child.py`), one at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.errors import DocumentError
from ingest.progress import Progress
from ingest.record import TaskList, from_json


class Stopped(DocumentError):
    zh, en = "已停止读入", "reading was stopped"


class ReaderEnded(DocumentError):
    zh, en = "读取这份文件的进程意外结束", "the process that read this file ended unexpectedly"
    do_zh = "文件可能已损坏或过大；请用原软件另存一份再试"
    do_en = "It may be broken or too large: save it again in its own program and retry"


class Told(DocumentError):
    """An error of the other process, in the words that it said."""

    zh, en = "{zh}", "{en}"

    @property
    def code(self) -> str:
        return str(self.facts["code"])


class Reader:
    """The process; it starts when it is needed, and again after it was stopped."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def read(
        self, path: Path, *, max_bytes: int, columns: Path | None, progress: Progress, wanted: Callable[[], bool] = lambda: True
    ) -> list[TaskList]:
        """The lists of a file. Raises DocumentError: Stopped when `stop` was called meanwhile, or when it is wanted no more by
        the time it begins; and what reading raises."""
        process = self._started(wanted)
        asked = {"path": str(path), "max_bytes": max_bytes, "columns": str(columns) if columns else None}
        assert process.stdin is not None  # noqa: S101 - tells mypy what Popen was asked for
        assert process.stdout is not None  # noqa: S101
        try:
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
        except OSError:
            self._end()
            raise self._why() from None
        for line in process.stdout:
            if not line.endswith(b"\n"):  # it was ended while it told
                break
            told: dict[str, Any] = json.loads(line)
            if "at" in told:
                progress(*told["at"])
            elif "error" in told:
                raise Told(**told["error"])
            else:
                return [from_json(one) for one in told["lists"]]
        self._end()
        raise self._why()

    def stop(self) -> None:
        """End what is being read. Any thread may call it."""
        with self._guard:
            if self._process:
                self._stopped = True
                self._process.kill()
                self._process.wait()  # or the next file would be given to one that is about to end

    def rest(self) -> None:
        """End the process while there is nothing to read: it holds some 100 MB."""
        self._end()

    def _started(self, wanted: Callable[[], bool]) -> subprocess.Popen[bytes]:
        with self._guard:
            if not wanted():  # `stop` came before there was anything to stop
                raise Stopped
            self._stopped = False
            if self._process and self._process.poll() is not None:
                _let_go(self._process)
                self._process = None
            if self._process is None:
                command = [sys.executable, "-m", "api.intake.child"]
                known = os.pathsep.join(folder for folder in sys.path if folder)  # what this program found its modules by
                self._process = subprocess.Popen(  # noqa: S603
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": known}
                )
            return self._process

    def _end(self) -> None:
        with self._guard:
            process, self._process = self._process, None
        if process:
            _let_go(process)

    def _why(self) -> DocumentError:
        with self._guard:
            return Stopped() if self._stopped else ReaderEnded()


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """End a process, and close what leads to it."""
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream:
            try:
                stream.close()
            except OSError:  # what was left to write has nobody to read it
                continue
    process.wait()

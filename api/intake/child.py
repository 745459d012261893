"""The process that reads documents for the service: a request a line on its input, JSON lines on its output.

A file that crashes a reader or takes long ends or holds up this process and not the service, and to stop it is to kill it. It
ends by itself when its input does, so none outlives a service that was killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import IO, Any

from ingest.errors import ZhengtuError


def main() -> None:
    """Answer requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is for the service, which ends this one
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what a library prints is no answer

    for line in sys.stdin.buffer:
        asked = json.loads(line)
        try:
            _tell(answers, lists=_read(asked, answers))
        except ZhengtuError as error:
            error.file = None  # a name of ours: the page shows the user's own
            _tell(
                answers, error={"code": error.code, "zh": _named(error.say("zh"), asked), "en": _named(error.say("en"), asked)}
            )


def _read(asked: dict[str, Any], answers: IO[str]) -> list[dict[str, Any]]:
    from api.commands.reading import read_lists

    def progress(step: str, done: int, total: int | None) -> None:
        _tell(answers, at=[step, done, total])

    columns = Path(asked["columns"]) if asked["columns"] else None
    read = read_lists(Path(asked["path"]), asked["max_bytes"], columns, progress=progress)
    return [one.to_json(notes=True) for one in read.lists]


def _named(words: str, asked: dict[str, Any]) -> str:
    """The words with files by their names alone: where they lie on this machine is nobody's matter."""
    for path in filter(None, (asked["path"], asked["columns"])):
        words = words.replace(path, Path(path).name)
    return words


def _tell(answers: IO[str], **value: Any) -> None:
    answers.write(json.dumps(value) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()

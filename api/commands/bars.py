"""Bars that say how far a reading is, on the error stream of a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from api.session import Session, plain
from ingest.progress import Progress, Step

if TYPE_CHECKING:
    from rich.progress import Progress as Lines
    from rich.progress import TaskID

LONG: dict[Step, int] = {"pages": 5, "rows": 2_000, "tasks": 2_000}
"""A file with fewer is read before anybody asks how far it is."""


class Bars:
    """One bar for the files, and one for the step that a long file is at."""

    def __init__(self, session: Session, *, watched: bool) -> None:
        self.session, self.watched = session, watched
        self._lines: Lines | None = None
        self._step: tuple[Step, TaskID] | None = None

    def files(self, files: Sequence[Path]) -> Iterator[Path]:
        """The files, with a bar when there are several."""
        if len(files) < 2 or not self.watched:
            yield from files
            return
        yield from self._shown().track(files, description=self.session.words("progress.files"))

    def file(self, name: Path) -> Progress | None:
        """What is to be told of a file; its bar goes when the step is done, or when the next file begins."""
        self._leave()

        def tell(step: Step, done: int, total: int | None) -> None:
            if self._step is not None and (self._step[0] != step or done == total):
                self._leave()
            if done == total or max(done, total or 0) < LONG[step]:
                return
            if self._step is None:
                words = self.session.words(f"progress.{step}", file=plain(name.name))
                self._step = step, self._shown().add_task(words, total=total)
            self._shown().update(self._step[1], completed=done, total=total)

        return tell if self.watched else None

    def close(self) -> None:
        """Takes all bars away."""
        if self._lines is not None:
            self._lines.stop()

    def _leave(self) -> None:
        if self._step is not None:
            self._shown().remove_task(self._step[1])
            self._step = None

    def _shown(self) -> Lines:
        """The bars on the screen; a short reading never comes to load what draws them."""
        if self._lines is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Lines

            words = TextColumn("{task.description}", markup=False)
            console = Console(stderr=True)
            self._lines = Lines(
                words, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True
            )
            self._lines.start()
        return self._lines


@contextmanager
def bars(session: Session) -> Iterator[Bars]:
    """Bars while the block runs; they are gone before anything is said of how it ended."""
    shown = Bars(session, watched=sys.stderr.isatty())
    try:
        yield shown
    finally:
        shown.close()


@contextmanager
def counted(session: Session, words: str) -> Iterator[Callable[[int, int], None]]:
    """Takes how much is done and how much there is: a bar on a terminal and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(session.words(words), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

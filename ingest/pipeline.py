"""A file in, its task lists out: read, recognise, one document at a time."""

from __future__ import annotations

from pathlib import Path

from ingest.record import TaskList

MAX_BYTES = 50 * 1024 * 1024
"""Default size limit of one file in bytes."""


def extract(path: Path, *, max_bytes: int = MAX_BYTES) -> list[TaskList]:
    """The task lists that a file holds (most hold one). Raises a DocumentError that names the file and what to do."""
    raise NotImplementedError

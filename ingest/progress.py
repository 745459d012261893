"""How far the reading of a file is: told by the readers and by recognition, shown by whoever waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Step = Literal["pages", "rows", "tasks"]
"""What is counted: pages or rows (lines, in a text) of the file as they are read, then rows as they become tasks."""
Progress = Callable[[Step, int, int | None], None]
"""Is told the step, how many are done, and of how many where that is known. Within a step the numbers grow, and the last one
is the total. It is called every few rows and should return soon."""
EVERY = 250
"""Rows from one word to the next."""

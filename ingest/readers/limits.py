"""How large a document may be. A file may come from anywhere, so each reader stops at these and raises TooComplex."""

from __future__ import annotations

import time

from ingest.errors import TooComplex
from ingest.progress import EVERY, Progress, Step

MAX_PARTS = 10_000
"""Files inside a docx or xlsx package."""
MAX_PART_BYTES = 512 * 1024 * 1024
"""One part of a package, unpacked. 100,000 rows of a sheet take about 100 MB."""
MAX_PACKAGE_BYTES = 1024 * 1024 * 1024
"""All parts of a package, unpacked."""
RATIO_FREE_BYTES = 64 * 1024 * 1024
"""Below this size a package may be packed as tightly as it likes: it does no harm."""
MAX_RATIO = 200
"""Unpacked to packed bytes above `RATIO_FREE_BYTES`. Office XML packs 5 to 50 times, a bomb 1,000 times."""
MAX_CELLS = 5_000_000
"""Cells with text in one file."""
MAX_SPAN = 1_000
"""Rows or columns that one cell may cover where the format lets a page claim anything (HTML)."""
MAX_COLUMNS = 16_384
"""Columns of a grid, as Excel has them."""
MAX_DEPTH = 200
"""Nesting of elements in HTML; libxml2 itself stops XML at 256."""
MAX_PAGES = 3_000
MAX_PAGE_CHARS = 200_000
"""Characters on one PDF page."""
MAX_PAGE_LINES = 50_000
"""Ruling lines, rectangles and curves on one PDF page: finding the crossings of more takes minutes."""
MAX_SECONDS = 300.0
"""Time for one file."""


class Clock:
    """The time that one file has, and how far it is. `check` and `row` are called at each page or row and cost next to
    nothing."""

    def __init__(
        self, file: str, seconds: float = MAX_SECONDS, *, progress: Progress | None = None, step: Step = "rows"
    ) -> None:
        self.file, self.end, self.seconds, self.step = file, time.monotonic() + seconds, seconds, step
        self.progress = progress
        self.done = 0
        self.total: int | None = None
        """How many there are, where the reader knows."""

    def check(self) -> None:
        """Raises TooComplex when the time is over."""
        if time.monotonic() > self.end:
            raise TooComplex(file=self.file, what=f"> {self.seconds:.0f} s")

    def row(self) -> None:
        """One more is done. Raises TooComplex when the time is over."""
        self.done += 1
        if self.done % EVERY == 0:
            self.tell()

    def tell(self) -> None:
        """Tells how many are done. Raises TooComplex when the time is over."""
        self.check()
        if self.progress is not None:
            self.progress(self.step, self.done, self.total)

    def finish(self) -> None:
        """All is done."""
        if self.progress is not None:
            self.done = self.total = max(self.done, self.total or 0)
            self.tell()


MAX_GRID = 50_000_000
"""Rows times columns of one table: what `Table.grid` has to lay out."""


def check_table(file: str, cells: int, rows: int, columns: int) -> None:
    """Raises TooComplex when the cells so far, or the grid of one table, are over the limit."""
    if cells > MAX_CELLS:
        raise TooComplex(file=file, what=f"cells > {MAX_CELLS:,}")
    if rows * columns > MAX_GRID or columns > MAX_COLUMNS:
        raise TooComplex(file=file, what=f"table {rows:,} × {columns:,}")

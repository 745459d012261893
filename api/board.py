"""The numbers of the start page, worked out once for each state of the store: at a million tasks some take seconds.

Each part is told as soon as it is there. What was worked out is kept beside the store, so that a service that starts over an
unchanged store has it at once.
"""

from __future__ import annotations

import json
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from graph.questions import get
from graph.questions.base import Filters
from graph.store.base import Store

log = logging.getLogger("zhengtu.board")
EVERYTHING: Final = Filters.model_validate({})
Parts = dict[str, list[dict[str, Any]]]
PARTS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "numbers": ("overview", {}),
    "months": ("calendar", {"limit": 1000}),
    "leads": ("leads", {"limit": 10}),
    "matrix": ("matrix", {"limit": 1000}),
}
"""What is worked out, in this order: the question, and what it is asked."""
_KEPT: Final = 24


@dataclass(slots=True)
class _Sheet:
    """The parts for some filters in one state of the store."""

    parts: Parts = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)
    failed: Exception | None = None

    @property
    def whole(self) -> bool:
        return len(self.parts) == len(PARTS) or self.failed is not None


class Board:
    """Gives the numbers. Any thread may call it."""

    def __init__(self, store: Store, stamp: Callable[[], object], kept: Path | None) -> None:
        """`stamp` tells the state of the store: another value when the graph may have changed. `kept`: a file of ours."""
        self._store, self._stamp, self._file = store, stamp, kept
        self._sheets: OrderedDict[tuple[str, ...], _Sheet] = OrderedDict()
        self._going: dict[tuple[str, ...], _Sheet] = {}
        """The newest sheet of each day and filters, whatever the state of the store."""
        self._guard = threading.Lock()

    def parts(self, filters: Filters, today: date, patience: float) -> tuple[Parts, bool]:
        """What is known after so many seconds at most, and whether that is all. Raises what a question raises."""
        sheet = self._sheet(filters, today)
        with sheet.changed:
            sheet.changed.wait_for(lambda: sheet.whole, timeout=patience)
            if sheet.failed:
                raise sheet.failed
            return dict(sheet.parts), sheet.whole

    def _sheet(self, filters: Filters, today: date) -> _Sheet:
        stamp = str(self._stamp())
        key = (stamp, today.isoformat(), filters.model_dump_json())
        with self._guard:
            going = self._going.get(key[1:])
            if going and not going.whole:  # a store that is being filled changes all the time: one after the other
                return going
            if key in self._sheets and not self._sheets[key].failed:
                self._sheets.move_to_end(key)
                return self._sheets[key]
            sheet = self._sheets[key] = self._going[key[1:]] = _Sheet()
            if len(self._sheets) > _KEPT:
                old, _ = self._sheets.popitem(last=False)
                self._going.pop(old[1:], None)
            every = filters == EVERYTHING
            if every and (held := self._held(key)):
                sheet.parts = held
                return sheet
        threading.Thread(target=self._work, args=(sheet, key, filters, today), name="zhengtu-board", daemon=True).start()
        return sheet

    def _work(self, sheet: _Sheet, key: tuple[str, ...], filters: Filters, today: date) -> None:
        given = filters.model_dump(exclude_none=True)
        try:
            for name, (question, asked) in PARTS.items():
                when = {"as_of": today} if question == "overview" else {}
                answer = self._store.ask(get(question), {**given, **asked, **when})
                with sheet.changed:
                    sheet.parts[name] = [row.model_dump(mode="json") for row in answer.rows]
                    sheet.changed.notify_all()
        except Exception as error:
            with sheet.changed:
                sheet.failed = error
                sheet.changed.notify_all()
            return
        if filters == EVERYTHING and str(self._stamp()) == key[0]:
            self._keep(key, sheet.parts)

    def _held(self, key: tuple[str, ...]) -> Parts | None:
        try:
            value = json.loads(self._file.read_text(encoding="utf-8")) if self._file else {}
        except (OSError, ValueError):
            return None
        fits = isinstance(value, dict) and value.get("key") == list(key) and set(value.get("parts", ())) == set(PARTS)
        return value["parts"] if fits else None

    def _keep(self, key: tuple[str, ...], parts: Parts) -> None:
        if self._file is None:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            made = self._file.with_suffix(".part")
            made.write_text(json.dumps({"key": key, "parts": parts}, ensure_ascii=False), encoding="utf-8")
            made.replace(self._file)

"""What every command has: its settings, the language, and the terminal to speak to."""

from __future__ import annotations

import re
import sys
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from api.words import words
from ingest.errors import Language, ZhengtuError

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.store.base import Store

_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ASKED_LANGUAGE: ContextVar[str | None] = ContextVar("asked_language", default=None)
"""What --lang says anywhere on the command line, found before that is parsed, so that its help has the language too."""

# the options that commands share; their help is in api.words under the parameter's name
StoreOption = Annotated[str | None, typer.Option("--store", metavar="PATH")]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="zh|en")]
FormatOption = Annotated[str | None, typer.Option("--format", metavar="table|json|csv|xlsx")]
OutputOption = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=1000)]


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a command."""

    settings: Settings

    @property
    def language(self) -> Language:
        """The language to speak."""
        return self.settings.lang

    def words(self, key: str, **facts: object) -> str:
        """A text of api.words."""
        return words(key, self.language, **facts)

    def say(self, key: str, **facts: object) -> None:
        """Tell the user something beside the result."""
        tell(self.words(key, **facts))

    def fail(self, error: ZhengtuError) -> None:
        """Tell of an error that does not end the command."""
        self.say("error", words=error.say(self.language))

    def open(self) -> Store:
        """The store."""
        from api.stores import open_for

        return open_for(self.settings)


def begin(**given: Any) -> Session:
    """The session of a command with the options that set something."""
    from api.settings import load_settings

    given["lang"] = given.get("lang") or ASKED_LANGUAGE.get()
    return Session(load_settings(**given))


def tell(text: str) -> None:
    """Write a line to the error stream: the result on the output stays clean for pipes."""
    print(plain(text), file=sys.stderr, flush=True)


def plain(text: str) -> str:
    """The text without control characters, those that turn letters round among them: a file's name or words must not steer
    the terminal."""
    return _STEERING.sub("", text)

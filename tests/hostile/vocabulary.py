"""The word lists of the generator. They are larger than what the reading code knows, and made without looking at it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

FOLDER = Path(__file__).parent / "words"


@cache
def words(name: str) -> dict[str, Any]:
    """One file of `words/`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def listed(name: str, key: str) -> tuple[str, ...]:
    """A list of words: a TOML array, or words apart by spaces."""
    value = words(name)[key]
    return tuple(value.split() if isinstance(value, str) else value)


def pick(rng: Random, name: str, key: str) -> str:
    """One word of a list."""
    return rng.choice(listed(name, key))


def chance(rng: Random, probability: float) -> bool:
    """True with that probability; always takes one number from the generator."""
    return rng.random() < probability

"""Printed names and the bodies that they mean (`names/bodies.toml`): one body, one key, whatever the list prints."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest.resolve import UnitIdentity, resolve_unit

TABLE: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "names" / "bodies.toml").read_text(encoding="utf-8")
)
NAMES = [(place, name, key) for place, bodies in TABLE.items() for key, names in bodies.items() for name in names]


def resolved(name: str, place: str) -> UnitIdentity:
    return resolve_unit(name, "unit", None, place or None)


@pytest.mark.parametrize("place", TABLE)
def test_each_name_means_its_body(place: str) -> None:
    wrong = [
        (name, key, resolved(name, place).key) for p, name, key in NAMES if p == place and resolved(name, place).key != key
    ]
    assert wrong == []


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(NAMES) >= 400


def test_a_full_name_means_what_the_printed_one_means() -> None:
    """A page shows the full name: read again at the same place, it leads to the same body."""
    wrong = []
    for place, name, key in NAMES:
        full = resolved(name, place).full_name
        if resolved(full, place).key != key:
            wrong.append((place, name, full, resolved(full, place).key))
    assert wrong == []


def test_brackets_and_spaces_of_any_width_make_no_difference() -> None:
    narrow = str.maketrans("（）", "()")
    wrong = [name for place, name, key in NAMES if resolved("　" + name.translate(narrow) + " ", place).key != key]
    assert wrong == []


def test_each_identity_says_why() -> None:
    for place, name, _ in NAMES:
        who = resolved(name, place)
        assert 0 < who.score <= 1
        assert who.reason.words("zh")
        assert who.reason.words("en")
        assert (who.function is None) == (who.form is None)


def test_the_name_of_a_parent_means_the_parent() -> None:
    """Except for a level above the issuing place that nobody named (邹城市^市)."""
    wrong = []
    for place, name, _ in NAMES:
        parent = resolved(name, place).branch_of
        if parent and "^" not in parent.key and resolved(parent.full_name, place).key != parent.key:
            wrong.append((name, parent))
    assert wrong == []

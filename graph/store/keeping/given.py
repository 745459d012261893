"""What people gave beside documents, as a store keeps it: judgements, and places of their own."""

from __future__ import annotations

import json
from typing import Final

from graph.judgements import Judgements, from_json
from graph.store.keeping.shelf import Shelf
from ingest.divisions import Gazetteer, gazetteer_of

NAME: Final = "places.toml"


def held(shelf: Shelf) -> Judgements:
    """All judgements that the store holds."""
    return Judgements(from_json(json.loads(value)) for value in shelf.judgements())


def places(shelf: Shelf) -> Gazetteer | None:
    """The places that a user added, None when there are none."""
    given = shelf.places()
    return gazetteer_of(given, NAME) if given else None

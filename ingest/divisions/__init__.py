"""The divisions of China (行政区划): which one a printed place means in a document of some year.

Offline, from tables that this folder ships (README.md names their source); a user adds places by a file.
"""

from ingest.divisions.below import level_below
from ingest.divisions.gazetteer import Gazetteer, gazetteer_of, read_gazetteer
from ingest.divisions.hints import Hints
from ingest.divisions.official import Change, Division, successors
from ingest.divisions.readings import division_at
from ingest.divisions.settle import Settled, settle

__all__ = [
    "Change", "Division", "Gazetteer", "Hints", "Settled", "division_at", "gazetteer_of", "level_below", "read_gazetteer",
    "settle", "successors",
]  # fmt: skip

"""Which tasks of two lists are the same (对应): of a list and its upstream document, of sister lists, of two years.

`prepare` makes what is compared of a list, once; `align` finds the links between two prepared lists; `explain` takes one pair
apart; `Index` says which stored lists a new one is to be aligned with, and in which relation. All of it is pure, offline and
deterministic: the links of two lists depend on these two lists only, so that no order of arrival changes them. Weights and
limits are data (`lexicon/alignment.toml`).
"""

from __future__ import annotations

from ingest.alignment.align import Explained, align, explain
from ingest.alignment.kinship import Index, Kin, Related, marks_of, subject_of
from ingest.alignment.link import Grade, Link, Parts, Relation
from ingest.alignment.prepared import AlignedTask, Prepared, prepare

__all__ = [
    "AlignedTask", "Explained", "Grade", "Index", "Kin", "Link", "Parts", "Prepared", "Related", "Relation",
    "align", "explain", "marks_of", "prepare", "subject_of",
]  # fmt: skip

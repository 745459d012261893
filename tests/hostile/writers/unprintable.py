"""When a format cannot print a document."""

from __future__ import annotations


class NotPrintable(Exception):
    """The format cannot print this document so that a reader could still understand it."""

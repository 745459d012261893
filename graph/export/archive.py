"""Formats of several files: as one zip archive, or in a folder."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from graph.export.base import Parts, Writer
from graph.schema import Selection

_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive knows: the same bytes, whenever it is made."""
_PIECE: Final = 1 << 16


def as_zip(parts: Parts) -> Writer:
    """The writer that puts the files into an archive, one after the other, without holding one in memory."""

    def write(selection: Selection, stream: BinaryIO, *, title: str) -> None:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts(selection):
                with archive.open(entry(name), "w", force_zip64=True) as file:
                    for piece in _pieces(content):
                        file.write(piece)

    return write


def entry(name: str) -> zipfile.ZipInfo:
    """The entry of a file in an archive."""
    made = zipfile.ZipInfo(name, _DAY)
    made.compress_type, made.create_system, made.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return made


def into_folder(parts: Parts, selection: Selection, folder: Path) -> None:
    """Write the files into a folder, which is made where it is missing. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in parts(selection):
        with (folder / name).open("wb") as file:
            file.writelines(_pieces(content))


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same, in pieces of a size that is worth a call."""
    held, size = list[bytes](), 0
    for line in content:
        held.append(line)
        size += len(line)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)

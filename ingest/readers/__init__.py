"""A file in, its paragraphs and cells out, each with its place. No meaning yet: that is decided once, in `ingest.layout`."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from ingest.errors import (
    ArchiveGiven,
    DocumentError,
    FileEmpty,
    FileMissing,
    FileProtected,
    FileTooLarge,
    FormatBroken,
    FormatUnknown,
    TooComplex,
)
from ingest.progress import Progress
from ingest.readers.archive import is_archive
from ingest.readers.characters import fold
from ingest.readers.doc import read_doc
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.text import read_text
from ingest.readers.xls import read_xls
from ingest.readers.xlsx import read_xlsx
from ingest.source import Source

__all__ = ["FORMATS", "SUFFIXES", "read"]


def _read_pdf(path: Path, progress: Progress | None = None) -> Source:
    from ingest.readers.pdf import read_pdf  # half of the start of a program that reads no PDF

    return read_pdf(path, progress)


# A new format is one line here, and one in `_signature` where its content says what it is.
FORMATS: dict[str, tuple[Callable[[Path, Progress | None], Source], tuple[str, ...]]] = {
    "txt": (read_text, (".txt", ".text", ".md")),
    "docx": (read_docx, (".docx", ".docm", ".dotx")),
    "doc": (read_doc, (".doc", ".dot", ".wps", ".wpt")),
    "xlsx": (read_xlsx, (".xlsx", ".xlsm", ".xltx")),
    "xls": (read_xls, (".xls", ".xlt", ".et", ".ett")),
    "html": (read_html, (".html", ".htm", ".xhtml", ".shtml")),
    "pdf": (_read_pdf, (".pdf",)),
}
"""Format -> its reader and the endings of its files."""
SUFFIXES = {suffix: name for name, (_, suffixes) in FORMATS.items() for suffix in suffixes}
"""Ending in small letters, with the dot -> format."""

_MB = 1024 * 1024
_HEAD = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, _WORD, _SHEETS = "EncryptedPackage", "WordDocument", ("Workbook", "Book")
_ENTRY = 128
"""Bytes of an entry in the directory of an OLE file; its name comes first."""
_MARKUP = re.compile(
    rb"(?:<!--.{0,2000}?-->|<\?xml[^>]{0,200}>|\s)*<(?:!doctype\s+html|html|head|body|meta|table|div)\b", re.I | re.S
)


def read(path: Path, *, max_bytes: int, progress: Progress | None = None) -> Source:
    """Reads a file by what it is, whatever its ending says; a plain text needs the ending of one.

    `max_bytes` is the largest file to open; `progress` is told how many pages or rows are read. A text in traditional
    characters comes in simplified ones (`Source.folded`). Raises a DocumentError (FileMissing, FileEmpty, FileTooLarge,
    FormatUnknown, ExtraMissing, FormatBroken, FileProtected, NoText, TooComplex) that names the file; no library's own error
    leaves here.
    """
    if not path.is_file():
        raise FileMissing(file=path.name or str(path))
    size = path.stat().st_size
    if size == 0:
        raise FileEmpty(file=path.name)
    if size > max_bytes:
        raise FileTooLarge(file=path.name, size_mb=f"{size / _MB:.1f}", limit_mb=f"{max_bytes / _MB:g}")
    try:
        name = _format(path)
        return fold(FORMATS[name][0](path, progress))
    except DocumentError:
        raise
    except PermissionError as error:
        raise FormatBroken(file=path.name, format=_claimed(path) or "?", reason="permission denied") from error
    except (RecursionError, MemoryError) as error:
        raise TooComplex(file=path.name, what=type(error).__name__) from error
    except Exception as error:
        # Whatever a library raises over a damaged file is one thing to the user: this file cannot be read.
        raise FormatBroken(
            file=path.name, format=_claimed(path) or "?", reason=f"{type(error).__name__}: {error}"[:120]
        ) from error


def _claimed(path: Path) -> str | None:
    """The format that the ending names."""
    return SUFFIXES.get(path.suffix.lower())


def _format(path: Path) -> str:
    """The format of the content. Raises FormatBroken when the ending promises another, FormatUnknown when nothing fits."""
    claimed, found = _claimed(path), _signature(path)
    if found is not None:
        return found
    # Only text has no signature: any other ending whose content was not recognised is broken.
    if claimed in (None, "txt"):
        if claimed is None:
            if path.suffix.lower() == ".zip":
                raise (
                    ArchiveGiven(file=path.name)
                    if is_archive(path)
                    else FormatBroken(file=path.name, format="zip", reason="no such content")
                )
            raise FormatUnknown(file=path.name, suffix=path.suffix, known=" ".join(FORMATS))
        return "txt"
    if claimed == "html":
        return "html"
    raise FormatBroken(file=path.name, format=claimed, reason="no such content")


def _signature(path: Path) -> str | None:
    """The format that the first bytes show, None when they show none."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _package(path)
    if head.startswith(_OLE):
        return _compound(path)
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if plain[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in plain[:64]:
        plain = plain.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    return "html" if _MARKUP.match(plain) else None


def _compound(path: Path) -> str:
    """Which of the OLE formats it is. Raises FileProtected for a docx or xlsx with a password, which is packed so too."""
    data = path.read_bytes()
    word, sheets = _has(data, _WORD), any(_has(data, name) for name in _SHEETS)
    # Either may stand inside the other: a list in a letter, a letter in a list.
    if word and not (sheets and _claimed(path) == "xls"):
        return "doc"
    if sheets:
        return "xls"
    if _ENCRYPTED.encode("utf-16-le") in data:
        raise FileProtected(file=path.name)
    if claimed := _claimed(path):
        raise FormatBroken(file=path.name, format=claimed, reason="no document in its container")
    raise FormatUnknown(file=path.name, suffix=path.suffix, known=" ".join(FORMATS))


def _has(data: bytes, name: str) -> bool:
    """True when the directory of an OLE file names this stream."""
    key = name.encode("utf-16-le") + b"\0\0"
    at = data.find(key)
    while at >= 0:
        # Entries stand at multiples of their size, and say the length of their name.
        if at % _ENTRY == 0 and data[at + 64 : at + 66] == len(key).to_bytes(2, "little"):
            return True
        at = data.find(key, at + 1)
    return False


def _package(path: Path) -> str | None:
    """Which of the zip formats it is; None for a zip of something else or a damaged one."""
    try:
        with zipfile.ZipFile(path) as package:
            names = {name.replace("\\", "/").lower().split("/")[0] for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return None
    return "docx" if "word" in names else "xlsx" if "xl" in names else None

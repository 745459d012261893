"""A zip of a folder: its files, unpacked under names that can do no harm, and what could not be unpacked."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from ingest.errors import DocumentError, FileProtected, FormatBroken, TooComplex
from ingest.readers.package import READ_ERRORS

SUFFIX = ".zip"
_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_DEPTH = 1
"""A zip inside a zip is opened, one inside that is not."""
_LONGEST = 80
"""Characters of a name on disk: 240 bytes of Chinese, of 255."""
_CHUNK = 1024 * 1024


class MemberUnsafe(DocumentError):
    zh, en = "压缩包里的路径不安全，未解压", "the path in the archive is not safe: it was not unpacked"
    do_zh, do_en = "请检查压缩包的来源", "Check where the archive comes from"


class TooDeep(DocumentError):
    zh, en = "压缩包套了多层，里层未解压", "an archive in an archive in an archive was not unpacked"
    do_zh, do_en = "请先解压里层", "Unpack the inner one first"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an archive may be, the archives inside it included."""

    files: int = 10_000
    bytes: int = 1024 * 1024 * 1024
    """Unpacked."""
    ratio: int = 200
    """Unpacked to packed bytes of one file above `ratio_free`."""
    ratio_free: int = 16 * 1024 * 1024


@dataclass(slots=True)
class Unpacked:
    """What was in an archive."""

    members: list[tuple[str, Path]] = field(default_factory=list)
    """The path in the archive, and where the file is now. The names of the files are kept."""
    skipped: Counter[str] = field(default_factory=Counter)
    """How many files have an ending that is not known, by ending."""
    errors: list[DocumentError] = field(default_factory=list)
    """Members that could not be unpacked; the error's `file` is their path in the archive."""
    left: int = 0
    """Bytes that may still be unpacked."""


def is_archive(path: Path) -> bool:
    """True for a zip of files; a docx or xlsx under that ending is a document."""
    if path.suffix.lower() != SUFFIX:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except READ_ERRORS:
        return False


def members(path: Path, folder: Path, suffixes: Set[str], limits: Limits | None = None, *, beside: str = "\0") -> Unpacked:
    """Unpacks the files with these endings (in small letters, with the dot) into `folder`, each into a folder of its own, and
    what is kept beside one of them (`beside`: the ending behind its whole name) beside it.

    Nothing is written outside `folder`, whatever the names say. Raises FormatBroken when it is no zip, TooComplex over a limit.
    """
    out = _Unpacking(folder, suffixes, beside, limits or Limits())
    out.archive(path, path.name, "", 0)
    return out.found


@dataclass(slots=True)
class _Unpacking:
    """An archive being unpacked with those inside it: all count against one limit."""

    folder: Path
    suffixes: Set[str]
    beside: str
    limits: Limits
    found: Unpacked = field(default_factory=Unpacked)

    def __post_init__(self) -> None:
        self.found.left = self.limits.bytes

    def archive(self, path: Path, file: str, prefix: str, depth: int) -> None:
        out = self.found
        kept: dict[str, Path] = {}
        try:
            with zipfile.ZipFile(path) as archive:
                for info, name in _listed(archive, file, self.limits):
                    suffix = PurePosixPath(name).suffix.lower()
                    owner = kept.get(name.removesuffix(self.beside)) if name.endswith(self.beside) else None
                    if suffix != SUFFIX and suffix not in self.suffixes and owner is None:
                        out.skipped[suffix] += 1
                        continue
                    try:
                        into = owner.parent if owner else Path(mkdtemp(dir=self.folder))
                        as_name = owner.name + self.beside if owner else _plain(name.split("/")[-1])
                        made = _one(archive, info, name, into / as_name, self.limits, out)
                        if owner:
                            continue
                        if suffix != SUFFIX:
                            kept[name] = made
                            out.members.append((prefix + name, made))
                        elif depth < _DEPTH:
                            self.archive(made, prefix + name, f"{prefix}{name}/", depth + 1)
                        else:
                            raise TooDeep
                    except DocumentError as error:
                        error.file = error.file or prefix + name
                        if out.left < 0:
                            raise
                        out.errors.append(error)
        except READ_ERRORS as error:
            raise FormatBroken(file=file, format="zip", reason=str(error)[:120] or type(error).__name__) from error


def _listed(archive: zipfile.ZipFile, file: str, limits: Limits) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """The files in the order of their names, without what systems and Office leave beside them."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if any(info.flag_bits & 1 for info in infos):
        raise FileProtected(file=file)
    if len(infos) > limits.files:
        raise TooComplex(file=file, what=f"files > {limits.files:,}")
    named = [(_name(info).replace("\\", "/"), info) for info in infos]
    for name, info in sorted(named, key=lambda pair: pair[0]):
        parts = name.split("/")
        if not any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in parts):
            yield info, name


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant. Only some programs mark UTF-8; Windows in China writes GBK and marks nothing."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437", "replace")
    if (said := _said(info.extra, raw)) is not None:
        return said
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _said(extra: bytes, raw: bytes) -> str | None:
    """The name in the field that Info-ZIP and 7-Zip add, when it belongs to this one."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        data, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(data) > 5 and struct.unpack("<L", data[1:5])[0] == zlib.crc32(raw):
            return data[5:].decode("utf-8", "replace")
    return None


def _one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, made: Path, limits: Limits, out: Unpacked) -> Path:
    """Unpacks a member to a new file. Its path says nothing about where it goes; a path that tries to is refused."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or ":" in parts[0] or stat.S_ISLNK(info.external_attr >> 16):
        raise MemberUnsafe
    if info.file_size > limits.ratio_free and info.file_size > limits.ratio * max(info.compress_size, 1):
        raise TooComplex(what=f"zip ratio > {limits.ratio}")
    out.left -= info.file_size  # no more than this is unpacked, whatever follows in the file
    if out.left < 0:
        raise TooComplex(what=f"> {limits.bytes // _CHUNK:,} MB")
    try:
        with archive.open(info) as source, made.open("xb") as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
    except READ_ERRORS as error:
        raise FormatBroken(format="zip", reason=str(error)[:120] or type(error).__name__) from error
    return made


def _plain(name: str) -> str:
    """A name that every file system takes, with its ending."""
    kept = "".join("_" if sign < " " or sign in '<>:"|?*\x7f' or "\ud800" <= sign <= "\udfff" else sign for sign in name)
    stem, dot, suffix = kept.rpartition(".")
    return f"{stem[: _LONGEST - len(suffix)]}{dot}{suffix}" if dot else kept[:_LONGEST]

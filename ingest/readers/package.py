"""The zip package of docx and xlsx (Open Packaging): parts, relationships, XML without entities, no zip bombs.

Read directly and not through python-docx or openpyxl: both load and convert parts that hold no text, both fail on files that
WPS and web tools write (missing theme, broken style sheet), and openpyxl keeps every formatted empty cell in memory.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import IO

from lxml import etree

from ingest.errors import FileProtected, FormatBroken, TooComplex
from ingest.readers import limits

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCTYPE = re.compile(rb"<\s*!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
# The ISO "strict" variant uses other namespaces for the same elements.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/main")
_STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_TRANSITIONAL = {
    b"wordprocessingml": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"spreadsheetml": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"drawingml": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, KeyError, RuntimeError)


class Package:
    """An opened package, a context manager. Raises FormatBroken, FileProtected or TooComplex, never a library's own error."""

    def __init__(self, path: Path, form: str) -> None:
        self.file, self.form = path.name, form
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        try:
            self._zip = zipfile.ZipFile(path)
        except READ_ERRORS as error:
            raise self.broken(str(error) or "no zip package") from error
        try:
            self._check()
        except BaseException:
            self._zip.close()
            raise
        self._names = {info.filename.replace("\\", "/").lower(): info for info in self._zip.infolist()}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._zip.close()

    def broken(self, reason: str) -> FormatBroken:
        """The error to raise for this file."""
        return FormatBroken(file=self.file, format=self.form, reason=reason[:120])

    def _check(self) -> None:
        """Looks at the declared sizes before anything is unpacked; zipfile never hands out more than is declared."""
        parts = self._zip.infolist()
        if len(parts) > limits.MAX_PARTS:
            raise TooComplex(file=self.file, what=f"zip parts > {limits.MAX_PARTS:,}")
        if any(part.flag_bits & 1 for part in parts):
            raise FileProtected(file=self.file)
        size, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
        if size > limits.MAX_PACKAGE_BYTES or any(p.file_size > limits.MAX_PART_BYTES for p in parts):
            raise TooComplex(file=self.file, what=f"zip: {size // 1024 // 1024:,} MB")
        if size > limits.RATIO_FREE_BYTES and size > limits.MAX_RATIO * max(packed, 1):
            raise TooComplex(file=self.file, what=f"zip ratio > {limits.MAX_RATIO}")

    def has(self, name: str) -> bool:
        """True when the package holds this part."""
        return name.lower() in self._names

    def stream(self, name: str) -> IO[bytes]:
        """The part's bytes as a stream, for parts too large to hold; refuses a document type declaration."""
        info = self._names.get(name.lower())
        if info is None:
            raise self.broken(f"no {name}")
        try:
            with self._zip.open(info) as part:
                self._refuse_entities(part.read(4096))
            return self._zip.open(info)
        except READ_ERRORS as error:
            raise self.broken(f"{name}: {error}") from error

    def _refuse_entities(self, head: bytes) -> None:
        # Office XML has no DTD; one in it is an attack (entity expansion, external files). UTF-16 parts are looked at too.
        if _DOCTYPE.search(head.replace(b"\0", b"")):
            raise self.broken("XML with a document type declaration")

    def xml(self, name: str) -> etree._Element:
        """The part parsed."""
        try:
            with self.stream(name) as part:
                data = part.read()
        except READ_ERRORS as error:
            raise self.broken(f"{name}: {error}") from error
        if b"purl.oclc.org/ooxml" in data:
            data = _STRICT.sub(lambda m: _TRANSITIONAL.get(m[1], m[0]), data.replace(_STRICT_RELATIONS, _RELATIONS))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self.syntax(name, error) from error

    def syntax(self, name: str, error: etree.XMLSyntaxError) -> FormatBroken | TooComplex:
        """The error for XML that libxml2 refused: too deep, or broken."""
        words = str(error)
        if "depth" in words.lower() or "huge" in words.lower():
            return TooComplex(file=self.file, what=f"{name}: XML depth > 256")
        return self.broken(f"{name}: {words}")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part ("" for the package): id -> (last word of its type, target part)."""
        if part not in self._relations:
            self._relations[part] = self._related_parts(*posixpath.split(part))
        return self._relations[part]

    def _related_parts(self, folder: str, name: str) -> dict[str, tuple[str, str]]:
        where = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(where):
            return {}
        return {
            r.get("Id", ""): (r.get("Type", "").rpartition("/")[2], posixpath.normpath(posixpath.join("/", folder, target))[1:])
            for r in self.xml(where).iter(_RELATION)
            if r.get("TargetMode") != "External" and (target := r.get("Target"))
        }

    def related(self, part: str, kind: str, default: str) -> str | None:
        """The first part that `part` names by this kind of relationship, else the default where it exists, else None."""
        for found, target in self.relations(part).values():
            if found == kind and self.has(target):
                return target
        return default if self.has(default) else None

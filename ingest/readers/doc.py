"""Word before 2007 (doc, and the wps that WPS Writer saves): converted to docx, with its merged cells, and read as such."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.errors import DocumentError, FileProtected, FormatBroken
from ingest.progress import Progress
from ingest.readers.docx import read_docx
from ingest.readers.extras import needed
from ingest.source import Source


def read_doc(path: Path, progress: Progress | None = None) -> Source:
    """As `read_docx`. Raises ExtraMissing without the extra `legacy`, FormatBroken, FileProtected, TooComplex or NoText."""
    converter = needed("doc2docx", "legacy", file=path.name, form="doc")
    errors = needed("doc2docx.errors", "legacy", file=path.name, form="doc")
    with TemporaryDirectory(prefix="zhengtu-") as folder:
        made = Path(folder) / "made.docx"
        try:
            converter.convert(path, made)
        except errors.EncryptedDocumentError as error:
            raise FileProtected(file=path.name) from error
        except errors.Doc2DocxError as error:
            raise FormatBroken(file=path.name, format="doc", reason=str(error)[:120]) from error
        try:
            source = read_docx(made, progress)
        except DocumentError as error:
            # The converted file is ours: the user knows the one it was made from.
            facts = {**error.facts, "format": "doc"} if isinstance(error, FormatBroken) else error.facts
            raise type(error)(file=path.name, where=error.where, **facts) from error
    source.file, source.format = path.name, "doc"
    return source

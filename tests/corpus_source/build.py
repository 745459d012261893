"""Build the sample corpus: `python -m tests.corpus_source.build [STEM …]` from the root of the repository.

Writes `ingest/corpus/documents/*`, `ingest/corpus/truth/*.json` and `links.json` beside this file. The PDF needs Chromium
and Noto Serif CJK; nothing needs a network.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import pdftext, printed, sheet, source, truth, web, word, wordtext
from .model import Document

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "ingest" / "corpus"
WRITERS: dict[str, Callable[[Document, Path], None]] = {
    "prose-docx": word.write,
    "prose-html": web.write,
    "table-docx": word.write,
    "table-html": web.write,
    "table-xlsx": sheet.write,
    "table-pdf": printed.write,
    "table-wordtext": wordtext.write,
    "table-pdftext": pdftext.write,
}


def main(stems: list[str]) -> None:
    """Build the named documents, or all of them."""
    documents, truths = CORPUS / "documents", CORPUS / "truth"
    documents.mkdir(parents=True, exist_ok=True)
    truths.mkdir(parents=True, exist_ok=True)
    docs = source.load_all()
    for doc in docs:
        if not stems or doc.stem in stems:
            WRITERS[doc.layout](doc, documents / doc.file)
        _json(truths / f"{doc.stem}.json", truth.record(doc))
    _json(HERE / "links.json", truth.links(docs))


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The sample corpus in a store, with its originals: what the README's pictures, the officer's jobs and the audit use."""

from __future__ import annotations

import hashlib
from importlib.resources import as_file, files
from pathlib import Path

from api.originals import Originals
from api.settings import Settings
from api.stores import open_for
from ingest.pipeline import extract


def filled(folder: Path, settings: Settings | None = None) -> Settings:
    """Read the corpus into a store in the folder, or into the store of these settings. Returns the settings that serve it."""
    settings = settings or Settings(store=str(folder / "zhengtu.sqlite"))
    with open_for(settings) as store, as_file(files("ingest").joinpath("corpus", "documents")) as documents:
        store.put_places(files("ingest").joinpath("corpus", "places.toml").read_text(encoding="utf-8"))
        for document in sorted(documents.iterdir()):
            sha256 = hashlib.sha256(document.read_bytes()).hexdigest()
            loaded = store.load(extract(document), sha256=sha256)
            Originals(settings.originals_folder).keep(document, [one.document for one in loaded])
    return settings

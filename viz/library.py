"""vis-network as the pyvis package brings it. We ship nothing of it ourselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Library:
    """The browser library's version and its script, without the pointer to a source map that is not there."""

    version: str
    script: str


@cache
def vis_network() -> Library:
    """The newest vis-network inside the installed pyvis (found without importing it, which would load IPython)."""
    lib = Path(str(distribution("pyvis").locate_file("pyvis/lib")))
    folders = [f for f in lib.iterdir() if re.fullmatch(r"vis-\d+(\.\d+)*", f.name)]
    newest = max(folders, key=lambda f: [int(n) for n in f.name[4:].split(".")])
    script = (newest / "vis-network.min.js").read_text(encoding="utf-8")
    return Library(newest.name[4:], re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", script))

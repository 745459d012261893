"""Where a program keeps a user's data on Windows, macOS and Linux."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder(platform: str = sys.platform, environ: Mapping[str, str] = os.environ, home: Path | None = None) -> Path:
    """The user's own data folder of Zhengtu. It is not made here."""
    home = home or Path.home()
    if platform == "win32":
        # the local one: a database must not roam over the network with the user's profile
        return _given(environ, "LOCALAPPDATA", home / "AppData" / "Local") / "zhengtu"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "zhengtu"
    return _given(environ, "XDG_DATA_HOME", home / ".local" / "share") / "zhengtu"


def _given(environ: Mapping[str, str], name: str, default: Path) -> Path:
    # the XDG specification: a relative path is to be ignored
    path = Path(environ.get(name, ""))
    return path if path.is_absolute() else default

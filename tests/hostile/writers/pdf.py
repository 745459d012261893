"""PDF through Chromium: a ruled table, its header on each page, page breaks through rows, page numbers. Slow."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from random import Random

from tests.hostile.model import Drawn

from .html import page

STYLE = """<style>@page{size:A4%s;margin:15mm} body{font-family:'Noto Serif CJK SC'}
td,th{font-size:%spt} p{font-size:12pt;line-height:1.6;text-indent:2em}
p.c,p.r{text-indent:0}</style>"""


def write(drawn: Drawn, path: Path) -> None:
    """Build the file."""
    rng = Random(f"pdf {drawn.seed}")  # noqa: S311
    style = STYLE % (rng.choice(["", " landscape"]), rng.choice([9, 10, 10.5]))
    text = page(drawn, rng, site=False, header_rows=rng.random() < 0.6).replace("</head>", style + "</head>")
    chromium = shutil.which("chromium") or "chromium"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(text, encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            f"--user-data-dir={folder}/profile",
        ]
        numbers = [] if rng.random() < 0.15 else ["--no-pdf-header-footer"]
        command = [chromium, *options, *numbers, f"--print-to-pdf={path}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

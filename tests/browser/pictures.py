"""The README's pictures, taken of the sample corpus: `python -m tests.browser.pictures`. Writes viz/pictures/*.png."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from ingest.pipeline import extract
from tests.browser.watching import ARGUMENTS, serving

ROOT = Path(__file__).parent.parent.parent
OUT = ROOT / "viz" / "pictures"
UNIT = "临澄市市场监管局"


def main() -> None:
    """Fill a store with the corpus, open the page of one unit, and photograph its graph."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = str(Path(folder) / "zhengtu.sqlite")
        with open_store(path) as store:
            for number, document in enumerate(sorted((ROOT / "ingest" / "corpus" / "documents").iterdir())):
                store.load(extract(document), sha256=f"{number:064}")
            unit = next(n for n in store.search(UNIT) if n.type == "Unit" and n.properties["full_name"] == UNIT)
        with serving(create_app(Settings(store=path))) as address:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
            page.goto(f"{address}/#/units/{unit.id}?view=graph")
            page.locator("canvas").first.wait_for()
            page.wait_for_load_state("networkidle")
            page.locator("canvas").first.scroll_into_view_if_needed()
            page.evaluate("window.scrollTo(0, 0)")
            page.screenshot(path=OUT / "unit.png")
            browser.close()


if __name__ == "__main__":
    main()

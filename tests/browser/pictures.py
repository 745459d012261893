"""The README's pictures, taken of the sample corpus: `python -m tests.browser.pictures`. Writes viz/pictures/*.png."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from api.app import create_app
from graph.questions.base import Filters
from graph.store import open_store
from tests.browser.corpus import filled
from tests.browser.watching import ARGUMENTS, serving

OUT = Path(__file__).parent.parent.parent / "viz" / "pictures"
UNIT = "临澄市市场监管局"
DOCUMENT = "2025年临澄市优化营商环境"
COLOURS = 128
"""Of a picture: a page has few, and a small file does not weigh on the repository."""


def main() -> None:
    """Fill a store with the corpus and photograph its first page, a unit on the canvas, and the row behind a duty."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = filled(Path(folder))
        with open_store(settings.store) as store:
            unit = next(n for n in store.search(UNIT) if n.type == "Unit" and n.properties["full_name"] == UNIT)
            listed = store.nodes("Document", filters=Filters.model_validate({}), text=DOCUMENT).nodes[0]
        with serving(create_app(settings)) as address:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
            page.goto(f"{address}/#/?year=2025")
            page.get_by_role("main").get_by_role("link", name="市市场监管局").first.wait_for()
            take(page, "start")
            page.goto(f"{address}/#/graph?show={unit.id}+{unit.id}_lead+{unit.id}_task+{unit.id}_place&at={unit.id}")
            page.get_by_role("complementary").get_by_role("button", name="牵头的任务").wait_for()
            take(page, "unit")
            page.goto(f"{address}/#/documents/{listed.id}")
            page.locator("tbody button.evidence").nth(4).click()
            page.get_by_role("complementary").get_by_role("link", name="下载原文件").wait_for()
            take(page, "evidence")
            browser.close()


def take(page: Page, name: str) -> None:
    """A picture of what is on the screen, in few colours."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()

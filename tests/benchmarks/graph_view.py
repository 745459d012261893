"""How fluid is the canvas? `python -m tests.benchmarks.graph_view [NODES ...]` opens the same graph in our page and in pyvis's
own, in one Chromium that draws by software, and prints the time until each can be used and how long its frames take while it is
dragged and zoomed. Nothing is asserted.

The graph is a generated county (and its neighbours, until there are so many nodes) with its documents, tasks, units and themes.
pyvis writes its page with the library inside; what that page wants from the network is refused at once.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from pyvis.network import Network

from api.app import create_app
from api.settings import Settings
from graph.questions.base import Filters
from graph.store import open_store
from graph.store.base import Store
from graph.view import View, Wanted, draw, steps
from tests.benchmarks.lists import documents
from tests.browser.watching import ARGUMENTS, DESK, serving

USABLE = "until usable, ms"
PATIENCE = 240_000
"""Milliseconds after which a page counts as never usable."""
OURS = """setInterval(() => {
  const network = document.querySelector('.canvas')?.network, stage = document.querySelector('.drawing');
  if (window.usable || !network || stage.hasAttribute('aria-busy') || !network.body.data.nodes.length) return;
  requestAnimationFrame(() => { window.usable ??= performance.now(); });
}, 10)"""
THEIRS = """setInterval(() => {
  const network = window.network;
  if (!network || window.watched) return;
  window.watched = true;
  network.once('stabilizationIterationsDone', () => requestAnimationFrame(() => { window.usable ??= performance.now(); }));
}, 10)"""
FRAMES = """() => { window.frames_ = []; let last = performance.now(); window.counting = true;
  const tick = (now) => { window.frames_.push(now - last); last = now; if (window.counting) requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""


def main() -> None:
    """Make the graph, open both pages, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nodes", type=int, nargs="*", default=[500, 2000])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = str(Path(folder) / "graph.sqlite")
        with open_store(path) as store:
            for number, one in enumerate(documents(55 * 60)):
                store.load([one], sha256=f"{number:064}")
            graphs = [_graph(store, count) for count in given.nodes]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        settings = Settings(store=path, max_nodes=10_000)
        with serving(create_app(settings)) as address:
            for show, view in graphs:
                _say(f"\n{len(view.nodes)} nodes, {len(view.lines)} lines; Chromium {browser.version}, software rendering")
                ours = _measure(browser, f"{address}/#/graph?show={quote_plus(show)}", OURS, "our page")
                page = Path(folder) / "pyvis.html"
                _write(view, page)
                theirs = _measure(browser, page.as_uri(), THEIRS, "pyvis's page")
                for name in theirs:
                    _say(f"  {name:<34} {ours[name] / theirs[name]:8.3f} of pyvis's")
        browser.close()


def _graph(store: Store, count: int) -> tuple[str, View]:
    """The steps that draw documents with all that hangs on them, one after the other, until there are so many nodes."""
    papers = sorted(
        store.nodes("Document", filters=Filters(), limit=200).nodes, key=lambda n: str(n.properties["jurisdiction"])
    )
    counties = [node.id for node in papers if str(node.properties["jurisdiction"]).endswith("县")]
    show: list[str] = []
    for id in counties:
        show += [f"{id}_{relation}_all" for relation in ("task", "lead", "support", "responsible", "theme")]
        view = draw(store, Wanted(steps(" ".join(show)), limit=count))
        if len(view.nodes) >= count:
            break
    return " ".join(show), view


def _write(view: View, path: Path) -> None:
    network = Network(height="768px", width="100%", directed=True, cdn_resources="in_line")
    for id, node in view.nodes.items():
        network.add_node(id, label=node.label, title=node.label, group=node.type)
    for line in view.lines:
        network.add_edge(line.source, line.target, title=line.type or "")
    path.write_text(network.generate_html(), encoding="utf-8")


def _measure(browser: Browser, url: str, usable: str, name: str) -> dict[str, float]:
    context = browser.new_context(viewport=DESK, locale="zh-CN")  # type: ignore[arg-type]
    context.add_init_script(usable)
    context.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith(("http://127", "file:")) else route.abort()
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(url, wait_until="commit")
    found = {USABLE: _until(page)}
    _say(f"  {name:<14} {USABLE:<34} {found[USABLE]:9.1f}{' (given up)' if found[USABLE] >= PATIENCE else ''}")
    with suppress(TimeoutError):  # it may not even answer
        found |= _frames(page)
    for what, value in list(found.items())[1:]:
        _say(f"  {name:<14} {what:<34} {value:9.1f}")
    context.close()
    return found


def _frames(page: Page) -> dict[str, float]:
    """How long frames take while the canvas is dragged and zoomed."""
    found = {}
    box = page.locator("canvas").first.bounding_box() or {"x": 0, "y": 0, "width": 800, "height": 600}
    for work, act in (("dragging", _drag), ("zooming", _zoom)):
        page.evaluate(FRAMES)
        act(page, box)
        frames = sorted(page.evaluate("() => { window.counting = false; return window.frames_.slice(2) }"))
        found[f"{work}: median frame, ms"] = statistics.median(frames)
        found[f"{work}: 95 of 100 frames within, ms"] = frames[int(len(frames) * 0.95)]
    return found


def _until(page: Page) -> float:
    while True:
        done = page.evaluate("() => [window.usable ?? null, performance.now()]")
        if done[0] is not None:
            return float(done[0])
        if done[1] > PATIENCE:
            return float(PATIENCE)
        page.wait_for_timeout(50)


def _drag(page: Page, box: Any) -> None:
    """Take the ground (or what lies there) and draw circles with it."""
    x, y = box["x"] + 12, box["y"] + box["height"] - 12
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(x + 4 * step % 120, y - 3 * step % 90)
    page.mouse.up()


def _zoom(page: Page, box: Any) -> None:
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for step in range(40):
        page.mouse.wheel(0, -60 if step % 20 < 10 else 60)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()

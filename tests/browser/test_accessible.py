"""Every page, by day and by night, on a desk and on a phone, in both languages: nothing that axe-core calls serious, nothing
that needs a mouse, and a list that fits on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.watching import DESK, PHONE

pytestmark = pytest.mark.parametrize("corpus", ["sqlite"], indirect=True)  # what a page looks like hangs on no store
Open = Callable[..., Page]
GRAVE = ("serious", "critical")
FIRST = {"units": "临澄市市场监管局", "documents": "2024年临澄市优化营商环境", "places": "临澄市", "topics": "市场监管"}
TABS = {
    "units": ("", "years", "partners", "who"),
    "documents": ("", "upstream", "impact", "report"),
    "places": ("", "units", "due", "changes", "compare"),
    "topics": ("", "units", "places"),
    "tasks": ("", "chain", "documents", "graph"),
}


@pytest.fixture(scope="package")
def addresses(corpus: str) -> list[str]:
    """A page of every kind, with every view."""
    return [
        "",
        *(f"questions/{name}" for name in ("due?month=2025-12", "matrix", "leads", "unit-tasks", "changes?place=临澄市")),
        *(
            "graph",
            "intake",
            "questions",
            "documents",
            "tasks?q=一件事",
            "units",
            "places",
            "topics",
            "search?q=市场监管",
            "compare",
        ),
        "graph",
        *(f"graph?show={id}_task+{id}&at={id}" for kind, id in ids(corpus) if kind in ("units", "documents")),
        *(f"{kind}/{id}?view={tab}" for kind, id in ids(corpus) for tab in TABS[kind]),
    ]


def ids(service: str) -> Iterator[tuple[str, str]]:
    import httpx2 as httpx

    for kind, words in {**FIRST, "tasks": "“一件事”套餐"}.items():
        items = httpx.get(f"{service}/api/v1/{kind}", params={"q": words, "limit": 1}).json()["items"]
        yield kind, items[0]["id"]


def settled(page: Page) -> None:
    """The page shows what it is about, and nothing is on its way."""
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("main").get_by_role("heading", level=1).first).to_be_visible()
    expect(page.locator("[aria-busy=true], .waiting, [role=application]:not([aria-label])")).to_have_count(0)


def grave(page: Page) -> list[str]:
    found: dict[str, Any] = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(("scheme", "screen", "lang"), [("light", DESK, "zh"), ("dark", DESK, "en"), ("dark", PHONE, "zh")])
def test_nothing_serious_on_any_page(
    opened: Open, corpus: str, addresses: list[str], scheme: str, screen: dict[str, int], lang: str
) -> None:
    page = opened(f"{corpus}/?lang={lang}", color_scheme=scheme, viewport=screen)
    wrong = []
    for address in addresses if scheme == "light" else [one for one in addresses if not re.search("view=.", one)]:
        page.goto(f"{corpus}/?lang={lang}#/{address}")
        settled(page)
        wrong += [f"#/{address} {one}" for one in grave(page)]
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            wrong.append(f"#/{address} is wider than the screen")
    assert wrong == []


def test_the_panel_and_the_suggestions_have_nothing_serious(opened: Open, corpus: str, addresses: list[str]) -> None:
    document = next(address for address in addresses if address.startswith("documents/"))
    for scheme in ("light", "dark"):
        page = opened(f"{corpus}/#/{document}", color_scheme=scheme)
        page.locator("tbody button.evidence").first.click()
        expect(page.get_by_role("complementary").get_by_role("link", name="下载原文件")).to_be_visible()
        assert grave(page) == []
        page.get_by_role("combobox", name="查找").fill("市场监管")
        expect(page.get_by_role("listbox")).to_be_visible()
        assert grave(page) == []


def test_a_page_is_reached_and_left_by_keyboard_alone(opened: Open, corpus: str) -> None:
    page = opened(f"{corpus}/#/questions")
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_focused()
    expect(heading).to_have_text("哪些任务到期，由谁牵头")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("想了解什么")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_tabs_and_the_panel_by_keyboard(opened: Open, corpus: str, addresses: list[str]) -> None:
    page = opened(f"{corpus}/#/{next(a for a in addresses if a.startswith('units/'))}")
    settled(page)
    page.get_by_role("tab", name="承担的任务").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="按年和按月")).to_be_focused()
    expect(page.get_by_role("tabpanel")).to_contain_text("按到期的月份")
    page.keyboard.press("ArrowLeft")
    button = page.locator("tbody button.evidence").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_a_printed_list_fits_a4_and_has_its_header_on_each_sheet(opened: Open, corpus: str) -> None:
    page = opened(f"{corpus}/#/questions/due?month=2025-12")
    settled(page)
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        assert len(printed.pages) > 1
        for sheet in printed.pages:
            assert (round(sheet.width), round(sheet.height)) in ((842, 595), (841, 595)), "as wide as a ledger"
            words = sheet.extract_text()
            assert re.search(r"最迟.*任务", words), "a sheet without the header"
            assert max(char["x1"] for char in sheet.chars) < sheet.width - 20, "words run off the sheet"
        assert not re.search("下载|‹", printed.pages[0].extract_text()), "tools are printed"

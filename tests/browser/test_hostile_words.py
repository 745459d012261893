"""Words that try to be code, to turn the line around, or to fill the page: shown as words, everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.questions.base import Filters
from graph.store import open_store
from tests.browser.lists import ALL, IMAGE, TURNED
from tests.browser.watching import DESK, PHONE
from viz.snapshot import write_html

Open = Callable[..., Page]


def calm(page: Page) -> None:
    """No element came out of a document's words."""
    assert page.evaluate("[...document.images].filter((i) => !i.src.includes('/static/')).length") == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_markup_in_every_place_is_text(opened: Open, service: str) -> None:
    page = opened(service)
    expect(page.get_by_role("main")).to_contain_text(IMAGE)
    page.get_by_role("combobox", name="查找").fill("onerror")
    expect(page.get_by_role("listbox")).to_contain_text(IMAGE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("onerror")
    expect(page.get_by_role("main").get_by_role("table")).to_contain_text(IMAGE)
    calm(page)
    for list_ in ("documents", "tasks", "units"):
        page.goto(f"{service}/#/{list_}")
        page.get_by_role("main").get_by_role("link", name=IMAGE).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("onerror=alert")  # a unit's full name loses its spaces
        calm(page)
        page.get_by_role("tab", name="关系图").click()
        expect(page.locator(".canvas canvas")).to_be_visible()
        page.get_by_text("以表格查看图中的").click()
        page.get_by_role("table").locator("button.evidence").first.click()
        expect(page.get_by_role("complementary").locator("mark")).not_to_be_empty()
        calm(page)


def test_marks_of_direction_turn_nothing_around(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/tasks")
    link = page.get_by_role("main").locator("a.node").filter(has_text="倒着写")
    expect(link.locator("bdi")).to_have_text(f"核对{TURNED}一事。")


def test_a_title_of_five_thousand_characters_leaves_room(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/documents")
    page.get_by_role("main").get_by_role("link", name="很长的标题").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    short = heading.bounding_box()
    assert short is not None
    assert short["height"] < 250
    page.get_by_role("button", name="展开全文").click()
    tall = heading.bounding_box()
    assert tall is not None
    assert tall["height"] > 1000
    calm(page)


@pytest.mark.parametrize("screen", [DESK, PHONE])
def test_every_view_of_every_page_shows_words_as_words(opened: Open, service: str, screen: dict[str, int]) -> None:
    page = opened(f"{service}/#/documents", viewport=screen)
    for kind in ("documents", "tasks", "units"):
        page.goto(f"{service}/#/{kind}?q=onerror")
        page.get_by_role("main").get_by_role("link", name=IMAGE).first.click()
        expect(page.get_by_role("tab").first).to_be_visible()
        for tab in page.get_by_role("tab").all()[:-1]:
            tab.click()
            expect(page.locator("[aria-busy=true]")).to_have_count(0)
            calm(page)
    for question in (
        "due?month=2024-12",
        "leads",
        "matrix?by=unit&against=theme",
        "unowned",
        "workload",
        "compare",
        "uncertain",
    ):
        page.goto(f"{service}/#/questions/{question}")
        expect(page.locator(".result .tools, .result .nothing").first).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text("onerror" if question != "unowned" else "没有")
        calm(page)


def test_the_row_of_a_hostile_document_is_text_too(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/documents")
    page.get_by_role("main").get_by_role("link", name=IMAGE).first.click()
    button = page.locator("tbody button.evidence").first
    button.click()
    panel = page.get_by_role("complementary")
    expect(panel.get_by_text("没有保存原文件")).to_be_visible()
    expect(panel.locator(".row mark")).to_contain_text(IMAGE)
    calm(page)


def test_the_snapshot_works_alone_without_a_network(opened: Open, tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        for number, one in enumerate(ALL):
            store.load([one], sha256=f"{number:064}")
        everything = store.everything(filters=Filters())
    file = tmp_path / "快照.html"
    file.write_text(write_html(everything, f"全部{IMAGE}"), encoding="utf-8")
    page = opened(file.as_uri(), offline=True)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"全部{IMAGE}")
    expect(page.locator("#graph canvas")).to_be_visible()
    page.get_by_label("查找").fill("市商务局")
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary")
    expect(panel.get_by_role("heading", level=2)).to_have_text("市商务局")
    panel.get_by_role("button", name="配合").click()
    expect(panel.locator("mark")).to_have_text("市商务局")
    expect(panel).to_contain_text("第1页 表1 第2行 第4列")
    page.get_by_label("查找").fill("onerror")
    page.keyboard.press("Enter")
    expect(panel).to_contain_text(IMAGE)
    panel.get_by_role("button", name=IMAGE).first.click()
    assert page.evaluate("document.images.length") == 0


def test_the_canvas_and_its_table_show_words_as_words(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/graph")
    for words in ("onerror", "很长的标题", "倒着写"):
        page.get_by_role("combobox", name="查找并放到图上").fill(words)
        page.get_by_role("listbox").get_by_role("option").first.click()
        expect(page.locator(".drawing:not([aria-busy]) canvas")).to_be_visible()
    rows = page.get_by_role("region", name="图中的内容")
    shown = 0
    for tab in rows.get_by_role("tab").all():
        tab.click()
        for button in rows.locator("tbody button").all():
            button.click()
            expect(page.get_by_role("complementary").locator(".offers, blockquote").first).to_be_visible()
            shown += 1
    assert shown == 3
    calm(page)

"""The canvas with the table beside it, as an officer of a supervision office uses it, on the sample corpus."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import PHONE, Watch

Open = Callable[..., Page]
OFFICE, PAPER = "临澄市市场监管局", "2024年临澄市优化营商环境重点任务分解表"


def put(page: Page, words: str, name: str) -> None:
    """Find something and put it on the canvas."""
    page.get_by_role("combobox", name="查找并放到图上").fill(words)
    page.get_by_role("option").filter(has_text=name).first.click()
    expect(page.get_by_role("combobox", name="查找并放到图上")).to_have_value("")


def drawn(page: Page) -> dict[str, list[Any]]:
    """What the canvas shows, once it shows something new."""
    expect(page.locator(".drawing:not([aria-busy]) canvas")).to_be_visible()
    found: dict[str, list[Any]] = page.evaluate("""() => document.querySelector('.canvas').shown()""")
    return found


def at(page: Page, id: str) -> dict[str, float]:
    """Where a thing is on the screen."""
    found: dict[str, float] = page.evaluate(
        """(id) => { const canvas = document.querySelector('.canvas'), box = canvas.getBoundingClientRect();
          const p = canvas.network.canvasToDOM(canvas.network.getPosition(id)); return { x: box.x + p.x, y: box.y + p.y } }""",
        id,
    )
    return found


def stands(page: Page, id: str, x: float, y: float) -> None:
    """Waits until a thing is at this place of the screen."""
    page.wait_for_function(
        """([id, x, y]) => { const canvas = document.querySelector('.canvas'), box = canvas.getBoundingClientRect();
          const p = canvas.network.canvasToDOM(canvas.network.getPosition(id));
          return Math.round(box.x + p.x - x) === 0 && Math.round(box.y + p.y - y) === 0 }""",
        arg=[id, x, y],
    )


def started(opened: Open, corpus: str, **options: Any) -> Page:
    """The office on the canvas, chosen."""
    page = opened(f"{corpus}/#/graph", **options)
    put(page, "市场监管", OFFICE)
    rows(page).get_by_role("button", name=OFFICE).click()
    expect(panel(page).get_by_role("button", name="牵头的任务")).to_be_visible()
    return page


def panel(page: Page) -> Any:
    return page.get_by_role("complementary")


def rows(page: Page) -> Any:
    return page.get_by_role("region", name="图中的内容")


def test_search_first_then_open_by_role_and_the_table_says_the_same(opened: Open, corpus: str, watch: Watch) -> None:
    page = opened(f"{corpus}/#/graph")
    expect(page.get_by_text("先放一个到图上")).to_be_visible()
    assert not [r for r in watch.requests if "vis-network" in r], "nothing is drawn yet"
    put(page, "市场监管", OFFICE)
    assert len(drawn(page)["nodes"]) == 1
    rows(page).get_by_role("button", name=OFFICE).click()
    panel(page).get_by_role("button", name="牵头的任务").click()
    expect(panel(page).get_by_role("button", name="牵头的任务")).to_have_attribute("aria-pressed", "true")
    count = int(re.sub(r"\D", "", panel(page).get_by_role("button", name="牵头的任务").inner_text()))
    assert len(drawn(page)["nodes"]) == 1 + count
    expect(rows(page).get_by_role("tab", name="任务")).to_have_attribute("aria-selected", "true")
    expect(rows(page).locator("tbody tr")).to_have_count(count)
    expect(rows(page).locator("tbody tr").first).to_contain_text("市市场监管局")
    panel(page).get_by_role("button", name="牵头的任务").click()
    expect(rows(page).get_by_role("tab", name="任务")).to_have_count(0)


def test_many_tasks_are_groups_that_open(opened: Open, corpus: str) -> None:
    page = started(opened, corpus)
    panel(page).get_by_role("button", name=re.compile("^任务")).click()
    expect(rows(page).get_by_role("tab", name=re.compile("任务 2"))).to_be_visible()
    groups = [id for id in drawn(page)["nodes"] if id.startswith("+")]
    assert len(groups) == 2
    where = at(page, groups[0])
    page.mouse.dblclick(where["x"], where["y"])
    expect(rows(page).get_by_role("tab", name=re.compile("任务 (9|10)"))).to_be_visible()
    assert groups[0] not in drawn(page)["nodes"]
    assert groups[1] in drawn(page)["nodes"]
    panel(page).get_by_role("button", name="全部摊开").click()
    expect(rows(page).get_by_role("tab", name=re.compile("任务 17"))).to_be_visible()


def test_the_address_brings_everything_back_and_undo_walks_the_steps(opened: Open, corpus: str) -> None:
    page = started(opened, corpus)
    panel(page).get_by_role("button", name=re.compile("^任务")).click()
    expect(rows(page).get_by_role("tab", name=re.compile("任务"))).to_be_visible()
    panel(page).get_by_role("button", name="共事单位").click()
    expect(rows(page).get_by_role("tab", name=re.compile("单位 19"))).to_be_visible()
    page.get_by_role("radio", name="按层级").check()
    page.get_by_role("checkbox", name=re.compile("^配合")).uncheck()
    expect(page.get_by_role("checkbox", name=re.compile("^配合"))).not_to_be_checked()
    expect(page).to_have_url(re.compile("off=SUPPORTS"))
    before = drawn(page)
    sent = opened(page.url)
    expect(sent.get_by_role("radio", name="按层级")).to_be_checked()
    expect(sent.get_by_role("checkbox", name=re.compile("^配合"))).not_to_be_checked()
    again = drawn(sent)
    assert sorted(again["places"]) == sorted(before["places"])
    assert sorted(again["edges"]) == sorted(before["edges"])
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("checkbox", name=re.compile("^配合"))).to_be_checked()
    page.evaluate(
        """() => { for (const _ of [1, 2]) document.querySelector('button[aria-label="撤销"]').click() }"""
    )  # faster than a hand
    expect(page.get_by_role("radio", name="自由排列")).to_be_checked()
    expect(rows(page).get_by_role("tab", name=re.compile("单位 1$"))).to_be_visible()
    page.get_by_role("button", name="重做").click()
    expect(rows(page).get_by_role("tab", name=re.compile("单位 19"))).to_be_visible()
    page.go_back()
    expect(rows(page).get_by_role("tab", name=re.compile("单位 1$"))).to_be_visible()


def test_a_thing_is_hidden_pinned_and_shown_again(opened: Open, corpus: str) -> None:
    page = started(opened, corpus)
    panel(page).get_by_role("button", name="牵头的任务").click()
    expect(rows(page).get_by_role("tab", name=re.compile("任务"))).to_be_visible()
    one = drawn(page)["nodes"][-1]
    where = at(page, one)
    page.mouse.move(where["x"], where["y"])
    page.mouse.down()
    page.mouse.move(where["x"] + 40, where["y"] + 30, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("pin="))
    stands(page, one, where["x"] + 40, where["y"] + 30)
    page.get_by_role("button", name="撤销").click()
    page.wait_for_url(re.compile("^((?!pin=).)*$"))
    stands(page, one, **where)
    page.get_by_role("button", name="重做").click()
    page.wait_for_url(re.compile("pin="))
    rows(page).get_by_role("tab", name=re.compile("任务")).click()
    button = rows(page).locator(f'[data-id="{one}"]')
    button.focus()
    page.keyboard.press("h")
    expect(button).to_have_count(0)
    expect(page.get_by_text("隐藏了 1 个")).to_be_visible()
    assert one not in drawn(page)["nodes"]
    page.get_by_role("button", name="全部显示").click()
    expect(button).to_have_count(1)


def test_filters_by_year_and_due_date(opened: Open, corpus: str) -> None:
    page = started(opened, corpus)
    panel(page).get_by_role("button", name="牵头的任务").click()
    expect(rows(page).get_by_role("tab", name=re.compile("任务 9"))).to_be_visible()
    page.get_by_text("筛选").click()
    page.get_by_label("年份", exact=True).select_option("2025")
    expect(rows(page).get_by_role("tab", name=re.compile("任务 6"))).to_be_visible()
    page.get_by_label("期限不晚于").fill("2025-06-30")
    page.get_by_label("期限不晚于").press("Enter")
    page.wait_for_url(re.compile("due_to=2025-06-30"))
    expect(rows(page).get_by_role("tab", name=re.compile("任务 6"))).to_have_count(0)


def test_the_way_between_two_is_drawn(opened: Open, corpus: str) -> None:
    page = started(opened, corpus)
    panel(page).get_by_role("button", name="找与另一个的联系").click()
    page.get_by_role("combobox", name="到", exact=True).fill("澄湖区")
    page.get_by_role("option").filter(has_text="澄湖区").filter(has_text="地区").first.click()
    expect(rows(page).get_by_role("tab", name=re.compile("地区 1"))).to_be_visible()
    assert len(drawn(page)["nodes"]) >= 3
    expect(page).to_have_url(re.compile("_to_place"))


def test_a_line_shows_the_words_of_the_document(opened: Open, corpus: str) -> None:
    page = started(opened, corpus)
    panel(page).get_by_role("button", name="牵头的任务").click()
    expect(rows(page).get_by_role("tab", name=re.compile("任务"))).to_be_visible()
    rows(page).get_by_role("tab", name=re.compile("关系")).click()
    rows(page).get_by_role("button", name="牵头").first.click()
    expect(panel(page).locator("mark").first).to_contain_text("市市场监管局")


def test_the_keyboard_alone_suffices(opened: Open, corpus: str) -> None:
    page = opened(f"{corpus}/#/graph")
    page.get_by_role("combobox", name="查找并放到图上").focus()
    page.keyboard.type(PAPER[:12])
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert len(drawn(page)["nodes"]) == 1
    canvas = page.get_by_role("application")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    expect(panel(page)).to_contain_text("展开")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu")).to_be_visible()
    expect(page.get_by_role("menuitemcheckbox").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu")).to_be_hidden()
    expect(rows(page).get_by_role("tab", name=re.compile("任务"))).to_be_visible()
    expect(canvas).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(panel(page)).to_contain_text("项任务")
    before = str(canvas.get_attribute("aria-label"))
    page.keyboard.press("Enter")
    expect(canvas).not_to_have_attribute("aria-label", before)
    page.keyboard.press("Control+z")
    expect(canvas).to_have_attribute("aria-label", before)
    page.keyboard.press("m")
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_be_hidden()


def test_the_table_is_sorted_copied_and_exported(opened: Open, corpus: str) -> None:
    page = started(opened, corpus)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel(page).get_by_role("button", name="牵头的任务").click()
    rows(page).get_by_role("tab", name=re.compile("任务")).click()
    rows(page).get_by_role("button", name="完成时限").click()
    expect(rows(page).get_by_role("columnheader", name="完成时限")).to_have_attribute("aria-sort", "ascending")
    rows(page).get_by_role("button", name="复制表格").click()
    expect(rows(page).get_by_role("button", name="已复制")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0].split("\t") == ["任务内容", "责任单位", "完成时限"]
    assert len(lines) == 1 + rows(page).locator("tbody tr").count()
    page.get_by_text("导出").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Excel").click()
    assert taken.value.suggested_filename.startswith("政图")
    assert taken.value.suggested_filename.endswith(".xlsx")


def test_too_much_is_said_and_not_drawn(opened: Open, corpus: str) -> None:
    page = opened(f"{corpus}/#/graph")
    page.route(re.compile("/graph/view"), lambda route: route.continue_(url=f"{route.request.url}&limit=10"))
    put(page, PAPER[:12], PAPER)
    rows(page).get_by_role("button", name=PAPER).click()
    panel(page).get_by_role("button", name="全部摊开").click()
    expect(page.get_by_text("还有 24 个没有画出")).to_be_visible()
    assert len(drawn(page)["nodes"]) == 10


@pytest.mark.parametrize("options", [{"viewport": PHONE}, {"color_scheme": "dark"}])
def test_a_phone_and_the_dark(opened: Open, corpus: str, options: dict[str, Any]) -> None:
    page = opened(f"{corpus}/#/graph", **options)
    put(page, "市场监管", OFFICE)
    rows(page).get_by_role("button", name=OFFICE).click()
    panel(page).get_by_role("button", name="牵头的任务").click()
    expect(rows(page).get_by_role("tab", name=re.compile("任务"))).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

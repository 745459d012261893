"""The pages of one thing, on the sample corpus: what stands on each view, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx2 as httpx
import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]


@pytest.fixture
def at(opened: Open, corpus: str) -> Callable[..., Page]:
    """Opens the page of the first thing of a kind that some words find, on one of its views."""

    def go(kind: str, words: str, view: str = "", **options: Any) -> Page:
        items = httpx.get(f"{corpus}/api/v1/{kind}", params={"q": words, "limit": 1}, timeout=60).json()["items"]
        return opened(f"{corpus}/#/{kind}/{items[0]['id']}" + (f"?view={view}" if view else ""), **options)

    return go


def rows(page: Page) -> Locator:
    return page.get_by_role("tabpanel").get_by_role("table").first.locator("tbody tr")


def test_a_units_years_add_up_to_its_tasks(at: Callable[..., Page]) -> None:
    page = at("units", "临澄市市场监管局", "years")
    expect(rows(page)).to_have_count(2)
    numbers = [[int(cell) for cell in row.split("\t")] for row in rows(page).all_inner_texts()]
    assert [year for year, *_ in numbers] == [2025, 2024]
    assert all(lead + support + responsible == total for _, lead, support, responsible, total in numbers)
    page.get_by_role("tab", name="承担的任务").click()
    expect(page.get_by_role("radio", name=f"全部 {sum(total for *_, total in numbers)}")).to_be_attached()
    page.get_by_role("tab", name="按年和按月").click()
    expect(page.get_by_role("tabpanel").locator(".bars")).to_contain_text("2025年12月")
    rows(page).first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("一个单位要做哪些任务")
    expect(page.get_by_role("main").get_by_role("combobox", name="单位")).to_have_value("临澄市市场监管局")


def test_why_two_printed_names_are_one_unit_and_what_it_was_before(at: Callable[..., Page]) -> None:
    page = at("units", "云汀市生态环境局", "who")
    names = rows(page)
    expect(names.filter(has_text="市环保局")).to_contain_text("2017年云汀市政务公开重点任务分工表")
    expect(names.filter(has_text="云汀市生态环境局").first).to_contain_text("把握")
    kin = page.get_by_role("tabpanel").get_by_role("table").nth(1)
    before = kin.locator("tbody tr").filter(has_text="改革前为").filter(has_text="云汀市水利局")
    expect(before).to_contain_text(re.compile("20\\d\\d年\\d+月\\d+日"))
    before.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("云汀市水利局")


def test_a_document_stands_as_printed_under_its_headings(at: Callable[..., Page]) -> None:
    page = at("documents", "2024年临澄市优化营商环境")
    table = page.get_by_role("tabpanel").get_by_role("table")
    expect(table.locator("tr.group").first).to_have_text("推进集成服务")
    numbers = table.locator("tbody tr:not(.group) td:first-child").all_inner_texts()
    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
    table.locator("tr.group a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("推进集成服务")
    expect(rows(page).first).to_contain_text("一件事")
    page.go_back()
    page.get_by_role("tab", name="上下级文件").click()
    expect(rows(page).filter(has_text="落实本文件").first).to_be_visible()
    page.get_by_role("tab", name="牵动什么").click()
    expect(page.get_by_role("tabpanel").get_by_role("table")).to_contain_text("澄湖区")


def test_a_places_documents_units_and_years(at: Callable[..., Page]) -> None:
    page = at("places", "临澄市")
    expect(page.get_by_role("tabpanel")).to_contain_text("望溪县")
    year = rows(page).filter(has_text="2025").first
    tasks = int(year.locator("td").nth(2).inner_text())
    year.locator("td").nth(2).get_by_role("link").click()
    expect(page.get_by_text(f"共 {tasks} 条").first).to_be_visible()
    page.go_back()
    page.get_by_role("tab", name="单位").click()
    expect(rows(page).first).to_contain_text("市")
    page.get_by_role("tab", name="与上一年相比").click()
    page.get_by_label("哪种变化", exact=True).select_option("时限变动")
    expect(rows(page).filter(has_not_text="时限变动")).to_have_count(0)
    expect(rows(page).first).to_contain_text("时限变动")


def test_two_places_stand_side_by_side(at: Callable[..., Page]) -> None:
    page = at("places", "临澄市", "compare")
    page.get_by_role("link", name="两地对比").click()
    expect(page.get_by_text("请选两个地方")).to_be_visible()
    for label, words in (("地区二", "云汀市"), ("主题分类", "市场监管")):
        page.get_by_role("combobox", name=label).fill(words)
        page.get_by_role("option").filter(has_text=words).filter(visible=True).first.click()
    sides = page.locator(".answer.pair > section")
    expect(sides).to_have_count(2)
    expect(sides.nth(0).get_by_role("heading")).to_contain_text("临澄市")
    expect(sides.nth(1).get_by_role("heading")).to_contain_text("云汀市")
    expect(sides.nth(1).locator("tbody tr").first).to_be_visible()
    page.reload()
    expect(sides.nth(1).get_by_role("heading")).to_contain_text("云汀市")


def test_a_topic_with_its_tasks_its_units_and_the_places(at: Callable[..., Page]) -> None:
    page = at("topics", "市场监管")
    expect(rows(page).first).to_be_visible()
    page.get_by_role("tab", name="谁在做").click()
    expect(rows(page).first).to_contain_text("市场监管局")
    page.get_by_role("tab", name="各地对照").click()
    expect(page.get_by_role("tabpanel").get_by_role("table")).to_contain_text("云汀市")


def test_a_row_that_goes_over_two_pages_is_shown_whole(at: Callable[..., Page]) -> None:
    page = at("documents", "云汀市2024年优化营商环境")
    button = page.locator("tbody button.evidence").filter(has_text="第3页").first
    button.click()
    panel = page.get_by_role("complementary")
    expect(panel.locator(".cells mark").first).to_be_visible(timeout=60_000)  # the PDF is read for it
    expect(panel).to_contain_text("第3页")

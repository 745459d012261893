"""Five jobs of an officer of a supervision office (督查室), from the first page, with the clicks counted: a job that takes more
than it did is a step back. What is typed is counted as one step with the choice that ends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]


class Hand:
    """The officer's hand on the first page, on a working day of September 2025."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, what: Locator) -> None:
        what.first.click()
        self.clicks += 1

    def search(self, words: str, choose: str) -> None:
        self.page.get_by_role("combobox", name="查找").fill(words)
        self.click(self.page.get_by_role("listbox").get_by_role("option").filter(has_text=choose))

    def link(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name))

    def tab(self, name: str) -> None:
        self.click(self.page.get_by_role("tab", name=name))


@pytest.fixture
def hand(opened: Open, corpus: str) -> Hand:
    page = opened(corpus)
    page.clock.set_fixed_time(datetime(2025, 9, 10, 9))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return Hand(page)


def table(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("table").first


def test_whom_do_i_call_about_the_tasks_due_this_month(hand: Hand) -> None:
    hand.link("问题")
    hand.link("本月到期的任务")
    rows = table(hand.page).locator("tbody tr")
    expect(rows.first).to_contain_text("2025年9月30日")
    expect(table(hand.page)).to_contain_text("牵头单位")
    expect(rows.filter(has_text="新增企业上市合法合规证明")).to_contain_text("市")
    expect(rows.filter(has_not_text="2025年9月")).to_have_count(0)
    assert hand.clicks == 2


def test_what_does_our_bureau_owe_whom(hand: Hand) -> None:
    hand.search("市场监管局", "临澄市")
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("临澄市市场监管局")
    expect(table(hand.page)).to_contain_text("2025年临澄市优化营商环境重点任务清单")  # to whom: who listed it
    expect(hand.page.get_by_text("牵头 9")).to_be_visible()
    assert hand.clicks == 1
    hand.tab("合作单位")  # and together with whom
    expect(table(hand.page)).to_contain_text("市税务局")
    assert hand.clicks == 2


def test_where_did_this_task_come_from(hand: Hand) -> None:
    hand.search("县乡两级窗口执行统一的受理规范", "承接市级")
    hand.tab("来龙去脉")
    ladder = hand.page.locator(".ladder")
    expect(ladder.locator("> li")).to_have_count(3)
    expect(ladder).to_contain_text("2024年岚江省优化营商环境工作要点")
    expect(ladder).to_contain_text("2024年临澄市优化营商环境重点任务分解表")
    assert hand.clicks == 2


def test_what_changed_against_last_year(hand: Hand) -> None:
    hand.link("地区")
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("地区")
    hand.link("临澄市")
    hand.tab("与上一年相比")
    rows = table(hand.page).locator("tbody tr")
    expect(rows.filter(has_text="新增").first).to_contain_text("2025")
    expect(rows.filter(has_text="时限变动").first).to_be_visible()
    assert hand.clicks == 3


def test_the_list_for_tomorrows_meeting(hand: Hand, tmp_path: Path) -> None:
    hand.link("问题")
    hand.link("本月到期的任务")
    expect(table(hand.page)).to_be_visible()
    with hand.page.expect_download() as waiting:
        hand.link("下载 Excel")
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.suffix == ".xlsx"
    sheet = openpyxl.load_workbook(file).worksheets[0]
    words = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("牵头单位" in word for word in words)
    assert len(words) > 20
    assert hand.clicks == 3


def test_the_words_behind_a_duty_and_the_file_itself(hand: Hand) -> None:
    hand.search("市场监管局", "临澄市")
    hand.click(hand.page.locator("tbody button.evidence"))
    panel = hand.page.get_by_role("complementary")
    expect(panel.locator(".cells .hit mark")).to_have_text("市市场监管局")
    expect(panel.locator(".cells")).to_contain_text("工作内容")
    with hand.page.expect_download() as waiting:
        hand.click(panel.get_by_role("link", name="下载原文件"))
    assert waiting.value.suggested_filename == "临澄市2025年优化营商环境重点任务清单.xlsx"
    hand.click(panel.get_by_text("原样图片"))
    picture = panel.get_by_role("img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("(image) => image.naturalWidth") > 300
    assert hand.clicks == 4

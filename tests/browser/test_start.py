"""The start page as an officer of a 督查室 meets it: what is here, what is due, who leads, and one click to each list."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from ingest.record import Deadline, DocumentHead, TaskList
from tests.browser.lists import said, task, unit
from tests.browser.watching import PHONE, Watch, serving

Open = Callable[..., Page]
OFFICE = "市政府办"


def test_the_first_page_says_what_is_here_and_who_leads_most(opened: Open, service: str, watch: Watch) -> None:
    page = opened(service)
    expect(page.get_by_role("heading", level=1)).to_have_text("任务分工总览")
    expect(page.locator(".tile.Task b")).to_have_text("8")
    expect(page.locator(".tile.Document")).to_contain_text("另有 1 份只被引用")
    first = page.locator(".bars li").first
    expect(first).to_contain_text(OFFICE)
    expect(first).to_contain_text("舒兰")
    expect(first).to_contain_text("3")
    expect(page.locator(".months li")).to_have_count(12)
    expect(page.get_by_role("table", name="谁在做什么")).to_be_visible()
    assert not [r for r in watch.requests if "vis-network" in r], "the drawing library is loaded before a drawing is asked for"


@pytest.mark.parametrize(
    ("tile", "heading"),
    [("无牵头", "哪些任务没有落实到单位"), ("待核对", "哪些文件读得不确定"), ("到期", "哪些任务到期，由谁牵头")],
)
def test_each_number_leads_to_its_list(opened: Open, service: str, tile: str, heading: str) -> None:
    page = opened(service)
    words = {"无牵头": "没有牵头单位", "待核对": "待核对的文件", "到期": "30 天内到期"}[tile]
    link = page.get_by_role("link", name=words)
    count = int(link.locator("b").inner_text())
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_role("main").locator("tbody tr")).to_have_count(count)


def test_what_is_due_this_month_is_one_click_away(opened: Open, tmp_path: Path) -> None:
    today = date.today()
    soon = today + timedelta(days=3)
    limit = Deadline("近日", dates=(soon,), evidence=said("近日", 1))
    one = task(1, "报送情况。", unit(OFFICE, "lead", 1))
    path = tmp_path / "zhengtu.sqlite"
    with open_store(str(path)) as store:
        made = TaskList(DocumentHead("a.docx", f"{today.year}年舒兰市任务清单", None, None, "舒兰市", today.year), (one,))
        store.load([TaskList(made.doc, (type(one)(**{**_fields(one), "deadline": limit}),))], sha256="1" * 64)
    with serving(create_app(Settings(store=str(path)))) as address:
        page = opened(address)
        expect(page.get_by_role("link", name="30 天内到期").locator("b")).to_have_text("1")
        if soon.year != today.year:
            page.get_by_label("到期的年份").select_option(str(soon.year))
        page.get_by_role("link", name=f"{soon.year}年{soon.month}月有 1 项任务到期").click()
        expect(page.get_by_role("main").get_by_role("table")).to_contain_text("报送情况")
        expect(page.get_by_role("main").get_by_role("table")).to_contain_text(OFFICE)


def _fields(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}  # type: ignore[attr-defined]


def test_a_bar_leads_to_the_units_tasks_and_to_its_drawing(opened: Open, service: str) -> None:
    page = opened(service)
    page.locator(".bars").get_by_role("link", name=OFFICE, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(OFFICE)
    expect(page.get_by_role("radio", name="牵头 3")).to_be_checked()
    page.go_back()
    drawing = page.locator(".bars a.draw").first
    assert "#/graph?show=unit" in (drawing.get_attribute("href") or "")


def test_a_cell_leads_to_its_tasks(opened: Open, service: str) -> None:
    page = opened(service)
    cell = page.get_by_role("table", name="谁在做什么").locator("td a").first
    count = int(cell.inner_text())
    cell.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("任务")
    expect(page.get_by_role("main").locator("tbody tr")).to_have_count(count)
    page.go_back()
    page.get_by_role("radio", name="单位").check()
    expect(page.get_by_role("table", name="谁在做什么").get_by_role("link", name=OFFICE, exact=True).first).to_be_visible()
    expect(page).to_have_url(re.compile("heat=unit"))


def test_a_place_and_a_year_narrow_all_of_it_and_the_address_keeps_them(opened: Open, service: str) -> None:
    page = opened(service)
    page.get_by_label("年份", exact=True).select_option("2025")
    expect(page.locator(".tile.Task b")).to_have_text("1")
    expect(page.locator(".bars li")).to_have_count(1)
    expect(page).to_have_url(re.compile("year=2025"))
    page.reload()
    expect(page.locator(".tile.Task b")).to_have_text("1")
    page.locator(".bars").get_by_role("link", name=OFFICE, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("一个单位要做哪些任务")
    expect(page.get_by_role("main").locator("tbody tr")).to_have_count(1)  # the one of this year, as the bar said
    page.go_back()
    page.get_by_role("link", name="没有牵头单位").click()
    expect(page).to_have_url(re.compile("unowned.*year=2025"))
    page.go_back()
    expect(page.locator(".tile.Unit b")).to_have_text("2")
    page.locator(".tile.Unit").click()
    expect(page.get_by_role("main").locator(".result tbody tr")).to_have_count(2)  # who these lists name, and no others
    page.go_back()
    expect(page.locator(".tile.Task b")).to_have_text("1")
    page.go_back()
    expect(page.locator(".tile.Task b")).to_have_text("8")


def test_a_great_store_shows_what_it_has_and_the_rest_when_it_comes(opened: Open, service: str) -> None:
    asked = []

    def slow(route: Route) -> None:
        answer = route.fetch()
        asked.append(1)
        lacking = {"matrix": None, "complete": False} if len(asked) == 1 else {}
        route.fulfill(response=answer, body=json.dumps({**answer.json(), **lacking}))

    page = opened(f"{service}/#/documents")
    page.route("**/api/v1/overview**", slow)
    page.get_by_role("link", name="总览").click()
    expect(page.locator(".tile.Task b")).to_have_text("8")
    expect(page.get_by_role("table", name="谁在做什么")).to_be_visible()
    assert len(asked) > 1


def test_the_months_as_a_table(opened: Open, service: str) -> None:
    page = opened(service)
    page.get_by_role("main").get_by_text("表格", exact=True).click()
    expect(page.get_by_role("table", name="各月到期任务").get_by_role("row", name="12月")).to_contain_text("8")
    page.locator(".card", has_text="各月到期任务").get_by_role("link", name="全部").click()
    expect(page.get_by_role("main").get_by_role("table")).to_contain_text("2024年12月")


def test_suggestions_put_units_documents_and_places_before_tasks(opened: Open, service: str) -> None:
    page = opened(service)
    box = page.get_by_role("combobox", name="查找")
    box.fill("财政")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_contain_text("财政局")
    tags = options.locator(".tag").all_inner_texts()
    assert tags[2:] == sorted(tags[2:], key=lambda tag: tag == "任务"), "behind what fits best tasks come last"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(options.last).to_contain_text("全部结果")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("邹政办字〔2025〕8")
    expect(options.first).to_contain_text("邹城市政务公开任务分解表")


@pytest.mark.parametrize("looks", [{"viewport": PHONE}, {"color_scheme": "dark"}, {"locale": "en-GB"}])
def test_it_fits_a_phone_the_dark_and_english(opened: Open, service: str, looks: dict[str, object]) -> None:
    page = opened(f"{service}/?lang=en" if "locale" in looks else service, **looks)
    expect(page.locator(".heat td a").first).to_be_visible()
    expect(page.locator(".narrow-to form")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

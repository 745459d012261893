"""Nothing there, nothing reachable, too much, too small a screen, and no mouse."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.watching import PHONE, Watch

Open = Callable[..., Page]


def test_an_empty_store_says_what_to_do(opened: Open, empty_service: str) -> None:
    page = opened(empty_service)
    expect(page.get_by_role("heading", level=1)).to_have_text("库里还没有文件")
    expect(page.get_by_role("main")).to_contain_text("zhengtu ingest 文件夹")
    page.goto(f"{empty_service}/#/questions/leads")
    expect(page.get_by_role("heading", level=2)).to_have_text("库里还没有文件")


def test_a_failure_says_what_failed_and_the_retry_works(opened: Open, service: str, watch: Watch) -> None:
    watch.allow(r"Failed to load resource")
    page = opened(service)
    expect(page.locator(".bars li").first).to_be_visible()
    page.route("**/api/v1/overview**", lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("连不上政图服务")
    page.unroute("**/api/v1/overview**")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".bars li").first).to_be_visible()


def test_a_store_that_is_away_is_told_and_the_page_loads_by_itself_when_it_is_back(
    opened: Open, service: str, watch: Watch
) -> None:
    watch.allow(r"Failed to load resource")
    page = opened(service)
    expect(page.locator(".bars li").first).to_be_visible()
    problem = {"status": 503, "code": "Neo4jUnreachable", "detail": "连不上 Neo4j：试过 neo4j://localhost:7687"}
    away = {"status": 503, "headers": {"Retry-After": "1"}, "body": json.dumps(problem)}
    page.route("**/api/v1/overview**", lambda route: route.fulfill(**away))
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("试过 neo4j://localhost:7687")
    expect(page.get_by_role("alert")).to_contain_text("恢复后这里会自动载入")
    page.unroute("**/api/v1/overview**")
    expect(page.locator(".bars li").first).to_be_visible()


def test_the_services_own_words_are_shown(opened: Open, service: str, watch: Watch) -> None:
    watch.allow(r"Failed to load resource")
    page = opened(f"{service}/#/questions/leads?limit=0")
    expect(page.get_by_role("alert")).to_contain_text("limit")


def test_an_unknown_id_says_so(opened: Open, service: str, watch: Watch) -> None:
    watch.allow(r"Failed to load resource")
    page = opened(f"{service}/#/units/unit:nothing")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这一项")


def test_an_address_of_no_page_says_so(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/taks/1")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这一页")
    page.get_by_role("link", name="回到总览").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("任务分工总览")


def test_too_many_neighbours_are_counted(opened: Open, service: str) -> None:
    def cut(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps({**answer.json(), "truncated": 1234}))

    page = opened(service)
    page.route("**/neighbours**", cut)
    page.get_by_role("link", name="市政府办", exact=True).first.click()
    page.get_by_role("tab", name="关系图").click()
    expect(page.get_by_text("还有 1,234 个没有画出")).to_be_visible()


def test_what_a_question_leaves_out_is_counted(opened: Open, service: str) -> None:
    """No further page would bring it: nothing offers one."""

    def cut(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps({**answer.json(), "truncated": True, "left_out": 1234}))

    page = opened(service)
    page.route("**/questions/groups?**", cut)
    page.goto(f"{service}/#/questions/groups")
    expect(page.get_by_text("至少还有 1,234 个超出上限")).to_be_visible()
    expect(page.get_by_role("button", name="再显示")).to_have_count(0)


@pytest.mark.parametrize("screen", [PHONE, {"width": 1366, "height": 768}])
def test_no_page_is_wider_than_the_screen(opened: Open, service: str, screen: dict[str, int]) -> None:
    page = opened(service, viewport=screen)
    for address, heading in (
        ("", "任务分工总览"),
        ("documents", "文件"),
        ("tasks", "任务"),
        ("units", "单位"),
        ("search?q=公开", "公开"),
    ):
        page.goto(f"{service}/#/{address}")
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        expect(page.get_by_role("main").locator("table").first).to_be_attached()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
    page.goto(f"{service}/#/documents")
    page.get_by_role("main").get_by_role("link", name="舒兰").first.click()
    page.get_by_role("tab", name="关系图").click()
    expect(page.locator(".canvas canvas")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_keyboard_reaches_everything_and_is_never_caught(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/questions/leads")
    expect(page.locator(".bars li").first).to_be_visible()
    seen: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        focus = page.evaluate("document.activeElement.textContent.trim() || document.activeElement.tagName")
        if page.evaluate("document.activeElement === document.body") or focus in seen[:1]:
            break  # round once
        seen.append(focus)
        outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
        assert outlined, f"no visible focus on {seen[-1]}"
    else:
        raise AssertionError(f"caught at {seen[-3:]}")
    assert seen[0] == "跳到正文"
    assert {"文件", "任务", "单位", "English", "市政府办", "INPUT"} <= set(seen)
    assert "下载 Excel" in seen

"""What a planner does, from the first look to the words of a document."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from graph.questions import catalogue

Open = Callable[..., Page]
OFFICE = "市政府办"


def unit_page(opened: Open, service: str, query: str = "") -> Page:
    page = opened(f"{service}/#/units")
    page.get_by_role("row", name="舒兰").get_by_role("link", name=OFFICE, exact=True).click()
    expect(page.get_by_role("tab", name="承担的任务")).to_be_visible()
    if query:
        page.goto(page.url + query)
        page.reload()
    return page


def click_edge(page: Page, kind: str) -> str:
    """Click a line of the drawing where nothing else lies. Returns the edge's id."""
    page.wait_for_function("document.querySelector('.canvas')?.network?.getScale() > 0")
    found = page.evaluate(
        """async (kind) => {
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const canvas = document.querySelector('.canvas'), network = canvas.network, box = canvas.getBoundingClientRect();
          for (const edge of network.body.data.edges.get().filter((e) => e.width === kind)) {
            const { [edge.from]: a, [edge.to]: b } = network.getPositions([edge.from, edge.to]);
            for (let share = 0.3; share < 0.8; share += 0.05) {
              const at = network.canvasToDOM({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
              if (network.getEdgeAt(at) !== edge.id || network.getNodeAt(at)) continue;
              return { id: edge.id, x: box.x + at.x, y: box.y + at.y };
            }
          }
        }""",
        {"lead": 4, "support": 2}[kind],
    )
    page.mouse.click(found["x"], found["y"])
    return str(found["id"])


def test_a_unit_is_found_by_keyboard_alone(opened: Open, service: str) -> None:
    page = opened(service)
    page.get_by_role("combobox", name="查找").focus()
    page.keyboard.type("财政局")
    expect(page.get_by_role("option").first).to_contain_text("财政局")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("财政局")
    expect(heading).to_be_focused()


def test_a_document_is_found_by_its_number(opened: Open, service: str) -> None:
    page = opened(service)
    page.get_by_role("combobox", name="查找").fill("舒政办发〔2024〕3号")
    page.get_by_role("option", name="任务清单").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2024年舒兰市政务公开重点工作任务清单")
    expect(page.get_by_role("columnheader", name="一、主动公开")).to_be_visible()
    rows = page.locator("tbody tr:not(.group)")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("市商务局")
    page.get_by_role("tab", name="上下级文件").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("吉林省政务公开工作要点")
    page.get_by_role("tab", name="提示").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("“备注”列未使用")


def test_a_units_tasks_with_role_deadline_and_document(opened: Open, service: str) -> None:
    page = unit_page(opened, service)
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(4)
    first = rows.filter(has_text="编制主动公开")
    expect(first).to_contain_text("牵头")
    expect(first).to_contain_text("2024年12月底前")
    expect(first).to_contain_text("2024年舒兰市政务公开")
    page.get_by_role("radio", name="配合 1").check()
    expect(rows).to_have_count(1)
    page.go_back()
    expect(rows).to_have_count(4)
    rows.filter(has_text="财政预算").get_by_role("link", name="做好财政预算").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("做好财政预算决算公开")
    expect(page.locator("tbody tr").first).to_contain_text("市财政局")


def test_a_column_puts_the_rows_in_order_and_the_address_keeps_it(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/questions/leads")
    rows, head = page.locator(".result tbody tr"), page.get_by_role("columnheader", name="单位")
    expect(rows.first).to_contain_text(OFFICE)  # as the question has it: the most first
    bars = page.locator(".bars li").all_inner_texts()
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(head.get_by_role("button")).to_be_focused()
    expect(rows.locator("td:nth-child(2)")).to_have_text(
        [re.compile(name) for name in ("<img", "市财政局", "市教育局", OFFICE, OFFICE)]
    )
    assert page.locator(".bars li").all_inner_texts() == bars, "the chart stays what it was"
    page.reload()
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()
    expect(rows.first).to_contain_text(OFFICE)
    expect(head).to_have_attribute("aria-sort", "descending")
    page.go_back()
    expect(head).to_have_attribute("aria-sort", "ascending")


def test_a_row_shows_its_words_in_the_document_and_a_reload_keeps_them(opened: Open, service: str) -> None:
    page = unit_page(opened, service)
    button = page.locator("tbody tr").filter(has_text="重大建设项目").locator("button.evidence")
    button.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary")
    expect(panel.locator("mark")).to_have_text(OFFICE)
    expect(panel).to_contain_text("第1页 表1 第2行 第4列")
    expect(panel).to_contain_text("舒兰任务清单.docx")
    expect(panel).to_contain_text("合并单元格")
    page.reload()
    expect(panel.locator("mark")).to_have_text(OFFICE)
    button.click()
    page.keyboard.press("Escape")
    expect(panel.locator("mark")).to_have_count(0)
    expect(button).to_be_focused()
    expect(page).not_to_have_url(re.compile("edge="))


def test_a_line_of_the_graph_shows_its_evidence(opened: Open, service: str) -> None:
    page = unit_page(opened, service)
    page.get_by_role("tab", name="关系图").click()
    expect(page.locator(".canvas canvas")).to_be_visible()
    edge = click_edge(page, "lead")
    panel = page.get_by_role("complementary")
    expect(panel.locator("mark")).to_have_text(OFFICE)
    expect(panel).to_contain_text("牵头")
    page.reload()
    expect(page.locator(".canvas canvas")).to_be_visible()
    expect(panel.locator("mark")).to_have_text(OFFICE)
    page.wait_for_function("(id) => document.querySelector('.canvas')?.network?.getSelectedEdges().includes(id)", arg=edge)


def test_the_legend_hides_and_the_table_says_the_same_as_the_graph(opened: Open, service: str) -> None:
    page = unit_page(opened, service)
    page.get_by_role("tab", name="关系图").click()
    page.get_by_role("checkbox", name="配合 1").uncheck()
    expect(page).to_have_url(re.compile("hide=SUPPORTS"))
    assert page.evaluate("document.querySelector('.canvas').network.body.data.edges.get().some((e) => e.width === 2)") is False
    page.reload()
    expect(page.get_by_role("checkbox", name="配合 1")).not_to_be_checked()
    page.get_by_text("以表格查看图中的").click()
    twin = page.get_by_role("table")
    expect(twin).to_contain_text("编制主动公开事项目录")
    twin.locator("button.evidence").first.click()
    expect(page.get_by_role("complementary").locator("mark")).not_to_be_empty()
    page.get_by_role("radio", name="再远一层").check()
    expect(page.locator(".legend")).to_contain_text("主题 1")


def test_the_language_is_switched_and_remembered(opened: Open, service: str) -> None:
    page = opened(service)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who does what")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who does what")
    page.goto(service)  # without ?lang=
    expect(page.get_by_role("heading", level=1)).to_have_text("Who does what")
    page.goto(f"{service}/?lang=zh")
    expect(page.get_by_role("heading", level=1)).to_have_text("任务分工总览")


def test_every_question_has_its_page_and_says_codes_in_words(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/questions")
    links = page.get_by_role("main").locator(".catalogue a")
    expect(links.first).to_be_visible()
    asked = {str(link.get_attribute("href")): link.inner_text() for link in links.all()}
    assert {address.rpartition("/")[2] for address in asked} == set(catalogue())
    for address, heading in asked.items():
        page.goto(f"{service}/{address}")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        expect(page.locator(".result .tools, .result .nothing").first).to_be_visible()
        for option in page.locator("select option").all():
            words = option.text_content() or ""
            assert not re.fullmatch(r"[a-z_-]+", words), f"{address}: {words} is no Chinese"


def test_a_question_about_a_unit_is_asked_by_typing_part_of_its_name(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/questions/unit-tasks")
    expect(page.get_by_text("请先填写上面的必填项")).to_be_visible()
    field = page.get_by_role("main").get_by_role("combobox", name="单位")
    field.focus()
    page.keyboard.type("财政")
    expect(page.get_by_role("main").get_by_role("option").first).to_contain_text("财政局")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("table")).to_contain_text("做好财政预算决算公开")
    expect(page.get_by_role("main").get_by_role("table")).to_contain_text("牵头")
    expect(page).to_have_url(re.compile("unit=unit"))
    page.reload()
    expect(field).to_have_value(re.compile("财政局"))
    expect(page.get_by_role("main").get_by_role("table")).to_contain_text("做好财政预算决算公开")


def test_nothing_is_chosen_in_a_filter_that_nobody_chose(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/questions/due")
    page.get_by_text("更多条件").click()
    for name in ("级别", "角色", "地区", "年份"):
        expect(page.get_by_label(name, exact=True)).to_have_value("")
    page.get_by_label("哪个月到期").fill("2024-12")
    expect(page.get_by_role("main").get_by_role("table")).to_contain_text("2024年12月31日")


def test_a_table_is_copied_for_excel_and_no_word_becomes_a_formula(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/questions/due?month=2024-12")
    expect(page.get_by_role("main").get_by_role("table")).to_be_visible()
    page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text }")
    page.get_by_role("button", name="复制表格").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    lines = page.evaluate("copied").split("\n")
    assert lines[0].split("\t")[:3] == ["最迟", "时限原文", "任务"]
    assert all(len(line.split("\t")) == len(lines[0].split("\t")) for line in lines)
    formula = page.evaluate(
        """import('/static/js/copy.js').then((m) => m.tabbed([{ label: 'a', text: (r) => r }], ['=1+1', '-5', '@x']))"""
    )
    assert formula.split("\n") == ["a", "'=1+1", "-5", "'@x"]


def test_what_takes_long_can_be_stopped(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/questions")
    expect(page.get_by_role("main").locator(".catalogue a").first).to_be_visible()
    page.clock.install()
    page.route("**/api/v1/questions/leads**", lambda route: None)  # no answer ever comes
    page.get_by_role("link", name="哪些单位牵头任务最多").click()
    expect(page.get_by_label("角色", exact=True)).to_be_visible()
    page.clock.run_for(3500)
    page.get_by_role("button", name="停止").click()
    expect(page.get_by_text("已停止")).to_be_visible()
    page.unroute("**/api/v1/questions/leads**")
    page.get_by_role("button", name="再试一次").click()
    expect(page.get_by_role("main").get_by_role("table")).to_contain_text(OFFICE)

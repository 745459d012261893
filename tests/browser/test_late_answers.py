"""Answers that come late or out of order: what they bring neither takes the focus nor overwrites what came after them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

Open = Callable[..., Page]


def test_a_page_that_comes_late_leaves_the_reader_where_the_reader_is(opened: Open, service: str) -> None:
    page = opened(f"{service}/#/documents")
    expect(page.get_by_role("heading", level=1)).to_have_text("文件")
    held: list[Route] = []
    page.route("**/api/v1/questions", lambda route: held.append(route))
    with page.expect_request("**/api/v1/questions"):
        page.get_by_role("navigation").get_by_role("link", name="问题").click()
    box = page.get_by_role("combobox", name="查找")
    box.fill("财政")
    expect(page.get_by_role("option").first).to_contain_text("财政局")
    held[0].continue_()
    expect(page.get_by_role("heading", level=1)).to_have_text("想了解什么")
    expect(box).to_be_focused()
    expect(page.get_by_role("option").first).to_be_visible()


def test_an_older_list_of_readings_undoes_nothing(opened: Open, empty_service: str) -> None:
    page = opened(f"{empty_service}/#/intake")
    expect(page.get_by_role("heading", level=1)).to_have_text("读入文件")
    states = page.evaluate(
        """async () => {
          const queue = await import('/static/js/intake/queue.js');
          const [lists, ends] = [[], []];
          const answer = (done) => (told) => done(new Response(JSON.stringify(told)));
          globalThis.fetch = (_, { method }) => new Promise((done) => (method ? ends : lists).push(answer(done)));
          const settled = async (done = () => false) => {
            for (let i = 0; i < 40 && !done(); i += 1) await new Promise((next) => setTimeout(next));
          };
          const job = (id, state) => ({ id, name: `${id}.txt`, size: 1, state, items: [], skipped: {} });
          const states = () => queue.all().map((entry) => entry.state);
          queue.follow(job('a', 'reading'), '1');
          await settled(() => lists.length === 1);
          queue.follow(job('b', 'reading'), '2');
          await settled(() => lists.length === 2);
          lists[1]({ jobs: [job('a', 'done'), job('b', 'reading')] });
          await settled(() => states()[0] === 'done');
          lists[0]({ jobs: [job('a', 'reading'), job('b', 'reading')] });
          await settled();
          const first = states();
          queue.stop(queue.all()[1]); // which the service has just read
          ends[0](job('b', 'done'));
          await settled(() => states()[1] === 'done');
          return [...first, ...states()];
        }"""
    )
    assert states == ["done", "reading", "done", "done"]


def test_a_slow_filling_of_a_box_is_stopped_by_the_next(opened: Open, empty_service: str) -> None:
    page = opened(f"{empty_service}/#/intake")
    told = page.evaluate(
        """async () => {
          const { fill } = await import('/static/js/states.js');
          const box = document.createElement('div');
          let [stopped, late] = [false, null];
          const older = fill(box, (stop) => new Promise((done) => { late = done; stop.onabort = () => (stopped = true); }));
          await fill(box, async () => document.createElement('b'));
          late(document.createElement('i'));
          await older;
          return [stopped, box.innerHTML, box.hasAttribute('aria-busy')];
        }"""
    )
    assert told == [True, "<b></b>", False]

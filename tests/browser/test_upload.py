"""An officer drops documents on the page: they are read, reported on with their rows, corrected, removed, brought back."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, Route, expect

from api.app import create_app
from api.settings import Settings
from graph.questions.base import Filters
from graph.store import open_store
from tests.browser import lists
from tests.browser.watching import PHONE, Watch, serving
from tests.cli.runs import HEADERS, ROWS, write_docx

Open = Callable[..., Page]
TITLE = "2024年云溪市政务公开工作任务分解表"
ODD = "甲\t乙\t丙\n编制主动公开目录。\t市政府办公室\t2024年6月底前\n公开财政预算。\t市财政局\t2024年9月底前\n"
LONG = "2024年云溪市任务清单\n序号\t工作任务\t责任单位\t完成时限\n" + "".join(
    f"{n}\t做好第{n}项工作。\t市财政局牵头\t6月底前\n" for n in range(30_000)
)


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(store=str(tmp_path / "zhengtu.sqlite"), max_upload_mb=4))


@pytest.fixture
def own(app: FastAPI) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A list with a unit of no known form and a column that is not used."""
    rows = [(*row, "重要") for row in (*ROWS, ("4", "办好民生实事。", "", "年底前"))]
    return write_docx(tmp_path / "云溪清单.docx", TITLE, rows, (*HEADERS, "备注"))


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    """Files are dropped somewhere on the page, as the browser tells of it."""
    given = [[name, base64.b64encode(content).decode()] for name, content in files]
    data = page.evaluate_handle(
        """(files) => {
          const data = new DataTransfer();
          const bytes = (content) => Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
          for (const [name, content] of files) data.items.add(new File([bytes(content)], name));
          return data;
        }""",
        given,
    )
    page.dispatch_event("body", "dragenter", {"dataTransfer": data})
    expect(page.get_by_text("松开即读入")).to_be_visible()
    page.dispatch_event("footer", "drop", {"dataTransfer": data})


def test_a_document_dropped_on_an_empty_service_is_read_and_reported_on(opened: Open, own: str, document: Path) -> None:
    page = opened(own)
    expect(page.get_by_role("heading", level=1)).to_have_text("库里还没有文件")
    drop(page, (document.name, document.read_bytes()))
    expect(page.get_by_role("heading", level=1)).to_have_text("读入文件")
    entry = page.locator(".entry")
    expect(entry.get_by_role("link", name=TITLE)).to_be_visible(timeout=60_000)
    expect(entry).to_contain_text("新读入，4 项任务")
    entry.get_by_text("看读取报告").click()
    picture = entry.get_by_role("img", name="原文的这一行").first
    expect(picture).to_be_visible()
    page.wait_for_function("() => document.querySelector('.row-picture').naturalWidth > 300")
    expect(entry.get_by_role("heading", name="没有责任单位的任务")).to_be_visible()
    page.get_by_role("link", name="总览").click()
    expect(page.locator(".tile.Task b")).to_have_text("4")


def test_files_are_chosen_by_a_button_with_the_keyboard(opened: Open, own: str, document: Path) -> None:
    page = opened(own)
    expect(page.get_by_role("heading", level=1)).to_have_text("库里还没有文件")
    button = page.get_by_role("button", name="选择文件", exact=True)
    button.focus()
    with page.expect_file_chooser() as chooser:
        button.press("Enter")
    chooser.value.set_files(str(document))
    expect(page.locator(".entry").get_by_role("link", name=TITLE)).to_be_visible(timeout=60_000)


def test_several_files_a_zip_and_a_bad_one_each_say_what_came_of_them(
    opened: Open, own: str, document: Path, tmp_path: Path, watch: Watch
) -> None:
    watch.allow(r"Failed to load resource")
    packed = tmp_path / "全部.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(document, "2024/云溪清单.docx")
        archive.writestr("图.bmp", b"BM")
    page = opened(f"{own}/#/units")
    drop(page, ("坏.docx", b"PK nothing"), (packed.name, packed.read_bytes()), ("空.txt", b""), ("大.txt", b"x" * 4_200_000))
    expect(page.locator(".entry", has_text="坏.docx")).to_contain_text("内容不是有效的 docx 文件", timeout=60_000)
    zipped = page.locator(".entry", has_text="全部.zip")
    expect(zipped.get_by_role("link", name=TITLE)).to_be_visible(timeout=60_000)
    expect(zipped).to_contain_text("略过了不认识的文件：.bmp 1")
    expect(page.locator(".entry", has_text="空.txt")).to_contain_text("文件是空的")
    expect(page.locator(".entry", has_text="大.txt")).to_contain_text("超过上限 4 MB")
    expect(page.locator(".sum")).to_contain_text("读入 1 份，没有读成 3 份")


def test_a_long_file_says_how_far_it_is_and_can_be_stopped(opened: Open, own: str) -> None:
    page = opened(f"{own}/#/intake")
    drop(page, ("长.txt", LONG.encode()))
    entry = page.locator(".entry")
    expect(entry.get_by_role("progressbar")).to_be_visible()
    expect(entry).to_contain_text("行，共 ", timeout=60_000)
    entry.get_by_role("button", name="停止").click()
    expect(entry).to_contain_text("已停止", timeout=60_000)
    page.get_by_role("link", name="总览").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("库里还没有文件")


def test_the_columns_of_a_table_are_corrected_and_the_file_read_by_them(opened: Open, own: str) -> None:
    page = opened(own)
    drop(page, ("2024年云溪市任务.txt", ODD.encode()))
    entry = page.locator(".entry").first
    expect(entry).to_contain_text("可在下面写明各列是什么", timeout=60_000)
    entry.get_by_text("写明各列是什么", exact=True).click()
    expect(entry.get_by_role("table")).to_contain_text("编制主动公开目录。")
    for column, kind in (("1", "任务"), ("2", "任务"), ("3", "完成时限")):
        entry.get_by_label(f"第 {column} 列").select_option(kind)
    entry.get_by_role("button", name="照此重新读入").click()
    expect(entry.get_by_role("alert")).to_have_text("请选一列，也只选一列，作为“任务”。")
    entry.get_by_label("第 2 列").select_option("牵头单位")
    entry.get_by_role("button", name="照此重新读入").click()
    again = page.locator(".entry").first
    expect(again).to_contain_text("新读入，2 项任务", timeout=60_000)
    again.get_by_role("link", name="任务").first.click()
    page.get_by_role("tab", name="提示").click()
    expect(page.get_by_text("各列由人指定。")).to_be_visible()


def test_a_document_is_removed_and_brought_back(opened: Open, own: str, document: Path) -> None:
    page = opened(own)
    drop(page, (document.name, document.read_bytes()))
    page.locator(".entry").get_by_role("link", name=TITLE).click(timeout=60_000)
    page.get_by_role("button", name="移除这份文件").click()
    dialog = page.get_by_role("dialog", name="移除这份文件？")
    dialog.get_by_role("button", name="取消").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="移除这份文件").click()
    page.get_by_role("dialog").get_by_role("button", name="移除", exact=True).click()
    expect(page.get_by_role("heading", name="库里还没有文件")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".entry").first).to_contain_text("新读入，4 项任务", timeout=60_000)


def test_a_service_that_is_restarted_meanwhile_gets_the_file_again(
    opened: Open, own: str, app: FastAPI, document: Path, watch: Watch
) -> None:
    watch.allow(r"Failed to load resource")
    page = opened(f"{own}/#/intake")
    away = [True]

    def gone(route: Route) -> None:
        if away:
            route.abort()
        else:
            route.fallback()

    page.route("**/api/v1/intake?name=**", gone)
    drop(page, (document.name, document.read_bytes()))
    entry = page.locator(".entry")
    expect(entry).to_contain_text("连上后自动继续")
    away.clear()
    expect(entry.get_by_role("link", name=TITLE)).to_be_visible(timeout=60_000)

    # a service of now that knows nothing of a job from before
    forgets = [True]

    def forgotten(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        if forgets and any(job["name"] == "又一份.txt" for job in told["jobs"]):
            forgets.clear()
            told["jobs"] = []
        route.fulfill(response=answer, json=told)

    page.route("**/api/v1/intake", forgotten)
    drop(page, ("又一份.txt", ODD.encode()))
    expect(page.locator(".entry", has_text="又一份.txt")).to_contain_text("写明各列", timeout=60_000)
    assert len([job for job in app.state.desk.jobs() if job.name == "又一份.txt"]) == 2


def test_after_a_reload_the_page_knows_what_was_read(opened: Open, own: str, document: Path) -> None:
    page = opened(own)
    drop(page, (document.name, document.read_bytes()))
    expect(page.locator(".entry").get_by_role("link", name=TITLE)).to_be_visible(timeout=60_000)
    page.reload()
    expect(page.locator(".entry").get_by_role("link", name=TITLE)).to_be_visible()
    page.get_by_role("button", name="清空已完成的").click()
    expect(page.locator(".entry")).to_have_count(0)


def test_hostile_names_and_a_phone(opened: Open, own: str, document: Path) -> None:
    page = opened(own, viewport=PHONE)
    name = "<img src=x onerror=alert(1)>\u202exslx." + "很长" * 40 + ".docx"
    drop(page, (name, document.read_bytes()), (name + "2.docx", b"PK"))
    expect(page.locator(".entry").get_by_role("link", name=TITLE)).to_be_visible(timeout=60_000)
    expect(page.locator(".entry", has_text="onerror").first).to_be_visible()
    page.locator(".entry").get_by_text("看读取报告").first.click()
    expect(page.locator(".row-picture").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate("[...document.images].filter((i) => !/static|api.v1/.test(i.src)).length") == 0


def test_a_service_for_looking_only_says_so(opened: Open, tmp_path: Path) -> None:
    with serving(create_app(Settings(store=str(tmp_path / "z.sqlite"), read_only=True))) as address:
        page = opened(f"{address}/#/intake")
        expect(page.get_by_role("main")).to_contain_text("只供查看")
        expect(page.get_by_role("link", name="读入文件")).to_be_hidden()
        for address_ in ("#/", "#/documents", "#/graph"):
            page.goto(f"{address}/{address_}")
            expect(page.get_by_role("heading", name="库里还没有文件")).to_be_visible()
            expect(page.get_by_role("main")).to_contain_text("请管理员读入文件")
            expect(page.locator(".pickers, .droparea, input[type=file]")).to_have_count(0)
        drag = "() => { const data = new DataTransfer(); data.items.add(new File(['x'], 'a.txt')); return data; }"
        page.dispatch_event("body", "dragenter", {"dataTransfer": page.evaluate_handle(drag)})
        page.dispatch_event("body", "drop", {"dataTransfer": page.evaluate_handle(drag)})
        expect(page.get_by_text("松开即读入")).to_have_count(0)
        expect(page).to_have_url(re.compile("#/graph$"))


def test_a_service_for_looking_only_offers_no_change_of_a_document(opened: Open, service: str, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "z.sqlite")) as store:
        store.load([lists.SHULAN], sha256="1" * 64)
        document = store.nodes("Document", filters=Filters(), text="舒兰").nodes[0].id
    with serving(create_app(Settings(store=str(tmp_path / "z.sqlite"), read_only=True))) as address:
        page = opened(f"{address}/#/documents/{document}?view=report")
        expect(page.get_by_role("heading", name="没有使用的列")).to_be_visible()
        expect(page.get_by_role("button", name="移除")).to_have_count(0)
        expect(page.get_by_text("改正各列")).to_have_count(0)
        page.goto(f"{address}/#/")
        expect(page.locator(".tile.Task b")).to_have_text("4")
        expect(page.locator(".strip")).to_have_count(0)


def test_a_folder_is_read_with_the_mappings_in_it_and_without_what_is_no_document(
    opened: Open, own: str, document: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "2024年清单"
    (folder / "县").mkdir(parents=True)
    document.rename(folder / "县" / document.name)
    (folder / "任务.txt").write_text(ODD, encoding="utf-8")
    (folder / "任务.txt.columns.toml").write_text('header = [1]\n[columns]\n1 = "任务"\n2 = "牵头单位"\n', encoding="utf-8")
    (folder / "照片.jpg").write_bytes(b"jpg")
    (folder / "~$清单.docx").write_bytes(b"lock")
    page = opened(f"{own}/#/intake")
    page.locator("input[webkitdirectory]").set_input_files(folder)
    expect(page.locator(".entry")).to_have_count(2)
    expect(page.locator(".entry", has_text="任务.txt")).to_contain_text("新读入，2 项任务", timeout=60_000)
    expect(page.locator(".entry", has_text="县/云溪清单.docx")).to_contain_text("新读入，4 项任务", timeout=60_000)
    expect(page.locator(".sum")).to_contain_text("略过了不认识的文件：.jpg 1")

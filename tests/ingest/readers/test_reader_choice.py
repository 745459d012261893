"""Which reader a file gets, and the clear error for a file that none can read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from ingest import errors
from ingest.readers import limits, read
from ingest.source import Source
from tests.ingest.readers.made import MAX, Pdf, texts

Open = Callable[[str, bytes | str], Source]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts: bytes | str) -> bytes:
    """A zip package; __ in a name is a folder, _ the dot."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def word(text: str = "市教育局") -> bytes:
    document, out = docx.Document(), BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(errors.FileMissing) as caught:
        read(tmp_path / "无.docx", max_bytes=MAX)
    assert caught.value.file == "无.docx"


def test_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(errors.FileMissing):
        read(tmp_path, max_bytes=MAX)


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.xlsx", "a.pdf", "a.html"])
def test_empty_file(open_as: Open, name: str) -> None:
    with pytest.raises(errors.FileEmpty):
        open_as(name, b"")


def test_too_large_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(errors.FileTooLarge) as caught:
        read(path, max_bytes=50 * 1024 * 1024)
    assert "200.0 MB" in str(caught.value)
    assert "50 MB" in str(caught.value)


@pytest.mark.parametrize(("name", "content"), [("a.png", b"\x89PNG\r\n\x1a\n"), ("a.xyz", b"words"), ("a", b"words")])
def test_unknown_format(open_as: Open, name: str, content: bytes) -> None:
    with pytest.raises(errors.FormatUnknown) as caught:
        open_as(name, content)
    assert "docx" in str(caught.value)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf"])
@pytest.mark.parametrize("content", [b"just words", "只是文字".encode(), b"PK\x03\x04 cut", zipped(a_txt="x"), bytes(100)])
def test_content_is_not_what_the_ending_says(open_as: Open, name: str, content: bytes) -> None:
    with pytest.raises(errors.FormatBroken) as caught:
        open_as(name, content)
    assert name[2:] in str(caught.value)


def test_truncated_docx(open_as: Open) -> None:
    with pytest.raises(errors.FormatBroken):
        open_as("a.docx", word()[:-200])


def test_damaged_part_in_docx(open_as: Open) -> None:
    broken = bytearray(word())
    at = broken.find(b"word/document.xml") + 60
    broken[at : at + 40] = b"\xff" * 40
    with pytest.raises(errors.FormatBroken):
        open_as("a.docx", bytes(broken))


def test_docx_without_a_document_part(open_as: Open) -> None:
    with pytest.raises(errors.FormatBroken, match=r"word/document\.xml"):
        open_as("a.docx", zipped(word__styles_xml="<x/>"))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_password(open_as: Open, name: str) -> None:
    with pytest.raises(errors.FileProtected):
        open_as(name, OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512))


def test_password_of_a_pdf(open_as: Open) -> None:
    with pytest.raises(errors.FileProtected):
        open_as("a.pdf", Pdf().text(50, 50, "市教育局").bytes(encrypted=True))


def test_zip_bomb(open_as: Open) -> None:
    bomb = zipped(word__document_xml=b"<a>" + b" " * (limits.RATIO_FREE_BYTES + 1) + b"</a>")
    assert len(bomb) < 1024 * 1024
    with pytest.raises(errors.TooComplex):
        open_as("a.docx", bomb)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(open_as: Open, encoding: str) -> None:
    laughs = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(errors.FormatBroken, match="document type"):
        open_as("a.docx", zipped(word__document_xml=laughs.encode(encoding)))


def test_deep_xml(open_as: Open) -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    deep = f'<w:document xmlns:w="{name}"><w:body>' + "<w:p>" * 1000 + "</w:p>" * 1000 + "</w:body></w:document>"
    with pytest.raises(errors.TooComplex):
        open_as("a.docx", zipped(word__document_xml=deep))


def test_deep_html(open_as: Open) -> None:
    with pytest.raises(errors.TooComplex):
        open_as("a.html", "<html><body>" + "<div>" * 5000 + "文字")


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.docx", "a.txt", "a"])
def test_web_page_under_another_name(open_as: Open, name: str) -> None:
    source = open_as(name, "<!-- saved -->\n<html><meta charset=utf-8><p>市教育局牵头</p></html>")
    assert source.format == "html"
    assert texts(source) == ["市教育局牵头"]


@pytest.mark.parametrize("name", ["a.doc", "a.txt", "a.xlsx", "a"])
def test_docx_under_another_name(open_as: Open, name: str) -> None:
    source = open_as(name, word())
    assert (source.format, source.file) == ("docx", name)


def test_xlsx_under_another_name(open_as: Open) -> None:
    book, out = openpyxl.Workbook(), BytesIO()
    book.active["A1"] = "责任单位"
    book.save(out)
    assert open_as("a.et", out.getvalue()).format == "xlsx"


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_white_space_is_no_text(open_as: Open, name: str) -> None:
    with pytest.raises(errors.NoText):
        open_as(name, " \n\t\n　\n")


def test_docx_without_words(open_as: Open) -> None:
    with pytest.raises(errors.NoText):
        open_as("a.docx", word(""))


def test_any_error_of_a_library_becomes_ours(open_as: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, progress: object) -> Source:
        raise IndexError("list index out of range")

    monkeypatch.setitem(__import__("ingest.readers").readers.FORMATS, "txt", (fail, (".txt",)))
    with pytest.raises(errors.FormatBroken, match="list index"):
        open_as("a.txt", "words")


def test_time_is_limited() -> None:
    clock = limits.Clock("a.pdf", seconds=-1)
    with pytest.raises(errors.TooComplex):
        clock.check()


def test_what_a_zip_is_to_the_reader_of_one_file(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.zip", tmp_path / "cut.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("a.txt", "x" * 500)
    cut.write_bytes(whole.read_bytes()[:300])
    for path, error in ((whole, errors.ArchiveGiven), (cut, errors.FormatBroken)):
        with pytest.raises(error):
            read(path, max_bytes=10_000)


@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.xlsx"])
def test_a_container_without_a_document_is_broken(open_as: Open, name: str) -> None:
    """Not an unknown format: its ending is one of those that can be read."""
    with pytest.raises(errors.FormatBroken):
        open_as(name, OLE + bytes(1000))

"""Bytes to text: byte order marks, UTF-8, UTF-16, GB18030, Big5, and what an HTML page says of itself."""

from __future__ import annotations

import codecs
import re

from ingest.errors import FormatBroken

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf8": "utf-8", "unicode": "utf-16"}
_COMMON = re.compile("[，。、：的]")
_TRUNCATED = 3
"""Bytes at the end that a cut file may leave of its last character."""


def decode(data: bytes, *, file: str, form: str, html: bool = False) -> str:
    """The text of a file. Raises FormatBroken when no encoding fits."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _whole(data, name, file, form)
    if (wide := _wide(data)) is not None:
        return _whole(data, wide, file, form)
    if b"\0" in data[:4096]:
        raise FormatBroken(file=file, format=form, reason="binary content")
    names = ["utf-8", "gb18030", "big5"]
    if html and (said := _META.search(data[:4096])):
        name = said[1].decode("ascii").lower()
        names.insert(0, _ALIASES.get(name, name))
    for name in names:
        try:
            text = data.decode(name)
            # Nearly any bytes are GB18030. Big5 read so has none of the commonest signs.
            if name == "gb18030" and not _COMMON.search(text) and _is_big5(data):
                continue
            return text
        except LookupError:
            continue
        except UnicodeDecodeError as error:
            if error.start >= len(data) - _TRUNCATED and error.start:
                return data[: error.start].decode(name)
    # A page that is nearly all UTF-8 has lost some bytes; anything else is no text.
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 50 < len(text):
        return text
    raise FormatBroken(file=file, format=form, reason="unknown encoding")


def _is_big5(data: bytes) -> bool:
    try:
        return bool(_COMMON.search(data.decode("big5")))
    except UnicodeDecodeError:
        return False


def _whole(data: bytes, name: str, file: str, form: str) -> str:
    try:
        return data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - _TRUNCATED:
            return data[: error.start].decode(name).removeprefix("\ufeff")
        raise FormatBroken(file=file, format=form, reason=f"{name}: byte {error.start}") from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: line ends, digits and spaces leave a NUL in every second byte at the same side."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) * 8 > max(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = head[: len(head) // 2 * 2].decode(name, "ignore")
    except UnicodeDecodeError:
        return None
    likely = sum(c.isalnum() or c.isspace() or "\u2010" <= c <= "\u303f" or "\uff00" <= c <= "\uffee" for c in text)
    return name if likely * 10 > len(text) * 9 else None

"""What a reader saw in a file and did not deliver (hidden rows, pictures, footnotes, menus of a site), as notes."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.record import Evidence, Note, Stretch
from ingest.source import LeftOutKind, Source

SAMPLE = 30
"""Characters of the words that a note shows."""
_WORDS: dict[LeftOutKind, tuple[str, str]] = {
    "pictures": ("图片没有读，里面如果有字，不在结果中（{count} 幅）", "pictures are not read, nor words in them ({count})"),
    "headers and footers": ("页眉页脚没有读（{count} 处）", "page headers and footers are not read ({count})"),
    "page numbers": (
        "页码和每页重印的页眉页脚没有读（{count} 行）",
        "page numbers and running heads are not read ({count} lines)",
    ),
    "footnotes": ("脚注、尾注没有读（{count} 条）", "footnotes and endnotes are not read ({count})"),
    "comments": ("批注没有读（{count} 条）", "comments are not read ({count})"),
    "deleted words": ("修订中删去的文字没有读（{count} 处）", "words deleted in tracked changes are not read ({count})"),
    "hidden words": ("隐藏的文字没有读（{count} 处）", "hidden words are not read ({count})"),
    "hidden rows": ("隐藏的行没有读（{count} 行有字）", "hidden rows are not read ({count} with words)"),
    "hidden columns": ("隐藏的列没有读（{count} 列有字）", "hidden columns are not read ({count} with words)"),
    "hidden sheets": ("隐藏的工作表没有读（{count} 张）", "hidden sheets are not read ({count})"),
    "merged words": ("合并单元格盖住的文字没有读（{count} 格）", "words under merged cells are not read ({count} cells)"),
    "drawn words": ("图形里的文字没有读（{count} 处）", "words in drawn shapes are not read ({count})"),
    "site": (
        "网页上文件以外的文字（菜单、页脚等）没有读（{count} 字）",
        "words of the site around the text are not read ({count} characters)",
    ),
    "slanted words": ("斜排的字（水印）没有读（{count} 字）", "slanted words (a watermark) are not read ({count} characters)"),
    "unknown characters": (
        "有些字的字体没有说明是什么字，没有读（{count} 字）",
        "characters whose font does not say what they are, are not read ({count})",
    ),
    "unread pages": ("有的页是图片，没有读（{count} 页）", "pages that are pictures were not read ({count})"),
}


def notes_of(source: Source) -> Iterator[Note]:
    """What the reading of the file itself leaves to be looked at."""
    if source.folded:
        zh, en = "原文为繁体字，已逐字转为简体", "the text is in traditional characters; each was turned to its simplified one"
        yield Note("guess", zh, en)
    if source.recognised:
        zh, en = "文字由图片识别而来，每个字都可能有误", "the words were recognised from pictures; each of them may be wrong"
        yield Note("guess", zh, en)
    for one in source.left_out:
        zh, en = (words.format(count=one.count) for words in _WORDS[one.what])
        shown = "".join(one.words.split())
        shown = shown if len(shown) <= SAMPLE else shown[: SAMPLE - 1] + "…"
        yield Note(
            "not read",
            f"{zh}：“{shown}”" if shown else zh,
            f"{en}: “{shown}”" if shown else en,
            Evidence(one.places[0], "") if one.places else None,
            tuple(Stretch(where, where) for where in one.places),
        )

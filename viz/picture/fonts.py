"""A font with Chinese characters, wherever the machine keeps one."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageFont

from ingest.errors import ZhengtuError

FONTS: tuple[tuple[str, int], ...] = (
    ("NotoSansCJK-Regular.ttc", 2),  # Linux: fonts-noto-cjk; number 2 of the collection is the simplified one
    ("NotoSansSC-Regular.otf", 0),
    ("NotoSansCJKsc-Regular.otf", 0),
    ("SourceHanSansSC-Regular.otf", 0),
    ("SourceHanSansCN-Regular.otf", 0),
    ("wqy-microhei.ttc", 0),
    ("wqy-zenhei.ttc", 0),
    ("DroidSansFallbackFull.ttf", 0),
    ("DroidSansFallback.ttf", 0),
    ("msyh.ttc", 0),  # Windows
    ("simhei.ttf", 0),
    ("simsun.ttc", 0),
    ("Deng.ttf", 0),
    ("/System/Library/Fonts/PingFang.ttc", 2),  # macOS
    ("Hiragino Sans GB.ttc", 0),
    ("STHeiti Light.ttc", 1),
    ("Songti.ttc", 0),
    ("Arial Unicode.ttf", 0),
    ("NotoSerifCJK-Regular.ttc", 2),
    ("uming.ttc", 0),
    ("ukai.ttc", 0),
)
"""File names, looked for in the machine's font folders, and the number of the font in a collection. The first found counts."""


class FontMissing(ZhengtuError):
    zh, en = "画图需要中文字体，这台电脑上没有找到", "a picture needs a Chinese font, and none was found on this machine"
    do_zh = "请安装 Noto Sans CJK（Debian、Ubuntu：apt install fonts-noto-cjk；Fedora：dnf install google-noto-sans-cjk-fonts）"
    do_en = "Install Noto Sans CJK (Debian, Ubuntu: apt install fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts)"


@lru_cache(maxsize=8)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels. Raises FontMissing."""
    for name, number in FONTS:
        try:
            return ImageFont.truetype(name, size, index=number)
        except OSError:
            continue
    raise FontMissing

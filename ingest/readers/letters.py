"""Characters that PDF fonts give in place of the printed ones: radicals for whole characters, upright brackets for turned ones.

Chromium, macOS and several print drivers name the glyph of 工 as the radical ⼯ (U+2F2F): it looks the same and is found by no
search. Each sign stands for exactly one character, so places in the text stay what they are.
"""

from __future__ import annotations

import unicodedata

_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
# CJK Radicals Supplement has no normal form; these are its whole characters (Unicode, EquivalentUnifiedIdeograph.txt).
_SUPPLEMENT = dict(
    zip(
        map(
            ord,
            "⺄⺆⺈⺌⺎⺐⺒⺓⺕⺗⺛⺝⺞⺟⺠⺡⺣⺤⺨⺩⺪⺭⺮⺰⺲⺶⺹⺻⺼⺽⺾⻁⻂⻄⻅⻆⻈⻉⻊⻋⻌⻎⻏⻐⻑⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻯⻰⻳",
        ),
        "乙冂刀小兀尢巳幺彐心旡月歹母民氵灬爫犭王疋礻竹纟罒羊耂聿月臼艹虎衤西见角讠贝足车辶辶阝钅長长门阜雨青韦页风飞食饣首马骨鬼鱼鸟卤麦黄黾齐齿竜龙龟",
        strict=True,
    )
)
_COMPATIBLE = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in range(0xF900, 0xFAFF)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}
_TURNED = dict(
    zip(
        map(ord, "︐︑︒︓︔︕︖︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄"),
        "，、。：；！？（）｛｝〔〕【】《》〈〉「」『』",
        strict=True,
    )
)
_DOOR = {0x2F3E: "户"}
"""The normal form of ⼾ is 戶; fonts give it for the 户 of a simplified text, and a traditional one is folded anyway."""
_TABLE = {**_KANGXI, **_DOOR, **_SUPPLEMENT, **_COMPATIBLE, **_TURNED}


def letters(text: str) -> str:
    """The text in the characters that a reader sees."""
    return text if text.isascii() else text.translate(_TABLE)

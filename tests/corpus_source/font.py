"""A small TrueType font with the characters of one document only.

Chromium embeds the OpenType outlines of Noto CJK as a hundred Type 3 fonts of half a megabyte, whose text reads U+2ED3 for 长
and U+2F8F for 行 (radicals), because one glyph serves both characters. A TrueType subset without the radicals is small and
reads as it was written.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped,unused-ignore]
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped,unused-ignore]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped,unused-ignore]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped,unused-ignore]

NOTO = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
FAMILY = "Corpus Serif"


def write(text: str, path: Path) -> None:
    """The font for this text."""
    source = _face("Noto Serif CJK SC")
    glyphs, cmap, metrics = source.getGlyphSet(), source.getBestCmap(), source["hmtx"].metrics
    wanted = {ord(c): cmap[ord(c)] for c in sorted(set(text)) if ord(c) in cmap}
    names = [".notdef", *dict.fromkeys(wanted.values())]
    outlines = {}
    for name in names:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        outlines[name] = pen.glyph()
    font = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap(wanted)
    font.setupGlyf(outlines)
    font.setupHorizontalMetrics({name: metrics[name] for name in names})
    font.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    font.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    font.setupOS2(sTypoAscender=source["OS/2"].sTypoAscender, sTypoDescender=source["OS/2"].sTypoDescender)
    font.setupPost()
    font.updateHead(created=0, modified=0)
    font.font.recalcTimestamp = False
    font.save(str(path))


def _face(family: str) -> TTFont:
    for font in TTCollection(str(NOTO)).fonts:
        if font["name"].getDebugName(1) == family:
            return font
    raise ValueError(f"{NOTO} holds no {family}")

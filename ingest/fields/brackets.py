"""The signs of brackets (括号) in which drafters put units: （） () [] 【】 〔〕 ［］ ﹝﹞ 〖〗 ｛｝."""

OPENING = "（([【〔［﹝〖｛"
CLOSING = "）)]】〕］﹞〗｝"

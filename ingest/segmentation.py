"""Chinese text to words: jieba with the field's own words kept whole.

jieba's default dictionary breaks 政务公开 and 亩产效益; the terms of the lexicon are added to it. Unit names with brackets,
文号 and deadlines are never left to it: grammars of our own read those first.
"""

from __future__ import annotations

import logging
import re
import tempfile
import threading
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ingest.lexicon import lexicon

_STRETCH = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)")
"""What jieba cuts by itself, whatever stands around it."""


class Segmenter:
    """A private jieba tokenizer, loaded when first needed (half a second, 80 MB) and not changed after."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tokenizer: Any = None
        # a list's texts are cut for its subject classes and for its alignment
        self._cut = lru_cache(maxsize=8192)(self._cut_anew)

    def words(self, text: str) -> list[str]:
        """The words of a text, in order, none overlapping; together they are the text."""
        return [word for part in _STRETCH.split(text) if part for word in self._cut(part)]

    def search_words(self, text: str) -> list[str]:
        """The words of a text with the shorter words inside long ones, as a search wants them: before a word those of two and
        of three characters in it that the dictionary has."""
        found = []
        for word in self.words(text):
            for length in range(2, min(len(word), 4)):
                parts = (word[at : at + length] for at in range(len(word) - length + 1))
                found += [part for part in parts if self.frequency(part)]
            found.append(word)
        return found

    def frequency(self, word: str) -> int:
        """How often jieba's corpus has the word; 0 when it is not in the dictionary."""
        return int(self._loaded().FREQ.get(word, 0))

    def _cut_anew(self, stretch: str) -> tuple[str, ...]:
        return tuple(str(word) for word in self._loaded().cut(stretch))

    def _loaded(self) -> Any:
        with self._lock:
            self._tokenizer = self._tokenizer or self._load()
        return self._tokenizer

    @staticmethod
    def _load() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba's invalid escapes and pkg_resources: known, no release since 2020
            import jieba
        logging.getLogger("jieba").setLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        # jieba reads its cache from the shared temp folder without a check; a folder of our own is not open to others
        with tempfile.TemporaryDirectory(prefix="zhengtu-") as folder:
            tokenizer.tmp_dir = folder
            tokenizer.initialize()
        for word in dict.fromkeys(_terms()):
            if len(word) > 1:
                tokenizer.add_word(word)
        return tokenizer


def _terms() -> Iterator[str]:
    """The field's words, from the lexicon."""
    yield from lexicon("terms")["words"]
    topics = lexicon("topics")
    for kind in topics.values():
        for topic in kind.values():
            yield from topic["words"]


SEGMENTER = Segmenter()

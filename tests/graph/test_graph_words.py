"""Tokens, phrases and terms."""

from __future__ import annotations

import pytest

from graph import words


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("亩产效益", "亩产 产效 效益 益"),
        ("邹政办字〔2024〕8号", "邹政 政办 办字 字 2024 8 号"),
        ("ＡＩ政务", "ai 政务 务"),
        ("二〇二五", "二〇 〇二 二五 五"),
        ("𠮷林", "𠮷林 林"),
        ("café №5", "café no 5"),
        ("。！😀_", ""),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert words.tokens(text) == tokens


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("改革", ["改革"]),
        ("水", ["水…"]),
        ("改革 亩产", ["改革", "亩产"]),
        ("字[2024]8号", ["字 2024 8 号…"]),
        ("2024", ["2024"]),
        ("AI", ["ai…"]),
        ('"* AND', ["and…"]),
        ("…", []),
    ],
)
def test_phrases(query: str, phrases: list[str]) -> None:
    """An open end is shown as …: the word may go on there."""
    assert [" ".join(phrase.tokens) + "…" * phrase.open for phrase in words.phrases(query)] == phrases


def test_terms_keep_names_whole_and_drop_empty_words() -> None:
    """jieba alone breaks a name with brackets."""
    name = "住房和城乡建设（人防）局"
    assert words.normal(name) in words.terms(f"哪些任务由{name}牵头", [name])
    assert words.normal(name) not in words.terms(f"哪些任务由{name}牵头")
    assert words.terms("哪些改革涉及亩产效益的") == ["改革", "涉及", "亩产", "效益", "亩产效益"]
    assert words.terms("的 了 。") == []


def test_a_long_query_is_cut() -> None:
    assert len(words.parts_of("改" * 10_000)) < 10_000
    assert len(words.phrases("改革 " * 10_000)) == 1

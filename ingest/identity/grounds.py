"""Why an identity is what it is: each step of a judgement in words, and how far the weakest one carries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ingest.lexicon import lexicon

Rule = Literal[
    "line", "joined", "fixed", "network", "zone", "legal", "government", "state", "stateless", "level", "named", "short",
    "unlevelled", "assumed", "above", "nowhere", "unknown", "branch", "inner", "issuer", "sign", "expanded", "collective",
    "own",
]  # fmt: skip
Language = Literal["zh", "en"]


@cache
def _rules() -> dict[str, dict[str, Any]]:
    return lexicon("grounds")


@dataclass(frozen=True, slots=True)
class Ground:
    """One step: what is printed, what it was taken for, by which rule of `lexicon/grounds.toml`."""

    rule: Rule
    printed: str
    means: str = ""

    @property
    def score(self) -> float:
        """How far the rule carries, 0 to 1."""
        return float(_rules()[self.rule]["score"])

    def words(self, language: Language = "zh") -> str:
        """发改局=发展改革（条线表）."""
        return str(_rules()[self.rule][language]).format(printed=self.printed, means=self.means)


@dataclass(frozen=True, slots=True)
class Reason:
    """All steps of a judgement, in order."""

    grounds: tuple[Ground, ...] = ()

    @property
    def score(self) -> float:
        """The weakest ground's score; 1 without any."""
        return min((ground.score for ground in self.grounds), default=1.0)

    def words(self, language: Language = "zh") -> str:
        """发改局=发展改革（条线表） + 市=岭桥市（发文地区）."""
        return " + ".join(ground.words(language) for ground in self.grounds)


NO_REASON = Reason()

"""How many counties are settled from what a document prints? `python -m tests.benchmarks.divisions [YEAR ...]`

For every county-level division of a year: settled to it, reported as one of several, settled to another one, not found.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable

from ingest.divisions import Division, Hints, settle
from ingest.divisions.forms import forms
from ingest.divisions.official import divisions
from ingest.lexicon import lexicon

SIGNS = {name: sign for sign, name in reversed(lexicon("divisions")["abbreviations"].items())}
NONE = Hints()


def bare(name: str) -> str:
    """The shortest form: 邹城."""
    return min((form for form, _ in forms(name)), key=len)


def number(place: Division) -> Hints:
    """The number of a provincial document that the county carries out."""
    return Hints(basis=(f"{SIGNS[place.chain[0]]}政办发〔2024〕2号",)) if place.chain[0] in SIGNS else NONE


FORMS: dict[str, Callable[[Division], tuple[str, Hints]]] = {
    "full chain: 山东省济宁市邹城市": lambda d: ("".join(d.chain), NONE),
    "province and name: 山东省邹城市": lambda d: (d.chain[0] + d.name, NONE),
    "city and name: 济宁市邹城市": lambda d: (d.chain[-2] + d.name, NONE),
    "both without level: 济宁邹城": lambda d: (bare(d.chain[-2]) + bare(d.name), NONE),
    "name, a provincial 文号 carried out": lambda d: (d.name, number(d)),
    "name, the city issues it": lambda d: (d.name, Hints(issuer="".join(d.parents) + "人民政府办公室")),
    "name alone: 邹城市": lambda d: (d.name, NONE),
    "name without level, provincial 文号": lambda d: (bare(d.name), number(d)),
    "name without level: 邹城": lambda d: (bare(d.name), NONE),
}


def main(years: list[int]) -> None:
    """Print a table a year."""
    settle("邹城市")
    for year in years:
        counties = [d for ones in divisions().values() for d in ones if d.level == "county" and d.gap(year) == 0]
        print(f"\n{year}: {len(counties)} counties\n{'':42}{'right':>7}{'several':>9}{'wrong':>7}{'none':>6}{'µs each':>9}")
        for name, make in FORMS.items():
            found: Counter[str] = Counter()
            took = 0.0
            for place in counties:
                printed, hints = make(place)
                start = time.perf_counter()
                got = settle(printed, year=year, hints=hints)
                took += time.perf_counter() - start
                found[_verdict(got.division, got.candidates, place)] += 1
            figures = f"{found['right']:7}{found['several']:9}{found['wrong']:7}{found['none']:6}"
            print(f"{name:{42 - sum(ord(c) > 255 for c in name)}}{figures}{took / len(counties) * 1e6:9.0f}")


def _verdict(got: Division | None, candidates: tuple[Division, ...], place: Division) -> str:
    if got is not None:
        return "right" if got == place else "wrong"
    return "several" if place in candidates else "none"


if __name__ == "__main__":
    main([int(year) for year in sys.argv[1:]] or [2024])

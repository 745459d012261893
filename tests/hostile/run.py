"""Draw documents, have them read, and print how well.

python -m tests.hostile.run --seeds 0:300 --formats docx,flow,prose [--worst 10] [--show SEED FORMAT] [--keep DIR]
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from .reading import Outcome, outcome
from .scoring import MEASURES, plain
from .writers import WRITERS

DEFAULT = "docx,xlsx,html,tabs,flow,prose"


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="0:100", help="first:end")
    parser.add_argument("--formats", default=DEFAULT, help=f"of {','.join(WRITERS)}; or all")
    parser.add_argument("--worst", type=int, default=0, help="print the differing rows of so many documents")
    parser.add_argument("--rows", type=int, default=4, help="differing rows printed of each")
    parser.add_argument("--show", nargs=2, metavar=("SEED", "FORMAT"), help="all differing rows of one document")
    parser.add_argument("--keep", type=Path, help="write the documents and truths here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if given.show:
            found = outcome(int(given.show[0]), given.show[1], folder)
            print("not printable" if found is None else report(found, 1000))
            if found is not None:
                print(found.path.read_text(encoding="utf-8") if found.path.suffix in (".txt",) else found.path)
            return
        first, _, end = given.seeds.partition(":")
        forms = list(WRITERS) if given.formats == "all" else given.formats.split(",")
        results = list(outcomes(range(int(first), int(end or int(first) + 1)), forms, folder, keep=given.keep is not None))
    print(table(results))
    for one in sorted(results, key=lambda o: -o.badness)[: given.worst]:
        print(report(one, given.rows))


def outcomes(seeds: Iterable[int], forms: list[str], folder: Path, *, keep: bool = False) -> Iterable[Outcome]:
    """Each seed in each format."""
    for seed in seeds:
        for form in forms:
            found = outcome(seed, form, folder)
            if found is None:
                continue
            if keep:
                truths = found.truths[0] if len(found.truths) == 1 else {"documents": found.truths}
                found.path.with_suffix(f"{found.path.suffix}.truth.json").write_text(
                    json.dumps(truths, ensure_ascii=False, indent=1), encoding="utf-8"
                )
            else:
                found.path.unlink(missing_ok=True)
            yield found


def table(results: list[Outcome]) -> str:
    """Mean and worst of each measure, a format a pair of lines."""
    lines = ["format         n  " + " ".join(f"{m[:9]:>9}" for m in MEASURES)]
    for form in dict.fromkeys(o.format for o in results):
        own = [o for o in results if o.format == form]
        means = [sum(o.measures[m] for o in own) / len(own) for m in MEASURES]
        worst = [(max if m == "extra" else min)(o.measures[m] for o in own) for m in MEASURES]
        lines.append(f"{form:13}{len(own):4} " + " ".join(f"{x:9.4f}" for x in means))
        lines.append(f"{'worst':>17} " + " ".join(f"{x:9.4f}" for x in worst))
        failed = [o.seed for o in own if o.failure]
        if failed:
            lines.append(f"{'not read':>17} {failed}")
    return "\n".join(lines)


def report(one: Outcome, most: int) -> str:
    """The differing rows of one document."""
    lines = [
        f"\n== seed {one.seed} {one.format}  " + " ".join(f"{k}={v:.3f}" for k, v in one.measures.items()),
        f"   {'; '.join(one.drawn.features)}",
    ]
    if one.failure:
        lines.append(f"   {one.failure}")
    shown: dict[str, int] = {}
    for field, seq, expected, got in one.differing:
        shown[field] = shown.get(field, 0) + 1
        if shown[field] > most:
            continue
        if field == "units":
            lines.append(f"   units {seq}: {_printed(one, seq)!r}")
            lines.append(f"      missed {_only(expected, got)}  wrong {_only(got, expected)}")
        else:
            lines.append(f"   {field} {seq}: expected {expected!r}\n      got {got!r}")
    lines += [f"   … {field}: {n} in all" for field, n in shown.items() if n > most]
    return "\n".join(lines)


def _printed(one: Outcome, seq: int) -> list[str]:
    return [cell.printed for doc in one.drawn.lists for task in doc.tasks if task.seq == seq for cell in task.units]


def _only(a: dict[str, list[dict[str, str]]], b: dict[str, list[dict[str, str]]]) -> list[str]:
    known = {(plain(u["name"]).removeprefix("各"), u["role"]) for u in b.get("units") or ()}
    return [
        f"{u['name']}/{u['role']}"
        for u in a.get("units") or ()
        if (plain(u["name"]).removeprefix("各"), u["role"]) not in known
    ]


if __name__ == "__main__":
    main()

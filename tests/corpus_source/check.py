"""Check the built corpus against its truths: `python -m tests.corpus_source.check` from the root of the repository.

Every title, number, basis, theme, task text, unit, bracket, citation and time limit of a truth must stand in the document as
printed (white space aside); dates parse; numbers run 1..N. Prints one line of counts a document, then the sums.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from . import reading
from .build import CORPUS, HERE

LIMIT = 1_500_000
COUNTED = ("tasks", "units", "lead", "support", "responsible", "collective", "no unit", "no deadline", "cites")


def main() -> int:
    """Check all; the exit status is the number of faults, at most 1."""
    sums: Counter[str] = Counter()
    faults: list[str] = []
    lengths: dict[str, int] = {}
    for path in sorted((CORPUS / "truth").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        file = record["doc"]["file"]
        lengths[file] = len(record["tasks"])
        faults += [f"{path.stem}: {fault}" for fault in _faults(record, reading.text(CORPUS / "documents" / file))]
        counts = _counts(record)
        sums += counts
        print(f"{path.stem:24}", "  ".join(f"{name} {counts[name]}" for name in COUNTED))
    files = list((CORPUS / "documents").iterdir())
    faults += [f"{f.name}: no truth" for f in files if f.name not in lengths]
    size = sum(f.stat().st_size for f in files)
    if size > LIMIT:
        faults.append(f"{size} bytes of documents")
    faults += list(_broken_links(lengths, sums))
    print(f"{'all':24}", "  ".join(f"{name} {number}" for name, number in sums.items()), f" {size} bytes")
    print("\n".join(faults) or "no faults")
    return min(len(faults), 1)


def _faults(record: dict[str, Any], printed: str) -> Iterator[str]:
    """What the truth says and the document does not."""
    doc, tasks = record["doc"], record["tasks"]
    if [t["seq"] for t in tasks] != list(range(1, len(tasks) + 1)):
        yield "seq does not run 1..N"
    year, month, day = (int(part) for part in doc["issued"].split("-"))
    wanted = [("title", doc["title"]), ("number", doc["number"]), ("issuer", doc["issuer"])]
    wanted += [("issued", f"{year}年{month}月{day}日"), *_citations("basis", doc["basis"])]
    if doc["jurisdiction"] not in doc["title"] or str(doc["year"]) not in doc["title"]:
        yield "jurisdiction or year is not in the title"
    for task in tasks:
        yield from (f"task {task['seq']}: bad date {d}" for d in task["deadline"]["dates"] if not _is_date(d))
        if not task["units"] and not task.get("note"):
            yield f"task {task['seq']}: no unit and no note"
        if len({(u["name"], u["role"]) for u in task["units"]}) < len(task["units"]):
            yield f"task {task['seq']}: a unit twice"
        place = f"task {task['seq']} "
        wanted += [(place + "theme", theme) for theme in task["themes"]]
        wanted += [(place + "text", (task["marker"] or "") + task["text"] if task.get("part") == 1 else task["text"])]
        wanted += [(place + "unit", unit["name"]) for unit in task["units"]]
        wanted += [(place + "bracket", task.get("unit_raw") or ""), (place + "deadline", task["deadline"]["raw"] or "")]
        wanted += _citations(place + "cites", task["cites"])
    yield from (f"{what} is not printed: {words}" for what, words in wanted if reading.squeeze(words) not in printed)


def _citations(what: str, cites: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(what, f"《{c['title']}》" + (f"（{c['number']}）" if c["number"] else "")) for c in cites]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _counts(record: dict[str, Any]) -> Counter[str]:
    counts: Counter[str] = Counter(tasks=len(record["tasks"]))
    for task in record["tasks"]:
        counts["units"] += len(task["units"])
        counts["cites"] += len(task["cites"])
        counts["no unit"] += not task["units"]
        counts["no deadline"] += not task["deadline"]["raw"]
        for unit in task["units"]:
            counts[unit["role"]] += 1
            counts["collective"] += unit["kind"] == "collective"
    return counts


def _broken_links(lengths: dict[str, int], sums: Counter[str]) -> Iterator[str]:
    """Links whose ends do not exist; counts the links and the tasks that have none."""
    links = json.loads((HERE / "links.json").read_text(encoding="utf-8"))
    for link in links:
        sums[link["kind"]] += 1
        for end in (link["from"], link["to"]):
            if not 1 <= end["seq"] <= lengths.get(end["file"], 0):
                yield f"links.json: {end}"


if __name__ == "__main__":
    sys.exit(main())

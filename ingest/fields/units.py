"""The words of a unit cell or bracket read into units with their roles (责任单位, 牵头, 配合).

市A局牵头，市B局、市C局配合 · 市A局（牵头）、市B局 · 牵头单位：市A局；配合单位：市B局 · 市A局等有关部门按职责分工负责
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from sys import intern

from ingest.fields.bracket_roles import opening_of
from ingest.fields.brackets import CLOSING, OPENING
from ingest.fields.deadlines import begins_with_time, deadline_likeness
from ingest.fields.duties import duty_behind
from ingest.fields.people import persons_in, read_officer
from ingest.fields.remarks import remarks
from ingest.fields.roles import bracket_role, find_label, first_named_rule, trailing_role
from ingest.fields.unit_lines import SEPARATORS, unwrapped
from ingest.fields.unit_names import (
    ends_like_unit,
    is_collective,
    is_complete,
    is_generic,
    is_known,
    is_person,
    is_place,
    kind_of,
    level_prefix,
    plain,
    says_no_unit,
)
from ingest.lexicon import lexicon
from ingest.record import Role, UnitKind

MAX_CELL = 4000
"""A unit cell longer than this, in characters, is read up to here; real ones stay below 500."""
KEPT = 200
"""Cells of so many characters are kept with what they say."""
LIKELY_LIMIT = 0.6
"""A piece of a cell that is no name and so likely a time limit is one."""
_SIGN = re.compile(f"[{re.escape(OPENING + CLOSING + SEPARATORS)}]")
_HAN = re.compile(r"(?:(?![和及与或等由请])[\u4e00-\u9fff])+")
_AND = re.compile(r"以及|[和及与或]")
_ETC = re.compile(r"等(?:\s*(?:[0-9０-９]+|[一二三四五六七八九十]+|多|几)?(?:个|家)?)")
_BARE_LABEL = re.compile(r"^(牵头|主办|配合|协办|责任|参与|参加|协助|承办)(?:责任)?(?:单位|部门)")
_OWN_PLACE = re.compile(
    r"..[省市区县州旗镇乡]|^国|^中国|^中央|公司|银行|集团|街道|大学|学院|医院|海关|^全国|^最高|^金融监管总局"
    r"|.[省市区县州旗盟]委(?:员?会)?$|..海事[局处]$"  # 团市委 has its level inside, 汀港海事处 the place that it watches
)
_SHARED = ("省", "市", "区", "县", "州", "国家", "自治区", "兵团")
"""Names that stand on their own and share no prefix with the name before."""
_STRONG: tuple[str, ...] = tuple(lexicon("roles")["strong"])
_ANY_STRONG = re.compile("|".join(_STRONG))
_BETWEEN: tuple[str, ...] = tuple(lexicon("roles")["between"])
_MARKS = frozenset(lexicon("roles")["rules"]["marks"])
_BARE_NOUNS = frozenset(lexicon("units")["bare_nouns"])
_NOUNS_OF_SEVERAL = ("企业", "公司", "单位", "部门", "机构", "学校", "院校", "团体")
_EACH = ("分别", "共同", "联合")
"""主办单位: 市A局、市B局（分别办理）: the bracket says how, and the role is that of the column."""
_OF_THEIR_OWN = ("各", "有关", "相关", "其他", "驻", "所属", "下属")
_LEVEL = "自治区|自治州|自治县|自治旗|直辖市|地区|设区市|团场|[省市县区旗州盟乡镇地师]"
_LEVELS_ABOVE = re.compile(rf"各?(?>(?:{_LEVEL})、?)+")
_LEVEL_NEXT = re.compile(rf"(?P<level>{_LEVEL})(?:$|[人政（(级有相各两三]|(?P<own>[直属]))")
_LEAD_IN = re.compile(
    r"^(?:[（(]?\d{1,2}[）)．.、]|[①-⑳]|(?:[此该本]项|以上|上述)?(?:工作|任务|事项)?由(?=.{3})|请|[·•－—-]+(?=.)"
    r"|以及|[及和与](?=各|有关|相关|其他))"
)


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """A unit as read, with its place in the text (`text[start:end]` holds its name, maybe with white space inside)."""

    name: str
    role: Role
    kind: UnitKind
    role_word: str | None
    expanded: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnitsRead:
    """What a unit cell says."""

    units: tuple[UnitSpan, ...] = ()
    unexplained: tuple[tuple[int, int], ...] = ()
    """Spans taken as names though no rule knows their form."""
    limits: tuple[tuple[int, int], ...] = ()
    """Spans of a time limit that the cell holds (完成时限：…)."""
    people: tuple[tuple[int, int], ...] = ()
    """Spans of persons beside the units: they are no units."""
    explicit: bool = False
    """True when a role word or label stands in the cell."""
    remarks: tuple[tuple[int, int], ...] = ()
    """Spans of words that assign all tasks at once (以下均由各县落实，不再列出): they name no unit of this task."""

    @property
    def certain(self) -> bool:
        """True when every name has a known form."""
        return bool(self.units) and not self.unexplained


@dataclass(slots=True)
class _Found:
    name: str
    start: int
    end: int
    role: Role | None = None
    word: str | None = None
    known: bool = True
    several: bool = False
    """Whether it is the noun behind 等: 国家开发银行等政策性银行."""


@dataclass(slots=True)
class _Reader:
    """Walks over the segments of a cell. Offsets count in the unwrapped text until `result`."""

    default: Role
    marks: Mapping[str, Role]
    inside: Role | None = None
    """The role of bodies in a bracket behind a body, where the list says that brackets part the roles."""
    done: list[_Found] = field(default_factory=list)
    open: list[_Found] = field(default_factory=list)
    limits: list[tuple[int, int]] = field(default_factory=list)
    people: list[tuple[int, int]] = field(default_factory=list)
    label: Role | None = None
    label_word: str | None = None
    explicit: bool = False
    cut: int = 0
    """Where in `open` the names behind the last comma begin: A、B，C、D协助."""
    listed: bool = False
    """Whether names of the clause are parted by 、."""

    def close(self) -> None:
        """End of a clause: what had no role word takes the label's role, or later the default."""
        for found in self.open:
            found.role, found.word = found.role or self.label, found.word or self.label_word
        self._shut()

    def _shut(self) -> None:
        self.done += self.open
        self.open, self.cut, self.listed = [], 0, False

    def give(self, role: Role, word: str) -> None:
        """A role phrase after the names of the clause: it holds for those without a role of their own."""
        # A、B，C、D协助 with nobody named for the task before: only C and D help
        first = self.cut if role == "support" and self.listed and not (self.done or self.label) else 0
        self.explicit = True
        for found in self.open[first:]:
            if found.role is None:
                found.role, found.word = role, word
        self._shut()


def read_units(
    text: str,
    *,
    default: Role = "responsible",
    wrapped: bool = False,
    first_named: bool = False,
    marks: Mapping[str, Role] | None = None,
    wraps: Sequence[bool] | None = None,
    people: bool = False,
    inside: Role | None = None,
) -> UnitsRead:
    """The units that a cell, line or bracket names, in printed order.

    `default` is the role of a unit without a role word (from the column header); `first_named` says that the document prints
    the rule that the first of several units leads; `marks` are signs that a note explains; `wraps` tells for each line end
    whether the page made it; `people` says that the header promises persons beside the units; `inside` is the role of those
    in a bracket behind another, where the list says so (括号内为配合单位). Never raises.
    """
    signs = tuple(marks.items()) if marks else ()
    if people and (spans := persons_in(text[:MAX_CELL])):
        for a, b in spans:
            text = text[:a] + " " * (b - a) + text[b:]
        rest = read_units(
            text, default=default, wrapped=wrapped, first_named=first_named, marks=marks, wraps=wraps, inside=inside
        )
        return replace(rest, people=tuple(sorted((*rest.people, *spans))))
    read = _read_cell if len(text) <= KEPT else _read_cell.__wrapped__
    return read(text[:MAX_CELL], default, wrapped, first_named, signs, None if wraps is None else tuple(wraps), inside)


@lru_cache(maxsize=4096)  # a list prints the same cell in many of its rows
def _read_cell(
    text: str,
    default: Role,
    wrapped: bool,
    first_named: bool,
    marks: tuple[tuple[str, Role], ...],
    wraps: tuple[bool, ...] | None,
    inside: Role | None,
) -> UnitsRead:
    clean, places = unwrapped(text, wrapped=wrapped, wraps=wraps)
    clean, places = _without_outer_bracket(clean, places)
    reader = _Reader(default, dict(marks), inside)
    aside = list(remarks(clean))
    for a, b in aside:
        clean = clean[:a] + "；" * (b - a) + clean[b:]
    for start, end, kind, word in _labelled(clean):
        if kind in ("deadline", "other"):
            if kind == "deadline":
                reader.limits.append((start, end))
            else:  # 适用范围：各园区，6月底前: what follows the label's own words may be a time limit
                rest = islice(_segments(clean, start, end), 1, None)
                reader.limits += [(a, b) for a, b, _ in rest if deadline_likeness(clean[a:b]) > LIKELY_LIMIT]
            continue
        if kind:
            reader.close()
            reader.label = None if kind == "plain" or kind == default else _role(kind)
            reader.label_word = word if kind != "plain" else None
            reader.explicit |= kind in ("lead", "support")
        for a, b, separator in _segments(clean, start, end):
            _read_segment(reader, clean, a, b)
            if separator in "；;。":
                reader.close()
            elif separator in "，,":
                reader.cut = len(reader.open)
            elif separator == "、":
                reader.listed = True
    reader.close()
    reader.limits = list(_put_together(reader.limits, clean))
    return _result(reader, places, aside, first_named=first_named)


def _put_together(limits: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Limits with nothing but a stop between them are one: 6月底前出台方案，9月底前全部到位."""
    last: tuple[int, int] | None = None
    for start, end in limits:
        if last and not text[last[1] : start].strip(SEPARATORS):
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _role(kind: str) -> Role:
    return "lead" if kind == "lead" else "support" if kind == "support" else "responsible"


def _without_outer_bracket(text: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    if len(text) > 2 and text[0] in OPENING and text[-1] in CLOSING:
        depth = 0
        for i, char in enumerate(text):
            depth += (char in OPENING) - (char in CLOSING)
            if depth == 0 and i < len(text) - 1:
                return text, places
        return text[1:-1], places[1:-1]
    return text, places


def _labelled(text: str) -> Iterator[tuple[int, int, str, str]]:
    """The parts of a cell between its labels: start, end, what the label before it is, its word ('' for none)."""
    at, kind, word = 0, "", ""
    while True:
        label = find_label(text, at)
        while label and _depth(text[: label[0]]) > 0:  # 市教育局（责任处室：基础教育处）
            label = find_label(text, label[1])
        if label is None:
            yield at, len(text), kind, word
            return
        if label[0] > at or kind:
            yield at, label[0], kind, word
        _, at, kind, word = label


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The pieces between separators outside brackets, with the separator that follows each ('' for none)."""
    depth, begin = 0, start
    for match in _SIGN.finditer(text, start, end):
        i, char = match.start(), match.group()
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and not (char == "/" and text[i - 1 : i].isdigit()):
            if i > begin:
                yield begin, i, char
            begin = i + 1
    if begin < end:
        yield begin, end, ""


@lru_cache(maxsize=20_000)
def _bare_name(piece: str) -> tuple[int, Role | None] | None:
    """Where the name ends in a piece that is one name and maybe its role (市A局牵头), and the role. None for any other piece:
    one with numbering, a label, a bracket, or a word that may join two names."""
    end, role = trailing_role(piece)
    if not ends_like_unit(piece[:end]) or not _HAN.fullmatch(piece) or _ANY_STRONG.search(piece, 0, end):
        return None
    if (
        read_officer(piece[:end]) is not None
        or _BARE_LABEL.match(piece)
        or piece.startswith(_BETWEEN)
        or _ANY_STRONG.search(piece, end, len(piece) - 1)
    ):
        return None
    return None if role and (first_named_rule(piece) or deadline_likeness(piece) > LIKELY_LIMIT) else (end, role)


def _read_segment(reader: _Reader, text: str, start: int, end: int) -> None:
    if bare := _bare_name(text[start:end]):  # most are: the same reading as below, without the looks that find nothing
        name_end = start + bare[0]
        reader.open.append(_continued(text, start, name_end, reader) or _Found(text[start:name_end], start, name_end))
        if bare[1] is not None:
            reader.give(bare[1], text[name_end:end])
        return
    start = _skip_lead_in(reader, text, start, end)
    piece = text[start:end]
    if not piece or says_no_unit(piece) or piece.isdigit() or first_named_rule(plain(piece)):
        return
    begun = not is_complete(piece) and begins_with_time(piece) and trailing_role(piece)[1] is None
    if begun or (not is_known(piece) and deadline_likeness(piece) > LIKELY_LIMIT):
        reader.limits.append((start, end))
        return
    for word in _STRONG if _ANY_STRONG.search(piece, 2, len(piece) - 1) else ():  # 市A局牵头市B局配合: no separator
        cut = piece.find(word)
        rest = piece[cut + len(word) :]
        if (
            cut > 1
            and rest
            and _depth(piece[:cut]) == 0
            and (is_complete(piece[:cut]) or (word in _BETWEEN and level_prefix(piece[:cut])))
            and (is_complete(_core(rest)) or (word in _BETWEEN and level_prefix(rest)))
        ):
            middle = start + cut + (0 if word in _BETWEEN else len(word))
            _read_segment(reader, text, start, middle)
            _read_segment(reader, text, middle, end)
            return
    between = next((w for w in _BETWEEN if piece.startswith(w)), "")
    if between and not (is_complete(_core(piece[len(between) :])) or level_prefix(piece[len(between) :])):
        between = ""
    core_end, role = trailing_role(piece)
    duty = None if between or is_complete(piece[:core_end]) else duty_behind(piece)
    if duty:
        core_end, role = duty.name_end, duty.role
    names = list(_names(text, start + len(between), start + core_end, reader))
    for found in names:
        if between:
            found.role, found.word = "responsible", between
    reader.open += names
    if role is not None:
        reader.give(role, piece[core_end : duty.rest if duty else None])


def _core(text: str) -> str:
    return text[: trailing_role(text)[0]]


def _skip_lead_in(reader: _Reader, text: str, start: int, end: int) -> int:
    """Past numbering, 由, and a label whose colon is missing (牵头单位⏎市A局)."""
    if match := _LEAD_IN.match(text[start:end]):
        start += match.end()
    if (match := _BARE_LABEL.match(text[start:end])) and (
        match.end() == end - start or is_complete(_core(text[start + match.end() : end]))
    ):
        reader.close()
        _, reader.label = trailing_role(match[1]) if match[1] not in ("责任", "承办") else (0, "responsible")
        reader.label_word = match.group()
        reader.explicit |= reader.label != "responsible"
        start += match.end()
    return start


def _names(text: str, start: int, end: int, reader: _Reader) -> Iterator[_Found]:
    """The names in a piece without separators and role phrase: 等, brackets, marks and 和 are taken apart."""
    role: Role | None = None
    word: str | None = None
    while start < end and (text[start] in _MARKS or text[end - 1] in _MARKS):
        mark = text[start] if text[start] in _MARKS else text[end - 1]
        start, end = (start + 1, end) if text[start] in _MARKS else (start, end - 1)
        if mark in reader.marks:
            role, word = reader.marks[mark], mark
    if reader.inside and (bracket := opening_of(text, start, end)) is not None:
        yield from _names(text, start, bracket, reader)
        nested = _Reader(reader.default, reader.marks)
        for a, b, _ in _segments(text, bracket + 1, end - 1):
            _read_segment(nested, text, a, b)
        for found in nested.done + nested.open:
            found.role = found.role or reader.inside
            yield found
        return
    if (
        start < end
        and text[end - 1] in "）)"
        and (opening := max(text.rfind("（", start, end), text.rfind("(", start, end))) >= start
    ):
        inner = text[opening + 1 : end - 1]
        if opening > start and read_officer(text[start:end]) is not None:
            yield from _joined(text, start, end, reader, role, word)
            return
        if opening > start and (find_label(inner) or first_named_rule(inner) or is_person(inner) or read_officer(inner) == ()):
            end = opening
        elif given := bracket_role(inner):
            end = opening
            if given != "responsible" or reader.default == given or not inner.startswith(_EACH):
                role, word = given, inner
        elif opening > start and trailing_role(inner)[1] and is_complete(_core(inner).split("、")[0]):
            yield from _names(text, start, opening, reader)
            nested = _Reader(reader.default, reader.marks)
            for a, b, _ in _segments(text, opening + 1, end - 1):
                _read_segment(nested, text, a, b)
            yield from nested.done + nested.open
            return
    reader.explicit |= role is not None
    piece = text[start:end]
    if not piece:
        return
    etc = next((m for m in _ETC.finditer(piece) if _goes_on(piece, m, listed=text[start - 1 : start] == "、")), None)
    noun = piece[etc.end() :] if etc else ""
    if etc and (not noun or is_collective(noun) or (ends_like_unit(noun) and not level_prefix(noun))):
        if etc.start():
            yield from _joined(text, start, start + etc.start(), reader, role, word)
        for found in _joined(text, start + etc.end(), end, reader, None, None) if noun else ():
            found.several = not is_collective(noun)
            yield found
        return
    yield from _joined(text, start, end, reader, role, word)


def _goes_on(piece: str, etc: re.Match[str], *, listed: bool) -> bool:
    """Whether 等 ends a list of names here: 市A局等, 古城乡等有关部门, 电信、广电等企业; in 高等院校 it does not."""
    left, right = piece[: etc.start()], piece[etc.end() :]
    if not left or is_complete(left):
        return True
    return bool(right) and (is_place(left) or (listed and len(left) > 1 and is_collective(right)))


def _joined(text: str, start: int, end: int, reader: _Reader, role: Role | None, word: str | None) -> Iterator[_Found]:
    """One piece: a person with an office, split at 和 between bodies, or joined to the piece before."""
    piece = text[start:end]
    if (bodies := read_officer(piece)) is not None:
        reader.people.append((start, end))
        for a, b in bodies:
            yield _Found(piece[a:b], start + a, start + b, role, word)
        return
    if found := _continued(text, start, end, reader):
        found.role, found.word = role, word
        yield found
        return
    for match in _AND.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        if _depth(left) == 0 and is_complete(left) and is_complete(right) and not _belongs(left, right):
            yield _Found(left, start, start + match.start(), role, word, known=True)
            yield from _joined(text, start + match.end(), end, reader, role, word)
            return
    if is_person(piece) and reader.open:
        reader.people.append((start, end))
        return
    yield _Found(piece, start, end, role, word, known=is_known(piece))


def _continued(text: str, start: int, end: int, reader: _Reader) -> _Found | None:
    """The piece and the one before, taken back, when both are one wording (区政府各部门、单位; 各县、市、区)."""
    before = reader.open[-1] if reader.open else None
    if before is None or before.role is not None or before.end + 1 != start or text[before.end] not in "、和":
        return None
    if not _belongs(before.name, text[start:end]):
        return None
    reader.open.pop()
    return _Found(text[before.start : end], before.start, end)


def _depth(text: str) -> int:
    return sum(text.count(b) for b in "（(") - sum(text.count(b) for b in "）)")


def _belongs(before: str, piece: str) -> bool:
    """各部门、单位 and 各县、市、区人民政府 are one wording each, and 各供水、供气企业."""
    if piece in _BARE_NOUNS:
        return before.endswith(("部门", "机关", "企业", "机构", "团体")) and is_collective(before)
    if before.startswith("各") and len(before) < len(piece) and not is_complete(before) and piece.endswith(_NOUNS_OF_SEVERAL):
        return len(before) > 2 and not (is_generic(before[1:]) or level_prefix(piece) or piece.startswith(_OF_THEIR_OWN))
    above, below = _LEVELS_ABOVE.fullmatch(plain(before)), _LEVEL_NEXT.match(piece)
    if above is None or below is None or (below["own"] and before.startswith("各")):
        return False
    return before[-1] not in "乡镇" or below["level"] in ("乡", "镇")  # 各乡镇、县直各部门 are two


def _result(reader: _Reader, places: Sequence[int], aside: list[tuple[int, int]], *, first_named: bool) -> UnitsRead:
    found = [f for f in reader.done if f.name]
    if (
        first_named
        and len(found) > 1
        and not reader.explicit
        and not any(f.role for f in found)
        and reader.default == "responsible"
    ):
        found[0].role, found[0].word = "lead", "首位"
    units: list[UnitSpan] = []
    prefix = ""
    for f in found:
        kind = "collective" if f.several else kind_of(f.name)
        if f.name in ("政府", "人民政府") and units and units[-1].kind == "collective":
            kind = "collective"  # 各县（市）党委、政府
        prefix = level_prefix(f.name) or prefix
        # one string for all places that name a unit
        span = UnitSpan(
            intern(f.name),
            f.role or reader.default,
            kind,
            f.word,
            _expanded(f.name, prefix),
            places[f.start],
            places[f.end - 1] + 1,
        )
        units.append(span)
    unexplained = tuple([(u.start, u.end) for f, u in zip(found, units, strict=True) if not f.known])
    limits, people, told = (_placed(spans, places) for spans in (reader.limits, reader.people, aside))
    return UnitsRead(tuple(units), unexplained, limits, people, reader.explicit, told)


def _placed(spans: list[tuple[int, int]], places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Stretches of the unwrapped text in the text as given."""
    return tuple([(places[a], places[b - 1] + 1) for a, b in spans if b > a]) if spans else ()


@lru_cache(maxsize=20_000)
def _expanded(name: str, prefix: str) -> str | None:
    """The full name, when it shares the level that a name before it prints."""
    if prefix not in _SHARED or level_prefix(name) or not ends_like_unit(name) or kind_of(name) != "unit":
        return None
    if prefix == "国家" and name.endswith(("部", "署", "总局", "院", "行")):  # 财政部 has no 国家
        return None
    return None if _OWN_PLACE.search(name) else prefix + name

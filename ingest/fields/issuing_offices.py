"""Which office a document number comes from: 国办发 -> 国务院办公厅, and in Shandong 鲁政办发 -> 山东省人民政府办公厅.

Form: GB/T 9704-2012, 7.2.5: a number begins with the code of the issuing office (发文机关代字). The codes of the centre are
read everywhere. A province's sign is read as that province only for a document of that province: cities elsewhere use some of
the signs too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.lexicon import lexicon

_DATA = lexicon("issuing_offices")
_NATIONAL: dict[str, str] = {code: office for office, codes in _DATA["national"].items() for code in codes}
_MINISTRIES: dict[str, str] = {start: office for office, starts in _DATA["ministries"].items() for start in starts}
_SIGNS: dict[str, str] = {sign: province for province, signs in _DATA["provinces"].items() for sign in signs}
_ORGANS: dict[str, str] = {code: organ for organ, codes in _DATA["organs"].items() for code in codes}
_CODE = re.compile(r"\A(?P<code>[^〔\d]+?)(?:〔|第|\d)")
_LONGEST = 8
"""Signs that may follow the beginning of a ministry's code (发改价格规, 财办建)."""


def code_of(number: str) -> str | None:
    """The office's code of a number in normal form: 鲁政办发〔2024〕2号 -> 鲁政办发. None when there is none."""
    found = _CODE.match(number)
    return found["code"] if found else None


@lru_cache(maxsize=10_000)
def signed_province(code: str) -> str | None:
    """The province whose sign a code of a provincial office begins with: 鲁政办发 -> 山东省; None for any other code."""
    return next((p for sign, p in _SIGNS.items() if code.startswith(sign) and code[len(sign) :] in _ORGANS), None)


def issuing_office(code: str, provinces: Sequence[str] = ()) -> str | None:
    """The full name of the office with this code, None when no rule knows it.

    `provinces`: those of the documents that print the number; a province's sign is read only when it is one of them.
    """
    if code in _NATIONAL:
        return _NATIONAL[code]
    province = signed_province(code)
    if province in provinces and province:
        return _provincial(province, next(o for s, o in _organs(code) if _SIGNS[s] == province))
    for length in range(min(len(code), 12), 0, -1):
        if (office := _MINISTRIES.get(code[:length])) and len(code) - length <= _LONGEST:
            return office if province is None else None
    return None


def _organs(code: str) -> list[tuple[str, str]]:
    return [(sign, _ORGANS[code[len(sign) :]]) for sign in _SIGNS if code.startswith(sign) and code[len(sign) :] in _ORGANS]


def _provincial(province: str, organ: str) -> str:
    """山东省 + 委办公厅 -> 中共山东省委办公厅; a municipality has 局 where a province has 厅, but 办公厅 stays."""
    if organ.startswith("委"):
        level = "自治区党" if province.endswith("自治区") else ""
        name = province.removesuffix("自治区") + level if level else province
        return f"中共{name}{organ}"
    if province.endswith("市") and organ.endswith("厅") and not organ.endswith("办公厅"):
        organ = organ[:-1] + ("委" if organ.startswith("住房") else "局")
    return province + organ

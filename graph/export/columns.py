"""The columns of tables that hold all nodes or all edges, made from the schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from graph.export.values import apart
from graph.schema import EDGES, EVIDENCE, NODES


def node_columns() -> list[str]:
    """The columns of all nodes, in the order of the schema."""
    return _once(["id", "type", "label", *(apart(name) for kind in NODES for name in kind.properties), "evidence"])


def edge_columns() -> list[str]:
    """The columns of all edges, in the order of the schema."""
    properties = (apart(name) for kind in EDGES for name in kind.properties)
    return _once(["source", "target", "type", "id", *properties, *(f"evidence_{name}" for name in EVIDENCE)])


HEADERS: Final = {
    "id": "编号", "type": "类型", "label": "名称", "source": "起点编号", "target": "终点编号", "evidence": "依据",
    "title": "标题", "number": "文号", "issuer": "发文机关", "jurisdiction": "地区", "year": "年份", "issued": "成文日期",
    "known": "收录情况", "file": "文件名", "checks": "待核对", "seq": "序号", "marker": "原编号", "part": "分项",
    "text": "任务内容", "units": "单位原文",
    "deadline": "完成时限", "due": "最后期限", "ongoing": "长期任务", "relative": "相对期限", "note": "备注", "name": "名称",
    "full_name": "全称", "kind": "类别", "function": "条线", "aliases": "印出的名称", "level": "级别", "group": "大类",
    "code": "代码", "order": "次序", "role_word": "角色原文", "printed": "印出的名称", "inherited": "合并单元格",
    "weight": "权重", "words": "词语", "functions": "条线", "why_zh": "理由", "why_en": "理由（英文）", "since": "从哪天起",
    "whole": "全部职能", "score": "分数", "grade": "程度",
    "document": "文件编号", "page": "页", "sheet": "工作表", "table": "表", "row": "行", "column": "列", "line": "文本行",
    "start": "起", "end": "止", "quote": "原文", "also": "续", "boxes": "页面位置",
}  # fmt: skip
"""The columns in Chinese, by their names without what sets them apart."""


def header(name: str) -> str:
    """What stands over a column for people: its Chinese name, then its name."""
    bare = name.removeprefix("evidence_").removesuffix("_")
    zh = HEADERS.get(bare)
    return f"依据·{zh} {name}" if zh and name.startswith("evidence_") else f"{zh} {name}" if zh else name


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))

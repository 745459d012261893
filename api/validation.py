"""What pydantic says of a wrong value, as one error in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ingest.errors import ParameterWrong

REASONS: dict[str, str] = {
    "bool_parsing": "应为 true 或 false",
    "date_from_datetime_inexact": "应为日期，如 2025-06-30",
    "date_from_datetime_parsing": "应为日期，如 2025-06-30",
    "date_parsing": "应为日期，如 2025-06-30",
    "extra_forbidden": "没有这个参数",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "int_from_float": "应为整数",
    "int_parsing": "应为整数",
    "int_parsing_size": "数字太大",
    "int_type": "应为整数",
    "float_parsing": "应为数字",
    "less_than": "应小于 {lt}",
    "less_than_equal": "不能大于 {le}",
    "json_invalid": "不是有效的 JSON",
    "list_type": "应为列表",
    "literal_error": "只能是 {expected}",
    "missing": "必须填写",
    "model_attributes_type": "应为 JSON 对象",
    "month_parsing": "应为月份，如 2025-06",
    "string_pattern_mismatch": "格式不对，应符合 {pattern}",
    "string_too_long": "最多 {max_length} 个字",
    "string_too_short": "至少 {min_length} 个字",
    "string_type": "应为文字",
    "string_unicode": "有不是文字的字符",
    "too_long": "最多 {max_length} 项",
    "too_short": "至少 {min_length} 项",
}
"""Pydantic's error types that a parameter can meet, in Chinese. Others keep pydantic's English words."""

_TOLD: Final = 5
"""Wrong parameters that are told of: who sends a thousand is not told of each."""


def as_printed(name: str) -> str:
    """A parameter's name as it is."""
    return name


def as_option(name: str) -> str:
    """A parameter's name on the command line."""
    return f"--{name.replace('_', '-')}"


def parameter_wrong(errors: Sequence[Mapping[str, Any]], named: Callable[[str], str] = as_printed) -> ParameterWrong:
    """One error for all of pydantic's: it names the first parameter, and tells what is wrong with the others after it."""
    errors = errors[:_TOLD]
    names = [named(_name(error)) for error in errors]
    zh, en = [_zh(error) for error in errors], [_en(error) for error in errors]
    return ParameterWrong(
        name=names[0],
        reason_zh="；".join([zh[0], *(f"{name}：{reason}" for name, reason in zip(names[1:], zh[1:], strict=True))]),
        reason_en="; ".join([en[0], *(f"{name}: {reason}" for name, reason in zip(names[1:], en[1:], strict=True))]),
    )


def _name(error: Mapping[str, Any]) -> str:
    # FastAPI puts the part of the request (query, path, body) before the name, and of what is no JSON tells where that ends
    parts = [str(part) for part in error["loc"] if part not in ("query", "path", "body")]
    return ".".join(parts) if parts and error["type"] != "json_invalid" else "body"


def _zh(error: Mapping[str, Any]) -> str:
    facts = dict(error.get("ctx") or {})
    if "expected" in facts:
        facts["expected"] = str(facts["expected"]).replace(" or ", "、").replace(", ", "、").replace("'", "")
    reason = REASONS.get(error["type"])
    return reason.format(**facts) if reason else str(error["msg"])


def _en(error: Mapping[str, Any]) -> str:
    message = str(error["msg"])
    return message[:1].lower() + message[1:]

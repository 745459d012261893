"""The OpenAPI document: the framework's, with our errors in place of its own."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.models import Problem

DESCRIPTION = (
    "查询政府任务清单知识图谱：谁牵头、谁配合、何时完成、依据哪份文件。· Questions over a knowledge graph of Chinese "
    "government task lists: who leads, who supports, by when, on which document's word."
)
ERRORS = {
    "404": "没有这个编号或地址 · no such id or address",
    "422": "参数不对 · a parameter is wrong",
    "503": "数据库不可用，过 Retry-After 秒再试 · the store cannot do its work; ask again after Retry-After seconds",
    "504": "超过时间上限，请缩小范围 · it took longer than the time limit; narrow it",
}


def describe(app: FastAPI) -> None:
    """Give the application our OpenAPI document, made at the first call."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    value = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
    schemas = value["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path, operations in value["paths"].items():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"] |= {
                status: _problem(words) for status, words in ERRORS.items() if status != "404" or "{" in path
            }
    return value


def _problem(words: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {"application/problem+json": {"schema": schema}}}

"""The API's docs page: the OpenAPI document as one plain page, without a script and without the network."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.language import language_of
from api.words import part
from ingest.errors import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "接口说明",
        "parameters": "参数",
        "name": "名称",
        "kind": "类型",
        "meaning": "含义",
        "default": "默认",
        "required": "必填",
        "body": "请求内容",
        "answer": "返回",
        "errors": "出错时",
        "fields": "字段",
        "models": "返回的结构",
        "try": "示例",
        "machine": "供程序读取的版本",
        "home": "图谱页面",
        "other": "English",
    },
    "en": {
        "title": "API",
        "parameters": "Parameters",
        "name": "Name",
        "kind": "Type",
        "meaning": "Meaning",
        "default": "Default",
        "required": "required",
        "body": "Body",
        "answer": "Answers with",
        "errors": "Errors",
        "fields": "Fields",
        "models": "What is answered",
        "try": "Example",
        "machine": "The same for programs",
        "home": "The page",
        "other": "中文",
    },
}


def add_docs(app: FastAPI) -> None:
    """Add /api/docs and /api/openapi.json."""
    environment = Environment(loader=PackageLoader("api"), autoescape=True, undefined=StrictUndefined)
    environment.filters["said"] = part
    environment.filters["kind"] = _kind
    environment.filters["references"] = _references
    template = environment.get_template("docs.html")
    style = files("api").joinpath("templates/docs.css").read_bytes()

    @app.get("/api/openapi.json", include_in_schema=False)
    def openapi() -> JSONResponse:
        return JSONResponse(app.openapi())

    @app.get("/api/docs", include_in_schema=False)
    def docs(request: Request) -> HTMLResponse:
        language = language_of(request)
        document = app.openapi()
        base = str(request.base_url).rstrip("/")
        page = template.render(
            lang=language, words=WORDS[language], document=document, groups=_groups(document), example=_example, base=base
        )
        return HTMLResponse(page, headers={"Content-Language": language})

    @app.get("/api/docs.css", include_in_schema=False)
    def docs_style() -> Response:
        return Response(style, media_type="text/css; charset=utf-8")


def _groups(document: dict[str, Any]) -> dict[str, list[tuple[str, str, dict[str, Any]]]]:
    """The operations by their tag: method, path, operation."""
    groups: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append((method.upper(), path, operation))
    return groups


def _example(path: str, operation: dict[str, Any]) -> str:
    """An address to try, with the parameters that must be given. Ids cannot be known here: they are left as `{id}`."""
    needed = [p["name"] for p in operation.get("parameters", []) if p["in"] == "query" and p.get("required")]
    return path + ("?" + "&".join(f"{name}=公开" for name in needed) if needed else "")


def _kind(schema: dict[str, Any]) -> str:
    """A JSON Schema in a few words: integer 1–100, lead | support, list of Node."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    name = str(schema.get("type", "any"))
    if name == "array":
        return f"[{_kind(schema['items'])}, …]" if "items" in schema else "[…]"
    bounds = [schema.get("minimum", schema.get("minLength")), schema.get("maximum", schema.get("maxLength"))]
    if any(bound is not None for bound in bounds):
        low, high = bounds
        name += f" ≤ {high}" if low is None else f" ≥ {low}" if high is None else f" {low}–{high}"
    return name


def _references(schema: dict[str, Any]) -> list[str]:
    """The names of the models that a schema speaks of, for links."""
    if "$ref" in schema:
        return [str(schema["$ref"]).rpartition("/")[2]]
    parts = [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]
    return [name for one in parts for name in _references(one)]

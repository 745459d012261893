"""Every error of the API in one shape: application/problem+json (RFC 9457), in Chinese and English."""

from __future__ import annotations

import logging
from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.headers import SECURITY_HEADERS
from api.language import language_of
from api.validation import parameter_wrong
from ingest.errors import Language, ParameterWrong, RequestError, ZhengtuError

log = logging.getLogger("zhengtu.api")
RETRY_AFTER_SECONDS = 5
"""When to ask again while the store cannot be used: a server is back within seconds or a minute."""


class RouteUnknown(RequestError):
    status = 404
    zh, en = "没有这个地址", "there is no such address"
    do_zh, do_en = "接口说明见 /api/docs", "See /api/docs for the API"


class MethodWrong(RequestError):
    status = 405
    zh, en = "这个地址不支持 {method} 请求", "this address takes no {method} request"
    do_zh, do_en = "接口说明见 /api/docs", "See /api/docs for the API"


class HostUnknown(RequestError):
    status = 400
    zh, en = "不认识的主机名", "unknown host name"
    do_zh = "请用启动时打印的地址访问，或把主机名加入 ZHENGTU_ALLOWED_HOSTS"
    do_en = "Use the address that was printed at the start, or add the name to ZHENGTU_ALLOWED_HOSTS"


class BodyTooLarge(RequestError):
    status = 413
    zh, en = "请求正文超过上限 {limit_kb} KB", "the request's body is over the limit of {limit_kb} KB"


class NotFromPage(RequestError):
    status = 403
    zh = "只接受政图自己的页面发来的改动"
    en = "only Zhengtu's own page may change something here"
    do_zh = "请在政图页面中操作；程序请求时须带请求头 X-Zhengtu: 1"
    do_en = "Do it in the page; a program sends the header X-Zhengtu: 1"


class ReadOnly(RequestError):
    status = 403
    zh, en = "这个服务只供查看，不能读入或移除文件", "this service is for looking only: nothing is read in or removed"
    do_zh = "需要改动时，请管理员去掉 ZHENGTU_READ_ONLY"
    do_en = "To change something, its owner unsets ZHENGTU_READ_ONLY"


class RequestWrong(RequestError):
    status = 400
    zh, en = "请求不对（{reason}）", "the request is wrong ({reason})"


class ServerFault(ZhengtuError):
    status = 500
    zh, en = "服务内部出错", "the service met an error of its own"
    do_zh, do_en = "请查看服务日志，并报告这个问题", "Look at the service's log, and report it"


class ProblemResponse(JSONResponse):
    """A problem+json answer."""

    media_type = "application/problem+json"


def problem(error: ZhengtuError, language: Language, *, headers: dict[str, str] | None = None) -> ProblemResponse:
    """The answer that tells an error."""
    content = {
        "type": "about:blank",
        "title": HTTPStatus(error.status).phrase,
        "status": error.status,
        "code": error.code,
        "detail": error.say(language),
        "detail_zh": error.say("zh"),
    }
    if where := _where(error):
        content["where"] = where
    return ProblemResponse(content, error.status, headers={**(headers or {}), "Content-Language": language})


def _where(error: ZhengtuError) -> dict[str, Any]:
    if isinstance(error, ParameterWrong):
        return {"parameter": error.facts["name"]}
    place = {} if error.where is None else {key: value for key, value in asdict(error.where).items() if value is not None}
    return ({"file": error.file} if error.file else {}) | place


def from_http(error: HTTPException, method: str) -> ZhengtuError:
    """Our error for one that the framework raised."""
    if error.status_code == 404:
        return RouteUnknown()
    if error.status_code == 405:
        return MethodWrong(method=method)
    return RequestWrong(reason=error.detail) if error.status_code < 500 else ServerFault()


async def _ours(request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, ZhengtuError)  # noqa: S101 - tells mypy what the table below says
    if error.status >= 500:
        log.error("%s %s: %s", request.method, request.url.path, error.say("en"))
        path = error.facts.get("path")
        if path and "://" not in str(path):  # where a file lies on this machine goes to the log only
            error.facts["path"] = Path(str(path)).name
    wait = {"Retry-After": str(RETRY_AFTER_SECONDS)} if error.status == 503 else None
    return problem(error, language_of(request), headers=wait)


async def _invalid(request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return problem(parameter_wrong(error.errors()), language_of(request))


async def _framework(request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    return problem(from_http(error, request.method), language_of(request), headers=dict(error.headers or {}))


async def _fault(request: Request, error: Exception) -> ProblemResponse:
    # the words of an unforeseen error may hold anything: they go to the log only
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    # the framework answers this one outside the middleware that sets the headers
    return problem(ServerFault(), language_of(request), headers=SECURITY_HEADERS)


HANDLERS = {ZhengtuError: _ours, RequestValidationError: _invalid, HTTPException: _framework, Exception: _fault}


def add_handlers(app: FastAPI) -> None:
    """Answer every error by the table above."""
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)

"""What the API tells of documents on their way in."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.intake.jobs import Item, ItemState, Job, JobState, Stored
from api.models import Model


class Wrong(Model):
    """读入出错 · What went wrong."""

    code: str
    zh: str
    en: str


class StoredModel(Model):
    """读入的文件 · A list in the graph."""

    document: str = Field(description="文件编号 · id of the document")
    title: str
    result: str = Field(description="added, replaced, unchanged")
    tasks: int
    checks: int = Field(description="待核对几处 · how many notes of its report to look at")
    was: str | None = Field(description="取代了同一文号的哪份文件 · the title of another document of the same 文号 that went")

    @classmethod
    def of(cls, one: Stored) -> StoredModel:
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class ItemModel(Model):
    """一份文件 · One document of a file."""

    name: str
    state: ItemState
    sha256: str | None = Field(description="原文件的编号 · for /api/v1/files/{sha256}/columns")
    step: str | None = Field(description="pages, rows, tasks")
    done: int
    total: int | None
    stored: list[StoredModel]
    error: Wrong | None

    @classmethod
    def of(cls, one: Item) -> ItemModel:
        error = one.error
        wrong = Wrong(code=error.code, zh=error.say("zh"), en=error.say("en")) if error else None
        same: dict[str, Any] = {name: getattr(one, name) for name in ("name", "state", "sha256", "step", "done", "total")}
        return cls(**same, stored=[StoredModel.of(s) for s in list(one.stored)], error=wrong)


class JobModel(Model):
    """一次读入 · A file on its way into the graph."""

    id: str
    name: str
    size: int
    again: bool = Field(description="重新读入 · read again")
    state: JobState
    items: list[ItemModel] = Field(description="压缩包里有多份 · a zip holds several")
    skipped: dict[str, int] = Field(description="压缩包里略过的文件 · files of a zip that were left aside, by ending")

    @classmethod
    def of(cls, one: Job) -> JobModel:
        # the state first: what is told of the items is then at least as new
        state, items = one.state, list(one.items)
        return cls(
            id=one.id,
            name=one.name,
            size=one.size,
            again=one.again,
            state=state,
            items=[ItemModel.of(item) for item in items],
            skipped=dict(one.skipped),
        )


class IntakeModel(Model):
    """读入情况 · What is accepted, and what is under way."""

    accepts: list[str] = Field(description="可读的扩展名 · endings that can be read")
    lacking: list[str] = Field(description="其中要先装附加组件 legacy 的 · those that need the extra `legacy` first")
    max_mb: float
    read_only: bool
    jobs: list[JobModel]


class RemovedModel(Model):
    """移除结果 · What was removed."""

    document: str
    sha256: str | None
    original: bool = Field(description="原文件还在，可以重新读入 · the original is here and can be read again")

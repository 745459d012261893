"""What the routers share: the store and settings of the service, and the query parameters that several take."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field

from api.intake.desk import Desk
from api.originals import Originals
from api.settings import Settings
from api.sources import Sources
from graph.questions.base import Filters
from graph.store.base import Store
from ingest.errors import Language, ParameterWrong

LANG = Field(None, description="说明文字的语言 · language of messages")


def the_store(request: Request) -> Store:
    """The store of this service."""
    store: Store = request.app.state.store
    return store


def the_settings(request: Request) -> Settings:
    """The settings of this service."""
    settings: Settings = request.app.state.settings
    return settings


def the_originals(request: Request) -> Originals:
    """The files that documents were read from."""
    originals: Originals = request.app.state.originals
    return originals


def the_desk(request: Request) -> Desk:
    """Where documents come in."""
    desk: Desk = request.app.state.desk
    return desk


StoreOf = Annotated[Store, Depends(the_store)]
SettingsOf = Annotated[Settings, Depends(the_settings)]


def the_sources(request: Request) -> Sources:
    """Those files as their readers deliver them."""
    sources: Sources = request.app.state.sources
    return sources


SourcesOf = Annotated[Sources, Depends(the_sources)]
OriginalsOf = Annotated[Originals, Depends(the_originals)]
DeskOf = Annotated[Desk, Depends(the_desk)]
Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="文件内容的 SHA-256 · SHA-256 of the file's content")]
NodeId = Annotated[str, Path(alias="id", min_length=1, max_length=300, description="节点编号 · id of the node")]


class Asked(BaseModel):
    """Base of query parameters. One that is not known is an error: a typing mistake must not widen an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Language | None = LANG


class FiltersAsked(Filters):
    """Base of what is narrowed by the filters."""

    @property
    def filters(self) -> Filters:
        """The filters alone."""
        return Filters(**{name: getattr(self, name) for name in Filters.model_fields})


class NodesAsked(FiltersAsked):
    """Which nodes to list."""

    q: str = Field("", max_length=200, description="名称、文号或正文中的词 · words in name, 文号 or text")
    offset: int = Field(0, ge=0, le=1_000_000, description="从第几个之后开始 · skip so many")
    limit: int = Field(50, ge=1, le=1000, description="最多几个（上限见 ZHENGTU_MAX_PAGE）· at most so many")
    lang: Language | None = LANG


class EdgesAsked(Asked):
    """Which relationships of one node to list."""

    offset: int = Field(0, ge=0, le=1_000_000, description="从第几条关系之后开始 · skip so many relationships")
    limit: int = Field(200, ge=1, le=1000, description="最多几条关系 · at most so many relationships")


def bounded(limit: int, most: int) -> int:
    """The limit, checked against the setting. Raises ParameterWrong."""
    if limit > most:
        raise ParameterWrong(name="limit", reason_zh=f"不能大于 {most}", reason_en=f"should be at most {most}")
    return limit

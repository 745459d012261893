"""The service: all wiring in one place."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from datetime import date
from importlib.metadata import version

from fastapi import FastAPI

from api.board import EVERYTHING, Board
from api.docs import add_docs
from api.errors import add_handlers
from api.guards import Guards
from api.intake.desk import Desk
from api.leaving import Leaving
from api.openapi import describe
from api.originals import Originals
from api.routers import evidence, export, graph, intake, nodes, overview, view
from api.routers import originals as originals_router
from api.routers.questions import questions_router
from api.settings import Settings
from api.sources import Sources
from api.stores import open_for
from ingest.errors import ZhengtuError
from viz import site


def create_app(settings: Settings) -> FastAPI:
    """The service over the store that the settings name. Raises StoreError when it cannot be opened; while a server cannot be
    reached, the service answers 503, and works when that is back."""
    store = open_for(settings, late=True)

    originals = Originals(settings.originals_folder)
    desk = Desk(store, originals, settings.max_bytes)

    kept = originals.folder / "overview.json" if originals.folder else None
    board = Board(store, store.state, kept)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        originals.clear()
        with suppress(ZhengtuError):  # who asks is told
            board.parts(EVERYTHING, date.today(), 0)  # begins before the first page asks
        yield
        desk.close()
        store.close()

    # the framework's own docs pages load their scripts from the network: api.docs has one that does not
    app = FastAPI(
        title="政图 Zhengtu",
        version=version("zhengtu"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.settings = settings
    app.state.store = store
    app.state.originals = originals
    app.state.desk = desk
    app.state.board = board
    app.state.sources = Sources(originals, settings.max_bytes)

    add_handlers(app)
    app.add_middleware(Leaving, seconds=settings.max_seconds)
    app.add_middleware(Guards, settings=settings)

    app.include_router(questions_router())
    app.include_router(nodes.router)
    app.include_router(view.router)
    app.include_router(graph.router)
    app.include_router(evidence.router)
    app.include_router(export.router)
    app.include_router(intake.router)
    app.include_router(overview.router)
    app.include_router(originals_router.router)

    describe(app)
    add_docs(app)
    site.mount(app, read_only=settings.read_only)
    return app

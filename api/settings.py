"""All settings, one a line. Each is read from the environment as `ZHENGTU_` + its name in capitals; README lists them."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.folders import data_folder
from api.validation import as_option, parameter_wrong
from ingest.errors import Language

PREFIX = "ZHENGTU_"


class Settings(BaseSettings):
    """What can be set. A command line option of the same name wins over the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    # one file that a user can copy, and in the user's own folder, so that the command works from any working directory
    store: str = Field(default_factory=lambda: str(data_folder() / "zhengtu.sqlite"), min_length=1)
    # planners are the first users, and they read Chinese
    lang: Language = "zh"
    # where the files that were read are kept, so that a fact leads to the words in them: beside the store when not set, and
    # nowhere when set to nothing (they may hold what must not lie about twice)
    originals: str | None = None
    # a task list is a few hundred kilobytes; more is a scan or a mistake, and would only cost memory
    max_file_mb: float = Field(50, gt=0, le=4096)
    # only this machine: the service has no accounts, so others get in only when the owner says so
    host: str = Field("127.0.0.1", min_length=1)
    # none of the ports that development servers take by default
    port: int = Field(8321, ge=0, le=65535)
    # names under which browsers may reach the service besides localhost and `host` (comma between them): a name that is
    # not listed may be another site's that was pointed at this machine (DNS rebinding)
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    # a file or a zip of files that comes through the page: as much as a year of lists of a province
    max_upload_mb: float = Field(200, gt=0, le=4096)
    # a service for others to look at only: then nothing comes in or goes out through the page
    read_only: bool = False
    # rows or nodes of one answer: more than a page can show, few enough to stay quick
    max_page: int = Field(1000, ge=1, le=1000)
    # seconds for one answer: longer than any question took with a million tasks
    max_seconds: float = Field(120, gt=0, le=86_400)
    # nodes of one drawing: a browser draws this many smoothly
    max_nodes: int = Field(2000, ge=1, le=10_000)
    # the longest body of this API are the ids of a few thousand nodes to export
    max_body_kb: int = Field(256, ge=1, le=65_536)
    # the name that Neo4j itself gives to its first user
    neo4j_user: str = Field("neo4j", min_length=1)
    # only here, never in an address or an option: those end up in logs, process lists and shell histories
    neo4j_password: SecretStr | None = None

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return tuple(part.strip().lower() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @property
    def originals_folder(self) -> Path | None:
        """Where the originals are kept, None for nowhere."""
        if self.originals is not None:
            return Path(self.originals) if self.originals.strip() else None
        if self.store == ":memory:":
            return None
        return (
            data_folder() / "originals"
            if "://" in self.store
            else Path(self.store.removeprefix("sqlite:")).with_suffix(".originals")
        )

    @property
    def max_upload_bytes(self) -> int:
        """The size limit of what comes through the page, in bytes."""
        return ceil(self.max_upload_mb * 1024 * 1024)

    @property
    def max_bytes(self) -> int:
        """The size limit of one file in bytes."""
        return ceil(self.max_file_mb * 1024 * 1024)


def load_settings(**given: Any) -> Settings:
    """The settings of the environment, with what is given (and not None) in their place. Raises ParameterWrong."""
    set_here = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**set_here)
    except ValidationError as error:
        raise parameter_wrong(error.errors(), lambda n: as_option(n) if n in set_here else PREFIX + n.upper()) from error

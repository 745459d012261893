"""Settings: each one is documented, each has a reason, and a wrong one is told by its own name."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from api.folders import data_folder
from api.settings import PREFIX, Settings, load_settings
from ingest.errors import ParameterWrong

ROOT = Path(__file__).parents[2]
NAMES = [PREFIX + name.upper() for name in Settings.model_fields]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_in_the_readme(readme: str, name: str) -> None:
    assert f"`{name}`" in (ROOT / readme).read_text(encoding="utf-8")


def test_every_setting_has_its_reason_above() -> None:
    lines = (ROOT / "api/settings.py").read_text(encoding="utf-8").splitlines()
    for name in Settings.model_fields:
        at = next(number for number, line in enumerate(lines) if line.startswith(f"    {name}: "))
        assert lines[at - 1].lstrip().startswith("#"), name


def test_settings_come_from_the_environment_and_an_option_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGTU_PORT", "9000")
    monkeypatch.setenv("ZHENGTU_ALLOWED_HOSTS", "a.example, B.example")
    assert load_settings().port == 9000
    assert load_settings(port=9001, host=None).port == 9001
    assert load_settings().allowed_hosts == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("given", "folder"),
    [
        ({"store": "/a/b.sqlite"}, Path("/a/b.originals")),
        ({"store": "sqlite:/a/b.sqlite"}, Path("/a/b.originals")),
        ({"store": ":memory:"}, None),
        ({"store": "neo4j://h"}, data_folder() / "originals"),
        ({"store": "/a/b.sqlite", "originals": " "}, None),
        ({"store": "/a/b.sqlite", "originals": "/c"}, Path("/c")),
    ],
)
def test_originals_are_beside_the_store_or_where_it_is_said_or_nowhere(given: dict[str, str], folder: Path | None) -> None:
    assert Settings(**given).originals_folder == folder  # type: ignore[arg-type]


def test_a_wrong_setting_is_told_by_the_name_that_the_user_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGTU_MAX_FILE_MB", "big")
    with pytest.raises(ParameterWrong) as caught:
        load_settings(max_file_mb=None, port=70000)
    assert "ZHENGTU_MAX_FILE_MB 不对：应为数字" in caught.value.say("zh")
    assert "--port：不能大于 65535" in caught.value.say("zh")


HOME = Path("/home/u")


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {}, HOME / ".local/share/zhengtu"),
        ("linux", {"XDG_DATA_HOME": "/data"}, Path("/data/zhengtu")),
        ("linux", {"XDG_DATA_HOME": "data"}, HOME / ".local/share/zhengtu"),
        ("darwin", {"XDG_DATA_HOME": "/data"}, HOME / "Library/Application Support/zhengtu"),
        ("win32", {"LOCALAPPDATA": "/users/u/local"}, Path("/users/u/local/zhengtu")),
        ("win32", {}, HOME / "AppData/Local/zhengtu"),
    ],
)
def test_the_data_folder_follows_each_system(platform: str, environ: dict[str, str], folder: PurePath) -> None:
    assert data_folder(platform, environ, HOME) == folder

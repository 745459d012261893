"""The command line `zhengtu`: its commands, its language, and how it ends."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from api.session import ASKED_LANGUAGE, LangOption, tell
from api.validation import parameter_wrong
from api.words import WORDS, words
from ingest.errors import Language, RequestError, ZhengtuError

COMMANDS: dict[str, str | None] = {
    "demo": "serve:demo",
    "ingest": "ingest:ingest",
    "ask": None,  # has a command for each question, see build
    "search": "look:search",
    "show": "look:show",
    "why": "why:why",
    "documents": "documents:documents",
    "remove": "documents:remove",
    "units": "units:COMMANDS",
    "places": "places:COMMANDS",
    "export": "export:export",
    "publish": "publish:publish",
    "store": "store:COMMANDS",
    "serve": "serve:serve",
    "extract": "extract:extract",
    "schema": "extract:schema",
}
"""Where each command stands below `api.commands`; only the module of the one that is called is loaded."""
CLOSED_PIPE, INTERRUPTED = 1, 130


def _version(wanted: bool) -> None:
    if wanted:
        print(f"zhengtu {version('zhengtu')}")
        raise typer.Exit


VersionOption = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)]


class CommandUnknown(RequestError):
    zh, en = "没有“{name}”这个命令", "there is no command “{name}”"
    do_zh, do_en = "可用的命令：{known}", "Commands: {known}"


class SystemRefused(ZhengtuError):
    zh, en = "读写 {what} 失败（{reason}）", "reading or writing {what} failed ({reason})"
    do_zh, do_en = "请检查磁盘空间和权限", "Check the room on the disk and the permissions"


class Fault(ZhengtuError):
    zh, en = "程序内部出错（{kind}）", "the program met an error of its own ({kind})"
    do_zh = "已存入库里的内容没有变；经过写在 {path}，请交给维护的人"
    do_en = "What is in the store stays; how it came about is in {path}: give that to who maintains this program"


class Commands(TyperGroup):
    """The group of all commands: an unknown name is told in our words."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise CommandUnknown(name=args[0], known=" ".join(self.commands))
        return super().resolve_command(ctx, args)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and tell its exit code: 0, 1 for a failure, 2 for wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    ASKED_LANGUAGE.set(_asked_language(given))
    language: Language = "en" if (ASKED_LANGUAGE.get() or os.environ.get("ZHENGTU_LANG", "")).lower() == "en" else "zh"
    _speak_utf8()
    try:
        code = build(given, language).main(given or ["--help"], prog_name="zhengtu", standalone_mode=False)
        sys.stdout.flush()
    except ZhengtuError as error:
        tell(words("error", language, words=error.say(language)))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        return _pipe_closed()
    except SystemExit as end:  # typer ends so itself when the pipe is closed
        return _pipe_closed() if end.code == CLOSED_PIPE else int(end.code or 0)
    except OSError as error:  # a full disk under `> FILE`, a folder that must not be written to
        named = SystemRefused(what=error.filename or "", reason=error.strerror or str(error))
        tell(words("error", language, words=named.say(language)))
        return _pipe_closed()
    except Exception as error:
        if not hasattr(error, "format_message"):
            tell(words("error", language, words=Fault(kind=type(error).__name__, path=_kept(error)).say(language)))
            return _pipe_closed()
        tell(words("error", language, words=_usage(error, language)))
        return int(getattr(error, "exit_code", 2))
    if code == INTERRUPTED:
        tell(words("interrupted", language))
    return int(code or 0)


def build(arguments: Sequence[str], language: Language) -> Any:
    """The command tree with its help in the language. Only the command that is called is loaded."""
    # without rich: its help cuts Chinese words off at the edge of a column, and costs start-up time
    app = typer.Typer(cls=Commands, add_completion=False, rich_markup_mode=None)
    app.callback()(_root)
    for name, place in COMMANDS.items():
        if name not in arguments:
            app.command(name)(_listed)
        elif place is None:
            from api.commands.ask import questions_app

            app.add_typer(questions_app(language), name=name)
        elif isinstance(command := _loaded(place), dict):
            app.add_typer(_group(command), name=name)
        else:
            app.command(name)(command)
    tree = typer.main.get_command(app)
    _explain(tree, "zhengtu", language)
    return tree


def _loaded(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(f"api.commands.{module}"), name)


def _group(commands: dict[str, Any]) -> typer.Typer:
    """Commands below a command."""
    group = typer.Typer(cls=Commands, add_completion=False, rich_markup_mode=None, invoke_without_command=True)
    group.callback()(_helped)
    for name, command in commands.items():
        group.command(name)(command)
    return group


def _helped(ctx: typer.Context) -> None:
    """A group without a command below it tells which there are."""
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())


def _root(lang: LangOption = None, version: VersionOption = False) -> None:
    """Options before the command."""


def _listed() -> None:
    """Stands for a command in the list of commands while another one is called."""


def _explain(command: Any, name: str, language: Language) -> None:
    """Give a command and all below it their help texts. Questions bring their own."""
    if name in WORDS:
        command.help = words(name, language)
    for parameter in [*command.params, command.get_help_option(typer.Context(command))]:
        key = f"option.{parameter.name}"
        if key in WORDS and (parameter.help is None or parameter.name == "help"):
            parameter.help = words(key, language)
        elif parameter.help is None and hasattr(parameter, "help"):
            from api.commands.filters import explained

            parameter.help = explained(parameter.name, language)
    for below, child in getattr(command, "commands", {}).items():
        _explain(child, below if name == "zhengtu" else f"{name}.{below}", language)


def _asked_language(arguments: Sequence[str]) -> str | None:
    """What the last --lang says. Whether it is a language that we speak is checked with the settings."""
    asked = None
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked


def _usage(error: Exception, language: Language) -> str:
    """What typer says of a wrong command line, in our words."""
    kind, message = type(error).__name__, str(getattr(error, "format_message", lambda: error)())
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", None) or getattr(parameter, "metavar", None) or getattr(parameter, "name", "")
    if isinstance(error.__cause__, ValidationError):
        option = str(" / ".join(getattr(parameter, "opts", ())) or name)
        message = parameter_wrong(error.__cause__.errors(), lambda _: option).say(language)
    elif f"usage.{kind}" in WORDS and name:
        message = words(f"usage.{kind}", language, name=name)
    context = getattr(error, "ctx", None)
    hint = words("help.hint", language, command=context.command_path if context else "zhengtu")
    stop = "。" if language == "zh" else ". "
    return words("usage", language, words=message.rstrip(".")) + stop + hint


def _speak_utf8() -> None:
    """UTF-8 in every terminal and pipe, on Windows too; a name that is no text is shown escaped and ends nothing."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _kept(error: Exception) -> str:
    """The file with the way of an unforeseen error, for those who mend it: nobody else can read one."""
    with tempfile.NamedTemporaryFile("w", prefix="zhengtu-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)))
    return file.name


def _pipe_closed() -> int:
    """The reader of our output went (`| head`): say nothing, and keep Python from flushing into the closed pipe."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for the rest of the process
    return CLOSED_PIPE


if __name__ == "__main__":
    sys.exit(main())

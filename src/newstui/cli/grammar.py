"""The command line's grammar as values, read from its parser: what completion and manual tell."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS: Final = {"feed": "feeds", "feeds": "feeds", "folder": "folders", "starter": "starters"}
"""What the values of an argument are called where newstui itself can list them."""
_FOLDER, _FILES, _FOLDERS_ON_DISK = "FOLDER", ("PLACE", "FILE"), "directories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An option, or something that stands by its place."""

    flags: tuple[str, ...]
    """Empty for what stands by its place."""
    value: str
    """What stands for its value; empty when it takes none."""
    help: str
    choices: tuple[str, ...] = ()
    kind: str = ""
    """What its values are: "files", "directories", "feeds", "folders", "starters"; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A command, or the program without one, which has no name."""

    name: str
    help: str
    usage: str
    arguments: tuple[Argument, ...]
    commands: tuple[Verb, ...] = ()
    """Its own commands, if it has some."""

    @property
    def options(self) -> tuple[Argument, ...]:
        """What begins with a dash, also for one of its own commands."""
        found: dict[tuple[str, ...], Argument] = {}
        for one in (*self.arguments, *(own for verb in self.commands for own in verb.arguments)):
            if one.flags:
                found.setdefault(one.flags, one)
        return tuple(found.values())

    @property
    def first(self) -> Argument | None:
        """What stands first by its place; its own commands, if it has some."""
        if self.commands:
            names = tuple(verb.name for verb in self.commands)
            return Argument(flags=(), value="COMMAND", help=self.help, choices=names)
        return next((one for one in self.arguments if not one.flags), None)


def read_verbs(parser: argparse.ArgumentParser) -> tuple[Verb, ...]:
    """List the program itself, then its commands in the order of its help."""
    program = _verb("", parser)
    return (replace(program, commands=()), *program.commands)


def _verb(name: str, parser: argparse.ArgumentParser) -> Verb:
    usage = " ".join(parser.format_usage().split()).removeprefix("usage: ")
    return Verb(
        name=name,
        help=clean_line(parser.description or ""),
        usage=usage,
        arguments=tuple(_arguments(parser)),
        commands=tuple(
            _verb(own_name, own)
            for action in _actions(parser)
            if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001 - argparse names it nowhere else
            for own_name, own in action.choices.items()
        ),
    )


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    yield from parser._actions  # noqa: SLF001 - argparse tells what it was given in no other way


def _arguments(parser: argparse.ArgumentParser) -> Iterator[Argument]:
    for action in _actions(parser):
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            continue
        choices = tuple(map(str, action.choices or ()))
        value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
        yield Argument(
            flags=tuple(action.option_strings),
            value=value,
            help=(action.help or "") % {"prog": parser.prog},
            choices=choices,
            kind=_kind(action.dest, value),
        )


def _kind(dest: str, value: str) -> str:
    if value == _FOLDER:
        return _FOLDERS_ON_DISK
    if any(word in value for word in _FILES):
        return "files"
    return _KINDS.get(dest, "")

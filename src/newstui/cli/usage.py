"""The parser of commands: how wrong use is told."""

from __future__ import annotations

import argparse
from typing import Any, Final, NoReturn

from newstui.text.clean import clean_line

_HELP_COLUMN: Final = 30


class Parser(argparse.ArgumentParser):
    """A parser that says what the shell did to an unquoted number, and takes no abbreviations."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        super().__init__(**settings, allow_abbrev=False, formatter_class=_formatter)

    def parse_known_args(
        self,
        args: Any = None,  # noqa: ANN401 - whatever argparse takes
        namespace: Any = None,  # noqa: ANN401 - as above
    ) -> tuple[Any, list[str]]:
        """Read a command's own part of the line; what is unknown there is known nowhere."""
        chosen, unknown = super().parse_known_args(args, namespace)
        if unknown:
            told = f"unrecognized arguments: {' '.join(unknown)}"
            self.error(f"{told}; `{self.prog} --help` tells what it takes")
        return chosen, unknown

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong, and end with status 2."""
        if "#ID" in message:
            message += "; the shell needs quotes around a number: '#12'"
        super().error(clean_line(message))


def _formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=_HELP_COLUMN)

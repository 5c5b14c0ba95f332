"""What the command line prints: text fit for a terminal, or JSON Lines; nothing else."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstui.model.text import SafeText


def say(text: SafeText) -> None:
    """Print a line, or several."""
    sys.stdout.write(f"{text}\n")


def say_record(record: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own.

    Characters outside ASCII are escaped, so no terminal and no encoding can trip over them.
    """
    sys.stdout.write(f"{json.dumps(record)}\n")


def warn(text: SafeText) -> None:
    """Tell on standard error what went wrong."""
    sys.stderr.write(f"newstui: {text}\n")

"""Running one command: errors become sentences and exit statuses, a closed pipe is quiet."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from newstui.cli.output import warn
from newstui.errors import NewstuiError, UsageError
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns its exit status: 0 done, 1 something failed, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    from newstui.cli.parser import parse

    try:
        chosen = parse(arguments)
        status = chosen.carry_out(chosen)
        sys.stdout.flush()
    except UsageError as error:
        warn(clean_line(str(error)))
        return MISUSED
    except NewstuiError as error:
        warn(clean_line(str(error)))
        return FAILED
    except BrokenPipeError:
        # Nobody reads on: Python must not find that out again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return int(status)

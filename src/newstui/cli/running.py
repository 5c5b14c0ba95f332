"""Running one command: errors become sentences and exit statuses, a closed pipe is quiet."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newstui.cli.output import ready_streams, stop_printing, warn, warn_of_query
from newstui.errors import NewstuiError, QueryError, UsageError
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import NoReturn

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns its exit status: 0 done, 1 something failed, 2 wrong use."""
    ready_streams()
    try:
        with _hearing_signals():
            status = _carry_out(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads on, and that is no news to anybody.
        stop_printing()
        return FAILED
    except OSError as error:
        stop_printing()
        name = error.filename if isinstance(error.filename, str) else "standard output"
        warn(clean_line(f"{name}: {error.strerror or 'cannot be written'}"))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except _EndedError as ended:
        return ended.status
    return status


class _EndedError(BaseException):
    """A signal asked this program to end; on the way out, what it has started is ended too."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


@contextmanager
def _hearing_signals() -> Iterator[None]:
    """End in order by the signals that ask for it, unless whoever started newstui ignores them."""
    taken = [number for number in _SIGNALS if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _end_by)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _end_by(number: int, _frame: object) -> NoReturn:
    raise _EndedError(number)


def _carry_out(arguments: Sequence[str]) -> int:
    from newstui.cli.parser import parse

    try:
        chosen = parse(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else DONE
    try:
        status: int = chosen.carry_out(chosen)
    except QueryError as error:
        warn_of_query(error)
        return MISUSED
    except NewstuiError as error:
        warn(clean_line(str(error)))
        return MISUSED if isinstance(error, UsageError) else FAILED
    except (OSError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - the reader gets a sentence, the log the rest
        from newstui.newsroom.faults import write_down
        from newstui.paths import find_paths

        warn(write_down(error, find_paths(chosen.home).log))
        return FAILED
    return status

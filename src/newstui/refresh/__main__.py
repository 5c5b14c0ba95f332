"""The refresh process: `python -I -m newstui.refresh --archive PATH [--feed ID ...]`.

With `--stream` instead, places are read and told, and nothing is kept; which ones stands in the
first line of standard input, where no other program sees a password in them. Started by
`newstui.refresh.running`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from newstui.refresh.stopping import Reporter, Stopping

_WRONG_USE = 2


def main(arguments: list[str]) -> int:
    """Do what the arguments say; give the exit status."""
    stopping = Stopping()
    stopping.listen()
    reporter = Reporter(1, stopping)
    match arguments:
        case ["--stream"]:
            from newstui.refresh.stream import read_places, stream

            stream(read_places(sys.stdin.buffer), reporter, stopping)
            return 0
        case ["--archive", path, *rest] if rest[::2] == ["--feed"] * (len(rest) // 2):
            from newstui.refresh.process import refresh_archive

            feed_ids = [int(number) for number in rest[1::2] if number.isdecimal()]
            if len(rest) == len(feed_ids) * 2:
                return refresh_archive(Path(path), feed_ids, reporter, stopping)
    return _WRONG_USE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

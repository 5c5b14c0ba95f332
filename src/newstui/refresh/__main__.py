"""The refresh process: `python -I -m newstui.refresh --archive PATH [--due] [ID ...]`.

Before all else may stand `--config PATH`: the settings, which tell where passwords come from.

With `--pages ID ...` instead of feeds, the pages of these stories are read; with `--build` only,
stories are prepared that are not, or not by this version.

With `--stream` instead, places are read and told, with `--find [PATH]` of a site its feeds rather
than its page; which ones stands in the first line of standard input, where no other program sees a
password in them. Nothing is kept but, in the archive if one is named, which hosts ask to be left
alone.
Started by `newstui.refresh.running`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from newstui.refresh.stopping import Reporter, Stopping

_OUTPUT = 1
_WRONG_USE = 2


def main(arguments: list[str]) -> int:
    """Do what the arguments say; give the exit status."""
    stopping = Stopping()
    stopping.listen()
    stopping.follow(_OUTPUT)
    reporter = Reporter(_OUTPUT, stopping)
    settings: Path | None = None
    if arguments[:1] == ["--config"]:
        settings, arguments = Path(arguments[1]), arguments[2:]
    match arguments:
        case ["--stream" | "--find" as what, *archive]:
            from newstui.refresh.stream import read_places, stream

            waits, finds = Path(archive[0]) if archive else None, what == "--find"
            places = read_places(sys.stdin.buffer)
            stream(places, reporter, stopping, settings, waits, finds=finds)
            return 0
        case ["--archive", path, "--pages", *rest]:
            from newstui.refresh.process import Order, refresh_archive

            page_ids = tuple(int(number) for number in rest if number.isdecimal())
            order = Order(archive=Path(path), settings=settings, page_ids=page_ids)
            return refresh_archive(order, reporter, stopping)
        case ["--archive", path, "--build"]:
            from newstui.refresh.process import Order, refresh_archive

            order = Order(archive=Path(path), settings=settings, only_build=True)
            return refresh_archive(order, reporter, stopping)
        case ["--archive", path, *rest]:
            from newstui.refresh.process import Order, refresh_archive

            only_due = rest[:1] == ["--due"]
            numbers = [word for word in rest[only_due:] if word.isdecimal()]
            feed_ids = tuple(map(int, numbers))
            order = Order(
                archive=Path(path), settings=settings, feed_ids=feed_ids, only_due=only_due
            )
            if len(numbers) + only_due == len(rest):
                return refresh_archive(order, reporter, stopping)
    return _WRONG_USE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Answers a scorer of feed readers: paths of documents in, what was read of each out.

A path a line on standard input is answered with one line of JSON on standard output:
`{"n_entries": ..., "title": ..., "e0": {"title": ..., "link": ..., "id": ..., "date": ...}}`, where
`e0` is the entry that stands first and its date is in seconds since 1970 or null, or
`{"error": ...}` for what is refused: a web page where a feed should be is, too.
`make score-feeds` runs a scorer with it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from newstui.errors import FormatError
from newstui.formats import parse_document

_FEEDS: Final = frozenset({"rss", "atom", "json feed"})


def main() -> None:
    """Answer every path until there are no more."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(Path(line.rstrip("\n")))) + "\n")
        sys.stdout.flush()


def _answer(path: Path) -> dict[str, object]:
    try:
        feed = parse_document(path.read_bytes(), origin=path.name)
    except FormatError as error:
        return {"error": str(error)}
    if feed.format not in _FEEDS:
        return {"error": f"{path.name}: is {feed.format}, not a feed"}
    answer: dict[str, object] = {"n_entries": len(feed.entries), "title": feed.title}
    if feed.entries:
        first = feed.entries[0]
        date = None if first.published is None else int(first.published.timestamp())
        answer["e0"] = {"title": first.title, "link": first.url, "id": first.guid, "date": date}
    return answer


if __name__ == "__main__":
    main()

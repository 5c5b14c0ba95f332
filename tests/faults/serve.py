"""Serve healthy feeds to measure with: `python tests/faults/serve.py --feeds 500 --hosts 50`.

Prints one line of JSON once it listens, then serves until it is ended (SIGTERM or SIGINT):
`feeds` are the addresses; `counts` is the address of what was asked and sent until now.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults.answers import feed, packed, reply
from tests.faults.server import Counts, Server

if TYPE_CHECKING:
    from tests.faults.server import Site
    from tests.faults.talk import Behaviour, Talk

_ENDS: Final = (signal.SIGTERM, signal.SIGINT)
_TEXT: Final = """
    harbour council pier quay engineer cracks report authority barges basin ferry spokeswoman line
    closed opened repaired flooded yesterday tomorrow before after although because several every
    the a of to in and for on with that from said would more days weeks tonnes metres visitors
"""
_WORDS: Final = _TEXT.split()


def main(arguments: list[str]) -> int:
    """Serve what the command line asks for."""
    options = _parse(arguments)
    # Threads inherit the mask, so that the signals wait for `sigwait`.
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    with Server() as server:
        sites = [server.open(f"127.0.0.{number}") for number in range(1, options.hosts + 1)]
        for site in sites:
            site.latency_seconds = options.latency_ms / 1000
            site.remembers = False
        feeds = publish(sites, options.feeds, options.entries)
        counting = server.open()
        counting.replies["/"] = _counts_of(sites)
        line = json.dumps({"feeds": feeds, "counts": f"{counting.base}/"})
        print(line, flush=True)  # noqa: T201 - a command
        signal.sigwait(_ENDS)
    return 0


def publish(sites: list[Site], feeds: int, entries: int) -> list[str]:
    """Spread feeds over sites; returns their addresses."""
    addresses = []
    for number in range(feeds):
        site = sites[number % len(sites)]
        path = f"/{number}.xml"
        stories = (_story(number, story) for story in range(entries))
        body = feed(stories, title=f"Bulletin {number:04}").encode()
        site.replies[path] = packed(body, f'"{number}-1"')
        addresses.append(f"{site.base}{path}")
    return addresses


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="serve", description="Serve healthy feeds.")
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=20, help="stories of each feed (20)")
    parser.add_argument("--hosts", type=int, default=50, help="addresses from 127.0.0.1 on (50)")
    parser.add_argument("--latency-ms", type=int, default=0, help="before each answer (0)")
    return parser.parse_args(arguments)


def _story(number: int, story: int) -> str:
    """Write a story of some 1,300 characters, the same every time."""
    chance = random.Random(f"{number}/{story}")  # noqa: S311 - nothing secret
    paragraphs = (f"&lt;p&gt;{_sentence(chance, 50)}.&lt;/p&gt;" for _ in range(3))
    address = f"http://news.example/{number}/{story}"
    date = f"{story % 28 + 1:02} Oct 2026 {number % 24:02}:00:00 GMT"
    return (
        f"<item><guid>{address}</guid><link>{address}</link><pubDate>{date}</pubDate>"
        f"<title>{_sentence(chance, 7)}</title>"
        f"<description>{''.join(paragraphs)}</description></item>"
    )


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize()


def _counts_of(sites: list[Site]) -> Behaviour:
    """Answer with what all sites counted; `most_at_once` is that of the busiest."""

    async def behave(talk: Talk) -> None:
        counts = [asdict(site.counts) for site in sites]
        names = [field.name for field in fields(Counts)]
        told = {name: sum(one[name] for one in counts) for name in names}
        told["most_at_once"] = max(one["most_at_once"] for one in counts)
        await talk.send(reply(json.dumps(told).encode()))

    return behave


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

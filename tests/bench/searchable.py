"""Make a library to search: `python -m tests.bench.searchable HOME --stories N`.

Its words are as unevenly common as those of real news (Zipf's law), and every story has a text
and an analysis. The same bytes for the same arguments.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from contextlib import closing
from datetime import timedelta
from functools import cache
from itertools import accumulate, product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.library import NOW, fetch_nothing_unasked

from newstui.model.attribution import Analysis, Attribution, Entity, Kind, Mention, SourceType
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.model.versions import BUILDER_VERSION, ENGINE_VERSION
from newstui.store.archive import Archive
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.store.texts import keep_analysis, keep_text
from newstui.text.build import build_document
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.feed import Feed

_WORDS: Final = 20_000
_CONSONANTS: Final = "b c d f g h j k l m n p r s t v w st tr pl"
_VOWELS: Final = "a e i o u ai ea"
_WORDS_OF_A_TEXT: Final = 450
_WORDS_OF_A_TITLE: Final = 7
_SOURCES: Final = 2_000
_ROLES: Final = ("minister", "mayor", "analyst", "chief executive", "spokesperson")
_AT_A_TIME: Final = 500


@cache
def vocabulary() -> tuple[str, ...]:
    """All words, the most common first."""
    chance = random.Random(1)  # noqa: S311 - the same library every time
    syllables = ["".join(pair) for pair in product(_CONSONANTS.split(), _VOWELS.split())]
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        words["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4))))] = None
    return tuple(words)


@cache
def _weights() -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 3) for rank in range(_WORDS)))


def main(arguments: list[str]) -> int:
    """Make the library the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("home", type=Path, help="folder that --home of newstui gets")
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--feeds", type=int, default=100)
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    path = make_library(options.home, stories=options.stories, feeds=options.feeds)
    print(f"{path}: {options.stories} stories in {time.perf_counter() - started:.1f} s")  # noqa: T201 - a command
    return 0


def make_library(home: Path, *, stories: int, feeds: int) -> Path:
    """Make the library and return its archive.

    Raises:
        StoreError: If it cannot be written.
    """
    path = home / "data" / "newstui.db"
    with closing(Archive.open(path)) as archive:
        for place in range(1, feeds + 1):
            address = f"https://feed-{place:04}.example/rss"
            feed, _ = add_feed(archive, place=address, kind=FeedKind.WEB, now=NOW)
            numbers = range(place, stories + 1, feeds)
            for start in range(0, len(numbers), _AT_A_TIME):
                _keep(archive, feed, [_entry(n) for n in numbers[start : start + _AT_A_TIME]])
    fetch_nothing_unasked(home)
    return path


def _keep(archive: Archive, feed: Feed, entries: list[Entry]) -> None:
    title = clean_line(f"Outlet {feed.id:04}")
    parsed = ParsedFeed(format="rss", title=title, entries=tuple(entries))
    keys = [entry.guid for entry in entries]
    kept = keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW)
    for story_id, entry in zip(kept.new, entries, strict=True):
        document = build_document(entry.body, BodyType.HTML)
        text = keep_text(
            archive, story_id, TextKind.FEED, document, builder=BUILDER_VERSION, now=NOW
        )
        keep_analysis(archive, text.id, _analysis(int(entry.guid)))


def _entry(number: int) -> Entry:
    chance = random.Random(number)  # noqa: S311 - the same library every time
    paragraphs = (f"<p>{_sentence(chance, 50)}.</p>" for _ in range(_WORDS_OF_A_TEXT // 50))
    return Entry(
        guid=str(number),
        url=f"https://feed.example/articles/{number:07}",
        title=clean_line(f"Article {number:07} {_sentence(chance, _WORDS_OF_A_TITLE)}"),
        authors=(clean_line(f"Author {number % 97:02}"),),
        published=NOW - timedelta(minutes=number),
        body="\n".join(paragraphs),
    )


def _analysis(number: int) -> Analysis:
    chance = random.Random(number)  # noqa: S311 - the same library every time
    kinds = (SourceType.PERSON, SourceType.GOVERNMENT, SourceType.ANONYMOUS)
    entities = tuple(
        Entity(
            id=place,
            canonical=f"Source {int(chance.triangular(0, _SOURCES, 0)):04}",
            type=chance.choice(kinds),
            roles=(chance.choice(_ROLES),),
        )
        for place in range(3)
    )
    attributions = tuple(
        Attribution(
            source=((0, 1),),
            cue=((1, 2),),
            content=((2, 3),),
            kind=chance.choice((Kind.DIRECT, Kind.INDIRECT)),
            mention=Mention(spans=((0, 1),), head=(0, 1), entity=entity.id),
        )
        for entity in entities
    )
    return Analysis(
        engine=ENGINE_VERSION, language="en", entities=entities, attributions=attributions
    )


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(vocabulary(), cum_weights=_weights(), k=words)).capitalize()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

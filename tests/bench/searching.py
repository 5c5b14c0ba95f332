"""Searching a library: queries to their first screen, narrowing key by key, and newsboat's search.

A first screen is what the list needs to show: the numbers of all stories found, and the headlines
and marks of the first forty; the reader holds the numbers of all stories already. The words are
of the vocabulary the library was written with.
"""

from __future__ import annotations

import statistics
import time
from contextlib import closing
from typing import TYPE_CHECKING, Final

from tests.bench.newsboat import newsboat_command
from tests.bench.scenarios import HEADLINE, LIST_COLUMNS, reader
from tests.bench.searchable import vocabulary
from tests.bench.terminal import SilenceError, Terminal

from newstui.newsroom.searching import Search
from newstui.store.archive import Archive
from newstui.store.listing import list_headlines
from newstui.store.marks import find_marks

if TYPE_CHECKING:
    from array import array

    from tests.bench.scenarios import Plan, Samples
    from tests.bench.terminal import Frame

_ROWS: Final = 40
_REPEATS: Final = 3
_TYPED: Final = 4
"""How many words are typed key by key."""
_PROMPT: Final = "narrow:"


def queries() -> dict[str, tuple[str, ...]]:
    """List what is asked for, by what kind of query it is; from 5 stories to all of them."""
    everywhere, common, usual, some, rare = (vocabulary()[n] for n in (0, 30, 300, 3_000, 19_000))
    return {
        "rare word": (rare, some),
        "common word": (common, usual),
        "word in every story": (everywhere,),
        "beginning": (usual[:3], common[:2], "p"),
        "phrase": (f'"{everywhere} {common}"', f'"{common} {usual}"'),
        "two words": (f"{common} {usual}", f"{everywhere} {rare}"),
        "fields": (
            f"feed:7 {common}",
            f"is:unread {usual}",
            f"after:2026-10-30 {common}",
            f'cites:"source 0100" {common}',
            "role:minister type:anonymous",
            f"title:{common} has:quote",
            f"lang:en {usual}",
        ),
        "dates": ("after:2026-08-20", "before:2026-11-02", f"before:2026-11-02 {common}"),
        "negation": (f"{common} -{usual}", f"-{everywhere}"),
        "OR": (f"{common} OR {usual}", f"({rare} OR {some}) {common}"),
        "order": ("sort:oldest", f"{usual} sort:title"),
        "rank": (f"{usual} sort:rank", f"{some} {common} sort:rank"),
    }


def compared() -> dict[str, str]:
    """List words that newsboat looks for, too, by how many stories have them."""
    return {"a word in 2 %": vocabulary()[3_000], "a word in 80 %": vocabulary()[30]}


def search(plan: Plan) -> Samples:
    """Run every kind of query and read what the first screen shows."""
    samples: Samples = {"first screen": []}
    path = plan.homes.searchable(plan.stories) / "data" / "newstui.db"
    with closing(Archive.open(path)) as archive:
        listed = Search(archive, "").stories()
        for kind, texts in queries().items():
            took = [_first_screen(archive, text, listed) for _ in range(_REPEATS) for text in texts]
            samples[f"first screen, {kind}"] = took
            samples["first screen"] += took
        for kind, word in compared().items():
            took = [_first_screen(archive, word, listed) for _ in range(_REPEATS)]
            samples[f"ours, {kind}"] = took
    twentieths = statistics.quantiles(samples["first screen"], n=20, method="inclusive")
    return {**samples, "first screen p95": [twentieths[-1]]}


def _first_screen(archive: Archive, text: str, listed: array[int]) -> float:
    started = time.perf_counter()
    first = list(Search(archive, text).stories(listed=listed)[:_ROWS])
    list_headlines(archive, first)
    find_marks(archive, first)
    return (time.perf_counter() - started) * 1000


def narrow(plan: Plan) -> Samples:
    """Type words key by key in the reader, waiting after each for its list."""
    words = vocabulary()[200 : 200 + _TYPED]
    delays: list[float] = []
    with (
        plan.homes.copied(plan.homes.searchable(plan.stories)) as home,
        Terminal(reader(home)) as terminal,
    ):
        terminal.wait_for(HEADLINE)
        terminal.wait_until_idle()
        for word in words:
            terminal.press(b"/")
            terminal.wait_until_idle()
            typed = []
            for key in word:
                typed.append(terminal.press(key.encode()))
                terminal.wait_until_idle()
            terminal.press(b"\x1b\x1b")
            terminal.wait_until_idle()
            delays += _delays(list(terminal.frames()), typed, word)
    twentieths = statistics.quantiles(delays, n=20, method="inclusive")
    return {"narrow": [statistics.median(delays)], "narrow p95": [twentieths[-1]]}


def _delays(frames: list[Frame], typed: list[float], word: str) -> list[float]:
    """Find how long after each key the list was that of what had been typed."""
    delays = []
    for place, at in enumerate(typed):
        until = typed[place + 1] if place + 1 < len(typed) else at + 10_000
        shown = f"{_PROMPT} {word[: place + 1]}"
        after = [frame for frame in frames if at < frame.at < until and shown in frame.text]
        if not after:
            raise SilenceError(f"{shown!r} was never shown")
        final = _list(after[-1])
        delays.append(next(frame.at for frame in after if _list(frame) == final) - at)
    return delays


def _list(frame: Frame) -> list[str]:
    """Cut out the headlines pane and what its border counts."""
    return [line[:LIST_COLUMNS] for line in frame.lines[:-1]]


def search_in_newsboat(plan: Plan) -> Samples:
    """Search the bodies of all articles in newsboat, for a usual word and for a common one."""
    command = newsboat_command(plan.homes.searchable_in_newsboat(plan.stories))
    samples: Samples = {}
    with Terminal(command) as terminal:
        terminal.wait_for("Everything", seconds=300)
        terminal.wait_until_idle(seconds=300)
        for kind, word in compared().items():
            terminal.press(b"/" + word.encode())
            terminal.wait_until_idle()
            asked = terminal.press(b"\r")
            terminal.wait_for("Search results", seconds=120)
            samples[f"newsboat, {kind}"] = [terminal.now - asked]
            terminal.wait_until_idle(seconds=300)
            terminal.press(b"q")
            terminal.wait_until_idle(seconds=300)
    return samples

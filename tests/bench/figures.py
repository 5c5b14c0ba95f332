"""The figures of the table: what each is made of, and the bar it should stay within."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.bench import fetching, importing, refreshing, scenarios, searching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.bench.scenarios import Samples, Scenario


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: samples `of`, perhaps set against others."""

    name: str
    """What `--only` selects."""
    label: str
    needs: tuple[Scenario, ...]
    bar: float
    """Infinite for a figure that is only shown."""
    of: str
    per: str = ""
    """Divide by these samples."""
    less: str = ""
    """Take these samples away."""
    unit: str = ""
    at_least: bool = False

    def value(self, samples: Samples, middle: Callable[[Iterable[float]], float]) -> float:
        """Work it out from the medians, or from the minima."""
        value = middle(samples[self.of])
        if self.per:
            value /= middle(samples[self.per])
        if self.less:
            value -= middle(samples[self.less])
        return value

    @property
    def has_bar(self) -> bool:
        """Say whether there is something to hold."""
        return math.isfinite(self.bar)

    def holds(self, value: float) -> bool:
        """Say whether a value is within the bar."""
        return value >= self.bar if self.at_least else value <= self.bar


def _fetched(label: str, bar: float, of: str, unit: str) -> Figure:
    scenario = fetching.fetch_without_latency if " 0 ms" in of else fetching.fetch_with_latency
    return Figure("feeds", label, (scenario,), bar, of, unit=unit)


def _fetching(latency_ms: int) -> tuple[Figure, ...]:
    """Set the figures of every size; only those of 500 feeds have bars."""
    return tuple(
        _fetched(
            f"{how}, {feeds:,} feeds, {latency_ms} ms, {what}",
            _BARS.get((feeds, latency_ms, how, what), math.inf),
            f"{feeds} feeds {latency_ms} ms {how} {what}",
            "s",
        )
        for feeds in fetching.SIZES
        for how in ("first", "unchanged")
        for what in ("wall", "CPU")
    )


def _searching() -> tuple[Figure, ...]:
    """Set queries to their first screen, and the same key by key."""
    run, keys = (searching.search,), (searching.narrow,)
    return (
        Figure("search", "query to first screen, median", run, 60, "first screen", unit="ms"),
        Figure("search", "query to first screen, p95", run, 150, "first screen p95", unit="ms"),
        *(
            Figure("search", f"  {kind}", run, math.inf, f"first screen, {kind}", unit="ms")
            for kind in searching.queries()
        ),
        Figure("search", "narrowing, key to list, median", keys, 40, "narrow", unit="ms"),
        Figure("search", "narrowing, key to list, p95", keys, math.inf, "narrow p95", unit="ms"),
        *(
            Figure(
                "search",
                f"{kind} of stories / newsboat's search",
                (*run, searching.search_in_newsboat),
                1 / 50,
                f"ours, {kind}",
                per=f"newsboat, {kind}",
            )
            for kind in searching.compared()
        ),
    )


def _marking() -> tuple[Figure, ...]:
    """Mark all stories read and take that back, and hold a key meanwhile."""
    run = (scenarios.mark_everything,)
    return (
        Figure("marks", "mark all stories read", run, 1_000, "mark all", unit="ms"),
        Figure("marks", "take that back", run, 1_000, "undo all", unit="ms"),
        Figure("marks", "held j while marking, p95", run, 50, "key p95 marking", unit="ms"),
        Figure("marks", "held j while undoing, p95", run, 50, "key p95 undoing", unit="ms"),
    )


def _refreshing() -> tuple[Figure, ...]:
    """Go down the list all the time that feeds are refreshed and their stories analysed."""
    run = (refreshing.read_while_refreshing,)
    return (
        Figure("busy", "j while all is refreshed, median", run, 20, "key refreshing", unit="ms"),
        Figure("busy", "j while all is refreshed, p95", run, 50, "key p95 refreshing", unit="ms"),
        Figure("busy", "  how long that takes", run, math.inf, "refreshing", unit="s"),
    )


def _beside_newsboat() -> tuple[Figure, ...]:
    """Set newsboat's times against ours."""
    scenarios_of = {
        0: (fetching.fetch_without_latency, fetching.fetch_by_newsboat_without_latency),
        200: (fetching.fetch_with_latency, fetching.fetch_by_newsboat_with_latency),
    }
    return tuple(
        Figure(
            "feeds",
            f"newsboat's {what} / ours, {how}, 500 feeds, {latency_ms} ms",
            needs,
            math.inf,
            f"newsboat {latency_ms} ms {how} {what}",
            per=f"500 feeds {latency_ms} ms {how} {what}",
        )
        for latency_ms, needs in scenarios_of.items()
        for how in ("first", "unchanged")
        for what in ("wall", "CPU")
    )


_BARS: Final = {
    (500, 200, "first", "wall"): 2.2,
    (500, 200, "unchanged", "wall"): 1.7,
    (500, 0, "first", "CPU"): 1.2,
    (500, 0, "unchanged", "CPU"): 0.4,
}
"""In seconds, by number of feeds, latency, whether they are known, and what is measured."""
_READ = (scenarios.read,)
_OPENINGS = (scenarios.open_long, scenarios.open_short)
_IMPORTS = (scenarios.import_modules,) * 2
FIGURES: Final = (
    Figure(
        "start",
        "headlines painted / least Textual program",
        (scenarios.read, scenarios.start_minimal),
        1.5,
        "headlines",
        per="minimal",
    ),
    Figure(
        "size",
        "headlines painted / with 1,000 stories",
        (scenarios.read, scenarios.start_small),
        1.3,
        "headlines",
        per="headlines, fewer",
    ),
    Figure(
        "newsboat",
        "newsboat's list of all headlines / ours",
        (scenarios.read, scenarios.start_newsboat),
        8,
        "newsboat",
        per="headlines",
        at_least=True,
    ),
    Figure("keys", "held j to paint, median", _READ, 5, "key idle", unit="ms"),
    Figure("keys", "held j to paint, p95", _READ, 20, "key p95 idle", unit="ms"),
    Figure(
        "refresh",
        "the same while feeds are parsed, p95",
        (scenarios.read_while_parsing,),
        30,
        "key p95 parsing",
        unit="ms",
    ),
    Figure(
        "refresh",
        "the same while stories are prepared, p95",
        (scenarios.read_while_preparing,),
        30,
        "key p95 preparing",
        unit="ms",
    ),
    Figure(
        "open",
        "first opening, 30,000 / 2,000 words",
        _OPENINGS,
        1.5,
        "long first",
        per="short first",
    ),
    Figure(
        "open",
        "going back to it, 30,000 / 2,000 words",
        _OPENINGS,
        1.5,
        "long again",
        per="short again",
    ),
    *_refreshing(),
    *_marking(),
    *_searching(),
    Figure("memory", "most memory held", _READ, 100, "memory", unit="MB"),
    Figure("quit", "q to the end of the process", _READ, 60, "quit", unit="ms"),
    Figure(
        "imports",
        "CPU to import newstui.tui.app over textual.app",
        _IMPORTS,
        40,
        "newstui.tui.app",
        less="textual.app",
        unit="ms",
    ),
    Figure("imports", "CPU of newstui --version", _IMPORTS, 80, "version", unit="ms"),
    *_fetching(0),
    *_fetching(200),
    _fetched("most memory, 2,000 feeds, 0 ms", math.inf, "2000 feeds 0 ms memory", "MB"),
    _fetched("received again, 500 feeds", 80, "500 feeds 0 ms received", "kB"),
    Figure(
        "feeds",
        "first time, CPU of 2,000 / 500 feeds",
        (fetching.fetch_without_latency,),
        4.4,
        "2000 feeds 0 ms first CPU",
        per="500 feeds 0 ms first CPU",
    ),
    Figure(
        "feeds",
        "unchanged, CPU of 2,000 / 500 feeds",
        (fetching.fetch_without_latency,),
        4.4,
        "2000 feeds 0 ms unchanged CPU",
        per="500 feeds 0 ms unchanged CPU",
    ),
    *_beside_newsboat(),
    Figure(
        "feeds",
        "R in the reader, its own CPU, 100 unchanged",
        (fetching.refresh_in_the_reader,),
        0.04,
        "reader CPU",
        unit="s",
    ),
    Figure(
        "feeds",
        "the same with the refresh process's",
        (fetching.refresh_in_the_reader,),
        0.15,
        "reader and children CPU",
        unit="s",
    ),
    Figure(
        "feeds",
        "held j to paint while 500 are fetched, p95",
        (fetching.read_while_fetching,),
        30,
        "key p95 fetching",
        unit="ms",
    ),
    Figure(
        "import",
        "import from newsboat, every article",
        (importing.import_from_newsboat,),
        60,
        "import",
        unit="s",
    ),
    Figure(
        "import",
        "the same again, which adds nothing",
        (importing.import_from_newsboat,),
        20,
        "import again",
        unit="s",
    ),
    Figure(
        "import",
        "most memory of the import",
        (importing.import_from_newsboat,),
        200,
        "import memory",
        unit="MB",
    ),
)

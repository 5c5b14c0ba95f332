"""The table of figures: what is measured, the bar it should stay within, and what came out."""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.fetching import OUTSIDE_READERS as OUTSIDE_FETCHERS
from tests.bench.figures import FIGURES
from tests.bench.homes import Homes
from tests.bench.newsboat import find_newsboat
from tests.bench.presses import Presses
from tests.bench.refreshing import read_while_refreshing
from tests.bench.scenarios import Plan, start_newsboat, version_imports_textual
from tests.bench.searching import search_in_newsboat
from tests.bench.terminal import SilenceError

if TYPE_CHECKING:
    from tests.bench.figures import Figure
    from tests.bench.scenarios import Samples, Scenario

_STORIES: Final = 100_000
_FEWER: Final = 1_000
_OUTSIDE_READERS: Final = frozenset({start_newsboat, search_in_newsboat, *OUTSIDE_FETCHERS})
_ONCE: Final = frozenset({read_while_refreshing})
"""What takes minutes, and has so many samples that one round is enough."""


def main(arguments: list[str]) -> int:
    """Measure what the command line asks for and print the table."""
    options = _parse(arguments)
    chosen = [figure for figure in FIGURES if figure.name in (options.only or figure.name)]
    newsboat = find_newsboat()
    if newsboat is None:
        _tell("newsboat is not installed: nothing to compare with, left out")
        chosen = [f for f in chosen if not _OUTSIDE_READERS.intersection(f.needs)]
    with tempfile.TemporaryDirectory(prefix="newstui-bench-") as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with Presses() as presses:
            plan = Plan(
                homes=Homes(folder),
                presses=presses,
                stories=options.stories,
                fewer_stories=min(_FEWER, options.stories),
                held_keys=options.held,
                switches=options.switches,
            )
            samples = _measure(plan, _scenarios(chosen), options.runs)
    _tell_table(chosen, samples, f"{options.stories:,} stories, {options.runs} runs")
    if options.stories != _STORIES:
        _tell(f"(the bars are meant for {_STORIES:,} stories)")
    if any(figure.name == "imports" for figure in chosen):
        _tell(f"newstui --version imports textual: {'YES' if version_imports_textual() else 'no'}")
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    names = list(dict.fromkeys(figure.name for figure in FIGURES))
    parser = argparse.ArgumentParser(prog="bench", description="Measure newstui.")
    parser.add_argument("--runs", type=int, help="rounds; each program once a round (5)")
    parser.add_argument("--only", action="append", choices=names, help="may be repeated")
    parser.add_argument("--stories", type=int, help=f"size of the library ({_STORIES})")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make libraries here, once")
    parser.add_argument("--quick", action="store_true", help="2 rounds of 10,000 stories")
    options = parser.parse_args(arguments)
    options.runs = options.runs or (2 if options.quick else 5)
    options.stories = options.stories or (10_000 if options.quick else _STORIES)
    options.held = 20 if options.quick else 60
    options.switches = 2 if options.quick else 4
    return options


def _scenarios(chosen: list[Figure]) -> list[Scenario]:
    """List what must be run each round; a scenario named twice by a figure runs twice."""
    wanted: list[Scenario] = []
    for figure in chosen:
        for scenario in figure.needs:
            if wanted.count(scenario) < figure.needs.count(scenario):
                wanted.append(scenario)
    return wanted


def _measure(plan: Plan, wanted: list[Scenario], runs: int) -> Samples:
    """Run everything in turn; the first round only warms caches and compiles."""
    samples: Samples = defaultdict(list)
    for turn in range(runs + 1):
        for scenario in wanted:
            if scenario in _ONCE and turn < runs:
                continue
            name = scenario.__name__.replace("_", " ")
            load = os.getloadavg()[0]
            _note(f"round {turn}/{runs}, load {load:.1f}: {name}")
            try:
                found = scenario(plan)
            except SilenceError as error:
                _note(f"{name}: {error}")
                continue
            for key, values in found.items() if turn else ():
                samples[key] += values
    return samples


def _tell_table(chosen: list[Figure], samples: Samples, title: str) -> None:
    _tell(f"{title:<54}{'median':>10}{'best':>10}{'bar':>10}")
    for figure in chosen:
        named = (figure.of, figure.per, figure.less)
        if not all(samples.get(name) for name in named if name):
            _tell(f"{figure.label:<54}{'not measured':>20}")
            continue
        median, best = figure.value(samples, statistics.median), figure.value(samples, min)
        sign = ">=" if figure.at_least else "<="
        verdict = "ok" if figure.holds(median) else "over"
        bar = f"{sign} {figure.bar:g}"
        if not figure.has_bar:
            verdict, bar = "", ""
        _tell(
            f"{figure.label:<54}{median:>10.2f}{best:>10.2f}{bar:>10} {figure.unit:<3}{verdict:<5}"
            f"{_origin(figure, samples)}"
        )


def _origin(figure: Figure, samples: Samples) -> str:
    """Show the times a ratio or a difference is made of."""
    other = figure.per or figure.less
    if not other:
        spread = samples[figure.of]
        return f"up to {max(spread):.2f}"
    pairs = [(statistics.median(samples[n]), min(samples[n])) for n in (figure.of, other)]
    (a, best_a), (b, best_b) = pairs
    sign = "/" if figure.per else "-"
    unit = "s" if figure.name == "feeds" else "ms"
    return f"{a:.1f} {sign} {b:.1f} {unit}, best {best_a:.1f} {sign} {best_b:.1f}"


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command


def _note(line: str) -> None:
    """Say what is going on, beside the table."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - a command

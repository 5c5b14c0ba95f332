"""Score the attribution engine on the project's own stories: `make score`.

Prints how much of the gold is found and how right it is, how often a wrong source is named, and
how precision and coverage change with the confidence asked for. `-v` lists what went wrong, a
line each: the gold file and its line, or the story and the rule; `--only NAME` reads one story.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if __name__ == "__main__":
    _ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(_ROOT), str(_ROOT / "src")]

from tests.bench.stories import GoldError, read_stories
from tests.bench.story_scores import compare, found_credits, measure, score_story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.stories import Row, Spans, Story
    from tests.bench.story_scores import Outcome

    from newstui.model.attribution import Attribution

_SHARES: Final = frozenset({"wrong source", "type", "canonical", "stance"})
_BRIEF: Final = 70
"""Characters of a content that are listed whole."""
CONFIDENCES: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
CURVE_HEAD: Final = "confidence from   precision  coverage  wrong source"


def main() -> int:
    """Score the stories and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-v", "--verbose", action="store_true", help="list what went wrong")
    parser.add_argument("--only", metavar="NAME", help="read this story only")
    options = parser.parse_args()
    try:
        stories = [one for one in read_stories() if options.only in {None, one.name}]
    except GoldError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not stories:
        sys.stderr.write(f"There is no story named {options.only}.\n")
        return 1
    outcomes = [score_story(story) for story in stories]
    if options.verbose:
        for outcome in outcomes:
            sys.stdout.writelines(f"{line}\n" for line in _mistakes(outcome))
    sys.stdout.writelines(f"{line}\n" for line in _report(stories, outcomes))
    return 0


def _report(stories: list[Story], outcomes: list[Outcome]) -> Iterator[str]:
    rows = sum(len(story.rows) for story in stories)
    words = sum(len(story.text.split()) for story in stories)
    yield f"{len(stories)} stories, {words} words, {rows} attributions"
    for name, rate in measure(outcomes).items():
        if name in _SHARES:
            yield f"{name:13} {rate.recall:5.1f} %  ({rate.right} of {rate.wanted})"
        else:
            figures = f"P {rate.precision:5.1f}  R {rate.recall:5.1f}  F1 {rate.f1:5.1f}"
            yield f"{name:13} {figures}  ({rate.right} of {rate.found}; {rate.wanted} wanted)"
    yield CURVE_HEAD
    for least in CONFIDENCES:
        rates = measure([score_story(story, least=least) for story in stories], least=least)
        linked, wrong = rates["linked"], rates["wrong source"]
        yield curve_row(least, linked.precision, linked.recall, wrong.precision)


def curve_row(least: float, precision: float, coverage: float, wrong: float) -> str:
    """Write a row under `CURVE_HEAD`, in per cent."""
    return f"{least:15} {precision:11.1f} {coverage:9.1f} {wrong:13.1f}"


def _mistakes(outcome: Outcome) -> Iterator[str]:
    """Tell what went wrong in a story."""
    story, found = outcome.story, outcome.analysis.attributions
    linked = {link.row for link in outcome.linked}
    detected = {link.row: found[link.found] for link in outcome.detected}
    for number, row in enumerate(story.rows):
        if number not in linked:
            near = detected.get(number)
            other = "" if near is None else f", found {_quote(story, near.source)} ({near.rule})"
            yield f"{story.name}.gold:{row.line}: missed: {_told(story, row)}{other}"
    for verdict in compare(outcome):
        if not verdict.right and (verdict.wanted or verdict.found):
            where = f"{story.name}.gold:{verdict.row.line}: {verdict.what}"
            told = f"wanted {verdict.wanted or 'none'}, found {verdict.found or 'none'}"
            yield f"{where}: {told}: {_told(story, verdict.row)}"
    taken = {link.found for link in outcome.linked}
    for index, one in enumerate(found):
        if index not in taken:
            yield f"{story.name}: extra ({one.rule}, {one.confidence}): {_told(story, one)}"
    for key in sorted(found_credits(outcome.analysis) ^ story.credits):
        side = "missed" if key in story.credits else "extra"
        yield f"{story.name}: {side} credit: {key}"


def _told(story: Story, one: Row | Attribution) -> str:
    """Quote source, cue and content."""
    content = _quote(story, one.content)
    brief = content if len(content) <= _BRIEF else f"{content[:35]} ... {content[-30:]}"
    return f"{_quote(story, one.source)} | {_quote(story, one.cue)} | {brief}"


def _quote(story: Story, spans: Spans) -> str:
    return " + ".join(story.text[start:end].replace("\n", " ") for start, end in spans)


if __name__ == "__main__":
    sys.exit(main())

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
from tests.bench.story_scores import (
    compare,
    found_credits,
    is_canonical,
    measure,
    role_of,
    score_story,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.stories import Spans, Story
    from tests.bench.story_scores import Outcome

_CONFIDENCES: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


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
        if name == "wrong source":
            yield f"{name:13} {rate.precision:5.1f} %  ({rate.right} of {rate.found})"
        elif rate.found == rate.wanted and name not in {"linked", "credits"}:
            yield f"{name:13} {rate.precision:5.1f} %  ({rate.right} of {rate.found})"
        else:
            figures = f"P {rate.precision:5.1f}  R {rate.recall:5.1f}  F1 {rate.f1:5.1f}"
            yield f"{name:13} {figures}  ({rate.right} of {rate.found}; {rate.wanted} wanted)"
    yield "confidence from   precision  coverage  wrong source"
    for least in _CONFIDENCES:
        rates = measure([score_story(story, least=least) for story in stories], least=least)
        linked, wrong = rates["linked"], rates["wrong source"]
        yield f"{least:15} {linked.precision:11.1f} {linked.recall:9.1f} {wrong.precision:13.1f}"


def _mistakes(outcome: Outcome) -> Iterator[str]:
    """Tell what went wrong in a story, in the order of its gold."""
    story, analysis = outcome.story, outcome.analysis
    rows = {link.row: link.found for link in outcome.linked}
    near = {link.row: link.found for link in outcome.detected}
    for number, row in enumerate(story.rows):
        where = f"{story.name}.gold:{row.line}"
        told = f"{_quote(story, row.source)} | {_quote(story, row.cue)} | {_brief(story, row.content)}"
        if number not in rows:
            other = ""
            if number in near:
                one = analysis.attributions[near[number]]
                other = f"  FOUND {_quote(story, one.source)} ({one.rule})"
            yield f"{where}: missed: {told}{other}"
            continue
        one = analysis.attributions[rows[number]]
        entity = analysis.entity_of(one)
        if row.source and (entity is None or entity.type is not row.type):
            yield f"{where}: type {row.type}, found {entity and entity.type}: {told}"
        if row.source and not is_canonical(row, entity and entity.canonical):
            yield f"{where}: name {row.who}, found {entity and entity.canonical}: {told}"
        if row.stance is not one.stance:
            yield f"{where}: stance {row.stance}, found {one.stance}: {told}"
        parent = None if row.parent is None else rows.get(row.parent, -1)
        if parent != one.parent:
            yield f"{where}: parent {row.parent}, found {one.parent}: {told}"
    for link in sorted(outcome.linked):
        row, one = story.rows[link.row], analysis.attributions[link.found]
        verdicts = compare(outcome._replace(linked=[link]))
        if any(name == "role" and not good and (a or b) for name, good, a, b in verdicts):
            yield f"{story.name}.gold:{row.line}: role {row.role}, found {role_of(outcome, one)}"
    taken = {link.found for link in outcome.linked}
    for index, one in enumerate(analysis.attributions):
        if index not in taken:
            told = f"{_quote(story, one.source)} | {_quote(story, one.cue)}"
            yield f"{story.name}: extra ({one.rule}, {one.confidence}): {told} | {_brief(story, one.content)}"
    for key in sorted(found_credits(analysis) ^ story.credits):
        side = "missed" if key in story.credits else "extra"
        yield f"{story.name}: {side} credit: {key}"


def _quote(story: Story, spans: Spans) -> str:
    return " + ".join(story.text[start:end].replace("\n", " ") for start, end in spans)


def _brief(story: Story, spans: Spans) -> str:
    text = _quote(story, spans)
    return text if len(text) <= 70 else f"{text[:35]} ... {text[-30:]}"


if __name__ == "__main__":
    sys.exit(main())

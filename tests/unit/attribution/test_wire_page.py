"""A saved page of two wire stories: chains, roles, hearsay, governments, credits, bare facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.attribution import attribute
from newstui.model.attribution import SourceType, Stance
from newstui.text.page import split_page

if TYPE_CHECKING:
    from newstui.model.attribution import Analysis
    from newstui.text.page import PageStory

PAGE = """Rebels leave mountain town after week of shelling

Geneva: Rebel fighters have left the mountain town of Tarsk in the face of a sudden government \
push that is still gathering speed, leading some to hope that the long siege is over, media \
reports said.

Valdia’s army intelligence said whole companies of rebels had dropped their rifles rather than \
face tanks coming up from the valley because “they know nobody is coming for them”, Morning \
Courier reported.

Danilo Reska, advisor to Valdian President Tomasz Verenko, said the army has taken so many \
prisoners since the weekend that it is short of beds for them – with army intelligence \
spokesman Ilya Marsh adding that “dozens” of officers were in the camps, Morning Courier reported.

Meanwhile, rebels around the northern mines were said to be asking for terms having apparently \
run short of bread – though little is known of the front amid a ban on reporters imposed by Valdia.

In a speech before dawn, Verenko said Valdian troops had taken back 900 square kilometres in the \
north and west since the start of May – an area about the size of Berlin – as he called on \
neighbouring states to send more trucks to help hold the roads.

Verenko described the shelling as “the last noise of those who lost”.

Foreign minister given leave to attend Oslo talks

Foreign Minister Anton Belov and members of his delegation have been given leave to attend the \
peace talks, a Russian news agency reported, citing the transport ministry.

Russia has for months criticised Norway for not letting members of the delegation attend the \
second round of the talks, which opened in Oslo on May 9.

“Today, permits were handed to Belov and to most of those who will go with him,” Interfax quoted \
the transport ministry as saying.

Moscow has accused Norway of trying to keep it out of the talks by sitting on its papers. The \
main sessions of the talks begin next week.

The Kremlin earlier said Norway was “breaking its word” by not giving papers to the whole \
delegation and said it was looking for ways to hold both Norway and its allies to account.

Images courtesy of (Photo courtesy: valley-press.example) and (Photo courtesy: Flickr)

Share this post"""

Row = tuple[str, str, SourceType, str, int | None]
"""Source as printed, its canonical name, its type, how its content begins, its parent."""

SIEGE: list[Row] = [
    ("media reports", "media reports", SourceType.OUTLET, "Rebel fighters have left", None),
    ("Morning Courier", "Morning Courier", SourceType.OUTLET, "Valdia’s army intelligence", None),
    (
        "Valdia’s army intelligence",
        "Valdia’s army intelligence",
        SourceType.ORGANISATION,
        "whole companies of rebels",
        1,
    ),
    ("Morning Courier", "Morning Courier", SourceType.OUTLET, "Danilo Reska, advisor", None),
    (
        "Danilo Reska, advisor to Valdian President Tomasz Verenko",
        "Danilo Reska",
        SourceType.PERSON,
        "the army has taken",
        3,
    ),
    (
        "army intelligence spokesman Ilya Marsh",
        "Ilya Marsh",
        SourceType.PERSON,
        "that “dozens” of officers",
        3,
    ),
    ("", "", SourceType.UNKNOWN, "rebels around the northern mines", None),
    ("Verenko", "Tomasz Verenko", SourceType.PERSON, "Valdian troops had taken back", None),
    ("he", "Tomasz Verenko", SourceType.PERSON, "neighbouring states to send", None),
    ("Verenko", "Tomasz Verenko", SourceType.PERSON, "the shelling as “the last", None),
]
TALKS: list[Row] = [
    (
        "a Russian news agency",
        "Russian news agency",
        SourceType.AGENCY,
        "Foreign Minister Anton Belov and",
        None,
    ),
    (
        "the transport ministry",
        "transport ministry",
        SourceType.GOVERNMENT,
        "Foreign Minister Anton Belov and",
        0,
    ),
    ("Russia", "Russia", SourceType.GOVERNMENT, "Norway for not letting", None),
    ("Interfax", "Interfax", SourceType.AGENCY, "“Today, permits were handed", None),
    (
        "the transport ministry",
        "transport ministry",
        SourceType.GOVERNMENT,
        "“Today, permits were handed",
        3,
    ),
    ("Moscow", "Moscow", SourceType.GOVERNMENT, "Norway of trying to keep it out", None),
    ("The Kremlin", "Kremlin", SourceType.GOVERNMENT, "Norway was “breaking its word”", None),
    ("The Kremlin", "Kremlin", SourceType.GOVERNMENT, "it was looking for ways", None),
]


@pytest.fixture(scope="module")
def stories() -> tuple[PageStory, ...]:
    return split_page(PAGE)


def _rows(story: PageStory, analysis: Analysis, expected: list[Row]) -> list[Row]:
    rows: list[Row] = []
    for index, found in enumerate(analysis.attributions):
        entity = analysis.entity_of(found)
        content = story.body[found.content[0][0] :]
        begins = expected[index][3] if index < len(expected) else ""
        rows.append(
            (
                " ".join(story.body[start:end] for start, end in found.source),
                entity.canonical if entity else "",
                analysis.type_of(found),
                content[: len(begins)],
                found.parent,
            )
        )
    return rows


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param(0, SIEGE, id="siege"),
        pytest.param(1, TALKS, id="talks"),
    ],
)
def test_every_attribution_of_a_story_is_found_and_no_other(
    stories: tuple[PageStory, ...], number: int, expected: list[Row]
) -> None:
    story = stories[number]
    assert _rows(story, attribute(story.body), expected) == expected


def test_roles_are_given_in_full(stories: tuple[PageStory, ...]) -> None:
    roles = {entity.canonical: entity.roles for entity in attribute(stories[0].body).entities}
    assert roles["Danilo Reska"] == ("advisor to Valdian President Tomasz Verenko",)
    assert roles["Ilya Marsh"] == ("army intelligence spokesman",)
    assert roles["Tomasz Verenko"] == ("Valdian President",)


def test_what_nobody_is_named_for_is_hearsay(stories: tuple[PageStory, ...]) -> None:
    (hearsay,) = (one for one in attribute(stories[0].body).attributions if not one.source)
    assert hearsay.stance is Stance.HEARSAY


def test_a_bare_fact_is_attributed_to_nobody(stories: tuple[PageStory, ...]) -> None:
    body = stories[1].body
    fact = body.index("The main sessions of the talks")
    contents = [span for one in attribute(body).attributions for span in one.content]
    assert not any(start <= fact < end for start, end in contents)


def test_both_photo_credits_are_kept_and_are_no_sources(stories: tuple[PageStory, ...]) -> None:
    photos = [credit.names for credit in stories[-1].credits]
    assert photos == [("valley-press.example",), ("Flickr",)]
    assert attribute(stories[0].body).dateline is not None

from __future__ import annotations

import pytest

from newstui.attribution import attribute


def _chain(text: str) -> list[tuple[str, str, int | None]]:
    return [
        (
            " … ".join(text[start:end] for start, end in found.source),
            " … ".join(text[start:end] for start, end in found.content),
            found.parent,
        )
        for found in attribute(text).attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The navy said two boats sank, the Harbour Post reported.",
            [
                ("the Harbour Post", "The navy said two boats sank", None),
                ("The navy", "two boats sank", 0),
            ],
        ),
        (
            "Two boats sank, a news agency reported, citing the navy.",
            [
                ("a news agency", "Two boats sank", None),
                ("the navy", "Two boats sank", 0),
            ],
        ),
        (
            "The agency reported that two boats sank, citing the navy.",
            [
                ("The agency", "that two boats sank", None),
                ("the navy", "that two boats sank", 0),
            ],
        ),
        (
            "“Two boats sank,” Interfax quoted the navy as saying.",
            [
                ("Interfax", "“Two boats sank,”", None),
                ("the navy", "“Two boats sank,”", 0),
            ],
        ),
        (
            "Interfax quoted the navy as saying that two boats sank.",
            [
                ("Interfax", "that two boats sank", None),
                ("the navy", "that two boats sank", 0),
            ],
        ),
        (
            "The navy was quoted as saying that two boats sank.",
            [("The navy", "that two boats sank", None)],
        ),
        (
            "The navy was quoted by Interfax as saying that two boats sank.",
            [
                ("The navy", "that two boats sank", 1),
                ("Interfax", "that two boats sank", None),
            ],
        ),
        (
            "Kern said that the navy denied that two boats sank.",
            [
                ("Kern", "that the navy denied that two boats sank", None),
                ("the navy", "that two boats sank", 0),
            ],
        ),
        (
            "Kern rejected Adler's claim that two boats sank.",
            [
                ("Kern", "Adler's claim that two boats sank", None),
                ("Adler", "that two boats sank", 0),
            ],
        ),
    ],
)
def test_a_source_known_through_another_hangs_from_it(
    text: str, expected: list[tuple[str, str, int | None]]
) -> None:
    assert _chain(text) == expected


def test_two_reports_side_by_side_hang_from_nothing() -> None:
    text = "The navy said two boats sank. The Harbour Post reported that three had sunk."
    assert [parent for _, _, parent in _chain(text)] == [None, None]


WIRE_STORY = """Harbour reopens after storm

Split: The harbour has reopened after the worst storm in years, leading sailors to hope for a \
quiet winter, media reports said.

Hvar's coast guard said dozens of ferries had stayed in port because “no captain would sail \
into that”, the Harbour Post reported.

Pavel Kern, adviser to Croatian Transport Minister Mara Stein, said the line has so few ropes \
left that it is borrowing some – with coast guard spokesman Tom Holm adding that “many” \
captains had lent theirs, the Harbour Post reported.

Meanwhile, crews in the south were said to be waiting for fuel – though news is sparse.

Stein said the state had paid for 40 new ropes – as she called on towns to help.

(Photo courtesy: Vera Lund)
"""


def test_a_story_of_chains_comes_out_whole() -> None:
    analysis = attribute(WIRE_STORY)
    found = [
        (analysis.entity_of(each), each.parent) for each in analysis.attributions if each.source
    ]
    assert [(entity.canonical if entity else None, parent) for entity, parent in found] == [
        ("media reports", None),
        ("Harbour Post", None),
        ("Hvar's coast guard", 1),
        ("Harbour Post", None),
        ("Pavel Kern", 3),
        ("Tom Holm", 3),
        ("Mara Stein", None),
        ("Mara Stein", None),
    ]
    roles = {entity.canonical: entity.roles for entity in analysis.entities}
    assert roles["Pavel Kern"] == ("adviser to Croatian Transport Minister Mara Stein",)
    assert roles["Tom Holm"] == ("coast guard spokesman",)
    assert roles["Mara Stein"] == ("Croatian Transport Minister",)
    assert analysis.dateline is not None
    assert analysis.dateline.place == "Split"
    assert [credit.names for credit in analysis.credits] == [("Vera Lund",)]


def test_the_dateline_is_no_part_of_a_content() -> None:
    first = attribute(WIRE_STORY).attributions[0]
    assert WIRE_STORY[first.content[0][0] :].startswith("The harbour has reopened")

"""Datelines are found at the start of a story only, and labels and speakers are not."""

from __future__ import annotations

import pytest

from newstui.text.page import find_dateline


@pytest.mark.parametrize(
    ("text", "place", "date", "agency", "printed"),
    [
        ("Oslo: The port reopened.", "Oslo", "", "", "Oslo:"),
        ("OSLO — The port reopened.", "OSLO", "", "", "OSLO —"),
        ("Kyiv (Reuters) - Rain fell.", "Kyiv", "", "Reuters", "Kyiv (Reuters) -"),
        ("RIGA, May 3 (AFP) – Rain.", "RIGA", "May 3", "AFP", "RIGA, May 3 (AFP) –"),
        (
            "New Delhi [India], September 14 (ANI): The bench ruled.",
            "New Delhi [India]",
            "September 14",
            "ANI",
            "New Delhi [India], September 14 (ANI):",
        ),
        ("PUNE, Sept 12 (PTI) The bench ruled.", "PUNE", "Sept 12", "PTI", "PUNE, Sept 12 (PTI)"),
        ("GENEVA/LONDON -- The body met.", "GENEVA/LONDON", "", "", "GENEVA/LONDON --"),
        ("Hvar, Croatia — A ferry sank.", "Hvar, Croatia", "", "", "Hvar, Croatia —"),
        ("HOLM, Ill. (AP) — Snow.", "HOLM, Ill.", "", "AP", "HOLM, Ill. (AP) —"),
        ("(AP) — “Snow,” they said.", "", "", "AP", "(AP) —"),
        (
            "EEL QUAY, Nov. 21 (Shore Wire) — Rain.",
            "EEL QUAY",
            "Nov. 21",
            "Shore Wire",
            "EEL QUAY, Nov. 21 (Shore Wire) —",
        ),
        ("EEL QUAY (Shore Wire) — Rain.", "EEL QUAY", "", "Shore Wire", "EEL QUAY (Shore Wire) —"),
        ("Bern, 12 May 2026 – A.", "Bern", "12 May 2026", "", "Bern, 12 May 2026 –"),
        ("By Ana Ruiz\n\nLima: The port reopened.", "Lima", "", "", "Lima:"),
    ],
)  # fmt: skip
def test_a_dateline_is_read(text: str, place: str, date: str, agency: str, printed: str) -> None:
    dateline = find_dateline(text)
    assert dateline is not None
    assert (dateline.place, dateline.date, dateline.agency) == (place, date, agency)
    assert text[slice(*dateline.span)] == printed


@pytest.mark.parametrize(
    "text",
    [
        "Pune (PTI) The bench ruled.",
        "Pune, Sept 12 The bench ruled.",
        "",
        "Analysis: The port is late.",
        "WATCH: The ferry sinks.",
        "Ivo Lenz: The port is late.",
        "Oslo: “The port is late,” he said.",
        "Oslo: we deny it",
        "NATO: The alliance met.",
        "UNICEF — The agency met.",
        "Oslo-based firms said so.",
        "Oslo is cold - very cold.",
        "The result: Nobody won.",
        "May Orr — The mayor — resigned.",
        "The port reopened on Monday after a week.\n\nOslo: The port reopened.",
    ],
)
def test_what_is_no_dateline_is_none(text: str) -> None:
    assert find_dateline(text) is None

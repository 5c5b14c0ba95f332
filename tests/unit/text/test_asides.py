"""What comes with a story is told in words, and leads only where a browser may be sent."""

from __future__ import annotations

import pytest

from newstui.model.attribution import Credit, CreditKind
from newstui.model.media import Contributor, Enclosure, Picture, Republished
from newstui.model.story import Entry
from newstui.text.asides import entry_credits, list_asides, shown_size, write_asides
from newstui.text.clean import NOTHING, clean_line


def picture(caption: str = "", credit: str = "", name: str = "pier") -> Picture:
    return Picture(
        url=f"https://pics.example/{name}.jpg",
        caption=clean_line(caption),
        credit=clean_line(credit),
        alt=NOTHING,
    )


ENTRY = Entry(
    title=clean_line("Pier closes"),
    pictures=(picture("The [old] pier", "A. Ruiz/Northern Wire"), picture(name="thumb")),
    enclosures=(
        Enclosure(
            url="https://pods.example/1.mp3", type="audio/mpeg", length=12_300_000, title=NOTHING
        ),
        Enclosure(url="javascript:alert(1)", title=clean_line("Notes")),
    ),
    contributors=(
        Contributor(name=clean_line("Jo Hill"), role=clean_line("editor")),
        Contributor(name=clean_line("A. Ruiz/Northern Wire"), role=clean_line("photographer")),
    ),
    reply_to="tag:news.example,2026:7",
    via=Republished(title=clean_line("Harbour Post"), url="https://post.example/feed"),
)


def test_everything_of_which_something_is_said_is_listed() -> None:
    assert write_asides(ENTRY).splitlines() == [
        "With this story:",
        "- from Harbour Post: https://post.example/feed",
        "- in reply to tag:news.example,2026:7",
        "- editor: Jo Hill",
        "- picture: The [old] pier (credit: A. Ruiz/Northern Wire): https://pics.example/pier.jpg",
        "- file (audio/mpeg, 12.3 MB): https://pods.example/1.mp3",
        "- file: Notes: javascript:alert(1)",
    ]


def test_as_markdown_they_are_links_unless_that_would_act() -> None:
    lines = write_asides(ENTRY, as_markdown=True).splitlines()
    assert lines[0] == "## With this story"
    assert (
        r"- [picture: The \[old] pier (credit: A. Ruiz/Northern Wire)]"
        "(<https://pics.example/pier.jpg>)"
    ) in lines
    assert lines[-1] == "- file: Notes: javascript:alert(1)"


def test_a_story_that_brings_nothing_has_no_list() -> None:
    entry = Entry(title=clean_line("Calm"), pictures=(picture(),))
    assert (list_asides(entry), write_asides(entry)) == ((), "")


@pytest.mark.parametrize(
    ("printed", "names", "outlet"),
    [
        ("A. Ruiz/Northern Wire", ("A. Ruiz",), "Northern Wire"),
        ("Photo: Lena Orr", ("Lena Orr",), ""),
        ("Lena Orr", ("Lena Orr",), ""),
    ],
)
def test_the_credit_of_a_picture_is_read_whether_it_says_so_or_only_names(
    printed: str, names: tuple[str, ...], outlet: str
) -> None:
    (credit,) = entry_credits(
        Entry(title=NOTHING, pictures=(picture(credit=printed), picture("At dusk", printed)))
    )
    assert credit == Credit(kind=CreditKind.PHOTO, text=printed, names=names, outlet=outlet)


def test_a_credit_too_long_to_be_read_is_kept_as_printed() -> None:
    printed = "someone " * 40 + "at the pier!"
    (credit,) = entry_credits(Entry(title=NOTHING, pictures=(picture(credit=printed),)))
    assert (credit.text, credit.names) == (printed, (printed,))


@pytest.mark.parametrize(
    ("length", "shown"), [(812, "812 bytes"), (1_000, "1.0 kB"), (2_500_000_000, "2.5 GB")]
)
def test_sizes_are_told_in_units_people_use(length: int, shown: str) -> None:
    assert shown_size(length) == shown

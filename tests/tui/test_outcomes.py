"""What became of several places is told in one line that contradicts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.errors import PlaceError
from newstui.formats.discovery import FoundFeed
from newstui.model.feed import Feed, FeedKind
from newstui.newsroom.subscribing import Added, SeveralFeedsError
from newstui.text.clean import clean_line
from newstui.tui.keymap import DEFAULT_KEYMAP
from newstui.tui.outcomes import Outcomes

if TYPE_CHECKING:
    from newstui.tui.outcomes import Outcome


def added(title: str, *, is_new: bool = True, warning: str = "", out: str = "") -> Added:
    feed = Feed(id=1, place="https://x.example/", kind=FeedKind.WEB, title=clean_line(title))
    warnings = (clean_line(warning),) if warning else ()
    left_out = tuple(map(clean_line, filter(None, out.split(","))))
    return Added(feed=feed, is_new=is_new, stories=2 * is_new, warnings=warnings, left_out=left_out)


GONE = PlaceError("https://gone.example/", "404 Not Found; it was not added")
SITE = SeveralFeedsError(
    clean_line("https://site.example/"),
    [FoundFeed(address=f"https://site.example/{name}") for name in "ab"],
)


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        ([added("A")], "added A, 2 new stories · U undoes"),
        ([added("A"), added("B")], "added A, B, 4 new stories · U undoes B first"),
        (
            [added("A"), added("y" * 50)],
            f"added A, {'y' * 50}, 4 new stories · U undoes {'y' * 29}~ first",
        ),
        (
            [added("A", out="a is a link,b is a pipe")],
            "left out: a is a link, and 1 more · added A, 2 new stories · U undoes",
        ),
        ([SITE], "2 feeds found at https://site.example/ · + chooses"),
        (
            [added("A"), GONE, SITE, added("B", is_new=False)],
            (
                "https://gone.example/: 404 Not Found; it was not added"
                " · 2 feeds found at https://site.example/ · B is subscribed already"
                " · added A, 2 new stories · U undoes · + chooses"
            ),
        ),
    ],
)
def test_every_outcome_is_told_by_its_name(outcomes: list[Outcome], told: str) -> None:
    assert "".join(Outcomes(outcomes).tell(DEFAULT_KEYMAP, "~")) == told


@pytest.mark.parametrize(
    ("outcome", "is_wrong"),
    [(added("A"), False), (SITE, False), (GONE, True), (added("A", warning="A: is cut"), True)],
)
def test_what_was_not_added_in_full_is_an_error(outcome: Outcome, *, is_wrong: bool) -> None:
    assert Outcomes([added("B"), outcome]).are_wrong is is_wrong

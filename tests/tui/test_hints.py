"""The bottom line shows whole hints only, and the way out among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.geometry import Size

from newstui.text.clean import clean_line
from newstui.tui.actions import RULES
from newstui.tui.panes.hints import HintLine, most_important
from newstui.tui.screens.choosing import ChoosingScreen
from newstui.tui.screens.help import HelpScreen
from newstui.tui.screens.queries import QueriesScreen
from newstui.tui.status import StatusLine

if TYPE_CHECKING:
    from textual.screen import Screen

HINTS = [
    (clean_line(key), clean_line(does)) for key, does in (("a", "b"), ("c", "dddd"), ("e", "f"))
]


@pytest.mark.parametrize(
    ("room", "keys"), [(18, "ace"), (17, "ae"), (13, "ae"), (9, "e"), (5, "e"), (4, "")]
)
def test_as_many_hints_as_have_room_are_shown_whole(room: int, keys: str) -> None:
    assert "".join(key for key, _ in most_important(HINTS, room)) == keys


def test_what_has_no_room_leaves_it_to_what_is_shorter() -> None:
    assert most_important([HINTS[1], HINTS[0], HINTS[2]], 12) == [HINTS[0], HINTS[2]]
    assert most_important([], 12) == []


@pytest.mark.parametrize(
    ("screen", "shown"),
    [
        (
            ChoosingScreen(clean_line("links"), (), StatusLine(), copy=lambda _index: None),
            " Enter choose  y copy  Esc back",
        ),
        (
            QueriesScreen((), lambda _does, _one: None, StatusLine()),
            " Enter list  e rename  Esc back",
        ),
        (HelpScreen(RULES, StatusLine()), " j k scroll  any other key goes back"),
    ],
    ids=["choosing", "queries", "help"],
)
def test_a_narrow_screen_ends_with_the_way_out(screen: Screen[Any], shown: str) -> None:
    (line,) = (one for one in screen.compose() if isinstance(one, HintLine))
    line.inside = Size(38, 1)
    assert line.line(0).text.rstrip() == shown

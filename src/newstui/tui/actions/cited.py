"""What is done with the most cited sources."""

from __future__ import annotations

from typing import Final

from newstui.tui.actions.model import CITED, Action

CITED_ACTIONS: Final = (
    Action(
        "list_cited",
        ("enter", "l"),
        "stories",
        "List the stories that cite the source.",
        panes=(CITED,),
        hint=(CITED,),
        palette=False,
    ),
    Action(
        "next_period",
        ("p",),
        "period",
        "Count the sources of another period.",
        panes=(CITED,),
        hint=(CITED,),
        palette=False,
    ),
    Action(
        "previous_period",
        ("P",),
        "period before",
        "Count the sources of the period before that.",
        panes=(CITED,),
        palette=False,
    ),
    Action(
        "next_type",
        ("t",),
        "type",
        "Count another type of sources alone.",
        panes=(CITED,),
        hint=(CITED,),
        palette=False,
    ),
    Action(
        "previous_type",
        ("T",),
        "type before",
        "Count the type of sources before that.",
        panes=(CITED,),
        palette=False,
    ),
    Action(
        "find_cited",
        ("/",),
        "find",
        "Find sources by a part of their name.",
        panes=(CITED,),
        hint=(CITED,),
        palette=False,
    ),
    Action(
        "clear_cited",
        ("escape",),
        "clear",
        "Show all names again where they are narrowed, else go back to the stories.",
        panes=(CITED,),
        palette=False,
    ),
    Action(
        "leave_cited",
        ("q", "h", "S", "Q", "ctrl+q"),
        "back",
        "Go back to the stories.",
        panes=(CITED,),
        hint=(CITED,),
        palette=False,
    ),
)

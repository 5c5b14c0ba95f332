"""Refreshing, moving about, and the program itself."""

from __future__ import annotations

from typing import Final

from newstui.tui.actions.model import (
    EVERYWHERE,
    FEEDS,
    HEADLINES,
    OF_A_STORY,
    PANES,
    READING,
    RULES,
    SOURCES,
    STORY,
    Action,
)

PROGRAM_ACTIONS: Final = (
    Action(
        "narrow",
        ("/", "F"),
        "narrow",
        "Narrow the headlines as you type: words, is:unread, feed:name, folder:F, cites:name.",
        panes=(FEEDS, HEADLINES, SOURCES),
        hint=(HEADLINES,),
    ),
    Action(
        "narrow_from_story",
        ("F",),
        "narrow",
        "Narrow the headlines as you type.",
        panes=(STORY,),
        palette=False,
    ),
    Action(
        "find",
        ("/",),
        "find",
        "Find words in the story as you type; then {next_unread} and {previous_match} step,"
        " {escape} ends it.",
        panes=(STORY,),
        hint=(STORY,),
    ),
    Action("show_all", (), "all stories", "Show all stories again, or those from before."),
    Action(
        "saved_queries",
        ("f",),
        "saved queries",
        "Choose among the saved queries: list one's stories, rename, change or remove it.",
        panes=READING,
    ),
    Action(
        "save_query",
        (),
        "save query",
        "Save the query the headlines are narrowed by, under a name ({undo} undoes).",
    ),
    Action(
        "refresh_feed",
        ("r",),
        "refresh feed",
        "Fetch this story's feed again.",
        panes=OF_A_STORY,
    ),
    Action(
        "refresh_all",
        ("R",),
        "refresh all",
        "Fetch every feed again.",
        hint=(HEADLINES,),
        keeps=True,
    ),
    Action(
        "stop_refresh", ("X",), "stop", "Stop fetching, adding and preparing; what has come stays."
    ),
    Action("show_arrivals", (".",), "show new", "Put the stories that have arrived into the list."),
    Action(
        "half_page_down",
        ("ctrl+d",),
        "half a page down",
        "Go down half a page.",
        panes=EVERYWHERE,
        palette=False,
    ),
    Action(
        "half_page_up",
        ("ctrl+u",),
        "half a page up",
        "Go up half a page.",
        panes=EVERYWHERE,
        palette=False,
    ),
    Action(
        "page_down",
        ("pagedown", "ctrl+f"),
        "page down",
        "Go down a page.",
        panes=EVERYWHERE,
        palette=False,
    ),
    Action(
        "page_up", ("pageup", "ctrl+b"), "page up", "Go up a page.", panes=EVERYWHERE, palette=False
    ),
    Action(
        "top",
        ("gg", "home"),
        "top",
        "Go to the top; 40{top} to the fortieth.",
        panes=EVERYWHERE,
        palette=False,
    ),
    Action("bottom", ("G", "end"), "bottom", "Go to the bottom.", panes=EVERYWHERE, palette=False),
    Action("next_pane", ("tab",), "next pane", "Go to the next pane.", palette=False),
    Action(
        "previous_pane", ("shift+tab",), "previous pane", "Go to the previous pane.", palette=False
    ),
    Action("sidebar", ("B",), "feeds", "Show the feeds, or hide them.", hint=(HEADLINES,)),
    Action("pane_0", ("alt+0",), "to the feeds", "Go to the feeds.", palette=False),
    Action("pane_1", ("alt+1",), "headlines", "Go to the headlines."),
    Action("pane_2", ("alt+2",), "story", "Go to the story."),
    Action("pane_3", ("alt+3",), "sources", "Go to the sources.", palette=False),
    Action(
        "reading_view",
        ("z",),
        "story alone",
        "Show the story alone; again or {escape}: all panes.",
    ),
    Action(
        "escape",
        ("escape",),
        "clear, back",
        "Clear what is narrowed, highlighted or half typed, then go back; never quits.",
        palette=False,
    ),
    Action("theme_dark", (), "theme: dark", "Light letters on a dark ground."),
    Action("theme_light", (), "theme: light", "Dark letters on a light ground."),
    Action(
        "theme_contrast", (), "theme: high contrast", "Colours as far apart as can be, on black."
    ),
    Action("theme_terminal", (), "theme: terminal", "The terminal's own colours."),
    Action(
        "help", ("?",), "help", "Explain this pane and its keys.", panes=EVERYWHERE, hint=EVERYWHERE
    ),
    Action("tour", ("T",), "tour", "Take the two-minute tour, on samples; nothing is kept."),
    Action(
        "palette",
        ("ctrl+p", ":"),
        "palette",
        "Find any command by name.",
        panes=(*PANES, RULES),
        palette=False,
    ),
    Action("redraw", ("ctrl+l",), "redraw", "Draw the whole screen again."),
    Action(
        "suspend",
        ("ctrl+z",),
        "suspend",
        "Put newstui in the background; the shell's fg brings it back.",
    ),
    Action("quit", ("Q", "ctrl+c", "ctrl+q"), "quit", "Quit; everything is kept."),
)

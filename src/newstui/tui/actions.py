"""Everything a key can do, as one table: keys, palette, bottom line and help come from it.

A row's `name` is carried out by the method `do_<name>(count)` of the focused pane, else of the
screen's own controllers. They are not Textual's `action_` methods, which markup could call.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

HEADLINES: Final = "headlines"
STORY: Final = "story"
SOURCES: Final = "sources"
PANES: Final = (HEADLINES, STORY, SOURCES)
_READING: Final = (HEADLINES, STORY)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the reader can do."""

    name: str
    keys: tuple[str, ...]
    """As typed; several characters are typed one after the other ("gg")."""
    label: str
    """Two or three words, for the bottom line and the palette."""
    help: str
    """One sentence, for the help screen."""
    panes: tuple[str, ...] = PANES
    """Where its keys work."""
    hint: tuple[str, ...] = ()
    """Panes whose bottom line shows it."""
    palette: bool = True


ACTIONS: Final = (
    Action(
        "open_story",
        ("enter", "l", "right"),
        "open",
        "Open the story and mark it read.",
        panes=(HEADLINES,),
        hint=(HEADLINES,),
    ),
    Action(
        "follow",
        ("enter",),
        "show passage",
        "Show the passage in the story.",
        panes=(SOURCES,),
        hint=(SOURCES,),
    ),
    Action(
        "back_or_quit",
        ("q",),
        "back",
        "Go back; from the headlines, quit.",
        hint=(STORY, SOURCES),
        palette=False,
    ),
    Action(
        "back",
        ("h", "left", "backspace"),
        "back",
        "Go back to the headlines.",
        panes=(STORY,),
    ),
    Action(
        "next",
        ("j", "down"),
        "next",
        "Go to the next headline, line or source; 5j goes five.",
        palette=False,
    ),
    Action(
        "previous",
        ("k", "up"),
        "previous",
        "Go to the previous headline, line or source.",
        palette=False,
    ),
    Action(
        "next_unread",
        ("n",),
        "next unread",
        "Go to the next unread story.",
        panes=_READING,
        hint=(HEADLINES,),
    ),
    Action(
        "previous_unread",
        ("p",),
        "previous unread",
        "Go to the previous unread story.",
        panes=_READING,
    ),
    Action("next_story", ("J",), "next story", "Open the next story of the list.", hint=(STORY,)),
    Action("previous_story", ("K",), "previous story", "Open the previous story of the list."),
    Action(
        "page_on",
        ("space",),
        "page on",
        "Page through the story, then open the next unread one.",
        panes=_READING,
    ),
    Action(
        "next_passage",
        ("]", ")"),
        "next passage",
        "Go to the next attributed passage of the story.",
        hint=(STORY,),
    ),
    Action(
        "previous_passage",
        ("[", "("),
        "previous passage",
        "Go to the previous attributed passage of the story.",
    ),
    Action(
        "sources",
        ("a",),
        "sources",
        "Go to the sources pane; there, go back to the story.",
        hint=(HEADLINES, STORY),
    ),
    Action(
        "unfold",
        ("l", "right"),
        "unfold",
        "Show the passages of the source.",
        panes=(SOURCES,),
        palette=False,
    ),
    Action(
        "fold",
        ("h", "left"),
        "fold",
        "Hide the passages of the source.",
        panes=(SOURCES,),
        hint=(SOURCES,),
        palette=False,
    ),
    Action(
        "bookmark",
        ("b",),
        "bookmark",
        "Bookmark the story with a full copy on disk, or take the bookmark off.",
        hint=PANES,
    ),
    Action(
        "toggle_read", ("m", "N"), "read/unread", "Mark the story read, or unread again (U undoes)."
    ),
    Action(
        "open_browser", ("o",), "browser", "Open the story's page in the browser.", hint=(STORY,)
    ),
    Action(
        "open_browser_read",
        ("O",),
        "browser, mark read",
        "Open the story's page in the browser and mark the story read.",
    ),
    Action(
        "links", ("u",), "links", "Go to the links of the story; 5u opens the fifth in the browser."
    ),
    Action(
        "full_text",
        ("d",),
        "full text",
        "Read the story's page in full; again, show what its feed carries.",
        hint=(STORY,),
    ),
    Action(
        "read_ahead",
        ("D",),
        "read pages ahead",
        "Read the pages of the unread stories listed, as for going offline; 20D of the next 20.",
    ),
    Action(
        "changes",
        ("v",),
        "changes",
        "Show how the story was changed, word by word; 2v the change before.",
    ),
    Action("copy_link", ("y",), "copy link", "Copy the story's link."),
    Action(
        "copy_citation",
        ("c",),
        "copy citation",
        "Copy headline, outlet, date and link; in the sources, the passage with its source.",
    ),
    Action(
        "mark_feed_read",
        ("A",),
        "mark feed read",
        "Mark every story of this story's feed read (U undoes).",
    ),
    Action("mark_all_read", ("C",), "mark all read", "Mark every story read (U undoes)."),
    Action("undo", ("U",), "undo", "Take the last change back."),
    Action(
        "narrow",
        ("/", "F"),
        "narrow",
        "Narrow the headlines as you type: words, is:unread, is:bookmarked, feed:name.",
        hint=(HEADLINES,),
    ),
    Action("refresh_feed", ("r",), "refresh feed", "Fetch this story's feed again."),
    Action("refresh_all", ("R",), "refresh all", "Fetch every feed again.", hint=(HEADLINES,)),
    Action("stop_refresh", ("X",), "stop refresh", "Stop fetching; what has come stays."),
    Action("show_arrivals", (".",), "show new", "Put the stories that have arrived into the list."),
    Action(
        "half_page_down", ("ctrl+d",), "half a page down", "Go down half a page.", palette=False
    ),
    Action("half_page_up", ("ctrl+u",), "half a page up", "Go up half a page.", palette=False),
    Action("page_down", ("pagedown", "ctrl+f"), "page down", "Go down a page.", palette=False),
    Action("page_up", ("pageup", "ctrl+b"), "page up", "Go up a page.", palette=False),
    Action("top", ("gg", "home"), "top", "Go to the top; 40gg to the fortieth.", palette=False),
    Action("bottom", ("G", "end"), "bottom", "Go to the bottom.", palette=False),
    Action("next_pane", ("tab",), "next pane", "Go to the next pane.", palette=False),
    Action(
        "previous_pane", ("shift+tab",), "previous pane", "Go to the previous pane.", palette=False
    ),
    Action("pane_1", ("alt+1",), "headlines", "Go to the headlines."),
    Action("pane_2", ("alt+2",), "story", "Go to the story."),
    Action("pane_3", ("alt+3",), "sources", "Go to the sources.", palette=False),
    Action("reading_view", ("z",), "story alone", "Show the story alone, or all panes again."),
    Action(
        "escape",
        ("escape",),
        "clear, back",
        "Clear what is narrowed or half typed, then go back; never quits.",
        palette=False,
    ),
    Action("theme_dark", (), "theme: dark", "Light letters on a dark ground."),
    Action("theme_light", (), "theme: light", "Dark letters on a light ground."),
    Action("theme_terminal", (), "theme: terminal", "The terminal's own colours."),
    Action("help", ("?",), "help", "Show the keys of this pane.", hint=PANES),
    Action("palette", ("ctrl+p", ":"), "palette", "Find any command by name.", palette=False),
    Action("redraw", ("ctrl+l",), "redraw", "Draw the whole screen again."),
    Action(
        "suspend",
        ("ctrl+z",),
        "suspend",
        "Put newstui in the background; the shell's fg brings it back.",
    ),
    Action("quit", ("Q", "ctrl+c", "ctrl+q"), "quit", "Quit; everything is kept."),
)


def actions_of(pane: str) -> tuple[Action, ...]:
    """List what can be done in one pane, in the table's order."""
    return tuple(action for action in ACTIONS if pane in action.panes)


def hints_of(pane: str) -> tuple[Action, ...]:
    """List what the bottom line shows for one pane, in the table's order."""
    return tuple(action for action in ACTIONS if pane in action.hint)

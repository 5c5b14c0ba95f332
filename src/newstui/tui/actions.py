"""Everything a key can do, as one table: keys, palette, bottom line and help come from it.

A row's `name` is carried out by the method `do_<name>(count)` of the focused pane, else of the
screen's own controllers. They are not Textual's `action_` methods, which markup could call.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FEEDS: Final = "feeds"
HEADLINES: Final = "headlines"
STORY: Final = "story"
SOURCES: Final = "sources"
PANES: Final = (FEEDS, HEADLINES, STORY, SOURCES)
_OF_A_STORY: Final = (HEADLINES, STORY, SOURCES)
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
        "list_stories",
        ("enter",),
        "stories",
        "List the stories of the feed or folder.",
        panes=(FEEDS,),
        hint=(FEEDS,),
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
        hint=(FEEDS, STORY, SOURCES),
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
        "to_feeds",
        ("h", "left"),
        "feeds",
        "Go to the feeds beside the headlines.",
        panes=(HEADLINES,),
        palette=False,
    ),
    Action(
        "next",
        ("j", "down"),
        "next",
        "Go to the next headline, line, source or feed; 5j goes five.",
        palette=False,
    ),
    Action(
        "previous",
        ("k", "up"),
        "previous",
        "Go to the previous headline, line, source or feed.",
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
    Action(
        "next_story",
        ("J",),
        "next story",
        "Open the next story of the list.",
        panes=_OF_A_STORY,
        hint=(STORY,),
    ),
    Action(
        "previous_story",
        ("K",),
        "previous story",
        "Open the previous story of the list.",
        panes=_OF_A_STORY,
    ),
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
        panes=_OF_A_STORY,
        hint=(STORY,),
    ),
    Action(
        "previous_passage",
        ("[", "("),
        "previous passage",
        "Go to the previous attributed passage of the story.",
        panes=_OF_A_STORY,
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
        "unfold_folder",
        ("l", "right"),
        "unfold",
        "Show what is in the folder; where it shows, list its stories.",
        panes=(FEEDS,),
        palette=False,
    ),
    Action(
        "fold_folder",
        ("h", "left"),
        "fold",
        "Hide what is in the folder.",
        panes=(FEEDS,),
        palette=False,
    ),
    Action(
        "bookmark",
        ("b",),
        "bookmark",
        "Bookmark the story with a full copy on disk, or take the bookmark off.",
        panes=_OF_A_STORY,
        hint=_OF_A_STORY,
    ),
    Action(
        "toggle_read",
        ("m", "N"),
        "read/unread",
        "Mark the story read, or unread again (U undoes).",
        panes=_OF_A_STORY,
    ),
    Action(
        "open_browser",
        ("o",),
        "browser",
        "Open the story's page in the browser.",
        panes=_OF_A_STORY,
        hint=(STORY,),
    ),
    Action(
        "open_browser_read",
        ("O",),
        "browser, mark read",
        "Open the story's page in the browser and mark the story read.",
        panes=_OF_A_STORY,
    ),
    Action(
        "links",
        ("u",),
        "links",
        "Go to the links of the story; 5u opens the fifth in the browser.",
        panes=_OF_A_STORY,
    ),
    Action(
        "full_text",
        ("d",),
        "full text",
        "Read the story's page in full; again, show what its feed carries.",
        panes=_OF_A_STORY,
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
        panes=_OF_A_STORY,
    ),
    Action("copy_link", ("y",), "copy link", "Copy the story's link.", panes=_OF_A_STORY),
    Action(
        "copy_citation",
        ("c",),
        "copy citation",
        "Copy headline, outlet, date and link; in the sources, the passage with its source.",
        panes=_OF_A_STORY,
    ),
    Action(
        "mark_feed_read",
        ("A",),
        "mark feed read",
        "Mark every story of this story's feed read (U undoes).",
        panes=_OF_A_STORY,
    ),
    Action(
        "add_feed",
        ("+",),
        "add feed",
        "Subscribe to a feed, a site, a file or a folder (U undoes).",
        hint=(FEEDS,),
    ),
    Action(
        "rename_feed",
        ("e",),
        "rename",
        "Call the feed something else; nothing for its own title (U undoes).",
        panes=(FEEDS,),
        hint=(FEEDS,),
    ),
    Action(
        "move_feed",
        ("f",),
        "folder",
        'Move the feed to a folder, as "World / Asia"; Tab completes (U undoes).',
        panes=(FEEDS,),
        hint=(FEEDS,),
    ),
    Action(
        "readdress_feed",
        ("E",),
        "address",
        "Give the feed another address, also for another user name or password (U undoes).",
        panes=(FEEDS,),
    ),
    Action(
        "remove_feed",
        ("x",),
        "remove",
        "Remove the feed; its marked stories stay (U undoes).",
        panes=(FEEDS,),
        hint=(FEEDS,),
    ),
    Action(
        "refresh_here",
        ("r",),
        "refresh",
        "Fetch the feed, or every feed of the folder, again.",
        panes=(FEEDS,),
        hint=(FEEDS,),
    ),
    Action("open_site", ("o",), "site", "Open the feed's site in the browser.", panes=(FEEDS,)),
    Action("copy_address", ("y",), "copy address", "Copy the feed's address.", panes=(FEEDS,)),
    Action(
        "mark_here_read",
        ("A",),
        "mark read",
        "Mark every story of the feed or folder read (U undoes).",
        panes=(FEEDS,),
    ),
    Action(
        "import_list",
        (),
        "import OPML file",
        "Subscribe to every feed of a list (U undoes).",
    ),
    Action("mark_all_read", ("C",), "mark all read", "Mark every story read (U undoes)."),
    Action("undo", ("U",), "undo", "Take the last change back."),
    Action(
        "narrow",
        ("/", "F"),
        "narrow",
        "Narrow the headlines as you type: words, is:unread, is:changed, feed:name, folder:F.",
        hint=(HEADLINES,),
    ),
    Action(
        "refresh_feed",
        ("r",),
        "refresh feed",
        "Fetch this story's feed again.",
        panes=_OF_A_STORY,
    ),
    Action("refresh_all", ("R",), "refresh all", "Fetch every feed again.", hint=(HEADLINES,)),
    Action("stop_refresh", ("X",), "stop", "Stop fetching and adding; what has come stays."),
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
    Action("feeds", ("B",), "feeds", "Show the feeds, or hide them.", hint=(HEADLINES,)),
    Action("pane_0", ("alt+0",), "to the feeds", "Go to the feeds.", palette=False),
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

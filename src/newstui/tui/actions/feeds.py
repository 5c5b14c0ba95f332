"""What is done with feeds and whole lists."""

from __future__ import annotations

from typing import Final

from newstui.tui.actions.model import FEEDS, OF_A_STORY, PANES, RULES, Action

FEED_ACTIONS: Final = (
    Action(
        "mark_feed_read",
        ("A",),
        "mark feed read",
        "Mark every story of this story's feed read ({undo} undoes).",
        panes=OF_A_STORY,
    ),
    Action(
        "add_feed",
        ("+",),
        "add feed",
        "Subscribe to a feed, a site, a file or a folder ({undo} undoes).",
        hint=(FEEDS,),
        keeps=True,
    ),
    Action(
        "rename_feed",
        ("e",),
        "rename",
        "Call the feed something else, nothing for its own title; or the folder ({undo} undoes).",
        panes=(FEEDS,),
        hint=(FEEDS,),
        keeps=True,
    ),
    Action(
        "move_feed",
        ("f",),
        "folder",
        'Move the feed or folder to a folder; "World/Asia" is Asia within World; Tab completes'
        " ({undo} undoes).",
        panes=(FEEDS,),
        hint=(FEEDS,),
        keeps=True,
    ),
    Action(
        "readdress_feed",
        ("E",),
        "address",
        "Give the feed another address, its site's too, or another user name or password"
        " ({undo} undoes).",
        panes=(FEEDS,),
    ),
    Action(
        "remove_feed",
        ("x",),
        "remove",
        "Remove the feed, its marked stories stay; or the folder, its feeds move up"
        " ({undo} undoes).",
        panes=(FEEDS,),
        hint=(FEEDS,),
        keeps=True,
    ),
    Action(
        "query_down",
        ("J",),
        "query down",
        "Move the saved query further down ({undo} undoes).",
        panes=(FEEDS,),
    ),
    Action(
        "query_up",
        ("K",),
        "query up",
        "Move the saved query further up ({undo} undoes).",
        panes=(FEEDS,),
    ),
    Action(
        "refresh_here",
        ("r",),
        "refresh",
        "Fetch the feed, or every feed of the folder, again.",
        panes=(FEEDS,),
        hint=(FEEDS,),
        keeps=True,
    ),
    Action(
        "feed_settings",
        ("i",),
        "settings",
        "Show what is set for the feed, and change it: title, folder, address, pace, full text,"
        " pictures, user agent ({undo} undoes).",
        panes=(FEEDS,),
        hint=(FEEDS,),
        keeps=True,
    ),
    Action(
        "next_trouble",
        ("!",),
        "feeds in trouble",
        "Go to the next feed in trouble, and say why it is and what helps.",
    ),
    Action("open_site", ("o",), "site", "Open the feed's site in the browser.", panes=(FEEDS,)),
    Action("copy_address", ("y",), "copy address", "Copy the feed's address.", panes=(FEEDS,)),
    Action(
        "mark_here_read",
        ("A",),
        "mark read",
        "Mark every story of the feed or folder read ({undo} undoes).",
        panes=(FEEDS,),
    ),
    Action(
        "import_list",
        ("I",),
        "import OPML file",
        "Subscribe to every feed of a list ({undo} undoes).",
    ),
    Action(
        "import_newsboat",
        ("M",),
        "move in from newsboat",
        "Take over feeds, articles and marks of newsboat; then, show what was left out.",
    ),
    Action(
        "starter_lists",
        ("L",),
        "starters by topic",
        "Choose among lists of suggested feeds, by topic ({undo} undoes).",
    ),
    Action("mark_all_read", ("C",), "mark all read", "Mark every story read ({undo} undoes)."),
    Action(
        "undo",
        ("U",),
        "undo",
        "Take the last change back.",
        panes=(*PANES, RULES),
        hint=(RULES,),
    ),
    Action(
        "redo",
        ("ctrl+r",),
        "redo",
        "Do again what {undo} took back.",
        panes=(*PANES, RULES),
    ),
)

"""What the reader adds to stories: tags and notes, the list as a whole, rules, the history."""

from __future__ import annotations

from typing import Final

from newstui.tui.actions.model import OF_A_STORY, READING, Action

ORGANISING_ACTIONS: Final = (
    Action(
        "tag",
        ("t",),
        "tag",
        "Tag the story: several tags with commas, nothing for none ({undo} undoes).",
        panes=OF_A_STORY,
    ),
    Action(
        "note",
        ("e",),
        "note",
        "Write a note on the story, in a line; nothing takes it off ({undo} undoes).",
        panes=READING,
    ),
    Action(
        "edit_note",
        ("E",),
        "note in editor",
        "Write the note on the story in your editor, as long as you like ({undo} undoes).",
        panes=READING,
    ),
    Action(
        "mark_listed_read",
        ("*r",),
        "mark list read",
        "Mark every story listed read, as narrowed ({undo} undoes).",
    ),
    Action(
        "mark_listed_unread",
        ("*u",),
        "mark list unread",
        "Mark every story listed unread, as narrowed ({undo} undoes).",
    ),
    Action(
        "bookmark_listed",
        ("*b",),
        "bookmark list",
        "Bookmark every story listed, as narrowed ({undo} undoes).",
    ),
    Action(
        "tag_listed",
        ("*t",),
        "tag list",
        "Tag every story listed, as narrowed; -tag takes it off ({undo} undoes).",
    ),
    Action("rules", ("*R",), "rules", "Show the rules: hide, tag, mark, bookmark, highlight."),
    Action("history", ("*h",), "history", "List what was done, to take one of it back or redo it."),
)

"""The command line's grammar for what the reader adds to stories: tags, notes, rules, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    Adder = Callable[[Any, str, str, tuple[str, str]], ArgumentParser]

_STORIES: Final = "stories of the library ('#12'), or words of a query"
_DEEDS: Final = "hide, 'tag NAME', read, bookmark or highlight"


def add_organising(verbs: Any, add: Adder, add_json: Callable[[Any], None]) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    """Add the commands.

    Args:
        verbs: Of the whole command line.
        add: Adds a command and what carries it out.
        add_json: Lets a command print JSON.
    """
    for name, text in (("tag", "put tags on stories"), ("untag", "take tags off stories")):
        verb = add(verbs, name, text, ("organising", name))
        verb.add_argument("tags", metavar="TAGS", help="a tag, or several with commas between them")
        verb.add_argument("stories", nargs="+", metavar="#ID-or-QUERY", help=_STORIES)
        add_json(verb)
    add_json(add(verbs, "tags", "list tags and how many stories have them", ("organising", "tags")))
    note = add(verbs, "note", "write a note on a story, or print it", ("organising", "note"))
    note.add_argument("story", metavar="#ID", help="its number, as in '#12'")
    note.add_argument(
        "text", nargs="?", metavar="TEXT", help="the note; '' takes it off, - reads standard input"
    )
    add_json(note)
    history = add(verbs, "history", "list what was done and can be undone", ("undoing", "history"))
    add_json(history)
    turns = (
        ("undo", "take the last change back, or one of the history"),
        ("redo", "do again what was taken back last, or one of the history"),
    )
    for name, text in turns:
        verb = add(verbs, name, text, ("undoing", name))
        verb.add_argument("number", nargs="?", metavar="N", help="its number in `newstui history`")
        add_json(verb)
    _add_rules(verbs, add, add_json)


def _add_rules(verbs: Any, add: Adder, add_json: Callable[[Any], None]) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    rules = add(verbs, "rules", "list, add, try or remove rules", ("ruling", "list_them"))
    add_json(rules)
    deeds = rules.add_subparsers(title="commands", metavar="COMMAND")
    listing = add(deeds, "list", "list the rules in their order", ("ruling", "list_them"))
    add_json(listing)
    preview = add(
        deeds, "preview", "say what a rule would do; changes nothing", ("ruling", "preview")
    )
    adding = add(deeds, "add", "add a rule for stories that come", ("ruling", "add"))
    for verb in (preview, adding):
        verb.add_argument("deed", metavar="DEED", help=_DEEDS)
        verb.add_argument("query", nargs="+", metavar="QUERY", help="which stories it is about")
        add_json(verb)
    adding.add_argument("--name", default="", metavar="NAME", help="call it this")
    adding.add_argument(
        "--apply", action="store_true", help="apply it to what is there already, too"
    )
    changes = (("remove", "remove a rule"), ("on", "turn a rule on"), ("off", "turn a rule off"))
    for name, text in (*changes, ("up", "apply a rule earlier"), ("down", "apply a rule later")):
        verb = add(deeds, name, text, ("ruling", name))
        verb.add_argument("number", metavar="N", help="its number in `newstui rules`")
        add_json(verb)

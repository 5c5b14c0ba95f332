"""Rules on the command line: rules list, add, preview, remove, on, off, up, down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.cli.library import opened_library
from newstui.cli.output import counted, say, say_record
from newstui.errors import UsageError
from newstui.newsroom.desk import read_clock
from newstui.newsroom.records import SCHEMA
from newstui.newsroom.ruling import apply_previewed, preview_rule, read_wish
from newstui.store.rules import add_rule, enable_rule, list_rules, move_rule, remove_rule
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from newstui.newsroom.ruling import Preview
    from newstui.store.archive import Archive
    from newstui.store.rules import Rule

_DIGITS: Final = 18


def list_them(chosen: Namespace) -> int:
    """List the rules."""
    with opened_library(chosen, with_samples=False) as library:
        _say_rules(library.archive, chosen)
    return 0


def _say_rules(archive: Archive, chosen: Namespace) -> None:
    for rule in list_rules(archive):
        if chosen.json:
            say_record(_record(rule))
        else:
            off = "" if rule.is_enabled else " (off)"
            name = f"{rule.wish.name}: " if rule.wish.name else ""
            told = f"{name}{rule.wish.query} > {rule.wish.deed}{off}"
            say(clean_block(f"{rule.id:>3} {clean_line(told, limit=len(told) + 1)}"))


def _record(rule: Rule) -> dict[str, object]:
    wish = rule.wish
    return {
        "schema": SCHEMA,
        "id": rule.id,
        "name": wish.name or None,
        "query": wish.query,
        "action": wish.action.value,
        "value": wish.value or None,
        "enabled": rule.is_enabled,
    }


def preview(chosen: Namespace) -> int:
    """Say which stories of the library a rule is about."""
    wish = read_wish(" ".join(chosen.query), chosen.deed)
    with opened_library(chosen, with_samples=False) as library:
        _say_preview(preview_rule(library.archive, wish), chosen)
    return 0


def _say_preview(found: Preview, chosen: Namespace) -> None:
    if chosen.json:
        first = [{"id": f"#{row.story_id}", "title": row.title} for row in found.first]
        record = {"schema": SCHEMA, "action": found.wish.action.value}
        say_record({**record, "stories": len(found.story_ids), "first": first})
        return
    count = counted(len(found.story_ids), "story", "stories")
    say(clean_line(f"{found.wish.deed}: {count} of the library"))
    for row in found.first:
        say(clean_block(f"  #{row.story_id} {row.outlet}: {row.title}"))


def add(chosen: Namespace) -> int:
    """Add a rule, and apply it to what is there where that is asked for."""
    wish = read_wish(" ".join(chosen.query), chosen.deed, chosen.name)
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        archive, folder = library.archive, library.bookmarks_folder
        found = preview_rule(archive, wish)
        rule = add_rule(archive, wish, now=read_clock())
        applied = 0
        if chosen.apply:
            applied = apply_previewed(archive, found, folder=folder, clock=read_clock)
    if chosen.json:
        say_record({**_record(rule), "stories": len(found.story_ids), "applied": applied})
        return 0
    count = counted(len(found.story_ids), "story there matches", "stories there match")
    there = f"; {count}, left as they are: --apply applies it" if found.story_ids else ""
    if chosen.apply:
        there = f", applied to {counted(applied, 'story', 'stories')} there"
    say(clean_line(f"rule {rule.id} added for what comes{there}"))
    return 0


def remove(chosen: Namespace) -> int:
    """Remove a rule."""
    number = _number(chosen)
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        title = remove_rule(library.archive, number, now=read_clock())
    if chosen.json:
        say_record({"schema": SCHEMA, "id": number, "removed": True})
    else:
        say(clean_line(f"removed {title}; what it did stays"))
    return 0


def on(chosen: Namespace) -> int:
    """Turn a rule on."""
    return _enable(chosen, on=True)


def off(chosen: Namespace) -> int:
    """Turn a rule off."""
    return _enable(chosen, on=False)


def _enable(chosen: Namespace, *, on: bool) -> int:
    number = _number(chosen)
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        enable_rule(library.archive, number, on=on, now=read_clock())
        _say_rules(library.archive, chosen)
    return 0


def up(chosen: Namespace) -> int:
    """Apply a rule earlier."""
    return _move(chosen, down=False)


def down(chosen: Namespace) -> int:
    """Apply a rule later."""
    return _move(chosen, down=True)


def _move(chosen: Namespace, *, down: bool) -> int:
    number = _number(chosen)
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        move_rule(library.archive, number, down=down, now=read_clock())
        _say_rules(library.archive, chosen)
    return 0


def _number(chosen: Namespace) -> int:
    text: str = chosen.number
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise UsageError(f"rules: {text} is no number of `newstui rules`")
    return int(text)

"""Tags and notes on the screen, what is done with the whole list, the history, and rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.tui.conftest import NOW, keep
from tests.unit.store.flagging import flag_stories
from textual import events

from newstui.newsroom.editor import edit_text, find_editor
from newstui.store.marks import set_read
from newstui.store.notes import find_notes
from newstui.store.query import parse_query
from newstui.store.rules import add_rule, list_rules, make_wish
from newstui.store.selecting import select_ids
from newstui.store.tags import list_tags, set_tags
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import pytest
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

LABEL = clean_line("elsewhere")


def found(archive: Archive, query: str) -> int:
    return len(select_ids(archive, parse_query(query)))


async def answer(reader: Reader, text: str, told: str) -> None:
    reader.screen.status.paste(text)
    await reader.press("enter")
    await reader.until(partial(reader.is_told, told), told)


async def narrow(reader: Reader, query: str, count: int) -> None:
    await reader.press("slash")
    reader.screen.status.paste(query)
    await reader.press("enter")
    await reader.until(lambda: reader.screen.headlines.row_count == count, f"{count} are listed")


async def test_tags_are_typed_completed_shown_and_undone(
    opening: Opening, archive: Archive
) -> None:
    other = select_ids(archive, parse_query("ferry"))[0]
    set_tags(archive, [other], add=["weather"], label=LABEL, now=NOW)
    async with opening() as reader:
        await reader.until_settled()
        await reader.press("t")
        reader.screen.status.paste("dam, wea")
        await reader.press("tab")
        assert reader.is_told("dam, weather")
        await reader.press("enter")
        await reader.until_shown("tagged dam, weather · U undoes")
        await reader.until_shown("unread · tagged dam, weather")
        assert "#weather" in reader.frame()
        await reader.press("t")
        await answer(reader, "sea", "tagged dam, weather, sea")
        await reader.press("t")
        assert reader.is_told("dam, sea, weather,")
        await reader.press("ctrl+u", "enter")
        await reader.until_shown("no tags any more")
        await reader.press("U")
        await reader.until_shown("undone: untagged dam, sea, weather")
        await reader.until_shown("unread · tagged dam, sea")
    assert dict(list_tags(archive)) == {"dam": 1, "sea": 1, "weather": 2}


async def test_a_note_is_kept_before_that_is_said_and_shown_below_the_facts(
    opening: Opening, archive: Archive
) -> None:
    async with opening(size=(80, 24)) as reader:
        await reader.until_shown("6 unread of 6")
        await reader.press("e")
        await answer(reader, "ask the mayor", "noted · U undoes")
        assert list(find_notes(archive, range(9)).values()) == ["ask the mayor"]
        await reader.press("enter")
        await reader.until_shown("▌ ask the mayor")
        await reader.press("e")
        assert reader.is_told("note: ask the mayor")
        await reader.press("escape", "U")
        await reader.until(lambda: "ask the mayor" not in reader.frame(), "the note is gone")


async def test_the_list_as_narrowed_is_tagged_and_marked_and_one_undo_takes_it_back(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.until_settled()
        await narrow(reader, "feed:northern", 3)
        await reader.press("*", "t")
        assert reader.is_told("tag 3 stories")
        await answer(reader, "north", "3 tagged north · U undoes")
        await reader.press("*", "r")
        await reader.until_shown("3 marked read · U undoes")
        assert (found(archive, "is:read"), found(archive, "tag:north")) == (3, 3)
        await reader.press("escape")
        await reader.until_shown("3 unread · 6")
        await reader.press("U")
        await reader.until_shown("6 unread · 6")
        await narrow(reader, "feed:northern", 3)
        await reader.press("*", "t")
        await answer(reader, "-north", "3 untagged north")
        assert found(archive, "tag:north") == 0
        await reader.press("*", "u")
        await reader.until_shown("0 marked unread")


async def test_bookmarking_a_list_is_one_change_and_many_are_asked_for(
    opening: Opening, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening() as reader:
        await reader.until_settled()
        await narrow(reader, "feed:science", 2)
        await reader.press("*", "b")
        await reader.until_shown("2 bookmarked · U undoes")
        folder = reader.desk.bookmarks_folder
        await reader.until(lambda: len(list(folder.glob("*.md"))) == 2, "both have their files")
        await reader.press("U")
        await reader.until_shown("undone: 2 bookmarked")
        assert found(archive, "is:bookmarked") == 0
        assert list(folder.glob("*.md")) == []
        monkeypatch.setattr("newstui.tui.controllers.organising._ASK_FROM", 1)
        await reader.press("*", "b")
        told = "bookmark 2 stories, a file each? y or n:"
        await reader.until(partial(reader.is_told, told), told)
        await reader.press("n", "enter", "*", "b", "y", "enter")
        await reader.until_shown("2 bookmarked · U undoes")


async def test_the_history_lists_what_was_done_and_undoes_or_redoes_the_one_chosen(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.until_settled()
        await reader.press("*", "h")
        await reader.until(partial(reader.is_told, "nothing was done yet"), "told")
        await reader.press("t")
        await answer(reader, "one", "tagged one")
        await reader.press("*", "r")
        await reader.until_shown("6 marked read")
        await reader.press("*", "h")
        await reader.until_shown("what was done")
        assert "6 changed" in reader.frame()
        await reader.press("j", "enter")
        await reader.until_shown("undone: tagged one")
        assert (found(archive, "is:read"), found(archive, "tag:one")) == (6, 0)
        await reader.press("*", "h")
        await reader.until_shown("undone, can be redone")
        await reader.press("j", "enter")
        await reader.until_shown("redone: tagged one")
        assert found(archive, "tag:one") == 1
        await reader.press("U")
        await reader.until_shown("undone: tagged one: Dam will hold, says mayor · Ctrl+R")
        await reader.press("ctrl+r")
        await reader.until_shown("redone: tagged one: Dam will hold, says mayor · U undoes")
        assert found(archive, "tag:one") == 1
        await reader.press("ctrl+r")
        await reader.until_shown("there is nothing to redo")


async def test_a_rule_is_tried_before_it_is_kept_and_hides_what_is_there_when_agreed(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.until_settled()
        await reader.press("*", "R")
        await reader.until_shown("no rules yet")
        await reader.press("a")
        await answer(reader, "dam is:foo", "is:foo: no such value")
        await reader.until(lambda: reader.wrongly_typed() == ["is:foo"], "where it is wrong")
        await reader.press("ctrl+u", *"fe", "tab")
        assert reader.is_told("rule for stories found by: feed: ")
        assert reader.wrongly_typed() == []
        assert not reader.is_told("no such value")
        assert not reader.is_told("Ctrl+S")
        await reader.press("ctrl+u")
        reader.screen.status.paste("ferry")
        await reader.press("enter", "s", "h", "backspace", "backspace")
        await reader.press("h", "i", "d", "tab", "enter")
        await reader.until_shown("ferry > hide: 1 story matches now:")
        assert "Ferry line closes a route" in reader.frame()
        assert list_rules(archive) == ()
        await reader.press("y")
        await reader.until_shown("5 unread · 1 hidden")
        assert "Ferry line" not in reader.frame()
        assert [rule.wish.title for rule in list_rules(archive)] == ["ferry > hide"]
        await narrow(reader, "is:hidden", 1)
        await reader.press("escape", "U")
        await reader.until_shown("6 unread · 6")


async def test_rules_are_switched_ordered_edited_and_removed(
    opening: Opening, archive: Archive
) -> None:
    for query in ("ferry", "dam"):
        add_rule(archive, make_wish(query, "read"), now=NOW)
    async with opening(size=(80, 24)) as reader:
        await reader.until_shown("6 unread of 6")
        # Typed faster than the lists come, every key is still for them.
        for key in ("*", "R", "J", "x"):
            reader.app.post_message(events.Key(key, key))
        await reader.until_shown("2  ferry > read")
        await reader.until_shown("ferry > read: off · U undoes")
        assert "off" in reader.lines()[5]
        await reader.press("e", "enter", "ctrl+u")
        reader.screen.status.paste("tag boats")
        await reader.press("enter")
        await reader.until_shown("ferry > tag boats: 1 story matches")
        await reader.press("enter")
        await reader.until_shown("the rule is kept, for what comes · U undoes")
        assert list_tags(archive) == ()
        await reader.press("*", "R")
        await reader.until_shown("2  ferry > tag boats")
        await reader.press("d")
        await reader.until_shown("dam > read: removed · U undoes")
        await reader.press("U")
        await reader.until_shown("undone: removed the rule dam > read · Ctrl+R redoes")
        assert "1  dam > read" in reader.frame()
        await reader.press("ctrl+r")
        await reader.until_shown("redone: removed the rule dam > read")
        await reader.press("j")
        assert "dam > read" not in reader.frame()
        await reader.press("escape")
        await reader.until(
            lambda: [rule.is_enabled for rule in list_rules(archive)] == [False], "ferry is left"
        )


async def test_what_rules_do_elsewhere_shows(opening: Opening, archive: Archive) -> None:
    first = select_ids(archive, parse_query("dam"))[0]
    async with opening() as reader:
        await reader.until_settled()
        flag_stories(archive, "highlighted", [first])
        reader.screen.refreshing.look()
        await reader.until_shown("●◆")
        flag_stories(archive, "hidden", [first])
        reader.screen.refreshing.look()
        await reader.until_shown("1 hidden")
        assert "Dam will hold" not in reader.lines()[4] + reader.lines()[5]


async def test_a_hidden_arrival_does_not_wait_to_be_listed(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.until_settled()
        from tests.tui.conftest import entry

        (new,) = keep(archive, "Northern Wire", [entry("Advert", hours=0)])
        reader.screen.refreshing.look()
        await reader.until_shown("1 new")
        flag_stories(archive, "hidden", [new])
        reader.screen.refreshing.look()
        await reader.until(lambda: "1 new" not in reader.frame(), "nothing waits")


async def test_many_marks_made_elsewhere_leave_those_on_their_way(
    opening: Opening, archive: Archive
) -> None:
    numbers = sorted(select_ids(archive, parse_query("")))
    async with opening() as reader:
        await reader.until_settled()
        reader.screen.marking.mark_read(numbers[0], read=True)
        set_read(archive, numbers, read=True, now=NOW)
        set_read(archive, numbers[:2], read=False, now=NOW)
        reader.screen.refreshing.look()
        await reader.until_shown("1 unread · 6")
        assert reader.desk.headlines.is_read(numbers[0])


async def test_nothing_is_added_where_nothing_is_kept(opening: Opening) -> None:
    async with opening(keeps=False) as reader:
        await reader.until_settled()
        for keys, told in (
            ("t", "no tags"),
            ("e", "no notes"),
            ("*t", "no tags"),
            ("*R", "no rules"),
        ):
            await reader.press(*keys)
            await reader.until(partial(reader.is_told, told), told)


def test_the_editor_is_the_one_of_the_environment() -> None:
    environ = {"VISUAL": "", "EDITOR": "code --wait 'a b'"}
    assert find_editor(environ) == ["code", "--wait", "a b"]
    assert edit_text(["sed", "-i", "s/a/b/"], "aha").text == "bha\n"
    assert "status 1" in edit_text(["false"], "x").trouble
    assert "no-such-editor" in edit_text(["no-such-editor"], "x").trouble


async def test_a_long_question_leaves_room_for_what_is_typed(opening: Opening) -> None:
    async with opening(size=(40, 12)) as reader:
        await reader.press("*", "R")
        await reader.until_shown("no rules yet")
        await reader.press("a", *"dam", "enter", *"tga soon", "enter")
        await reader.until(partial(reader.is_told, "tga: must do one of"), "it is refused")
        await reader.until(lambda: reader.wrongly_typed() == ["tga soon"], "where it is wrong")
        assert reader.lines()[-1].startswith(" then (hide, tag")

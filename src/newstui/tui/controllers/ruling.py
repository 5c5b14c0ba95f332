"""The reader's rules: listed, made, tried before they apply, put in order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from newstui.newsroom import ruling
from newstui.newsroom.bookmarking import repair_bookmarks
from newstui.newsroom.days import shown_moment
from newstui.store import rules
from newstui.store.rules import RuleAction
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.prompt import Prompt
from newstui.tui.screens.rules import RulesScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newstui.model.text import SafeText
    from newstui.newsroom.ruling import Preview
    from newstui.refresh.reports import Ruled
    from newstui.store.archive import Archive
    from newstui.store.rules import Rule, Wish
    from newstui.tui.screens.choosing import Row
    from newstui.tui.screens.main import MainScreen
    from newstui.tui.screens.rules import Decision

_QUERY_LIMIT: Final = 1_000
_QUESTION: Final = clean_line("rules, applied in this order to stories that come:")
_NONE: Final = clean_line("no rules yet: they hide, tag, mark, bookmark or highlight what comes")
_APPLIES: Final = clean_line("apply to what is there, too?")
_SAVING: Final = {
    "apply_rule": "yes",
    "try_rule": "only to what comes",
    "leave_rules": "leave it all as it was",
}
_TRYING: Final = {"apply_rule": "yes", "leave_rules": "back"}


class Ruling:
    """Rules on the screen."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk

    def do_rules(self, _count: int | None) -> None:
        """Show the rules."""
        if not self._desk.keeps:
            told = "nothing is kept here, so there are no rules"
            self._screen.say_error(clean_line(told))
            return
        self._list(0)

    def take(self, report: Ruled) -> None:
        """Write the files of what a rule bookmarked, and tell what rules could not do."""
        if report.bookmarked:
            folder, clock = self._desk.bookmarks_folder, self._desk.clock
            job = partial(repair_bookmarks, folder=folder, clock=clock)
            self._screen.when_done(self._desk.build(job), lambda _done: None)
        if report.reason:
            self._screen.say_also(clean_line(report.reason), is_error=True)

    # The list

    def _list(self, index: int, told: SafeText = NOTHING) -> None:
        listed = self._desk.write(rules.list_rules)
        self._screen.show_when_done(listed, partial(self._show, index, told))

    def _show(self, index: int, told: SafeText, listed: tuple[Rule, ...]) -> None:
        rows = [(rule.wish.title, _facts(rule)) for rule in listed]
        question = _QUESTION if rows else _NONE
        shown = RulesScreen(question, rows, self._screen.headlines, told=told, index=index)
        self._screen.app.push_screen(shown, partial(self._take_decision, listed))

    def _take_decision(self, listed: tuple[Rule, ...], decision: Decision | None) -> None:
        if decision is None:
            return
        way, index = decision
        if way == "add_rule":
            self._ask_query(None)
        elif way in {"undo", "redo"}:
            self._turn(way, index)
        elif index >= len(listed):
            self._list(0)
        elif way == "edit_rule":
            self._ask_query(listed[index])
        elif way == "try_rule":
            self._preview(listed[index].wish, partial(self._show_try, index))
        else:
            self._change(way, listed[index], index)

    def _turn(self, way: str, index: int) -> None:
        """Undo or redo, and list the rules as they are then with what that was."""

        def tell(told: SafeText, tail: SafeText = NOTHING) -> None:
            self._list(index, clean_line(f"{told}{tail}"))
            self._screen.release_keys()

        undoing = self._screen.undoing
        self._screen.hold_keys()
        (undoing.undo if way == "undo" else undoing.redo)(tell, self._screen.release_keys)

    def _change(self, way: str, rule: Rule, index: int) -> None:
        now = self._desk.clock()

        def job(archive: Archive) -> tuple[int, str]:
            if way == "switch_rule":
                rules.enable_rule(archive, rule.id, on=not rule.is_enabled, now=now)
                return index, "off" if rule.is_enabled else "on"
            if way == "remove_rule":
                rules.remove_rule(archive, rule.id, now=now)
                return index, "removed"
            if rules.move_rule(archive, rule.id, down=way == "rule_down", now=now):
                down = way == "rule_down"
                return index + (1 if down else -1), "later" if down else "earlier"
            return index, ""

        def show(done: tuple[int, str]) -> None:
            at, what = done
            undoes = self._screen.marking.undoes
            self._list(at, clean_line(f"{rule.wish.title}: {what} · {undoes}" if what else ""))

        self._screen.show_when_done(self._desk.write(job), show)

    # Making one

    def _ask_query(self, rule: Rule | None) -> None:
        """Have the query of a rule typed; a new one begins with what the list is narrowed by."""
        before = rule.wish.query if rule else self._screen.narrowing.query
        self._screen.completing.ask(
            clean_line("rule for stories found by:"),
            before,
            partial(self._take_query, rule),
            cancelled=partial(self._list, 0),
            limit=_QUERY_LIMIT,
        )

    def _take_query(self, rule: Rule | None, typed: SafeText) -> None:
        rules.make_wish(typed, RuleAction.HIDE)
        self._ask_deed(rule, typed, rule.wish.deed if rule else NOTHING)

    def _ask_deed(self, rule: Rule | None, query: SafeText, typed: SafeText) -> None:
        deeds = ", ".join(RuleAction).replace("tag", "tag NAME")
        self._screen.status.ask(
            Prompt(
                label=clean_line(f"then ({deeds}; Tab completes):"),
                accepted=partial(self._take_deed, rule, query),
                cancelled=partial(self._list, 0),
                typed=typed,
                complete=_complete,
                limit=_QUERY_LIMIT,
            )
        )

    def _take_deed(self, rule: Rule | None, query: SafeText, typed: SafeText) -> None:
        wish = ruling.read_wish(query, typed, rule.wish.name if rule else "")
        self._preview(wish, partial(self._show_before_saving, rule))

    # Trying one

    def _preview(self, wish: Wish, then: Callable[[Preview], None]) -> None:
        # A pattern may take seconds: nobody who writes waits for that.
        found = self._desk.load(partial(ruling.preview_rule, wish=wish))
        self._screen.show_when_done(found, then)

    def _show_before_saving(self, rule: Rule | None, found: Preview) -> None:
        self._show_found(found, _SAVING, partial(self._save, rule, found))

    def _show_try(self, index: int, found: Preview) -> None:
        self._show_found(found, _TRYING, partial(self._take_try, index, found))

    def _show_found(
        self, found: Preview, ways: Mapping[str, str], then: Callable[[Decision | None], None]
    ) -> None:
        """Show what a rule matches, and ask what is to be done."""
        told, rows, pane = self._told(found), self._rows(found), self._screen.headlines
        shown = RulesScreen(told, rows, pane, ways=ways, asked=_APPLIES)
        self._screen.app.push_screen(shown, then)

    def _told(self, found: Preview) -> SafeText:
        count = len(found.story_ids)
        stories = "1 story matches" if count == 1 else f"{count:,} stories match"
        first = f"; the first {len(found.first)}:" if count > len(found.first) else ":"
        return clean_line(f"{found.wish.title}: {stories} now{first if count else ''}")

    def _rows(self, found: Preview) -> list[Row]:
        now = self._desk.clock()
        return [
            (row.title, clean_line(f"{row.outlet} · {shown_moment(row.at, now)}"))
            for row in found.first
        ]

    def _take_try(self, index: int, found: Preview, decision: Decision | None) -> None:
        if decision is None:
            self._list(index)
        else:
            self._apply(found)

    def _save(self, rule: Rule | None, found: Preview, decision: Decision | None) -> None:
        if decision is None:
            self._list(0)
            return
        wish, now = found.wish, self._desk.clock()

        def job(archive: Archive) -> None:
            if rule is None:
                rules.add_rule(archive, wish, now=now)
            else:
                rules.change_rule(archive, rule.id, wish, now=now)

        applies = decision[0] == "apply_rule" and found.story_ids
        follow = partial(self._apply, found) if applies else self._tell_saved
        self._screen.when_done(self._desk.write(job), lambda _done: follow())

    def _tell_saved(self) -> None:
        undoes = clean_block(f" · {self._screen.marking.undoes}")
        self._screen.say(clean_line("the rule is kept, for what comes"), undoes)

    def _apply(self, found: Preview) -> None:
        if found.wish.action is RuleAction.BOOKMARK:
            self._screen.organising.bookmark_all(list(found.story_ids))
            return
        self._screen.marking.flush()
        folder, clock = self._desk.bookmarks_folder, self._desk.clock
        job = partial(ruling.apply_previewed, preview=found, folder=folder, clock=clock)
        self._screen.when_done(self._desk.write(job), self._tell_applied)

    def _tell_applied(self, count: int) -> None:
        undoes = clean_block(f" · {self._screen.marking.undoes}" if count else "")
        self._screen.refreshing.look()
        stories = "1 story" if count == 1 else f"{count:,} stories"
        self._screen.say(clean_line(f"the rule changed {stories}"), undoes)


def _facts(rule: Rule) -> SafeText:
    state = "on" if rule.is_enabled else "off"
    named = f" · {rule.wish.query} > {rule.wish.deed}" if rule.wish.name else ""
    return clean_line(f"{state}{named}")


def _complete(typed: SafeText) -> SafeText:
    """Make more of the name of what a rule does."""
    fitting = [action for action in RuleAction if action.startswith(typed)]
    if not typed or not fitting:
        return typed
    return clean_block(f"{fitting[0]} " if fitting[0] is RuleAction.TAG else fitting[0])

"""The query language: text to a tree, with errors that point at their place.

AND binds closer than OR, and stands between any two parts that nothing stands between. Fields a
story has only one of mean any of their values when they stand side by side. What is written is in
`querytable`.
"""

from __future__ import annotations

import re
import warnings
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from newstui.errors import QueryError
from newstui.store.moments import FORMS, read_moment
from newstui.store.querytable import BY_NAME, Known
from newstui.store.querytokens import Kind, tokens
from newstui.store.querytree import Not, Order, Pattern, Query, Term, When, Words
from newstui.store.subtrees import Group
from newstui.store.wordforms import has_words, is_punctuation
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.store.querytable import QueryField
    from newstui.store.querytokens import Token
    from newstui.store.querytree import Node

__all__ = ["Query", "parse_query"]

_DEEPEST: Final = 50
"""Parentheses within parentheses."""
_MOST_PARTS: Final = 200
_UNKNOWN_FIELD: Final = re.compile(r"([A-Za-z]{3,12}):(?=[^/\s])")
_AS_EMOJI: Final = "\ufe0f"
"""Follows a sign that is to be drawn as an emoji."""
_COLUMNS: Final = {"title": "title", "author": "authors"}


def parse_query(text: str, *, is_finished: bool = True, now: datetime | None = None) -> Query:
    """Read a query.

    Args:
        text: As it was written.
        is_finished: False while it is being typed: then it means what is finished of it.
        now: From when ages and "today" count; `None` for this moment.

    Raises:
        QueryError: If it cannot be understood.
    """
    parser = _Parser(text, is_finished=is_finished, now=now or datetime.now(UTC))
    return parser.parse()


class _Parser:
    """Reads one query; open parentheses are a stack, so no nesting is too deep for Python."""

    def __init__(self, text: str, *, is_finished: bool, now: datetime) -> None:
        self._text, self._is_finished, self._now = text, is_finished, now
        self._order = Order.NEWEST
        self._stack = [Group()]
        self._count = 0

    def parse(self) -> Query:
        """Read all of it."""
        for token in tokens(self._text):
            self._take(token)
        while len(self._stack) > 1:
            if self._is_finished:
                opened = self._stack[-1].opened
                raise self._wrong("(: is never closed", opened, opened + 1)
            self._close()
        (whole,) = self._stack
        self._end(whole)
        return Query(root=whole.node(), order=self._order, text=self._text)

    def _take(self, token: Token) -> None:
        group = self._stack[-1]
        match token.kind:
            case Kind.OPERATOR:
                self._take_operator(group, token)
            case Kind.OPEN:
                if len(self._stack) > _DEEPEST:
                    reason = f"(: more than {_DEEPEST} parentheses within each other"
                    raise self._wrong(reason, token.start, token.end)
                if token.is_negated:
                    group.negate()
                self._stack.append(Group(opened=token.end - 1))
            case Kind.CLOSE:
                self._take_close(token)
            case _:
                self._take_leaf(group, token)

    def _take_operator(self, group: Group, token: Token) -> None:
        if token.text == "NOT":
            group.negate()
        elif group.is_waiting:
            raise self._wrong(f"{token.text}: nothing stands before it", token.start, token.end)
        elif token.text == "OR":
            group.begin_alternative()
        else:
            group.expect()
        group.operator = token.text, token.start, token.end

    def _take_close(self, token: Token) -> None:
        if len(self._stack) == 1:
            raise self._wrong("): nothing was opened before it", token.start, token.end)
        group = self._stack[-1]
        if group.is_empty:
            reason = "(): nothing stands between the parentheses"
            if self._is_finished or self._text[token.end :].strip():
                raise self._wrong(reason, group.opened, token.end)
        self._close()

    def _close(self) -> None:
        group = self._stack.pop()
        self._end(group)
        node = group.node()
        if node is not None:
            self._stack[-1].add(node)

    def _end(self, group: Group) -> None:
        if group.is_waiting and self._is_finished and not group.is_empty:
            operator, start, end = group.operator
            raise self._wrong(f"{operator}: nothing stands after it", start, end)

    def _take_leaf(self, group: Group, token: Token) -> None:
        node: Node | None
        try:
            node = self._read_leaf(token)
        except QueryError:
            # What is being typed at this moment is not wrong yet.
            if self._is_finished or self._text[token.end :].strip():
                raise
            return
        if node is None:
            group.skip()
            return
        self._count += 1
        single = _single_field(token)
        if group.add(Not(node) if token.is_negated else node, single) and self._count > _MOST_PARTS:
            raise self._wrong(f"more than {_MOST_PARTS} parts", token.start, token.end)

    def _read_leaf(self, token: Token) -> Node | None:
        """Read a word, a phrase, a pattern or a field; `None` for what says nothing by itself."""
        if token.kind is Kind.PATTERN:
            self._check_pattern(token)
            return _pattern(token.text, token)
        if token.is_open and self._is_finished:
            quote = self._text.index('"', token.start)
            raise self._wrong('": is never closed', quote, quote + 1)
        if token.field:
            return self._read_field(BY_NAME[token.field], token)
        if token.kind is Kind.WORD:
            self._check_field(token)
        # The last word of a phrase that is being typed is only a beginning.
        is_phrase = token.kind is Kind.PHRASE and not token.is_open
        if is_punctuation(token.text):
            return None
        if not has_words(token.text):
            # One may be marked as an emoji in a text, or not.
            return Words(token.text.strip().rstrip(_AS_EMOJI))
        return Words(token.text, is_phrase)

    def _read_field(self, field: QueryField, token: Token) -> Node | None:
        value = token.text.strip()
        if not value:
            reason = f"{token.field}: a value must follow, as in {field.example}"
            raise self._wrong(reason, token.start, token.end)
        if field.known is Known.FIXED:
            value = field.short.get(value.lower(), value.lower())
            self._check_value(field, value, token)
        if field.name == "sort":
            self._order = Order(value)
            return None
        if field.name in _COLUMNS:
            is_phrase = token.kind is Kind.PHRASE and not token.is_open
            return Words(value, is_phrase, _COLUMNS[field.name])
        if field.known is Known.MOMENTS:
            return self._read_moment(field, value, token)
        return Term(field.name, value)

    def _read_moment(self, field: QueryField, value: str, token: Token) -> When:
        at = read_moment(value, self._now)
        if at is None:
            shown = clean_line(value, limit=40)
            reason = f"{token.field}:{shown}: no such day; write {token.field}: and {FORMS}"
            raise self._wrong(reason, token.start, token.end)
        return When(at, is_before=field.name == "before")

    def _check_value(self, field: QueryField, value: str, token: Token) -> None:
        if value in field.values:
            return
        shown = clean_line(f"{token.field}:{value}", limit=40)
        near = get_close_matches(value[:20], field.values, 1)
        meant = f"did you mean {field.name}:{near[0]}? " if near else ""
        there_are = ", ".join(f"{field.name}:{known}" for known in field.values)
        reason = f"{shown}: no such value; {meant}There are {there_are}"
        raise self._wrong(reason if meant else reason.replace("There", "there"), *token[2:4])

    def _check_field(self, token: Token) -> None:
        """Refuse a word that is all but the name of a field; others may well hold a colon."""
        found = _UNKNOWN_FIELD.match(token.text)
        near = get_close_matches(found[1].lower(), BY_NAME, 1, cutoff=0.7) if found else []
        if found and near:
            start = token.start + token.is_negated
            reason = f"{found[1]}: no such field; did you mean {near[0]}:? Quote it to look for it"
            raise self._wrong(reason, start, start + found.end())

    def _check_pattern(self, token: Token) -> None:
        reason, at = _fault(token.text)
        if reason:
            start = token.start + token.is_negated + 1 + at
            shown = clean_line(token.text, limit=40)
            raise self._wrong(f"/{shown}/: {clean_line(reason)}", start, start + 1)

    def _wrong(self, reason: str, start: int, end: int) -> QueryError:
        return QueryError(reason, query=self._text, start=start, end=end)


def _pattern(source: str, token: Token) -> Pattern:
    return Pattern(source, token.start + token.is_negated, token.end)


def _fault(pattern: str) -> tuple[str, int]:
    """What is wrong with a regular expression, and where; empty for nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            re.compile(pattern)
        except re.error as error:
            return error.msg, error.pos or 0
        except (RecursionError, OverflowError):
            return "too deeply nested", 0
    return "", 0


def _single_field(token: Token) -> str:
    """Name the field of which a story has only one; empty for none."""
    field = BY_NAME.get(token.field)
    return field.name if field and field.is_single and not token.is_negated else ""

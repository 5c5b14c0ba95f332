"""A query as conditions in SQL that need no function of ours per row."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.store.fields import CONDITIONS
from newstui.store.fulltext import full_text
from newstui.store.outlets import Outlets
from newstui.store.querytree import All, Among, Any, Not, Pattern, Term, When, Words
from newstui.store.unindexed import Unindexed
from newstui.store.values import fold, storable, to_seconds
from newstui.store.wordforms import has_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from newstui.store.archive import Archive
    from newstui.store.interrupting import Interrupt
    from newstui.store.querytree import Leaf, Node, Query

Condition = tuple[str, tuple[object, ...]]
"""Over `stories` left-joined with `marks`, and its parameters."""
Found = dict[str, list[int]]
"""By pattern: the stories it was found in."""

_INDEXED: Final = "stories.id IN (SELECT rowid FROM stories_fts WHERE stories_fts MATCH ?)"
_SAID: Final = """EXISTS (
    SELECT 1 FROM searched JOIN texts ON texts.id = text_id
    WHERE searched.story_id = stories.id AND instr(text, ?))"""
_CHOSEN: Final = "stories.id IN (SELECT value FROM json_each(?))"


def conditions(
    archive: Archive,
    query: Query,
    outlets: Outlets | None = None,
    interrupt: Interrupt | None = None,
    *,
    among: str = "1",
) -> Condition:
    """Write a query as a condition.

    Args:
        archive: Where.
        query: What is asked for.
        outlets: The feeds, when they were read already.
        interrupt: Ends looking for patterns before its time.
        among: A condition for the stories in which patterns are looked for.

    Raises:
        QueryError: If a pattern takes too long, or was interrupted.
    """
    if query.root is None:
        return "1", ()
    outlets = outlets or Outlets(archive)
    if not any_pattern(query.root):
        return _write(archive, query.root, outlets, {})
    from newstui.store.patterns import find_patterns

    # Patterns are only looked for in the stories that are asked for whatever they find.
    asked, params = _write(archive, query.root, outlets, None)
    found = find_patterns(archive, query, (f"{among} AND {asked}", params), interrupt)
    return _write(archive, query.root, outlets, found)


def _write(archive: Archive, root: Node, outlets: Outlets, found: Found | None) -> Condition:
    writer = _Writer(outlets, Unindexed(archive), found)
    sql = writer.write(root)
    return sql, tuple(writer.params)


def any_pattern(node: Node | None) -> bool:
    """Whether a query holds a regular expression."""
    match node:
        case Not(part):
            return any_pattern(part)
        case All(parts) | Any(parts):
            return any(map(any_pattern, parts))
        case _:
            return isinstance(node, Pattern)


@dataclass(slots=True)
class _Writer:
    """Writes one condition; parameters in the order of their question marks."""

    outlets: Outlets
    unindexed: Unindexed
    found: Found | None
    """`None` to have patterns find everything."""
    params: list[object] = field(default_factory=list)
    _is_negated: bool = False

    def write(self, node: Node) -> str:
        expression = full_text(node, self.outlets.is_no_name)
        if expression is not None:
            return self._full_text(node, expression)
        match node:
            case All(parts):
                # What is in no index is only looked for where all the rest holds.
                in_order = sorted(parts, key=_is_sign)
                return self._join(" AND ", _gathered(in_order, self.outlets, All))
            case Any(parts):
                return self._join(" OR ", _gathered(parts, self.outlets, Any))
            case Not(part):
                return self._not(part)
            case _:
                return self._leaf(node)

    def _leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Words():
                return self._words(leaf)
            case When(at, is_before):
                self.params.append(to_seconds(at))
                # What has no date of its own stands where it was fetched, which says nothing.
                return f"(stories.sort_at {'<' if is_before else '>='} ? AND stories.dated)"
            case Pattern(source):
                return self._pattern(source)
            case Among(ids):
                return self._chosen(ids)
            case Term(name, value):
                sql, values = CONDITIONS[name](self.outlets, value)
                self.params += values
                return sql

    def _join(self, operator: str, parts: Sequence[Node]) -> str:
        return f"({operator.join(map(self.write, parts))})"

    def _not(self, part: Node) -> str:
        self._is_negated = not self._is_negated
        sql = self.write(part)
        self._is_negated = not self._is_negated
        # What is unknown, as the mark of a story without one, is not so.
        return f"NOT coalesce({sql}, 0)"

    def _full_text(self, node: Node, expression: str) -> str:
        self.params.append(expression)
        unindexed = self.unindexed.find(node)
        return f"({_INDEXED} OR {self._chosen(unindexed)})" if unindexed else _INDEXED

    def _chosen(self, ids: Collection[int]) -> str:
        self.params.append(json.dumps(list(ids)))
        return _CHOSEN

    def _words(self, words: Words) -> str:
        """Words are looked for in the names of outlets, too; signs in titles and texts alone."""
        if _is_sign(words):
            return self._sign(words)
        expression = full_text(words, lambda _: True) or ""
        sql = self._full_text(words, expression)
        return f"({sql} OR feed_id IN ({self.outlets.named(words)}))"

    def _sign(self, words: Words) -> str:
        """A sign, such as an emoji, is in no index: all texts are read that may hold it."""
        self.params.append(storable(fold(words.text)))
        if words.column:
            return "instr(stories.folded, ?)"
        self.params.append(storable(words.text))
        return f"(instr(stories.folded, ?) OR {_SAID})"

    def _pattern(self, source: str) -> str:
        if self.found is None:
            return "0" if self._is_negated else "1"
        return self._chosen(self.found[source])


def _is_sign(node: Node) -> bool:
    return isinstance(node, Words) and not has_words(node.text)


def _gathered(parts: Sequence[Node], outlets: Outlets, join: type[All | Any]) -> Sequence[Node]:
    """Put the parts that the index alone can tell together: it looks them up at once."""
    told = [part for part in parts if full_text(part, outlets.is_no_name) is not None]
    rest = [part for part in parts if part not in told]
    return [join(tuple(told)), *rest] if told[1:] else parts

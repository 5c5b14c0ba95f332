"""A query while it is read: what stands between two parentheses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.store.querytree import All, Any, Not

if TYPE_CHECKING:
    from newstui.store.querytree import Node


class Group:
    """Alternatives, of each the parts that must all hold."""

    def __init__(self, opened: int = 0) -> None:
        self.opened = opened
        """Where in the query its parenthesis stands."""
        self.is_waiting = True
        """Whether something must follow, as after an operator."""
        self.operator = "", 0, 0
        """The last operator, and its place."""
        self._alternatives: list[dict[Node, None]] = [{}]
        self._singles: dict[str, Node] = {}
        self._is_negated = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands in it."""
        return self.is_waiting and not any(self._alternatives) and not self.operator[0]

    def negate(self) -> None:
        """Have the next part be one that must not hold."""
        self._is_negated = not self._is_negated
        self.is_waiting = True

    def expect(self) -> None:
        """Have something to follow."""
        self.is_waiting = True
        self._singles.clear()

    def begin_alternative(self) -> None:
        """Have what follows be another alternative."""
        self.expect()
        self._alternatives.append({})

    def skip(self) -> None:
        """Take up something that says nothing by itself."""
        self.is_waiting = self._is_negated = False

    def add(self, node: Node, single: str = "") -> bool:
        """Add a part; return whether it was not there yet.

        Args:
            node: The part.
            single: Its field, if a story has only one: then it widens the one beside it.
        """
        if self._is_negated:
            node, single = Not(node), ""
        self.skip()
        parts = self._alternatives[-1]
        before = self._singles.get(single)
        if before is not None and before != node:
            parts.pop(before, None)
            others = before.parts if isinstance(before, Any) else (before,)
            node = Any(tuple(dict.fromkeys((*others, node))))
        if single:
            self._singles[single] = node
        is_new = node not in parts
        parts[node] = None
        return is_new

    def node(self) -> Node | None:
        """What it means; `None` for nothing."""
        sides = [_joined(list(parts)) for parts in self._alternatives if parts]
        if len(sides) <= 1:
            return sides[0] if sides else None
        return Any(tuple(dict.fromkeys(sides)))


def _joined(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else All(tuple(parts))

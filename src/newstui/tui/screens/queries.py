"""The saved queries, to list one's stories, rename, change or remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_line
from newstui.tui.actions import FEEDS
from newstui.tui.keynames import shown_keys
from newstui.tui.screens.choosing import ChoosingScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newstui.store.savedqueries import SavedQuery
    from newstui.tui.panes.pane import Pane

_QUESTION: Final = clean_line("Saved queries")
_OTHERS: Final = {"rename_feed": "rename", "readdress_feed": "edit", "remove_feed": "remove"}
"""What the sidebar's keys do here."""
_HINTS: Final = (
    ("{rename_feed}", "rename"),
    ("{readdress_feed}", "change"),
    ("{remove_feed}", "remove"),
)


class QueriesScreen(ChoosingScreen, inherit_bindings=False):
    """One of the saved queries, and what to do with it."""

    def __init__(
        self,
        saved: Sequence[SavedQuery],
        chosen: Callable[[str, SavedQuery], None],
        beside: Pane,
    ) -> None:
        rows = [(one.name, one.query) for one in saved]
        super().__init__(_QUESTION, rows, beside, does="list", others=_HINTS)
        self._saved, self._chosen = saved, chosen
        self._does = "list"

    def _press(self, key: str) -> None:
        """Do something with the query under the cursor: to list its stories is but one thing."""
        shown, keymap = shown_keys((key,)), self.keymap
        doing = (does for name, does in _OTHERS.items() if shown in keymap.keys_of(name, FEEDS))
        other = next(doing, None)
        if other is None:
            super()._press(key)
        else:
            self._does = other
            self._leave(self._choice.index)

    def _leave(self, index: int | None) -> None:
        is_left = self._is_left
        super()._leave(index)
        if index is not None and not is_left:
            self._chosen(self._does, self._saved[index])

"""Maps of keys to begin with: the table's own, and what newsboat's users expect laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.config import Preset

if TYPE_CHECKING:
    from collections.abc import Mapping

PRESETS: Final[Mapping[Preset, Mapping[str, tuple[str, ...]]]] = {
    Preset.VIM: {},
    Preset.NEWSBOAT: {
        "bookmark": ("b", "ctrl+b"),
        "show_all": ("ctrl+f",),
        "page_down": ("pagedown",),
        "page_up": ("pageup",),
        "narrow": ("F", "/"),
        "links": ("u", "#"),
        # The flags that newsboat edits with it become tags here.
        "tag": ("t", "ctrl+e"),
        # In a list newsboat's J and K go to the next entry, and open nothing.
        "headlines.next": ("j", "down", "J"),
        "headlines.previous": ("k", "up", "K"),
        "headlines.next_story": (),
        "headlines.previous_story": (),
        # newsboat reads its list of addresses again with Ctrl+R.
        "redo": ("alt+u",),
        # newsboat deletes with it; nobody expects pages to be read.
        "read_ahead": (),
    },
}
"""Keys by action, for all panes where it works, or for one that is named before it."""

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
        # newsboat reads its list of addresses again with Ctrl+R.
        "redo": ("alt+u",),
        # newsboat deletes with it; nobody expects pages to be read.
        "read_ahead": (),
    },
}
"""Keys by action, for all panes where it works."""

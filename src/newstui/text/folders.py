"""Folders of feeds: one title stands for the whole path, "World / Asia".

A path is told from its title again, so a "/" that stands alone inside a name becomes "∕" (U+2215).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstui.model.text import SafeText

DEPTH_LIMIT: Final = 8
"""Most folders within each other; what lies deeper is in the innermost of these."""
NAME_LIMIT: Final = 120
"""Longest name of one folder, in characters, so that every path fits one line of text."""
_BETWEEN: Final = " / "
_TYPED_BETWEEN: Final = re.compile(r"\s+/+\s+")
_ALONE: Final = re.compile(r"(?<!\S)/(?!\S)")


def folder_title(path: Iterable[SafeText]) -> SafeText:
    """Write the names of folders, the outermost first, as one title; no names, no title."""
    names = [clean_line(name, limit=NAME_LIMIT) for name in path]
    parts = [_ALONE.sub("\u2215", name) for name in names if name]
    return clean_line(_BETWEEN.join(parts[:DEPTH_LIMIT]))


def typed_folder(text: str) -> SafeText:
    """Make a title of what a person typed: slashes at its ends, or several, are slips."""
    return folder_title(clean_line(name) for name in _TYPED_BETWEEN.split(text.strip(" /")))


def folder_path(title: SafeText) -> tuple[SafeText, ...]:
    """Read the names of folders from a title."""
    return tuple(clean_line(name) for name in title.split(_BETWEEN) if name.strip())


def folder_key(title: SafeText) -> tuple[str, ...]:
    """Make paths of folders comparable: letters in either case are one, quotation marks none."""
    return tuple(name.replace('"', "").casefold() for name in folder_path(title))

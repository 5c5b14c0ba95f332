"""Folders of feeds: one title stands for the whole path, "World / Asia".

A path is told from its title again, so a "/" that stands alone inside a name becomes "∕" (U+2215).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from newstui.model.text import SafeText

DEPTH_LIMIT: Final = 8
"""Most folders within each other; what lies deeper is in the innermost of these."""
NAME_LIMIT: Final = 120
"""Longest name of one folder, in characters, so that every path fits one line of text."""
_BETWEEN: Final = " / "
_SURELY_BETWEEN: Final = re.compile(r"\s+/+\s+")
_MAYBE_BETWEEN: Final = re.compile(r"\s*/+\s*")
_ALONE: Final = re.compile(r"(?<!\S)/(?!\S)")


def folder_title(path: Iterable[SafeText]) -> SafeText:
    """Write the names of folders, the outermost first, as one title; no names, no title."""
    names = [clean_line(name, limit=NAME_LIMIT) for name in path]
    parts = [_ALONE.sub("\u2215", name) for name in names if name]
    return clean_line(_BETWEEN.join(parts[:DEPTH_LIMIT]))


def typed_folder(text: str, known: Iterable[SafeText] = ()) -> SafeText:
    """Make a title of what a person typed: "A/B" is B within A, as "A / B" is.

    Slashes at its ends, or several, are slips.

    Args:
        text: As typed.
        known: Titles of folders there are. Of those whose names hold a slash, the names stay whole.
    """
    keys = map(folder_key, set(known))
    paths = {key[:depth] for key in keys for depth in range(1, DEPTH_LIMIT + 1)}
    names: list[SafeText] = []
    for part in _SURELY_BETWEEN.split(text.strip(" /")):
        pieces = _MAYBE_BETWEEN.split(part)[: DEPTH_LIMIT * DEPTH_LIMIT]
        while pieces:
            length = _length_of_name(pieces[:DEPTH_LIMIT], names, paths)
            names.append(clean_line("/".join(pieces[:length])))
            del pieces[:length]
    return folder_title(names)


def _length_of_name(
    pieces: Sequence[str], above: Sequence[SafeText], paths: Collection[tuple[str, ...]]
) -> int:
    """Count the pieces between slashes that make the next name: several where that is known."""
    for length in range(len(pieces), 1, -1):
        name = clean_line("/".join(pieces[:length]))
        if folder_key(folder_title([*above, name])) in paths:
            return length
    return 1


def spread_slashes(text: SafeText) -> SafeText:
    """Write every slash as one that stands between two folders."""
    return clean_block(_MAYBE_BETWEEN.sub(_BETWEEN, text))


def folder_path(title: SafeText) -> tuple[SafeText, ...]:
    """Read the names of folders from a title."""
    return tuple(clean_line(name) for name in title.split(_BETWEEN) if name.strip())


def folder_key(title: SafeText) -> tuple[str, ...]:
    """Make paths of folders comparable: letters in either case are one, quotation marks none."""
    return tuple(name.replace('"', "").casefold() for name in folder_path(title))

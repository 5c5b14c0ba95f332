"""By what the sources of different stories are compared: name in whatever case, and type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.model.kinds import SourceType
from newstui.store.values import fold, storable
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.text import SafeText

_NAME_LENGTH: Final = 160
"""Characters kept of a name; a description may be a whole sentence."""
_TYPES: Final = {kind.value: kind for kind in SourceType}


class SourceKey(NamedTuple):
    """What is the same of a source in different stories."""

    folded: str
    type: SourceType


def source_name(name: str) -> SafeText:
    """Bring a name into the form that is kept.

    Quotation marks are left out: they would end the name in a query.
    """
    return clean_line(storable(name).replace('"', ""), limit=_NAME_LENGTH)


def source_key(name: str, kind: SourceType) -> SourceKey:
    """Find what makes a source of one story comparable with those of others."""
    return SourceKey(fold(source_name(name)), kind)


def source_condition(asked: str) -> tuple[str, tuple[str, ...]]:
    """Make a condition over `sources`, and its parameters, of what a query asks for.

    Args:
        asked: A part of a name; or a type, a colon and a whole name, which mean one source.
    """
    word, colon, name = asked.partition(":")
    kind = _TYPES.get(word.strip().lower())
    if colon and kind is not None:
        return "folded = ? AND type = ?", source_key(name, kind)
    return "instr(folded, ?)", (fold(source_name(asked)),)

"""What each field of a query asks of the tables: a condition in SQL, and its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.kinds import CreditKind, SourceType
from newstui.store.sourcekeys import source_condition, source_name
from newstui.store.values import fold, storable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newstui.store.outlets import Outlets

    Condition = tuple[str, tuple[object, ...]]
    Writer = Callable[[Outlets, str], Condition]

_CITING: Final = "stories.id IN (SELECT story_id FROM citations WHERE source_id IN ({}))"
_CREDITING: Final = "stories.id IN (SELECT story_id FROM credited WHERE credit_id IN ({}))"
_SOURCE_IDS: Final = "SELECT id FROM sources WHERE {}"
_CREDIT_IDS: Final = "SELECT id FROM credits WHERE {}"
_STATES: Final = {
    "unread": "NOT coalesce(marks.read, 0)",
    "read": "coalesce(marks.read, 0)",
    "bookmarked": "coalesce(marks.bookmarked, 0)",
    "hidden": "coalesce(marks.hidden, 0)",
    "highlighted": "coalesce(marks.highlighted, 0)",
    "changed": "(coalesce(marks.read, 0) AND stories.revision > marks.seen)",
    "new": "stories.id > coalesce((SELECT newest_id FROM visits), 0)",
}
_BELONGINGS: Final = {
    "quote": "stories.id IN (SELECT story_id FROM traits WHERE quotes)",
    "image": "stories.id IN (SELECT story_id FROM traits WHERE images)",
    "note": "stories.id IN (SELECT story_id FROM notes)",
}


def _feed(outlets: Outlets, value: str) -> Condition:
    return f"feed_id IN ({outlets.meant(value)})", ()


def _folder(outlets: Outlets, value: str) -> Condition:
    return f"feed_id IN ({outlets.within(value)})", ()


def _tag(_: Outlets, value: str) -> Condition:
    return (
        "stories.id IN (SELECT story_id FROM tags WHERE tag = ? COLLATE NOCASE OR tag = ?)",
        (storable(value), storable(fold(value))),
    )


def _language(_: Outlets, value: str) -> Condition:
    code = storable(value.lower())
    # Nothing but its variants stands between a code with a hyphen and one with the next sign.
    chosen = "language = ? OR (language >= ? AND language < ?)"
    return (
        f"stories.id IN (SELECT story_id FROM traits WHERE {chosen})",  # noqa: S608 - of this module's words
        (code, f"{code}-", f"{code}."),
    )


def _state(_: Outlets, value: str) -> Condition:
    return _STATES[value], ()


def _belonging(_: Outlets, value: str) -> Condition:
    return _BELONGINGS[value], ()


def _cites(_: Outlets, value: str) -> Condition:
    chosen, values = source_condition(value)
    return _CITING.format(_SOURCE_IDS.format(chosen)), values


def _type(_: Outlets, value: str) -> Condition:
    return _CITING.format(_SOURCE_IDS.format("type = ?")), (value,)


def _speaker(_: Outlets, value: str) -> Condition:
    return _cited_as(SourceType.PERSON, value)


def _role(_: Outlets, value: str) -> Condition:
    roles = "SELECT id FROM roles WHERE instr(folded, ?)"
    return (
        f"stories.id IN (SELECT story_id FROM role_holders WHERE role_id IN ({roles}))",  # noqa: S608 - of this module's words
        (_folded(value),),
    )


def _outlet(_: Outlets, value: str) -> Condition:
    return _cited_or_credited(SourceType.OUTLET, value, "instr(outlet, ?) AND kind <> ?")


def _agency(_: Outlets, value: str) -> Condition:
    return _cited_or_credited(SourceType.AGENCY, value, "instr(folded, ?) AND kind = ?")


def _credit(_: Outlets, value: str) -> Condition:
    return _CREDITING.format(_CREDIT_IDS.format("instr(folded, ?)")), (_folded(value),)


def _cited_as(kind: SourceType, value: str) -> Condition:
    chosen = _SOURCE_IDS.format("instr(folded, ?) AND type = ?")
    return _CITING.format(chosen), (_folded(value), kind.value)


def _cited_or_credited(kind: SourceType, value: str, chosen: str) -> Condition:
    cited, values = _cited_as(kind, value)
    credited = _CREDITING.format(_CREDIT_IDS.format(chosen))
    return f"({cited} OR {credited})", (*values, _folded(value), CreditKind.WIRE.value)


def _folded(value: str) -> str:
    return storable(fold(source_name(value)))


CONDITIONS: Final[Mapping[str, Writer]] = {
    "feed": _feed,
    "folder": _folder,
    "tag": _tag,
    "lang": _language,
    "is": _state,
    "has": _belonging,
    "cites": _cites,
    "type": _type,
    "speaker": _speaker,
    "role": _role,
    "outlet": _outlet,
    "agency": _agency,
    "credit": _credit,
}
"""By the field's name: makes its condition of the feeds there are and of its value."""

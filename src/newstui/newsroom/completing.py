"""Completing a query while it is typed: which field or value is begun, and what may stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.store.knownvalues import list_known
from newstui.store.querytable import BY_NAME, FIELDS, Known
from newstui.store.querytokens import Kind, tokens
from newstui.store.values import fold
from newstui.text.clean import clean_block

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.querytable import QueryField

_BARE: Final = re.compile(r'[^\s()"]+')
"""What can be written without quotation marks."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """The end of a query, where something is begun."""

    before: str
    """What stands before it and stays."""
    name: str
    """A field as it is written; empty while none is."""
    part: str
    """The beginning of a name of a field, or of a value."""

    @property
    def field(self) -> QueryField | None:
        """The field whose value is begun; `None` while there is none with known values."""
        field = BY_NAME.get(self.name.lower())
        return None if field is None or field.known is Known.NOTHING else field

    def fill(self, value: str) -> SafeText:
        """Write the query with a name of a field, or with a value, quoted where it must be."""
        if not self.name:
            return clean_block(f"{self.before}{value}")
        if not _BARE.fullmatch(value):
            # A quotation mark cannot be written; most fields are asked for parts of names anyway.
            value = f'"{max(value.split(chr(34)), key=len).strip()}"'
        return clean_block(f"{self.before}{self.name}:{value}")


def find_fragment(text: str) -> Fragment | None:
    """Find what is begun at the end of a query; `None` when nothing can be completed there."""
    last = None
    for token in tokens(text):
        last = token
    if last is None or last.end < len(text) or last.kind is Kind.OPEN:
        return Fragment(text, "", "")
    start = last.start + last.is_negated
    if last.field and (last.kind is Kind.WORD or last.is_open):
        name = text[start : text.index(":", start)]
        return Fragment(text[:start], name, last.text)
    if last.kind is Kind.WORD:
        part = "" if last.text == "-" else last.text
        return Fragment(text[: len(text) - len(part)], "", part)
    return None


def list_fields(part: str) -> list[SafeText]:
    """List the fields whose names begin so, each with its colon."""
    names = BY_NAME if part else [field.name for field in FIELDS]
    return [clean_block(f"{name}:") for name in names if name.startswith(part.lower())]


def list_values(archive: Archive, fragment: Fragment) -> list[SafeText]:
    """List known values of a field that hold what is typed, first where a word begins so."""
    if fragment.field is None:
        return []
    found = list_known(archive, fragment.field, part=fragment.part)
    begun = fold(fragment.part)
    return sorted(found, key=lambda value: f" {begun}" not in f" {fold(value)}")

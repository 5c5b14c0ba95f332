"""Which entry is which: the key that an entry keeps while its feed is edited and moved.

The publisher's identifier without its scheme, else the link without its scheme, else title and
date. An identifier that stands twice in one document is told apart by link, then by title.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newstui.model.story import Entry

_SCHEME: Final = re.compile(r"^https?://", re.IGNORECASE)
_DIGITS: Final = 20


def entry_keys(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Give every entry of one document its key; entries that are the same share one.

    A key is a letter for what it was made of, a colon, and hexadecimal digits.
    """
    names = [_name(entry) for entry in entries]
    for tell_apart in (_by_link, _by_title):
        names = _part(names, entries, tell_apart)
    return tuple(f"{name[0]}:{_digest(name)}" for name in names)


def _part(
    names: list[str], entries: Sequence[Entry], tell_apart: Callable[[Entry], str]
) -> list[str]:
    """Add what tells entries of one name apart, where it really does."""
    shared = {name for name, count in Counter(names).items() if count > 1}
    parts = [
        tell_apart(entry) if name in shared else ""
        for name, entry in zip(names, entries, strict=True)
    ]
    variants: dict[str, set[str]] = {}
    for name, part in zip(names, parts, strict=True):
        variants.setdefault(name, set()).add(part)
    return [
        f"{name}\n{part}" if len(variants[name]) > 1 else name
        for name, part in zip(names, parts, strict=True)
    ]


def _name(entry: Entry) -> str:
    guid = _without_scheme(entry.guid)
    if guid:
        return f"g{guid}"
    link = _without_scheme(entry.url)
    if link:
        return f"l{link}"
    when = entry.published or entry.updated
    return f"t{entry.title}\n{when.isoformat() if when else ''}" + (
        "" if entry.title or when else _digest(entry.body)
    )


def _by_link(entry: Entry) -> str:
    return _without_scheme(entry.url)


def _by_title(entry: Entry) -> str:
    return entry.title


def _without_scheme(address: str) -> str:
    return _SCHEME.sub("", address.strip())


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]

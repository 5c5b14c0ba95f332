"""Which language a listing is written in, as its publisher tells."""

from __future__ import annotations

import re
from typing import Final

_CLASS: Final = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|brush:)-?\s?([\w+#-]{1,20})", re.IGNORECASE
)
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9+#-]{0,19}")
_NONE: Final = frozenset({"", "none", "plain", "plaintext", "text", "txt"})


def read_language(attributes: dict[str, str]) -> str:
    """Read the language from an element's attributes; empty when none is told."""
    named = attributes.get("data-lang") or attributes.get("data-language") or ""
    if not named and (found := _CLASS.search(attributes.get("class", ""))):
        named = found[1]
    named = named.strip().lower()
    return named if named not in _NONE and _NAME.fullmatch(named) else ""

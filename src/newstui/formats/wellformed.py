"""What makes a document that should be XML none (XML 1.0, section 2.1): the first line and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.text import SafeText

_DECLARATION: Final = re.compile(r"\A(\s*)<\?xml\s[^<>]{0,200}\?>")
_REASONS: Final = {
    3: "it ends before its last end tag",
    4: "a character stands where none may, as a bare &",
    5: "it ends within a tag",
    7: "an end tag fits no start tag",
    8: "an attribute is given twice",
    9: "something follows its end",
    11: "what follows an & is no known name",
    20: "a CDATA section never ends",
    17: "a declaration stands where none may",
}
"""By number of Expat's error; others are told in its own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Where a document is not well formed first."""

    line: int
    """Counted from 1."""
    reason: SafeText


class _EntityDeclaredError(Exception):
    """The document declares an entity; nobody reads on."""


def find_flaw(text: str) -> Flaw | None:
    """Find the first thing that is not well formed; `None` when there is none.

    Entities that a document declares are a flaw, too: they are not followed. Blank lines before its
    declaration are none.
    """
    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = _refuse_entity
    text = _DECLARATION.sub(r"\1", text, count=1)
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003 - there is no more
    except expat.ExpatError as error:
        reason = _REASONS.get(error.code) or expat.ErrorString(error.code)
        return Flaw(line=error.lineno, reason=clean_line(reason))
    except _EntityDeclaredError:
        reason = "it declares entities, which are not followed"
        return Flaw(line=parser.CurrentLineNumber, reason=clean_line(reason))
    return None


def _refuse_entity(*_declaration: object) -> None:
    raise _EntityDeclaredError

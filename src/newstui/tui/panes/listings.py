"""Colours of code, where its language is told: read by Pygments, imported when first needed."""

from __future__ import annotations

from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Final

from newstui.model.kinds import SourceType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style

    from newstui.tui.themes import Look

_LENGTH_LIMIT: Final = 6_000
"""Characters; a longer listing is not coloured, since a single pattern may take too long on it."""
_SECONDS: Final = 0.1
"""After that a listing is left without colours: it was made to be slow to read."""
_NAMES: Final = (
    "bash c c++ clojure console cpp cs csharp css dart diff docker dockerfile elixir elm erlang "
    "fish go golang haskell hs html http ini java javascript js json jsx julia kotlin lua make "
    "makefile nim nix objective-c objectivec ocaml patch perl php powershell py python r rb rs "
    "ruby rust scala scss sh shell sql swift tcl toml ts tsx typescript vim xml yaml yml zig zsh"
)
_LANGUAGES: Final = frozenset(_NAMES.split())
"""Languages whose listings are coloured, by the names their publishers use."""

Token = tuple[int, int, str]
"""Start and end in the listing, and what stands there."""


@lru_cache(maxsize=16)
def read_code(code: str, language: str) -> tuple[Token, ...]:
    """Find keywords, strings, numbers, names and comments of a listing; none of a language unknown.

    Args:
        code: The listing.
        language: As its publisher calls it.
    """
    if language not in _LANGUAGES or len(code) > _LENGTH_LIMIT:
        return ()
    deadline, tokens = 0.0, []
    for token in _tokens(code, language):
        # The first one also pays for importing the language's patterns.
        deadline = deadline or monotonic() + _SECONDS
        if monotonic() > deadline:
            return ()
        if token[2]:
            tokens.append(token)
    return tuple(tokens)


def _tokens(code: str, language: str) -> Iterator[Token]:
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Comment, Generic, Keyword, Name, Number, String
    from pygments.util import ClassNotFound

    kinds = (
        (Comment, "comment"),
        (Keyword, "keyword"),
        (Generic.Deleted, "keyword"),
        (String, "string"),
        (Generic.Inserted, "string"),
        (Number, "number"),
        (Name.Function, "name"),
        (Name.Class, "name"),
        (Name.Tag, "name"),
    )
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return
    for start, token, value in lexer.get_tokens_unprocessed(code):
        for kind, name in kinds:
            if token in kind:
                yield start, start + len(value), name
                break
        else:
            yield start, start, ""


def token_style(name: str, look: Look) -> Style:
    """Choose how a part of a listing is drawn, in the colours there are."""
    styles = {
        "comment": look.muted + look.emphasis,
        "keyword": look.accent + look.strong,
        "string": look.types[SourceType.PERSON],
        "number": look.types[SourceType.GOVERNMENT],
        "name": look.strong,
    }
    return styles[name]

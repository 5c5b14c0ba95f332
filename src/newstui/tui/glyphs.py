"""The characters that draw dots, stars and lines, and their ASCII twins."""

from __future__ import annotations

import locale
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.config import Glyphs

if TYPE_CHECKING:
    from collections.abc import Mapping


class GlyphSet(NamedTuple):
    """One cell each character."""

    unread: str = "●"
    changed: str = "○"
    bookmarked: str = "★"
    highlighted: str = "◆"
    here: str = "▌"
    tick: str = "▏"
    bar: str = "▌"
    open: str = "▾"
    folded: str = "▸"
    rule: str = "─"
    image: str = "▒"
    quote: str = "│"
    dot: str = "·"
    chosen: str = "›"
    continued: str = "↳"
    ellipsis: str = "…"
    frame: str = "╭╮╰╯─│"
    """Corners from the left top, then what runs across and what runs down."""
    is_ascii: bool = False
    """Whether other signs are drawn as their ASCII twins, too, where they have one."""


UNICODE = GlyphSet()
ASCII = GlyphSet(
    unread="*",
    changed="o",
    bookmarked="+",
    highlighted="!",
    here=">",
    tick=":",
    bar="#",
    open="v",
    folded=">",
    rule="-",
    image="%",
    quote="|",
    dot="-",
    chosen="=",
    continued="\\",
    ellipsis="~",
    frame="++++-|",
    is_ascii=True,
)
_SIGNS: Final = (
    ('"', "“”„‟«»″"),
    ("'", "‘’‚‛‹›′"),
    ("-", "‐‑‒–—―−·‧─━"),
    ("~", "…"),
    ("*", "•‣▪■●★☆◆"),
    ("o", "◦○"),
    ("x", "×"),
    (">", "→⇒▸►"),
    ("<", "←⇐"),
    ("^", "↑"),
    ("v", "↓▾"),
    ("|", "│┃▏▌"),
    ("#", "█"),
    *zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True),
    (" ", "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f"),
)
ASCII_TWINS: Final = {ord(sign): twin for twin, signs in _SIGNS for sign in signs}
"""Signs that say the same in ASCII, one cell for one; letters and other scripts have none."""
_WIDE_LOCALES = ("zh", "ja", "ko")


def choose_glyphs(setting: Glyphs, environ: Mapping[str, str]) -> GlyphSet:
    """Choose by setting; left to itself, by what the locale can show in one cell."""
    if setting is Glyphs.AUTO:
        return ASCII if _is_doubtful(environ) else UNICODE
    return ASCII if setting is Glyphs.ASCII else UNICODE


def _is_doubtful(environ: Mapping[str, str]) -> bool:
    """Whether dots and lines may be unknown or two cells wide here."""
    if environ.get("TERM") in {"dumb", "linux"}:
        return True
    name = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    if name in {"C", "POSIX"}:
        return True
    encoding = name.partition(".")[2] or locale.getpreferredencoding(do_setlocale=False)
    is_utf8 = encoding.lower().replace("-", "").startswith("utf8")
    return not is_utf8 or name.startswith(_WIDE_LOCALES)

"""The forms in which words are indexed beside the text, and looked for.

SQLite's own tokenizer takes diacritics off Latin letters and lowers cases. Left to do are scripts
without spaces, of which every two neighbouring characters are indexed as a word; and letters it
takes as they are: ß, ø, accented Greek, vowel points of Arabic and Hebrew, compatibility forms.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from newstui.text.finding import PLAIN_LETTERS

_UNSPACED: Final = (
    # Thai, Lao; Tibetan; Myanmar; Khmer.
    "\u0e00-\u0e7f\u0e80-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"
    # Kana and Bopomofo; ideographs, the rare and the compatible ones too; half-width kana.
    "\u3005-\u3007\u3031-\u3035\u3040-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_RUN: Final = re.compile(f"[{_UNSPACED}]+")
_MARKS: Final = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640"
)
_MARK: Final = re.compile(f"[{_MARKS}]")
WORD: Final = re.compile(rf"[\w{_MARKS}{_UNSPACED}]+")
"""A word, or a run of several in a script without spaces."""
_SEEN_BY_SQLITE: Final = re.compile("[\u0300-\u0331]")


def has_words(text: str) -> bool:
    """Whether there is anything in it that is indexed: letters or digits."""
    return any(char.isalnum() for char in text)


def is_punctuation(text: str) -> bool:
    """Whether it says nothing by itself: punctuation, spaces, or nothing at all."""
    return all(char.isspace() or unicodedata.category(char)[0] == "P" for char in text)


def plain(word: str) -> str:
    """Bring a word into the form in which all its spellings are one."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word).casefold()
    bare = _MARK.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", bare).translate(PLAIN_LETTERS)


@lru_cache(4_096)
def is_odd(char: str) -> bool:
    """Whether SQLite's tokenizer would not make of a character what `plain` does."""
    if _RUN.match(char) or _MARK.match(char):
        return not _SEEN_BY_SQLITE.match(char)
    lowered = char.lower()
    # It takes marks off where that leaves a letter of ASCII.
    bare = _MARK.sub("", unicodedata.normalize("NFD", lowered))
    return plain(char) != (bare if bare.isascii() else lowered)


def forms(text: str) -> str:
    """List the words by which a text is found beside its own, in its order."""
    if text.isascii():
        return ""
    found: list[str] = []
    odd = {char for char in set(text) if not char.isascii() and is_odd(char)}
    if not odd:
        return ""
    for word in WORD.findall(text):
        if word.isascii() or odd.isdisjoint(word):
            continue
        for part, is_unspaced in split_scripts(word):
            if is_unspaced:
                found += pairs(part)
            elif not odd.isdisjoint(part):
                found.append(plain(part))
    return " ".join(found)


def split_scripts(word: str) -> list[tuple[str, bool]]:
    """Cut a word where a script without spaces begins or ends; tell which parts are in one."""
    parts: list[tuple[str, bool]] = []
    done = 0
    for run in _RUN.finditer(word):
        if run.start() > done:
            parts.append((word[done : run.start()], False))
        parts.append((run[0], True))
        done = run.end()
    if done < len(word):
        parts.append((word[done:], False))
    return parts


def pairs(run: str) -> list[str]:
    """Write a run of a script without spaces as what is indexed of it.

    That is every two neighbours, and the last character alone: so each one begins a word.
    """
    chars = unicodedata.normalize("NFKC", run)
    return [chars[at : at + 2] for at in range(len(chars))]

"""Stories that the index of words does not know yet, found by their titles and authors."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from newstui.store.fulltext import is_open
from newstui.store.querytree import All, Any, Not, Words
from newstui.store.wordforms import WORD, plain, split_scripts

if TYPE_CHECKING:
    from newstui.store.archive import Archive
    from newstui.store.querytree import Node

# Its index holds all that is read here but the first words of stories without a title.
_ROWS: Final = """
    SELECT id, folded, CASE WHEN folded = '' OR unicode(folded) = 10 THEN first_words END
    FROM stories INDEXED BY stories_to_index WHERE indexed = 0
"""


class Unindexed:
    """Those there are when they are first asked for.

    Read before the index is, what is indexed in between is found twice rather than not at all.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def find(self, node: Node) -> set[int]:
        """Find those that have the words asked for; nothing but words is understood."""
        match node:
            case Words():
                return self._with_words(node)
            case Not(part):
                return {story_id for story_id, _ in self._all} - self.find(part)
            case All(parts):
                return set.intersection(*map(self.find, parts))
            case Any(parts):
                return set.union(*map(self.find, parts))
            case _:
                return set()

    def _with_words(self, words: Words) -> set[int]:
        wanted = _wanted(words)
        parts = wanted.split()
        return {
            story_id
            for story_id, named in self._all
            # Most are told apart by this, in a tenth of the time.
            if all(part in named for part in parts) and _says(named, wanted, words.column)
        }

    @cached_property
    def _all(self) -> list[tuple[int, str]]:
        """Their numbers, and the plain form of title and authors, parted by a line break."""
        rows = self._archive.read(_ROWS)
        return [
            (story_id, plain((first_words or "") + folded))
            for story_id, folded, first_words in rows
        ]


def _says(named: str, wanted: str, column: str) -> bool:
    title, _, authors = named.partition("\n")
    return (column != "authors" and wanted in _spelled(title)) or (
        column != "title" and wanted in _spelled(authors)
    )


def _wanted(words: Words) -> str:
    """Spell what is looked for: a phrase as it is, a word by its beginning.

    In a script without spaces it may stand anywhere.
    """
    spelled = _spelled(plain(words.text))
    if any(is_unspaced for _, is_unspaced in split_scripts(spelled)):
        return spelled.strip()
    return spelled.rstrip() if is_open(words) else spelled


def _spelled(text: str) -> str:
    """Write the words of a text alone, each between spaces."""
    return f" {' '.join(WORD.findall(text.replace('_', ' ')))} "

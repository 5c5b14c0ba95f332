"""Several of one surname: "Mr Kern" and "Mrs Kern", "Mayor Kern" and "Councillor Ana Kern"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer
from newstui.attribution.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newstui.attribution.appearances import Appearance
    from newstui.attribution.people import Person


def bearers(
    found: list[Person], namesakes: Sequence[Person], gender: str, titles: Sequence[str]
) -> list[Person]:
    """Tell which of several with one surname "Mrs Kern" or "Mayor Kern" is.

    Args:
        found: Who agrees with the sex.
        namesakes: Everybody of that surname.
        gender: What the titles tell of it.
        titles: Those before the surname.
    """
    offices = offices_of(titles)
    if offices:
        return [person for person in found if offices & person.offices]
    is_known = [one.gender for one in found] == [gender] or len(namesakes) > len(found)
    return found if gender and is_known else []


def offices_of(titles: Iterable[str]) -> set[str]:
    """Return the titles that one person has and another has not, written out."""
    return {_WRITTEN_OUT.get(title, title) for title in titles} - _ANYBODYS - gazetteer.COURTESIES


_WRITTEN_OUT: Final = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "prof": "professor",
    "col": "colonel",
    "capt": "captain",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "cllr": "councillor",
    "coun": "councillor",
    "rev": "reverend",
}
_ANYBODYS: Final = words(
    "candidate nominee leader lawmaker politician republican democrat democratic labour "
    "conservative former acting rival incumbent businessman billionaire author host man woman"
)
"""What people are called beside any office they hold."""


def find_namesakes(
    by_last: Mapping[str, Sequence[Person]], found: Iterable[Appearance]
) -> Iterator[str]:
    """Find surnames that several bear, of whom not all are named in full.

    They are "Mr Kern" and "Mrs Kern", or a "Mayor Kern" who was there before "Councillor Ana Kern".
    """
    sexes: dict[str, set[str]] = {}
    for one in found:
        if len(one.words) > 1 or not one.titles:
            continue
        surname, offices = one.lower[0], offices_of(one.titles)
        known = by_last.get(surname, ())
        held = sexes.setdefault(surname, {person.gender for person in known} - {""})
        held |= {one.gender} - {""}
        others = bool(known) and all(
            one.start < person.start and person.offices and not offices & person.offices
            for person in known
        )
        if (one.gender and len(held) > 1) or (offices and others):
            yield surname

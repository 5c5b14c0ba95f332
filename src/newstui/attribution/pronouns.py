"""Whom "he" and "she" mean before a verb of speech.

The last speaker goes on, unless the text has turned to somebody else. Where two may be meant the
answer is nobody: a wrong name is worse than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstui.attribution.drafts import Draft, Place
    from newstui.attribution.people import Key, People, Person

PARAGRAPHS_BACK: Final = 3
"""How far a pronoun looks for whom it stands for."""
_SIGHTINGS: Final = 60
_SENTENCES_BACK: Final = 2

BOTH: Final = frozenset(
    f"{opener}{noun}"
    for opener in ("both", "both of them", "the two", "the pair", "the duo")
    for noun in ("", " men", " women", " officials", " politicians", " leaders")
)
"""Words for the two who spoke together or were named last, in lower case."""
PAIR: Final = 2

Persons = dict[int, "Person"]
"""Persons by their number."""


def may_be(last: tuple[Draft, Place], gender: str, place: Place) -> bool:
    """Whether the last speaker agrees with a pronoun and spoke near it."""
    draft, where = last
    return place.paragraph - where.paragraph <= PARAGRAPHS_BACK and draft.gender in {"", gender}


def pair_before(people: People, place: Place) -> list[Person]:
    """Return the two persons of the sentence before, else the only two of those around it."""
    seen = people.seen(0, place.start, _SIGHTINGS)
    for back in (1, _SENTENCES_BACK + 1):
        near = [one.person for one in seen if one.sentence >= place.sentence - back]
        found = {person.number: person for person in near}
        if len(found) == PAIR:
            return list(found.values())
    return []


def person_meant(
    people: People,
    gender: str,
    place: Place,
    last: tuple[Draft, Place] | None,
    draft_of: Callable[[Key], Draft | None],
) -> Draft | Person | None:
    """Find whom a pronoun means.

    Args:
        people: Everybody the story names.
        gender: "m" or "f".
        place: Where the pronoun stands.
        last: The last speaker who agrees, and where that was.
        draft_of: Gives the entity of a person who spoke before.
    """
    spoke = -1 if last is None else last[1].sentence
    turned = spoke < place.sentence - 1 and place.sentence - 1 in people.unnamed
    own = None if last is None else last[0]
    turned = turned or not people.shared.isdisjoint(
        range(max(spoke, place.sentence - 2) + 1, place.sentence + 1)
    )
    noun = people.told_of.get(place.sentence - 1)
    if noun is not None and spoke < place.sentence - 1:
        turned = turned or own is None or noun not in own.words()
    if turned or (last is not None and not last[0].gender and _is_doubtful(people, gender, *last)):
        return None
    since = 0 if last is None else last[1].start
    rivals = {
        number: person
        for number, person in _named_since(people, gender, place, since).items()
        if own is None or draft_of(person.key) is not own
    }
    nearest = {
        one.person.number: one.person
        for one in people.seen(since, place.start, _SIGHTINGS)
        if one.person.number in rivals and place.sentence - one.sentence in {0, 1}
    }
    if own is None or last is None:
        return _only(rivals, nearest, gender)
    topic = _topic(people, nearest, place)
    if topic is not None and (topic.gender or not own.gender):
        return topic
    if not rivals:
        told = last[1]
        goes_on = place.paragraph == told.paragraph or place.sentence <= told.sentence + 1
        others = (person.key for person in _told_about(people, gender, told))
        return own if goes_on or all(draft_of(key) is own for key in others) else None
    unsure = topic is not None and _acts_in(people, topic, last[1], place)
    if own.gender == gender and not unsure and _goes_on(last[1], place, rivals, topic):
        return own
    sure = [person for person in rivals.values() if person.gender == gender]
    return sure[0] if len(sure) == 1 and not own.gender else None


def _is_doubtful(people: People, gender: str, own: Draft, told: Place) -> bool:
    """Whether "he" may not be the last speaker, whose sex is unknown.

    The sentence goes on about the other sex, "Li said she was late", or names another who may be
    meant as well.
    """
    after = {sex for sex, at in people.sexes.get(told.sentence, {}).items() if at > told.start}
    if after and gender not in after:
        return True
    return any(
        one.sentence == told.sentence
        and one.person is not own.person
        and one.person.gender in {"", gender}
        for one in people.seen(0, told.start, _SIGHTINGS)
    )


def _named_since(people: People, gender: str, place: Place, since: int) -> Persons:
    """Return who agrees with a pronoun and is named before it."""
    return {
        one.person.number: one.person
        for one in people.seen(since, place.start, _SIGHTINGS)
        if place.paragraph - one.paragraph <= PARAGRAPHS_BACK
        and one.person.sure
        and one.person.gender in {"", gender}
    }


def _only(rivals: Persons, nearest: Persons, gender: str) -> Person | None:
    """Take the only person there is, if known to agree or named close by."""
    if [person.gender for person in nearest.values()] == [gender]:
        rivals = nearest
    if len(rivals) != 1:
        return None
    (person,) = rivals.values()
    return person if person.gender == gender or person.number in nearest else None


def _topic(people: People, nearest: Persons, place: Place) -> Person | None:
    """Return the only person of this sentence and the one before, if one is about them."""
    if len(nearest) != 1:
        return None
    (person,) = nearest.values()
    about = any(
        one.subject and one.person is person and one.sentence >= place.sentence - 1
        for one in people.seen(0, place.start, _SIGHTINGS)
    )
    return person if about else None


def _acts_in(people: People, person: Person, told: Place, place: Place) -> bool:
    """Whether somebody acts in the last speaker's sentence: `"No," Li said, and Kern left`."""
    return any(
        one.sentence == told.sentence and one.subject and one.person is person
        for one in people.seen(told.start, place.start, _SIGHTINGS)
    )


def _told_about(people: People, gender: str, last: Place) -> Iterator[Person]:
    """Return who may go on being told about: "Stein has died, her niece said. ¶ She was 90."."""
    for one in people.seen(0, last.start, _SIGHTINGS):
        if one.sentence == last.sentence and one.subject and one.person.gender in {"", gender}:
            yield one.person


def _goes_on(last: Place, place: Place, rivals: Persons, topic: Person | None) -> bool:
    """Whether the last speaker is meant though others were named since."""
    if last.sentence >= place.sentence - 1 and topic is None:
        return True
    rivalled = any(person.gender for person in rivals.values())
    return not rivalled and (topic is None or last.sentence >= place.sentence - _SENTENCES_BACK)

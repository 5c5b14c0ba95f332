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
    from newstui.attribution.turns import Turn

PARAGRAPHS_BACK: Final = 3
"""How far a pronoun looks for whom it stands for."""
SIGHTINGS: Final = 60
"""Places looked back over where somebody is named."""
_SENTENCES_BACK: Final = 2
_LOOKED_BACK: Final = 12
"""Sentences in which the text may have turned to somebody else."""

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
    seen = people.seen(0, place.start, SIGHTINGS)
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
) -> Draft | Person | Turn | None:
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
    turned = turned or (last is not None and _is_answer(people, gender, place, last, draft_of))
    if not turned and _is_turned(people, gender, place, last, draft_of):
        return _newcomer(people, gender, place, own)
    if turned or (last is not None and not last[0].gender and _is_doubtful(people, gender, *last)):
        return None
    return _chosen(people, gender, place, last, draft_of)


def _chosen(
    people: People,
    gender: str,
    place: Place,
    last: tuple[Draft, Place] | None,
    draft_of: Callable[[Key], Draft | None],
) -> Draft | Person | None:
    """Choose between the last speaker and those named since."""
    own = None if last is None else last[0]
    since = 0 if last is None else last[1].start
    rivals = {
        number: person
        for number, person in _named_since(people, gender, place, since).items()
        if own is None or draft_of(person.key) is not own
    }
    nearest = {
        one.person.number: one.person
        for one in people.seen(since, place.start, SIGHTINGS)
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
    return None if own.gender else _only_sure(rivals, gender)


def _only_sure(rivals: Persons, gender: str) -> Person | None:
    """Take the only one whose sex is known to agree."""
    sure = [person for person in rivals.values() if person.gender == gender]
    return sure[0] if len(sure) == 1 else None


def _is_turned(
    people: People,
    gender: str,
    place: Place,
    last: tuple[Draft, Place] | None,
    draft_of: Callable[[Key], Draft | None],
) -> bool:
    """Whether the text has turned to somebody else who may be meant, but is not known to be.

    That is somebody without a full name, or of unknown sex while the last speaker's is known.
    """
    own, spoke = (
        (None, place.sentence - _SENTENCES_BACK) if last is None else (last[0], last[1].sentence)
    )
    known = set() if own is None else own.words()
    seen = people.seen(0 if last is None else last[1].start, place.start, SIGHTINGS)
    for number in range(place.sentence, max(spoke, place.sentence - _LOOKED_BACK), -1):
        if any(
            turn.start < place.start and turn.gender in {"", gender} and turn.word not in known
            for turn in people.turns.get(number, ())
        ):
            return True
        if people.going_on.get(number) == gender:
            continue
        about = [
            one.person
            for one in seen
            if one.sentence == number and one.subject and one.person.gender in {"", gender}
        ]
        if about:
            if own is None or any(draft_of(person.key) is own for person in about):
                return False
            return bool(own.gender) and not all(person.gender for person in about)
    return False


def _newcomer(people: People, gender: str, place: Place, own: Draft | None) -> Turn | None:
    """Return Orr of `Kern mocked Orr. Orr struck back. "Nonsense," he said.`."""
    near = (place.sentence - 1, place.sentence)
    turns = [turn for number in near for turn in people.turns.get(number, ())]
    turns = [turn for turn in turns if turn.start < place.start and turn.gender in {"", gender}]
    named = any(
        one.subject and one.sentence in near and one.person.gender in {"", gender}
        for one in people.seen(0, place.start, SIGHTINGS)
    )
    if len(turns) != 1 or named or not turns[0].name:
        return None
    agrees = turns[0].gender == gender or own is None or not own.gender
    return turns[0] if agrees else None


def _is_answer(
    people: People,
    gender: str,
    place: Place,
    last: tuple[Draft, Place],
    draft_of: Callable[[Key], Draft | None],
) -> bool:
    """Whether whom something was told may answer: `"It holds," Kern told Orr. "No," he said.`."""
    own, where = last
    if where.sentence != place.sentence - 1 or place.sentence not in people.quoted:
        return False
    return any(
        not own.gender
        if person is None
        else person.gender in {"", gender} and draft_of(person.key) is not own
        for person in people.told.get(where.sentence, ())
    )


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
        for one in people.seen(0, told.start, SIGHTINGS)
    )


def _named_since(people: People, gender: str, place: Place, since: int) -> Persons:
    """Return who agrees with a pronoun and is named before it."""
    return {
        one.person.number: one.person
        for one in people.seen(since, place.start, SIGHTINGS)
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
        for one in people.seen(0, place.start, SIGHTINGS)
    )
    return person if about else None


def _acts_in(people: People, person: Person, told: Place, place: Place) -> bool:
    """Whether somebody acts in the last speaker's sentence: `"No," Li said, and Kern left`."""
    return any(
        one.sentence == told.sentence and one.subject and one.person is person
        for one in people.seen(told.start, place.start, SIGHTINGS)
    )


def _told_about(people: People, gender: str, last: Place) -> Iterator[Person]:
    """Return who may go on being told about: "Stein has died, her niece said. ¶ She was 90."."""
    for one in people.seen(0, last.start, SIGHTINGS):
        if one.sentence == last.sentence and one.subject and one.person.gender in {"", gender}:
            yield one.person


def _goes_on(last: Place, place: Place, rivals: Persons, topic: Person | None) -> bool:
    """Whether the last speaker is meant though others were named since."""
    if last.sentence >= place.sentence - 1 and topic is None:
        return True
    rivalled = any(person.gender for person in rivals.values())
    return not rivalled and (topic is None or last.sentence >= place.sentence - _SENTENCES_BACK)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.attribution import attribute
from newstui.model.attribution import SourceType, Via

if TYPE_CHECKING:
    from newstui.model.attribution import Entity


def _source(text: str, index: int = -1) -> Entity | None:
    """Return the entity behind one attribution of a text, the last by default."""
    analysis = attribute(text)
    return analysis.entity_of(analysis.attributions[index])


def _canonical(text: str, index: int = -1) -> str | None:
    entity = _source(text, index)
    return None if entity is None else entity.canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        # a last name, a title and a first name alone stand for the full name of the story
        ("Pavel Kern arrived on Monday. Kern said it had sunk.", "Pavel Kern"),
        ("Kern said it had sunk. Pavel Kern owns the boat.", "Pavel Kern"),
        ("Croatian Transport Minister Pavel Kern spoke. Mr. Kern said it had sunk.", "Pavel Kern"),
        ("Pavel K. Kern arrived. Pavel Kern said it had sunk.", "Pavel K. Kern"),
        ("Mr. Pavel Kern and Ms. Vera Kern arrived. Ms. Kern said it had sunk.", "Vera Kern"),
        # two of one name: neither
        ("Pavel Kern met Vera Kern. Kern said it had sunk.", "Kern"),
        # organisations, acronyms, and the noun that stands for the last one named
        (
            "The Baltic Ferry Council (BFC) met. The BFC said it had sunk.",
            "Baltic Ferry Council",
        ),
        ("The Baltic Ferry Council met. The council said it had sunk.", "Baltic Ferry Council"),
        ("The mayor, Mara Stein, left. The mayor said it had sunk.", "mayor"),
        ("The mayor, Mara Stein, said it was dry. The mayor said it had sunk.", "Mara Stein"),
        # pronouns
        ("Pavel Kern said it was dry. He said it had sunk.", "Pavel Kern"),
        ("Pavel Kern met Mara Stein. She said it had sunk.", "Mara Stein"),
        ("Pavel Kern said it was dry. Mara Stein left. He said it had sunk.", "Pavel Kern"),
        ("Pavel Kern met Tom Holm. He said it had sunk.", None),
        ("It was dry. She said it had sunk.", None),
        ("Pavel Kern left.\n\nRain fell.\n\nSun shone.\n\nWind blew.\n\nHe said it sank.", None),
        ("The council said it was dry. It said the boat had sunk.", "council"),
        ("Pavel Kern said it was dry. It said the boat had sunk.", None),
        # a relative pronoun
        ("Pavel Kern, who said it had sunk, left.", "Pavel Kern"),
        # two sources are neither of them
        ("Pavel Kern and his crew said it had sunk.", "Pavel Kern and his crew"),
    ],
)  # fmt: skip
def test_a_mention_is_resolved_to_the_storys_name_or_not_at_all(
    text: str, canonical: str | None
) -> None:
    assert _canonical(text) == canonical


def test_one_person_is_one_entity_however_mentioned() -> None:
    text = (
        "Pavel Kern, head of the ferry line, said it had sunk. Kern said a tug would come. "
        "“It is a pity,” he said."
    )
    analysis = attribute(text)
    (entity,) = analysis.entities
    assert (entity.canonical, entity.type, entity.gender) == ("Pavel Kern", SourceType.PERSON, "m")
    assert entity.roles == ("head of the ferry line",)
    assert "Kern" in entity.aliases
    assert text[slice(*entity.first)].startswith("Pavel Kern")
    mentions = [found.mention for found in analysis.attributions]
    assert [mention.via for mention in mentions if mention] == [Via.NAME, Via.NAME, Via.PRONOUN]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pavel Kern said it had sunk.", SourceType.PERSON),
        ("The prime minister said it had sunk.", SourceType.PERSON),
        ("Officials said it had sunk.", SourceType.ANONYMOUS),
        ("A senior official, who asked not to be named, said it had sunk.", SourceType.ANONYMOUS),
        ("People familiar with the matter said it had sunk.", SourceType.ANONYMOUS),
        ("The ministry said it had sunk.", SourceType.ORGANISATION),
        ("The World Health Organization said it had sunk.", SourceType.ORGANISATION),
        ("WHO said it had sunk.", SourceType.ORGANISATION),
        ("Reuters reported that it had sunk.", SourceType.AGENCY),
        ("A Croatian news agency reported that it had sunk.", SourceType.AGENCY),
        ("The Harbour Post reported that it had sunk.", SourceType.OUTLET),
        ("Local media said it had sunk.", SourceType.OUTLET),
        ("Moscow said it had sunk.", SourceType.GOVERNMENT),
        ("The Kremlin said it had sunk.", SourceType.GOVERNMENT),
        ("The indictment said it had sunk.", SourceType.DOCUMENT),
        ("A Lumen poll found that it had sunk.", SourceType.POLL),
    ],
)
def test_a_source_has_a_type(text: str, kind: SourceType) -> None:
    entity = _source(text)
    assert entity is not None
    assert entity.type is kind


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("Ferry chief Pavel Kern said it had sunk.", "Ferry chief", None),
        ("Mara Stein, a spokeswoman for the port, said it had sunk.",
         "a spokeswoman for the port", "the port"),
        ("A spokeswoman for the port said it had sunk.", "spokeswoman for the port",
         "the port"),
        ("The port's director, Mara Stein, said it had sunk.", "port's director", "The port"),
        ("Mr. Kern said it had sunk.", None, None),
        ("Kern said it had sunk.", None, None),
    ],
)  # fmt: skip
def test_a_mention_keeps_role_and_affiliation(
    text: str, role: str | None, affiliation: str | None
) -> None:
    (found,) = attribute(text).attributions
    assert found.mention is not None
    spans = (found.mention.role, found.mention.affiliation)
    assert [None if span is None else text[slice(*span)] for span in spans] == [role, affiliation]


def test_an_elided_subject_is_marked_as_such() -> None:
    _, added = attribute("Kern said it had sunk, adding that a tug would come.").attributions
    assert added.mention is not None
    assert added.mention.via is Via.ELIDED

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
        # the noun of a role, of a company, of a newspaper, of a poll
        ("Parcel company Swiftpost closed. The company said it had sunk.", "Swiftpost"),
        ("Swiftpost, a parcel company, closed. The company said it had sunk.", "Swiftpost"),
        ("Kern Lines said it was dry. The company said it had sunk.", "Kern Lines"),
        ("Kern Lines said it was dry. Holm Ferries agreed. A firm left. The firm said it sank.",
         "firm"),
        ("Kern Lines said it was dry. The council said it had sunk.", "council"),
        ("Kern Lines said it was dry. Holm Lines denied that. The firm said it had sunk.",
         "firm"),
        ("The Harbour Post reported a leak. The newspaper said it had sunk.", "Harbour Post"),
        ("The health minister, Ana Kern, said it was dry. The local minister said it had sunk.",
         "local minister"),
        ("The health minister, Ana Kern, said it was dry. The health minister said it had sunk.",
         "Ana Kern"),
        ("The local minister left. Prime Minister Ana Kern said it had sunk.", "Ana Kern"),
        ("Mayor Ana Kern said it was dry. Mayor Tom Holm left. The mayor said it had sunk.",
         "mayor"),
        ("The Kern campaign met. The Holm campaign said it had sunk.", "Holm campaign"),
        ("The Minority Leader, Ana Kern, said it had sunk.", "Ana Kern"),
        ("Orbit fell. Orbit Holdings closed. Orbit said it had sunk.", "Orbit"),
        ("A Lumen poll found it was dry. The survey found that it had sunk.", "Lumen poll"),
        ("A report by the port said it was dry. The report said it had sunk.",
         "report by the port"),
        ("The prosecutor said it was dry. The prosecutor, Mara Stein, said it had sunk.",
         "Mara Stein"),
        ("A prosecutor said it was dry. The former prosecutor, Mara Stein, said it had sunk.",
         "Mara Stein"),
        # a name set off after its noun, its titles left out
        ("The port's director, Mara Stein, said it had sunk.", "Mara Stein"),
        ("A spokeswoman for the port, Mara Stein, said it had sunk.", "Mara Stein"),
        ("The chair of the talks, Mara Stein, said it had sunk.", "Mara Stein"),
        ("The manufacturer, Voltaria, said it had sunk.", "Voltaria"),
        ("The mayor of Split, Croatia, said it had sunk.", "mayor of Split"),
        ("Minister for Shipping Mara Stein said it had sunk.", "Mara Stein"),
        ("President of Norland Mara Stein said it had sunk.", "Mara Stein"),
        ("The University of Norland Press said it had sunk.", "University of Norland Press"),
        ("Secretary of State Mara Stein said it had sunk.", "Mara Stein"),
        ("Mara Stein left. Secretary of State Stein said it had sunk.", "Mara Stein"),
        ("Chief Executive Mara Stein said it had sunk.", "Mara Stein"),
        ("Fisherman Pavel Kern said it had sunk.", "Pavel Kern"),
        ("Oliver Pavel Kern said it had sunk.", "Oliver Pavel Kern"),
        ("Energy Minister Mara Stein said it had sunk.", "Mara Stein"),
        ("Jeanne Le Breton left. Le Breton said it had sunk.", "Jeanne Le Breton"),
        ("Northway Trains closed. Northway said it had sunk.", "Northway Trains"),
        # who is named only later, or by what stands beside the name
        ("A sea safety firm said it had sunk. The firm, Voltaria, said no ship sank.",
         "Voltaria"),
        ("The town's prosecutor said it had sunk. The prosecutor, Mara Stein, wept. She said yes.",
         "Mara Stein"),
        ("A group calling itself Red Tide left. The group said it had sunk.", "Red Tide"),
        ("Mara Stein of Alda Police left. The force said it had sunk.", "Alda Police"),
        ("It awaits a ruling by the port authority, which said it had sunk.", "port authority"),
        ("The port's director, Per Olsen, said it had sunk.", "Per Olsen"),
        ("The group Harbour First said it had sunk.", "Harbour First"),
        ("Residents there said it had sunk.", "Residents there"),
        ("The Bishop of Alda, Mara Stein, said it had sunk.", "Mara Stein"),
        # names of organisations with a small word or an apostrophe within
        ("Voices for Justice said it had sunk.", "Voices for Justice"),
        ("The Royal Arborists' Society said it had sunk.", "Royal Arborists' Society"),
        # a description without what merely adds to it
        ("A study published on Monday said it had sunk.", "study"),
        ("Engineers at the port, who fled, said it had sunk.", "Engineers at the port"),
        ("His lawyer said it had sunk.", "lawyer"),
        # pronouns
        ("Rovers manager Sheila Grant left. She said it had sunk.", "Sheila Grant"),
        ("Calder Rovers won. Rovers coach Bruno Falk fumed. He said it had sunk.", "Bruno Falk"),
        ("Tom Holm said no.\n\nCouncillor Effie Munro put it at ten.\n\nShe said it sank.",
         "Effie Munro"),
        ("Tom Holm said it was dry. His aide, Pavel Kern, left. He said it had sunk.",
         "Pavel Kern"),
        ("Tom Holm said: “Bad. He told me ‘go’.”", None),
        ("The tide said no. Rain fell. He said it had sunk.", None),
        ("Ana Kern said no. Her grandson Luke agreed. He said it had sunk.", "Luke"),
        ("Hugo Venn left in May.\n\nRain fell.\n\nShe said it had sunk.", None),
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
    ],
)  # fmt: skip
def test_a_mention_is_resolved_to_the_storys_name_or_not_at_all(
    text: str, canonical: str | None
) -> None:
    assert _canonical(text) == canonical


def test_another_with_the_same_noun_stays_another() -> None:
    text = "The local minister said it was dry. Prime Minister Ana Kern said it had sunk."
    assert [_canonical(text, index) for index in (0, 1)] == ["local minister", "Ana Kern"]


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
        ("The ministry said it had sunk.", SourceType.GOVERNMENT),
        ("The Norland shipping ministry said it had sunk.", SourceType.GOVERNMENT),
        ("The Ministry of Health said it had sunk.", SourceType.GOVERNMENT),
        ("The Justice Department said it had sunk.", SourceType.GOVERNMENT),
        ("The police department said it had sunk.", SourceType.ORGANISATION),
        ("Ministry officials said it had sunk.", SourceType.ANONYMOUS),
        ("The World Health Organization said it had sunk.", SourceType.ORGANISATION),
        ("WHO said it had sunk.", SourceType.ORGANISATION),
        ("Reuters reported that it had sunk.", SourceType.AGENCY),
        ("A Croatian news agency reported that it had sunk.", SourceType.AGENCY),
        ("The Harbour Post reported that it had sunk.", SourceType.OUTLET),
        ("Local media said it had sunk.", SourceType.OUTLET),
        ("Moscow said it had sunk.", SourceType.GOVERNMENT),
        ("The Kremlin said it had sunk.", SourceType.GOVERNMENT),
        ("The indictment said it had sunk.", SourceType.DOCUMENT),
        # a personal name wins where the first name is known
        ("Sarah Guardian said it had sunk.", SourceType.PERSON),
        ("The mayor, Mark Bank, said it had sunk.", SourceType.PERSON),
        ("Mr Bank said it had sunk.", SourceType.PERSON),
        ("Mark Bank left. Bank said it had sunk.", SourceType.PERSON),
        ("Sarah Guardian left. The Guardian said it had sunk.", SourceType.OUTLET),
        ("The Charlotte Observer said it had sunk.", SourceType.OUTLET),
        ("Lloyds Bank said it had sunk.", SourceType.ORGANISATION),
        ("The Archbishop of York said it had sunk.", SourceType.PERSON),
        ("The secretary of State said it had sunk.", SourceType.PERSON),
        ("A Lumen poll found that it had sunk.", SourceType.POLL),
        # nouns for people by their shape; those of things are none
        ("Growers said it had sunk.", SourceType.ANONYMOUS),
        ("One of the hikers said it had sunk.", SourceType.ANONYMOUS),
        ("A florist said it had sunk.", SourceType.ANONYMOUS),
        ("The florist said it had sunk.", SourceType.PERSON),
        ("Ministers said it had sunk.", SourceType.ANONYMOUS),
        ("His lawyer said it had sunk.", SourceType.PERSON),
        ("His lawyer, who asked not to be named, said it had sunk.", SourceType.ANONYMOUS),
        ("Some 38 percent said it had sunk.", SourceType.ANONYMOUS),
        ("The newsletter said it had sunk.", SourceType.DOCUMENT),
        ("The draft, seen by Reuters, said it had sunk.", SourceType.DOCUMENT),
        # what stands beside a name tells what it is
        ("The network operator GridWest said it had sunk.", SourceType.ORGANISATION),
        ("Timber Kern, a data provider, said it had sunk.", SourceType.ORGANISATION),
        ("Norland Tove, which runs the dam, said it had sunk.", SourceType.ORGANISATION),
        ("Norland Tove, who runs the dam, said it had sunk.", SourceType.PERSON),
        ("The daily Morgen reported that it had sunk.", SourceType.OUTLET),
        ("Techwire reported that it had sunk.", SourceType.OUTLET),
        ("Orbit's founder left. Orbit said it had sunk.", SourceType.ORGANISATION),
        ("Energy Minister Mara Stein said it had sunk.", SourceType.PERSON),
        ("Voices for Justice said it had sunk.", SourceType.ORGANISATION),
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
        ("Mara Stein, 59, said it had sunk.", None, None),
        ("Baker Mara Stein, 59, who ran, said it had sunk.", "Baker", None),
        ("Mara Stein, 59, who runs the port, said it had sunk.", "who runs the port", None),
        ("Kern Lines, which runs the port, said it had sunk.", None, None),
        ("Dr. Mara Stein, the port's chief doctor, said it had sunk.", "the port's chief doctor",
         "the port"),
        ("Port surgeon Dr. Mara Stein said it had sunk.", "Port surgeon Dr.", None),
        ("His daughter, Mara Stein, said it had sunk.", "His daughter", None),
        ("Mr. Kern said it had sunk.", None, None),
        ("One of them, Mara Stein, said it had sunk.", None, None),
        ("Mara Stein, whose boat it was, said it had sunk.", "whose boat it was", None),
        ("The daily Morgenblatt said it had sunk.", None, None),
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


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("City captain Leo Adair fell. “It was quick,” he said.", "City captain"),
        (
            "Leo Adair, a surgeon at the Coast Clinic, left. “Late,” he said.",
            "a surgeon at the Coast Clinic",
        ),
    ],
)
def test_a_role_is_also_told_where_somebody_is_named_and_says_nothing(text: str, role: str) -> None:
    (entity,) = attribute(text).entities
    assert (entity.canonical, entity.roles) == ("Leo Adair", (role,))


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Sen. Mara Stein, D-Ohio, said it had sunk.", ("Sen., D-Ohio",)),
        ("Mara Stein (R-Fla.), the chair, said it had sunk.", ("the chair, R-Fla.",)),
        ("“It sank,” said Mara Stein (Labour, Leeds).", ("Labour, Leeds",)),
        ("Mara Stein (Labour) said it had sunk.", ("Labour",)),
        ("Mara Stein (the Gazette) said it had sunk.", ()),
        ("Mara Stein (54) said it had sunk.", ()),
    ],
)
def test_a_party_belongs_to_the_role(text: str, roles: tuple[str, ...]) -> None:
    entity = _source(text)
    assert entity is not None
    assert entity.roles == roles


def test_an_elided_subject_is_marked_as_such() -> None:
    _, added = attribute("Kern said it had sunk, adding that a tug would come.").attributions
    assert added.mention is not None
    assert added.mention.via is Via.ELIDED


def test_where_somebody_belongs_is_known_from_their_first_mention() -> None:
    told = "The team, led by Dr Pavel Kern of the University of Alda, left. Kern said it had sunk."
    entity = _source(told)
    assert entity is not None
    assert (entity.canonical, entity.roles) == ("Pavel Kern", ("of the University of Alda",))
    entity = _source(told.replace("the University of Alda", "Alda"))
    assert entity is not None
    assert entity.roles == ()

"""What well-known words say about a source: its kind, its sex, its number. Data to extend."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from newstui.attribution.given_names import FEMALE_NAMES, MALE_NAMES
from newstui.attribution.lexicon import words
from newstui.attribution.name_words import (
    AGENCIES,
    AGENCY_NAMES,
    CAPITALS,
    COMPANY_ENDINGS,
    COMPANY_SURNAMES,
    COUNTRIES,
    KNOWN_BODIES,
    KNOWN_OUTLETS,
    OUTLET_WORDS,
    PLACES,
    PORTFOLIOS,
    PRESS,
    SEATS,
    SURNAMES,
)
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from collections.abc import Callable

_Fact = TypeVar("_Fact")
MALE_TITLES: Final = words("mr sir lord king prince father fr rabbi imam")
COURTESIES: Final = words("mr mrs ms miss dr sir madam dame lady lord")
"""Titles that are no role."""
FEMALE_TITLES: Final = words("mrs ms miss lady dame queen princess sister madam")
TITLES: Final = (
    MALE_TITLES
    | FEMALE_TITLES
    | words(
        "dr prof professor president vice premier prime minister chancellor secretary senator sen "
        "sens representative rep reps congressman congresswoman governor gov lieutenant lt mayor "
        "judge justice chief general gen colonel col major maj captain capt sergeant sgt admiral "
        "adm cmdr commander ambassador attorney commissioner speaker director chairman chairwoman "
        "chair leader whip executive administrator brigadier coun cllr dona doña señor senor "
        "monsieur madame herr frau sheikh sheik shri smt archdeacon canon constable marshal "
        "superintendent referee deputy rev reverend pope bishop archbishop cardinal sheriff "
        "detective officer spokesman spokeswoman spokesperson minority majority treasurer "
        "councillor councilman councilwoman alderman delegate foreign defense defence interior "
        "finance press former acting inspector envoy coach ceo nominee candidate host prosecutor "
        "govs drs profs gens senators governors professors presidents congressmen "
        "hon messrs mp mep undersecretary lawmaker strategist editor columnist economist analyst "
        "democratic republican labour conservative rt gp cm dcm pm cfo coo cto mla mlc"
    )
)
"""Capitalised words that stand before a personal name and are not part of it."""

MINISTRIES: Final = words("ministry ministries treasury exchequer")
ORGANISATION_WORDS: Final = words(
    "rovers athletic wanderers fc trust opposition coastguard prefecture panel jury "
    "inquiry tribunal inquest lines ferries hydro trains rail operator manufacturer maker retailer "
    "supplier provider lender carrier producer insurer charity nonprofit startup think-tank "
    "thinktank lobby ngo utility hydroelectric securities partners holdings technologies "
    "systems industries foods motors energy institute society network consortium brigade squad "
    "garrison faculty syndicate cooperative co-operative directorate authorities "
    "department office agency authority commission committee council court bureau board bank fund "
    "foundation institution university college school hospital company corporation corp inc ltd "
    "llc plc group party union association federation league alliance coalition club campaign "
    "parliament congress senate house assembly cabinet government administration police army navy "
    "military force forces command intelligence service services guard nato organization "
    "organisation nations centre center laboratory church city state county district airline "
    "airlines railways delegation embassy consulate academy museum team firm regulator watchdog "
    "democrats republicans conservatives liberals greens chamber fbi cia"
)
BODY_WORDS: Final = ORGANISATION_WORDS | MINISTRIES
DOCUMENT_WORDS: Final = words(
    "draft guidelines guideline note blog diary memoir manifesto programme leaflet poster script "
    "papers emails minutes charter contract agreement accord will index dossier factsheet "
    "newsletter handbook manual log logs invoice receipt passage chapter essay poem post-mortem "
    "report study memo document documents indictment lawsuit complaint filing filings affidavit "
    "letter email e-mail e-mails paper book article editorial statement records record transcript "
    "audit review brief ruling order decree constitution bill law act statute petition communique "
    "communiqué cable cables files file notice testimony analysis data figures statistics footage "
    "video videos results result tally surveys studies reports research findings assessment "
    "meta-analysis preprint website site ad advert advertisement "
    "headline sign release page text message messages plan "
    "proposal rules resolution treaty judgment judgement verdict subpoena summons sheet "
    "register"
)
POLL_WORDS: Final = words("poll polls survey surveys census polling")
SOCIAL_WORDS: Final = words(
    "user blogger influencer tweet tweets users netizens post posts hashtag"
)
MEDIA_WORDS: Final = words(
    "media reports outlets newspaper newspapers press broadcaster television radio tv paper daily "
    "tabloid weekly site publication magazine"
)
PERSON_WORDS: Final = words(
    "sailor tailor surgeon priest monk nun chef child kid teen youth toddler medic "
    "paramedic mechanic cleric recruit rival girlfriend boyfriend roommate classmate "
    "teammate housemate flatmate sibling twin steward stewardess "
    "administrator solicitor barrister trustee deputy inspector detective constable brigadier "
    "marshal referee linesman umpire substitute winger striker goalkeeper forecaster meteorologist "
    "pensioner fisherman skipper councillor agent superintendent principal headteacher usher "
    "companion clerk publisher critic composer conductor cellist pianist potter painter poet "
    "playwright novelist choreographer designer architect builder miner vet veterinarian biologist "
    "ecologist physicist chemist astronomer geologist psychologist pollster negotiator delegate "
    "backbencher lead boss ombudsman watchman carer grandmother grandfather uncle aunt cousin "
    "neighbour widow caller reader passenger tenant landlord villager islander protester "
    "campaigner volunteer refugee prisoner detainee survivor patient parent customer investor "
    "trader broker dealer grower miller spokesman spokeswoman spokesperson minister president "
    "mayor governor senator congressman congresswoman chairman chairwoman chair chief director "
    "head leader officer official analyst expert economist professor lawyer attorney judge "
    "prosecutor candidate doctor resident witness man woman boy girl mother father wife husband "
    "son daughter brother sister friend neighbor teacher student worker farmer driver owner "
    "manager founder author editor reporter journalist correspondent coach player captain "
    "commander general ambassador secretary premier chancellor king queen pope bishop aide adviser "
    "advisor strategist lawmaker legislator politician activist victim source nominee executive "
    "scientist researcher historian coroner commissioner treasurer sheriff diplomat envoy veteran "
    "voter billionaire businessman businesswoman engineer pilot nurse host actor actress singer "
    "writer columnist speaker representative democrat republican"
)
ANONYMOUS_WORDS: Final = words(
    "soldier rebel local pal mate chum author reader user rescuer "
    "grower firefighter delegate negotiator backbencher astronomer resident "
    "villager islander trader investor insurer miller motorist neighbour neighbor passenger "
    "customer patient parent campaigner protester volunteer survivor prisoner detainee fan "
    "supporter skeptic sceptic detractor ally colleague friend relative commentator forecaster "
    "meteorologist watchman scholar specialist physician historian veteran bystander onlooker "
    "official source people person insider diplomat aide adviser advisor witness lawmaker expert "
    "analyst critic observer opponent activist voter engineer scientist researcher economist "
    "employee worker staffer operative investigator prosecutor lawyer others some many those man "
    "woman"
)


COMPANY_NOUNS: Final = words(
    "company firm group club agency union charity party bank airline manufacturer retailer maker "
    "operator society association organisation organization network institute university college "
    "hospital council commission committee ministry department authority office court force "
    "think-tank thinktank startup supplier lender insurer provider regulator utility service team"
)
"""Nouns that stand for an organisation named elsewhere: "the company"."""
GENERIC_NOUNS: Final = words(
    "company firm group club charity manufacturer retailer maker operator organisation "
    "organization startup supplier lender insurer provider think-tank thinktank airline"
)
"""Those that need not be part of its name."""
POSSESSIONS: Final = words(
    "founder shares shareholders headquarters subsidiary board customers chief chairman chairwoman "
    "employees investors product products profits revenue logo website factory stores"
)
"""What organisations have: of "Orbit's founder" the first is one."""
_AGENTS: Final = re.compile(r"[a-z-]{2,}(?:[^aeiou]er|[tsn]or|ist|ian|[^em]ent|ant|ee|man|woman)")
"""Shapes of nouns for people: "hiker", "florist", "guardian"."""
_THINGS: Final = words(
    "accident amber answer center chamber chapter cluster coffee committee computer counter cover "
    "current customer degree different event factor fee german grant guarantee human letter matter "
    "monitor motor newsletter number order ottoman paper plant poster recent register restaurant "
    "river roman sector summer timber tower tutor urgent warrant water weather winter"
)
"""Nouns of those shapes that no person is."""


def _remembered(told_by: Callable[[str], _Fact]) -> Callable[[str], _Fact]:
    """Remember what is told of a word: most words of a text are not new."""
    known = lru_cache(maxsize=4096)(told_by)

    def tell(word: str) -> _Fact:
        return known(word) if len(word) <= _REMEMBERED else told_by(word)

    return tell


_REMEMBERED: Final = 24
"""Characters of a word up to which what it tells is remembered."""


@_remembered
def is_listed(noun: str) -> bool:
    """Whether a noun, in lower case, stands in the lists of what sources are."""
    return noun in _LISTED or singular(noun) in _LISTED


@_remembered
def is_person_noun(noun: str) -> bool:
    """Whether a noun, in lower case, is one for people, by list or by its shape."""
    forms = {noun, singular(noun)}
    if forms & _PEOPLE:
        return True
    one = singular(noun)
    return bool(_AGENTS.fullmatch(one)) and one not in _THINGS and not forms & _NO_PEOPLE


@_remembered
def singular(noun: str) -> str:
    """Return a noun without its regular plural ending."""
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith("es") and noun[:-2].endswith(("ss", "ch", "x")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def type_of_name(name: tuple[str, ...]) -> SourceType:
    """Return what a name, in lower case words, belongs to; `UNKNOWN` when nothing tells."""
    if _TELLING.isdisjoint(name) and name[0][:1] != "@" and not name[-1].endswith(_PRESS_ENDS):
        whole = name[0] if len(name) == 1 else " ".join(name)
        if whole.rstrip(".") not in _TELLING_NAMES:
            return SourceType.UNKNOWN  # like most names; their rules need not be asked
    is_short = len(name) <= _REMEMBERED and max(map(len, name)) <= _REMEMBERED
    return _known_name(name) if is_short else _read_name(name)


def _read_name(name: tuple[str, ...]) -> SourceType:
    return next((kind for kind, fits in _BY_NAME if fits(name)), SourceType.UNKNOWN)


_PRESS_ENDS: Final = ("blatt", "zeitung", "wire")
_known_name = lru_cache(maxsize=4096)(_read_name)
_GOVERNMENTS: Final = CAPITALS | SEATS | COUNTRIES


_TELLING: Final = frozenset().union(
    AGENCIES,
    MINISTRIES,
    POLL_WORDS,
    ORGANISATION_WORDS,
    COMPANY_ENDINGS,
    COMPANY_SURNAMES,
    OUTLET_WORDS,
    PRESS,
    ("kremlin", "department", "office", "&"),
)
"""Words one of which stands in every name that a rule below tells the kind of, but for these:"""
_TELLING_NAMES: Final = frozenset(_GOVERNMENTS | AGENCY_NAMES | KNOWN_BODIES | KNOWN_OUTLETS)


def _names_agency(name: tuple[str, ...]) -> bool:
    return name[-1] in AGENCIES or " ".join(name) in AGENCY_NAMES


def _names_seat(name: tuple[str, ...]) -> bool:
    return name[-1] == "kremlin" or " ".join(name).rstrip(".") in _GOVERNMENTS


def _names_ministry(name: tuple[str, ...]) -> bool:
    return not MINISTRIES.isdisjoint(name) or _names_department(name)


def _names_body(name: tuple[str, ...]) -> bool:
    if " ".join(name) in KNOWN_BODIES or "&" in name:
        return True
    return not ORGANISATION_WORDS.isdisjoint(name) or _names_company(name)


def names_person(name: tuple[str, ...]) -> bool:
    """Tell "Sarah Guardian" and "Mark Bank" from "Charlotte Observer" and "Lloyds Bank"."""
    if len(name) != _FULL or name[-1] not in SURNAMES:
        return False
    given = name[0] in MALE_NAMES or name[0] in FEMALE_NAMES
    return given and name[0] not in PLACES


_FULL: Final = 2
"""Words of most personal names."""


def _names_department(name: tuple[str, ...]) -> bool:
    """Tell "Justice Department", "Department of Energy" from "Sales Department"."""
    last = len(name) - 1
    return any(
        word in {"department", "office"}
        and (
            (at == last and name[at - 1] in PORTFOLIOS)
            or (name[at + 1 : at + 2] == ("of",) and not PORTFOLIOS.isdisjoint(name[at + 2 :]))
        )
        for at, word in enumerate(name)
    )


def _names_outlet(name: tuple[str, ...]) -> bool:
    if name[1:] == ("fox",):
        return False  # a person's surname
    return (
        name[-1] in OUTLET_WORDS
        or " ".join(name) in KNOWN_OUTLETS
        or name[-1].endswith(_PRESS_ENDS)
        or not PRESS.isdisjoint(name[:2])
    )


def _names_company(name: tuple[str, ...]) -> bool:
    """Tell "Skerrow Electric" and "Arden Steel" from "Ana Steel"."""
    if len(name) == 1 or name[0].rstrip(".") in TITLES:
        return False
    if is_surname_too(name):
        return name[0] not in MALE_NAMES and name[0] not in FEMALE_NAMES
    return name[-1] in COMPANY_ENDINGS


def is_surname_too(name: tuple[str, ...]) -> bool:
    """Whether a name in lower case that may be a company's may be a person's as well."""
    if len(name) == 1 and name[0] in SURNAMES:
        return True
    return name[-1] in COMPANY_SURNAMES and ORGANISATION_WORDS.isdisjoint(name)


_BY_NAME: Final[tuple[tuple[SourceType, Callable[[tuple[str, ...]], bool]], ...]] = (
    (SourceType.AGENCY, _names_agency),
    (SourceType.GOVERNMENT, _names_seat),
    (SourceType.UNKNOWN, names_person),
    (SourceType.GOVERNMENT, _names_ministry),
    (SourceType.SOCIAL, lambda name: name[0].startswith("@")),
    (SourceType.POLL, lambda name: name[-1] in POLL_WORDS),
    (SourceType.ORGANISATION, _names_body),
    (SourceType.OUTLET, _names_outlet),
)
"""What names are, by the first that fits."""
_HOUSES: Final = words(
    "port airport harbour zoo shipyard brewery supermarket hotel theatre gallery library parish "
    "diocese monastery"
)
"""Nouns of what speaks as a body, and stands in names of places and persons just as well."""
_BY_NOUN: Final = (
    (POLL_WORDS, SourceType.POLL),
    (SOCIAL_WORDS, SourceType.SOCIAL),
    (MEDIA_WORDS, SourceType.OUTLET),
    (DOCUMENT_WORDS, SourceType.DOCUMENT),
    (words("government kremlin cabinet administration") | MINISTRIES, SourceType.GOVERNMENT),
    (ORGANISATION_WORDS | _HOUSES, SourceType.ORGANISATION),
    (ANONYMOUS_WORDS, SourceType.ANONYMOUS),
    (PERSON_WORDS, SourceType.PERSON),
)


@_remembered
def type_of_noun(noun: str) -> SourceType:
    """Return what a description with this head noun, in lower case, refers to."""
    for form in (noun, singular(noun)):
        found = next((kind for nouns, kind in _BY_NOUN if form in nouns), None)
        if found is not None:
            return found
    return SourceType.PERSON if is_person_noun(noun) else SourceType.UNKNOWN


_LISTED: Final = frozenset[str]().union(*(nouns for nouns, _ in _BY_NOUN))
_NO_PEOPLE: Final = POLL_WORDS | SOCIAL_WORDS | MEDIA_WORDS | DOCUMENT_WORDS | BODY_WORDS


_FEMALE_NOUNS: Final = words(
    "mother wife daughter sister girl grandmother granddaughter aunt niece widow mum mom actress "
    "waitress hostess bride nun"
)
_MALE_NOUNS: Final = words(
    "father husband son brother boy grandfather grandson uncle nephew widower dad groom monk"
)
_PEOPLE: Final = PERSON_WORDS | ANONYMOUS_WORDS | _FEMALE_NOUNS | _MALE_NOUNS
_FOR_ALL: Final = words("human chairman alderman layman ombudsman freshman")


@_remembered
def gender_of_noun(noun: str) -> str:
    """Return "f", "m" or "" from a noun for a person, in lower case: "wife", "spokesman"."""
    if noun in _FEMALE_NOUNS or noun.endswith("woman"):
        return "f"
    male = noun in _MALE_NOUNS or (noun.endswith("man") and noun not in _FOR_ALL)
    return "m" if male else ""


def gender_of(titles: tuple[str, ...], given: str) -> str:
    """Return "f", "m" or "" from titles and a given name, all lower case."""
    if not FEMALE_TITLES.isdisjoint(titles):
        return "f"
    if not MALE_TITLES.isdisjoint(titles):
        return "m"
    if given in FEMALE_NAMES:
        return "" if given in MALE_NAMES else "f"
    return "m" if given in MALE_NAMES else ""

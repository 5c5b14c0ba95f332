"""Which sources of different stories are the same: full personal names, distinctive organisations.

A wrong identity is worse than none, so whatever two sources may be called by is not a name here.
"""

from __future__ import annotations

import re
from typing import Final

from newstui.model.kinds import SourceType

_SHARED_WORDS: Final = """
    academy administration advertiser adviser advisor affairs agencies agency agriculture air
    airport alliance ambassador ambulance analyst analysts archbishop argus army assembly
    association attorney authorities authority bank beacon bishop board border broadcaster budget
    bulletin bureau business cabinet campaign candidate captain cardinal center central centre ceo
    cfo chair chairman chairwoman chamber chancellor chief chronicle church citizen city civil
    clarion club coach coast college colonel commander commerce commission commissioner committee
    committees communist community companies company conference congress congressional conservative
    conservatives constitutional convention corporation council councillor county courant courier
    court critics crown culture daily defence defense delegation democrat democratic democrats
    department departments deputy detective director directorate dispatch district doctor doctors
    east eastern echo economic economist economy editor education electoral embassy emergency energy
    engineer enquirer environment evening examiner exchange executive expert experts express
    external family farmers federal federation film finance fire firm firms first force forces
    foreign foundation founder free fund gazette general globe government governor green greens
    group guard guardian hall head health herald high history home hospital house human immigration
    independent industry inquirer inspector institute institution intelligence interior internal
    international investigators journal judge justice king labor labour land lawmakers lawyer leader
    league ledger liberal liberals library lieutenant local magazine mail main major manager mayor
    mayors media medical mercury meteorological military minister ministers ministry mirror monitor
    morning mp mps municipal museum nation national navy new news newspaper next north northern
    observer office officer official officials old opposition organisation organization owner palace
    paper parliament parliamentary party people peoples pm police pope post prefecture premier
    president presidential press priest prime prince princess principal professor prosecution
    prosecutor prosecutors province public queen radio railway railways record red regional register
    report reporter reports representative representatives republic republican republicans research
    researchers resident residents revenue review rights royal rural safety school science
    scientists sea second secretary security senate senator senators senior sentinel sergeant
    service services sheriff social socialist socialists society source sources south southern
    spokesman spokesperson spokeswoman sports staff standard star state states station statistics
    student students studies study summit sun sunday superintendent supreme survey tax teacher
    teachers team telegram telegraph television times today town trade transcript transport treasury
    tribune tv union university urban village voice water weather weekly welfare west western wire
    witness witnesses women worker workers youth
"""
_SHARED: Final = frozenset(_SHARED_WORDS.split())
"""Words that many a source is called by, in lower case: no name is made of them alone."""
_LINK_WORDS: Final = """
    & a al and at bin da de del della den der di do dos du el for ibn in la le les of on the to van
    von y
"""
_LINKS: Final = frozenset(_LINK_WORDS.split())
"""Words within a name that need no capital."""
_SHORT_NAMES: Final = frozenset({"AP", "EU", "UK", "UN", "US"})
"""Names of two letters that mean one source only; others are too many things."""
_THINGS: Final = frozenset(
    {SourceType.ORGANISATION, SourceType.OUTLET, SourceType.AGENCY, SourceType.GOVERNMENT}
)
_NUMERAL: Final = re.compile(r"[IVX]+")
_PART: Final = re.compile(r"[\s,]+")
_OWNED: Final = re.compile(r"['’]s?$")
_FULL: Final = 2
"""Words that make a full personal name: one given and one of the family."""


def is_distinctive(name: str, kind: SourceType) -> bool:
    """Whether a source of this name and kind is the same wherever it is cited.

    Args:
        name: As the story gives it, in full: "Mira Okafor", "the foreign ministry".
        kind: What it is.
    """
    words = [_OWNED.sub("", word) for word in _PART.split(name.strip()) if word]
    if not all(word[:1].isupper() or word.lower() in _LINKS for word in words):
        return False
    telling = [word for word in words if _tells(word)]
    if kind is SourceType.PERSON:
        return len(telling) >= _FULL
    return kind in _THINGS and bool(telling)


def _tells(word: str) -> bool:
    """Whether a word of a name tells its bearer from others."""
    bare = word.replace(".", "")
    if len(bare) <= _FULL and bare.isupper():
        return bare in _SHORT_NAMES
    is_shared = all(part.lower() in _SHARED | _LINKS for part in bare.split("-"))
    return not is_shared and not _NUMERAL.fullmatch(bare) and len(bare) > 1

"""The verbs that report speech and what may follow each of them: a table to extend.

A row is a verb, its forms where they are irregular, and the complements it takes:

    clause     a clause with or without "that":       said the boat sank
    that       a clause, "that" required:             shows that the boat sank
    wh         whether, why, how, ... :               asked whether the boat sank
    tag        stands after or within its content:    The boat sank, she said
    to         an infinitive:                         pledged to mend the boat
    whom-to    a person, then an infinitive:          urged Parliament to act
    whom       a person, then a clause:               told Parliament (that) ...
    of         a person, then of/for and a noun:      accused Adler of lying
    as         a noun, then as:                       described it as a sham
    object     a noun phrase as its content:          denied the charge
    quote      whatever follows, if it holds a quotation: mocked his "plan"
    label      an object and a quoted name for it:    called it "a sham"
    for        for and a noun phrase:                 called for talks
    on-to      on, a person, then an infinitive:      called on Parliament to act
    out-that   out, then a clause:                    pointed out that the boat sank
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from newstui.attribution.lexicon import words
from newstui.model.attribution import Stance


@dataclass(frozen=True, slots=True)
class Frame:
    """One reporting verb."""

    lemma: str
    takes: frozenset[str]
    stance: Stance = Stance.SAID
    noun: bool = False
    """Whether some of its forms are as often nouns ("reports", "claims")."""


_SAID: Final = """
    say/said: clause wh tag quote
    tell/told: whom whom-to wh tag quote
    add: clause tag quote
    explain: clause wh tag quote
    note: clause tag
    argue: clause tag quote
    insist: clause tag
    reply: clause tag quote
    respond: that tag quote
    write/wrote/written: that tag quote
    tweet: clause tag quote
    retweet: quote
    post: tag quote
    announce: clause tag object
    acknowledge: clause tag object
    admit: clause tag
    concede: clause tag
    confess: that tag
    claim: clause tag
    allege: clause tag
    assert: clause tag
    contend: clause tag
    maintain: that tag
    declare: clause tag quote
    state: that tag quote
    stress: that wh tag quote
    emphasize: that wh tag quote
    emphasise: that wh tag quote
    underline: that quote
    underscore: that quote
    reiterate: that tag quote
    repeat: that tag quote
    confirm: clause wh tag
    reveal: that wh tag
    disclose: that wh
    report: clause tag
    remark: that tag quote
    observe: that tag quote
    comment: that tag quote
    recall: that tag quote
    recount: that tag quote
    continue: tag
    conclude: that tag quote
    estimate: that tag clause
    predict: clause tag quote object
    forecast/forecast: that tag
    warn: clause tag whom quote of
    caution: that tag quote
    testify/testified: that tag quote
    complain: that tag quote
    lament: that tag quote
    boast: that tag quote
    joke: that tag quote
    quip: that tag quote
    suggest: clause tag quote
    indicate: clause tag
    imply/implied: that
    hint: that tag
    signal: that
    mention: that tag quote
    charge: that tag quote
    counter: that tag quote
    retort: that tag quote
    shout: tag quote
    yell: tag quote
    chant: tag quote
    exclaim: tag quote
    whisper: tag quote
    mutter: tag quote
    muse: that tag quote
    opine: that tag quote
    vow: that tag to quote
    pledge: that tag to quote
    promise: that tag to quote whom
    swear/swore/sworn: that tag
    threaten: to that quote
    propose: that quote
    recommend: that tag quote
    demand: that tag quote to
    urge: that tag whom-to quote
    advise: that tag whom-to quote whom
    remind: whom quote
    assure: whom quote
    inform: whom
    notify/notified: whom
    brief: quote
    call: label for on-to
    describe: as quote
    characterize: as quote
    characterise: as quote
    portray: as quote
    label: label
    dub: label
    brand: label
    accuse: of quote
    blame: of quote
    criticize: of object quote
    criticise: of object quote
    praise: of object quote
    thank: quote
    condemn: object quote
    denounce: object quote
    blast: quote
    slam: quote
    mock: quote
    deride: as quote
    hail: as quote
    laud: as quote
    decry/decried: quote
    dismiss: as quote
    refer: quote
    cite: quote
    find/found: that
    show: that tag
    specify/specified: that
    elaborate: tag quote
    clarify/clarified: that tag
    speculate: that tag
    theorize: that
    reason: that tag quote
    begin/began/begun: tag
    read/read: tag quote
    agree: that tag
    stipulate: that
    advocate: quote for
    express: quote
    voice: quote
    tout: as quote
    plead/pleaded: tag quote
    credit: of
    affirm: that tag
    attest: that
    profess: that
    proclaim: that tag quote
    point: out-that
    """

_DENIED: Final = """
    deny/denied: clause object tag quote
    reject: as object quote
    dispute: that object quote
    refute: that object quote
    rebut: quote
    """

_ASKED: Final = """
    ask: wh tag quote whom-to for
    wonder: wh tag quote
    inquire: wh tag
    question: wh quote
    query/queried: wh tag
    """

_NOUNS: Final = words(
    "note notes claim claims state states stated report reports reported comment comments remark "
    "remarks post posts posted tweet tweets promise promises pledge pledges vow vows demand "
    "demands estimate estimates forecast forecasts charge charges charged counter counters call "
    "calls called question questions questioned reply replies repeat repeats show shows shout "
    "shouts joke jokes signal signals hint hints stress stresses label labels brand brands brief "
    "briefs caution cautions praise praises blame blames slam slams blast blasts hail hails find "
    "finds express voice voices point points refer mock mocks continue continues continued begin "
    "begins began read reads reason reasons credit credits credited go goes dispute disputes "
    "query queries answer write query wonder wonders muse urge urges advocate advocates found "
    "yell yells chant chants challenge challenges lament boast boasts alleged argue proposed "
    "propose mention mentions reject add adds indicate indicates believe believes threatened "
    "threaten"
)
"""Forms that are other things too; as cues they need a complement that settles it."""

_VOWELS: Final = "aeiou"
_DOUBLED: Final = frozenset({"quip", "dub", "slam", "admit", "refer", "begin", "rebut"})


def _regular(lemma: str) -> tuple[str, str, str]:
    """Return third person, past and gerund of a regular verb."""
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    sibilant = lemma.endswith(("s", "sh", "ch", "x")) or lemma == "go"
    return lemma + ("es" if sibilant else "s"), stem + "ed", stem + "ing"


def _read(table: str, stance: Stance) -> dict[str, Frame]:
    forms: dict[str, Frame] = {}
    for row in table.split("\n"):
        head, colon, takes = row.strip().partition(":")
        if colon:
            lemma, *irregular = head.split("/")
            frame = Frame(lemma, frozenset(takes.split()), stance)
            third, past, gerund = _regular(lemma)
            for form in (lemma, third, gerund, *(irregular or (past,))):
                forms[form] = frame
    return forms


FRAMES: Final[dict[str, Frame]] = {
    **_read(_SAID, Stance.SAID),
    **_read(_DENIED, Stance.DENIED),
    **_read(_ASKED, Stance.ASKED),
}
"""Every form of every reporting verb, lower case."""

UNSURE_FORMS: Final = _NOUNS
PLAIN_FORMS: Final = frozenset(FRAMES) - _NOUNS
"""Forms that are hardly ever anything but a reporting verb."""

NOUN_CUES: Final = words(
    "claim claims assertion assertions allegation allegations statement statements suggestion "
    "suggestions warning warnings remark remarks argument contention prediction promise pledge "
    "vow insistence announcement admission accusation accusations declaration denial complaint "
    "assurance assurances acknowledgment acknowledgement observation"
)
"""Nouns that report: "Adler's claim that ..."."""

HEARSAY_ADVERBS: Final = words("reportedly allegedly supposedly purportedly")
HEARSAY_PARTICIPLES: Final = words(
    "said believed reported thought alleged rumoured rumored understood claimed"
)

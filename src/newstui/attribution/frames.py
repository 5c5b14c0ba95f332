"""The verbs that report speech and what may follow each of them: a table to extend.

A row is a verb, its forms where they are irregular, and the complements it takes:

    clause     a clause with or without "that":       said the boat sank
    bare       a clause without it that is plainly one: wrote the boat was lost
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
    speech     a quotation that follows at once:      went on, "It sank"
    label      an object and a quoted name for it:    called it "a sham"
    for        for and a noun phrase:                 called for talks
    on-to      on, a person, then an infinitive:      called on Parliament to act
    to-noun    to and a noun phrase:                  referred to the charge
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
    write/wrote/written: that bare tag quote
    tweet: clause tag quote
    retweet: quote
    post: tag quote
    announce: clause tag object
    acknowledge: clause tag object
    admit: clause tag
    concede: clause tag
    confess: that bare tag
    claim: clause tag to
    allege: clause tag
    assert: clause tag
    contend: clause tag
    submit/submitted: that tag
    maintain: that bare tag
    declare: clause tag quote
    state: that tag quote
    stress: that bare wh tag quote
    emphasize: that bare wh tag quote
    emphasise: that bare wh tag quote
    underline: that quote
    underscore: that quote
    reiterate: that bare tag quote
    repeat: that bare tag quote
    confirm: clause wh tag object
    reveal: that bare wh tag
    disclose: that bare wh
    report: clause tag
    remark: that bare tag quote
    observe: that bare tag quote
    comment: that tag quote
    recall: that bare tag object quote
    recount: that tag quote
    continue: tag speech
    answer: tag speech that
    assure: tag whom quote
    boom: tag speech
    cry/cried: tag speech
    holler: tag speech
    bellow: tag speech
    thunder: tag speech
    snap/snapped: tag speech
    fume: tag speech
    scoff: tag speech that
    sneer: tag speech
    gush: tag speech
    beam: tag speech
    interject: tag speech
    shoot/shot: tag speech
    fire: tag speech
    go/went: tag speech
    sigh: tag speech
    growl: tag speech
    murmur: tag speech
    gripe: tag speech that
    grumble: tag speech that
    bemoan: that quote
    marvel/marvelled/marveled/marvelling: tag speech that
    enthuse: tag speech
    protest: tag speech that
    chime: tag speech
    deadpan/deadpanned: tag speech
    plead/pleaded: tag speech
    jest: tag speech
    rail: speech
    rant: speech
    brag/bragged: that tag speech
    gloat: tag speech that
    crow: tag speech that
    intone: tag speech
    reflect: tag speech
    volunteer: tag speech
    offer: tag speech
    venture: tag speech
    finish: tag speech
    conclude: that bare tag quote
    estimate: that tag clause
    predict: clause tag quote object
    forecast/forecast: that bare tag
    warn: clause tag whom quote of
    caution: that bare tag quote
    testify/testified: that bare tag quote
    complain: that bare tag quote
    lament: that tag quote
    boast: that bare tag quote
    joke: that bare tag quote
    quip: that tag quote
    suggest: clause tag quote
    indicate: clause tag
    imply/implied: that bare
    hint: that bare tag
    signal/signalled/signaled/signalling: that
    mention: that tag object quote
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
    vow: that bare tag to quote
    pledge: that tag to quote
    promise: that bare tag to quote whom
    swear/swore/sworn: that bare tag
    threaten: to that quote
    propose: that object quote to
    recommend: that tag object quote
    demand: that tag object quote to
    urge: that tag whom-to quote
    advise: that tag whom-to quote whom
    remind: whom quote
    inform: whom
    notify/notified: whom
    brief: quote
    call: label for on-to
    describe: as object wh quote
    characterize: as quote
    characterise: as quote
    portray: as quote
    label/labelled/labeled/labelling: label
    term: label
    dub: label
    brand: label
    accuse: of quote
    blame: of object quote
    criticize: of object quote
    criticise: of object quote
    praise: of object quote
    thank: quote
    condemn: object quote
    denounce: object quote
    blast: object quote
    slam: object quote
    mock: object quote
    deride: as quote
    hail: as object quote
    laud: as object quote
    decry/decried: quote
    dismiss: as object quote
    refer: to-noun quote
    cite: object quote
    find/found: that tag
    rule: that bare tag
    show: that tag
    specify/specified: that
    elaborate: tag quote
    clarify/clarified: that bare tag
    speculate: that bare tag
    theorize: that
    reason: that tag quote
    begin/began/begun: tag speech
    read/read: tag quote
    agree: that bare tag
    believe: clause
    reckon: clause tag
    suspect: clause
    stipulate: that
    advocate: quote for object
    express: quote
    voice: quote
    tout: as quote
    credit: of
    affirm: that bare tag
    attest: that bare
    profess: that
    proclaim: that tag quote
    point: out-that to-noun tag
    allude: to-noun
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
    question: wh tag quote
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
    "query queries answer query wonder wonders muse urge urges advocate advocates found "
    "term terms "
    "yell yells chant chants challenge challenges lament boast boasts alleged argue proposed "
    "propose mention mentions reject add adds indicate indicates believe believes threatened "
    "threaten boom booms snap snaps beam beams fire fires fired shoot shoots shot go goes went "
    "cry cries protest protests protested answer answers answered offer offers offered venture "
    "ventures reflect reflects reflected finish finishes finished volunteer volunteers rail rails "
    "crow crows marvel marvels thunder holler sigh sighs chime chimes going offering reflecting "
    "shooting firing finishing protesting answering beaming rule rules ruling"
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

CITERS: Final = frozenset({"citing", "quoting"})
"""Forms that name another source of what is reported already."""

NOUN_CUES: Final = words(
    "claim claims assertion assertions allegation allegations statement statements suggestion "
    "suggestions warning warnings remark remarks argument contention prediction promise pledge "
    "vow insistence announcement admission accusation accusations declaration denial complaint "
    "assurance assurances acknowledgment acknowledgement observation proposal "
    "recommendation conclusion"
)
"""Nouns that report: "Adler's claim that ..."."""

HEARSAY_ADVERBS: Final = words("reportedly allegedly supposedly purportedly")
HEARSAY_PARTICIPLES: Final = words(
    "said believed reported thought alleged rumoured rumored understood claimed"
)

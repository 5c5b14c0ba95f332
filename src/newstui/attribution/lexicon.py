"""Word classes of English, as data: what a word can be before its neighbours are looked at.

Every class is one character, so that a sentence has a *shape*, a string with one character a
node, and patterns over it are ordinary regular expressions.
"""

from __future__ import annotations

from typing import Final

DETERMINER: Final = "d"
POSSESSIVE: Final = "s"
"""The mark after a name: 's or a bare apostrophe."""
PRONOUN: Final = "r"
"""A pronoun that can be a subject."""
OBJECT: Final = "o"
PREPOSITION: Final = "p"
AND: Final = "&"
BUT: Final = "b"
SUBORDINATOR: Final = "u"
THAT: Final = "t"
WH: Final = "w"
AUXILIARY: Final = "x"
MODAL: Final = "m"
NEGATION: Final = "n"
ADVERB: Final = "a"
NUMBER: Final = "#"
TIME: Final = "T"
VERB: Final = "v"
PAST: Final = "e"
"""A word in -ed: past tense, participle or adjective."""
GERUND: Final = "g"
CUE: Final = "V"
"""A form of a reporting verb that is hardly ever a noun."""
NAME: Final = "N"
WORD: Final = "c"
COMMA: Final = ","
STOP: Final = "."
COLON: Final = ":"
SEMICOLON: Final = ";"
DASH: Final = "-"
QUOTE: Final = "q"
"""A whole quotation."""
BRACKET: Final = "("
"""A whole stretch between brackets."""
TO: Final = "2"
OTHER: Final = "?"


def words(listed: str) -> frozenset[str]:
    """Return the words of a list written with spaces between them."""
    return frozenset(listed.split())


def phrases(listed: str) -> frozenset[str]:
    """Return what a list holds that is written with commas between."""
    return frozenset(listed.split(", "))


_CLASSES: Final = (
    (
        DETERMINER,
        (
            "a an the this these those some any no each every all both another other many most "
            "several few much more my your his her its our their such either neither half one"
        ),
    ),
    (PRONOUN, "i you he she it we they there everyone nobody someone others none"),
    (OBJECT, "me him us them himself herself itself themselves myself ourselves"),
    (
        PREPOSITION,
        (
            "of in on at by for with from into onto about against between through during over "
            "under within without across near behind beyond inside outside among amid around along "
            "toward towards upon via per despite regarding including since until after before "
            "above below off out up down like unlike alongside aboard concerning versus"
        ),
    ),
    (AND, "and or nor &"),
    (BUT, "but yet"),
    (SUBORDINATOR, "because while although though if unless when whereas once as than so where"),
    (THAT, "that"),
    (WH, "who whom whose which what why how whether whoever whatever"),
    (
        AUXILIARY,
        (
            "is are was were be been being am has have had having do does did isn't aren't wasn't "
            "weren't hasn't haven't hadn't don't doesn't didn't 's 're 've 'd 'm"
        ),
    ),
    (
        MODAL,
        (
            "will would can could may might must shall should won't wouldn't can't couldn't cannot "
            "mustn't shouldn't 'll"
        ),
    ),
    (NEGATION, "not never"),
    (TO, "to"),
    (
        ADVERB,
        (
            "also then still just again later already now soon often always even ever too only "
            "instead however meanwhile moreover nevertheless nonetheless therefore thus perhaps "
            "maybe elsewhere afterwards afterward indeed further furthermore separately earlier "
            "recently once twice back here there together alone almost rather quite very long "
            "sometimes first second third finally late early tonight overall likewise"
        ),
    ),
    (
        TIME,
        (
            "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs "
            "fri sat sun january february march april june july august september october november "
            "december jan feb mar apr jun jul aug sep sept oct nov dec yesterday today tomorrow "
            "tonight"
        ),
    ),
    (
        VERB,
        (
            "sank sink sinks shook spoke speaks sang drank froze stole bent bore blew burst "
            "caught clung crept dealt dug fed fled flung forbade lent meant overcame quit rode "
            "rang shone shrank slept slid sprang stuck stung strode swam swept swung tore woke "
            "wept withdrew withstood undertook underwent overthrew oversaw mistook knelt went "
            "goes go came comes come made makes make took takes take got gets get "
            "gave gives give heard hears hear "
            "saw sees see knew knows know thought thinks think became becomes become began begins "
            "begin kept keeps keep held holds hold left leaves leave met meets meet led leads ran "
            "runs run stood stands stand won wins win lost loses lose paid pays pay sent sends "
            "send built builds build fell falls fall rose rises rise grew grows grow brought "
            "brings bring put puts put set sets hit cut let lets let sat sits felt feels seem "
            "seems seemed appear appears appeared want wants wanted need needs needed believe "
            "believes believed hope hopes hoped expect expects expected plan plans planned try "
            "tries tried happen happens happened remain remains remained include includes "
            "included continue continues continued start starts started stop stops stopped help "
            "helps helped work works worked live lives lived move moves moved use uses used fear "
            "fears feared broke breaks chose chooses drew draws drove drives ate fought fights "
            "flew flies forgot got hid hung spent spends struck strikes taught threw throws "
            "understood understands wore wrote opened opens closed closes passed passes voted "
            "votes killed kills died dies served serves faces faced follows followed arrived "
            "arrives signed signs refuses refused declines declined fails failed seeks sought "
            "fears supports opposes has bought sold sells buys allow allows allowed walked walks "
            "turned turns ended ends shut lies lay laid"
        ),
    ),
    (WORD, "rally family reply ally assembly supply monopoly bully weekly daily monthly"),
    (WORD, "according media police people officials percent per cent cents"),
)

CLASS_OF: Final[dict[str, str]] = {
    word: letter for letter, listed in reversed(_CLASSES) for word in words(listed)
}

EPITHETS: Final = words(
    "jobless unemployed rival heartbroken furious fuming angry disgraced grieving devastated brave "
    "proud retired convicted outgoing incoming fellow"
)
"""What a sentence may begin with before a name: "Jobless Kern said no"."""

TIME_NOUNS: Final = words(
    "morning afternoon evening night week month year weekend day days weeks months years hour "
    "hours minutes noon midnight spring summer autumn fall winter decade"
)

STANDING_ALONE: Final = words("one another many some most others several few both all half")
"""Determiners that may be a subject without a noun: "many said"."""

FLOATING: Final = words("both all each")
"""What may stand after all who are named: "Kern and Adler both said"."""

COURTS: Final = words(
    "court courts judge judges jury jurors juror tribunal inquest inquiry hearing magistrate "
    "magistrates coroner committee commission panel councillors meeting"
)
"""Who hears what others say of a case, and rules on it."""

ACRONYMS: Final = words("WHO US IT AM PM UP OR")
"""Names that would be small words but for their capitals."""

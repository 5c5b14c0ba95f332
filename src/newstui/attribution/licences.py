"""Which complements a verb's frame takes, and the content they make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.contents import next_clause
from newstui.attribution.lexicon import words
from newstui.attribution.objects import phrase_after
from newstui.attribution.tags import head_noun
from newstui.model.attribution import SourceType, Stance

if TYPE_CHECKING:
    from newstui.attribution.complements import Complement
    from newstui.attribution.cues import Cue
    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_NEEDED: Final[dict[str, frozenset[str]]] = {
    "quote": words("quote clause speech"),
    "that": words("that clause whom"),
    "wh": words("wh"),
    "colon": words("clause that tag wh quote speech"),
}
"""What a frame must take, one of it, for a complement of this kind."""
_LINKS: Final = {"of": words("of for over"), "as": words("as")}
"""The words that must follow the object of such a frame: "accused Adler of ..."."""
_DONE_TO: Final = words("accuse blame criticize criticise praise credit")
"""Verbs that are done to somebody: without an object it is their subject."""
_LINK_REACH: Final = 14
_CLAUSAL: Final = words("say")
"""Verbs that hardly take any other object than a clause."""
_ANSWERING: Final = words("say tell answer reply")
_ANSWER: Final = re.compile(r"[cd](?:2[^,;:&bu]+)?(?=[,;:&bupTa\-.]|$)")
_CLAUSE_LEAST: Final = 4
"""Nodes of the shortest clause whose verb is not known."""
_NO_CLAUSES: Final = words(
    "goodbye hello farewell prayers grace mass thanks goodnight nothing something anything little "
    "much more less"
)
"""What is said without saying what."""
_UNNAMED: Final = words("anonymous anonymity unnamed unidentified named identified")
"""What sources ask to stay: how they spoke, and nothing they said."""
_UNNAMED_REACH: Final = 5
_CLOSING: Final = "”»\"’'"
_QUOTE_REACH: Final = 25


def licensed_content(sentence: Sentence, cue: Cue, complement: Complement) -> Range | None:
    """Return the content when the frame takes this complement."""
    kind, start = complement.kind, complement.start
    end = len(sentence.shape)
    if kind in _NEEDED:
        return _needed(sentence, cue, complement)
    if kind == "clause" and "clause" in cue.frame.takes and cue.is_unsure:
        sure = sentence.shape[start] == "r" or _is_sure(sentence, cue) or _agrees(sentence, cue)
        sure = sure or sentence.nodes[cue.group - 1].lower == "who"
        return (start, end) if sure or _reports(sentence, cue, start) else None
    if kind in {"object", "clause"}:
        return _object_or_clause(sentence, cue, complement)
    if kind == "to":
        return _after_to(sentence, cue, start) or _infinitive(sentence, cue, complement)
    return None if kind == "gap" else _object(sentence, cue, complement)


def _object_or_clause(sentence: Sentence, cue: Cue, complement: Complement) -> Range | None:
    if (stop := _before_meanwhile(sentence, cue, complement)) is not None:
        return complement.start, stop
    if (answer := _answer(sentence, cue, complement.start)) is not None:
        return answer
    if _is_clause(sentence, cue, complement):
        return complement.start, len(sentence.shape)
    return _object(sentence, cue, complement)


def _needed(sentence: Sentence, cue: Cue, complement: Complement) -> Range | None:
    kind, takes = complement.kind, cue.frame.takes
    if kind == "colon" and "out-that" in takes and complement.start == cue.index + 1:
        return None  # "one more point: ..."
    start, end = complement.start + (kind == "colon"), len(sentence.shape)
    least = _CLAUSE_LEAST - 1 if cue.is_unsure and sentence.shape[start:end] != "q" else 1
    return (start, end) if takes & _NEEDED[kind] and end - start >= least else None


def _answer(sentence: Sentence, cue: Cue, start: int) -> Range | None:
    """Read "said yes", "said no to the offer", but not "said no more"."""
    if cue.frame.lemma not in _ANSWERING or sentence.nodes[start].lower not in {"yes", "no"}:
        return None
    answer = _ANSWER.match(sentence.shape, start)
    if answer is None or sentence.shape[answer.end() : answer.end() + 2] != ",r":
        return None if answer is None else answer.span()
    return start, len(sentence.shape)  # "said no, it would not"


def _is_clause(sentence: Sentence, cue: Cue, complement: Complement) -> bool:
    if "bare" in cue.frame.takes and _BARE.match(sentence.shape, complement.start):
        return not cue.is_unsure or _is_sure(sentence, cue) or _agrees(sentence, cue)
    if complement.kind == "clause":
        return _takes_clause(cue, complement)
    quoted = "clause" in cue.frame.takes and _is_quoted_clause(sentence, complement.start)
    return quoted or _may_be_clause(sentence, cue, complement.start)


_BARE: Final = re.compile(
    r"(?:r|d?[a#]*[ace]*[cN]+(?:s[acN]*[cN])?(?:p[dacN#]*[cN])?)n?a?[xm](?!g)"
)
"""A subject with its verb behind it, an auxiliary: "wrote the boat was lost"."""


def _may_be_clause(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Tell "said smugglers dig tunnels", whose verb is not known, from "said a prayer"."""
    plain = cue.frame.lemma in _CLAUSAL and start == cue.index + 1
    if sentence.nodes[start].lower in _NO_CLAUSES:
        return False
    return plain and len(sentence.shape) - start >= _CLAUSE_LEAST


def _before_meanwhile(sentence: Sentence, cue: Cue, complement: Complement) -> int | None:
    """Return the end of "a rift" in "denies a rift as his party meets", what happens meanwhile."""
    if "object" not in cue.frame.takes:
        return None
    thing = _THING.match(sentence.shape, complement.start)
    if thing is None or cue.is_unsure or _acts_on(sentence, cue, complement.start):
        return None
    at = thing.end()
    named = sentence.nodes[at].lower == "as" and not _ACTED.match(sentence.shape, at)
    named = "as" in cue.frame.takes or (named and cue.frame.stance is not Stance.DENIED)
    meanwhile = sentence.nodes[at].lower in ({"while"} if named else _MEANWHILE)
    return at if meanwhile else None  # "rejected the plan as a sham" tells more of it


_THING: Final = re.compile(r"[dacNe#s]*[cN](?:p[dacN#]*[cN])*(?=u)")
_ACTED: Final = re.compile(r"u(?:r|d?[ac#]*[cN]+)a?[vxm]")
_MEANWHILE: Final = words("as while although though")


def _is_quoted_clause(sentence: Sentence, start: int) -> bool:
    """Read `admitted his side "rode their luck"`, a clause whose verb is quoted."""
    subject = _BEFORE_PREDICATE.match(sentence.shape, start)
    if subject is None:
        return False
    predicate = sentence.nodes[subject.end()].raw.strip(_MARKS)
    return predicate[:1].islower() and " " in predicate


_BEFORE_PREDICATE: Final = re.compile(r"(?:r|d?[ace#]*[cN]+(?:s[cN]+)?)(?=q)")
_MARKS: Final = "\"“”„«»‘’'` "


def _is_sure(sentence: Sentence, cue: Cue) -> bool:
    """Tell a verb by an auxiliary, pronoun or name before it."""
    return cue.group < cue.index or sentence.shape[cue.group - 1] in "rN"


def _agrees(sentence: Sentence, cue: Cue) -> bool:
    """Tell the verb of "councillors claim the mayor left": people before it, and no ending."""
    noun = sentence.nodes[cue.group - 1].lower
    several = gazetteer.singular(noun) != noun and gazetteer.is_person_noun(noun)
    return several and cue.lower == cue.frame.lemma


def _reports(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Tell the verb of "the agency reported the ship had sunk" from "the agency reported theft"."""
    kind = gazetteer.type_of_noun(sentence.nodes[cue.group - 1].lower)
    past = cue.lower.endswith("ed") and kind is not SourceType.UNKNOWN
    return past and _BARE.match(sentence.shape, start) is not None


def _takes_clause(cue: Cue, complement: Complement) -> bool:
    told = "whom" in cue.frame.takes and complement.addressee is not None
    return told or "clause" in cue.frame.takes


def _infinitive(sentence: Sentence, cue: Cue, complement: Complement) -> Range | None:
    """Read "pledged to mend it", "urged Parliament to act"."""
    if not cue.frame.takes & {"to", "whom-to"} or (cue.is_unsure and not _is_sure(sentence, cue)):
        return None
    wished = sentence.nodes[complement.start : complement.start + _UNNAMED_REACH]
    if cue.frame.lemma == "ask" and any(node.lower in _UNNAMED for node in wished):
        return None
    start = complement.addressee[0] if complement.addressee else complement.start
    return start, len(sentence.shape)


def _after_to(sentence: Sentence, cue: Cue, start: int) -> Range | None:
    """Read "referred to the charge"."""
    noun = sentence.shape[start + 1 : start + 2]
    if cue.frame.lemma == "point" and _is_place(sentence, start + 1):
        return None
    may = "to-noun" in cue.frame.takes and noun and noun in "dNcor#q"
    return (start + 1, len(sentence.shape)) if may else None


def _is_place(sentence: Sentence, start: int) -> bool:
    """Tell "the spot where it sank", which fingers point to, from "the rise in prices"."""
    thing = phrase_after(sentence, start)
    return thing is not None and head_noun(sentence, thing) in _PLACES


_PLACES: Final = words(
    "spot place door doors window windows wall walls floor ceiling roof sky sun ground corner hole "
    "chair seat table house building tower tree hill river road street bench screen clock"
)


def _object(sentence: Sentence, cue: Cue, complement: Complement) -> Range | None:
    """Read an object that is content: "denied it", "accused Adler of it", "called it 'a sham'"."""
    takes, kind, start = cue.frame.takes, complement.kind, complement.start
    own, end = cue.index + 1, len(sentence.shape)
    if _holds_quote(sentence, cue, start):
        return own, _quotation_end(sentence, own)
    label = _LABEL if _contrasts(sentence, cue) else _LABELLED
    labelled = "label" in takes and start == own and label.match(sentence.shape, own)
    if labelled:
        return own, before_next_act(sentence, own)
    if _is_linked(sentence, cue, kind):
        return own, end
    is_object = "object" in takes and kind in {"object", "clause"} and not cue.is_unsure
    if is_object and not _acts_on(sentence, cue, start):
        return start, before_next_act(sentence, start)
    out = sentence.nodes[start].lower == "out"
    sure = _is_sure(sentence, cue) or (out and _agrees(sentence, cue))
    sure = sure or (out and sentence.shape[start + 1 : start + 2] == lexicon.THAT)
    sure = sure or (sentence.nodes[start].lower == "on" and sentence.shape[cue.group - 1] == ",")
    return _prepositional(sentence, cue, start) if kind == "prep" and sure else None


def before_next_act(sentence: Sentence, start: int) -> int:
    """Return where the subject or another does something else."""
    joined = _SECOND_VERB.search(sentence.shape, start)
    return _before_next_clause(sentence, start) if joined is None else joined.start()


def _before_next_clause(sentence: Sentence, start: int) -> int:
    """Return where another does something, unless the object has clauses of its own."""
    turned = next_clause(sentence, start, len(sentence.shape))
    if turned is None or not set("tw").isdisjoint(sentence.shape[start:turned]):
        return len(sentence.shape)
    return turned


def _acts_on(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Tell what is done, "dismissed his coach", "is recalling cars", from what is said."""
    if cue.frame.lemma == "deny":
        return is_withheld(sentence, start)
    if cue.frame.lemma == "recall":
        ongoing = cue.is_gerund and cue.group < cue.index
        return ongoing or sentence.shape[start] == lexicon.NUMBER  # "is recalling 200 cars"
    if cue.frame.lemma not in _DEEDS:
        return False
    thing = phrase_after(sentence, start)
    head = None if thing is None else sentence.nodes[thing[1] - 1].lower
    noun = "" if thing is None else gazetteer.singular(head_noun(sentence, thing))
    cited = cue.frame.lemma == "cite" and noun in gazetteer.ANONYMOUS_WORDS
    return sentence.shape[start] in "or" or head in gazetteer.PERSON_WORDS or cited


def is_withheld(sentence: Sentence, start: int) -> bool:
    """Tell "denied bail" and "denied Adler a permit" from "denied the charge"."""
    if _GIVEN.match(sentence.shape, start) is not None:
        return True
    thing = phrase_after(sentence, start)
    if thing is not None and sentence.shape[thing[1] : thing[1] + 1] == "d":
        thing = phrase_after(sentence, thing[1])  # "denied the mayor a permit"
    if thing is None:
        return False
    stop = sentence.shape.find("p", *thing)
    named = sentence.nodes[thing[0] : thing[1] if stop < 0 else stop]
    return any(node.lower in _GRANTED for node in named)


_DEEDS: Final = words("dismiss cite")
"""Verbs that are something else when done to a person."""
_GRANTED: Final = words(
    "access admission appeal appeals application applications asylum bail care citizenship "
    "coverage custody entry funding leave licence license licences licenses loan loans motion "
    "parole passage permission permit permits petition refuge release request requests service "
    "services stay treatment visa visas"
)
"""What is granted or denied, and no charge: "denied bail"."""
_GIVEN: Final = re.compile(r"(?:o|N+)d?[ac]*c")
"""As in "denied Adler a permit"."""
_SECOND_VERB: Final = re.compile(r"(?<=[cNor#]),?&a?(?:[vx]|e(?![cN]))")
"""Where the subject does something else: "rejected the offer and walked out"."""
_LABELLED: Final = re.compile(r"(?:[or]|d?[ac#]*(?:[cN]\??)+)d|[or][acNe]")
"""The object of a label and the label: "called it a sham"."""


_LABEL: Final = re.compile(_LABELLED.pattern + r"|d[ac#]*[cN][ace]")
"""The same after "but supporters", who do not ring anybody up: "call the tax fair"."""
_CONTRAST: Final = re.compile(r"(?:b|,u)d?[acN#]*$")


def _contrasts(sentence: Sentence, cue: Cue) -> bool:
    """Tell "but supporters call" from "they call"."""
    kind = gazetteer.type_of_noun(sentence.nodes[cue.group - 1].lower)
    contrast = _CONTRAST.search(sentence.shape, 0, cue.group)
    return kind is not SourceType.UNKNOWN and contrast is not None


def _prepositional(sentence: Sentence, cue: Cue, start: int) -> Range | None:
    """Read "called for talks", "called on Parliament to act", "pointed out that ..."."""
    word, end = sentence.nodes[start].lower, len(sentence.shape)
    if word == "for" and "for" in cue.frame.takes:
        return start, end
    after = {"on": ("on-to", "2"), "out": ("out-that", "t")}.get(word)
    if after is None or after[0] not in cue.frame.takes:
        return None
    return (start + 1, end) if after[1] in sentence.shape[start : start + _LINK_REACH] else None


def _holds_quote(sentence: Sentence, cue: Cue, start: int) -> bool:
    own = cue.index + 1
    quoted = "q" in sentence.shape[own + 1 : own + _QUOTE_REACH]
    return quoted and start == own and bool(cue.frame.takes & {"quote", "label"})


def _quotation_end(sentence: Sentence, start: int) -> int:
    """Return where an object that holds a quotation ends: with it, if a mark follows."""
    shape = sentence.shape
    at = shape.find("q", start) + 1
    while shape[at : at + 2] == "&q":
        at += 2
    closed = sentence.nodes[at - 1].raw.rstrip(_CLOSING)[-1:] == "," and shape[at : at + 1] in "&b"
    closed = closed or _NEXT_ACT.match(shape, at) is not None
    return at if closed or shape[at : at + 1] in {",", "-", ";"} else len(shape)


_NEXT_ACT: Final = re.compile(r"&a?(?:v|e(?=[dorp2]))")
"""Where the subject does something else: `called it "brutal" and lowered the rating`."""


def _is_linked(sentence: Sentence, cue: Cue, kind: str) -> bool:
    after = {node.lower for node in sentence.nodes[cue.index + 1 : cue.index + 1 + _LINK_REACH]}
    if kind == "prep" and cue.frame.lemma in _DONE_TO:
        return False  # "a treasurer accused of theft", who accuses nobody
    return kind in {"object", "clause", "prep"} and any(
        link in cue.frame.takes and after & needed for link, needed in _LINKS.items()
    )

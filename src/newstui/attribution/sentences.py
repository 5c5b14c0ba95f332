"""Paragraphs and sentences of a text, the latter as nodes in which a quotation is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.attribution import frames, lexicon
from newstui.attribution.abbreviations import ZONES, is_last
from newstui.attribution.quotes import find_quotes
from newstui.attribution.tokens import read_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.attribution.names import Name
    from newstui.attribution.phrases import Range
    from newstui.attribution.quotes import Quote
    from newstui.attribution.tokens import Node
    from newstui.model.text import Offsets

_PARAGRAPHS: Final = re.compile(r"\S[^\n]*(?:\n[^\S\n]*(?=\S)[^\n]+)*")
_ENDS: Final = frozenset(".!?…")
_PLAINEST: Final = frozenset({"say", "tell", "ask", "add"})
_AFTER_TAG: Final = frozenset(".,Tpa(2")
"""What goes on after the verb of a tag without being what it reports."""
SENTENCE_LIMIT: Final = 240
"""Nodes after which a sentence is cut, so that no text costs more than linear time."""
_REPEATED: Final = 20_000
"""Characters of a text that one sentence may fill, said again and again; more is no prose."""
_NAME_PARTS: Final = frozenset({"Per", "First"})
"""Small words that are parts of names: "Per Olsen", "Harbour First"."""
_MENDED: Final = frozenset({lexicon.MODAL, lexicon.TIME, lexicon.NAME})
_BEFORE_DAYS: Final = frozenset({"on", "since", "last"})
_MODAL_NAMES: Final = frozenset({"may", "will"})
"""Modals that are first names, too."""
_DONE_TO: Final = lexicon.words(
    "accused blamed criticised criticized praised briefed informed notified"
)
_SUSPECTS: Final = frozenset({"suspect", "suspects"})
_DOUBLE: Final = (
    frozenset({"third", "that", "sun", "once", "warning", "further", "earlier", "later"})
    | _SUSPECTS
)
_MENDED_WORDS: Final = _DONE_TO | _DOUBLE | {part.lower() for part in _NAME_PARTS}
_PARTICIPLES: Final = lexicon.words(
    "led held built made run sent put set won lost paid brought kept felt hit hung fought taught "
    "struck bought sold met caught backed killed used followed signed faced served passed opened "
    "closed voted played started helped moved planned expected wanted feared"
)
"""Verbs that also tell of a noun what is done to it: "a team led by Adler"."""
_TOLD_OF: Final = re.compile(r"(?:p[dcN#gsT]+)+(?:[xmV]|v)")
"""What goes on after a participle up to the verb of the whole: "in the crash last May has"."""
_UNDERGONE: Final = lexicon.words("killed caught struck held built made sent hit")
"""Participles that tell a noun rather than what it does, with a preposition after them."""
_WHERE: Final = lexicon.words("in at near on during outside inside after for from within")
_TOLD_OF_REACH: Final = 12
_NOUNS_TOO: Final = lexicon.words(
    "work works help plan plans move moves use uses fear fears hope hopes need needs start end "
    "fall rise run lead win wins cut cuts support"
)
"""Verbs that are nouns after somebody whose they are: "Adler's work"."""
_TOLD_REACH: Final = 3
_TELLING: Final = frozenset({"tell", "ask"})
_HEARER: Final = re.compile(r"(?:d?[cNs]+|o)(?:[.aTp(][^tqrV2:]*$|$)")
_TAG_REACH: Final = 9
_INTRODUCES: Final = re.compile(r",(?:p[^q.;:,]*,)?q")
"""What goes on after a verb with a quotation: `said, in a speech in May, "..."`."""
_MAY_END: Final = frozenset(".;:q?")
_QUOTE_MARKS: Final = "\"“”„«»‘’'`"
_SPEECH_ENDS: Final = frozenset(",.!?…")
_NICKNAME_LIMIT: Final = 40
"""Longest quotation that is taken for a nickname, in characters."""
_CLOSING_MARKS: Final = "\"”’'»`)]"
_NAME_ENDS: Final = _CLOSING_MARKS + "."


class Sentence(NamedTuple):
    """A run of nodes; the final full stop is not among them."""

    nodes: tuple[Node, ...]
    shape: str
    """The class of each node, see `lexicon`."""
    paragraph: int
    opens: bool
    """Whether it is the first of its paragraph."""
    names: dict[Range, Name]
    """The names that have been read in it so far, by where they stand: each is asked for again."""

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.nodes[0].start

    @property
    def end(self) -> int:
        """Offset after its last character, the full stop left out."""
        return self.nodes[-1].end


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read into paragraphs, quotations and sentences."""

    text: str
    paragraphs: tuple[Offsets, ...]
    quotes: tuple[tuple[Quote, ...], ...]
    """The outer quotations of each paragraph."""
    sentences: tuple[Sentence, ...]


def read_text(text: str) -> Reading:
    """Read a text; its first step, shared by all that follow."""
    paragraphs = tuple((match.start(), match.end()) for match in _PARAGRAPHS.finditer(text))
    quotes = find_quotes(text, paragraphs)
    sentences: list[Sentence] = []
    filled: dict[str, int] = {}
    for index, (start, end) in enumerate(paragraphs):
        nodes = _without_clock(read_nodes(text, start, end, quotes[index]))
        for part in _split(text, nodes):
            words = text[part[0].start : part[-1].end]
            filled[words] = filled.get(words, 0) + len(words)
            if filled[words] > _REPEATED:
                continue
            opens = not sentences or sentences[-1].paragraph != index
            sentences.append(make_sentence(part, index, opens=opens))
    return Reading(text, paragraphs, tuple(map(tuple, quotes)), tuple(sentences))


def _without_clock(nodes: list[Node]) -> list[Node]:
    """Leave out the time that each entry of a live report begins with: "13:40 Police said"."""
    if not nodes or nodes[0].letter != lexicon.NUMBER or not _CLOCK.fullmatch(nodes[0].raw):
        return nodes
    after = 1
    while after < len(nodes) and (nodes[after].letter in ".-:?" or nodes[after].raw in ZONES):
        after += 1
    goes_on = after < len(nodes) and _may_start(nodes[after]) and nodes[after].letter != "#"
    return nodes[after:] if goes_on else nodes


_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d(?:[ap]m)?")


def make_sentence(nodes: list[Node], paragraph: int, *, opens: bool) -> Sentence:
    """Make a sentence, mending what its first word's capital hides."""
    mended = [
        _mend(nodes, index)
        if (node.letter in _MENDED and node.raw[:1].isupper())
        or node.letter == lexicon.VERB
        or node.lower in _MENDED_WORDS
        or (node.letter == lexicon.CUE and node.lower.endswith("ing"))
        else node
        for index, node in enumerate(nodes)
    ]
    shape = "".join([node.letter for node in mended])
    return Sentence(tuple(mended), shape, paragraph, opens, {})


def _mend(nodes: list[Node], index: int) -> Node:
    """Tell "May Stein" from "may", and a sentence's first word from a name."""
    node = nodes[index]
    letter = node.letter
    if index == 0 and node.lower in frames.PLAIN_FORMS:
        return node._replace(letter=lexicon.CUE)
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    before_name = following is not None and following.letter == lexicon.NAME
    if node.lower in _DONE_TO:
        return node._replace(letter=lexicon.PAST) if _is_participle(nodes, index) else node
    if node.lower in _DOUBLE or letter == lexicon.CUE:
        return _mend_double(nodes, index)
    if following is not None and following.letter == lexicon.POSSESSIVE and letter in "aN":
        return node._replace(letter=lexicon.NAME)
    dated = letter == lexicon.TIME and index > 0 and nodes[index - 1].lower in _BEFORE_DAYS
    named = not dated and (
        letter == lexicon.TIME or node.lower in _MODAL_NAMES or not _is_first(nodes, index)
    )
    if node.raw in _NAME_PARTS and not _is_first(nodes, index):
        after_name = nodes[index - 1].letter == lexicon.NAME
        part = after_name if node.raw == "First" else before_name
        letter = lexicon.NAME if part else letter
    elif (
        letter in {lexicon.MODAL, lexicon.TIME} and named and before_name and not node.raw.isupper()
    ):
        letter = lexicon.NAME
    elif letter == lexicon.MODAL and not _is_first(nodes, index):
        letter = lexicon.TIME
    elif letter == lexicon.VERB:
        letter = _mend_verb(nodes, index)
    elif letter == lexicon.NAME and _is_first(nodes, index):
        letter = _first_word(node, following)
    return node if letter == node.letter else node._replace(letter=letter)


def _is_adjective(nodes: list[Node], index: int) -> bool:
    """Tell "a charging document" from "charging him"."""
    if not 0 < index < len(nodes) - 1:
        return False
    between = nodes[index - 1].letter + nodes[index + 1].letter
    return between == "dc" and nodes[index].lower.endswith("ing")


def _is_first(nodes: list[Node], index: int) -> bool:
    if index == 0:
        return True
    before = nodes[index - 1]
    return before.letter == lexicon.COLON or (before.letter == lexicon.OTHER and before.raw != ".")


def _mend_verb(nodes: list[Node], index: int) -> str:
    """Return the class of a verb that may be a participle or a noun here."""
    if _is_done(nodes, index):
        return lexicon.PAST
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    noun = _is_noun(nodes, index) or _is_tank(nodes[index], following)
    return lexicon.WORD if noun else nodes[index].letter


def _is_noun(nodes: list[Node], index: int) -> bool:
    """Tell "the start" and "Adler's work" from verbs."""
    before = nodes[index - 1].letter if index else ""
    if before == lexicon.DETERMINER:
        return True
    if nodes[index].lower not in _NOUNS_TOO:
        return False
    return before == lexicon.POSSESSIVE or _is_counted_or_told(nodes, index)


def _is_counted_or_told(nodes: list[Node], index: int) -> bool:
    """Tell "a 2-1 win" and "a late win" from "the two win"."""
    start = index
    while start > max(0, index - _TOLD_REACH) and nodes[start - 1].letter in "c#":
        start -= 1
    return start > 0 and nodes[start - 1].lower in {"a", "an"}


def _mend_double(nodes: list[Node], index: int) -> Node:
    """Tell "a third said" from "third, he said", "That report said" from "said that".

    No day has an article: "the Sun" is a newspaper, and "Sun Lin" a name. "Adler once said" is not
    "once Adler said", nor "read the warning" an act of warning.
    """
    node = nodes[index]
    if node.lower in _AFTER:
        opener, letter = _AFTER[node.lower]
        after = index > 0 and nodes[index - 1].letter in opener
        before_verb = node.lower != "once" or (nodes[index + 1 :] and _tells(nodes[index + 1]))
        return node._replace(letter=letter) if after and before_verb else node
    if node.letter == lexicon.CUE and _is_adjective(nodes, index):
        return node._replace(letter=lexicon.WORD)
    if node.lower in _SUSPECTS:
        acts = nodes[index + 1 :] and nodes[index + 1].letter in "Vxvme,w"
        return node._replace(letter=lexicon.WORD) if acts else node
    if node.lower == "sun":
        before_name = index + 1 < len(nodes) and nodes[index + 1].letter == lexicon.NAME
        before = nodes[index - 1] if index else None
        after_name = before is not None and (before.lower == "the" or before.letter == lexicon.NAME)
        named = node.raw == "Sun" and (before_name or after_name)
        return node._replace(letter=lexicon.NAME) if named else node
    if index == 0:
        points = node.raw == "That" and nodes[1:] and nodes[1].letter == lexicon.WORD
        return node._replace(letter=lexicon.DETERMINER) if points else node
    share = node.lower == "third" and nodes[index - 1].lower in {"a", "one"}
    return node._replace(letter=lexicon.WORD) if share else node


_AFTER: Final = {
    "once": ("cNr,", lexicon.ADVERB),
    "warning": ("ds", lexicon.WORD),
    **dict.fromkeys(("further", "earlier", "later"), ("d", lexicon.WORD)),
}
"""Words that are something else after a node of these classes, and what."""


def _tells(node: Node) -> bool:
    return node.letter in {lexicon.CUE, lexicon.VERB, lexicon.PAST} or node.lower in frames.FRAMES


def _is_participle(nodes: list[Node], index: int) -> bool:
    """Tell "a clerk accused of theft" from "the clerk accused Adler"."""
    if not 0 < index < len(nodes) - 1:
        return False
    of_noun = nodes[index - 1].letter in {lexicon.NAME, lexicon.WORD}
    return of_noun and nodes[index + 1].letter == lexicon.PREPOSITION


def _is_done(nodes: list[Node], index: int) -> bool:
    """Tell "a team led by Adler" from "the team led": after a noun, "by" tells who does it."""
    if not 0 < index < len(nodes) - 1 or nodes[index].lower not in _PARTICIPLES:
        return False
    of_noun = nodes[index - 1].letter in {lexicon.NAME, lexicon.WORD, lexicon.COMMA}
    return of_noun and (nodes[index + 1].lower == "by" or _is_told_of(nodes, index))


def _is_told_of(nodes: list[Node], index: int) -> bool:
    """Tell "a boy killed in the crash has", where another verb follows, from "a boy won"."""
    if nodes[index].lower not in _UNDERGONE or nodes[index - 1].letter != lexicon.WORD:
        return False
    if nodes[index + 1].lower not in _WHERE:
        return False  # "sent out a statement"
    letters = "".join(node.letter for node in nodes[index + 1 : index + _TOLD_OF_REACH])
    return _TOLD_OF.match(letters) is not None


def _is_tank(node: Node, following: Node | None) -> bool:
    """Tell "think tank" from "think"."""
    return node.lower == "think" and following is not None and following.lower.startswith("tank")


def _first_word(node: Node, following: Node | None) -> str:
    if following is not None and following.letter == lexicon.NAME:
        return lexicon.WORD if node.lower in lexicon.EPITHETS else lexicon.NAME
    if node.raw in lexicon.ACRONYMS:
        return lexicon.NAME
    if node.lower in lexicon.CLASS_OF:
        return lexicon.CLASS_OF[node.lower]
    if node.lower.endswith("ly") and node.lower not in {"italy", "emily", "sally", "kelly"}:
        speaks = following is not None and following.letter == lexicon.CUE
        known = node.lower in frames.HEARSAY_ADVERBS
        return lexicon.NAME if speaks and not known else lexicon.ADVERB
    return lexicon.GERUND if node.lower.endswith("ing") else lexicon.NAME


def _split(text: str, nodes: list[Node]) -> Iterator[list[Node]]:
    start, last = 0, len(nodes) - 1
    for index, node in enumerate(nodes):
        letter = node.letter
        may_end = letter in _MAY_END or (letter == lexicon.NAME and node.raw[-1] in _NAME_ENDS)
        cut = index == last or index - start + 1 >= SENTENCE_LIMIT
        if cut or (may_end and _ends(text, nodes, index)):
            end = index if letter == lexicon.STOP else index + 1
            if start < end:
                yield nodes[start:end]
            start = index + 1


def _ends(text: str, nodes: list[Node], index: int) -> bool:
    node, following = nodes[index], nodes[index + 1]
    if node.letter in ".;:q" and "\n" in text[node.end : following.start]:
        return True
    if node.letter == lexicon.STOP:
        return _may_start(following) and following.start > node.end
    if node.raw[-1:] == ".":  # an abbreviation
        opens = following.letter == lexicon.QUOTE and _opens_speech(following)
        return opens or is_last(nodes, index)  # "in Reno, Nev. “It rains.”"
    if node.letter == lexicon.NAME and node.raw[-1] in _CLOSING_MARKS:
        return node.raw.rstrip(_CLOSING_MARKS)[-1:] == "." and _may_start(following)
    if node.letter == lexicon.QUOTE:
        last = text[node.start : node.end].rstrip(_CLOSING_MARKS)[-1:]
        ends = last in _ENDS and _may_start(following)
        return ends and not _is_tag(nodes, index, is_closed=last == ".")
    return False


def _opens_speech(quoted: Node) -> bool:
    """Tell "It rains." from the rest of a sentence and from a nickname."""
    return is_speech(quoted) and not quoted.raw.lstrip(_QUOTE_MARKS)[:1].islower()


def is_speech(quoted: Node) -> bool:
    """Tell speech from a nickname: it ends as a sentence does, or is long."""
    inner = quoted.raw.strip(_QUOTE_MARKS)
    return inner[-1:] in _SPEECH_ENDS or len(inner) > _NICKNAME_LIMIT


def _may_start(node: Node) -> bool:
    return node.letter in "q(#" or node.raw[:1].isupper() or not node.raw[:1].isalpha()


def _names_hearer(nodes: list[Node], start: int) -> bool:
    """Tell `"Why?" Adler asked reporters.` from `"Why?" Adler asked reporters to leave.`."""
    letters = "".join(node.letter for node in nodes[start : start + _TAG_REACH])
    return _HEARER.match(letters) is not None


def _is_tag(nodes: list[Node], quote: int, *, is_closed: bool) -> bool:
    """Tell whether `"Go!" Adler said.` goes on after its quotation.

    After a full stop only the plainest verbs do: `"Go." Nobody answered.`
    """
    for index in range(quote + 1, min(quote + 1 + _TAG_REACH, len(nodes))):
        node = nodes[index]
        if node.letter in ".:;q,":
            return False
        frame = frames.FRAMES.get(node.lower)
        plain = frame is not None and (not is_closed or frame.lemma in _PLAINEST)
        if frame is not None and plain and "tag" in frame.takes and index > quote + 1:
            after = "".join(one.letter for one in nodes[index + 1 : index + 1 + _TAG_REACH * 2])
            # After a full stop, `Adler says, "..."` introduces what follows.
            introduces = is_closed and _INTRODUCES.match(after) is not None
            return (
                not after
                or (after[0] in _AFTER_TAG and not introduces)
                or (frame.lemma in _TELLING and _names_hearer(nodes, index + 1))
            )
    return False

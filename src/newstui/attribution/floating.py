"""Quotations no cue stands beside: those that go on with one that was attributed, and the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.report import Report
from newstui.model.attribution import SourceType, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Reading, Sentence
    from newstui.model.text import Offsets

_SPEECH: Final = re.compile(r"\w+\W+\w+\W+\w+\W+\w+.*[.,!?…]\W*$", re.DOTALL)
"""At least four words and a mark at the end."""
_SENTENCE: Final = re.compile(r"\w.*[.,!?…]\W*$", re.DOTALL)
_RESUMED: Final = re.compile(r"[&ba],?:q")
"""A quotation that "And:", "Then:" joins to the one before it."""
_ACTION: Final = re.compile(r"(?:[^,;:q]{1,12},)?b?(r|c{0,2}N+)a?[vexVm]")
"""Who does something in a sentence that a quotation follows."""
_OTHER_ACTS: Final = re.compile(r",[&b](d?[acg#]{0,2}[cN]+)a?[vexVm]")
"""Somebody else who does something after a tag."""
_SIGNATURE: Final = re.compile(r"-N{1,4}(?:,[dacN#p]+)?")
_IN_SINGLE_MARKS: Final = re.compile(r"['‘](?!')")
_DOUBLE_MARK: Final = re.compile(r"[\"“]|''")
_LOOKED_AT: Final = 400
"""Characters at the end of a quotation that are looked at."""
_UNATTRIBUTED: Final = 0.4
"""Confidence of a quotation nobody is named for."""
_BORROWED: Final = 0.55
"""Below `SURE_FROM`: what no cue attributes is never named without doubt."""
_CARRIES: Final = lexicon.words("inverted tag verb-quote verb-colon colon elided spoken")


def attach_quotes(
    reading: Reading, reports: Sequence[Report], listed: frozenset[int]
) -> list[Report]:
    """Join quotations that go on with an attributed one to it; return those that stand alone.

    Args:
        reading: The text.
        reports: What is found in it so far.
        listed: The sentences of lists, which have their speaker.
    """
    by_sentence: dict[int, list[Report]] = {}
    for report in reports:
        by_sentence.setdefault(report.sentence, []).append(report)
    walk = _Walk(reading)
    for number in range(len(reading.sentences)):
        if number not in listed:
            walk.read(number, by_sentence.get(number, ()))
    return walk.alone


class _Walk:
    """Goes through a text remembering who spoke last."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._paragraph = -1
        self._speaker: Report | None = None
        self._waiting: Report | None = None
        """The last of `alone`, while every paragraph goes on with it and a speaker may follow."""
        self._placed = -1
        """The sentence that was last found to be speech."""
        self._told = -1
        """The sentence in which the speaker last spoke."""
        self.alone: list[Report] = []

    def read(self, number: int, own: Sequence[Report]) -> None:
        sentence = self._reading.sentences[number]
        near = sentence.paragraph == self._paragraph or self._is_awaited(number)
        spoken = self._speaker is not None and (near or self._goes_on(self._paragraph))
        if own:
            self._speaker = _speaker(sentence, own) or (self._speaker if near else None)
            self._told = number
            self._give_waiting(sentence)
        elif self.alone and self._is_signature(number):
            self._sign(number)
        elif self._is_speech(sentence, goes_on=spoken):
            self._place(number, near=near)
        elif not near:
            self._speaker = None
        self._paragraph = sentence.paragraph

    def _is_awaited(self, number: int) -> bool:
        """Whether the sentence before announces a quotation: "Adler wrote:"."""
        speaker = self._speaker
        return speaker is not None and speaker.awaits and speaker.sentence == number - 1

    def _is_signature(self, number: int) -> bool:
        """Whether the sentence tells whose the quotation before it is: "- Mara Adler."."""
        sentence = self._reading.sentences[number]
        if self._placed != number - 1 or not sentence.opens:
            return False
        if (
            number + 1 < len(self._reading.sentences)
            and not self._reading.sentences[number + 1].opens
        ):
            return False
        return _SIGNATURE.fullmatch(sentence.shape) is not None

    def _sign(self, number: int) -> None:
        signature, quoted = self._reading.sentences[number], self.alone[-1]
        self.alone[-1] = Report(
            rule="signed",
            sentence=number,
            cue=(0, 1),
            source=(1, len(signature.shape)),
            more=self._extents(quoted),
            confidence=0.8,
        )

    def _is_speech(self, sentence: Sentence, *, goes_on: bool) -> bool:
        """Tell a sentence that is nothing but a quotation, of some length unless it goes on."""
        if goes_on and _RESUMED.fullmatch(sentence.shape) is not None:
            return True
        if sentence.shape.strip(",-?") != lexicon.QUOTE:
            return False
        text, after = self._reading.text, sentence.end
        after += text[after : after + 1] in {".", "!", "?"}  # it may stand outside the marks
        end = text[max(sentence.start, sentence.end - _LOOKED_AT) : after]
        return (_SENTENCE if goes_on else _SPEECH).search(end) is not None

    def _place(self, number: int, *, near: bool) -> None:
        sentence = self._reading.sentences[number]
        self._placed = number
        spoken = Report(
            rule="floating",
            sentence=number,
            cue=(0, 0),
            content=[(0, len(sentence.nodes))],
            confidence=_UNATTRIBUTED,
        )
        joined = near or self._goes_on(self._paragraph)
        if self._is_answer(sentence):
            self._speaker, joined, near = None, False, False
        if self._speaker is not None and joined:
            start = sentence.nodes[-1].start if ":" in sentence.shape else sentence.start
            self._speaker.more.append((start, sentence.end))
        elif self._waiting is not None and self._goes_on(self._paragraph):
            self._waiting.more.append((sentence.start, sentence.end))
            if not self._goes_on(sentence.paragraph):
                self._waiting = None
        elif self._goes_on(sentence.paragraph):
            self._speaker, self._waiting = None, spoken
            self.alone.append(spoken)
        else:
            self._waiting = None
            speaker = self._likely_speaker(number, near=near)
            if speaker is not None:
                spoken.borrowed, spoken.confidence = speaker, _BORROWED
            self.alone.append(spoken)
        self._told = number

    def _likely_speaker(self, number: int, *, near: bool) -> Report | None:
        """Return whose words came just before; `None` if these are signed, or a heading."""
        quoted = self._text_of(number)
        if "\n" in quoted:
            return None
        if self._speaker is None:
            return self._actor(number - 1) if near else None
        is_heading = _IN_SINGLE_MARKS.match(quoted) is not None
        if is_heading and _DOUBLE_MARK.search(self._text_of(self._speaker.sentence)):
            return None
        return self._speaker if self._told == number - 1 else None

    def _text_of(self, number: int) -> str:
        sentence = self._reading.sentences[number]
        return self._reading.text[sentence.start : sentence.end]

    def _is_answer(self, sentence: Sentence) -> bool:
        """Whether somebody without a name has asked what this answers: "a reporter asked"."""
        speaker = self._speaker
        if speaker is None or speaker.stance is not Stance.ASKED or speaker.source is None:
            return False
        asker = self._reading.sentences[speaker.sentence].shape[slice(*speaker.source)]
        return not set(asker) & set("Nrw") and "?" not in sentence.nodes[0].raw

    def _actor(self, number: int) -> Report | None:
        """Return the person a sentence begins with: `Adler nodded. "It holds."`."""
        sentence = self._reading.sentences[number]
        acts = _ACTION.match(sentence.shape) if "q" not in sentence.shape else None
        if acts is None or not _is_person(sentence, acts.span(1)):
            return None
        return Report(rule="actor", sentence=number, cue=(0, 0), source=acts.span(1))

    def _give_waiting(self, sentence: Sentence) -> None:
        """Give the paragraphs of speech that this one ends to its speaker."""
        waiting = self._waiting
        if waiting and self._speaker is not None and self._goes_on(sentence.paragraph - 1):
            self._speaker.more += self._extents(waiting)
            self.alone.pop()
        self._waiting = None

    def _extents(self, spoken: Report) -> list[Offsets]:
        """List the paragraphs of speech that make one quotation."""
        first = self._reading.sentences[spoken.sentence]
        return [(first.start, first.end), *spoken.more]

    def _goes_on(self, paragraph: int) -> bool:
        """Tell whether the last quotation of a paragraph is opened again in the next."""
        quotes = self._reading.quotes[paragraph] if paragraph >= 0 else ()
        return bool(quotes) and quotes[-1].continues


def _is_person(sentence: Sentence, source: Range) -> bool:
    """Tell Adler, "he" and "she" from Ankara and "it"."""
    last = sentence.nodes[source[1] - 1]
    if last.letter == lexicon.PRONOUN:
        return last.lower in {"he", "she"}
    named = tuple(node.lower for node in sentence.nodes[slice(*source)])
    return gazetteer.type_of_name(named) is SourceType.UNKNOWN


def _turns_away(sentence: Sentence, report: Report) -> bool:
    """Tell `"No," Adler said, and her husband cut in.`: what follows may be the husband's."""
    told = max(report.cue[1], *(end for _, end in report.content))
    turned = _OTHER_ACTS.search(sentence.shape, told)
    return turned is not None and _is_person(sentence, turned.span(1))


def _speaker(sentence: Sentence, own: Sequence[Report]) -> Report | None:
    """Return the report whose quotation a following one may go on with."""
    for report in reversed(own):
        if report.awaits:
            return report
        quoted = any("q" in sentence.shape[start:end] for start, end in report.content)
        if quoted and report.rule in _CARRIES:
            return None if _turns_away(sentence, report) else report
    return None

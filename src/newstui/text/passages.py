"""What was said, in words to be shown: the passage, and how the story says that it was said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.model.kinds import Kind, Stance
from newstui.text.clean import LINE_LIMIT, NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.model.attribution import Attribution
    from newstui.model.text import Offsets, SafeText

_STANCES: Final = {
    Stance.DENIED: "denied",
    Stance.ASKED: "asked",
    Stance.REFUSED: "declined",
    Stance.HEARSAY: "reportedly",
}
_PLAIN_VERBS: Final = frozenset({"said", "says", "say", "added", "adds", "reported", "reports"})
_TOLD: Final = frozenset({"told", "tells", "tell"})
"""Verbs that are as plain, unless somebody was told to do something."""
_PLAIN: Final = _PLAIN_VERBS.union(
    {"saying", "adding", "reporting", "citing", "quoting", "as saying"},
    {"according to", "per", "as per", "in the words of"},
)
"""Cues that tell no more of a source than that it said something."""

_PREPOSITIONS: Final = frozenset(
    {"about", "against", "for", "of", "on", "out", "to", "upon", "with"}
)


_OUT: Final = re.compile(r" out\b")


class ShownPassage(NamedTuple):
    """A passage, and what has to stand before it to be understood."""

    lead: SafeText
    """How it was said: "urged:"; nothing for a quotation, and for what was just said."""
    words: SafeText

    @property
    def line(self) -> str:
        """Both in one line."""
        return " ".join(filter(None, self))


def passage_text(spans: Sequence[Offsets], text: str, *, at_most: int = LINE_LIMIT) -> SafeText:
    """Put the pieces of a passage into one line, of so many characters."""
    return clean_line(" … ".join(text[start:end] for start, end in spans), limit=at_most)


def show_passage(attribution: Attribution, text: str, *, at_most: int = LINE_LIMIT) -> ShownPassage:
    """Show what was said, behind its cue unless it is a quotation or was just said.

    Where there are no words of it, show how it was said. A refusal that its cue runs into is shown
    as the story has it: "has not commented on the leak".
    """
    if not attribution.content:
        return ShownPassage(NOTHING, passage_text(attribution.cue, text))
    words = passage_text(attribution.content, text, at_most=at_most)
    if attribution.stance is Stance.REFUSED and (before := _run_up(attribution)) is not None:
        return ShownPassage(passage_text([before], text), words)
    lead = _tell_cue(attribution, text)
    is_quoted = attribution.kind is Kind.DIRECT and attribution.stance is Stance.SAID
    return ShownPassage(clean_line(f"{lead}:") if lead and not is_quoted else NOTHING, words)


def shown_passage(attribution: Attribution, text: str) -> SafeText:
    """Show in one line what `show_passage` shows."""
    return clean_line(show_passage(attribution, text).line)


def tell_manner(attribution: Attribution, text: str) -> SafeText:
    """Tell how something was said, in words that follow the speaker's name: "urged"."""
    cue = passage_text(attribution.cue, text).casefold()
    plain = cue if cue in _PLAIN_VERBS | _TOLD else "said"
    return clean_line(_tell_cue(attribution, text) or plain)


def is_transcript(attribution: Attribution, text: str) -> bool:
    """Whether the passage is what a printed interview gives after the speaker's name."""
    cue = passage_text(attribution.cue, text)
    return bool(cue) and not any(map(str.isalpha, cue))


def _tell_cue(attribution: Attribution, text: str) -> str:
    """Tell how something was said, as the story does; nothing where that is just that it was.

    "Is believed to" stands among the words it is about, and makes no sense before them.
    """
    cue, stance = passage_text(attribution.cue, text), attribution.stance
    is_among = stance is Stance.HEARSAY and " " in cue
    is_plain = cue.casefold() in (_PLAIN if _is_order(attribution) else _PLAIN | _TOLD)
    if is_among or is_plain or not any(map(str.isalpha, cue)):
        return _STANCES.get(stance, "")
    return cue[:1].lower() + cue[1:] + _preposition(attribution, text)


def _preposition(attribution: Attribution, text: str) -> str:
    """Return what ties a cue to what comes next: " on" of "called on the allies to pay"."""
    if not attribution.content:
        return ""
    end = attribution.cue[-1][1]
    if _OUT.match(text, end):
        return " out"
    between = text[end : attribution.content[0][0]].split()
    return f" {between[0]}" if len(between) == 1 and between[0] in _PREPOSITIONS else ""


def _is_order(attribution: Attribution) -> bool:
    """Whether whom it was told belongs to what was told: "residents to leave"."""
    told = attribution.addressee.spans if attribution.addressee else ()
    return bool(told) and any(start <= told[0][0] < end for start, end in attribution.content)


def _run_up(attribution: Attribution) -> Offsets | None:
    """Find the text from the cue up to the content, which follows at once or overlaps it."""
    if len(attribution.cue) != 1:
        return None
    (start, end), opened = attribution.cue[0], attribution.content[0][0]
    return (start, opened) if start < opened <= end + 1 else None

"""Where a story comes from, and which text of it was read, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.model.kinds import CreditKind
from newstui.model.story import TextKind
from newstui.newsroom.days import shown_moment
from newstui.text.asides import other_people, printed_credits
from newstui.text.build import word_count
from newstui.text.clean import clean_line
from newstui.text.links import shown_address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.attribution import Analysis, Credit
    from newstui.model.feed import Evidence
    from newstui.model.story import StoredText, Story
    from newstui.model.text import SafeText

_ONCE: Final = 2
"""Revision of a story that changed once."""
_MARKS: Final = re.compile(r"[“”„«»\"‘]|``|''|(?<!\w)'(?=\w)")
_WORD: Final = re.compile(r"\w+")
EXCERPT_UP_TO: Final = 80
"""Feed text of at most so many words is taken for an excerpt."""


def describe_text(stored: StoredText | None, *, way_to_page: str = "") -> SafeText:
    """Say which text was read, and by which key the whole of it is if there is more.

    Args:
        stored: The text; `None` when there is none yet.
        way_to_page: The key that reads the page, for people; empty when there is none to read.
    """
    if stored is None:
        return clean_line("the text is being prepared")
    words = word_count(stored.document)
    count = f"{words:,} {'word' if words == 1 else 'words'}"
    if stored.kind is TextKind.PAGE:
        return clean_line(f"full text of the page, {count}")
    if stored.kind is TextKind.FILE:
        return clean_line(f"full text of the file, {count}")
    more = f": {way_to_page} reads the page" if way_to_page else ""
    if words == 0:
        return clean_line(f"the feed carries only the headline{more}")
    is_excerpt = words <= EXCERPT_UP_TO
    return clean_line(f"feed {'excerpt' if is_excerpt else 'text'}, {count}{more}")


def describe_analysis(stored: StoredText, analysis: Analysis, voices: SafeText) -> SafeText:
    """Say in a line what was found, claiming no more than was read."""
    if not analysis.analysed:
        return clean_line(f"not analysed: {analysis.reason}")
    if voices:
        return voices
    if stored.kind is TextKind.FEED:
        return clean_line("no sources found in what the feed carries")
    is_certain = not _may_cite(stored.document.text)
    return clean_line("no sources cited" if is_certain else "no sources found")


def _may_cite(text: str) -> bool:
    """Whether a text holds marks of quotation or words that report, whatever they are there for."""
    from newstui.attribution.frames import HEARSAY_ADVERBS, PLAIN_FORMS

    if _MARKS.search(text) is not None:
        return True
    telling = PLAIN_FORMS | HEARSAY_ADVERBS | {"according"}
    return any(word[0] in telling for word in _WORD.finditer(text.lower()))


def describe_provenance(
    story: Story, analysis: Analysis | None, *, now: datetime
) -> tuple[SafeText, ...]:
    """List where a story comes from: outlet, byline, dateline, dates, credits, links."""
    entry = story.entry
    printed = printed_credits(entry, analysis)
    authors = entry.authors or _bylines(printed)
    dateline = analysis.dateline if analysis else None
    published = f"published {shown_moment(entry.published, now)}" if entry.published else "undated"
    if dateline and dateline.date and not entry.published:
        # As it is written: neither the year nor the time of day is ours to add.
        published += f", its dateline says {dateline.date}"
    lines = [
        " · ".join([story.outlet, *authors]),
        " · ".join([*([dateline.place] if dateline and dateline.place else []), published]),
        f"{'first ' if _came_again(story, now) else ''}fetched {shown_moment(story.fetched, now)}",
    ]
    if entry.updated and entry.updated != entry.published:
        lines.insert(2, f"updated {shown_moment(entry.updated, now)}")
    if story.revised is not None:
        times = "once" if story.revision == _ONCE else f"{story.revision - 1} times"
        lines.append(f"changed {times}, last noticed {shown_moment(story.revised, now)}")
    if dateline and dateline.agency:
        lines.append(f"wire {dateline.agency}")
    if entry.via is not None:
        lines.append(f"from {entry.via.title or shown_address(entry.via.url)}")
    lines += [_shown_credit(credit) for credit in printed if credit.kind is not CreditKind.BYLINE]
    lines += [f"{person.role} {person.name}" for person in other_people(entry)]
    if entry.reply_to:
        lines.append(f"in reply to {shown_address(entry.reply_to)}")
    if entry.url:
        lines.append(shown_address(entry.url))
    return tuple(dict.fromkeys(clean_line(line) for line in lines))


def describe_evidence(
    story: Story, stored: StoredText | None, *, now: datetime
) -> tuple[SafeText, ...]:
    """List how a story came here as it is now: addresses, times, validators, hash of the answer.

    Args:
        story: Which.
        stored: The text of it that is shown, which may have come in an answer of its own.
        now: UTC.
    """
    lines = []
    if stored is not None and stored.evidence is not None:
        fetched = f"fetched {shown_moment(stored.evidence.fetched, now)}"
        lines += [f"page {line}" for line in _answer(stored.place, stored.evidence, fetched)]
    if story.evidence is not None:
        again = f"as it is now fetched {shown_moment(story.evidence.fetched, now)}"
        lines += _answer(story.place, story.evidence, again if _came_again(story, now) else "")
    return tuple(map(clean_line, lines))


def _came_again(story: Story, now: datetime) -> bool:
    """Whether a story as it is now came at another time than it did first, as times are shown."""
    if story.evidence is None:
        return False
    return shown_moment(story.evidence.fetched, now) != shown_moment(story.fetched, now)


def _answer(place: str, evidence: Evidence, fetched: str) -> list[str]:
    """List what is known of an answer, the place asked first; `fetched` says when it came."""
    lines = [f"from {shown_address(place)}"]
    lines += [f"by way of {shown_address(one)}" for one in evidence.redirects[1:-1]]
    if evidence.final_url.startswith("/") and evidence.final_url != place:
        lines.append(f"file {evidence.final_url}")
    elif evidence.final_url not in {"", place}:
        lines.append(f"answered by {shown_address(evidence.final_url)}")
    if fetched:
        lines.append(fetched)
    if evidence.etag:
        lines.append(f"etag {evidence.etag}")
    if evidence.last_modified:
        lines.append(f"last-modified {evidence.last_modified}")
    if evidence.body_hash:
        lines.append(f"sha256 {evidence.body_hash}")
    return lines


def _shown_credit(credit: Credit) -> str:
    names = ", ".join(credit.names) or credit.text
    outlet = f"/{credit.outlet}" if credit.outlet and credit.outlet not in names else ""
    return f"{credit.kind} {names}{outlet}"


def _bylines(printed: Sequence[Credit]) -> tuple[SafeText, ...]:
    bylines = [credit for credit in printed if credit.kind is CreditKind.BYLINE]
    return tuple(clean_line(name) for credit in bylines for name in credit.names)

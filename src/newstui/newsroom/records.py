"""Stories and feeds as JSON for other programs: schema 1.

Spans are character offsets into `text`; `parent` is an index into `attributions`; times are
ISO 8601, UTC. Fields may be added within a schema; none is renamed or removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newstui.model.feed import FeedKind
from newstui.model.kinds import SURE_FROM
from newstui.newsroom.revisions import compare, pair_revisions
from newstui.newsroom.sifting import find_uncited
from newstui.store.querywriting import ask_for_source
from newstui.text.asides import printed_credits
from newstui.text.clean import clean_line
from newstui.text.links import without_credentials
from newstui.text.passages import passage_text, shown_passage
from newstui.text.speakers import name_source, names_somebody, speakers_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.attribution import Analysis, Credit, Dateline
    from newstui.model.correction import Correction
    from newstui.model.feed import Evidence, Feed
    from newstui.model.headline import Headline, Mark
    from newstui.model.media import Enclosure, Picture
    from newstui.model.story import Bookmark, Revision
    from newstui.model.text import SafeText
    from newstui.newsroom.citations import MostCited
    from newstui.newsroom.reading import StoryView
    from newstui.store.citations import CitedSource
    from newstui.store.passages import Passage

SCHEMA: Final = 1

Record = dict[str, Any]


def story_record(view: StoryView, *, is_kept: bool = True) -> Record:
    """Describe a story with its text and who says what in it.

    Args:
        view: The story.
        is_kept: Whether it is one of the library; others have no number, so no id.
    """
    story, entry, stored, analysis = view.story, view.story.entry, view.stored, view.analysis
    dateline = analysis.dateline if analysis else None
    text = stored.document.text if stored else ""
    return {
        "schema": SCHEMA,
        "id": f"#{story.id}" if is_kept else None,
        "feed": story.outlet,
        "title": entry.title,
        "url": _address(entry.url),
        "published": _time(entry.published),
        "updated": _time(entry.updated),
        "fetched": _time(story.fetched),
        "authors": list(entry.authors),
        "language": clean_line(entry.language) or None,
        "dateline": _dateline(dateline) if dateline else None,
        "credits": [_credit(credit) for credit in printed_credits(entry, analysis)],
        "contributors": [
            {"name": person.name, "role": person.role} for person in entry.contributors
        ],
        "source": {"title": entry.via.title, "url": _address(entry.via.url) or None}
        if entry.via
        else None,
        "in_reply_to": _address(entry.reply_to) or None,
        "images": [_image(picture) for picture in entry.pictures],
        "enclosures": [_enclosure(enclosure) for enclosure in entry.enclosures],
        "tags": list(view.tags),
        "note": view.note or None,
        "text_id": stored.id if stored and is_kept else None,
        "text_kind": str(stored.kind) if stored else None,
        "text": text,
        "analysed": bool(analysis and analysis.analysed),
        "reason": (analysis.reason or None) if analysis else "the text is not prepared yet",
        "revision": story.revision,
        "revised": _time(story.revised),
        "evidence": _evidence(story.place, story.evidence),
        "text_evidence": _evidence(stored.place, stored.evidence) if stored else None,
        "entities": _entities(analysis) if analysis else [],
        "attributions": [
            {
                **_attribution(analysis, index, text),
                "correction": _correction(view.corrections.get(index)),
            }
            for index, found in enumerate(analysis.attributions)
        ]
        if analysis
        else [],
        "uncited": _uncited(view),
    }


def changes_record(
    view: StoryView, revisions: Sequence[Revision], *, is_kept: bool = True
) -> Record:
    """Describe how a story changed.

    Args:
        view: The story.
        revisions: Of all its texts, the newest first.
        is_kept: Whether it is one of the library; others have no number, so no id.
    """
    story = view.story
    return {
        "schema": SCHEMA,
        "id": f"#{story.id}" if is_kept else None,
        "feed": story.outlet,
        "title": story.entry.title,
        "url": _address(story.entry.url),
        "text_kind": str(view.stored.kind if view.stored else story.text_kind),
        "revisions": [
            {
                "revision": revision.number,
                "text_kind": str(revision.kind),
                "text_id": revision.text_id if is_kept else None,
                "seen": _time(revision.made),
                "title": revision.title,
                "title_changes": _pieces(before.title, revision.title) if before else None,
                "text_changes": _pieces(before.text, revision.text) if before else None,
            }
            for revision, before in pair_revisions(revisions)
        ],
    }


def headline_record(
    row: Headline, mark: Mark, *, url: str, passage: Passage | None = None
) -> Record:
    """Describe one row of the headlines, with what it says of the words looked for."""
    return {
        "schema": SCHEMA,
        "id": f"#{row.story_id}",
        "feed": row.outlet,
        "title": row.title,
        "url": _address(url),
        "published": _time(row.at) if row.dated else None,
        "read": mark.read,
        "bookmarked": mark.bookmarked,
        "highlighted": row.is_highlighted,
        "tags": list(row.tags),
        "snippet": passage.text if passage else None,
        "matches": [list(match) for match in passage.matches] if passage else [],
    }


def source_record(source: CitedSource, found: MostCited) -> Record:
    """Describe one of the most cited sources, and which stories were counted."""
    return {
        "schema": SCHEMA,
        "source": source.name,
        "type": str(source.type),
        "same": source.is_named,
        "stories": source.stories,
        "passages": source.passages,
        "query": ask_for_source(source.name, source.type),
        "basis": {
            "stories": found.stories,
            "looked_through": found.looked_through,
            "earlier": found.earlier,
            "not_analysed": found.not_analysed,
        },
    }


def feed_record(feed: Feed, *, waits_until: datetime | None = None) -> Record:
    """Describe one subscription.

    Args:
        feed: The subscription.
        waits_until: Until when it is left alone as its host asked; `None` when it is not.
    """
    return {
        "schema": SCHEMA,
        "id": feed.id,
        "title": feed.title,
        "place": without_credentials(feed.place) if feed.kind is FeedKind.WEB else feed.place,
        "kind": str(feed.kind),
        "folder": feed.folder,
        "stories": feed.total,
        "unread": feed.unread,
        "checked": _time(feed.checked),
        "error": feed.error,
        "left_out": feed.left_out,
        "failing_since": _time(feed.failing_since),
        "gone": _time(feed.gone),
        "same_as": feed.same_as.id if feed.same_as else None,
        "last_new": _time(feed.last_new),
        "next_check": _time(feed.next_check),
        "waits_until": _time(waits_until),
        "interval_minutes": feed.settings.interval_minutes,
        "user_agent": feed.settings.user_agent or None,
        "full_text": feed.settings.full_text,
        "pictures": feed.settings.pictures,
    }


def pictures_record(
    view: StoryView, pictures: Sequence[Picture], *, is_kept: bool = True
) -> Record:
    """Describe the pictures of a story.

    Args:
        view: The story.
        pictures: All of them.
        is_kept: Whether it is one of the library; others have no number, so no id.
    """
    story = view.story
    return {
        "schema": SCHEMA,
        "id": f"#{story.id}" if is_kept else None,
        "feed": story.outlet,
        "title": story.entry.title,
        "url": _address(story.entry.url),
        "pictures": [_image(picture) for picture in pictures],
    }


def bookmark_record(bookmark: Bookmark, *, folder: str) -> Record:
    """Describe one bookmark and its file."""
    return {
        "schema": SCHEMA,
        "id": f"#{bookmark.story_id}",
        "feed": bookmark.outlet,
        "title": bookmark.title,
        "url": _address(bookmark.url),
        "published": _time(bookmark.published),
        "saved": _time(bookmark.saved),
        "tags": list(bookmark.tags),
        "note": bookmark.note or None,
        "corrections": _bookmark_corrections(bookmark),
        "file": f"{folder}/{bookmark.file_name}",
        "sha256": bookmark.content_hash,
    }


def _address(url: str) -> str:
    """Keep an address whole, but free of what acts on a terminal once it is unpacked."""
    return clean_line(url, limit=len(url) + 1)


def _evidence(place: str, evidence: Evidence | None) -> Record | None:
    """Describe the answer that brought a story or a text as it is now."""
    if evidence is None:
        return None
    return {
        "place": _address(place),
        "final_url": _address(evidence.final_url),
        "redirects": [_address(address) for address in evidence.redirects],
        "fetched": _time(evidence.fetched),
        "etag": clean_line(evidence.etag) or None,
        "last_modified": clean_line(evidence.last_modified) or None,
        "content_type": clean_line(evidence.content_type) or None,
        "sha256": evidence.body_hash or None,
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None


def _pieces(before: SafeText, after: SafeText) -> list[Record]:
    return [{"op": str(fate), "text": text} for fate, text in compare(before, after)]


def _image(picture: Picture) -> Record:
    return {
        "url": _address(picture.url),
        "caption": picture.caption or None,
        "credit": picture.credit or None,
        "alt": picture.alt or None,
    }


def _enclosure(enclosure: Enclosure) -> Record:
    return {
        "url": _address(enclosure.url),
        "type": clean_line(enclosure.type) or None,
        "length": enclosure.length,
        "title": enclosure.title or None,
    }


def _dateline(dateline: Dateline) -> Record:
    return {
        "place": dateline.place,
        "date": dateline.date or None,
        "agency": dateline.agency or None,
    }


def _credit(credit: Credit) -> Record:
    return {"kind": str(credit.kind), "text": credit.text, "names": list(credit.names)}


def _entities(analysis: Analysis) -> list[Record]:
    return [
        {
            "id": entity.id,
            "canonical": entity.canonical,
            "type": str(entity.type),
            "roles": list(entity.roles),
            "aliases": list(entity.aliases),
        }
        for entity in analysis.entities
    ]


def _uncited(view: StoryView) -> list[list[int]]:
    """List the paragraphs that cite nobody, the reader's corrections taken into account."""
    analysis = view.corrected
    if view.stored is None or analysis is None or not analysis.analysed:
        return []
    return [list(extent) for extent in find_uncited(view.stored.document, analysis).paragraphs]


def _correction(correction: Correction | None) -> Record | None:
    """Describe what the reader says against an attribution, which itself is the engine's."""
    if correction is None:
        return None
    return {
        "kind": str(correction.kind),
        "name": correction.name or None,
        "made": _time(correction.made),
    }


def _bookmark_corrections(bookmark: Bookmark) -> list[Record]:
    """List what the reader corrected in a bookmark, each with what the engine had found."""
    analysis, text = bookmark.analysis, bookmark.document.text
    if analysis is None:
        return []
    return [
        {
            **(_correction(correction) or {}),
            "found": name_source(analysis, index, text)
            if names_somebody(analysis, index, text)
            else None,
            "passage": shown_passage(analysis.attributions[index], text),
        }
        for index, correction in sorted(bookmark.corrections.items())
    ]


def _attribution(analysis: Analysis, index: int, text: str) -> Record:
    found = analysis.attributions[index]
    mention, entity = found.mention, analysis.entity_of(found)
    role = mention.role if mention else None
    addressee = found.addressee
    return {
        "source": [list(span) for span in found.source],
        "cue": [list(span) for span in found.cue],
        "content": [list(span) for span in found.content],
        "kind": str(found.kind),
        "stance": str(found.stance),
        "medium": str(found.medium) if found.medium else None,
        "type": str(analysis.type_of(found)),
        "role": passage_text([role], text) if role else None,
        "canonical": entity.canonical if entity else None,
        "entity": entity.id if entity else None,
        "via": str(mention.via) if mention else None,
        "speakers": [
            {
                "name": one.name,
                "role": one.role or None,
                "type": str(one.type),
                "entity": one.entity,
            }
            for one in speakers_of(analysis, index, text)
            if one.name
        ],
        "addressee": passage_text(addressee.spans, text) if addressee else None,
        "parent": found.parent,
        "confidence": round(found.confidence, 3),
        "sure": found.confidence >= SURE_FROM,
        "rule": found.rule,
    }

"""Stories as published, found by number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from newstui.model.story import BodyType, Entry, Story, TextKind
from newstui.store.archive import unknown
from newstui.store.evidence import evidence_from_row
from newstui.store.keeping import Kept, keep_feed
from newstui.store.listing import (
    arrivals,
    list_headlines,
    never_built,
    newest_id,
    order_rows,
    unbuilt,
)
from newstui.store.selecting import select_ids
from newstui.store.storyrows import body_from
from newstui.store.subscriptions import shown_title
from newstui.store.values import (
    from_optional_seconds,
    from_seconds,
    pack,
    storable_ids,
)
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.attribution import Credit
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

__all__ = [
    "Kept",
    "arrivals",
    "find_story",
    "keep_feed",
    "list_headlines",
    "never_built",
    "newest_id",
    "order_rows",
    "raw_entry",
    "select_ids",
    "unbuilt",
]

_BODY_TYPES: Final = {kind.value: kind for kind in BodyType}
_TEXT_KINDS: Final = {kind.value: kind for kind in TextKind}


def find_story(archive: Archive, story_id: int, *, with_body: bool = True) -> Story | None:
    """One story, also of a removed feed; `None` when there is none of this number.

    Args:
        archive: Where.
        story_id: Its number.
        with_body: False leaves the body empty, for those who read a text made of it.
    """
    if not storable_ids([story_id]):
        return None
    rows = archive.read(
        "SELECT stories.feed_id, key, guid, stories.url, stories.title, authors, published,"
        " updated, stories.fetched, coalesce(nullif(stories.language, ''), feeds.language),"
        " credits, media, text_kind, body_type,"
        " CASE WHEN ? THEN body END, own_title, feeds.title, feeds.place, revision, revised,"
        " fetches.place, at, fetches.final_url, fetches.etag, fetches.last_modified,"
        " fetches.content_type, fetches.redirects, fetches.body_hash"
        " FROM stories JOIN identities USING (id) JOIN feeds ON feeds.id = stories.feed_id"
        " LEFT JOIN bodies ON story_id = stories.id LEFT JOIN fetches ON fetches.id = fetch_id"
        " WHERE stories.id = ?",
        (with_body, story_id),
    )
    if not rows:
        return None
    feed_id, key, guid, url, title, authors, published, updated, fetched, *rest = rows[0]
    language, credits_, media, text_kind, body_type, body, own_title, feed_title, place, *origin = (
        rest
    )
    revision, revised, asked_place, *evidence = origin
    return Story(
        id=story_id,
        feed_id=feed_id,
        key=key,
        entry=_with_media(
            Entry(
                guid=guid,
                url=url,
                title=clean_line(title),
                authors=_authors(authors),
                published=from_optional_seconds(published),
                updated=from_optional_seconds(updated),
                body=body_from(body),
                body_type=_BODY_TYPES.get(body_type, BodyType.TEXT),
                language=language,
                credits=_credits(credits_),
            ),
            media,
        ),
        text_kind=_TEXT_KINDS.get(text_kind, TextKind.FEED),
        fetched=from_seconds(fetched),
        outlet=shown_title(own_title, feed_title, place),
        revision=revision,
        revised=from_optional_seconds(revised),
        place=asked_place or "",
        evidence=evidence_from_row(tuple(evidence)),
    )


def raw_entry(archive: Archive, story_id: int) -> bytes:
    """The entry as published, as JSON, zlib-compressed.

    Raises:
        StoreError: If there is no such story.
    """
    from newstui.text.records import entry_record

    story = find_story(archive, story_id)
    if story is None:
        raise unknown(archive, f"story {story_id}")
    return pack(entry_record(story.entry))


def _authors(text: str) -> tuple[SafeText, ...]:
    return tuple(clean_line(str(author)) for author in _listed(text))


def _credits(text: str) -> tuple[Credit, ...]:
    listed = _listed(text)
    if not listed:
        return ()
    from newstui.text.records import credit_from_record

    try:
        return tuple(credit_from_record(record) for record in listed)
    except ValueError:
        return ()


def _listed(text: str) -> list[object]:
    try:
        values = json.loads(text)
    except ValueError:
        return []
    return values if isinstance(values, list) else []


def _with_media(entry: Entry, text: str) -> Entry:
    """Put back what stood beside an entry's text; a damaged column costs that only."""
    if text == "{}":
        return entry
    from newstui.text.records import with_media

    try:
        return with_media(entry, json.loads(text))
    except ValueError:
        return entry

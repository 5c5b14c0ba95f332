"""An article of newsboat's cache as a story: with the identity its feed's refresh will find."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from newstui.formats.beside import sender
from newstui.formats.dates import read_date
from newstui.formats.identity import entry_keys
from newstui.formats.newsboatfilters import flag_tag
from newstui.formats.titles import plain_title
from newstui.model.media import Enclosure
from newstui.model.story import BodyType, Entry
from newstui.store.takingover import Foreign
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from newstui.store.newsboatcache import CachedArticle

_LAST_SECOND: Final = 253_402_300_799
"""End of the year 9999."""


def as_foreign(article: CachedArticle) -> Foreign:
    """Make a story of an article; each of its flags becomes a tag."""
    author = clean_line(sender(article.author))
    enclosure = Enclosure(url=article.enclosure_url, type=article.enclosure_type, title=NOTHING)
    entry = Entry(
        guid=_identifier(article),
        url=article.url.strip(),
        title=plain_title(article.title),
        authors=(author,) if author else (),
        published=_moment(article.published),
        body=article.content,
        body_type=BodyType.TEXT if article.content_type == "text/plain" else BodyType.HTML,
        enclosures=(enclosure,) if article.enclosure_url else (),
    )
    return Foreign(
        key=entry_keys([entry])[0],
        entry=entry,
        is_read=not article.is_unread,
        is_deleted=article.is_deleted,
        tags=tuple(flag_tag(letter) for letter in flags_of(article)),
    )


def flags_of(article: CachedArticle) -> str:
    """Read the flags of an article, letters only."""
    return "".join(letter for letter in article.flags if letter.isascii() and letter.isalpha())


def has_flag(article: CachedArticle, letters: str) -> bool:
    """Whether an article has one of some flags."""
    return any(letter in letters for letter in flags_of(article))


def _identifier(article: CachedArticle) -> str:
    """Tell the publisher's identifier from what newsboat makes up where there is none.

    That is the link with the date as published behind it, or the title where there is no link
    either. The link alone may be both; identifiers that are links are usual.
    """
    guid, url = article.guid.strip(), article.url.strip()
    if not url:
        return "" if guid == article.title.strip() else guid
    rest = guid.removeprefix(url)
    is_made_up = rest not in {guid, ""} and read_date(rest) is not None
    return "" if is_made_up else guid


def _moment(seconds: int) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds <= _LAST_SECOND else None

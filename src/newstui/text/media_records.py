"""What comes with a story beside its text, as JSON-ready records, and back."""

from __future__ import annotations

from newstui.model.media import Contributor, Enclosure, Picture, Republished
from newstui.text.fields import as_record, maybe_whole, raw_text, safe_text


def enclosure_record(enclosure: Enclosure) -> dict[str, object]:
    """Write a file."""
    return {
        "url": enclosure.url,
        "type": enclosure.type,
        "length": enclosure.length,
        "title": enclosure.title,
    }


def enclosure_from_record(record: object) -> Enclosure:
    """Read a file.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    return Enclosure(
        url=raw_text(fields, "url"),
        type=raw_text(fields, "type"),
        length=maybe_whole(fields, "length"),
        title=safe_text(fields, "title"),
    )


def picture_record(picture: Picture) -> dict[str, object]:
    """Write a picture."""
    return {
        "url": picture.url,
        "caption": picture.caption,
        "credit": picture.credit,
        "alt": picture.alt,
    }


def picture_from_record(record: object) -> Picture:
    """Read a picture.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    return Picture(
        url=raw_text(fields, "url"),
        caption=safe_text(fields, "caption"),
        credit=safe_text(fields, "credit"),
        alt=safe_text(fields, "alt"),
    )


def contributor_record(contributor: Contributor) -> dict[str, object]:
    """Write who had a part."""
    return {"name": contributor.name, "role": contributor.role}


def contributor_from_record(record: object) -> Contributor:
    """Read who had a part.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    return Contributor(name=safe_text(fields, "name"), role=safe_text(fields, "role"))


def republished_record(republished: Republished) -> dict[str, object]:
    """Write the feed a story was taken over from."""
    return {"title": republished.title, "url": republished.url}


def republished_from_record(record: object) -> Republished:
    """Read the feed a story was taken over from.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    return Republished(title=safe_text(fields, "title"), url=raw_text(fields, "url"))

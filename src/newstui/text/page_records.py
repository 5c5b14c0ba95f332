"""Pages as JSON-ready records, and back."""

from __future__ import annotations

from newstui.model.page import Page
from newstui.text.analysis_records import credit_from_record, credit_record
from newstui.text.fields import (
    as_record,
    many,
    moment,
    moment_record,
    raw_text,
    safe_text,
    safe_texts,
)


def page_record(page: Page) -> dict[str, object]:
    """Write a page."""
    return {
        "title": page.title,
        "authors": list(page.authors),
        "published": moment_record(page.published),
        "updated": moment_record(page.updated),
        "language": page.language,
        "site": page.site,
        "url": page.url,
        "base_url": page.base_url,
        "body": page.body,
        "credits": [credit_record(credit) for credit in page.credits],
    }


def page_from_record(record: object) -> Page:
    """Read a page.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    return Page(
        title=safe_text(fields, "title"),
        authors=safe_texts(fields, "authors"),
        published=moment(fields, "published"),
        updated=moment(fields, "updated"),
        language=safe_text(fields, "language"),
        site=safe_text(fields, "site"),
        url=raw_text(fields, "url"),
        base_url=raw_text(fields, "base_url"),
        body=raw_text(fields, "body"),
        credits=many(fields, "credits", credit_from_record),
    )

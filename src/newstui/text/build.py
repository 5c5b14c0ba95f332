"""A story's body, however it is written, to the `Document` that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.model.story import BodyType
from newstui.text.html import html_to_document
from newstui.text.markdown import markdown_to_document
from newstui.text.plain import text_to_document

if TYPE_CHECKING:
    from newstui.model.text import Document


def build_document(body: str, body_type: BodyType, *, base_url: str = "") -> Document:
    """Make the document of a body.

    Args:
        body: As published.
        body_type: How it is written.
        base_url: What relative links are resolved against.
    """
    if body_type is BodyType.HTML:
        return html_to_document(body, base_url=base_url)
    if body_type is BodyType.MARKDOWN:
        return markdown_to_document(body, base_url=base_url)
    return text_to_document(body)


def word_count(document: Document) -> int:
    """Count the words of a document, as white space parts them."""
    return len(document.text.split())

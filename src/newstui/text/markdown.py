"""Markdown (CommonMark, tables, footnotes) to a `Document`; HTML inside it is text, not markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.text.html import html_to_document
from newstui.text.plain import text_to_document

if TYPE_CHECKING:
    from newstui.model.text import Document

LENGTH_LIMIT: Final = 300_000
"""Characters; what is longer is read as plain text, since parsing hostile Markdown is slow."""
_NESTING: Final = 100
"""Deepest nesting of quotes and lists that is told apart."""


def markdown_to_document(text: str, *, base_url: str = "") -> Document:
    """Make a document of Markdown; front matter is not looked for here."""
    if len(text) > LENGTH_LIMIT:
        return text_to_document(text)
    return html_to_document(markdown_to_html(text), base_url=base_url)


def markdown_to_html(text: str) -> str:
    """Render Markdown as HTML."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING}).enable("table")
    if "[^" in text:
        parser.use(footnote_plugin)
    return str(parser.render(text))

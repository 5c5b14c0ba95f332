"""Stories written out for other programs and for keeping, in the format a name or the reader says.

A new format is a function and a row of `_WRITERS`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from newstui.model.correction import CorrectionKind
from newstui.newsroom.printing import print_story
from newstui.newsroom.records import story_record
from newstui.newsroom.references import Keys, bibtex, csl_record
from newstui.store.bookmarkpages import slug
from newstui.text.clean import NOTHING, clean_block
from newstui.text.htmlwriting import escaped_html, html_of, link_html
from newstui.text.links import openable, shown_address
from newstui.text.passages import shown_passage
from newstui.text.speakers import names_somebody, tell_source
from newstui.text.writing import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView

    Views = Iterable[StoryView]


class ExportFormat(StrEnum):
    """How stories are written out."""

    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"
    JSON = "json"
    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"


ENDINGS: Final = {
    ".csl.json": ExportFormat.CSL_JSON,
    ".md": ExportFormat.MARKDOWN,
    ".markdown": ExportFormat.MARKDOWN,
    ".html": ExportFormat.HTML,
    ".htm": ExportFormat.HTML,
    ".txt": ExportFormat.TEXT,
    ".json": ExportFormat.JSON,
    ".bib": ExportFormat.BIBTEX,
}
"""What the end of a file's name says; a longer one stands before a shorter."""
_STYLE: Final = """\
body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.5 serif; }
.facts, .picture { color: #555; } .item { margin: .3em 0 .3em 1em; white-space: pre-wrap; }
pre { white-space: pre-wrap; }
th, td { padding: .1em 1em .1em 0; text-align: left; vertical-align: top; }
article + article { border-top: 1px solid #999; margin-top: 3em; }"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def format_of(path: Path) -> ExportFormat | None:
    """Tell the format by the end of a file's name; `None` when it says nothing."""
    name = path.name.lower()
    return next((form for ending, form in ENDINGS.items() if name.endswith(ending)), None)


def file_name(title: str) -> str:
    """Name a file for a story: it begins with a letter or digit and leads out of no folder."""
    return f"{slug(title)}.md"


def write_stories(views: Views, form: ExportFormat, *, are_kept: bool = True) -> Iterator[SafeText]:
    """Write stories, piece by piece; together the pieces are the whole file.

    Args:
        views: The stories.
        form: How.
        are_kept: Whether they are of the library; others have no number.
    """
    for piece in _WRITERS[form](views, are_kept):
        yield clean_block(piece, limit=len(piece))


def write_story(view: StoryView) -> SafeText:
    """Write one story as Markdown, with who says what and without the reader's own words."""
    bare = replace(view, tags=(), note=NOTHING)
    return clean_block("".join(_markdown([bare], True)))  # noqa: FBT003 - not told of there


def _markdown(views: Views, _are_kept: bool) -> Iterator[str]:  # noqa: FBT001 - as all writers
    for number, view in enumerate(views):
        said = [f"- **{escaped(who)}**: {escaped(what)}" for who, what in _statements(view)]
        voices = "\n\n## Who says what\n\n" + "\n".join(said) if said else ""
        note = f"\n\n## Note\n\n{escaped(view.note)}" if view.note else ""
        tags = f"\n\nTags: {escaped(', '.join(view.tags))}" if view.tags else ""
        between = "\n* * *\n\n" if number else ""
        yield f"{between}{print_story(view, as_markdown=True)}{voices}{note}{tags}\n"


def _text(views: Views, _are_kept: bool) -> Iterator[str]:  # noqa: FBT001 - as all writers
    for number, view in enumerate(views):
        said = [f"- {who}: {what}" for who, what in _statements(view)]
        voices = "\n\nWho says what:\n\n" + "\n".join(said) if said else ""
        note = f"\n\nNote:\n\n{view.note}" if view.note else ""
        tags = f"\n\nTags: {', '.join(view.tags)}" if view.tags else ""
        between = f"\n{'-' * 40}\n\n" if number else ""
        yield f"{between}{print_story(view)}{voices}{note}{tags}\n"


def _html(views: Views, _are_kept: bool) -> Iterator[str]:  # noqa: FBT001 - as all writers
    yield (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Stories from newstui</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
    )
    for view in views:
        yield _article(view)
    yield "</body>\n</html>\n"


def _article(view: StoryView) -> str:
    story, entry = view.story, view.story.entry
    published = f"{entry.published:%Y-%m-%d %H:%M} UTC" if entry.published else "undated"
    facts = " · ".join([story.outlet, *entry.authors, published])
    lang = f' lang="{escaped_html(entry.language)}"' if entry.language else ""
    lines = [
        f"<article{lang}>",
        f"<h1>{escaped_html(entry.title or 'untitled')}</h1>",
        f'<p class="facts">{escaped_html(facts)}</p>',
    ]
    if openable(entry.url):
        lines.append(f'<p class="facts">{link_html(entry.url, shown_address(entry.url))}</p>')
    if view.stored:
        lines.append(html_of(view.stored.document))
    said = [
        f"<li><strong>{escaped_html(who)}</strong>: {escaped_html(what)}</li>"
        for who, what in _statements(view)
    ]
    if said:
        lines += ["<h2>Who says what</h2>", "<ul>", *said, "</ul>"]
    if view.note:
        note = escaped_html(view.note).replace("\n", "<br>\n")
        lines += ["<h2>Note</h2>", f"<p>{note}</p>"]
    if view.tags:
        lines.append(f'<p class="facts">Tags: {escaped_html(", ".join(view.tags))}</p>')
    return "\n".join([*lines, "</article>", ""])


def _json(views: Views, are_kept: bool) -> Iterator[str]:  # noqa: FBT001 - as all writers
    yield from _listed(json.dumps(story_record(view, is_kept=are_kept)) for view in views)


def _csl_json(views: Views, _are_kept: bool) -> Iterator[str]:  # noqa: FBT001 - as all writers
    keys = Keys()
    yield from _listed(json.dumps(csl_record(view, keys.give(view))) for view in views)


def _listed(records: Iterable[str]) -> Iterator[str]:
    """Write records as one list, one a line."""
    before = "[\n"
    for record in records:
        yield before + record
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _bibtex(views: Views, _are_kept: bool) -> Iterator[str]:  # noqa: FBT001 - as all writers
    keys = Keys()
    for number, view in enumerate(views):
        yield ("\n" if number else "") + bibtex(view, keys.give(view))


def _statements(view: StoryView) -> list[tuple[SafeText, SafeText]]:
    """List who is quoted or reported, and with which words; nothing where nobody is named."""
    analysis, found = view.corrected, []
    if analysis is None or view.stored is None:
        return []
    text, is_named = view.stored.document.text, False
    for index, attribution in enumerate(analysis.attributions):
        if attribution.correction is CorrectionKind.NO_CLAIM:
            continue
        is_named = is_named or names_somebody(analysis, index, text)
        who = tell_source(analysis, index, text)
        found.append((who, shown_passage(attribution, text)))
    return found if is_named else []


_WRITERS: Final[dict[ExportFormat, Callable[[Views, bool], Iterator[str]]]] = {
    ExportFormat.MARKDOWN: _markdown,
    ExportFormat.HTML: _html,
    ExportFormat.TEXT: _text,
    ExportFormat.JSON: _json,
    ExportFormat.CSL_JSON: _csl_json,
    ExportFormat.BIBTEX: _bibtex,
}

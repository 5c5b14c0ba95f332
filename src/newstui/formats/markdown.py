"""Markdown files: front matter, then one story, or several under headings of the first level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError
from newstui.formats.dates import read_date
from newstui.formats.plaintext import file_identifier, first_words
from newstui.formats.titles import plain_title
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.text.clean import clean_line
from newstui.text.links import absolute

if TYPE_CHECKING:
    from newstui.model.text import SafeText

_FRONT: Final = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD: Final = re.compile(r"([A-Za-z][\w-]*)\s*:\s*(.*)")
_LISTED: Final = re.compile(r"\s+-\s+(.*)|-\s+(.*)")
_HEADING: Final = re.compile(r"# +(.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINED: Final = re.compile(r"\A\s*([^\n]{1,300})\n=+[ \t]*(?:\n|\Z)")
_FENCE: Final = re.compile(r" {0,3}(```|~~~)")
_STYLE: Final = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_LINK: Final = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,1000}\)")
_Fields = dict[str, list[str]]


def parse_markdown(text: str, *, origin: str, name: str = "", base_url: str = "") -> ParsedFeed:
    """Read a Markdown file.

    Raises:
        FormatError: If it holds no words.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").lstrip("\n")
    fields, body = read_front_matter(text)
    parts = _parts(body, _first(fields, "title", "headline"))
    if not any(title or part.strip() for title, part in parts):
        raise FormatError(origin, "holds no text")
    return ParsedFeed(
        format="markdown",
        title=clean_line(name),
        text_kind=TextKind.FILE,
        entries=tuple(_entry(title, part, fields, name, base_url) for title, part in parts),
    )


def read_front_matter(text: str) -> tuple[_Fields, str]:
    """Part a text from the `key: value` lines between two lines of "---" at its start.

    Only what files of news need is read, not all of YAML: a value in a line, perhaps in quotation
    marks, or a list of such values.
    """
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    fields: _Fields = {}
    key = ""
    for line in match[1].split("\n"):
        listed = _LISTED.fullmatch(line)
        if listed and key:
            fields[key].append(_unquoted(listed[1] or listed[2]))
        elif field := _FIELD.fullmatch(line.rstrip()):
            key = field[1].lower()
            fields[key] = _values(field[2])
    return fields, text[match.end() :]


def _values(value: str) -> list[str]:
    """Read a value, or a list in brackets."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(part) for part in value[1:-1].split(",") if part.strip()]
    return [_unquoted(value)] if value else []


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    if not quoted:
        return value
    inner = value[1:-1]
    return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"')


def _first(fields: _Fields, *names: str) -> str:
    return next((value for name in names for value in fields.get(name, []) if value), "")


def _parts(body: str, title: str) -> list[tuple[str, str]]:
    """Part a body into stories, each a title and its text; a given title makes it one."""
    underlined = _UNDERLINED.match(body)
    if underlined:
        body = f"# {underlined[1].strip()}\n{body[underlined.end() :]}"
    found = _by_headings(body)
    if title:
        first_heading, rest = found[0]
        is_same = _plain(first_heading).casefold() == clean_line(title).casefold()
        return [(title, rest if is_same and len(found) == 1 else body)]
    headed = [(heading, part) for heading, part in found if heading]
    if not headed:
        return [("", body)]
    lead = "" if found[0][0] else found[0][1]
    return [(headed[0][0], "\n\n".join(filter(None, [lead, headed[0][1]]))), *headed[1:]]


def _by_headings(body: str) -> list[tuple[str, str]]:
    """Part a body at its headings of the first level; the first part may have none."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    fence = ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence == mark[1] else fence or mark[1]
        heading = None if fence or mark else _HEADING.fullmatch(line)
        if heading:
            parts.append((heading[1], []))
        else:
            parts[-1][1].append(line)
    texts = [(title, "\n".join(lines).strip("\n")) for title, lines in parts]
    return texts[1:] if len(texts) > 1 and not texts[0][1].strip() else texts


def _entry(title: str, body: str, fields: _Fields, name: str, base_url: str) -> Entry:
    headline = _plain(title)
    address = _first(fields, "url", "link", "canonical", "canonical_url", "source")
    published = read_date(_first(fields, "date", "published", "pubdate", "created"))
    updated = read_date(_first(fields, "updated", "modified", "lastmod"))
    return Entry(
        guid=file_identifier(name, headline) or _first(fields, "id", "guid"),
        url=absolute(address, base_url) if address else "",
        title=headline or first_words(_plain(body[:1_000])) or clean_line(name),
        authors=_authors(fields),
        published=published or updated,
        updated=updated,
        body=body,
        body_type=BodyType.MARKDOWN,
        language=clean_line(_first(fields, "lang", "language")),
    )


def _authors(fields: _Fields) -> tuple[SafeText, ...]:
    names = [*fields.get("author", []), *fields.get("authors", []), *fields.get("by", [])]
    return tuple(dict.fromkeys(clean_line(name) for name in names if name.strip()))


def _plain(title: str) -> SafeText:
    """Take the marks of styling and links out of a line of Markdown."""
    return plain_title(_STYLE.sub("", _LINK.sub(r"\1", title)))

"""The query language as a table: what the parser knows, and what tells about it.

The command line's help, the README, completion and the cheat-sheet are all made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from newstui.model.kinds import TYPE_WORDS, SourceType

if TYPE_CHECKING:
    from collections.abc import Mapping


class Known(Enum):
    """Whose names the values of a field are, for what lists them."""

    NOTHING = "nothing"
    """Anything may be asked for."""
    FIXED = "fixed"
    """Only `QueryField.values`."""
    MOMENTS = "moments"
    """Days, months, years and ages."""
    FEEDS = "feeds"
    FOLDERS = "folders"
    TAGS = "tags"
    LANGUAGES = "languages"
    SOURCES = "sources"
    PEOPLE = "people"
    ROLES = "roles"
    OUTLETS = "outlets"
    AGENCIES = "agencies"
    CREDITS = "credits"
    QUERIES = "queries"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryField:
    """A field of the query language."""

    name: str
    help: str
    """One line."""
    example: str
    known: Known = Known.NOTHING
    values: tuple[str, ...] = ()
    """All there are, when they are fixed."""
    short: Mapping[str, str] = field(default_factory=dict)
    """Other words for some of them, as the screen shows them -> those above."""
    is_single: bool = False
    """Whether a story has only one, so that several side by side mean any of them."""
    also: str = ""
    """Another name for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A part of the query language that is no field."""

    written: str
    help: str


SIGNS: Final = (
    Sign(written="word", help="a word that begins so, in title, text, author or outlet"),
    Sign(written='"some words"', help="these words, exactly so"),
    Sign(
        written="€",
        help="a sign by itself, such as an emoji; all texts are read for it, in a second or so",
    ),
    Sign(written="a b, a AND b", help="both"),
    Sign(written="a OR b", help="one of them; AND binds closer"),
    Sign(written="-a, NOT a", help="not this"),
    Sign(written="(a OR b) c", help="parentheses group"),
    Sign(written="/colou?r/", help="a regular expression on title and text, in whatever case"),
)

FIELDS: Final = (
    QueryField(
        name="feed",
        help="of a feed: its number, or a part of its title or place",
        example="feed:post",
        known=Known.FEEDS,
        is_single=True,
    ),
    QueryField(
        name="folder",
        help="of the feeds in a folder and those within it",
        example='folder:"World / Asia"',
        known=Known.FOLDERS,
        is_single=True,
    ),
    QueryField(name="tag", help="tagged so", example="tag:later", known=Known.TAGS),
    QueryField(name="title", help="only in the title", example='title:"sea wall"'),
    QueryField(name="author", help="written by", example="author:okafor"),
    QueryField(
        name="lang",
        help="in a language, by its code",
        example="lang:en",
        known=Known.LANGUAGES,
        is_single=True,
    ),
    QueryField(
        name="is",
        help="unread, read, bookmarked, changed since it was read, new since you last left,"
        " highlighted or hidden by a rule",
        example="is:unread",
        known=Known.FIXED,
        values=("unread", "read", "bookmarked", "changed", "new", "highlighted", "hidden"),
    ),
    QueryField(
        name="has",
        help="with a quotation, a picture or a note",
        example="has:quote",
        known=Known.FIXED,
        values=("quote", "image", "note"),
    ),
    QueryField(
        name="after",
        help="dated from then on: a day, month or year, today, yesterday, or an age (3d, 2w, 6h)",
        example="after:3d",
        known=Known.MOMENTS,
        also="since",
    ),
    QueryField(
        name="before",
        help="dated earlier than that; before:3d is older than three days",
        example="before:2026-11",
        known=Known.MOMENTS,
    ),
    QueryField(
        name="cites",
        help="citing a source: a part of its name",
        example='cites:"Mira Okafor"',
        known=Known.SOURCES,
    ),
    QueryField(
        name="speaker", help="citing this person", example="speaker:okafor", known=Known.PEOPLE
    ),
    QueryField(
        name="role",
        help="citing somebody in this role",
        example="role:minister",
        known=Known.ROLES,
    ),
    QueryField(
        name="type",
        help="citing a source of this type",
        example="type:anonymous",
        known=Known.FIXED,
        values=tuple(kind.value for kind in SourceType),
        short={shown: kind.value for kind, shown in TYPE_WORDS.items()},
    ),
    QueryField(
        name="outlet",
        help="citing or reprinting a news outlet",
        example='outlet:"Harbour News"',
        known=Known.OUTLETS,
    ),
    QueryField(
        name="agency",
        help="citing or crediting a news agency",
        example="agency:reuters",
        known=Known.AGENCIES,
    ),
    QueryField(
        name="credit",
        help="crediting this name: bylines, photos, agencies",
        example="credit:lenz",
        known=Known.CREDITS,
    ),
    QueryField(
        name="query",
        help="that a query you saved finds, by its name",
        example='query:"Port news"',
        known=Known.QUERIES,
    ),
    QueryField(
        name="sort",
        help="newest (unless told), oldest or title first, or rank: what says most of the words",
        example="sort:rank",
        known=Known.FIXED,
        values=("newest", "oldest", "rank", "title"),
    ),
)
BY_NAME: Final = {name: field for field in FIELDS for name in (field.name, field.also) if name}
"""Every name a field may be given, in lower case."""


def describe() -> list[tuple[str, str]]:
    """List what can be written in a query, and what each means."""
    fields = [(field.example, _help(field)) for field in FIELDS]
    return [*((sign.written, sign.help) for sign in SIGNS), *fields]


def _help(field: QueryField) -> str:
    if field.known is Known.FIXED and not all(value in field.help for value in field.values):
        return f"{field.help}: {', '.join(field.values)}"
    return field.help

"""The archive's tables, as migrations: entry n brings schema n to n + 1.

A migration that was released is never changed; a new column is a new entry.
"""

from __future__ import annotations

from typing import Final

from newstui.store.ruleschema import RULES
from newstui.store.searchschema import SEARCH

APPLICATION_ID: Final = 0x6E657773
"""Stands in the file's header (`PRAGMA application_id`): "news"."""

_TABLES: Final = """
CREATE TABLE folders (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL UNIQUE
);
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    own_title TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    folder_id INTEGER REFERENCES folders (id),
    site_url TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    total INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL,
    removed INTEGER,
    checked INTEGER,
    error TEXT,
    failing_since INTEGER,
    fetched INTEGER,
    final_url TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    content_type TEXT NOT NULL DEFAULT ''
);
-- The number of a story is given once and for all: it outlives the story.
CREATE TABLE identities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (feed_id, key)
);
CREATE TABLE stories (
    id INTEGER PRIMARY KEY REFERENCES identities (id),
    feed_id INTEGER NOT NULL,
    sort_at INTEGER NOT NULL,
    dated INTEGER NOT NULL,
    title TEXT NOT NULL,
    first_words TEXT NOT NULL,
    guid TEXT NOT NULL,
    url TEXT NOT NULL,
    authors TEXT NOT NULL,
    published INTEGER,
    updated INTEGER,
    fetched INTEGER NOT NULL,
    language TEXT NOT NULL,
    credits TEXT NOT NULL,
    text_kind TEXT NOT NULL,
    body_type TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    digest TEXT NOT NULL,
    folded TEXT NOT NULL,
    builder INTEGER NOT NULL DEFAULT 0,
    engine INTEGER NOT NULL DEFAULT 0
);
-- Marks are in no index, so that marking everything rewrites none.
CREATE INDEX stories_in_order ON stories (sort_at DESC, id DESC, feed_id);
CREATE INDEX stories_to_narrow ON stories (sort_at DESC, id DESC, feed_id, folded);
CREATE INDEX stories_to_build ON stories (builder, engine, sort_at DESC, id DESC, feed_id);
-- Apart from the rows that lists read, which stay small.
CREATE TABLE bodies (
    story_id INTEGER PRIMARY KEY,
    body BLOB NOT NULL
);
CREATE TABLE texts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    story_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    revision INTEGER NOT NULL,
    builder INTEGER NOT NULL,
    made INTEGER NOT NULL,
    hash TEXT NOT NULL,
    spans BLOB NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (story_id, kind, revision)
);
CREATE VIRTUAL TABLE texts_fts USING fts5 (
    text, content = 'texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE analyses (
    text_id INTEGER NOT NULL,
    engine INTEGER NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (text_id, engine)
) WITHOUT ROWID;
CREATE TABLE citations (
    text_id INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    folded TEXT NOT NULL,
    canonical TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (text_id, entity)
) WITHOUT ROWID;
CREATE INDEX citations_by_source ON citations (folded, type, text_id);
-- `changed` is the number of the change that last set `read`.
CREATE TABLE marks (
    story_id INTEGER PRIMARY KEY,
    read INTEGER NOT NULL DEFAULT 0,
    bookmarked INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE tags (
    story_id INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (story_id, tag)
) WITHOUT ROWID;
CREATE TABLE notes (
    story_id INTEGER PRIMARY KEY,
    note TEXT NOT NULL,
    changed INTEGER NOT NULL
);
-- Names its story, needs no other row: `record` is a full copy, `checksum` is over all of it.
CREATE TABLE bookmarks (
    story_id INTEGER PRIMARY KEY,
    file_name TEXT NOT NULL UNIQUE,
    file_hash TEXT NOT NULL,
    trash_name TEXT NOT NULL DEFAULT '',
    saved INTEGER NOT NULL,
    removed INTEGER,
    changed INTEGER NOT NULL,
    checksum TEXT NOT NULL,
    record BLOB NOT NULL
);
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    text_hash TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL DEFAULT '',
    made INTEGER NOT NULL,
    UNIQUE (text_hash, start, stop)
);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    label TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    operations BLOB NOT NULL
);
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    feed_id INTEGER,
    first_id INTEGER,
    last_id INTEGER
);
"""

_TRIGGERS: Final = """
CREATE TRIGGER story_comes AFTER INSERT ON stories BEGIN
    UPDATE feeds SET total = total + 1,
        unread = unread + 1 - coalesce((SELECT read FROM marks WHERE story_id = NEW.id), 0)
    WHERE id = NEW.feed_id;
END;
CREATE TRIGGER story_goes AFTER DELETE ON stories BEGIN
    UPDATE feeds SET total = total - 1,
        unread = unread - 1 + coalesce((SELECT read FROM marks WHERE story_id = OLD.id), 0)
    WHERE id = OLD.feed_id;
    DELETE FROM bodies WHERE story_id = OLD.id;
    DELETE FROM texts WHERE story_id = OLD.id;
END;
CREATE TRIGGER text_goes AFTER DELETE ON texts BEGIN
    DELETE FROM analyses WHERE text_id = OLD.id;
    DELETE FROM citations WHERE text_id = OLD.id;
END;
CREATE TRIGGER mark_comes AFTER INSERT ON marks WHEN NEW.read BEGIN
    UPDATE feeds SET unread = unread - 1
    WHERE id = (SELECT feed_id FROM stories WHERE id = NEW.story_id);
END;
CREATE TRIGGER mark_changes AFTER UPDATE OF read ON marks WHEN NEW.read <> OLD.read BEGIN
    UPDATE feeds SET unread = unread + OLD.read - NEW.read
    WHERE id = (SELECT feed_id FROM stories WHERE id = NEW.story_id);
END;
CREATE TRIGGER mark_goes AFTER DELETE ON marks WHEN OLD.read BEGIN
    UPDATE feeds SET unread = unread + 1
    WHERE id = (SELECT feed_id FROM stories WHERE id = OLD.story_id);
END;
"""

_EVIDENCE_AND_SCHEDULE: Final = """
ALTER TABLE feeds ADD COLUMN redirects TEXT NOT NULL DEFAULT '[]';
ALTER TABLE feeds ADD COLUMN body_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN ttl_minutes INTEGER;
ALTER TABLE feeds ADD COLUMN skip_hours TEXT NOT NULL DEFAULT '[]';
-- When a feed is next asked without being told to; NULL: at the next opportunity.
ALTER TABLE feeds ADD COLUMN next_check INTEGER;
ALTER TABLE feeds ADD COLUMN pace_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN gone INTEGER;
ALTER TABLE feeds ADD COLUMN moved_to TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN moved_seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN last_new INTEGER;
-- What the reader set for one feed.
ALTER TABLE feeds ADD COLUMN own_interval_minutes INTEGER;
ALTER TABLE feeds ADD COLUMN user_agent TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN full_text INTEGER NOT NULL DEFAULT 0;
-- A host that asked to be left alone, for all its feeds.
CREATE TABLE hosts (
    host TEXT PRIMARY KEY,
    retry_at INTEGER NOT NULL
) WITHOUT ROWID;
-- One row an answer that brought something: where a story comes from.
CREATE TABLE fetches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    place TEXT NOT NULL,
    final_url TEXT NOT NULL,
    redirects TEXT NOT NULL,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    content_type TEXT NOT NULL,
    body_hash TEXT NOT NULL
);
ALTER TABLE stories ADD COLUMN fetch_id INTEGER;
ALTER TABLE stories ADD COLUMN media TEXT NOT NULL DEFAULT '{}';
-- The newest revision of a story's feed text, and when it was made; NULL for the first.
ALTER TABLE stories ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE stories ADD COLUMN revised INTEGER;
-- A text's title, and the hash of the body it was built from: the same body is no new revision.
ALTER TABLE texts ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE texts ADD COLUMN body_hash TEXT NOT NULL DEFAULT '';
-- The revision that was there when the story was read.
ALTER TABLE marks ADD COLUMN seen INTEGER NOT NULL DEFAULT 1;
UPDATE texts SET title = (SELECT title FROM stories WHERE stories.id = story_id),
    body_hash = (SELECT body_hash FROM stories WHERE stories.id = story_id)
WHERE story_id IN (SELECT id FROM stories);
UPDATE feeds SET last_new = newest FROM (
    SELECT feed_id, max(fetched) AS newest FROM stories GROUP BY feed_id
) AS found WHERE found.feed_id = feeds.id;
"""

_EVIDENCE_OF_PAGES: Final = """
-- Which answer brought a text of its own: a page's; NULL for what its story's answer brought.
ALTER TABLE texts ADD COLUMN fetch_id INTEGER;
"""

_SOURCES: Final = """
DROP TRIGGER text_goes;
DROP TABLE citations;
-- A source as it may be found in several stories. Most cited ones are grouped by their numbers.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    folded TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Whether it is the same one wherever it is cited, not just the same words.
    is_named INTEGER NOT NULL,
    UNIQUE (folded, type)
);
-- Of the text that its story is read in.
CREATE TABLE citations (
    story_id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    PRIMARY KEY (story_id, source_id)
) WITHOUT ROWID;
CREATE INDEX citations_by_source ON citations (source_id, story_id);
CREATE TRIGGER text_goes AFTER DELETE ON texts BEGIN
    DELETE FROM analyses WHERE text_id = OLD.id;
END;
CREATE TRIGGER cited_story_goes AFTER DELETE ON stories BEGIN
    DELETE FROM citations WHERE story_id = OLD.id;
END;
-- Every story is analysed again, which fills them.
UPDATE stories SET engine = 0;
"""

_SAVED_QUERIES: Final = """
CREATE TABLE saved_queries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    position INTEGER NOT NULL
);
"""

_PICTURES: Final = """
ALTER TABLE feeds ADD COLUMN pictures INTEGER NOT NULL DEFAULT 0;
"""

_DATES_IN_ORDER: Final = """
-- Asked for by their dates, all stories are walked through: by the index alone.
DROP INDEX stories_in_order;
CREATE INDEX stories_in_order ON stories (sort_at DESC, id DESC, feed_id, dated);
"""

_ANALYSED: Final = """
-- Whether the text a story is read in could be analysed: other languages than English are not.
ALTER TABLE traits ADD COLUMN analysed INTEGER NOT NULL DEFAULT 1;
CREATE INDEX traits_not_analysed ON traits (story_id) WHERE NOT analysed;
"""

_LEFT_OUT: Final = """
-- What of a feed is not read though nothing is wrong with it, in a sentence.
ALTER TABLE feeds ADD COLUMN left_out TEXT NOT NULL DEFAULT '';
"""

MIGRATIONS: Final[tuple[str, ...]] = (
    _TABLES + _TRIGGERS,
    _EVIDENCE_AND_SCHEDULE,
    _EVIDENCE_OF_PAGES,
    _SOURCES,
    _SAVED_QUERIES,
    _PICTURES,
    SEARCH,
    RULES,
    _DATES_IN_ORDER,
    _ANALYSED,
    _LEFT_OUT,
)

TABLES: Final = (
    "folders",
    "feeds",
    "hosts",
    "fetches",
    "identities",
    "stories",
    "bodies",
    "texts",
    "analyses",
    "sources",
    "citations",
    "searched",
    "stories_fts",
    "traits",
    "roles",
    "role_holders",
    "credits",
    "credited",
    "visits",
    "marks",
    "tags",
    "notes",
    "saved_queries",
    "rules",
    "unruled",
    "bookmarks",
    "corrections",
    "journal",
    "changes",
)
"""What a usable archive of the newest schema has."""

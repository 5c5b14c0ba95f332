"""The tables that stories are searched by, as a migration: see `schema`."""

from __future__ import annotations

from typing import Final

SEARCH: Final = """
DROP TABLE texts_fts;
DROP INDEX stories_to_narrow;
-- Whether the words of a story are in the index.
ALTER TABLE stories ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX stories_to_index ON stories (sort_at DESC, id DESC, feed_id, folded)
    WHERE indexed = 0;
-- What the index holds of a story, exactly, since only that can be taken out of it again. Forms
-- are the words that it could not find in the text itself.
CREATE TABLE searched (
    story_id INTEGER PRIMARY KEY,
    text_id INTEGER,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    title_forms TEXT NOT NULL,
    text_forms TEXT NOT NULL
);
CREATE INDEX searched_by_text ON searched (text_id);
CREATE VIEW searched_texts AS
    SELECT searched.story_id AS story_id, searched.title AS title, authors,
        coalesce(texts.text, '') AS text, title_forms, text_forms
    FROM searched LEFT JOIN texts ON texts.id = text_id;
CREATE VIRTUAL TABLE stories_fts USING fts5 (
    title, authors, text, title_forms, text_forms,
    content = 'searched_texts', content_rowid = 'story_id', prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
CREATE TRIGGER searched_comes AFTER INSERT ON searched BEGIN
    INSERT INTO stories_fts (rowid, title, authors, text, title_forms, text_forms)
        SELECT * FROM searched_texts WHERE story_id = NEW.story_id;
    UPDATE stories SET indexed = 1 WHERE id = NEW.story_id;
END;
CREATE TRIGGER searched_goes BEFORE DELETE ON searched BEGIN
    INSERT INTO stories_fts (stories_fts, rowid, title, authors, text, title_forms, text_forms)
        SELECT 'delete', * FROM searched_texts WHERE story_id = OLD.story_id;
END;
CREATE TRIGGER searched_text_changes BEFORE UPDATE OF text ON texts WHEN NEW.text <> OLD.text BEGIN
    UPDATE stories SET indexed = 0
        WHERE id = (SELECT story_id FROM searched WHERE text_id = OLD.id);
    DELETE FROM searched WHERE text_id = OLD.id;
END;
CREATE TRIGGER searched_text_goes BEFORE DELETE ON texts BEGIN
    UPDATE stories SET indexed = 0
        WHERE id = (SELECT story_id FROM searched WHERE text_id = OLD.id);
    DELETE FROM searched WHERE text_id = OLD.id;
END;
-- What else a story may be asked for: of the text that it is read in.
CREATE TABLE traits (
    story_id INTEGER PRIMARY KEY,
    language TEXT NOT NULL DEFAULT '',
    quotes INTEGER NOT NULL DEFAULT 0,
    images INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX traits_by_language ON traits (language, story_id);
CREATE INDEX traits_with_quotes ON traits (story_id) WHERE quotes;
CREATE INDEX traits_with_images ON traits (story_id) WHERE images;
CREATE TABLE roles (
    id INTEGER PRIMARY KEY,
    folded TEXT NOT NULL UNIQUE
);
CREATE TABLE role_holders (
    story_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    PRIMARY KEY (story_id, role_id)
) WITHOUT ROWID;
CREATE INDEX role_holders_by_role ON role_holders (role_id, story_id);
CREATE TABLE credits (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    folded TEXT NOT NULL,
    outlet TEXT NOT NULL,
    UNIQUE (kind, folded, outlet)
);
CREATE TABLE credited (
    story_id INTEGER NOT NULL,
    credit_id INTEGER NOT NULL,
    PRIMARY KEY (story_id, credit_id)
) WITHOUT ROWID;
CREATE INDEX credited_by_credit ON credited (credit_id, story_id);
CREATE TRIGGER searched_story_goes BEFORE DELETE ON stories BEGIN
    DELETE FROM searched WHERE story_id = OLD.id;
    DELETE FROM traits WHERE story_id = OLD.id;
    DELETE FROM role_holders WHERE story_id = OLD.id;
    DELETE FROM credited WHERE story_id = OLD.id;
END;
-- The newest story there was when the reader last left.
CREATE TABLE visits (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    newest_id INTEGER NOT NULL
);
-- Every story is analysed again, which fills them.
UPDATE stories SET engine = 0;
"""

"""The tables of rules and of what they do to stories, as a migration: see `schema`."""

from __future__ import annotations

from typing import Final

RULES: Final = """
CREATE TABLE rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    action TEXT NOT NULL,
    value TEXT NOT NULL DEFAULT '',
    enabled INTEGER NOT NULL DEFAULT 1,
    position INTEGER NOT NULL
);
-- Stories that came and that rules were not applied to yet.
CREATE TABLE unruled (
    story_id INTEGER PRIMARY KEY
);
CREATE TRIGGER story_to_rule AFTER INSERT ON stories
WHEN EXISTS (SELECT 1 FROM rules WHERE enabled) BEGIN
    INSERT OR IGNORE INTO unruled (story_id) VALUES (NEW.id);
END;
-- A hidden story is in no list and counts for none; it is never bookmarked.
ALTER TABLE marks ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE marks ADD COLUMN highlighted INTEGER NOT NULL DEFAULT 0;
CREATE INDEX marks_hidden ON marks (story_id) WHERE hidden;
DROP TRIGGER story_comes;
DROP TRIGGER story_goes;
DROP TRIGGER mark_comes;
DROP TRIGGER mark_changes;
DROP TRIGGER mark_goes;
CREATE TRIGGER story_comes AFTER INSERT ON stories BEGIN
    UPDATE feeds SET
        total = total + 1
            - coalesce((SELECT hidden FROM marks WHERE story_id = NEW.id), 0),
        unread = unread + 1
            - coalesce((SELECT read OR hidden FROM marks WHERE story_id = NEW.id), 0)
    WHERE id = NEW.feed_id;
END;
CREATE TRIGGER story_goes AFTER DELETE ON stories BEGIN
    UPDATE feeds SET
        total = total - 1
            + coalesce((SELECT hidden FROM marks WHERE story_id = OLD.id), 0),
        unread = unread - 1
            + coalesce((SELECT read OR hidden FROM marks WHERE story_id = OLD.id), 0)
    WHERE id = OLD.feed_id;
    DELETE FROM bodies WHERE story_id = OLD.id;
    DELETE FROM texts WHERE story_id = OLD.id;
    DELETE FROM unruled WHERE story_id = OLD.id;
END;
CREATE TRIGGER mark_comes AFTER INSERT ON marks WHEN NEW.read OR NEW.hidden BEGIN
    UPDATE feeds SET unread = unread - 1, total = total - NEW.hidden
    WHERE id = (SELECT feed_id FROM stories WHERE id = NEW.story_id);
END;
CREATE TRIGGER mark_changes AFTER UPDATE OF read, hidden ON marks
WHEN NEW.read <> OLD.read OR NEW.hidden <> OLD.hidden BEGIN
    UPDATE feeds SET total = total + OLD.hidden - NEW.hidden,
        unread = unread + (OLD.read OR OLD.hidden) - (NEW.read OR NEW.hidden)
    WHERE id = (SELECT feed_id FROM stories WHERE id = NEW.story_id);
END;
CREATE TRIGGER mark_goes AFTER DELETE ON marks WHEN OLD.read OR OLD.hidden BEGIN
    UPDATE feeds SET unread = unread + 1, total = total + OLD.hidden
    WHERE id = (SELECT feed_id FROM stories WHERE id = OLD.story_id);
END;
"""

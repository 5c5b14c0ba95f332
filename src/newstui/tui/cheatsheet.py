"""How to search, a line each: what is written, and what it finds."""

from __future__ import annotations

from typing import Final

QUERY_ROWS: Final = (
    ("bridge vote", "stories with all of these words in title or outlet"),
    ("is:unread", "not read yet; also is:read, is:bookmarked, is:changed"),
    ("feed:post", "of a feed, by a part of its title, its place or its number"),
    ('folder:"World / Asia"', "of the feeds in a folder"),
    ("cites:okafor", "citing a source with this in its name"),
    ("since:2026-11-23", "published since that day"),
)

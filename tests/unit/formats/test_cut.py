"""A feed that was cut off is known for it, whatever ended before."""

from __future__ import annotations

import pytest

from newstui.formats import parse_document

_RDF = (
    'xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    "><channel><title>T</title></channel>"
)
_BROKEN = "<title>A</title><x:y/>"
_FEEDS = {
    "rss": f"<rss><channel><item>{_BROKEN}</item><item>{_BROKEN}</item></channel></rss>",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom">'
            f"<entry>{_BROKEN}</entry><entry>{_BROKEN}</entry></feed>",
    "atom with a prefix": '<a:feed xmlns:a="http://www.w3.org/2005/Atom">'
                          f"<a:entry>{_BROKEN}</a:entry><a:entry>{_BROKEN}</a:entry></a:feed>",
    "rdf": f"<rdf:RDF {_RDF}<item>{_BROKEN}</item><item>{_BROKEN}</item></rdf:RDF>",
    "a channel": f"<channel><item>{_BROKEN}</item><item>{_BROKEN}</item></channel>",
    "a feed in a page": '<body><feed xmlns="http://www.w3.org/2005/Atom">'
                        f"<entry>{_BROKEN}</entry><entry>{_BROKEN}</entry></feed></body>",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(_FEEDS))
def test_a_feed_is_cut_unless_its_own_end_has_come(name: str) -> None:
    feed = _FEEDS[name]
    assert parse_document(feed.encode(), origin="x").is_cut is False
    for end in (feed.rindex("<x:y/>"), feed.rindex("<title>") + 8):
        assert parse_document(feed[:end].encode(), origin="x").is_cut


def test_the_end_of_an_entry_that_stands_alone_is_an_end() -> None:
    entry = f'<entry xmlns="http://www.w3.org/2005/Atom">{_BROKEN}</entry>'
    assert parse_document(entry.encode(), origin="x").is_cut is False


@pytest.mark.parametrize("piece", ["<", "<a:", "<item", "<item xml:b", "<entry", "</"])
@pytest.mark.parametrize("root", ["rss", "feed"])
def test_where_a_feed_is_cut_changes_nothing_of_what_came_before(root: str, piece: str) -> None:
    kind = "item" if root == "rss" else "entry"
    told = "<title>A</title><contributor><name>Ivo</name></contributor>"
    head = f'<{root} xmlns:a="http://www.w3.org/2005/Atom">' + "<channel>" * (root == "rss")
    cut = parse_document(f"{head}<{kind}>{told}</{kind}>{piece}".encode(), origin="x")
    whole = parse_document(f"{head}<{kind}>{told}</{kind}></{root}>".encode(), origin="x")
    assert cut.is_cut
    assert cut.entries == whole.entries


def test_a_feed_that_is_cut_within_a_character_is_still_what_it_was() -> None:
    feed = _FEEDS["rss"].replace(">A<", ">A\u201d<").encode()
    cut = parse_document(feed[: feed.rindex(b"\x9d")], origin="x")
    assert cut.entries[0].title == "A\u201d"

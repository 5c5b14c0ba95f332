"""What stands beside a story: files, pictures, people, topics, where it came from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from newstui.formats import parse_document
from newstui.model.media import Contributor, Enclosure, Picture, Republished
from newstui.model.story import BodyType
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.story import Entry, ParsedFeed

_SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:a="http://www.w3.org/2005/Atom" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)
_FULL, _SMALL = "https://x.example/a.jpg?w=800", "https://x.example/a.jpg?w=100"


def _feed(inside: str, ending: str = "") -> ParsedFeed:
    head = "<link>https://x.example/</link>"
    markup = f"<rss {_SPACES}><channel>{head}{inside}{ending}</channel></rss>"
    return parse_document(markup.encode(), origin="x", base_url="https://x.example/feed")


@pytest.fixture(
    params=["", "&nbsp;", "</x>", "<unusual/>"], ids=["quick", "mended", "broken", "unusual"]
)
def ending(request: pytest.FixtureRequest) -> str:
    """What a feed ends with that makes it take this or that way."""
    return str(request.param)


def _item(inside: str, ending: str = "") -> Entry:
    return _feed(f"<item><guid>1</guid>{inside}</item>", ending).entries[0]


def _atom(inside: str) -> Entry:
    spaces = (
        'xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"'
    )
    markup = f"<feed {spaces}><entry><id>1</id>{inside}</entry></feed>"
    return parse_document(markup.encode(), origin="x", base_url="https://x.example/f").entries[0]


def _picture(url: str, caption: str = "", credit: str = "", alt: str = "") -> Picture:
    return Picture(
        url=url, caption=clean_line(caption), credit=clean_line(credit), alt=clean_line(alt)
    )


@pytest.mark.parametrize(
    ("inside", "pictures"),
    [
        ('<media:thumbnail url="/a.jpg"/>', [_picture("https://x.example/a.jpg")]),
        ('<media:content url="a.png" medium="image"/>', [_picture("https://x.example/a.png")]),
        ('<media:content url="a.webp?x=1"/>', [_picture("https://x.example/a.webp?x=1")]),
        ('<media:content url="a.mp4" medium="video"/>', []),
        ('<media:content url="a.swf" type="application/x-shockwave-flash"/>', []),
        (
            (
                f'<media:content url="{_FULL}" type="image/jpeg"><media:title>T</media:title>'
                "<media:description>The &lt;i&gt;weir&lt;/i&gt;</media:description>"
                "<media:credit>Ana Ruiz</media:credit></media:content>"
            ),
            [_picture(_FULL, "The weir", "Ana Ruiz", "T")],
        ),
        (
            (
                f'<media:content url="{_FULL}" medium="image"/><media:credit>Ana</media:credit>'
                "<media:credit>Ivo</media:credit><media:description>Rain</media:description>"
            ),
            [_picture(_FULL, "Rain", "Ana, Ivo")],
        ),
        (
            (
                f'<media:content url="{_SMALL}" medium="image" width="100"/>'
                f'<media:content url="{_FULL}" medium="image" width="800"/>'
            ),
            [_picture(_FULL)],
        ),
        (
            (
                f'<media:group><media:content url="b.jpg" type="image/jpeg" width="9"/>'
                f'<media:content url="{_FULL}" type="image/jpeg" isDefault="true"/></media:group>'
            ),
            [_picture(_FULL)],
        ),
        (
            (
                '<media:content url="a.mp4" type="video/mp4"><media:thumbnail url="s.jpg"/>'
                "<media:description>Film</media:description></media:content>"
            ),
            [_picture("https://x.example/s.jpg")],
        ),
        ('<itunes:image href="/cover.jpg"/>', [_picture("https://x.example/cover.jpg")]),
        ("<media:thumbnail/><itunes:image/>", []),
    ],
)
def test_pictures_have_captions_and_credits(
    inside: str, pictures: list[Picture], ending: str
) -> None:
    assert list(_item(inside, ending).pictures) == pictures


def _enclosure(url: str, kind: str = "", length: int | None = None, title: str = "") -> Enclosure:
    return Enclosure(url=url, type=kind, length=length, title=clean_line(title))


@pytest.mark.parametrize(
    ("inside", "enclosures"),
    [
        (
            '<enclosure url="/a.mp3" type="audio/mpeg" length="1024"/>',
            [_enclosure("https://x.example/a.mp3", "audio/mpeg", 1024)],
        ),
        ('<enclosure url="a" length="0"/>', [_enclosure("https://x.example/a")]),
        ('<enclosure url="a" length="12 MB"/>', [_enclosure("https://x.example/a")]),
        (f'<enclosure url="a" length="{"9" * 5_000}"/>', [_enclosure("https://x.example/a")]),
        ('<enclosure url="a"/><enclosure url="a"/>', [_enclosure("https://x.example/a")]),
        ('<enclosure length="3"/>', []),
        (
            (
                '<media:content url="a.mp4" type="video/mp4" fileSize="7">'
                "<media:title>T</media:title></media:content>"
            ),
            [_enclosure("https://x.example/a.mp4", "video/mp4", 7, "T")],
        ),
        (
            '<a:link rel="enclosure" href="a.pdf" type="application/pdf" title="T"/>',
            [_enclosure("https://x.example/a.pdf", "application/pdf", None, "T")],
        ),
        ('<enclosure url="javascript:alert(1)"/>', [_enclosure("javascript:alert(1)")]),
    ],
)
def test_files_are_kept_as_declared(inside: str, enclosures: list[Enclosure], ending: str) -> None:
    assert list(_item(inside, ending).enclosures) == enclosures


@pytest.mark.parametrize(
    ("inside", "people"),
    [
        ("<dc:contributor>Ana</dc:contributor>", [("Ana", "contributor")]),
        ('<media:credit role="Photographer">Ana</media:credit>', [("Ana", "photographer")]),
        ('<podcast:person role="host">Ivo</podcast:person>', [("Ivo", "host")]),
        ("<podcast:person> </podcast:person><media:credit>Ana</media:credit>", []),
        (
            (
                '<media:content url="a.jpg"><media:credit role="editor">E</media:credit>'
                '</media:content><media:credit role="editor">E</media:credit>'
            ),
            [("E", "editor")],
        ),
    ],
)
def test_people_have_roles(inside: str, people: list[tuple[str, str]], ending: str) -> None:
    expected = [Contributor(name=clean_line(name), role=clean_line(role)) for name, role in people]
    assert list(_item(inside, ending).contributors) == expected


@pytest.mark.parametrize(
    ("inside", "authors"),
    [
        ("<dc:creator>Ana</dc:creator><dc:creator>Ivo</dc:creator>", ("Ana", "Ivo")),
        ("<author>a@x.example (Ana)</author><dc:creator>Ana</dc:creator>", ("Ana",)),
        ("<itunes:author>The Show</itunes:author>", ("The Show",)),
        ("<itunes:author>The Show</itunes:author><author>Ana</author>", ("Ana",)),
        ("<a:author><a:name>Ana</a:name></a:author>", ("Ana",)),
        (f"<author>{'(a@x ' * 5_000}</author>", (clean_line("(a@x " * 5_000),)),
    ],
)
def test_authors_are_named_once(inside: str, authors: tuple[str, ...], ending: str) -> None:
    assert _item(inside, ending).authors == authors


def test_topics_are_named_once(ending: str) -> None:
    entry = _item(
        "<category>Rain</category><category>Rain</category><category/><dc:subject>R&amp;amp;D"
        "</dc:subject><media:keywords>one, two</media:keywords>",
        ending,
    )
    assert entry.categories == ("Rain", "R&D", "one", "two")


def test_topics_of_atom_have_labels() -> None:
    entry = _atom('<category term="wx" label="Weather"/><category term="rain"/>')
    assert entry.categories == ("Weather", "rain")


@pytest.mark.parametrize(
    ("entry", "title", "url"),
    [
        (
            '<source url="https://y.example/f">Y &amp;amp; Z</source>',
            "Y & Z",
            "https://y.example/f",
        ),
        ("<source>Y</source>", "Y", ""),
    ],
)
def test_a_story_taken_over_says_from_where(entry: str, title: str, url: str, ending: str) -> None:
    assert _item(entry, ending).via == Republished(title=clean_line(title), url=url)


def test_a_story_of_atom_taken_over_has_its_first_authors() -> None:
    entry = _atom(
        "<source><title>Y</title><id>2</id><author><name>Ana</name></author>"
        '<link rel="self" href="https://y.example/f"/><link href="https://y.example/"/></source>'
    )
    assert entry.via == Republished(title=clean_line("Y"), url="https://y.example/")
    assert entry.authors == ("Ana",)
    assert (entry.guid, entry.title, entry.url) == ("1", "", "")


def test_an_answer_names_what_it_answers() -> None:
    entry = _atom('<thr:in-reply-to ref=" tag:x,1 " href="https://x.example/1"/>')
    assert entry.reply_to == "tag:x,1"
    assert _item("<title>A</title>").via is None


@pytest.mark.parametrize(
    ("inside", "title", "body", "body_type"),
    [
        ("<media:title>T</media:title>", "T", "", BodyType.HTML),
        (
            ("<media:group><media:title>T</media:title><media:description>One.\n\nTwo."
            "</media:description></media:group>"),
            "T",
            "One.\n\nTwo.",
            BodyType.TEXT,
        ),
        ("<itunes:subtitle>A</itunes:subtitle><itunes:summary>A b</itunes:summary>", "", "A b",
         BodyType.TEXT),
        (
            ("<description>D</description><media:description>A longer caption</media:description>"
            "<itunes:summary>A longer summary</itunes:summary>"),
            "",
            "D",
            BodyType.HTML,
        ),
    ],
)  # fmt: skip
def test_a_story_without_a_text_of_its_own_has_its_module_s(
    inside: str, title: str, body: str, body_type: BodyType, ending: str
) -> None:
    entry = _item(inside, ending)
    assert (entry.title, entry.body, entry.body_type) == (title, body, body_type)


def test_a_story_has_a_language_of_its_own(ending: str) -> None:
    entry = _item("<description>D</description><dc:language>nl</dc:language>", ending)
    assert entry.language == "nl"


@pytest.mark.parametrize(
    ("inside", "minutes"),
    [
        ("<ttl>90</ttl>", 90),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>99999999</ttl>", None),
        ("<sy:updatePeriod> hourly </sy:updatePeriod>", 60),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 360),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            None,
        ),
        ("<ttl>5</ttl><sy:updatePeriod>daily</sy:updatePeriod>", 5),
        ("", None),
    ],
)
def test_a_feed_says_how_often_it_changes(inside: str, minutes: int | None, ending: str) -> None:
    assert _feed(inside, ending).ttl_minutes == minutes


def test_a_feed_says_when_it_never_changes(ending: str) -> None:
    feed = _feed(
        "<skipHours><hour>22</hour><hour>24</hour><hour>3</hour><hour>99</hour><hour>x</hour>"
        "</skipHours><skipDays><day>Sunday</day><day>Monday</day><day>Noday</day></skipDays>",
        ending,
    )
    assert (feed.skip_hours, feed.skip_days) == ((0, 3, 22), (0, 6))


def test_a_feed_says_where_it_lives(ending: str) -> None:
    feed = _feed(
        '<a:link rel="self" href="https://x.example/feed"/><a:link rel="hub" href="https://h.example/"/>'
        '<a:link rel="hub" href="https://i.example/"/>'
        "<itunes:new-feed-url>https://y.example/feed</itunes:new-feed-url>",
        ending,
    )
    assert (feed.self_url, feed.hub, feed.new_url) == (
        "https://x.example/feed",
        "https://h.example/",
        "https://y.example/feed",
    )
    assert feed.site_url == "https://x.example/"


def test_a_json_feed_has_files_pictures_and_topics() -> None:
    item = {
        "id": 1,
        "image": "/a.jpg",
        "banner_image": "/b.jpg",
        "tags": ["one", 2, None, "one"],
        "attachments": [
            {"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9, "title": "T"},
            {"url": 3.5, "size_in_bytes": "x"},
            "no object",
        ],
    }
    data = {
        "version": "x",
        "items": [item],
        "feed_url": "https://x.example/f",
        "hubs": [{"url": "h"}],
    }
    feed = parse_document(json.dumps(data).encode(), origin="x", base_url="https://x.example/")
    entry = feed.entries[0]
    assert [picture.url for picture in entry.pictures] == [
        "https://x.example/a.jpg",
        "https://x.example/b.jpg",
    ]
    assert entry.enclosures[0] == _enclosure("https://x.example/a.mp3", "audio/mpeg", 9, "T")
    assert entry.enclosures[1].length is None
    assert entry.categories == ("one", "2")
    assert (feed.self_url, feed.hub) == ("https://x.example/f", "h")


@pytest.mark.parametrize("unit", ["<category>{0}</category>", '<enclosure url="{0}"/>',
                                  '<media:thumbnail url="{0}"/>',
                                  '<media:credit role="{0}">A</media:credit>',
                                  "<dc:creator>{0}</dc:creator>"])  # fmt: skip
def test_what_stands_beside_a_story_is_bounded(unit: str) -> None:
    entry = _item("".join(unit.format(number) for number in range(1_000)))
    kept = (entry.categories, entry.enclosures, entry.pictures, entry.contributors, entry.authors)
    assert 0 < sum(map(len, kept)) <= 100


def test_a_feed_without_a_tree_still_has_people_files_and_topics() -> None:
    item = (
        "<item><guid>https://x.example/{0}</guid><author>a@x.example (Ana)</author>"
        '<category>c</category><enclosure url="{0}.mp3" type="audio/mpeg" length="3"/></item>'
    )
    feed = _feed(item.format(1) + "<a>" * 300 + "</a>" * 300 + item.format(2))
    for entry, number in zip(feed.entries, (1, 2), strict=True):
        assert entry.url == f"https://x.example/{number}"
        assert (entry.authors, entry.categories) == (("Ana",), ("c",))
        assert entry.enclosures == (_enclosure(f"https://x.example/{number}.mp3", "audio/mpeg", 3),)


def test_an_atom_feed_without_a_tree_still_shares_its_authors() -> None:
    nest = "<a>" * 300 + "</a>" * 300
    markup = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id></entry>{nest}'
        "<author><name>Ana</name></author><entry><id>2</id></entry></feed>"
    )
    feed = parse_document(markup.encode(), origin="x")
    assert [entry.authors for entry in feed.entries] == [("Ana",), ("Ana",)]


def test_nothing_beside_a_story_acts(ending: str) -> None:
    hostile = "x\u202e&#27;[31m\u0007"
    entry = _item(
        f'<category>{hostile}</category><source url="y">{hostile}</source>'
        f'<media:content url="a.jpg"><media:credit role="{hostile}">{hostile}</media:credit>'
        f"<media:description>{hostile}</media:description></media:content>"
        f'<a:link rel="enclosure" href="b" title="{hostile}"/>',
        ending,
    )
    assert entry.via is not None
    shown = [
        *entry.categories,
        entry.via.title,
        entry.pictures[0].caption,
        entry.pictures[0].credit,
        entry.contributors[0].name,
        entry.contributors[0].role,
        entry.enclosures[0].title,
    ]
    assert all(text and text.isprintable() for text in shown)

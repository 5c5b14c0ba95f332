"""Stories are written out whole, in formats that nothing in them can break."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from newstui.attribution import attribute
from newstui.model.story import BodyType, Entry, StoredText, Story, TextKind
from newstui.newsroom.reading import StoryView
from newstui.newsroom.references import tex
from newstui.newsroom.storyexports import (
    ExportFormat,
    file_name,
    format_of,
    write_stories,
    write_story,
)
from newstui.text.build import build_document
from newstui.text.clean import clean_block, clean_line

PUBLISHED = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
BODY = """<p>The quay is closed, said mayor <b>Ida Berg</b>.</p><h2>Why</h2>
<blockquote><p>“It <a href="https://x.example/?a=1&amp;b=2">sinks</a>”</p></blockquote>
<ul><li>one &lt;script&gt;</li></ul><pre>a  &lt; b</pre>
<p><a href="javascript:alert(1)">never</a> <img src="https://t.example/pixel.gif" alt="a pier"></p>
"""
HOSTILE = '50% of {A_b} & $x^2~ #1 \\input{/etc/passwd} <script>alert(1)</script> "q"'


def view(title: str = "Quay closed", body: str = BODY, **fields: object) -> StoryView:
    entry = replace(
        Entry(
            title=clean_line(title),
            url="https://bulletin.example/1?x=100%25&y={z}",
            authors=(clean_line("Ann Moor"), clean_line("Smith, Jones and Sons")),
            published=PUBLISHED,
            body=body,
            body_type=BodyType.HTML,
            language="en",
        ),
        **fields,  # type: ignore[arg-type]
    )
    document = build_document(entry.body, entry.body_type, base_url=entry.url)
    return StoryView(
        story=Story(
            id=7,
            feed_id=1,
            key="k",
            entry=entry,
            text_kind=TextKind.FEED,
            fetched=datetime(2026, 3, 2, tzinfo=UTC),
            outlet=clean_line("Harbour & Bulletin"),
        ),
        stored=StoredText(
            id=1,
            story_id=7,
            kind=TextKind.FEED,
            revision=1,
            document=document,
            content_hash="",
        ),
        analysis=attribute(document.text),
    )


def written(form: ExportFormat, *views: StoryView) -> str:
    return "".join(write_stories(views, form))


class Page(HTMLParser):
    """What a browser would make of a page: elements, their attributes, and whether they nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.tags: set[str] = set()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_whole_in_itself_and_nothing_in_it_acts() -> None:
    text = written(ExportFormat.HTML, view(HOSTILE), view())
    page = Page(text)
    assert page.tags.isdisjoint({"script", "img", "link", "iframe"})
    sources = [value for _tag, name, value in page.attributes if name in {"src", "href"}]
    assert sources[0] == "https://bulletin.example/1?x=100%25&y={z}"
    assert {source.partition(":")[0] for source in sources if source} == {"https"}
    assert '<a href="https://x.example/?a=1&amp;b=2" rel="noreferrer">sinks</a>' in text
    for piece in (
        "<strong>Ida Berg</strong>",
        "<h3>Why</h3>",
        "<blockquote>",
        "one &lt;script&gt;",
        "<pre>a  &lt; b</pre>",
        "[a pier]",
        "Harbour &amp; Bulletin · Ann Moor",
        "<h2>Who says what</h2>",
    ):
        assert piece in text


def test_html_of_spans_that_cross_is_nested_well() -> None:
    crossing = "<p>a<b>b<i>c</b>d</i>e</p>" + "<p><b>" * 50 + "deep" + "</b>" * 3
    assert Page(written(ExportFormat.HTML, view(body=crossing))).tags >= {"strong", "em"}


def test_markdown_and_text_say_who_says_what() -> None:
    markdown = written(ExportFormat.MARKDOWN, view(), view("Second"))
    assert markdown.startswith("# Quay closed\n")
    assert "\n* * *\n\n# Second\n" in markdown
    assert "## Who says what\n\n- **Ida Berg, mayor**: The quay is closed" in markdown
    text = written(ExportFormat.TEXT, view())
    assert "Who says what:\n\n- Ida Berg, mayor: The quay is closed" in text


def test_json_is_a_list_of_stories_in_the_usual_schema() -> None:
    first, second = json.loads(written(ExportFormat.JSON, view(), view("Second")))
    assert (first["schema"], first["id"], second["title"]) == (1, "#7", "Second")
    assert json.loads(written(ExportFormat.JSON)) == []
    (unkept,) = json.loads("".join(write_stories([view()], ExportFormat.JSON, are_kept=False)))
    assert unkept["id"] is None


def test_csl_json_names_outlet_dates_and_speakers() -> None:
    first, second = json.loads(written(ExportFormat.CSL_JSON, view(), view()))
    assert first["id"] != second["id"]
    assert {name: first[name] for name in first.keys() - {"id", "custom"}} == {
        "type": "article-newspaper",
        "title": "Quay closed",
        "container-title": "Harbour & Bulletin",
        "author": [{"literal": "Ann Moor"}, {"literal": "Smith, Jones and Sons"}],
        "issued": {"date-parts": [[2026, 3, 1]]},
        "accessed": {"date-parts": [[2026, 3, 2]]},
        "URL": "https://bulletin.example/1?x=100%25&y={z}",
        "language": "en",
        "note": "Speakers: Ida Berg (mayor)",
    }
    assert first["custom"]["speakers"] == [
        {"name": "Ida Berg", "role": "mayor", "type": "person", "sure": True}
    ]


def test_bibtex_keeps_what_tex_would_act_on_as_text() -> None:
    entry = written(ExportFormat.BIBTEX, view(HOSTILE))
    assert entry.startswith("@article{")
    assert "journal = {Harbour \\& Bulletin},\n" in entry
    assert "author = {Ann Moor and {Smith, Jones and Sons}},\n" in entry
    assert "url = {https://bulletin.example/1?x=100%25&y=%7Bz%7D},\n" in entry
    assert "date = {2026-03-01},\n" in entry
    assert "note = {Speakers: Ida Berg (mayor)},\n" in entry
    assert tex(HOSTILE) in entry
    assert entry.count("{") == entry.count("}")
    assert r"\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}" in entry


NOTED = {
    ExportFormat.MARKDOWN: "\n\n## Note\n\nAsk her \\<b>.\n\nTwice & soon\n\n"
    "Tags: port, sea \\[1]\n",
    ExportFormat.HTML: "<p>Ask her &lt;b&gt;.<br>\n<br>\nTwice &amp; soon</p>\n"
    '<p class="facts">Tags: port, sea [1]</p>\n</article>',
    ExportFormat.TEXT: "\n\nNote:\n\nAsk her <b>.\n\nTwice & soon\n\nTags: port, sea [1]\n",
    ExportFormat.JSON: '"note": "Ask her <b>.\\n\\nTwice & soon"',
    ExportFormat.CSL_JSON: '"keyword": "port, sea [1]", "note": "Ask her <b>.\\n\\nTwice & soon'
    '\\nSpeakers: Ida Berg (mayor)"',
    ExportFormat.BIBTEX: "  keywords = {port, sea [1]},\n  note = {Ask her "
    r"\textless{}b\textgreater{}. Twice \& soon; Speakers: Ida Berg (mayor)}",
}


@pytest.mark.parametrize("form", ExportFormat)
def test_the_readers_note_and_tags_are_in_every_export(form: ExportFormat) -> None:
    tags = (clean_line("port"), clean_line("sea [1]"))
    noted = replace(view(), note=clean_block("Ask her <b>.\n\nTwice & soon"), tags=tags)
    assert NOTED[form] in written(form, noted)
    assert "ote = {}" not in written(form, view())


def test_a_command_is_not_given_the_readers_own_words() -> None:
    noted = replace(view(), note=clean_block("Ask her."), tags=(clean_line("port"),))
    assert write_story(noted) == write_story(view())


def test_bibtex_without_a_date_is_an_online_source() -> None:
    entry = written(ExportFormat.BIBTEX, view(published=None))
    assert entry.startswith("@online{")
    assert "organization = {Harbour \\& Bulletin}" in entry


def test_bibtex_keys_are_plain_and_no_two_alike() -> None:
    views = [view(), view(), view("«—»"), view("«—»", published=None)]
    text = written(ExportFormat.BIBTEX, *views)
    keys = [line.partition("{")[2].rstrip(",") for line in text.splitlines() if line[:1] == "@"]
    assert len(set(keys)) == 4
    assert all(key.isascii() and key.replace("-", "").isalnum() for key in keys)


def test_nothing_of_a_story_acts_on_a_terminal() -> None:
    for form in ExportFormat:
        hostile = replace(view(), story=replace(view().story, outlet=clean_line("A\x1b[2J")))
        assert "\x1b" not in written(form, hostile)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.md", ExportFormat.MARKDOWN),
        ("A.HTML", ExportFormat.HTML),
        ("a.txt", ExportFormat.TEXT),
        ("a.json", ExportFormat.JSON),
        ("a.csl.json", ExportFormat.CSL_JSON),
        ("a.bib", ExportFormat.BIBTEX),
        ("a.doc", None),
        ("md", None),
    ],
)
def test_the_ending_of_a_name_says_the_format(name: str, form: ExportFormat | None) -> None:
    assert format_of(Path(name)) is form


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Quay closed!", "quay-closed.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("--exec", "exec.md"),
        ("\x1b]0;x", "0-x.md"),
        ("", "story.md"),
        ("…", "story.md"),
    ],
)
def test_a_title_makes_a_harmless_name(title: str, name: str) -> None:
    assert file_name(title) == name

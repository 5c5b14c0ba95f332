"""Which part of a page is its story, in layouts that real sites use."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from newstui.formats.maintext import main_text
from newstui.text.html import html_to_document

_HEAD = "<html><head><meta property=og:type content=article></head><body>"


def told(who: str, times: int = 3) -> str:
    """Some sentences that say who tells them."""
    return f"The harbour was closed on Monday after a storm, said the {who} of the light. " * times


def paragraphs(who: str, count: int) -> str:
    return f"<p>{told(who)}</p>" * count


class Layout(NamedTuple):
    """A page and what is its story."""

    markup: str
    keep: list[str]
    drop: list[str]


_FOLDED = f"<div>{paragraphs('keeper', 3)}<div class=rest>{paragraphs('builder', 9)}</div></div>"
_LATE_HEADING = (
    f"<div>{paragraphs('keeper', 3)}<h1>Our editor's tip</h1><p>{told('baker')}</p></div>"
)

_LAYOUTS = {
    "paragraphs beside a folded rest": Layout(_FOLDED, ["keeper", "builder"], []),
    "a list beside short lines": Layout(
        f"<div><ol><li>{told('keeper')}<li>{told('builder')}</ol><p>Seven came.</p></div>",
        ["keeper", "builder", "Seven came."],
        [],
    ),
    "an introduction in a header, with more below": Layout(
        f"<article><div><header><p>{told('keeper')}</p></header>"
        f"<div class=text><p>{told('builder', 2)}</p><ul><li>Seven came.</ul></div></div>",
        ["keeper", "builder"],
        [],
    ),
    "two sections, one a little longer": Layout(
        f"<main><section class=one>{paragraphs('keeper', 6)}</section>"
        f"<section class=two>{paragraphs('builder', 7)}</section></main>",
        ["keeper", "builder"],
        [],
    ),
    "a page that has advertisements": Layout(
        f"<section class='part has-ads'>{paragraphs('keeper', 3)}</section>"
        f"<section class=related>{paragraphs('rival', 3)}</section>"
        f"<div class=newsletter>{paragraphs('vendor', 1)}</div>",
        ["keeper"],
        ["rival", "vendor"],
    ),
    "paragraphs that a page builder calls widgets": Layout(
        f"<div class=page>{paragraphs('keeper', 1)}"
        f"<div class='elementor-widget elementor-widget-text-editor'>{told('builder')}</div>"
        f"<div class='elementor-widget elementor-widget-share-buttons'>{told('vendor')}</div>",
        ["keeper", "builder"],
        ["vendor"],
    ),
    "a story shorter than what readers wrote": Layout(
        f"<div class=content id=print-content>{paragraphs('keeper', 3)}</div>"
        f"<div class=comments>{paragraphs('reader', 9)}</div>",
        ["keeper"],
        ["reader"],
    ),
    "a story in an aside": Layout(
        f"<main><aside><section>{paragraphs('keeper', 3)}</section></aside></main>",
        ["keeper"],
        [],
    ),
    "a column on the right": Layout(
        f"<div class=page><div class=story><p>{told('keeper')}</p></div><div class=right-bar>"
        f"<p>{told('vendor', 4)}</p></div></div><footer>{told('owner')}</footer>",
        ["keeper"],
        ["vendor"],
    ),
    "a longer part of another name": Layout(
        f"<div class=page><div class=text>{paragraphs('keeper', 4)}</div>"
        f"<div class=extra>{paragraphs('vendor', 9)}</div></div>",
        ["keeper"],
        ["vendor"],
    ),
    "elements that number themselves": Layout(
        f"<main data-event=1><div data-event=0>{paragraphs('keeper', 3)}</div>"
        f"<div data-event=x>{paragraphs('builder', 3)}</div></main>",
        ["keeper", "builder"],
        [],
    ),
    "more elements than are judged": Layout(
        f"<div>{paragraphs('keeper', 3)}<p>{'<i>a</i> ' * 9_000}</p>"
        f"{paragraphs('builder', 1)}</div>",
        ["keeper", "builder"],
        [],
    ),
    "a heading below the text": Layout(_LATE_HEADING, ["keeper", "Our editor's tip", "baker"], []),
    "an address to write to": Layout(
        f"<article>{paragraphs('keeper', 2)}<p><a href=mailto:light@x.example>light@x.example</a>"
        "</p><p><a href=/more>Ten storms of the year</a></p></article>",
        ["keeper", "light@x.example"],
        ["Ten storms"],
    ),
    "the category it is filed under": Layout(
        f"<article>{paragraphs('keeper', 2)}<p>Category: Weather</p></article>",
        ["keeper"],
        ["Category"],
    ),
}


def read(markup: str) -> tuple[str, str]:
    """Read a page; gives the title and the text of its story."""
    page = main_text(f"{_HEAD}{markup}".encode(), origin="x", content_type="text/html")
    return page.title, html_to_document(page.body).text


@pytest.mark.parametrize("name", sorted(_LAYOUTS))
def test_the_whole_story_is_found(name: str) -> None:
    layout = _LAYOUTS[name]
    _, text = read(f"<h1>Harbour closed</h1>{layout.markup}")
    assert [part for part in layout.keep if part not in text] == []
    assert [part for part in layout.drop if part in text] == []


def test_a_heading_below_the_text_is_not_its_title() -> None:
    assert read(f"<h1>Harbour closed</h1>{_LATE_HEADING}")[0] == "Harbour closed"


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The <a class=tooltip href=#>old keeper</a> of the light", "The old keeper of the light"),
        ("He is <b class=tags>never late</b>.", "He is never late."),
        ("They <a href=/x>read more than ten</a> letters", "They read more than ten letters"),
        ("The <b>lamp</b> is out", "The lamp is out"),
    ],
)
def test_no_word_of_a_sentence_is_left_out(sentence: str, shown: str) -> None:
    story = f"<p>{told('keeper')}{sentence}</p><p>{told('builder')}</p>"
    named = "<title>Harbour closed</title>"
    _, text = read(f"{named}<article>{story}<h1>Harbour closed</h1>{story}</article>")
    assert text.count(shown) == 2


def test_a_button_after_a_sentence_is_left_out() -> None:
    story = f"<p>{told('keeper')}<a class=share href=#>Send it on</a></p>{paragraphs('builder', 2)}"
    _, text = read(f"<h1>Harbour closed</h1><article>{story}</article>")
    assert "keeper" in text
    assert "Send it on" not in text


@pytest.mark.parametrize("problem", [ValueError("no parent"), RecursionError()])
def test_a_story_that_the_library_fails_at_is_found(
    monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr("readability.Document.score_paragraphs", fail)
    monkeypatch.setattr("readability.readability.log.exception", lambda _: None)
    assert "keeper" in read(f"<h1>Harbour closed</h1><div>{paragraphs('keeper', 3)}</div>")[1]


def test_a_page_that_needs_too_much_memory_to_judge_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("readability.Document.score_paragraphs", fail)
    monkeypatch.setattr("readability.readability.log.exception", lambda _: None)
    with pytest.raises(MemoryError):
        read(f"<h1>Harbour closed</h1><div>{paragraphs('keeper', 3)}</div>")

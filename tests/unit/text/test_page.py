"""A page is parted at its headlines; credits and furniture of its edges leave its stories."""

from __future__ import annotations

import pytest

from newstui.text.page import split_page

_FIRST = (
    "The slate quarry above the town will close in spring after ninety years of work, its owners "
    "told the miners on Monday."
)
_SECOND = (
    "The railway will run night trains to the northern coast again from May, a spokeswoman said, "
    "five years after the last one left."
)
_THIRD = "“We had hoped for another winter,” said the foreman, whose father had worked there too."


def _page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def _titles(*paragraphs: str) -> list[str]:
    return [story.title for story in split_page(_page(*paragraphs))]


def test_two_stories_with_a_credit_line_and_a_button_below() -> None:
    credit = "Pictures courtesy of (Photo courtesy: slate.example) and (Photo courtesy: Lena Orr)"
    first, second = split_page(
        _page(
            "Quarry to close after ninety years",
            f"Oslo: {_FIRST}",
            _THIRD,
            "Night trains return in May",
            _SECOND,
            credit,
            "Share this post",
        )
    )
    assert first.title == "Quarry to close after ninety years"
    assert first.body == _page(f"Oslo: {_FIRST}", _THIRD)
    assert second.title == "Night trains return in May"
    assert second.body == _page(_SECOND, "Share this post")
    for story in (first, second):
        assert [(found.names, found.text, found.span) for found in story.credits] == [
            (("slate.example",), "(Photo courtesy: slate.example)", None),
            (("Lena Orr",), "(Photo courtesy: Lena Orr)", None),
        ]


def test_lines_need_no_blank_line_between_them() -> None:
    page = f"Quarry to close this spring\n{_FIRST}\n{_THIRD}\nNight trains return in May\n{_SECOND}"
    assert [story.title for story in split_page(page)] == [
        "Quarry to close this spring",
        "Night trains return in May",
    ]


def test_wrapped_paragraphs_are_read_as_one() -> None:
    page = (
        "Quarry to close this spring\n\n"
        "The slate quarry above the town will close in spring after\n"
        "ninety years of work, its owners told the miners on Monday."
    )
    (story,) = split_page(page)
    assert story.title == "Quarry to close this spring"
    assert story.body.startswith("The slate quarry")


@pytest.mark.parametrize(
    "between",
    [
        "By Ana Ruiz",
        "3 November 2026",
        "Published: Tuesday, 3 November 2026",
        "Share this",
        "(Photo: Lena Orr)",
        "A hundred miners lose their work",
        "-----",
    ],
)
def test_bylines_dates_and_standfirsts_may_stand_below_a_headline(between: str) -> None:
    titles = _titles("Quarry to close this spring", between, _FIRST, "Night trains return", _SECOND)
    assert titles == ["Quarry to close this spring", "Night trains return"]


@pytest.mark.parametrize(
    "line",
    [
        "He went home that evening.",
        "What do you want to say to them?",
        "Two words",
        "all of it in small letters",
        "The list of what they brought:",
        "3 November 2026",
        "By Ana Ruiz and Ivo Lenz",
        "Share this article on the net",
        "(Photo courtesy: Lena Orr)",
        "- an item of a list",
        "“So we shall leave in the morning”",
        'The mayor wrote that they "treated a duty as a courtesy."',
        "'It's a disgrace, frankly,' she said. 'We left.'",
        'Asked about the quarry, Lenz said only: "Who knows?"',
        "one " * 30,
    ],
)
def test_a_line_that_is_no_headline_parts_nothing(line: str) -> None:
    assert _titles("Quarry to close this spring", _FIRST, line, _SECOND) == [
        "Quarry to close this spring"
    ]


def test_a_repeated_line_is_no_headline() -> None:
    page = ["Quarry to close", _FIRST, "The reporter asks", _SECOND, "The reporter asks", _THIRD]
    assert _titles(*page) == ["Quarry to close"]


def test_a_list_of_links_is_no_row_of_headlines() -> None:
    links = [f"Another story to read, number {number}" for number in range(6)]
    assert _titles("Quarry to close", _FIRST, *links, _SECOND) == ["Quarry to close"]


@pytest.mark.parametrize(
    ("page", "titles"),
    [
        (("Quarry shut", "It rained."), ["Quarry shut"]),
        (("Flood", "By Ana Ruiz", _FIRST), ["Flood"]),
        (
            ("Quarry shut", _FIRST, "Night trains return", _SECOND),
            ["Quarry shut", "Night trains return"],
        ),
        (("Quarry shut", "bread\nmilk"), [""]),
        (("World", "Quarry to close", _FIRST), ["Quarry to close"]),
        (("World", "It rained.", "Quarry to close", _FIRST), ["Quarry to close"]),
        ((_FIRST, "Background", _SECOND), [""]),
    ],
)
def test_the_first_line_may_be_a_headline_of_a_word_or_two(
    page: tuple[str, ...], titles: list[str]
) -> None:
    assert _titles(*page) == titles


def test_a_page_without_headline_is_one_story_without_title() -> None:
    (story,) = split_page(_page(_FIRST, _SECOND))
    assert (story.title, story.body) == ("", _page(_FIRST, _SECOND))


def test_a_paragraph_above_the_first_headline_is_kept() -> None:
    assert _titles(_FIRST, "Night trains return in May", _SECOND) == [
        "",
        "Night trains return in May",
    ]


def test_a_credit_inside_a_story_stays_in_its_text() -> None:
    (story,) = split_page(_page("Quarry to close this spring", _FIRST, "Photo: Lena Orr", _THIRD))
    assert "Photo: Lena Orr" in story.body
    assert story.credits == ()


@pytest.mark.parametrize("page", ["", " \n\n ", "Share this\n\nSubscribe", "\x1b\x07"])
def test_a_page_without_words_has_no_stories(page: str) -> None:
    assert split_page(page) == ()


@pytest.mark.parametrize(
    "page",
    [
        "x " * 200_000,
        "Some headline here\n\n" * 20_000,
        "\n" * 500_000 + "x",
        "(" * 200_000,
        "(Photo by " * 20_000,
        "Photo: " * 20_000,
        "By Ana and " * 20_000,
        "Aa " * 100_000 + ":",
        "file " * 100_000,
    ],
)
def test_hostile_pages_are_split_in_one_pass(page: str) -> None:
    assert split_page(page)

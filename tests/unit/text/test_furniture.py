"""Furniture is told by how a short line begins; sentences are not furniture."""

from __future__ import annotations

import pytest

from newstui.text.furniture import cut_furniture, is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Share this post",
        "SHARE THIS ARTICLE",
        "Share:",
        "Tweet",
        "Print",
        "Email | Print | Share",
        "Read more: the weir in winter",
        "→ Read also",
        "Sign up for our morning letter",
        "Subscribe now for a pound a week",
        "Follow us on the net",
        "Follow Ana Ruiz on Twitter",
        "Related stories",
        "Advertisement",
        "Story continues below",
        "© 2026 Valley Post",
        "All rights reserved.",
        "12 comments",
        "Leave a comment",
        "Back to top",
        "Tags: weir, water",
        "The post Weir repaired after a long, wet winter of work appeared first on Valley Post.",
    ],
)
def test_lines_of_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Shares fell on Monday.",
        "Print shops are closing.",
        "Tweets of the birds were heard.",
        "The mayor asked people to share this.",
        "Subscribers left in numbers.",
        "Related costs rose.",
        "Share the road, the mayor told drivers, since the bridge is closed to all carts for now.",
        "x" * 10_000,
    ],
)
def test_sentences_are_not_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_furniture_is_cut_off_both_edges_only() -> None:
    text = "Share this\n\nOne.\n\nTweet\n\nTwo.\n\nPrint\nShare:\n\nSubscribe"
    (start, end), furniture = cut_furniture(text)
    assert text[start:end] == "One.\n\nTweet\n\nTwo."
    assert furniture == ("Share this", "Print Share:", "Subscribe")

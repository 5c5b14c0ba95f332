"""Two subscriptions that are one feed are found out, and no others."""

from __future__ import annotations

import pytest

from newstui.store.sameness import find_same

A, B, C = "https://x.example/a", "https://x.example/b", "https://x.example/c"
ANN, BOB = "https://ann:pw@x.example/a", "https://bob:pw@x.example/a"


@pytest.mark.parametrize(
    ("feeds", "same"),
    [
        pytest.param([(1, A, A, ""), (2, B, B, "")], {}, id="two feeds"),
        pytest.param([(1, A, A, ""), (2, B, A, "")], {}, id="redirected for a while"),
        pytest.param([(1, A, A, ""), (2, B, A, A)], {2: 1}, id="moved there"),
        pytest.param([(2, A, A, ""), (1, B, A, A)], {1: 2}, id="the older one moved there"),
        pytest.param([(1, A, "", ""), (2, B, A, A)], {2: 1}, id="the other never answered"),
        pytest.param([(1, A, C, ""), (2, B, C, A)], {2: 1}, id="both redirected on"),
        pytest.param([(1, A, A, A), (2, B, A, A)], {2: 1}, id="both moved"),
        pytest.param([(1, ANN, A, ""), (2, B, A, A)], {2: 1}, id="one has a password"),
        pytest.param([(1, ANN, A, ""), (2, BOB, A, "")], {}, id="two readers of one address"),
        pytest.param([(1, A, A, ""), (2, ANN, A, "")], {2: 1}, id="with and without password"),
        pytest.param([(1, A, A, ""), (2, f"{A}/", A, "")], {2: 1}, id="written otherwise"),
        pytest.param([(1, A, "", ""), (2, B, "", "")], {}, id="never answered"),
        pytest.param(
            [(1, A, A, ""), (2, B, A, A), (3, C, A, A)], {2: 1, 3: 1}, id="three became one"
        ),
    ],
)
def test_subscriptions_that_are_one_are_found(
    feeds: list[tuple[int, str, str, str]], same: dict[int, int]
) -> None:
    assert find_same(feeds) == same

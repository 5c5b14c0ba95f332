from __future__ import annotations

import random
import sys

from newstui.store.headlines import Headlines


def test_pages_make_the_list() -> None:
    headlines = Headlines(total=4, unread=3)
    headlines.extend([(90, 4, 0), (80, 9, 1)])
    headlines.extend([(80, 2, 2), (10, 1, 3)])
    assert headlines.order.tolist() == [4, 9, 2, 1]
    assert headlines.times.tolist() == [90, 80, 80, 10]
    assert [headlines.is_read(n) for n in (4, 9, 2, 1)] == [False, True, False, True]
    assert [headlines.is_bookmarked(n) for n in (4, 9, 2, 1)] == [False, False, True, True]
    assert (len(headlines), headlines.total, headlines.unread) == (4, 4, 3)


def test_arrivals_take_their_places_and_are_counted() -> None:
    headlines = Headlines(total=2, unread=1)
    headlines.extend([(90, 4, 0), (10, 1, 1)])
    headlines.insert([(5, 5, 0), (95, 6, 1), (50, 7, 0), (90, 4, 0)])
    assert headlines.order.tolist() == [6, 4, 7, 1, 5]
    assert headlines.times.tolist() == [95, 90, 50, 10, 5]
    assert (headlines.total, headlines.unread) == (5, 3)
    assert [headlines.index(n) for n in (6, 5, 99)] == [0, 4, None]


def test_a_page_after_an_early_arrival_keeps_the_order() -> None:
    headlines = Headlines()
    headlines.extend([(90, 4, 0)])
    headlines.insert([(10, 8, 0)])
    headlines.extend([(50, 3, 0), (10, 8, 0), (9, 2, 0)])
    assert headlines.order.tolist() == [4, 3, 8, 2]


def test_marks_change_the_count_by_difference() -> None:
    headlines = Headlines(total=3, unread=2)
    headlines.extend([(3, 3, 0), (2, 2, 0), (1, 1, 1)])
    assert headlines.set_read(3, read=True)
    assert not headlines.set_read(3, read=True)
    assert headlines.set_read(1, read=False)
    assert headlines.unread == 2
    assert headlines.set_bookmarked(2, bookmarked=True)
    assert headlines.is_bookmarked(2)
    assert headlines.set_bookmarked(2, bookmarked=False)
    assert not headlines.is_bookmarked(2)


def test_a_story_not_loaded_yet_can_be_marked() -> None:
    headlines = Headlines(total=1, unread=1)
    assert not headlines.is_read(70)
    assert headlines.set_read(70, read=True)
    assert headlines.unread == 0
    headlines.extend([(5, 70, 1)])
    assert headlines.is_read(70)


def test_nothing_is_no_row() -> None:
    headlines = Headlines()
    headlines.extend([])
    headlines.insert([])
    assert (len(headlines), headlines.index(0), headlines.is_read(-1)) == (0, None, False)


def test_any_order_of_arrival_gives_the_same_list() -> None:
    chance = random.Random(7)  # noqa: S311 - the same rows every time
    rows = [(chance.randrange(50), number, 0) for number in range(1, 300)]
    headlines = Headlines()
    while len(headlines) < len(rows):
        headlines.insert(chance.sample(rows, 20))
    assert list(zip(headlines.times, headlines.order, strict=True)) == sorted(
        ((at, number) for at, number, _ in rows), reverse=True
    )
    assert headlines.total == headlines.unread == len(rows)


def test_half_a_million_stories_take_less_than_ten_megabytes() -> None:
    headlines = Headlines()
    headlines.extend([(10**6 - n, n, 0) for n in range(1, 100_001)])
    parts = (headlines.order, headlines.times, headlines.flags)
    assert sum(map(sys.getsizeof, parts)) * 5 < 10_000_000

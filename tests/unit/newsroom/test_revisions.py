"""What changed in a story is shown word by word."""

from __future__ import annotations

import pytest

from newstui.model.text import SpanKind
from newstui.newsroom.revisions import Fate, compare, lay_over
from newstui.text.clean import clean_block


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("It rained.", "It rained.", "It rained."),
        ("It rained hard.", "It rained.", "It [-rained hard.-] {+rained.+}"),
        ("Two boats sank.", "Three boats sank.", "[-Two-] {+Three+} boats sank."),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\n{+Three.+}"),
        ("One.\n\nTwo.", "Two.", "[-One.-]\n\nTwo."),
        ("", "All new.", "{+All new.+}"),
        ("All gone.", "", "[-All gone.-]"),
        ("", "", ""),
    ],
)
def test_words_taken_out_and_put_in_are_marked(before: str, after: str, shown: str) -> None:
    document = lay_over(clean_block(before), clean_block(after))
    assert document.text == shown
    strong = [shown[span.start : span.end] for span in document.spans]
    assert all(text.startswith("{+") and text.endswith("+}") for text in strong)
    assert len(strong) == shown.count("{+")
    assert {span.kind for span in document.spans} <= {SpanKind.STRONG}


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("It rained.", "It rained.", "=It rained."),
        ("It rained hard.", "It rained.", "=It|- rained hard.|+ rained."),
        ("boats sank.", "Two boats sank.", "+Two |=boats sank."),
        ("It rained hard.", "It rained", "=It rained|- hard."),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", "=One.\n\nTwo.|+\n\nThree."),
        ("One.\n\nTwo.", "Two.", "-One.\n\n|=Two."),
        ("One.\n\nTwo boats.", "One.\n\nBoth boats.", "=One.\n\n|-Two|+Both|= boats."),
        ("", "All new.", "+All new."),
        ("All gone.", "", "-All gone."),
        ("", "", ""),
        (" a  b\n\n\n\nc", "a  b\n\nc ", None),
    ],
)
def test_pieces_make_up_both_texts(before: str, after: str, pieces: str | None) -> None:
    found = compare(before, after)
    signs = {Fate.EQUAL: "=", Fate.DELETED: "-", Fate.INSERTED: "+"}
    if pieces is not None:
        assert "|".join(signs[fate] + text for fate, text in found) == pieces
    assert "".join(text for fate, text in found if fate is not Fate.DELETED) == after
    assert "".join(text for fate, text in found if fate is not Fate.INSERTED) == before


def test_a_story_too_long_to_compare_is_shown_as_replaced() -> None:
    before, after = (clean_block(" ".join([word] * 20_000)) for word in ("old", "new"))
    assert lay_over(before, after).text == f"[-{before}-] {{+{after}+}}"

"""Voices are the ends of chains; who speaks for somebody counts with them."""

from __future__ import annotations

import pytest

from newstui.attribution import attribute
from newstui.newsroom.sources import arrange_sources
from newstui.newsroom.voices import distinct_voices


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("The dam will hold, the mayor said. “It will,” said the mayor.", {"mayor"}),
        ("The army said two roads were closed, the Alda Courier reported.", {"army"}),
        (
            "The foreign ministry denied it. “No,” said Mira Okafor, the ministry's spokeswoman.",
            {"foreign ministry"},
        ),
        ("“Nothing was signed,” said Mira Okafor, the ministry's spokeswoman.", {"mira okafor"}),
        ("Ana Ruiz shook her head. “Nobody here believes a word of it.”", set()),
    ],
)
def test_voices_are_counted_once_each(text: str, voices: set[str]) -> None:
    assert distinct_voices(arrange_sources(attribute(text), text)) == voices

"""Credits are found where they stand; sentences that look like them are left alone."""

from __future__ import annotations

import pytest

from newstui.model.attribution import CreditKind
from newstui.text.page import find_credits

_BODY = "The port reopened on Monday.\n\nIt was late.\n\nIt rained.\n\nShips came.\n\n"


@pytest.mark.parametrize(
    ("line", "kind", "credited"),
    [
        ("By Ana Ruiz", CreditKind.BYLINE, [("Ana Ruiz", "")]),
        ("(Photos courtesy: Quill Society; O. Brisk/Skerrow Gazette)", CreditKind.PHOTO,
         [("Quill Society", ""), ("O. Brisk", "Skerrow Gazette")]),
        ("BY ANA RUIZ", CreditKind.BYLINE, [("ANA RUIZ", "")]),
        ("By Ana Ruiz, Valley Post", CreditKind.BYLINE, [("Ana Ruiz", "Valley Post")]),
        ("By Ana Ruiz | Nov. 3, 2026", CreditKind.BYLINE, [("Ana Ruiz", "")]),
        ("Written by Joan van der Berg", CreditKind.BYLINE, [("Joan van der Berg", "")]),
        ("By Ana Ruiz at Mill Lane", CreditKind.BYLINE, [("Ana Ruiz", "")]),
        ("From Ana Ruiz in Saint-Aubin", CreditKind.BYLINE, [("Ana Ruiz", "")]),
        ("On a third opera. Interview by Ana Ruiz", CreditKind.BYLINE, [("Ana Ruiz", "")]),
        ("Post data editor Ana Ruiz contributed to this report.", CreditKind.CONTRIBUTOR,
         [("Ana Ruiz", "")]),
        ("- with AAP", CreditKind.WIRE, [("", "AAP")]),
        ("Photos: Port of Riga; Keystone/Reuters", CreditKind.PHOTO,
         [("Port of Riga", ""), ("Keystone", "Reuters")]),
        ("(Image: The old port. Photo credit: Ana Ruiz)", CreditKind.PHOTO, [("Ana Ruiz", "")]),
        ("(Photo: The ship at anchor. Ana Ruiz/AFP)", CreditKind.PHOTO, [("Ana Ruiz", "AFP")]),
        ("Additional reporting by Ana Ruiz", CreditKind.CONTRIBUTOR, [("Ana Ruiz", "")]),
        ("Ana Ruiz contributed reporting.", CreditKind.CONTRIBUTOR, [("Ana Ruiz", "")]),
        (
            "Reporting by Ana Ruiz in Oslo; Editing by Ivo Lenz",
            CreditKind.CONTRIBUTOR,
            [("Ana Ruiz", ""), ("Ivo Lenz", "")],
        ),
        ("With inputs from agencies", CreditKind.WIRE, [("", "agencies")]),
        ("(With inputs from PTI and ANI)", CreditKind.WIRE, [("", "PTI"), ("", "ANI")]),
        ("- ANI", CreditKind.WIRE, [("", "ANI")]),
        ("(Reuters)", CreditKind.WIRE, [("", "Reuters")]),
        ("This story first appeared in The Gazette.", CreditKind.REPRINT, [("", "The Gazette")]),
        ("Republished with permission from Weir News", CreditKind.REPRINT, [("", "Weir News")]),
        ("(Photo courtesy: Flickr)", CreditKind.PHOTO, [("Flickr", "")]),
        ("Photo: Ana Ruiz/Reuters", CreditKind.PHOTO, [("Ana Ruiz", "Reuters")]),
        ("Photos by Ana Ruiz and Ivo Lenz", CreditKind.PHOTO, [("Ana Ruiz", ""), ("Ivo Lenz", "")]),
        ("Ana Ruiz/AFP via Getty Images", CreditKind.PHOTO, [("Ana Ruiz", "AFP via Getty Images")]),
        ("Getty Images", CreditKind.PHOTO, [("", "Getty Images")]),
        ("AP Photo/Ana Ruiz", CreditKind.PHOTO, [("Ana Ruiz", "AP Photo")]),
        ("Image: slate-museum.example", CreditKind.PHOTO, [("slate-museum.example", "")]),
    ],
)  # fmt: skip
def test_a_credit_line_is_read(
    line: str, kind: CreditKind, credited: list[tuple[str, str]]
) -> None:
    text = _BODY + line
    found = find_credits(text)
    assert {credit.kind for credit in found} == {kind}
    assert [(name, credit.outlet) for credit in found for name in credit.names or ("",)] == credited
    for credit in found:
        assert credit.span is not None
        assert text[slice(*credit.span)].strip("([").startswith(credit.text.strip("(["))


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday the port was open again.",
        "By Monday",
        "From Monday in Riga on",
        "The play was a hit. Music by candlelight",
        "The firm contributed to this report.",
        "By the river",
        "By Ana Ruiz was the song.",
        "Editing by hand is slow.",
        "Reporting from Oslo is hard.",
        "Photos from space show the dam.",
        "Photo finish in the last race",
        "Image problems by the dozen haunt the team",
        "Map: roads closed by snow in the north",
        "Video: How to swim?",
        "This story first appeared in early spring.",
        "Reuters reported it.",
    ],
)
def test_a_sentence_is_no_credit(sentence: str) -> None:
    assert find_credits(_BODY + sentence) == ()


def test_a_bracket_in_a_sentence_is_a_photo_credit_of_its_own() -> None:
    text = "The dam held (Image: Ana Ruiz) for a day, and longer (they said) than that."
    (credit,) = find_credits(text)
    assert credit.span is not None
    assert text[slice(*credit.span)] == "(Image: Ana Ruiz)"
    assert credit.names == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("caption", "credited", "names"),
    [
        ("The harbour at dawn. Photo: Ana Ruiz/Reuters", "Photo: Ana Ruiz/Reuters", "Ana Ruiz"),
        ("“It holds.” Crowds on the dam. Photo by Ivo Lenz", "Photo by Ivo Lenz", "Ivo Lenz"),
        ("The crew, back from Riga on Monday, rest. Ana Ruiz/AFP", "Ana Ruiz/AFP", "Ana Ruiz"),
    ],
)  # fmt: skip
def test_a_caption_ends_with_the_credit_of_its_photo(
    caption: str, credited: str, names: str
) -> None:
    text = f"{_BODY}{caption}\n\n{_BODY}"
    (credit,) = find_credits(text)
    assert credit.span is not None
    assert (text[slice(*credit.span)], credit.names) == (credited, (names,))


@pytest.mark.parametrize(
    "paragraph",
    [
        "The port is shut. Video: watch it",
        "The port is shut. Photo finish in the last race.",
        "The port is shut. Photos by the dozen came in, and nobody looked at them.",
    ],
)
def test_what_ends_a_paragraph_like_a_credit_is_none(paragraph: str) -> None:
    assert find_credits(f"{_BODY}{paragraph}\n\n{_BODY}") == ()


def test_the_agency_of_a_dateline_is_a_wire_credit() -> None:
    text = "KYIV (Reuters) - The port reopened. (AP) was there too."
    (credit,) = find_credits(text)
    assert (credit.kind, credit.outlet, credit.span) == (CreditKind.WIRE, "Reuters", (6, 13))


def test_a_byline_in_the_middle_of_a_story_is_none() -> None:
    middle = ["The port reopened."] * 4
    assert find_credits("\n\n".join([*middle, "By Ana Ruiz", *middle])) == ()


@pytest.mark.parametrize(
    "hostile",
    ["(Photo by " * 20_000, "By " * 50_000, "Reporting by A; " * 20_000, "a/" * 50_000 + "Reuters"],
)
def test_hostile_text_is_read_in_one_pass(hostile: str) -> None:
    assert isinstance(find_credits(hostile), tuple)

"""Citations are text to paste: who said it, what, where and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from newstui.model.attribution import Analysis, Attribution, Entity, Mention
from newstui.model.kinds import Kind
from newstui.model.story import Entry, StoredText, Story, TextKind
from newstui.model.text import Document
from newstui.newsroom.citing import cite_passage, cite_story
from newstui.text.clean import clean_block, clean_line

PUBLISHED = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
TEXT = clean_block("The ferry sails on Friday, he said.\n\n“At last.”")
STORED = StoredText(
    id=1,
    story_id=1,
    kind=TextKind.FEED,
    revision=1,
    document=Document(text=TEXT),
    content_hash="",
)
ANALYSIS = Analysis(
    engine=1,
    entities=(Entity(id=0, canonical="Arne Holt"),),
    attributions=(
        Attribution(
            source=((27, 29),),
            cue=((30, 34),),
            content=((0, 25),),
            mention=Mention(spans=((27, 29),), head=(27, 29), entity=0),
        ),
        Attribution(source=(), cue=(), content=((37, 47),), kind=Kind.DIRECT),
    ),
)


def story(title: str, published: datetime | None, url: str) -> Story:
    return Story(
        id=1,
        feed_id=1,
        key="k",
        entry=Entry(title=clean_line(title), published=published, url=url),
        text_kind=TextKind.FEED,
        fetched=PUBLISHED,
        outlet=clean_line("Harbour Bulletin"),
    )


FERRY = story("Ferry returns", PUBLISHED, "https://bulletin.example/1")
CITED = "Ferry returns\nHarbour Bulletin, 2026-03-01\nhttps://bulletin.example/1"


def test_a_story_is_cited_by_headline_outlet_date_and_link() -> None:
    assert cite_story(FERRY) == CITED


def test_what_a_story_lacks_leaves_no_empty_line() -> None:
    assert cite_story(story("", None, "")) == "Harbour Bulletin, undated"


def test_a_passage_is_cited_with_the_full_name_of_its_source() -> None:
    assert (
        cite_passage(FERRY, STORED, ANALYSIS, 0)
        == f"The ferry sails on Friday [indirect speech]\nArne Holt, in:\n{CITED}"
    )


def test_of_a_passage_that_is_partly_quoted_the_rest_is_marked_as_indirect() -> None:
    mixed = replace(ANALYSIS.attributions[0], kind=Kind.MIXED)
    cited = cite_passage(FERRY, STORED, replace(ANALYSIS, attributions=(mixed,)), 0)
    assert cited.startswith("The ferry sails on Friday [partly indirect speech]\n")


def test_what_a_printed_interview_gives_is_marked_as_nothing_else() -> None:
    text = clean_block("Holt: The ferry sails.")
    spoken = replace(ANALYSIS.attributions[0], cue=((4, 5),), content=((6, 21),))
    stored = replace(STORED, document=Document(text=text))
    cited = cite_passage(FERRY, stored, replace(ANALYSIS, attributions=(spoken,)), 0)
    assert cited.startswith("The ferry sails\n")


def test_a_passage_is_cited_with_role_and_whoever_reports_it() -> None:
    (first, second) = ANALYSIS.attributions
    holt = Entity(id=0, canonical="Arne Holt", roles=("Holt", "harbour master"))
    mate = Entity(id=1, canonical="the mate")
    through = replace(second, mention=Mention(spans=((0, 3),), head=(0, 3), entity=1), parent=0)
    analysis = replace(
        ANALYSIS, entities=(holt, mate), attributions=(first, replace(through, confidence=0.3))
    )
    assert cite_passage(FERRY, STORED, analysis, 1).split("\n")[1] == (
        "the mate [uncertain], according to Arne Holt, harbour master, in:"
    )


def test_a_passage_of_nobody_is_cited_as_unattributed() -> None:
    assert cite_passage(FERRY, STORED, ANALYSIS, 1) == f"“At last.”\nunattributed, in:\n{CITED}"


def test_an_address_cannot_smuggle_lines_or_controls_into_what_is_pasted() -> None:
    cited = cite_story(story("Ferry", PUBLISHED, "https://x.example/\x1b[2J\n\rrm -rf ~\u202e"))
    assert len(cited.splitlines()) == 3
    assert cited.replace("\n", "").isprintable()

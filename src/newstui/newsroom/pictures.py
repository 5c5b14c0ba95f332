"""The pictures of a story: each once, with its caption, credit and description."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from newstui.model.kinds import CreditKind
from newstui.model.media import Picture
from newstui.model.story import BodyType, TextKind
from newstui.model.text import SpanKind
from newstui.newsroom.reading import BUILT_AT_ONCE_UP_TO
from newstui.store.stories import find_story
from newstui.text.asides import printed_credits
from newstui.text.build import build_document
from newstui.text.clean import NOTHING, clean_line
from newstui.text.images import markup_pictures
from newstui.text.links import absolute, address_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newstui.model.attribution import Credit
    from newstui.model.story import Entry
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView
    from newstui.store.archive import Archive

PICTURE_LIMIT: Final = 200
"""Most pictures listed of one story."""
_BODY_LIMIT: Final = 2_000_000
"""Characters of a body in which pictures are looked for."""


def list_pictures(archive: Archive, view: StoryView) -> tuple[Picture, ...]:
    """List the pictures of a story: those named beside its body, then those in its text."""
    story = find_story(archive, view.story.id) or view.story
    entry = story.entry
    in_markup: Iterable[Picture] = ()
    if entry.body_type is BodyType.HTML:
        in_markup = markup_pictures(entry.body[:_BODY_LIMIT], entry.url)
    found = _once(chain(entry.pictures, _enclosed(entry), in_markup, _in_text(view, entry)))
    return _credited(found, printed_credits(entry, view.analysis))


def _enclosed(entry: Entry) -> Iterator[Picture]:
    for enclosure in entry.enclosures:
        if enclosure.type.lower().startswith("image/"):
            yield Picture(url=enclosure.url, caption=NOTHING, credit=NOTHING, alt=enclosure.title)


def _in_text(view: StoryView, entry: Entry) -> Iterator[Picture]:
    """List the pictures that stand in the text by their captions or descriptions."""
    base_url, stored = entry.url, view.stored
    if stored is not None:
        document = stored.document
        if stored.kind is TextKind.PAGE and stored.evidence is not None:
            base_url = stored.evidence.final_url
    elif len(entry.body) <= BUILT_AT_ONCE_UP_TO:
        # Its text is still to be kept; the captions are in it already.
        document = build_document(entry.body, entry.body_type, base_url=base_url)
    else:
        return
    for span in document.spans:
        if span.kind is SpanKind.IMAGE and span.value:
            said = clean_line(document.text[span.start : span.end])
            url = absolute(span.value, base_url)
            yield Picture(url=url, caption=said, credit=NOTHING, alt=NOTHING)


def _once(pictures: Iterable[Picture]) -> list[Picture]:
    """Leave each address once, with all that is said of it in the places it stands."""
    found: dict[str, Picture] = {}
    for picture in pictures:
        if not picture.url:
            continue
        key = address_key(picture.url)
        known = found.get(key)
        if known is None and len(found) < PICTURE_LIMIT:
            found[key] = picture
        elif known is not None:
            found[key] = _merged(known, picture)
    return [_without_echo(picture) for picture in found.values()]


def _merged(known: Picture, other: Picture) -> Picture:
    return replace(
        known,
        caption=known.caption or other.caption,
        credit=known.credit or other.credit,
        alt=known.alt or other.alt,
    )


def _without_echo(picture: Picture) -> Picture:
    """Say once what stands for both; the text has a description where there is no caption."""
    is_echo = picture.caption and picture.caption == picture.alt
    return replace(picture, caption=NOTHING) if is_echo else picture


def _credited(pictures: list[Picture], credits_: Iterable[Credit]) -> tuple[Picture, ...]:
    """Add the credits that stand in captions, and that of the story to its only picture."""
    of_photos = [credit for credit in credits_ if credit.kind is CreditKind.PHOTO]
    named = [replace(one, credit=one.credit or _credit_within(one.caption)) for one in pictures]
    if len(named) == 1 and not named[0].credit and of_photos:
        words = dict.fromkeys(_shown(credit) for credit in of_photos)
        named = [replace(named[0], credit=clean_line("; ".join(words)))]
    return tuple(named)


def _credit_within(caption: SafeText) -> SafeText:
    """Find who is credited in a caption: in brackets, or in one of its sentences to the end."""
    if not caption:
        return NOTHING
    from newstui.text.photos import caption_credits

    return clean_line("; ".join(dict.fromkeys(map(_shown, caption_credits(caption, 0)))))


def _shown(credit: Credit) -> str:
    """Say who is credited, without what else stands in the line."""
    names = ", ".join(credit.names)
    outlet = credit.outlet if credit.outlet and credit.outlet not in names else ""
    return "/".join(filter(None, (names, outlet))) or credit.text

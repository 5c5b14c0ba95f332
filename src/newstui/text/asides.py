"""What comes with a story beside its text, in words: pictures, files, people, where it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.text.clean import clean_line
from newstui.text.links import ascii_host, openable, shown_address
from newstui.text.writing import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.model.attribution import Analysis, Credit
    from newstui.model.media import Contributor, Enclosure, Picture
    from newstui.model.story import Entry
    from newstui.model.text import SafeText

_HEADING: Final = "With this story"
_KILO: Final = 1_000
_UNITS: Final = ("bytes", "kB", "MB", "GB", "TB")


class Aside(NamedTuple):
    """One thing beside the text."""

    text: SafeText
    url: str
    """Raw; empty when it leads nowhere."""


def list_asides(entry: Entry) -> tuple[Aside, ...]:
    """List what comes with a story; a picture of which nothing is said is left out."""
    return tuple(_asides(entry))


def entry_credits(entry: Entry) -> tuple[Credit, ...]:
    """The credits that stood beside a story: those of its page and those of its pictures."""
    printed = dict.fromkeys(picture.credit for picture in entry.pictures if picture.credit)
    if not printed:
        return entry.credits
    from newstui.text.photos import read_photo_credit

    of_pictures = (credit for credit_line in printed for credit in read_photo_credit(credit_line))
    return tuple(dict.fromkeys((*entry.credits, *of_pictures)))


def printed_credits(entry: Entry, analysis: Analysis | None) -> tuple[Credit, ...]:
    """List the credits of a story: those that stood beside it, then those in its text."""
    return (*entry_credits(entry), *(analysis.credits if analysis else ()))


def other_people(entry: Entry) -> tuple[Contributor, ...]:
    """Those who had a part in a story, without who is credited with its pictures already."""
    credited = {picture.credit for picture in entry.pictures}
    return tuple(person for person in entry.contributors if person.name not in credited)


def write_asides(entry: Entry, *, as_markdown: bool = False) -> str:
    """Write the list, to follow the text and an empty line; empty when there is nothing."""
    asides = list_asides(entry)
    if not asides:
        return ""
    write = _in_markdown if as_markdown else shown_aside
    head = f"## {_HEADING}\n\n" if as_markdown else f"{_HEADING}:\n"
    return head + "\n".join(f"- {write(aside)}" for aside in asides)


def shown_aside(aside: Aside) -> SafeText:
    """Say what it is, and where it leads."""
    if not aside.url:
        return aside.text
    return clean_line(f"{aside.text}: {shown_address(aside.url)}")


def _asides(entry: Entry) -> Iterator[Aside]:
    if entry.via is not None:
        yield Aside(clean_line(f"from {entry.via.title or 'another feed'}"), entry.via.url)
    if entry.reply_to:
        named = "" if openable(entry.reply_to) else f" {entry.reply_to}"
        yield Aside(clean_line(f"in reply to{named}"), "" if named else entry.reply_to)
    for person in other_people(entry):
        yield Aside(clean_line(f"{person.role}: {person.name}"), "")
    for picture in entry.pictures:
        if picture.caption or picture.credit:
            yield Aside(_picture(picture), picture.url)
    for enclosure in entry.enclosures:
        yield Aside(_enclosure(enclosure), enclosure.url)


def _picture(picture: Picture) -> SafeText:
    said = picture.caption or picture.alt
    credited = f" (credit: {picture.credit})" if picture.credit else ""
    return clean_line(f"picture{f': {said}' if said else ''}{credited}")


def _enclosure(enclosure: Enclosure) -> SafeText:
    size = "" if enclosure.length is None else shown_size(enclosure.length)
    facts = ", ".join(filter(None, (clean_line(enclosure.type), size)))
    titled = f": {enclosure.title}" if enclosure.title else ""
    return clean_line(f"file{titled}{f' ({facts})' if facts else ''}")


def shown_size(length: int) -> str:
    """Put a number of bytes in words, in steps of a thousand."""
    size, unit = float(length), 0
    while size >= _KILO and unit < len(_UNITS) - 1:
        size, unit = size / _KILO, unit + 1
    return f"{size:.1f} {_UNITS[unit]}" if unit else f"{length} {_UNITS[0]}"


def _in_markdown(aside: Aside) -> str:
    if openable(aside.url) and ">" not in aside.url:
        return f"[{escaped(aside.text)}](<{ascii_host(aside.url)}>)"
    return escaped(shown_aside(aside))

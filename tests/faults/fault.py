"""What a fault is: how a healthy site goes wrong, and what newstui must make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from tests.faults.answers import feed, item, packed

if TYPE_CHECKING:
    from tests.faults.server import Reply, Site

PATH: Final = "/feed"
TITLES: Final = ("Pier", "Quay")
USER: Final = ("ann", "s3cret")
"""Name and password that every site is asked with."""


def edition(number: int) -> bytes:
    """Write what a healthy site publishes: the same stories each time, in other bytes."""
    return feed(map(item, TITLES), title=f"Bulletin {number}").encode()


FEED: Final = edition(2)
"""What faults publish that do no harm."""
Spoiling: TypeAlias = Callable[["Site"], None]
Check: TypeAlias = Callable[["Site"], None]


def nothing(_site: Site) -> None:
    """Check nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way in which a site goes wrong, between two times when it is healthy."""

    name: str
    spoil: Spoiling
    """Makes a healthy site behave so."""
    reason: str = ""
    """What the fetcher says; empty when it brings something. `{seconds:g}` is its deadline."""
    brings: bytes | None = None
    """The document the fetcher brings; `None` for the word that nothing changed."""
    refusal: str = ""
    """What the refresh says of that document; empty when it is kept."""
    new: tuple[str, ...] = ()
    """Titles of the stories that come with the fault, beside those of the healthy feed."""
    check: Check = nothing
    """Asserts what must be true of the requests when the site is healthy again."""
    certificate: str = ""
    """That of the healthy site; empty for plain http."""
    holds_back: bool = False
    """Whether the site asks to be left alone until long after it is healthy again."""
    is_slow: bool = False
    """Whether only the deadline ends it."""

    @property
    def told(self) -> str:
        """What the refresh says; empty when all is well."""
        return self.reason or self.refusal


def heal(site: Site, fault: Fault, *, number: int) -> None:
    """Make a site publish an edition, with its number for validator."""
    site.greeting = None
    good = packed(edition(number), f'"{number}"')
    # Also where it redirected to: whoever followed may have remembered that.
    site.replies = dict.fromkeys((PATH, *site.replies), good)
    if not site.is_listening or site.certificate != fault.certificate:
        site.listen(fault.certificate)


def answering(reply: Reply, **others: Reply) -> Spoiling:
    """Answer the feed's address so, and other paths by name."""

    def spoil(site: Site) -> None:
        site.replies[PATH] = reply
        site.replies.update({f"/{path}": other for path, other in others.items()})

    return spoil


def address_of(site: Site) -> str:
    """The address of its feed, with name and password."""
    return f"{site.base}{PATH}".replace("://", f"://{':'.join(USER)}@")

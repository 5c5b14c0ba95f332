"""The feeds of a site that has several, and the commands that take one of them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from newstui.cli.output import say, say_record, warn
from newstui.newsroom.records import SCHEMA
from newstui.newsroom.subscribing import known_addresses
from newstui.text.clean import clean_block, clean_line
from newstui.text.links import bare_address, without_credentials

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from newstui.model.text import SafeText
    from newstui.newsroom.subscribing import SeveralFeedsError
    from newstui.store.archive import Archive


def offer_feeds(
    chosen: Namespace,
    archive: Archive,
    error: SeveralFeedsError,
    command: Sequence[str],
    options: Iterable[tuple[str, object]],
) -> int:
    """Show the feeds of a site, and how to take one of them; return the exit code.

    Args:
        chosen: The command line.
        archive: Tells which are subscribed to already.
        error: Names the feeds.
        command: The words before the address.
        options: What else was asked for, by the name of its option.
    """
    warn(clean_line(str(error)))
    known = known_addresses(archive, error.found)
    addresses = [without_credentials(feed.address) for feed in error.found]
    for feed, address in zip(error.found, addresses, strict=True):
        if chosen.json:
            record = {"schema": SCHEMA, "found": address, "title": feed.title}
            record |= {"link_title": feed.link_title or None, "kind": feed.kind}
            say_record({**record, "subscribed": feed.address in known})
        else:
            note = "  (subscribed already)" if feed.address in known else ""
            say(clean_block(f"{feed.name}  {address}{note}"))
    if not chosen.json:
        are_bare = all(feed.address == bare_address(feed.address) for feed in error.found)
        with_user = "" if are_bare else ", with the user name and password in the address again"
        # What strangers wrote stands on no line with what is there to be copied.
        say(clean_line(f"run one of these{with_user}:"))
        home = ["--home", str(chosen.home)] if chosen.home else []
        asked = list(options)
        for address in addresses:
            say(_command(["newstui", *home, *command, address], asked))
    return 1


def _command(words: list[str], options: Iterable[tuple[str, object]]) -> SafeText:
    """Write a command with its options, quoted for a shell."""
    for option, said in options:
        if said is not None:
            value = clean_line(str(said))
            words += [f"{option}={value}"] if value.startswith("-") else [option, value]
    return clean_block(shlex.join(words))

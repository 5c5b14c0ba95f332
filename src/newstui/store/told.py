"""What stories may be asked for besides their words and sources: roles, credits, quotations.

Rows beside the analyses, replaced with them: see `citations`. Names that nobody bears any more
stay, as those of sources do.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from newstui.model.correction import CorrectionKind
from newstui.model.kinds import SURE_FROM, CreditKind, Kind
from newstui.store.sourcekeys import source_name
from newstui.store.values import fold, storable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from newstui.model.attribution import Analysis, Attribution, Credit

_QUOTED: Final = frozenset({Kind.DIRECT, Kind.MIXED})

CreditRow = tuple[str, str, str]
"""Kind, all its names and the outlet among them, folded."""


def keep_told(connection: sqlite3.Connection, story_id: int, analysis: Analysis) -> None:
    """Put what the analysis of the text a story is read in tells in the place of what was told."""
    forget_told(connection, story_id)
    quotes = sum(attribution.kind in _QUOTED for attribution in _standing(analysis))
    connection.execute(
        "INSERT INTO traits (story_id, language, quotes, analysed) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (story_id) DO UPDATE SET quotes = excluded.quotes,"
        " analysed = excluded.analysed,"
        " language = coalesce(nullif(language, ''), excluded.language)",
        (story_id, analysis.language, quotes, analysis.analysed),
    )
    roles = [(role,) for role in dict.fromkeys(_roles(analysis)) if role]
    connection.executemany("INSERT INTO roles (folded) VALUES (?) ON CONFLICT DO NOTHING", roles)
    connection.executemany(
        "INSERT INTO role_holders (story_id, role_id) SELECT ?, id FROM roles WHERE folded = ?",
        ((story_id, role) for (role,) in roles),
    )
    credits_ = dict.fromkeys((*_credits(analysis), *_published_credits(connection, story_id)))
    connection.executemany(
        "INSERT INTO credits (kind, folded, outlet) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        credits_,
    )
    connection.executemany(
        "INSERT INTO credited (story_id, credit_id)"
        " SELECT ?, id FROM credits WHERE kind = ? AND folded = ? AND outlet = ?",
        ((story_id, *credit) for credit in credits_),
    )


def forget_told(connection: sqlite3.Connection, story_id: int) -> None:
    """Forget what a story's analysis told, as the text it is read in has become another."""
    connection.execute("UPDATE traits SET quotes = 0 WHERE story_id = ?", (story_id,))
    connection.execute("DELETE FROM role_holders WHERE story_id = ?", (story_id,))
    connection.execute("DELETE FROM credited WHERE story_id = ?", (story_id,))


def _standing(analysis: Analysis) -> Iterator[Attribution]:
    """List the attributions of which the reader has not said that nobody claims anything there."""
    for attribution in analysis.attributions:
        if attribution.correction is not CorrectionKind.NO_CLAIM:
            yield attribution


def _roles(analysis: Analysis) -> Iterator[str]:
    """List the roles of those a text surely cites."""
    for attribution in _standing(analysis):
        if attribution.confidence >= SURE_FROM:
            for entity in analysis.entities_of(attribution):
                yield from (_folded(role) for role in entity.roles)


def _credits(analysis: Analysis) -> Iterator[CreditRow]:
    yield from map(_credit_row, analysis.credits)
    if analysis.dateline and analysis.dateline.agency:
        yield CreditKind.WIRE.value, _folded(analysis.dateline.agency), ""


def _published_credits(connection: sqlite3.Connection, story_id: int) -> Iterator[CreditRow]:
    """List the credits that came with a story beside its text."""
    from newstui.text.records import credit_from_record

    row = connection.execute("SELECT credits FROM stories WHERE id = ?", (story_id,)).fetchone()
    with suppress(ValueError):
        for record in json.loads(row[0]) if row else ():
            yield _credit_row(credit_from_record(record))


def _credit_row(credit: Credit) -> CreditRow:
    names = " ".join((credit.text, *credit.names, credit.outlet))
    return credit.kind.value, _folded(names), _folded(credit.outlet)


def _folded(text: str) -> str:
    return storable(fold(source_name(text)))

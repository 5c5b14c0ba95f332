"""Analyses and credits as JSON-ready records, and back."""

from __future__ import annotations

from dataclasses import replace

from newstui.model.attribution import (
    Analysis,
    Attribution,
    Credit,
    CreditKind,
    Dateline,
    Entity,
    Kind,
    Medium,
    Mention,
    SourceType,
    Stance,
    Via,
)
from newstui.text.fields import (
    as_record,
    kind,
    many,
    maybe,
    offsets,
    raw_text,
    safe_text,
    safe_texts,
    truth,
    whole,
)


def credit_record(credit: Credit) -> dict[str, object]:
    """Write a credit."""
    return {
        "kind": str(credit.kind),
        "text": credit.text,
        "names": list(credit.names),
        "outlet": credit.outlet,
        "span": credit.span,
    }


def credit_from_record(record: object) -> Credit:
    """Read a credit.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    return Credit(
        kind=CreditKind(raw_text(fields, "kind")),
        text=safe_text(fields, "text"),
        names=safe_texts(fields, "names"),
        outlet=safe_text(fields, "outlet"),
        span=maybe(fields, "span", offsets),
    )


def analysis_record(analysis: Analysis) -> dict[str, object]:
    """Write an analysis."""
    return {
        "engine": analysis.engine,
        "language": analysis.language,
        "analysed": analysis.analysed,
        "reason": analysis.reason,
        "dateline": None if analysis.dateline is None else _dateline_record(analysis.dateline),
        "credits": [credit_record(credit) for credit in analysis.credits],
        "entities": [_entity_record(entity) for entity in analysis.entities],
        "attributions": [_attribution_record(item) for item in analysis.attributions],
    }


def analysis_from_record(record: object) -> Analysis:
    """Read an analysis.

    Raises:
        ValueError: If it is not such a record.
    """
    fields = as_record(record)
    return Analysis(
        engine=whole(fields, "engine"),
        language=safe_text(fields, "language"),
        analysed=truth(fields, "analysed", default=True),
        reason=safe_text(fields, "reason"),
        dateline=maybe(fields, "dateline", _dateline),
        credits=many(fields, "credits", credit_from_record),
        entities=many(fields, "entities", _entity),
        attributions=many(fields, "attributions", _attribution),
    )


def _dateline_record(dateline: Dateline) -> dict[str, object]:
    return {
        "place": dateline.place,
        "span": dateline.span,
        "date": dateline.date,
        "agency": dateline.agency,
    }


def _dateline(record: object) -> Dateline:
    fields = as_record(record)
    return Dateline(
        place=safe_text(fields, "place"),
        span=offsets(fields.get("span")),
        date=safe_text(fields, "date"),
        agency=safe_text(fields, "agency"),
    )


def _entity_record(entity: Entity) -> dict[str, object]:
    return {
        "id": entity.id,
        "canonical": entity.canonical,
        "type": str(entity.type),
        "aliases": list(entity.aliases),
        "gender": entity.gender,
        "plural": entity.plural,
        "first": entity.first,
        "roles": list(entity.roles),
    }


def _entity(record: object) -> Entity:
    fields = as_record(record)
    return Entity(
        id=whole(fields, "id"),
        canonical=safe_text(fields, "canonical"),
        type=kind(fields, "type", SourceType, SourceType.UNKNOWN),
        aliases=safe_texts(fields, "aliases"),
        gender=safe_text(fields, "gender"),
        plural=truth(fields, "plural", default=False),
        first=offsets(fields.get("first", (0, 0))),
        roles=safe_texts(fields, "roles"),
    )


def _mention_record(mention: Mention | None) -> dict[str, object] | None:
    if mention is None:
        return None
    return {
        "spans": mention.spans,
        "head": mention.head,
        "role": mention.role,
        "affiliation": mention.affiliation,
        "entity": mention.entity,
        "via": str(mention.via),
        "others": [_mention_record(other) for other in mention.others],
    }


def _mention(record: object) -> Mention:
    others = many(as_record(record), "others", _one_mention)
    return replace(_one_mention(record), others=others)


def _one_mention(record: object) -> Mention:
    fields = as_record(record)
    entity = None if fields.get("entity") is None else whole(fields, "entity")
    return Mention(
        spans=many(fields, "spans", offsets),
        head=offsets(fields.get("head")),
        role=maybe(fields, "role", offsets),
        affiliation=maybe(fields, "affiliation", offsets),
        entity=entity,
        via=kind(fields, "via", Via, Via.NAME),
    )


def _attribution_record(item: Attribution) -> dict[str, object]:
    return {
        "source": item.source,
        "cue": item.cue,
        "content": item.content,
        "kind": str(item.kind),
        "stance": str(item.stance),
        "mention": _mention_record(item.mention),
        "parent": item.parent,
        "addressee": _mention_record(item.addressee),
        "medium": None if item.medium is None else str(item.medium),
        "when": item.when,
        "confidence": item.confidence,
        "rule": item.rule,
    }


def _attribution(record: object) -> Attribution:
    fields = as_record(record)
    return Attribution(
        source=many(fields, "source", offsets),
        cue=many(fields, "cue", offsets),
        content=many(fields, "content", offsets),
        kind=kind(fields, "kind", Kind, Kind.INDIRECT),
        stance=kind(fields, "stance", Stance, Stance.SAID),
        mention=maybe(fields, "mention", _mention),
        parent=None if fields.get("parent") is None else whole(fields, "parent"),
        addressee=maybe(fields, "addressee", _mention),
        medium=Medium(raw_text(fields, "medium")) if fields.get("medium") else None,
        when=maybe(fields, "when", offsets),
        confidence=_confidence(fields.get("confidence", 1.0)),
        rule=safe_text(fields, "rule"),
    )


def _confidence(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("confidence: a number from 0 to 1 was expected")
    return float(value)

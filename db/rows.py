"""Articles, events and proposals as table rows and back, exactly."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from models.article import Article
from models.codebook import Codebook
from models.events import (
    CONFIRMED,
    Event,
    FieldValue,
    Link,
    Proposal,
    ProposedLink,
    State,
    Suggested,
)
from models.spans import Span
from models.unguarded import maker
from models.values import Actor, AnyValue, Count, DateRange, Kind, Place, from_json, to_json

Row = Sequence[Any]

ARTICLE_COLUMNS = "id, published, title, source, url, language, origin, extra, text"
EVENT_COLUMNS = "id, article_id, annotator, position, proposal_id, dismissed, extra"
VALUE_COLUMNS = (
    "event_id, id, position, field, kind, value, state, evidence, confidence, suggested,"
    " suggestion_id, annotator, at, bulk, extra"
)
PROPOSAL_VALUE_COLUMNS = (
    "proposal_id, position, id, field, kind, value, evidence, confidence, alternatives"
)

#: What holds of a row of `event_values` that is confirmed; a table's name and a dot may go before.
CONFIRMED_VALUE = (
    f"state IN ({', '.join(f'{state.value!r}' for state in State if state in CONFIRMED)})"
)

#: Kinds whose values stand as they are; plain words are found faster than members.
_PLAIN = frozenset({Kind.CHOICE.value, Kind.TEXT.value})
_STATES = {state.value: state for state in State}
_NEW = tuple.__new__
_ARTICLE, _EVENT, _VALUE = maker(Article), maker(Event), maker(FieldValue)


def to_text(data: Any) -> str:
    """JSON as it stands in the file: compact, readable in every script."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def kind_of(value: AnyValue, field_key: str, codebook: Codebook) -> Kind:
    """The kind by the value itself, so that rows stay readable whatever the codebook becomes."""
    match value:
        case bool():
            return Kind.FLAG
        case Actor():
            return Kind.ACTOR
        case Place():
            return Kind.PLACE
        case DateRange():
            return Kind.DATE
        case Count():
            return Kind.COUNT
        case _:
            field = codebook.readable_by_key.get(field_key)
            return Kind.CHOICE if field and field.kind is Kind.CHOICE else Kind.TEXT


def article_row(article: Article) -> tuple[Any, ...]:
    """In the order of ARTICLE_COLUMNS."""
    return (
        article.id,
        article.published.isoformat() if article.published else None,
        article.title,
        article.source,
        article.url,
        article.language,
        article.origin,
        to_text(article.extra) if article.extra else None,
        article.text,
    )


def article_from_row(row: Row) -> Article:
    id_, published, title, source, url, language, origin, extra, text = row
    day = date.fromisoformat(published) if published else None
    return _ARTICLE(id_, text, title, source, url, day, language, origin, _extra(extra))


def event_row(event: Event) -> tuple[Any, ...]:
    """In the order of EVENT_COLUMNS."""
    return (
        event.id,
        event.article_id,
        event.annotator,
        event.position,
        event.proposal_id,
        int(event.dismissed),
        to_text(event.extra) if event.extra else None,
    )


def event_from_row(row: Row, values: tuple[FieldValue, ...], links: tuple[Link, ...]) -> Event:
    id_, article_id, annotator, position, proposal_id, dismissed, extra = row
    return _EVENT(
        id_,
        article_id,
        annotator,
        position,
        proposal_id,
        values,
        links,
        bool(dismissed),
        _extra(extra),
    )


def value_row(
    value: FieldValue, event_id: str, position: int, codebook: Codebook
) -> tuple[Any, ...]:
    """In the order of VALUE_COLUMNS."""
    told = value.suggested if value.value is None else value.value
    field = codebook.readable_by_key.get(value.field)
    silent = field.kind if field else Kind.TEXT
    return (
        event_id,
        value.id,
        position,
        value.field,
        (silent if told is None else kind_of(told, value.field, codebook)).value,
        _value_text(value.value),
        value.state.value,
        to_text(value.evidence),
        value.confidence,
        _value_text(value.suggested),
        value.suggestion_id,
        value.annotator,
        value.at.isoformat() if value.at else None,
        int(value.bulk),
        to_text(value.extra) if value.extra else None,
    )


def value_from_row(row: Row) -> FieldValue:
    (
        _,
        id_,
        _,
        field,
        kind,
        value,
        state,
        evidence,
        confidence,
        suggested,
        suggestion_id,
        annotator,
        at,
        bulk,
        extra,
    ) = row
    if kind not in _PLAIN:
        value = None if value is None else _parsed(kind, value)
        suggested = None if suggested is None else _parsed(kind, suggested)
    return _VALUE(
        id_,
        field,
        value,
        _STATES[state],
        _spans(evidence),
        confidence,
        suggested,
        suggestion_id,
        annotator,
        _moment(at) if at else None,
        bool(bulk),
        _extra(extra),
    )


def proposal_value_row(
    offer: Suggested, proposal_id: str, position: int, codebook: Codebook
) -> tuple[Any, ...]:
    """In the order of PROPOSAL_VALUE_COLUMNS."""
    others = [
        [other.id, to_json(other.value), other.evidence, other.confidence]
        for other in offer.alternatives
    ]
    return (
        proposal_id,
        position,
        offer.id,
        offer.field,
        kind_of(offer.value, offer.field, codebook).value,
        _value_text(offer.value),
        to_text(offer.evidence),
        offer.confidence,
        to_text(others),
    )


def listed_text(offers: Sequence[Suggested], codebook: Codebook) -> str:
    """The offers of a proposal for fields without a value, as they stand in its row."""
    return to_text(
        [
            [
                offer.id,
                offer.field,
                kind_of(offer.value, offer.field, codebook).value,
                to_json(offer.value),
                offer.evidence,
                offer.confidence,
            ]
            for offer in offers
        ]
    )


def proposal_from_rows(
    id_: str,
    article_id: str,
    engine: str,
    listed: str,
    value_rows: Sequence[Row],
    link_rows: Sequence[Row] = (),
) -> Proposal:
    """`listed` as `listed_text` made it."""
    offers = tuple(_offer(row) for row in value_rows)
    links = tuple(
        ProposedLink(type_, target, confidence, spans_from(json.loads(evidence)))
        for _, type_, target, confidence, evidence in link_rows
    )
    others = tuple(
        Suggested(own, field, from_json(Kind(kind), data), spans_from(spans), sure)
        for own, field, kind, data, spans, sure in json.loads(listed)
    )
    return Proposal(id_, article_id, engine, offers, links, others)


def _offer(row: Row) -> Suggested:
    _, _, id_, field, kind, value, evidence, confidence, alternatives = row
    others = tuple(
        Suggested(other_id, field, from_json(Kind(kind), data), spans_from(spans), sure)
        for other_id, data, spans, sure in json.loads(alternatives)
    )
    answer = _value(kind, value)
    if answer is None:
        raise ValueError(f"The suggestion {id_} has no value")
    return Suggested(id_, field, answer, spans_from(json.loads(evidence)), confidence, others)


def _spans(text: str) -> tuple[Span, ...]:
    """As `value_row` wrote them; read a hundred thousand times in an export."""
    if text == "[]":
        return ()
    if "],[" in text:
        return tuple([_NEW(Span, pair) for pair in json.loads(text)])
    start, _, end = text[2:-2].partition(",")
    return (_NEW(Span, (int(start), int(end))),)


def spans_from(pairs: Any) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _value_text(value: AnyValue | None) -> str | None:
    """Plain words stay plain, so that the tables can be read without knowing JSON."""
    if value is None or isinstance(value, str):
        return value
    return to_text(to_json(value))


def _value(kind: str, text: str | None) -> AnyValue | None:
    if text is None or kind in _PLAIN:
        return text
    return _parsed(kind, text)


@lru_cache(maxsize=8192)
def _parsed(kind: str, text: str) -> AnyValue:
    """A value as it stands in the file; the same actors, days and numbers come again and again."""
    return from_json(Kind(kind), json.loads(text))


@lru_cache(maxsize=8192)
def _moment(text: str) -> datetime:
    """What is decided together, or in one import, is decided at one moment."""
    return datetime.fromisoformat(text)


def _extra(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}

"""Lines of exchange files as text: what `models.exchange` says, written without a step between.

Each function gives, to the letter, the JSON of what its namesake in `models.exchange` gives, in a
third of the time: a project has ten times as many values as articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from models.article import Article, Status
from models.codebook import Codebook
from models.events import Event, FieldValue, State
from models.exchange.events import EVENT_KEYS
from models.exchange.lines import article_facts, article_to_json, event_to_json, value_to_json
from models.exchange.links import ids_for, link_to_json
from models.remembered import remembered
from models.values import AnyValue, to_json

encoded = json.JSONEncoder(ensure_ascii=False).encode
_quoted = json.encoder.encode_basestring
_STATES = {state: f'"state": "{state.value}"' for state in State}
_NOTHING: Mapping[str, Any] = {}


def article_text(
    article: Article,
    codebook: Codebook,
    status: Status,
    events: Sequence[Event],
    more: Mapping[str, Any] = _NOTHING,
    *,
    without: Iterable[str] = (),
) -> str:
    """One exchange line, without the line's end and the keys `without`.

    `more` is put over what the article says.
    """
    facts = article_facts(article)
    facts["codebook"] = codebook.reference
    facts["status"] = status.value
    rest = {**article.extra, **more}
    if "events" in rest or not rest.keys().isdisjoint(facts):
        line = {**article_to_json(article, codebook, status, events), **more}
        return encoded({key: said for key, said in line.items() if key not in without})
    for key in without:
        del facts[key]
    kept = [event for event in events if not event.dismissed]
    told = ", ".join([event_text(event, ids_for(event, kept)) for event in kept])
    return f'{encoded(facts)[:-1]}, "events": [{told}]{_end(rest)}'


def event_text(event: Event, ids: Mapping[str, str]) -> str:
    """An analyst's record; for `ids` see `event_to_json`."""
    if not event.extra.keys().isdisjoint(EVENT_KEYS):
        return encoded(event_to_json(event, ids))
    text = f'{{"id": {_quoted(event.id)}'
    if event.annotator:
        text += f', "annotator": {_quoted(event.annotator)}'
    if event.proposal_id:
        text += f', "proposal": {_quoted(event.proposal_id)}'
    text += f', "values": [{", ".join(map(_value_text, event.values))}]'
    if event.links:
        text += f', "links": {encoded([link_to_json(link, ids) for link in event.links])}'
    return text + _end(event.extra)


def _value_text(value: FieldValue) -> str:
    if value.extra:
        return encoded(value_to_json(value))
    told, suggested = value.value, value.suggested
    answer = _quoted(told) if isinstance(told, str) else _answer_text(told)
    spans = ", ".join([f"[{start}, {end}]" for start, end in value.evidence])
    text = (
        f'{{"field": {_quoted(value.field)}, "value": {answer}, "evidence": [{spans}], '
        f"{_STATES[value.state]}"
    )
    if value.confidence is not None:
        text += f', "confidence": {value.confidence!r}'
    if suggested is not None:
        offer = _quoted(suggested) if isinstance(suggested, str) else _answer_text(suggested)
        text += f', "suggested": {offer}'
    if value.suggestion_id is not None:
        text += f', "suggestion": {_quoted(value.suggestion_id)}'
    if value.bulk:
        text += ', "bulk": true'
    if value.at:
        text += f', "at": {_moment_text(value.at)}'
    return text + "}"


@remembered
def _answer_text(answer: AnyValue | None) -> str:
    return encoded(None if answer is None else to_json(answer))


@remembered
def _moment_text(at: datetime) -> str:
    return _quoted(at.isoformat())


def _end(rest: Mapping[str, Any]) -> str:
    """The end of an object, with the keys that come after those that Eventdesk knows."""
    return f", {encoded(rest)[1:]}" if rest else "}"

"""Edits as JSON for the journal: complete, and readable without the codebook."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from db.rows import kind_of, spans_from
from models.actors import ActorChange, ActorEntry
from models.article import Article, Status
from models.codebook import Codebook
from models.codebook.reading import parse_codebook
from models.edits import (
    AddArticles,
    AssignmentChange,
    Edit,
    EventChange,
    Filed,
    Recoded,
    RemoveArticles,
    Review,
    ReviseCodebook,
    StatusChange,
)
from models.events import Event, FieldValue, Link, State
from models.exchange.lines import article_facts
from models.recoding import Recoding
from models.values import AnyValue, Kind, from_json, to_json


def edit_to_json(edit: Edit, codebook: Codebook) -> dict[str, Any]:
    """The edit without its class name, which the journal keeps beside it."""
    data: dict[str, Any] = {"title": edit.title}
    if isinstance(edit, ReviseCodebook):
        return data | _revision(edit)
    if isinstance(edit, Review):
        data["events"] = [
            {"before": _event(change.before, codebook), "after": _event(change.after, codebook)}
            for change in edit.events
        ]
        if edit.assignments:
            data["assignments"] = [
                [change.article_id, change.annotator, change.assigned]
                for change in edit.assignments
            ]
        if edit.actors:
            data["actors"] = [[_entry(one.before), _entry(one.after)] for one in edit.actors]
    else:
        data["articles"] = [_article(article) for article in edit.articles]
        data["events"] = [_event(event, codebook) for event in edit.events]
    data["statuses"] = [
        [change.article_id, change.annotator, change.before.value, change.after.value]
        for change in edit.statuses
    ]
    return data


def edit_from_json(action: str, data: dict[str, Any]) -> Edit:
    """The edit of a class name."""
    if action == ReviseCodebook.__name__:
        return _revision_from(data)
    statuses = tuple(
        StatusChange(article_id, annotator, Status(before), Status(after))
        for article_id, annotator, before, after in data["statuses"]
    )
    if action == Review.__name__:
        changes = tuple(
            EventChange(_maybe_event_from(change["before"]), _maybe_event_from(change["after"]))
            for change in data["events"]
        )
        assignments = tuple(AssignmentChange(*found) for found in data.get("assignments", ()))
        actors = tuple(ActorChange(*map(_entry_from, found)) for found in data.get("actors", ()))
        return Review(data["title"], changes, statuses, assignments, actors)
    articles = tuple(_article_from(found) for found in data["articles"])
    events = tuple(_event_from(found) for found in data["events"])
    if action == AddArticles.__name__:
        return AddArticles(data["title"], articles, events, statuses)
    return RemoveArticles(data["title"], articles, events, statuses)


def _revision(edit: ReviseCodebook) -> dict[str, Any]:
    """Both codebooks whole; a recoded value as what it was and what it is."""
    return {
        "before": {"version": edit.before.version, "source": edit.before.source},
        "after": {"version": edit.after.version, "source": edit.after.source},
        "recoding": edit.recoding.to_json(),
        "values": [
            [one.article_id, one.event_id, one.value_id, *map(_filed, (one.before, one.after))]
            for one in edit.values
        ],
    }


def _revision_from(data: dict[str, Any]) -> ReviseCodebook:
    before, after = (
        parse_codebook(data[key]["source"], f"journal ({key})") for key in ("before", "after")
    )
    values = tuple(
        Recoded(article_id, event_id, value_id, Filed(*was), Filed(*is_))
        for article_id, event_id, value_id, was, is_ in data["values"]
    )
    recoding = Recoding.from_json(data["recoding"])
    return ReviseCodebook(data["title"], before, after, recoding, values)


def _filed(filed: Filed) -> list[str | None]:
    return [filed.field, filed.value, filed.suggested]


def _entry(entry: ActorEntry | None) -> dict[str, Any] | None:
    return entry.to_json() if entry else None


def _entry_from(data: dict[str, Any] | None) -> ActorEntry | None:
    return ActorEntry.from_json(data) if data else None


def _article(article: Article) -> dict[str, Any]:
    data = article_facts(article)
    return data | {"extra": article.extra} if article.extra else data


def _article_from(data: dict[str, Any]) -> Article:
    day = data["published"]
    return Article(
        data["id"],
        data["text"],
        data["title"],
        data["source"],
        data["url"],
        date.fromisoformat(day) if day else None,
        data["language"],
        data["origin"],
        data.get("extra", {}),
    )


def _event(event: Event | None, codebook: Codebook) -> dict[str, Any] | None:
    if event is None:
        return None
    data: dict[str, Any] = {
        "id": event.id,
        "article_id": event.article_id,
        "annotator": event.annotator,
        "position": event.position,
        "values": [_value(value, codebook) for value in event.values],
    }
    optional = {
        "proposal_id": event.proposal_id,
        "links": [[link.type, link.event_id, link.state] for link in event.links],
        "dismissed": event.dismissed,
        "extra": event.extra,
    }
    return data | {key: item for key, item in optional.items() if item}


def _maybe_event_from(data: dict[str, Any] | None) -> Event | None:
    return None if data is None else _event_from(data)


def _event_from(data: dict[str, Any]) -> Event:
    return Event(
        data["id"],
        data["article_id"],
        data["annotator"],
        data["position"],
        data.get("proposal_id"),
        tuple(_value_from(value) for value in data["values"]),
        tuple(_link_from(*said) for said in data.get("links", ())),
        data.get("dismissed", False),
        data.get("extra", {}),
    )


def _link_from(type_: str, event_id: str, state: str = State.ADDED) -> Link:
    """A link; journals of before links could be suggested tell no state."""
    return Link(type_, event_id, State(state))


def _value(value: FieldValue, codebook: Codebook) -> dict[str, Any]:
    told = value.suggested if value.value is None else value.value
    data: dict[str, Any] = {"id": value.id, "field": value.field}
    if told is not None:
        data["kind"] = kind_of(told, value.field, codebook).value
    optional = {
        "value": None if value.value is None else to_json(value.value),
        "state": value.state.value,
        "evidence": value.evidence or None,
        "confidence": value.confidence,
        "suggested": None if value.suggested is None else to_json(value.suggested),
        "suggestion_id": value.suggestion_id,
        "annotator": value.annotator,
        "at": value.at and value.at.isoformat(),
        "bulk": value.bulk or None,
        "extra": value.extra or None,
    }
    return data | {key: item for key, item in optional.items() if item is not None}


def _value_from(data: dict[str, Any]) -> FieldValue:
    at = data.get("at")
    return FieldValue(
        data["id"],
        data["field"],
        _answer(data, "value"),
        State(data["state"]),
        spans_from(data.get("evidence", ())),
        data.get("confidence"),
        _answer(data, "suggested"),
        data.get("suggestion_id"),
        data["annotator"],
        datetime.fromisoformat(at) if at else None,
        data.get("bulk", False),
        data.get("extra", {}),
    )


def _answer(data: dict[str, Any], key: str) -> AnyValue | None:
    found = data.get(key)
    return None if found is None else from_json(Kind(data["kind"]), found)

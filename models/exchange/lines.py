"""The exchange format: articles and events as JSON objects, one article a line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.article import Article, Status
from models.codebook import Codebook
from models.errors import UserError
from models.events import Event, FieldValue
from models.exchange.events import EventReader, rest_of
from models.exchange.links import by_key, ids_for, link_to_json
from models.language import tr
from models.values import shown_json, to_json

_ARTICLE_KEYS = frozenset(
    ["id", "title", "source", "url", "published", "language", "origin", "text"]
)
LINE_KEYS = _ARTICLE_KEYS | {"codebook", "status", "statuses", "events"}


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One article as read, with what could not be taken in words.

    The events are as the file has them: with suggested values, and with the file's annotators.
    `lists_events`: the line has a list of events, be it empty; so somebody read the article.
    `statuses`: how far each annotator came, where the file says it by name.
    `text_hash`: the SHA-256 of a text that was left out, so that the article's is empty here. Where
    the line only names an article, both are.
    """

    article: Article
    status: Status | None
    events: tuple[Event, ...]
    problems: tuple[str, ...]
    lists_events: bool = False
    text_hash: str = ""
    statuses: tuple[tuple[str, Status], ...] = ()


def derived_id(text: str) -> str:
    """The id of an article that came without one: the same text always gets the same."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def article_facts(article: Article) -> dict[str, Any]:
    """What is known of an article itself, with the keys of the exchange format."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "origin": article.origin,
        "text": article.text,
    }


def article_to_json(
    article: Article, codebook: Codebook | None, status: Status | None, events: Sequence[Event]
) -> dict[str, Any]:
    """One exchange line: the article with its events; unknown keys come out again at the end."""
    line = article_facts(article)
    if codebook:
        line["codebook"] = codebook.reference
    if status:
        line["status"] = status.value
    kept = [event for event in events if not event.dismissed]
    line["events"] = [event_to_json(event, ids_for(event, kept)) for event in kept]
    return line | article.extra


def event_to_json(event: Event, ids: Mapping[str, str] | None = None) -> dict[str, Any]:
    """An analyst's record. `proposal` is the proposal that it grew out of.

    `ids`: the ids of the annotator's events by key, for links to them.
    """
    said: dict[str, Any] = {"id": event.id}
    if event.annotator:
        said["annotator"] = event.annotator
    if event.proposal_id:
        said["proposal"] = event.proposal_id
    said["values"] = [value_to_json(value) for value in event.values]
    if event.links:
        said["links"] = [link_to_json(link, ids or {}) for link in event.links]
    return said | event.extra


def read_line(
    data: Any,
    codebook: Codebook,
    *,
    new_id: Callable[[], str],
    origin: str = "",
    may_lack_text: bool = False,
) -> ReadLine:
    """One exchange line. What is wrong in it is left out and named in `problems`.

    `origin` is where the article comes from, unless the line itself says so. `may_lack_text`: a
    hash may stand for the text, which was left out. Raises UserError if no article can be made.
    """
    problems: list[str] = []
    article = _read_article(data, origin, problems, may_lack_text=may_lack_text)
    status = _read_status(data.get("status"), problems)
    statuses = tuple(_read_statuses(data.get("statuses"), problems))
    written = data.get("events")
    if written is not None and not isinstance(written, list):
        problems.append(tr('"events" must be a list, not {written}', written=shown_json(written)))
        written = None
    events = []
    for position, item in enumerate(written or ()):
        reader = EventReader(article, codebook, new_id, problems, f"events[{position}]")
        event = reader.read(item, position)
        if event:
            events.append(event)
    return ReadLine(
        article,
        status,
        tuple(by_key(events)),
        tuple(problems),
        written is not None,
        "" if article.text else _hash_of(data) or "",
        statuses,
    )


def _hash_of(data: dict[str, Any]) -> str | None:
    """The hash of a text that was left out; None if none was."""
    found = data.get("sha256")
    return found if data.get("text") is None and isinstance(found, str) else None


def _read_article(data: Any, origin: str, problems: list[str], *, may_lack_text: bool) -> Article:
    if not isinstance(data, dict):
        raise UserError(tr("an article must be a JSON object, not {data}", data=shown_json(data)))
    text = data.get("text")
    text_hash = _hash_of(data) if may_lack_text else None
    if text_hash is not None:
        text = ""
    elif not isinstance(text, str) or not text.strip():
        raise UserError(
            tr('the article needs a "text" that is not empty, not {text}', text=shown_json(text))
        )
    id_ = data.get("id")
    if id_ is None or id_ == "":
        id_ = text_hash[:24] if text_hash else derived_id(text)
    elif isinstance(id_, bool) or not isinstance(id_, str | int):
        raise UserError(tr('"id" must be a string, not {id}', id=shown_json(id_)))
    words = {}
    for key in ("title", "source", "url", "language", "origin"):
        found = data.get(key)
        if found is not None and not isinstance(found, str):
            problems.append(
                tr('"{key}" must be a string, not {found}', key=key, found=shown_json(found))
            )
            found = None
        words[key] = found
    return Article(
        str(id_),
        text,
        words["title"] or "",
        words["source"] or "",
        words["url"],
        _read_day(data.get("published"), problems),
        words["language"] or "",
        words["origin"] or origin,
        rest_of(data, LINE_KEYS if text else LINE_KEYS | {"sha256"}),
    )


def _read_day(found: Any, problems: list[str]) -> date | None:
    """The publication day; of a moment in ISO form its day is taken."""
    if found is None or found == "":
        return None
    try:
        return date.fromisoformat(found[:10])
    except (TypeError, ValueError):
        problems.append(
            tr('"published" must be a day such as 2024-01-05, not {found}', found=shown_json(found))
        )
        return None


def _read_status(found: Any, problems: list[str]) -> Status | None:
    if found is None:
        return None
    if isinstance(found, str) and found in set(Status):
        return Status(found)
    problems.append(
        tr(
            '"status" must be one of {states}, not {found}',
            states=", ".join(Status),
            found=shown_json(found),
        )
    )
    return None


def _read_statuses(found: Any, problems: list[str]) -> Iterator[tuple[str, Status]]:
    """How far each annotator came, by name."""
    if found is None:
        return
    if not isinstance(found, dict):
        problems.append(tr('"statuses" must be an object, not {found}', found=shown_json(found)))
        return
    for name, written in found.items():
        status = _read_status(written, problems)
        if status and name.strip():
            yield name, status


def value_to_json(value: FieldValue) -> dict[str, Any]:
    told = value.value
    said: dict[str, Any] = {
        "field": value.field,
        "value": told if told is None or isinstance(told, str) else to_json(told),
        "evidence": [[start, end] for start, end in value.evidence],
        "state": value.state,
    }
    if value.confidence is not None:
        said["confidence"] = value.confidence
    if value.suggested is not None:
        said["suggested"] = to_json(value.suggested)
    if value.suggestion_id is not None:
        said["suggestion"] = value.suggestion_id
    if value.bulk:
        said["bulk"] = True
    if value.at:
        said["at"] = value.at.isoformat()
    return said | value.extra if value.extra else said

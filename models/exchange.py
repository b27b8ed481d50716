"""The exchange format: articles and events as JSON objects, one article a line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.article import Article, Status
from models.codebook import Codebook, Field
from models.errors import UserError
from models.events import Event, FieldValue, Link, State
from models.exchange_links import by_key, ids_for, link_to_json, read_link
from models.language import tr
from models.spans import Span, is_inside
from models.values import AnyValue, Kind, ValueShapeError, from_json, shown_json, to_json

_ARTICLE_KEYS = frozenset(
    ["id", "title", "source", "url", "published", "language", "origin", "text"]
)
LINE_KEYS = _ARTICLE_KEYS | {"codebook", "status", "statuses", "events"}
_EVENT_KEYS = frozenset(["id", "annotator", "proposal", "values", "links"])
_VALUE_KEYS = frozenset(
    ["field", "value", "evidence", "state", "confidence", "suggested", "suggestion", "bulk", "at"]
)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One article as read, with what could not be taken in words.

    The events are as the file has them: with suggested values, and with the file's annotators.
    `lists_events`: the line has a list of events, be it empty; so somebody read the article.
    """

    article: Article
    status: Status | None
    events: tuple[Event, ...]
    problems: tuple[str, ...]
    lists_events: bool = False


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
    said["values"] = [_value_to_json(value) for value in event.values]
    if event.links:
        said["links"] = [link_to_json(link, ids or {}) for link in event.links]
    return said | event.extra


def read_line(
    data: Any, codebook: Codebook, *, new_id: Callable[[], str], origin: str = ""
) -> ReadLine:
    """One exchange line. What is wrong in it is left out and named in `problems`.

    `origin` is where the article comes from, unless the line itself says so. Raises UserError if no
    article can be made of it.
    """
    problems: list[str] = []
    article = _read_article(data, origin, problems)
    status = _read_status(data.get("status"), problems)
    written = data.get("events")
    if written is not None and not isinstance(written, list):
        problems.append(tr('"events" must be a list, not {written}', written=shown_json(written)))
        written = None
    events = []
    for position, item in enumerate(written or ()):
        reader = _EventReader(article, codebook, new_id, problems, f"events[{position}]")
        event = reader.read(item, position)
        if event:
            events.append(event)
    return ReadLine(article, status, tuple(by_key(events)), tuple(problems), written is not None)


def _read_article(data: Any, origin: str, problems: list[str]) -> Article:
    if not isinstance(data, dict):
        raise UserError(tr("an article must be a JSON object, not {data}", data=shown_json(data)))
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UserError(
            tr('the article needs a "text" that is not empty, not {text}', text=shown_json(text))
        )
    id_ = data.get("id")
    if id_ is None or id_ == "":
        id_ = derived_id(text)
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
        _rest(data, LINE_KEYS),
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


@dataclass(frozen=True, slots=True)
class _EventReader:
    """Reads one event of a line; `where` names it in the problems."""

    article: Article
    codebook: Codebook
    new_id: Callable[[], str]
    problems: list[str]
    where: str

    def read(self, data: Any, position: int) -> Event | None:
        if not isinstance(data, dict):
            self._say(self.where, tr("must be an object, not {data}", data=shown_json(data)))
            return None
        values = []
        written = self._list(data, "values")
        for index, item in enumerate(written):
            value = self._value(item, f"{self.where}.values[{index}]")
            if value:
                values.append(value)
        links = [
            link
            for index, item in enumerate(self._list(data, "links"))
            if (link := self._link(item, f"{self.where}.links[{index}]"))
        ]
        if written and not (values or links):
            # Nothing of it could be taken, and every reason is told.
            return None
        return Event(
            self._word(data, "id", self.where) or self.new_id(),
            self.article.id,
            self._word(data, "annotator", self.where) or "",
            position,
            self._word(data, "proposal", self.where),
            tuple(values),
            tuple(links),
            extra=_rest(data, _EVENT_KEYS),
        )

    def _value(self, data: Any, where: str) -> FieldValue | None:
        if not isinstance(data, dict):
            self._say(where, tr("must be an object, not {data}", data=shown_json(data)))
            return None
        key = data.get("field")
        found = self.codebook.field_by_key.get(key) if isinstance(key, str) else None
        if found is None:
            self._say(
                where,
                tr(
                    "field {key} is not in the codebook {reference}",
                    key=shown_json(key),
                    reference=self.codebook.reference,
                ),
            )
            return None
        where = f"{where} '{key}'"
        value, state = data.get("value"), self._state(data, where)
        if state is None:
            return None
        if state is State.NOT_REPORTED and value is not None:
            self._say(
                where, tr('"not_reported" takes no value, not {value}', value=shown_json(value))
            )
            return None
        if state is not State.NOT_REPORTED:
            value = self._answer(value, found, where)
            if value is None:
                return None
        suggested = data.get("suggested")
        return FieldValue(
            self.new_id(),
            found.key,
            value,
            state,
            self._evidence(data, where),
            self._confidence(data, where),
            None if suggested is None else self._answer(suggested, found, f"{where} suggested"),
            self._word(data, "suggestion", where),
            at=self._moment(data, where),
            bulk=data.get("bulk") is True,
            extra=_rest(data, _VALUE_KEYS),
        )

    def _answer(self, data: Any, field: Field, where: str) -> AnyValue | None:
        try:
            value = from_json(field.kind, data)
        except ValueShapeError as error:
            self._say(where, str(error))
            return None
        if field.kind is Kind.CHOICE and value not in field.choice_by_key:
            self._say(where, tr("{value} is none of the field's choices", value=shown_json(value)))
            return None
        return value

    def _state(self, data: dict[str, Any], where: str) -> State | None:
        """The state; a value without one holds as it stands."""
        found = data.get("state")
        if found is None:
            suggested = data.get("suggested")
            if suggested is None:
                return State.ADDED
            return State.ACCEPTED if suggested == data.get("value") else State.CORRECTED
        if isinstance(found, str) and found in set(State):
            return State(found)
        self._say(
            where,
            tr(
                '"state" must be one of {states}, not {found}',
                states=", ".join(State),
                found=shown_json(found),
            ),
        )
        return None

    def _evidence(self, data: dict[str, Any], where: str) -> tuple[Span, ...]:
        spans = []
        length = len(self.article.text)
        for index, item in enumerate(self._list(data, "evidence", where)):
            if not _is_pair(item):
                self._say(
                    where,
                    tr(
                        "evidence[{index}] must be [start, end], not {item}",
                        index=index,
                        item=shown_json(item),
                    ),
                )
            elif not is_inside(span := Span(*item), self.article.text):
                self._say(
                    where,
                    tr(
                        "evidence[{index}] {item} is outside the text of {length} characters",
                        index=index,
                        item=shown_json(item),
                        length=length,
                    ),
                )
            else:
                spans.append(span)
        return tuple(spans)

    def _confidence(self, data: dict[str, Any], where: str) -> float | None:
        found = data.get("confidence")
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
            self._say(
                where, tr('"confidence" must be from 0 to 1, not {found}', found=shown_json(found))
            )
            return None
        return float(found)

    def _moment(self, data: dict[str, Any], where: str) -> datetime | None:
        found = data.get("at")
        if found is None:
            return None
        try:
            return datetime.fromisoformat(found)
        except (TypeError, ValueError):
            self._say(
                where, tr('"at" must be a moment in ISO form, not {found}', found=shown_json(found))
            )
            return None

    def _link(self, data: Any, where: str) -> Link | None:
        found = read_link(data, self.codebook)
        if isinstance(found, str):
            self._say(where, found)
        return found if isinstance(found, Link) else None

    def _list(self, data: dict[str, Any], key: str, where: str = "") -> list[Any]:
        found = data.get(key)
        if isinstance(found, list):
            return found
        if found is not None:
            self._say(
                where or self.where,
                tr('"{key}" must be a list, not {found}', key=key, found=shown_json(found)),
            )
        return []

    def _word(self, data: dict[str, Any], key: str, where: str) -> str | None:
        found = data.get(key)
        if found is None or isinstance(found, str):
            return found or None
        self._say(
            where, tr('"{key}" must be a string, not {found}', key=key, found=shown_json(found))
        )
        return None

    def _say(self, where: str, what: str) -> None:
        self.problems.append(f"{where}: {what}")


def _value_to_json(value: FieldValue) -> dict[str, Any]:
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


def _is_pair(item: Any) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(type(number) is int for number in item)


def _rest(data: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    if data.keys() <= known:
        return {}
    return {key: item for key, item in data.items() if key not in known}

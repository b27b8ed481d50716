"""Reads the events of an exchange line: what is wrong in them is left out and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.article import Article
from models.codebook import Codebook, Field
from models.events import Event, FieldValue, Link, State
from models.exchange.links import read_link
from models.language import tr
from models.spans import Span, is_inside
from models.values import AnyValue, Kind, ValueShapeError, from_json, shown_json

EVENT_KEYS = frozenset(["id", "annotator", "proposal", "values", "links"])
_VALUE_KEYS = frozenset(
    ["field", "value", "evidence", "state", "confidence", "suggested", "suggestion", "bulk", "at"]
)


@dataclass(frozen=True, slots=True)
class EventReader:
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
            extra=rest_of(data, EVENT_KEYS),
        )

    def _value(self, data: Any, where: str) -> FieldValue | None:
        if not isinstance(data, dict):
            self._say(where, tr("must be an object, not {data}", data=shown_json(data)))
            return None
        found = self._field(data.get("field"), where)
        if found is None:
            return None
        where = f"{where} '{found.key}'"
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
            extra=rest_of(data, _VALUE_KEYS),
        )

    def _field(self, key: Any, where: str) -> Field | None:
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
        return found

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
            elif not self._is_inside(span := Span(*item)):
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

    def _is_inside(self, span: Span) -> bool:
        """Of a text that was left out nobody knows yet how long it is."""
        if self.article.text:
            return is_inside(span, self.article.text)
        return 0 <= span.start < span.end

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


def _is_pair(item: Any) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(type(number) is int for number in item)


def rest_of(data: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    """The keys that Eventdesk does not know; they go along and come out again."""
    if data.keys() <= known:
        return {}
    return {key: item for key, item in data.items() if key not in known}

"""What is odd about a record, in plain sentences: hints that keep nobody from saving."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.codebook import Codebook, Field, Role
from models.events import State
from models.language import later, tr
from models.review import Record, ShownValue, shown_fields
from models.values import Actor, AnyValue, Count, DateRange, Kind, Place, Wording

#: The class of records that become rows of the datasets; only they must be complete.
INCIDENT = "incident"

_OPEN = frozenset({State.REJECTED, State.NOT_REPORTED})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at again, and the field it belongs to (None: the whole record)."""

    field: str | None
    text: str


def is_incident(codebook: Codebook, record: Record) -> bool:
    """Whether the record would be a row of the datasets: its class says so, or there is none."""
    field = codebook.with_role(Role.RECORD_CLASS)
    return field is None or record.leading(field.key) in (None, INCIDENT)


def tab_order(codebook: Codebook, records: Iterable[Record]) -> tuple[Record, ...]:
    """The records as one goes through them: incidents first, then what is kept apart."""
    return tuple(sorted(records, key=lambda record: not is_incident(codebook, record)))


def problems(codebook: Codebook, record: Record, published: date | None) -> tuple[Problem, ...]:
    """Everything that is odd about what the record shows, in the order of the codebook.

    A value that somebody rejected is not looked at.
    """
    rows = record.values_by_field()
    visible = {field.key for field in shown_fields(codebook, record)}
    found = list(_class_problems(codebook, record))
    for field in codebook.fields:
        row = tuple(one for one in rows.get(field.key, ()) if one.state is not State.REJECTED)
        found += _field_problems(codebook, record, field, row, visible)
        for one in row:
            if one.value is not None:
                found += _value_problems(field, one.value, published)
    unknown = (key for key in rows if key not in codebook.field_by_key)
    found += [Problem(key, _unknown_field(codebook, key)) for key in unknown]
    return tuple(dict.fromkeys(found))


def _unknown_field(codebook: Codebook, key: str) -> str:
    former = codebook.readable_by_key.get(key)
    if former:
        return tr(
            "{field} was a field of an older codebook; today’s does not ask it.", field=former.label
        )
    return tr('The codebook has no field "{key}".', key=key)


def _class_problems(codebook: Codebook, record: Record) -> Iterator[Problem]:
    """An event that happened was told somewhere: some value must have its words."""
    shown = [one for row in record.values_by_field().values() for one in row]
    holding = [one for one in shown if one.state not in _OPEN]
    if holding and not any(one.evidence for one in holding):
        yield Problem(
            None,
            tr("No words of the article support this incident.")
            if is_incident(codebook, record)
            else tr("No words of the article support this record."),
        )


def _field_problems(
    codebook: Codebook,
    record: Record,
    field: Field,
    row: tuple[ShownValue, ...],
    visible: set[str],
) -> Iterator[Problem]:
    answered = [one for one in row if one.value is not None]
    if field.key not in visible:
        # What is only suggested goes with the decision that hid it.
        decided = any(one.state is not State.SUGGESTED for one in answered)
        if decided and field.when:
            deciding = codebook.field_by_key[field.when.field]
            wanted = tr(" or ").join(_labels(deciding, field.when.values))
            yield Problem(
                field.key,
                tr(
                    "{field} has a value, but belongs only where {deciding} is {wanted}.",
                    field=field.label,
                    deciding=deciding.label,
                    wanted=wanted,
                ),
            )
        return
    is_open = record.is_suggestion and record.offers(field.key)
    if not (row or is_open) and field.required and _must_be_complete(codebook, record, field):
        yield Problem(field.key, tr("{field} is missing.", field=field.label))
    if len(answered) > 1 and not field.multiple:
        yield Problem(
            field.key,
            tr(
                "{field} has {count} values, but takes one.", field=field.label, count=len(answered)
            ),
        )


def _must_be_complete(codebook: Codebook, record: Record, field: Field) -> bool:
    return field.role is Role.RECORD_CLASS or is_incident(codebook, record)


def _labels(field: Field, keys: tuple[str, ...]) -> list[str]:
    known = field.choice_by_key
    return [known[key].label.lower() for key in keys if key in known]


def _value_problems(field: Field, value: AnyValue, published: date | None) -> Iterator[Problem]:
    wrong = _MISFITS.get(field.kind, lambda _: False)(value)
    if wrong:
        yield Problem(
            field.key,
            tr(
                "{field} is not of the kind {kind}, as the codebook wants.",
                field=field.label,
                kind=tr(KIND_WORDS[field.kind]),
            ),
        )
        return
    match value:
        case Count():
            texts = _count_texts(value)
        case DateRange():
            texts = _date_texts(value, published)
        case Place():
            texts = _place_texts(value)
        case str() if field.kind is Kind.CHOICE:
            texts = _choice_texts(field, value)
        case _:
            return
    for text in texts:
        yield Problem(field.key, f"{field.label}: {text}")


def _count_texts(count: Count) -> Iterator[str]:
    low, best, high = count.low, count.best, count.high
    if low is not None and best is not None and low > best:
        yield tr("the lowest number ({low}) is above the best ({best}).", low=low, best=best)
    if best is not None and high is not None and best > high:
        yield tr("the best number ({best}) is above the highest ({high}).", best=best, high=high)
    if best is None and low is not None and high is not None and low > high:
        yield tr("the lowest number ({low}) is above the highest ({high}).", low=low, high=high)
    if count.wording is Wording.NONE and any((low, best, high)):
        yield tr("the wording is none, but there is a number above zero.")
    if count.wording is Wording.EXACT and (best is None or not low == best == high):
        yield tr("the wording is exact, but the numbers differ or are missing.")


def _date_texts(dates: DateRange, published: date | None) -> Iterator[str]:
    start, end = dates.start, dates.end
    if start is None and end is None:
        yield tr("neither a first nor a last day is given.")
    if start and end and end < start:
        yield tr("the last day ({end}) is before the first ({start}).", end=end, start=start)
    if published and start and start > published:
        yield tr(
            "{start} is after the article appeared ({published}).", start=start, published=published
        )
    elif published and end and end > published:
        yield tr(
            "the last day ({end}) is after the article appeared ({published}).",
            end=end,
            published=published,
        )


def _place_texts(place: Place) -> Iterator[str]:
    if (place.lat is None) != (place.lon is None):
        yield tr("only one of the two coordinates is given.")
    elif place.lat is None:
        yield tr("there are no coordinates.")
    if not place.country and place.precision != "waters":
        yield tr("the country is missing.")


def _choice_texts(field: Field, key: str) -> Iterator[str]:
    choice = field.readable_by_key.get(key)
    if choice in field.former_choices:
        yield tr(
            "“{field}” was an answer of an older codebook; choose one of today’s.",
            field=choice.label,
        )
    elif choice is None:
        yield tr('"{key}" is none of the answers that the codebook has.', key=key)
    elif not choice.is_leaf:
        yield tr("{field} is only a heading; take an answer below it.", field=choice.label)


def _not_a(type_: type) -> Callable[[Any], bool]:
    return lambda value: not isinstance(value, type_)


#: What the kinds of fields are called.
KIND_WORDS = {
    Kind.ACTOR: later("actor"),
    Kind.COUNT: later("count"),
    Kind.DATE: later("date"),
    Kind.PLACE: later("place"),
    Kind.CHOICE: later("choice"),
    Kind.TEXT: later("text"),
    Kind.FLAG: later("flag"),
}
_MISFITS: dict[Kind, Callable[[Any], bool]] = {
    Kind.ACTOR: _not_a(Actor),
    Kind.COUNT: _not_a(Count),
    Kind.DATE: _not_a(DateRange),
    Kind.PLACE: _not_a(Place),
    Kind.CHOICE: _not_a(str),
    Kind.TEXT: _not_a(str),
    Kind.FLAG: _not_a(bool),
}

"""What annotation tools share: marked stretches of a text with labels, and ties between them.

Each event has an *anchor*: the stretch that names its type, or else its first one. The event's
other stretches hang on it by ties that are labelled with their fields; links between events tie
their anchors. Answers to choice fields that no stretch supports hang on the anchor too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.codebook import Codebook, Field, Role
from models.events import Event, FieldValue, State
from models.spans import Span, merged
from models.unguarded import maker
from models.values import AnyValue, Kind

_FOREIGN = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch; several spans where it is interrupted.

    `id` is unique in the article. `choice` is the answer that was chosen for the stretch beside its
    label. `event` and `value` tell what it was made of; foreign marks have neither. `rejected`: a
    person decided against it.
    """

    id: str
    label: str
    spans: tuple[Span, ...]
    choice: str = ""
    event: str = ""
    field: str = ""
    value: AnyValue | None = None
    rejected: bool = False


_MARK = maker(Mark)


@dataclass(frozen=True, slots=True)
class Tie:
    """A labelled relation from one mark to another, by their ids."""

    label: str
    head: str
    tail: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A choice made for a whole event (`mark` is its anchor's id) or, without one, the article."""

    label: str
    choice: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Marking:
    """All that is marked in one article."""

    marks: tuple[Mark, ...] = ()
    ties: tuple[Tie, ...] = ()
    answers: tuple[Answer, ...] = ()


def marking_of(events: Iterable[Event], codebook: Codebook, *, negatives: bool = False) -> Marking:
    """What stands marked by an article's records: confirmed values and links.

    `negatives` adds the stretches of rejected values, tied to nothing.
    """
    events = tuple(events)
    kind_field = codebook.with_role(Role.EVENT_TYPE)
    marks: list[Mark] = []
    ties: list[Tie] = []
    answers: list[Answer] = []
    anchors: dict[tuple[str, str], str] = {}
    for event in events:
        own = _marks(event, codebook, len(marks))
        anchor = _anchor(own, kind_field)
        marks += own
        if anchor:
            anchors[event.annotator, event.key] = anchor.id
            ties += [Tie(mark.field, anchor.id, mark.id) for mark in own if mark is not anchor]
        answers += _answers(event, codebook, anchor.id if anchor else "")
    for event in events:
        ties += _links(event, anchors)
    if negatives:
        marks += _rejected(events, codebook, len(marks))
    return Marking(tuple(marks), tuple(ties), tuple(answers))


def label_of(field: Field, value: AnyValue | None, codebook: Codebook) -> str:
    """The label of a value's stretches: its field's key, or of an event type the type's own."""
    if field.role is not Role.EVENT_TYPE or not isinstance(value, str):
        return field.key
    label = _FOREIGN.sub("_", value)
    clashes = label in codebook.readable_by_key or label in {link.key for link in codebook.links}
    return f"{field.key}-{label}" if clashes else label


def labels_of(codebook: Codebook) -> dict[str, str]:
    """Every label that `marking_of` gives, with the words that people read for it."""
    found: dict[str, str] = {}
    for field in codebook.fields:
        if field.role is Role.EVENT_TYPE and field.kind is Kind.CHOICE:
            for choice in field.choice_by_key.values():
                if choice.is_leaf:
                    found[label_of(field, choice.key, codebook)] = choice.label
        else:
            found[field.key] = field.label
    return found


def type_labels(codebook: Codebook) -> list[str]:
    """The labels of event types."""
    field = codebook.with_role(Role.EVENT_TYPE)
    if field is None:
        return []
    leaves = (choice for choice in field.choice_by_key.values() if choice.is_leaf)
    return [label_of(field, choice.key, codebook) for choice in leaves]


def article_labels(events: Iterable[Event], codebook: Codebook) -> list[str]:
    """The event types and record classes that an article's records have, each once."""
    found: dict[str, None] = {}
    for event in events:
        for role in (Role.EVENT_TYPE, Role.RECORD_CLASS):
            field = codebook.with_role(role)
            for value in event.confirmed(field.key) if field else ():
                if isinstance(value.value, str):
                    found[value.value] = None
    return list(found)


def without_breaks(text: str) -> str:
    """The text with each line break of any kind as a space, in as many characters."""
    return "".join(" " if len(part) == 1 and part.isspace() else part for part in text)


def _marks(event: Event, codebook: Codebook, number: int) -> list[Mark]:
    """The stretches of the values that hold; ids count on from `number`."""
    return [
        _mark(value, event, codebook, f"T{number + n}")
        for n, value in enumerate((v for v in event.values if v.is_confirmed and v.evidence), 1)
    ]


def _mark(value: FieldValue, event: Event, codebook: Codebook, id_: str) -> Mark:
    field = codebook.readable_by_key.get(value.field)
    label = label_of(field, value.value, codebook) if field else value.field
    is_choice = field is not None and field.kind is Kind.CHOICE and label == field.key
    choice = value.value if is_choice and isinstance(value.value, str) else ""
    spans = _apart(value.evidence)
    rejected = value.state is State.REJECTED
    return _MARK(id_, label, spans, choice, event.id, value.field, value.value, rejected)


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Parts in order of which none reaches into another: most tools can show no others."""
    if len(spans) == 1:
        return spans
    parts = sorted(set(spans))
    reach = any(left.end > right.start for left, right in pairwise(parts))
    return tuple(merged(parts) if reach else parts)


def _rejected(events: Sequence[Event], codebook: Codebook, number: int) -> list[Mark]:
    refused = [
        (event, value)
        for event in events
        for value in event.values
        if value.state is State.REJECTED and value.evidence
    ]
    return [
        _mark(value, event, codebook, f"T{number + n}")
        for n, (event, value) in enumerate(refused, 1)
    ]


def _anchor(own: Sequence[Mark], kind_field: Field | None) -> Mark | None:
    key = kind_field.key if kind_field else None
    return next((mark for mark in own if mark.field == key), own[0] if own else None)


def _answers(event: Event, codebook: Codebook, anchor: str) -> list[Answer]:
    """The confirmed choices that no stretch supports."""
    return [
        Answer(value.field, value.value, anchor)
        for value in event.values
        if value.is_confirmed and not value.evidence and isinstance(value.value, str)
        if (field := codebook.readable_by_key.get(value.field)) and field.kind is Kind.CHOICE
    ]


def _links(event: Event, anchors: dict[tuple[str, str], str]) -> list[Tie]:
    here = anchors.get((event.annotator, event.key))
    return [
        Tie(link.type, here, there)
        for link in event.links
        if link.is_confirmed and here
        if (there := anchors.get((event.annotator, link.event_id))) and there != here
    ]

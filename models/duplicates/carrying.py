"""Carries the records of one report over to another report of the same events, as one edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.article import Article
from models.duplicates.relations import Relation
from models.duplicates.same_as import named_same, with_same
from models.edits import EventChange, Review
from models.events import Event, FieldValue, State
from models.gestures import Desk, Gestures
from models.language import trn
from models.review import Record, ShownValue
from models.spans import Span
from models.values import Count

#: The key of a value's `extra` that says from which article and record it was carried over.
CARRIED = "carried_from"
#: From so many answers in common on a suggested record stands for the event that is carried over.
_SAME_ANSWERS = 2


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The edit, and how it went: records; values without words here; values that were left."""

    edit: Review
    records: int = 0
    without_words: int = 0
    left: int = 0


def carry_over(
    gestures: Gestures,
    desk: Desk,
    article: Article,
    source: Article,
    events: Iterable[Event],
    relation: Relation,
) -> CarriedOver:
    """The confirmed records of another report as records of this article's desk.

    Evidence is found again by the exact words. A value whose words are not here is carried without
    evidence from a copy; from another report of the incident a number or a text is left, because
    this report may say something else, and so is whatever contradicts a suggestion here. Each
    record is linked as the same event; one that is linked already is not carried again.
    """
    carrier = _Carrier(gestures, article, source, relation)
    changes: list[EventChange] = []
    held = desk
    for event in events:
        if event.dismissed or not any(value.is_confirmed for value in event.values):
            continue
        if any(_is_same(event, record.event) for record in held.records if record.event):
            continue
        target = _standing_for(held.records, event)
        after = carrier.carried(held, target, event)
        changes.append(EventChange(target.event if target else None, after))
        record = Record(after, target.proposal if target else None, after.position)
        others = tuple(one for one in held.records if one is not target)
        held = replace(held, records=(*others, record))
    title = trn("Carry {count} record over", "Carry {count} records over", len(changes))
    edit = Review(title, tuple(changes), gestures.begun(desk, changes))
    return CarriedOver(edit, len(changes), carrier.without_words, carrier.left)


def carried_from(value: FieldValue) -> str:
    """The source of the article that a value was carried over from; empty if it was not."""
    found = value.extra.get(CARRIED)
    return str(found.get("source") or found.get("article", "")) if isinstance(found, dict) else ""


def carried_mark(event: Event, source: str) -> dict[str, dict[str, str]]:
    """What a value's `extra` says when it came from a record of another article."""
    return {CARRIED: {"article": event.article_id, "event": event.id, "source": source}}


def found_again(quoted: Sequence[str], text: str) -> tuple[Span, ...]:
    """Where each of the words stands in a text first, however it is laid out; all or nothing."""
    spans: list[Span] = []
    for words in quoted:
        parts = [re.escape(part) for part in words.split()]
        match = re.search(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", text) if parts else None
        if match is None:
            return ()
        spans.append(Span(match.start(), match.end()))
    return tuple(sorted(set(spans)))


@dataclass(slots=True)
class _Carrier:
    """Brings one event after the other over, and counts what has no words here."""

    gestures: Gestures
    article: Article
    source: Article
    relation: Relation
    without_words: int = 0
    left: int = 0

    def carried(self, desk: Desk, target: Record | None, event: Event) -> Event:
        """The event as a record of the desk, linked to where it came from."""
        into = target or Record(self.gestures.empty_event(desk), None, desk.next_position)
        before = {value.id: value for value in into.event.values} if into.event else {}
        for value in event.values:
            if value.is_confirmed:
                into = self._with(desk, into, value)
        after = into.event or self.gestures.empty_event(desk)
        mark = carried_mark(event, self.source.source or self.source.title)
        values = tuple(
            value
            if before.get(value.id) == value
            else replace(value, bulk=True, extra=value.extra | mark)
            for value in after.values
        )
        return with_same(replace(after, values=values), event.key)

    def _with(self, desk: Desk, into: Record, value: FieldValue) -> Record:
        if value.value is None or value.field not in self.gestures.codebook.readable_by_key:
            return into
        spans = found_again(
            [span.quote(self.source.text) for span in value.evidence], self.article.text
        )
        row = into.standing(value.field)
        same = next((one for one in row if one.value == value.value), None)
        if same:
            return self._accepted(desk, into, same)
        has_words = bool(spans) or not value.evidence
        if not has_words and not self._may_go_without(value, row):
            self.left += 1
            return into
        self.without_words += not has_words
        edit = self.gestures.add(desk, into, value.field, value.value, spans)
        return _done(into, edit)

    def _may_go_without(self, value: FieldValue, row: Sequence[ShownValue]) -> bool:
        """Whether a value may be carried although its words do not stand here."""
        if row and not self.gestures.codebook.readable_by_key[value.field].multiple:
            return False
        is_told = isinstance(value.value, Count) or (
            isinstance(value.value, str) and not self._is_choice(value.field)
        )
        return self.relation.is_copy or not is_told

    def _is_choice(self, field_key: str) -> bool:
        return bool(self.gestures.codebook.readable_by_key[field_key].choice_by_key)

    def _accepted(self, desk: Desk, into: Record, same: ShownValue) -> Record:
        if same.state is not State.SUGGESTED:
            return into
        return _done(into, self.gestures.accept(desk, into, [same]))


def _done(record: Record, edit: Review) -> Record:
    """The record as an edit of it alone leaves it."""
    after = edit.events[0].after if edit.events else record.event
    return Record(after, record.proposal, record.position)


def _is_same(event: Event, held: Event) -> bool:
    return event.key in named_same(held) or held.key in named_same(event)


def _standing_for(records: Iterable[Record], event: Event) -> Record | None:
    """The suggested record that most agrees with an event, if one clearly does."""
    wanted = [(one.field, one.value) for one in event.values if one.is_confirmed]
    agreeing = [
        (sum((one.field, one.value) in wanted for row in rows.values() for one in row), record)
        for record, rows in ((one, one.values_by_field()) for one in records)
        if record.is_suggestion and record.proposal
    ]
    most = max((count for count, _ in agreeing), default=0)
    best = [record for count, record in agreeing if count == most]
    return best[0] if most >= _SAME_ANSWERS and len(best) == 1 else None

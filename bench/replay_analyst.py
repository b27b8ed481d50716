"""A scripted analyst who knows the key and works through one article in the real window.

What is cheapest is tried first; where the window cannot take a value that way, what is next
dearer is done. Each action is counted when it has been done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from bench.quality_effort import ACCEPT, CLICK, PICK, REJECT, SELECT, TYPE
from bench.replay_hands import Hands, places_of
from bench.replay_key import Entity, Key, Slot
from models.events import State
from models.review import ShownValue
from models.values import AnyValue

_MOST_DOWN = 30
_NUMBERS = 9


class Analyst:
    """Works through one open article. `kinds`: actions by what was done."""

    def __init__(self, hands: Hands, key: Key) -> None:
        self._hands, self._session = hands, hands.session
        self._key = key
        self.kinds: Counter[str] = Counter()
        #: The record by the template that it stands for.
        self.homes = dict(key.homes)

    def work(self) -> None:
        """Everything that the key asks for, and Done."""
        for record_key in self._key.too_many:
            self._hands.go_to(record_key)
            self._hands.press("Delete")
            self.kinds["reject"] += REJECT
        for template, sentence in self._key.told.items():
            self._make(template, sentence)
        for template in range(len(self._key.row["templates"])):
            for slot in self._key.slots(template):
                self._settle(self.homes[template], slot)
        for role in self._key.scorer.ROLES:
            self._fill(role)
        self._hands.done()

    def _make(self, template: int, sentence: int | None) -> None:
        """The event of a missed template; the sweep's answer also picks its type."""
        told = None if sentence is None else self._session.told[sentence]
        asked = told if told in self._session.unclaimed() else None
        if told and asked is None:
            # Another event has its words, so nothing asks about it: a double click leads there.
            self.homes[template] = self._hands.make_event_of(told.triggers[0])
            self.kinds["click"] += CLICK
        else:
            self.homes[template] = self._hands.make_event(asked.span if asked else None)
        is_asked = any(slot.field == "incident_type" for slot in self._key.slots(template))
        if told and is_asked:
            self.kinds["pick"] += PICK

    def _settle(self, record_key: str, slot: Slot) -> None:
        """A field with one answer: accepted, picked or typed; what is left and wrong is refused."""
        self._hands.go_to(record_key, slot.field)
        row = self._session.focused_values()
        standing = [n for n, one in enumerate(row) if one.state is not State.REJECTED]
        right = next((n for n in standing if slot.is_right(row[n].value)), None)
        if right is not None:
            if row[right].state is State.SUGGESTED:
                self._hands.go_to(record_key, slot.field, right)
                self._hands.press("Return")
                self.kinds["accept"] += ACCEPT
        elif not self._pick(slot.is_right):
            kind, cost = ("pick", PICK) if slot.field == "incident_type" else ("type", TYPE)
            for said in slot.typed():
                opener = "E" if self._session.focused_values() else "Return"
                if self._enter(opener, slot.is_right, said):
                    break
            self.kinds[kind] += cost
        for number, one in enumerate(self._row(record_key, slot.field)):
            if one.state is State.SUGGESTED and not slot.is_right(one.value):
                self._refuse(record_key, slot.field, number)

    def _fill(self, role: str) -> None:
        """All fillers of a role: what is likely is decided, what is missing is taken."""
        wanted = [entity for entity in self._key.entities if entity.role == role]
        for template, record_key in sorted(self.homes.items()):
            for number in range(len(self._row(record_key, role))):
                self._decide(record_key, role, number, wanted, template)
        for entity in wanted:
            if not entity.is_optional and not entity.met:
                self._get(entity)

    def _decide(
        self, record_key: str, role: str, number: int, wanted: list[Entity], template: int
    ) -> None:
        one = self._row(record_key, role)[number]
        if one.state is not State.SUGGESTED:
            return
        name = self._key.name(one.value)
        entity = next((entity for entity in wanted if name in entity.names), None)
        if entity and entity.is_optional:
            return  # The key asks neither for it nor against it.
        if entity and (not entity.met or (entity.met == name and template in entity.templates)):
            self._hands.go_to(record_key, role, number)
            self._hands.press("Return")
            self.kinds["accept"] += ACCEPT
            entity.met = name
            return
        self._refuse(record_key, role, number)

    def _get(self, entity: Entity) -> None:
        """A filler that nobody filled in: from a list, by a click, by selecting, or typed."""
        if not (self._listed(entity) or self._clicked(entity) or self._selected(entity)):
            record_key = next(self._records(entity))
            self._hands.go_to(record_key, entity.role)
            for name in sorted(entity.names, key=len, reverse=True):
                if self._enter(None, lambda value: self._is_of(entity, value), name):
                    break
            self.kinds["type"] += TYPE
        self._is_met(entity)

    def _listed(self, entity: Entity) -> bool:
        for record_key in self._records(entity):
            row = self._row(record_key, entity.role)
            for number in range(max(1, len(row))):
                self._hands.go_to(record_key, entity.role, number)
                # An alternative would take the place of what was accepted.
                is_free = not row or row[number].state in (State.SUGGESTED, State.REJECTED)
                if self._pick(lambda value: self._is_of(entity, value), with_own=is_free):
                    return True
        return False

    def _clicked(self, entity: Entity) -> bool:
        self._hands.go_to(next(self._records(entity)), entity.role)
        text = self._hands.text
        for phrase in self._session.phrases or ():
            words = " ".join(phrase.span.quote(text).split())
            if self._key.name(words) in entity.names and self._hands.click(phrase.span):
                self.kinds["click"] += CLICK
                if self._is_met(entity):
                    return True
                self._hands.press("Ctrl+Z")
        return False

    def _selected(self, entity: Entity) -> bool:
        self._hands.go_to(next(self._records(entity)), entity.role)
        for name in sorted(entity.names, key=len, reverse=True):
            for span in places_of(name, self._hands.text):
                self._hands.open_row()
                if not self._hands.select(span):
                    self._hands.press("Esc", "Esc")
                    continue
                self._hands.press("Return")
                self.kinds["select"] += SELECT
                if self._highlight(lambda value: self._is_of(entity, value)):
                    self.kinds["pick"] += PICK
                self._hands.press("Return")
                if self._is_met(entity):
                    return True
                self._hands.press("Ctrl+Z")
        return False

    def _pick(self, is_right: Callable[[Any], bool], *, with_own: bool = True) -> bool:
        """The answer under the focused row that is right, by its number."""
        record, shown = self._session.record, self._session.focused_value()
        own = shown.alternatives if shown else ()
        offers = record.offers(self._session.focus.field) if record else ()
        answers = [one.value for one in (*own, *offers)]
        for number, value in enumerate(answers[:_NUMBERS], 1):
            if is_right(value) and (with_own or number > len(own)):
                pressed = self._hands.answer(number)
                self.kinds["pick"] += PICK * pressed
                return pressed > 0
        return False

    def _enter(self, opener: str | None, is_right: Callable[[Any], bool], said: str) -> bool:
        """Type into the editor and take what is right in its list."""
        if opener:
            self._hands.press(opener)
        else:
            self._hands.open_row()
        self._hands.write(said)
        self._highlight(is_right)
        if is_right(self._hands.typed_value()):
            self._hands.press("Return")
            return True
        self._hands.press("Esc")
        return False

    def _highlight(self, is_right: Callable[[Any], bool]) -> bool:
        """Go down the editor's list to what is right. False: it was there already."""
        for step in range(_MOST_DOWN):
            if is_right(self._hands.typed_value()):
                return step > 0
            self._hands.press("Down")
        return True

    def _refuse(self, record_key: str, field: str, number: int) -> None:
        self._hands.go_to(record_key, field, number)
        self._hands.press("X")
        self.kinds["reject"] += REJECT

    def _is_of(self, entity: Entity, value: AnyValue | None) -> bool:
        return self._key.name(value) in entity.names

    def _is_met(self, entity: Entity) -> bool:
        """Whether a decided value of the article is the entity; remembers by which name."""
        held = {
            self._key.name(one.value)
            for record_key in self._records()
            for one in self._row(record_key, entity.role)
            if one.state not in (State.SUGGESTED, State.REJECTED)
        }
        entity.met = next(iter(sorted(held & entity.names)), "")
        return bool(entity.met)

    def _records(self, entity: Entity | None = None) -> Iterator[str]:
        """The records that stand for a template, those that have the entity first."""
        own = entity.templates if entity else frozenset()
        for template in sorted(self.homes, key=lambda place: (place not in own, place)):
            yield self.homes[template]

    def _row(self, record_key: str, field: str) -> tuple[ShownValue, ...]:
        records = self._session.desk.records if self._session.desk else ()
        return next(one for one in records if one.key == record_key).values(field)

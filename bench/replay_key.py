"""What an analyst who knows the MUC-4 key of an article does with what is suggested for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from bench.quality_alignment import aligned
from bench.quality_sets import Row
from models.codebook import Codebook
from models.typed import show_date
from models.values import AnyValue, DateRange, to_json

#: The fields with one answer a template, and what the scorer calls them.
SLOTS = {"incident_type": "type", "date": "date", "place": "place"}


@dataclass(frozen=True, slots=True)
class Slot:
    """One answer that a template wants."""

    field: str
    template: Row
    codebook: Codebook
    scorer: ModuleType

    @property
    def is_wanted(self) -> bool:
        """Whether the template has an answer at all."""
        return self._agrees([]) is not None

    def is_right(self, value: AnyValue | None) -> bool:
        said = {"field": self.field, "value": None if value is None else to_json(value)}
        return value is not None and bool(self._agrees([said]))

    def typed(self) -> Iterator[str]:
        """What can be typed for it."""
        if self.field == "date":
            for one in self.template["derived"]["dates"]:
                yield show_date(DateRange(_day(one["from"]), _day(one["to"])))
        elif self.field == "place":
            for filler in self.template["slots"]["incident_location"]:
                for path in filler["paths"]:
                    last = path[-1] if isinstance(path[-1], list) else [path[-1]]
                    yield from (part["name"].title() for part in last)
        else:
            choices = self.codebook.field_by_key[self.field].choice_by_key
            yield from (one.label for key, one in choices.items() if self.is_right(key))

    def _agrees(self, values: list[Row]) -> bool | None:
        agrees: bool | None = self.scorer.slots_agree(self.template, {"values": values})[
            SLOTS[self.field]
        ]
        return agrees


@dataclass(slots=True)
class Entity:
    """A filler of a role, one an article: any of its names (as a scorer compares them) is right.

    `templates`: the places of those that have it. `met`: the name by which it was taken.
    """

    role: str
    names: frozenset[str]
    is_optional: bool
    templates: frozenset[int]
    met: str = ""


@dataclass(frozen=True)
class Key:
    """The key of one article, laid beside the suggestions as the scorer does.

    `homes`: the suggested event by the template that it stands for; `too_many`: those that stand
    for none. `told`: by missed template the sentence (its place) to make its event from, if any.
    """

    row: Row
    codebook: Codebook
    scorer: ModuleType
    homes: dict[int, str]
    too_many: tuple[str, ...]
    told: dict[int, int | None]
    entities: tuple[Entity, ...]

    def slots(self, template: int) -> list[Slot]:
        """The answers that a template wants; an optional one wants none."""
        one = self.row["templates"][template]
        slots = [Slot(field, one, self.codebook, self.scorer) for field in SLOTS]
        return [] if one["optional"] else [slot for slot in slots if slot.is_wanted]

    def name(self, value: AnyValue | None) -> str:
        """A text or actor as names are compared."""
        said = "" if value is None else self.scorer.as_text(to_json(value))
        normalised: str = self.scorer.normalise(said)
        return normalised

    def unlike(self, events: Sequence[Row], homes: dict[int, str]) -> list[str]:
        """Where decided records (exchange events, by id) do not hold what the key wants."""
        by_id = {event["id"]: event for event in events}
        wrong = []
        for number in range(len(self.row["templates"])):
            for slot in self.slots(number):
                event = by_id.get(homes.get(number, ""), {"values": []})
                told = self.scorer.slots_agree(slot.template, event)[SLOTS[slot.field]]
                if not told:
                    wrong.append(f"template {number + 1}: {slot.field}")
        for role in self.scorer.ROLES:
            said = set(self.scorer.predicted_entities(events, role))
            for entity in self.entities:
                if entity.role == role and not entity.is_optional:
                    if len(said & entity.names) != 1:
                        wrong.append(f"{role}: {sorted(entity.names)}")
                    said -= entity.names
            wrong += [f"{role}: {name!r} is too many" for name in said]
        return wrong


def key_of(
    row: Row, events: Sequence[Row], told: Sequence[Row], codebook: Codebook, scorer: ModuleType
) -> Key:
    """The key beside suggested events, and beside the events that its sentences could make."""
    templates = row["templates"]
    numbers = {id(template): number for number, template in enumerate(templates)}
    homes, too_many = {}, []
    for event, template in aligned(events, templates, scorer):
        if template is None:
            too_many.append(event["id"])
        else:
            homes[numbers[id(template)]] = event["id"]
    missed = [one for number, one in enumerate(templates) if number not in homes]
    places = {id(event): place for place, event in enumerate(told)}
    sentences = {
        numbers[id(template)]: places[id(event)]
        for event, template in aligned(told, missed, scorer)
        if template is not None
    }
    wanted = {
        number: sentences.get(number)
        for number, one in enumerate(templates)
        if number not in homes and not one["optional"]
    }
    return Key(
        row, codebook, scorer, homes, tuple(too_many), wanted, tuple(_entities(templates, scorer))
    )


def _entities(templates: Sequence[Row], scorer: ModuleType) -> Iterator[Entity]:
    for role in scorer.ROLES:
        own = [
            {name for names, _ in scorer.gold_entities([one], role) for name in names}
            for one in templates
        ]
        for names, is_optional in scorer.gold_entities(templates, role):
            places = frozenset(place for place, held in enumerate(own) if held & names)
            yield Entity(role, frozenset(names), is_optional, places)


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None

"""What a record costs an analyst with suggestions, against entering all of it by hand.

Costs in actions: accept 1, reject 1, pick from a list 1, click a phrase 2, select a span 3, type 5.
Over the relevant articles of MUC-4 (those with templates), optional fillers and templates left out:

    filler of a role (perpetrators, targets, weapon; one an article, as the scorer merges them)
        by hand 3; else 1 if it is a likely value (accepted) or among the listed ones (picked),
        2 if it is one of the phrases that can be clicked, 3 if it is none of these
    type, date, place of a template
        by hand 1, 5, 5; else 1 if the value of the event that stands for the template is right or
        the right one is listed, and by hand if not. A template that no event stands for is made
        from the sentence that fits it best of those that the sweep asks about: 1 if the right
        value is listed for it (nothing is filled in)
    a likely value that is wrong: 1 (rejected); a suggested event that stands for no template: 1

    effort = (all of this with suggestions) / (all by hand) − 1, in percent

Likely are values with a confidence from 0.6 on: they are filled in. Listed are the first five
others of a field, best first: values less sure, then alternatives and what a proposal lists for a
field that it has no value for. Right is what the scorer calls
right (fillers: exactly). Reading is not counted, and neither is making a new event, on both sides.
"Roles only" leaves out type, date and place, and the events that stand for no template.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from bench.quality_alignment import aligned
from bench.quality_passages import Passages
from bench.quality_sets import Predictions, Row
from models.events import LIKELY_FROM

ACCEPT = PICK = REJECT = 1
CLICK, SELECT, TYPE = 2, 3, 5
LISTED = 5
_SLOTS = {"incident_type": ("type", PICK), "date": ("date", TYPE), "place": ("place", TYPE)}


@dataclass(frozen=True, slots=True)
class Effort:
    """Actions with suggestions, and by hand; `kinds`: the former by what is done."""

    helped: int = 0
    by_hand: int = 0
    kinds: Counter[str] = dataclasses.field(default_factory=Counter, compare=False)

    def __add__(self, other: Effort) -> Effort:
        helped, by_hand = self.helped + other.helped, self.by_hand + other.by_hand
        return Effort(helped, by_hand, self.kinds + other.kinds)

    @property
    def change(self) -> float | None:
        """Percent more (less: negative) than by hand."""
        return 100 * (self.helped / self.by_hand - 1) if self.by_hand else None


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers for one field: what is filled in, and what can be picked from its list."""

    likely: tuple[Any, ...]
    listed: tuple[Any, ...]


def offers(event: Row, field: str) -> Offers:
    """The values of an event's field by how they are shown, best first."""
    values = [value for value in event["values"] if value["field"] == field]
    likely = [value["value"] for value in values if value["confidence"] >= LIKELY_FROM]
    less_sure = [value for value in values if value["confidence"] < LIKELY_FROM]
    others = [other for value in values for other in value.get("alternatives", ())]
    others += [other for other in event.get("listed", ()) if other["field"] == field]
    listed: list[Any] = []
    for value in (*_by_confidence(less_sure), *_by_confidence(others)):
        if value["value"] not in (*likely, *listed):
            listed.append(value["value"])
    return Offers(tuple(likely), tuple(listed[:LISTED]))


def _by_confidence(values: list[Row]) -> list[Row]:
    return sorted(values, key=lambda value: -value["confidence"])


def filler_effort(
    wanted: Iterable[tuple[Set[str], bool]], likely: Set[str], listed: Set[str], phrases: Set[str]
) -> Effort:
    """The effort of one role in one article; `wanted`: the names of each entity, if optional.

    All strings are normalised. Of several likely values for one entity all but one are rejected.
    """
    kinds: Counter[str] = Counter()
    by_hand = used = 0
    for names, optional in wanted:
        used += bool(names & likely)
        if optional:
            continue
        by_hand += SELECT
        if names & likely:
            kinds["accept"] += ACCEPT
        elif names & listed:
            kinds["pick"] += PICK
        elif names & phrases:
            kinds["click"] += CLICK
        else:
            kinds["select"] += SELECT
    kinds["reject"] += REJECT * (len(likely) - used)
    return Effort(kinds.total(), by_hand, kinds)


def slot_effort(offered: Offers, is_right: Callable[[Any], bool], by_hand: int) -> Effort:
    """The effort of a field with one answer, where typing or choosing it costs `by_hand`."""
    kinds = Counter(reject=REJECT * sum(not is_right(value) for value in offered.likely))
    if any(is_right(value) for value in offered.likely):
        kinds["accept"] += ACCEPT
    elif any(is_right(value) for value in offered.listed):
        kinds["pick"] += PICK
    else:
        kinds["type" if by_hand > PICK else "pick"] += by_hand
    return Effort(kinds.total(), by_hand, kinds)


def efforts(
    rows: Iterable[Row],
    predictions: Predictions,
    found: Passages,
    scorer: ModuleType,
) -> dict[str, Effort]:
    """The effort over all relevant articles: of `roles` only, and of the `record`."""
    phrases = found.phrases(scorer.normalise)
    roles = slots = Effort()
    for row in rows:
        if not row["templates"]:
            continue
        events = predictions.get(row["id"], {}).get("events", [])
        clickable = phrases.get(row["id"], frozenset())
        for role in scorer.ROLES:
            wanted = [(set(names), bool(o)) for names, o in _entities(row, role, scorer)]
            offered = [offers(event, role) for event in events]
            likely = _names((value for one in offered for value in one.likely), scorer)
            listed = _names((value for one in offered for value in one.listed), scorer)
            roles += filler_effort(wanted, likely, listed, clickable)
        slots += _slots(row["templates"], events, found.told.get(row["id"], ()), scorer)
    return {"roles": roles, "record": roles + slots}


def _entities(row: Row, role: str, scorer: ModuleType) -> list[tuple[Set[str], bool]]:
    return list(scorer.gold_entities(row["templates"], role))


def _names(values: Iterable[Any], scorer: ModuleType) -> set[str]:
    return {name for value in values if (name := scorer.normalise(scorer.as_text(value)))}


def _slots(
    templates: Sequence[Row], events: Sequence[Row], told: Sequence[Row], scorer: ModuleType
) -> Effort:
    pairs = list(aligned(events, templates, scorer))
    too_many = REJECT * sum(template is None for _, template in pairs)
    total = Effort(too_many, 0, Counter(reject=too_many))
    missed = [one for one in templates if not any(of is one for _, of in pairs)]
    pairs += [(event, of) for event, of in aligned(told, missed, scorer) if of is not None]
    for template in templates:
        if template["optional"]:
            continue
        event: Row = next((event for event, of in pairs if of is template), {"values": []})
        for field, (slot, by_hand) in _SLOTS.items():
            if _agrees(template, field, slot, None, scorer) is None:
                continue

            def is_right(value: Any, of: tuple[Row, str, str] = (template, field, slot)) -> bool:
                return bool(_agrees(*of, value, scorer))

            total += slot_effort(offers(event, field), is_right, by_hand)
    return total


def _agrees(template: Row, field: str, slot: str, value: Any, scorer: ModuleType) -> bool | None:
    """The scorer's word on a slot; None if the template has no answer to it."""
    values = [] if value is None else [{"field": field, "value": value}]
    agrees: bool | None = scorer.slots_agree(template, {"values": values})[slot]
    return agrees

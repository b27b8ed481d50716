"""How far the confidences of suggested values can be believed.

A value that the window would show (one of a proposal's own values, not an alternative) is right by
the rule that the scorer of its set has for its field; fields that no scorer judges are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from bench.quality_alignment import aligned
from bench.quality_sets import Predictions, Row
from models.events import Band
from models.suggest.calibration import calibration
from models.suggest.evaluation import Judgement

_SLOTS = {"incident_type": "type", "stage": "stage", "date": "date", "place": "place"}


def figures(judged: Sequence[Judgement]) -> dict[str, float | None]:
    """The calibration error, and percent right of the values that the window would fill in."""
    found = calibration(judged)
    likely = found.bands.get(Band.LIKELY)
    return {"ece": found.error, "likely": 100 * likely.precision if likely else None}


def by_field(judged: Sequence[Judgement]) -> dict[str, dict[str, list[float]]]:
    """For each field and band: how many values, percent right, mean confidence in percent."""
    told = {}
    for field in sorted({one.field for one in judged}):
        bands = calibration([one for one in judged if one.field == field]).bands
        told[field] = {
            name.value: [one.count, round(100 * one.precision, 1), round(100 * one.confidence, 1)]
            for name, one in bands.items()
        }
    return told


def judged_incidents(
    kind: str, pairs: Iterable[tuple[Row, Row]], predictions: Predictions, scorer: ModuleType
) -> list[Judgement]:
    """The lead events of GVA ("gva") or ACLED ("acled"); `pairs`: article, gold."""
    judged: list[Judgement] = []
    for article, gold in pairs:
        event = scorer.lead(predictions.get(article["id"], {}))
        for value in event["values"] if event else ():
            alone = {"values": [value]}
            rule = _gva_right if kind == "gva" else _acled_right
            right = rule(value["field"], alone, gold, scorer)
            if right is not None:
                judged.append(Judgement(value["field"], value["confidence"], right))
    return judged


def _gva_right(field: str, alone: Row, gold: Row, scorer: ModuleType) -> bool | None:
    match field:
        case "date":
            return bool(scorer.day_agrees(alone, gold["date"]))
        case "killed" | "wounded":
            number = gold["killed" if field == "killed" else "injured"]
            return bool(scorer.count(alone, field) == number)
        case "place" if gold["lat"] is not None:
            return bool(scorer.place_within(alone, gold["lat"], gold["lon"], 20))
    return None


def _acled_right(field: str, alone: Row, gold: Row, scorer: ModuleType) -> bool | None:
    match field:
        case "event_type" if gold["sub_event_type"]:
            return bool(scorer.first(alone, field) == scorer.key(gold["sub_event_type"]))
        case "killed":
            return bool(scorer.count(alone, field) == gold["fatalities"])
        case "place":
            return bool(scorer.place_within(alone, gold["lat"], gold["lon"], 20))
        case "initiator" | "target":
            names = [gold["actor1"], gold["actor2"]]
            return bool(scorer.actor_agrees(alone, [field], names))
    return None


def judged_templates(
    rows: Iterable[Row], predictions: Predictions, scorer: ModuleType
) -> list[Judgement]:
    """MUC-4: role fillers by article (each string once), type, stage, date, place by template.

    A second string for one and the same entity is wrong, as in the scorer. Events that no template
    is left for are wrong in every slot.
    """
    judged: list[Judgement] = []
    for row in rows:
        events = predictions.get(row["id"], {}).get("events", [])
        for role in scorer.ROLES:
            judged += _fillers(scorer.gold_entities(row["templates"], role), role, events, scorer)
        for event, template in aligned(events, row["templates"], scorer):
            judged += _slots(event, template, scorer)
    return judged


def _fillers(gold: list[Any], role: str, events: list[Row], scorer: ModuleType) -> list[Judgement]:
    said: dict[str, float] = {}
    for event in events:
        for value in event["values"]:
            name = (
                scorer.normalise(scorer.as_text(value["value"])) if value["field"] == role else ""
            )
            if name:
                said[name] = max(said.get(name, 0.0), value["confidence"])
    free = [names for names, _ in gold]
    judged = []
    for name, confidence in sorted(said.items(), key=lambda item: -item[1]):
        entity = next((names for names in free if name in names), None)
        if entity is not None:
            free.remove(entity)
        judged.append(Judgement(role, confidence, entity is not None))
    return judged


def _slots(event: Row, template: Row | None, scorer: ModuleType) -> list[Judgement]:
    judged = []
    seen = set()
    for value in event["values"]:
        slot = _SLOTS.get(value["field"])
        if slot is None or slot in seen:
            continue
        seen.add(slot)
        alone = {"values": [value]}
        right = scorer.slots_agree(template, alone)[slot] if template else False
        if right is not None:
            judged.append(Judgement(value["field"], value["confidence"], bool(right)))
    return judged

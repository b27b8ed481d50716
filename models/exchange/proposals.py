"""What the engine offers as JSON objects: proposals, and what can be picked in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.codebook import Codebook, Field
from models.events import Proposal, State, Suggested
from models.exchange.links import proposed_link_from_json, proposed_link_to_json
from models.omissions import TriggerSentence
from models.spans import Span
from models.values import from_json, to_json


def proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    """A proposal as an event whose values are all `suggested`."""
    values = []
    for offer in proposal.values:
        said = {"field": offer.field, **_offer_to_json(offer), "state": State.SUGGESTED.value}
        said["alternatives"] = [_offer_to_json(other) for other in offer.alternatives]
        values.append(said)
    said = {"id": proposal.id, "engine": proposal.engine, "values": values}
    links = [proposed_link_to_json(link) for link in proposal.links]
    listed = listed_to_json(proposal.listed)
    return said | ({"links": links} if links else {}) | ({"listed": listed} if listed else {})


def proposal_from_json(data: dict[str, Any], article_id: str, codebook: Codebook) -> Proposal:
    """A proposal as `proposal_to_json` wrote it; anything else in it is a bug."""
    offers, listed = (listed_from_json(data.get(key, ()), codebook) for key in ("values", "listed"))
    links = tuple(proposed_link_from_json(link) for link in data.get("links", ()))
    return Proposal(data["id"], article_id, data["engine"], offers, links, listed)


def told_to_json(told: TriggerSentence) -> list[Any]:
    """A sentence that seems to tell of an event: [sentence, type, [trigger, …], [offer, …]]."""
    return [told.span, told.choice, told.triggers, listed_to_json(told.listed)]


def told_from_json(data: list[Any], codebook: Codebook) -> TriggerSentence:
    """The sentence as `told_to_json` wrote it; anything else in it is a bug."""
    span, choice, triggers, listed = data
    found = tuple(Span(*one) for one in triggers)
    return TriggerSentence(Span(*span), choice, found, listed_from_json(listed, codebook))


def listed_to_json(listed: Iterable[Suggested]) -> list[dict[str, Any]]:
    return [{"field": offer.field, **_offer_to_json(offer)} for offer in listed]


def listed_from_json(listed: Iterable[dict[str, Any]], codebook: Codebook) -> tuple[Suggested, ...]:
    return tuple(_offer_from_json(one, codebook.field_by_key[one["field"]]) for one in listed)


def _offer_to_json(offer: Suggested) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": offer.id,
        "value": to_json(offer.value),
        "evidence": [list(span) for span in offer.evidence],
        "confidence": offer.confidence,
    }
    return said | ({"by": list(offer.proposers)} if offer.proposers else {})


def _offer_from_json(data: dict[str, Any], field: Field) -> Suggested:
    return Suggested(
        data["id"],
        field.key,
        from_json(field.kind, data["value"]),
        tuple(Span(*pair) for pair in data["evidence"]),
        data["confidence"],
        tuple(_offer_from_json(other, field) for other in data.get("alternatives", ())),
        tuple(data.get("by", ())),
    )

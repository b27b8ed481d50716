"""Puts the proposals of two suggesters for one article together, weighing who said what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from models.codebook import Codebook, Field, Role
from models.events import POSSIBLE_FROM, Proposal, Suggested, proposer_of
from models.suggest.agreement import agrees
from models.suggest.assignment import assignment
from models.values import AnyValue

#: How likely an offer is right, by what is known of who made it.
Trust = Callable[[Suggested], float]

#: How the engine of the proposal itself is named beside another proposer of the same value.
OWN = "built-in"

_MOST_ALTERNATIVES = 9
_WEIGHTS = {Role.EVENT_TYPE: 2.0, Role.TIME: 1.5, Role.PLACE: 1.5, Role.TARGET: 1.0}
_OTHER_WEIGHT = 0.5
_LEAST_AGREEMENT = 2.0


#: How many judgements the suggester's own word counts for.
_WORD_COUNTS = 4


def trust_by_record(judged: Mapping[tuple[str, str], tuple[int, int]]) -> Trust:
    """The trust that a further suggester has earned, by field: its share of offers accepted.

    `judged` holds accepted and all judged offers by suggester and field. The share is smoothed
    with what the suggester says of itself, as if that were four judgements (a Beta prior). The
    engine's own confidences are probabilities already and stay.
    """

    def trust(offer: Suggested) -> float:
        right, all_ = judged.get((proposer_of(offer.id), offer.field), (0, 0))
        return (right + _WORD_COUNTS * offer.confidence) / (all_ + _WORD_COUNTS)

    return trust


def own_confidence(offer: Suggested) -> float:
    """The trust in an offer of which nothing is known but what it says itself."""
    return offer.confidence


def combined(
    codebook: Codebook,
    found: Sequence[Proposal],
    trust: Trust = own_confidence,
    decided: Collection[str] = (),
) -> list[Proposal]:
    """The proposals of any number of suggesters as one list, the engine's own first."""
    by_engine: dict[str, list[Proposal]] = {}
    for one in found:
        by_engine.setdefault(one.engine, []).append(one)
    # The engine's name has no colon; those of further suggesters tell their kind before one.
    ordered = sorted(by_engine, key=lambda engine: (":" in engine, engine))
    together: list[Proposal] = []
    for engine in ordered:
        together = merged(codebook, together, by_engine[engine], trust, decided)
    return together


def merged(
    codebook: Codebook,
    own: Sequence[Proposal],
    others: Sequence[Proposal],
    trust: Trust = own_confidence,
    decided: Collection[str] = (),
) -> list[Proposal]:
    """One list of proposals: records of the same event become one, the rest stand beside.

    `trust` tells how likely the offers of `others` are right; those of `own` say so themselves.

    Records are the same event if they are of one class and agree in type, days, place and other
    fields (`agreement.agrees`) by a weight of at least two. A value that both propose is as
    likely as that not both are wrong; of different values the likelier is shown, and the others
    are its alternatives; but what somebody decided on (ids of suggestions) keeps its place.
    Every value keeps who proposed it (`Suggested.proposers`).
    """
    others = [_weighed(one, trust) for one in others]
    worth = [[_agreement(codebook, mine, theirs) for theirs in others] for mine in own]
    pairs = {i: j for i, j in assignment(worth) if worth[i][j] >= _LEAST_AGREEMENT}
    found = [
        _joined(codebook, one, others[pairs[n]], decided) if n in pairs else one
        for n, one in enumerate(own)
    ]
    used = set(pairs.values())
    return found + [one for n, one in enumerate(others) if n not in used]


def _weighed(proposal: Proposal, trust: Trust) -> Proposal:
    def sure(offer: Suggested) -> Suggested:
        rest = tuple(replace(o, confidence=round(trust(o), 2)) for o in offer.alternatives)
        return replace(offer, confidence=round(trust(offer), 2), alternatives=rest)

    return replace(proposal, values=tuple(sure(offer) for offer in proposal.values))


def _of(proposal: Proposal, field: Field) -> list[Suggested]:
    return [offer for offer in proposal.values if offer.field == field.key]


def _agreement(codebook: Codebook, one: Proposal, other: Proposal) -> float:
    total = 0.0
    for field in codebook.fields:
        mine = [o.value for o in _of(one, field)]
        theirs = [o.value for o in _of(other, field)]
        same = max((agrees(field, a, b) for a in mine for b in theirs), default=0.0)
        if field.role is Role.RECORD_CLASS:
            if mine and theirs and same < 1.0:
                return 0.0
        elif field.role:
            total += same * _WEIGHTS.get(field.role, _OTHER_WEIGHT)
    return total


def _joined(
    codebook: Codebook, one: Proposal, other: Proposal, decided: Collection[str]
) -> Proposal:
    """Keeps the ids of the first, so that decisions on it still fit when the other comes late."""
    values = [
        offer
        for field in codebook.fields
        for offer in _field_joined(field, _of(one, field), _of(other, field), decided)
    ]
    return replace(one, values=tuple(values))


def _field_joined(
    field: Field,
    mine: Sequence[Suggested],
    theirs: Sequence[Suggested],
    decided: Collection[str],
) -> list[Suggested]:
    offers = _flat(mine)
    own = len(offers)
    for offer in _flat(theirs):
        # Only across suggesters: variants of one's own are different answers.
        n = next((n for n in range(own) if _same(field, offers[n].value, offer.value)), None)
        if n is None:
            offers.append(offer)
        else:
            offers[n] = _agreed(offers[n], offer)
    # Sorting keeps the order of equals: of two equally likely answers the engine's own is first.
    offers.sort(key=lambda offer: (offer.id not in decided, -offer.confidence))
    shown = 1
    if field.multiple:
        shown = max(1, sum(o.id in decided or o.confidence >= POSSIBLE_FROM for o in offers))
    rest = tuple(offers[shown:][:_MOST_ALTERNATIVES])
    return [replace(o, alternatives=rest if n == 0 else ()) for n, o in enumerate(offers[:shown])]


def _flat(offers: Sequence[Suggested]) -> list[Suggested]:
    return [flat for o in offers for flat in (replace(o, alternatives=()), *o.alternatives)]


def _same(field: Field, one: AnyValue, other: AnyValue) -> bool:
    return one == other or agrees(field, one, other) == 1.0


def _agreed(held: Suggested, offer: Suggested) -> Suggested:
    """What two say is wrong only if both are."""
    mine, theirs = held.proposers or (OWN,), offer.proposers or (OWN,)
    if set(mine) & set(theirs):
        return replace(held, confidence=max(held.confidence, offer.confidence))
    return replace(
        held,
        evidence=held.evidence or offer.evidence,
        confidence=round(1 - (1 - held.confidence) * (1 - offer.confidence), 2),
        by=(*mine, *theirs),
    )

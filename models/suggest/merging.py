"""Puts the proposals of two suggesters for one article together, weighing who said what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from models.codebook import Codebook, Field, Role
from models.events import Proposal, Suggested
from models.suggest.agreement import agrees
from models.suggest.assignment import assignment
from models.values import AnyValue

#: How likely an offer is right, by what is known of who made it.
Trust = Callable[[Suggested], float]

#: A further value of a field at least this likely is shown, a less likely one is an alternative.
POSSIBLE = 0.3
#: How the engine of the proposal itself is named beside another proposer of the same value.
OWN = "built-in"

_MOST_ALTERNATIVES = 9
_WEIGHTS = {Role.EVENT_TYPE: 2.0, Role.TIME: 1.5, Role.PLACE: 1.5, Role.TARGET: 1.0}
_OTHER_WEIGHT = 0.5
_LEAST_AGREEMENT = 2.0


def own_confidence(offer: Suggested) -> float:
    """The trust in an offer of which nothing is known but what it says itself."""
    return offer.confidence


def merged(
    codebook: Codebook,
    own: Sequence[Proposal],
    others: Sequence[Proposal],
    trust: Trust = own_confidence,
) -> list[Proposal]:
    """One list of proposals: records of the same event become one, the rest stand beside.

    Records are the same event if they are of one class and agree in type, days, place and other
    fields (`agreement.agrees`) by a weight of at least two. A value that both propose is as
    likely as that not both are wrong; of different values the likelier is shown, and the others
    are its alternatives. Every value keeps who proposed it (`Suggested.proposers`).
    """
    own = [_weighed(one, trust) for one in own]
    others = [_weighed(one, trust) for one in others]
    worth = [[_agreement(codebook, mine, theirs) for theirs in others] for mine in own]
    pairs = {i: j for i, j in assignment(worth) if worth[i][j] >= _LEAST_AGREEMENT}
    found = [
        _joined(codebook, one, others[pairs[n]]) if n in pairs else one for n, one in enumerate(own)
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


def _joined(codebook: Codebook, one: Proposal, other: Proposal) -> Proposal:
    values = [
        offer
        for field in codebook.fields
        for offer in _field_joined(field, _of(one, field), _of(other, field))
    ]
    basis = f"{one.id}+{other.id}"
    return Proposal(
        "p" + hashlib.sha256(basis.encode()).hexdigest()[:24],
        one.article_id,
        one.engine,
        tuple(values),
    )


def _field_joined(
    field: Field, mine: Sequence[Suggested], theirs: Sequence[Suggested]
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
    offers.sort(key=lambda offer: -offer.confidence)
    shown = 1
    if field.multiple:
        shown = max(1, sum(offer.confidence >= POSSIBLE for offer in offers))
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
    sure = 1 - (1 - held.confidence) * (1 - offer.confidence)
    return replace(
        held,
        id=f"{'+'.join((*mine, *theirs))}/{held.id.rpartition('/')[2]}",
        evidence=held.evidence or offer.evidence,
        confidence=round(sure, 2),
    )

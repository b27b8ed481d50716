"""Gives the phrases that the role ranker found to the events of the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from models.codebook import Codebook, Field, Role
from models.folding import folded
from models.spans import Span
from models.suggest.builder import Incident
from models.suggest.candidates import shown_text
from models.suggest.learning.calibrating import Curve
from models.suggest.learning.gating import gated
from models.suggest.learning.roles import RoleScore
from models.suggest.reading import Reading
from models.suggest.replies import Answer
from models.suggest.role_kinds import ranked_fields
from models.values import Actor, Kind

if TYPE_CHECKING:
    from models.suggest.learning.state import LearnedState

#: The probability from which on a field is filled as long as nothing was learned.
BY_RULES: Final = 0.2
#: Less likely phrases are not even alternatives.
_LEAST: Final = 0.04
_MOST_ANSWERS: Final = 8
#: What is likelier than a filler's second phrase is a filler of its own; the third has half of it.
_OTHER_PHRASE: Final = 0.25


def filled_from(codebook: Codebook, learned: LearnedState | None) -> dict[str, float]:
    """The fields that the ranker fills, each with the probability from which on it is filled.

    By its rules alone it fills the fields of a codebook that asks apart for the persons, bodies
    or things on one side; known actors are better named by their own rules.
    """
    fields = [field for field in ranked_fields(codebook) if field.role]
    roles = [field.role for field in fields]
    apart = any(roles.count(role) > 1 for role in (Role.AGENT, Role.TARGET))
    if learned is not None and learned.roles is not None:
        filled = [field for field in fields if apart or field.kind is Kind.TEXT]
        return {field.key: learned.thresholds.get(field.key, BY_RULES) for field in filled}
    return {field.key: BY_RULES for field in fields} if apart else {}


class Fillers:
    """Shares out what fills the ranked fields of a codebook."""

    def __init__(
        self,
        codebook: Codebook,
        thresholds: dict[str, float],
        shown: Mapping[str, Curve] | None = None,
    ) -> None:
        """`shown`: the learned curves that make probabilities of fillers believable."""
        self._shown = shown
        self.thresholds = thresholds
        self._fields = {f.key: f for f in ranked_fields(codebook) if f.key in thresholds}

    def of(
        self,
        reading: Reading,
        scores: Sequence[RoleScore],
        incidents: Sequence[Incident],
        sure: Sequence[float],
    ) -> list[dict[str, list[Answer]]]:
        """For each event the answers to each field, likeliest first.

        A phrase goes to the events told of in its sentence, else to the nearest. Who or what was
        hit belongs to one event; who did it and with what may have done so several times. `sure`:
        the probability of each event.
        """
        shared: list[dict[str, list[Answer]]] = [{} for _ in incidents]
        told = [frozenset(m.sentence for m in incident.reports) for incident in incidents]
        for score in gated(scores, sure, self._shown):
            field = self._fields.get(score.field)
            if field is None or score.probability < _LEAST or not incidents:
                continue
            homes = _homes(score, told, sure)
            phrases = [
                self._answer(reading, field, text, spans)
                for text, spans in ((score.text, score.spans), *score.variants)
            ]
            least = self.thresholds[field.key]
            for n in homes[:1] if field.role is Role.TARGET else homes:
                found = shared[n].setdefault(field.key, [])
                if len(found) < _MOST_ANSWERS or score.probability >= least:
                    found += _variants(phrases, score.probability, least)
        for fields in shared:
            for found in fields.values():
                found.sort(key=lambda answer: -answer.confidence)
        return shared

    def _answer(self, reading: Reading, field: Field, text: str, spans: tuple[Span, ...]) -> Answer:
        value = self._actor(reading, spans[0]) if field.kind is Kind.ACTOR else text
        return Answer(value, spans[:3], 0.0)

    @staticmethod
    def _actor(reading: Reading, span: Span) -> Actor:
        """The actor as the article writes it, in restored case; a known spelling of it before."""
        words = shown_text(reading.text, span)
        for match in reading.actors.names:
            if match.span.contains(span) and folded(match.actor.name) == folded(words):
                return Actor(match.actor.name)
        return Actor(words)


def _variants(phrases: Sequence[Answer], likely: float, least: float) -> list[Answer]:
    """A filler, and further phrases for it as alternatives: they never fill the field (`least`)."""
    first, *others = phrases
    below = 0.9 * least
    return [replace(first, confidence=likely)] + [
        replace(other, confidence=min(below, _OTHER_PHRASE * likely / n))
        for n, other in enumerate(others, 1)
    ]


def _homes(score: RoleScore, told: Sequence[frozenset[int]], sure: Sequence[float]) -> list[int]:
    """The events that a phrase may belong to, the likeliest first."""
    own = frozenset(score.sentences)
    inside = [n for n, sentences in enumerate(told) if own & sentences]
    if inside:
        return sorted(inside, key=lambda n: (-sure[n], n))

    def distance(n: int) -> tuple[float, int]:
        """Later events are nearer: what was hit is often named before it is told how."""
        return min(
            (s - o if s > o else 1.5 * (o - s) for s in told[n] for o in own), default=1e9
        ), n

    return [min(range(len(told)), key=distance)]

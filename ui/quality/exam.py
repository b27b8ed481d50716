"""The articles that can judge the engine: finished ones that nothing was learned from. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db import learning
from db.project import Project
from models.article import Article
from models.blindness import coded_blind
from models.codebook import Codebook
from models.events import Event, Proposal
from models.language import tr
from models.learned import fingerprint
from models.suggest.calibration import Calibration, calibration
from models.suggest.evaluation import Judgement, Report, Score, compare, judged
from models.suggest.learning.examples import is_held_out


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A finished article and who coded it; `is_blind`: without a suggestion in sight.

    There may be tens of thousands: what was coded is read when the article's turn comes.
    """

    article_id: str
    annotator: str
    is_blind: bool


@dataclass(frozen=True, slots=True)
class Exam:
    """The articles to measure on and the learned state to measure; empty: the rules alone."""

    articles: tuple[HeldOut, ...]
    state: str = ""


def set_exam(project: Project) -> Exam:
    """What measures the state in use.

    It is measured by its twin, which never saw the held-out fifth; a state from elsewhere by
    itself, on articles that it was not trained on. Where nothing is learned, all finished articles
    are new to the engine.
    """
    step = learning.learned(project)
    twin = step.twin if step else ""
    seen = frozenset(step.trained_on) if step and not twin else frozenset()
    articles = tuple(
        HeldOut(one.article_id, one.annotator, coded_blind(one.events, one.proposals))
        for one in learning.reviewed(project)
        if fingerprint(one.sha256) not in seen and (not twin or is_held_out(one.article_id))
    )
    return Exam(articles, twin or (step.state if step else ""))


class Tally:
    """Adds up, article by article, how suggestions compare with what was confirmed."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._judged: list[Judgement] = []
        self.articles = 0
        self.events = Score("events")
        self.fields: dict[str, Score] = {}

    def add(self, article: Article, events: Sequence[Event], said: Sequence[Proposal]) -> None:
        gold, predicted = [(article, events)], {article.id: said}
        found: Report = compare(gold, predicted, self._codebook)
        self.articles += 1
        self.events = self.events.plus(found.events)
        for score in found.fields:
            before = self.fields.get(score.name, Score(score.name))
            self.fields[score.name] = before.plus(score)
        self._judged += judged(gold, predicted, self._codebook)

    def rows(self) -> list[tuple[str, Score]]:
        """Events, then the fields in the codebook's order, by the names that people know."""
        known = [field for field in self._codebook.fields if field.key in self.fields]
        return [
            (tr("Events"), self.events),
            *((field.label, self.fields[field.key]) for field in known),
        ]

    def calibration(self) -> Calibration:
        return calibration(self._judged)

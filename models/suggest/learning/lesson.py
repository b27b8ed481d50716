"""One lesson: learn from all finished articles, and find out whether it is worth to be used."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from models.codebook import Codebook
from models.suggest.calibration import CurvePoint
from models.suggest.learning.examples import is_held_out, part_of
from models.suggest.learning.measuring import Labelled, Measure, is_worse, measure
from models.suggest.learning.state import LearnedState
from models.suggest.learning.training import train

_CURVE = (25, 100, 400, 1600)
#: With fewer articles than this a fifth of them says little.
_FEW: Final = 200
#: The parts of the articles that the second twin leaves out.
_SECOND: Final = (1, 2)


@dataclass(frozen=True, slots=True)
class Trial:
    """Rules, the state in use and the new one on held-out articles labelled in the same way."""

    rules: Measure
    before: Measure
    after: Measure

    def to_json(self) -> dict[str, Any]:
        return {
            "rules": self.rules.to_json(),
            "before": self.before.to_json(),
            "after": self.after.to_json(),
        }


@dataclass(frozen=True)
class Lesson:
    """What came of a lesson.

    `state` was learned from all articles, `twin` without the held-out ones; the trials are the
    twin's. Labels made without a suggestion in sight (`blind`) and beside suggestions (`assisted`)
    are never measured together.
    """

    articles: int
    state: LearnedState | None
    twin: LearnedState | None
    blind: Trial | None
    assisted: Trial | None
    curve: tuple[CurvePoint, ...] = ()

    @property
    def trial(self) -> Trial | None:
        """The one that decides: on the kind of labels that there are more of."""
        trials = [one for one in (self.blind, self.assisted) if one]
        return max(trials, key=lambda one: one.after.articles, default=None)

    def figures(self) -> dict[str, Any]:
        """All figures as plain data."""
        return {
            "blind": self.blind.to_json() if self.blind else None,
            "assisted": self.assisted.to_json() if self.assisted else None,
            "curve": [
                [point.articles, round(point.f1, 4), round(point.ranking, 4)]
                for point in self.curve
            ],
        }


def teach(
    codebook: Codebook,
    labelled: Sequence[Labelled],
    in_use: LearnedState | None = None,
    seen: Collection[str] = (),
    *,
    with_curve: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> Lesson:
    """Learns from labelled articles; of what is worse than `in_use` only the figures remain.

    Worse is by `Measure.ranking`, which no threshold sways, and by more than chance. While articles
    are few, and the rules are to beat, a second twin that leaves out two other parts is asked, too.

    `in_use` is the state to beat as it can be measured: the twin of the one in use, or, of one
    that comes from elsewhere, itself; `seen` names the articles that it was trained on.
    """
    teaching = [pair for pair in labelled if not is_held_out(pair[0].article_id)]
    testing = [
        pair
        for pair in labelled
        if is_held_out(pair[0].article_id) and pair[0].article_id not in seen
    ]
    say(f"Learning from {len(teaching):,} articles, {len(testing):,} held out …")
    twin = train(codebook, teaching)
    trials = []
    for blind in (True, False):
        group = [pair for pair in testing if pair[0].is_blind is blind]
        states = (None, in_use, twin)
        trials.append(Trial(*(measure(codebook, s, group) for s in states)) if group else None)
    curve = _curve(codebook, teaching, testing, twin, say) if with_curve else ()
    lesson = Lesson(len(labelled), None, twin, trials[0], trials[1], curve)
    if not _is_accepted(codebook, labelled, lesson, rules_in_use=in_use is None):
        return lesson
    say(f"Learning from all {len(labelled):,} articles …")
    return Lesson(
        len(labelled), train(codebook, labelled), twin, lesson.blind, lesson.assisted, curve
    )


def _is_accepted(
    codebook: Codebook, labelled: Sequence[Labelled], lesson: Lesson, *, rules_in_use: bool
) -> bool:
    """Whether the twin does not fall behind what is in use on articles that neither has seen."""
    decisive = lesson.trial
    if decisive is None:
        return False
    before, after = [*decisive.before.answered], [*decisive.after.answered]
    if rules_in_use and len(labelled) < _FEW:
        rest = [pair for pair in labelled if part_of(pair[0].article_id) not in _SECOND]
        blind = decisive is lesson.blind
        group = [
            pair
            for pair in labelled
            if part_of(pair[0].article_id) in _SECOND and pair[0].is_blind is blind
        ]
        before += measure(codebook, None, group).answered
        after += measure(codebook, train(codebook, rest), group).answered
    return not is_worse(before, after)


def _curve(
    codebook: Codebook,
    teaching: Sequence[Labelled],
    testing: Sequence[Labelled],
    twin: LearnedState,
    say: Callable[[str], None],
) -> tuple[CurvePoint, ...]:
    """Quality after learning from ever more articles, drawn in an order that nobody chose.

    On the held-out articles with the kind of labels that there are more of.
    """
    blind = [pair for pair in testing if pair[0].is_blind]
    assisted = [pair for pair in testing if not pair[0].is_blind]
    group = max(blind, assisted, key=len)
    if not group:
        return ()
    drawn = sorted(teaching, key=lambda pair: sha256(pair[0].article_id.encode()).digest())
    points = [_point(0, measure(codebook, None, group))]
    for size in (size for size in _CURVE if size < len(drawn)):
        say(f"Learning curve: {size:,} articles …")
        points.append(_point(size, measure(codebook, train(codebook, drawn[:size]), group)))
    points.append(_point(len(drawn), measure(codebook, twin, group)))
    return tuple(points)


def _point(articles: int, found: Measure) -> CurvePoint:
    return CurvePoint(articles, found.f1, found.ranking)

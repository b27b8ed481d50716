"""What the page on quality says in words. Free of Qt."""

from __future__ import annotations

from collections.abc import Sequence

from models.language import later, number, tr, trn
from models.learned import How, Learned
from models.suggest.calibration import Calibration, CurvePoint
from ui.processes.learning_client import EVERY
from ui.words.days import day_words

PRECISION = later("Of the values that were suggested, how many were right.")
RECALL = later("Of the values that people confirmed, how many had been suggested.")
F1 = later(
    "Precision and recall in one number (their harmonic mean): 100 % means that everything was "
    "suggested and nothing else."
)
RANKING = later(
    "All values that the engine considered, the surest first: how far the right ones stand "
    "before the wrong ones (average precision). A lesson is used only if this is not worse than "
    "before."
)
#: What a lesson is measured by: key of the figure, name, and what it means.
LESSON_MEASURES = (
    ("ranking", later("Right values before wrong ones"), RANKING),
    ("f1", later("F1 of the learned fields"), F1),
)
COLUMNS = (
    ("", later("Events first, then each field of the codebook.")),
    (later("Confirmed"), later("How many values people confirmed in these articles.")),
    (later("Suggested"), later("How many values the engine suggests there now.")),
    (later("Right"), later("How many suggested values are among the confirmed ones.")),
    (later("Precision"), PRECISION),
    (later("Recall"), RECALL),
    ("F1", F1),
)
CALIBRATION_ERROR = later(
    "Expected calibration error: the values are put into ten groups by their confidence; in "
    "each, how far the share of right ones is from the confidence, weighted by the size of the "
    "group."
)
BLIND, ASSISTED = later("Coded without suggestions"), later("Coded beside suggestions")
WHY_APART = later(
    "Suggestions lead the eye: figures on articles that were coded beside suggestions flatter "
    "the engine. So the two are never added together."
)


def percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def articles_words(count: int) -> str:
    return trn("{count} article", "{count} articles", count)


def values_words(count: int) -> str:
    return trn("{count} value", "{count} values", count)


def curve_meaning() -> str:
    """What the two lines of the learning curve stand for."""
    return tr("Ranking: {ranking}\n\nF1: {f1}", ranking=tr(RANKING), f1=tr(F1))


def learned_words(in_use: Learned | None, finished: int) -> str:
    """From how many articles was learned, and when; or what it takes to begin."""
    if in_use is None:
        missing = EVERY - finished
        begins = (
            tr(
                "Learning begins by itself when {every} articles are finished: {missing} more to "
                "go ({finished} so far).",
                every=EVERY,
                missing=missing,
                finished=finished,
            )
            if missing > 0
            else trn(
                "{count} article finished: press Learn now, or finish more.",
                "{count} articles finished: press Learn now, or finish more.",
                finished,
            )
        )
        return tr("Nothing is learned yet; the rules alone suggest. {begins}", begins=begins)
    at = in_use.at.astimezone()
    articles = trn("{count} finished article", "{count} finished articles", len(in_use.trained_on))
    when = tr("on {day} at {at:%H:%M}", day=day_words(at.date()), at=at)
    if in_use.how is How.IMPORTED:
        return tr(
            "Brought in from another project, where it was learned from {articles} {when}.",
            articles=articles,
            when=when,
        )
    more = finished - in_use.articles
    since = ""
    if more > 0:
        since = " " + trn(
            "{count} article more finished since.", "{count} articles more finished since.", more
        )
    return tr("Learned from {articles} {when}.", articles=articles, when=when) + since


def calibration_words(found: Calibration) -> str:
    """How far stated confidences are off."""
    if found.error is None:
        return tr("No value was suggested here.")
    points = 100 * found.error
    return tr(
        "On average the engine's confidence is {points} percentage points off (expected "
        "calibration error {error}).",
        points=number(points, 0),
        error=number(found.error, 2),
    )


def curve_of(steps: Sequence[Learned]) -> tuple[list[CurvePoint], str]:
    """The last learning curve that was measured, and a sentence on it."""
    for step in reversed(steps):
        points = [CurvePoint(*one) for one in step.figures.get("curve") or ()]
        if len(points) > 1:
            day = day_words(step.at.astimezone().date())
            return points, tr(
                "On held-out articles after learning from ever more, as of {day}.", day=day
            )
    return [], tr("Not measured yet. Learn now draws it, once enough articles are finished.")

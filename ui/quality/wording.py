"""What the page on quality says in words. Free of Qt."""

from __future__ import annotations

from collections.abc import Sequence

from models.learned import How, Learned
from models.suggest.calibration import Calibration, CurvePoint
from ui.article.article_header import day_words
from ui.learning_client import EVERY

PRECISION = "Of the values that were suggested, how many were right."
RECALL = "Of the values that people confirmed, how many had been suggested."
F1 = (
    "Precision and recall in one number (their harmonic mean): 100 % means that everything was "
    "suggested and nothing else."
)
RANKING = (
    "All values that the engine considered, the surest first: how far the right ones stand before "
    "the wrong ones (average precision). A lesson is used only if this is not worse than before."
)
CURVE = f"Ranking: {RANKING}\n\nF1: {F1}"
#: What a lesson is measured by: key of the figure, name, and what it means.
LESSON_MEASURES = (
    ("ranking", "Right values before wrong ones", RANKING),
    ("f1", "F1 of the learned fields", F1),
)
COLUMNS = (
    ("", "Events first, then each field of the codebook."),
    ("Confirmed", "How many values people confirmed in these articles."),
    ("Suggested", "How many values the engine suggests there now."),
    ("Right", "How many suggested values are among the confirmed ones."),
    ("Precision", PRECISION),
    ("Recall", RECALL),
    ("F1", F1),
)
CALIBRATION_ERROR = (
    "Expected calibration error: the values are put into ten groups by their confidence; in each, "
    "how far the share of right ones is from the confidence, weighted by the size of the group."
)
BLIND, ASSISTED = "Coded without suggestions", "Coded beside suggestions"
WHY_APART = (
    "Suggestions lead the eye: figures on articles that were coded beside suggestions flatter the "
    "engine. So the two are never added together."
)


def percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def learned_words(in_use: Learned | None, finished: int) -> str:
    """From how many articles was learned, and when; or what it takes to begin."""
    if in_use is None:
        missing = EVERY - finished
        begins = (
            f"Learning begins by itself when {EVERY} articles are finished: "
            f"{missing} more to go ({finished} so far)."
            if missing > 0
            else f"{counted(finished, 'article')} finished: press Learn now, or finish more."
        )
        return f"Nothing is learned yet; the rules alone suggest. {begins}"
    at = in_use.at.astimezone()
    articles = counted(len(in_use.trained_on), "finished article")
    when = f"on {day_words(at.date())} at {at:%H:%M}"
    if in_use.how is How.IMPORTED:
        return f"Brought in from another project, where it was learned from {articles} {when}."
    more = finished - in_use.articles
    since = f" {counted(more, 'article')} more finished since." if more > 0 else ""
    return f"Learned from {articles} {when}.{since}"


def calibration_words(found: Calibration) -> str:
    """How far stated confidences are off."""
    if found.error is None:
        return "No value was suggested here."
    points = 100 * found.error
    return (
        f"On average the engine's confidence is {points:.0f} percentage points off "
        f"(expected calibration error {found.error:.2f})."
    )


def curve_of(steps: Sequence[Learned]) -> tuple[list[CurvePoint], str]:
    """The last learning curve that was measured, and a sentence on it."""
    for step in reversed(steps):
        points = [CurvePoint(*one) for one in step.figures.get("curve") or ()]
        if len(points) > 1:
            day = day_words(step.at.astimezone().date())
            return points, f"On held-out articles after learning from ever more, as of {day}."
    return [], "Not measured yet. Learn now draws it, once enough articles are finished."

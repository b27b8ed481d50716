"""Charts of work: what was done when, and how long it took. Free of Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.language import number, tr
from models.progress import Day, WorkDay, with_gaps
from ui.charts.figure import Figure, Form, Look, Series, Table
from ui.progress.calendar_words import (
    bucket_labels,
    bucket_words,
    buckets,
    day_labels,
)


def done_figure(days: Sequence[Day]) -> Figure:
    whole = with_gaps(days)
    starts = buckets([one.day for one in whole])
    sums: dict[date, list[int]] = {start: [0, 0] for start in starts.values()}
    for one in whole:
        held = sums[starts[one.day]]
        held[0] += one.articles
        held[1] += one.events
    labels = bucket_labels(list(sums))
    return Figure(
        "articles-and-events",
        tr("Articles and events"),
        bucket_words(list(sums)),
        Form.BARS,
        labels,
        (
            Series(tr("Articles done"), tuple(a for a, _ in sums.values()), "accent"),
            Series(
                tr("Events confirmed"),
                tuple(e for _, e in sums.values()),
                "suggested",
                Look.HATCHED,
            ),
        ),
        Table(
            ("day", "articles_done", "events_confirmed"),
            tuple((one.day.isoformat(), one.articles, one.events) for one in whole),
        ),
        hints=tuple(
            tr("{when}: {articles} articles, {events} events", when=label, articles=a, events=e)
            for label, (a, e) in zip(labels, sums.values(), strict=True)
        ),
    )


def times_figure(work: Sequence[WorkDay]) -> Figure:
    labels = day_labels([one.day for one in work])
    per_article = tuple(_minutes(one.per_article) for one in work)
    per_event = tuple(_minutes(one.per_event) for one in work)
    return Figure(
        "time-per-article",
        tr("Time per article and event"),
        tr(
            "Minutes without pauses, your own: the median over the articles finished on a day, and "
            "the day's time over its events."
        ),
        Form.LINES,
        labels,
        (
            Series(tr("Per article"), per_article, "accent"),
            Series(tr("Per event"), per_event, "suggested", Look.HATCHED),
        ),
        _work_table(work),
        tr("minutes"),
        tr("Per article and event"),
        hints=tuple(
            tr(
                "{when}: {article} minutes per article, {event} per event",
                when=label,
                article=_rounded(article),
                event=_rounded(event),
            )
            for label, article, event in zip(labels, per_article, per_event, strict=True)
        ),
    )


def hours_figure(work: Sequence[WorkDay]) -> Figure:
    starts = buckets([one.day for one in with_gaps([Day(one.day) for one in work])])
    sums: dict[date, float] = dict.fromkeys(starts.values(), 0.0)
    for one in work:
        sums[starts[one.day]] += one.seconds / 3600
    labels = bucket_labels(list(sums))
    return Figure(
        "hours-of-work",
        tr("Time at work"),
        tr("Hours without pauses, your own."),
        Form.BARS,
        labels,
        (Series(tr("Hours"), tuple(sums.values()), "accent"),),
        _work_table(work),
        tr("hours"),
        tr("Hours at work"),
        hints=tuple(
            tr("{when}: {hours} hours", when=label, hours=number(hours, 1))
            for label, hours in zip(labels, sums.values(), strict=True)
        ),
    )


def _work_table(work: Sequence[WorkDay]) -> Table:
    header = ("day", "minutes_worked", "median_minutes_per_article", "minutes_per_event")
    return Table(
        header,
        tuple(
            (
                one.day.isoformat(),
                one.seconds / 60,
                _minutes(one.per_article),
                _minutes(one.per_event),
            )
            for one in work
        ),
    )


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / 60


def _rounded(minutes: float | None) -> str:
    return "–" if minutes is None else number(minutes, 1)

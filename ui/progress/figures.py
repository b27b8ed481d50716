"""Makes the page's charts from figures of progress: words, labels and tables. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from models.codebook import Codebook, Role
from models.events import Band
from models.language import tr, trn
from models.progress import Day, Fate, Progress, Share, Spot, WorkDay, with_gaps
from ui.charts.figure import Cell, Figure, Form, Look, Series, Table

Card = tuple[Figure, ...]
"""Variants of one chart."""

_MOST_DAYS, _MOST_WEEKS = 45, 60
_MOST_ROWS = 10


def cards(
    found: Progress, codebook: Codebook, country: Callable[[str], str], *, shows_times: bool
) -> list[Card]:
    """All charts of the page in its order; times only where they are one's own."""
    return [
        (done_figure(found.days),),
        *([(times_figure(found.work), hours_figure(found.work))] if shows_times else []),
        fates_card(found, codebook),
        (bands_figure(found.fates),),
        (misses_figure(found, codebook),),
        (learning_figure(found),),
        (countries_figure(found.countries, country),),
        (types_figure(found.types, codebook),),
        (months_figure(found.months),),
        (map_figure(found.spots),),
    ]


def done_figure(days: Sequence[Day]) -> Figure:
    whole = with_gaps(days)
    starts = _bucket_starts([one.day for one in whole])
    sums: dict[date, list[int]] = {start: [0, 0] for start in starts.values()}
    for one in whole:
        held = sums[starts[one.day]]
        held[0] += one.articles
        held[1] += one.events
    labels = _bucket_labels(list(sums))
    return Figure(
        "articles-and-events",
        tr("Articles and events"),
        _bucket_words(list(sums)),
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
    labels = tuple(_day(one.day) for one in work)
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
    starts = _bucket_starts([one.day for one in work])
    sums: dict[date, float] = dict.fromkeys(starts.values(), 0.0)
    for one in work:
        sums[starts[one.day]] += one.seconds / 3600
    labels = _bucket_labels(list(sums))
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
            tr("{when}: {hours} hours", when=label, hours=f"{hours:.1f}")
            for label, hours in zip(labels, sums.values(), strict=True)
        ),
    )


def fates_card(found: Progress, codebook: Codebook) -> Card:
    """What became of suggestions by field: of all bands, and of each."""
    table = _fates_table(found)
    events = found.event_fates
    total = [("", tr("Events"), (events.accepted, 0, events.rejected))]
    return (
        _fates_figure("", tr("All"), [*total, *_fates_by_field(found.fates, codebook)], table),
        *(
            _fates_figure(
                f"-{band.value}",
                _band_words(band),
                _fates_by_field([one for one in found.fates if one.band is band], codebook),
                table,
            )
            for band in Band
        ),
    )


def bands_figure(fates: Sequence[Fate]) -> Figure:
    """What became of suggestions by how sure the engine was."""
    rows = [
        (band.value, _band_words(band), _summed(one for one in fates if one.band is band))
        for band in Band
    ]
    table = Table(
        ("band", "accepted", "corrected", "rejected", "acceptance_rate", "correction_rate"),
        tuple((key, *counts, *_rates(counts)) for key, _, counts in rows),
    )
    return _share_rows(
        "suggestions-by-confidence",
        tr("Was it right to be sure?"),
        tr("Of the suggestions that you judged, by how sure the engine was, in percent."),
        [row for row in rows if sum(row[2])],
        table,
    )


def misses_figure(found: Progress, codebook: Codebook) -> Figure:
    """How much of what holds no suggestion had led to."""
    events = found.event_fates
    rows = [(tr("Events"), events.accepted + events.missed, events.missed)]
    rows += [(_label(codebook, one.field), one.confirmed, one.missed) for one in found.misses]
    rows = [row for row in rows if row[0]]
    shown = [row for row in rows if row[1]]
    keys = ["events", *(one.field for one in found.misses)]
    return Figure(
        "missed",
        tr("What the engine missed"),
        tr(
            "Added by hand, in percent of all that holds: whole events, and values in events that "
            "had been suggested."
        ),
        Form.ROWS,
        tuple(label for label, _, _ in shown),
        (
            Series(
                tr("Missed"),
                tuple(100 * missed / count for _, count, missed in shown),
                "warn",
                Look.HATCHED,
            ),
        ),
        Table(
            ("field", "confirmed", "missed", "miss_rate"),
            tuple(
                (key, count, missed, missed / count if count else None)
                for key, (_, count, missed) in zip(keys, rows, strict=True)
            ),
        ),
        "%",
        notes=tuple(
            tr("{missed} of {count}", missed=f"{missed:,}", count=f"{count:,}")
            for _, count, missed in shown
        ),
        hints=tuple(
            tr(
                "{field}: {missed} of {count} added by hand",
                field=label,
                missed=f"{missed:,}",
                count=f"{count:,}",
            )
            for label, count, missed in shown
        ),
    )


def learning_figure(found: Progress) -> Figure:
    """Quality on held-out articles, lesson by lesson."""
    return Figure(
        "learning",
        tr("How the engine learned"),
        tr("After each lesson, on articles that it had not learned from, in percent."),
        Form.LINES,
        tuple(f"{one.articles:,}" for one in found.steps),
        (
            Series(tr("Ranking"), tuple(100 * one.ranking for one in found.steps), "accent"),
            Series("F1", tuple(100 * one.f1 for one in found.steps), "suggested", Look.HATCHED),
        ),
        Table(
            ("at", "articles", "ranking", "f1", "used"),
            tuple(
                (one.at.isoformat(), one.articles, one.ranking, one.f1, int(one.is_used))
                for one in found.steps
            ),
        ),
        tr("articles learned from"),
        hints=tuple(
            tr(
                "{count} articles: ranking {ranking} %, F1 {f1} %",
                count=f"{one.articles:,}",
                ranking=f"{100 * one.ranking:.0f}",
                f1=f"{100 * one.f1:.0f}",
            )
            for one in found.steps
        ),
        top=100,
    )


def countries_figure(shares: Sequence[Share], country: Callable[[str], str]) -> Figure:
    rows = [(country(one.key) or tr("Unknown"), one.events) for one in shares]
    table = Table(("country", "events"), tuple((one.key, one.events) for one in shares))
    return _ranking("countries", tr("Countries"), rows, table)


def types_figure(shares: Sequence[Share], codebook: Codebook) -> Figure:
    field = codebook.with_role(Role.EVENT_TYPE)
    choices = field.choice_by_key if field else {}
    rows = [
        (choices[one.key].label if one.key in choices else one.key, one.events) for one in shares
    ]
    table = Table(("type", "events"), tuple((one.key, one.events) for one in shares))
    return _ranking("types", tr("Event types"), rows, table)


def months_figure(shares: Sequence[Share]) -> Figure:
    """By the month in which the events took place."""
    dated = {one.key: one.events for one in shares if one.key}
    months = _months(min(dated), max(dated)) if dated else []
    labels = tuple(_month(date.fromisoformat(f"{key}-01")) for key in months)
    counts = tuple(dated.get(key, 0) for key in months)
    return Figure(
        "months",
        tr("Months"),
        tr("Confirmed events by the month in which they took place."),
        Form.BARS,
        labels,
        (Series(tr("Events"), counts, "accent"),),
        Table(("month", "events"), tuple((one.key, one.events) for one in shares)),
        hints=tuple(
            trn("{when}: {count} event", "{when}: {count} events", count, when=label)
            for label, count in zip(labels, counts, strict=True)
        ),
    )


def map_figure(spots: Sequence[Spot]) -> Figure:
    """Where confirmed events were; what lies within a tenth of a degree is one point."""
    near: dict[tuple[float, float], list[Spot]] = {}
    for spot in spots:
        near.setdefault((round(spot.lat, 1), round(spot.lon, 1)), []).append(spot)
    groups = list(near.values())
    return Figure(
        "map",
        tr("Where it happened"),
        tr("Confirmed events; what lies close together is one point."),
        Form.MAP,
        tuple(group[0].name for group in groups),
        (Series(tr("Events"), tuple(sum(s.events for s in group) for group in groups), "accent"),),
        Table(
            ("place", "country", "lat", "lon", "events"),
            tuple((s.name, s.country, s.lat, s.lon, s.events) for s in spots),
        ),
        points=tuple((group[0].lat, group[0].lon) for group in groups),
    )


def _fates_figure(
    ending: str, variant: str, rows: Sequence[tuple[str, str, tuple[int, int, int]]], table: Table
) -> Figure:
    return _share_rows(
        f"suggestions-by-field{ending}",
        tr("What became of suggestions"),
        tr("Of those that you judged, in percent. What was left aside is not counted."),
        [row for row in rows if sum(row[2])],
        table,
        variant,
    )


def _share_rows(
    key: str,
    title: str,
    about: str,
    rows: Sequence[tuple[str, str, tuple[int, int, int]]],
    table: Table,
    variant: str = "",
) -> Figure:
    """Accepted, corrected and rejected end to end, in percent."""
    looks = (
        (tr("Accepted"), "accepted", Look.SOLID),
        (tr("Corrected"), "corrected", Look.HATCHED),
        (tr("Rejected"), "rejected", Look.CROSSED),
    )
    return Figure(
        key,
        title,
        about,
        Form.ROWS,
        tuple(label for _, label, _ in rows),
        tuple(
            Series(
                name, tuple(100 * counts[place] / sum(counts) for _, _, counts in rows), ink, look
            )
            for place, (name, ink, look) in enumerate(looks)
        ),
        table,
        "%",
        variant,
        tuple(f"{sum(counts):,}" for _, _, counts in rows),
        tuple(
            tr(
                "{name}: {accepted} accepted, {corrected} corrected, {rejected} rejected",
                name=label,
                accepted=f"{counts[0]:,}",
                corrected=f"{counts[1]:,}",
                rejected=f"{counts[2]:,}",
            )
            for _, label, counts in rows
        ),
        top=100,
    )


def _ranking(key: str, title: str, rows: Sequence[tuple[str, int]], table: Table) -> Figure:
    """The most frequent, and the rest in one row."""
    shown = list(rows[:_MOST_ROWS])
    if rest := rows[_MOST_ROWS:]:
        shown.append((tr("{count} others", count=len(rest)), sum(count for _, count in rest)))
    return Figure(
        key,
        title,
        tr("Confirmed events."),
        Form.ROWS,
        tuple(label for label, _ in shown),
        (Series(tr("Events"), tuple(count for _, count in shown), "accent"),),
        table,
        notes=tuple(f"{count:,}" for _, count in shown),
        hints=tuple(
            trn("{name}: {count} event", "{name}: {count} events", count, name=label)
            for label, count in shown
        ),
    )


def _fates_by_field(
    fates: Sequence[Fate], codebook: Codebook
) -> list[tuple[str, str, tuple[int, int, int]]]:
    keys = dict.fromkeys(one.field for one in fates)
    return [
        (key, _label(codebook, key), _summed(one for one in fates if one.field == key))
        for key in keys
    ]


def _summed(fates: Iterable[Fate]) -> tuple[int, int, int]:
    found = list(fates)
    return (
        sum(one.accepted for one in found),
        sum(one.corrected for one in found),
        sum(one.rejected for one in found),
    )


def _fates_table(found: Progress) -> Table:
    """By field and band: counts and rates; misses by field have no band."""
    missed = {one.field: one for one in found.misses}
    header = ("field", "band", "accepted", "corrected", "rejected")
    rows: list[tuple[Cell, ...]] = []
    for one in found.fates:
        counts = (one.accepted, one.corrected, one.rejected)
        rows.append((one.field, one.band.value, *counts, *_rates(counts), None, None))
    for key, told in missed.items():
        rate = told.missed / told.confirmed if told.confirmed else None
        rows.append((key, None, None, None, None, None, None, told.missed, rate))
    rates = ("acceptance_rate", "correction_rate", "missed", "miss_rate")
    return Table((*header, *rates), tuple(rows))


def _rates(counts: tuple[int, int, int]) -> tuple[float | None, float | None]:
    """Shares accepted and corrected of all that was judged."""
    total = sum(counts)
    return (counts[0] / total, counts[1] / total) if total else (None, None)


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


def _bucket_starts(days: Sequence[date]) -> dict[date, date]:
    """Each day with the day, week (from Monday) or month that it is shown in."""
    if len(days) < 2 or (max(days) - min(days)).days < _MOST_DAYS:
        return {day: day for day in days}
    if (max(days) - min(days)).days < 7 * _MOST_WEEKS:
        return {day: day - timedelta(days=day.weekday()) for day in days}
    return {day: day.replace(day=1) for day in days}


def _bucket_labels(starts: Sequence[date]) -> tuple[str, ...]:
    step = _step(starts)
    return tuple(_month(day) if step > 7 else _day(day) for day in starts)


def _bucket_words(starts: Sequence[date]) -> str:
    step = _step(starts)
    if step > 7:
        return tr("By month, on the day of your last edit.")
    if step == 7:
        return tr("By week, under its Monday.")
    return tr("By day. An article counts on the day of the last edit on it.")


def _step(starts: Sequence[date]) -> int:
    steps = [(after - before).days for before, after in pairwise(starts)]
    return min(steps, default=1)


def _months(first: str, last: str) -> list[str]:
    year, month = int(first[:4]), int(first[5:])
    found = []
    while (key := f"{year:04}-{month:02}") <= last:
        found.append(key)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _label(codebook: Codebook, key: str) -> str:
    field = codebook.field_by_key.get(key)
    return field.label if field else key


def _band_words(band: Band) -> str:
    words = {Band.LIKELY: tr("Likely"), Band.POSSIBLE: tr("Possible"), Band.WEAK: tr("Weak")}
    return words[band]


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


def _month(day: date) -> str:
    return f"{day:%b %Y}"


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / 60


def _rounded(number: float | None) -> str:
    return "–" if number is None else f"{number:.1f}"

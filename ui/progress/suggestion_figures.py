"""Charts of what became of suggestions, what was missed, and how the engine learned. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.codebook import Codebook
from models.events import Band
from models.language import number, tr
from models.progress import Fate, Progress
from ui.charts.figure import Cell, Figure, Form, Look, Series, Table

_Counts = tuple[int, int, int]
"""Accepted, corrected, rejected."""


def rates(found: Progress) -> tuple[float | None, ...]:
    """Parts of the judged values accepted, corrected, rejected; of those that hold, missed.

    None where there are none.
    """
    counts, confirmed = _summed(found.fates), sum(one.confirmed for one in found.misses)
    judged, missed = sum(counts), sum(one.missed for one in found.misses)
    return (
        *(count / judged if judged else None for count in counts),
        missed / confirmed if confirmed else None,
    )


def fates_card(found: Progress, codebook: Codebook) -> tuple[Figure, ...]:
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
    shown = [row for row in rows if row[1]]
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
        _misses_table(found),
        "%",
        notes=tuple(
            tr("{missed} of {count}", missed=number(missed), count=number(count))
            for _, count, missed in shown
        ),
        hints=tuple(
            tr(
                "{field}: {missed} of {count} added by hand",
                field=label,
                missed=number(missed),
                count=number(count),
            )
            for label, count, missed in shown
        ),
    )


def learning_figure(found: Progress) -> Figure:
    """Quality on held-out articles, lesson by lesson."""
    return Figure(
        "learning",
        tr("How the engine learned"),
        tr(
            "After each lesson, on articles that it had not learned from, in percent. Below: how "
            "many articles it had learned from."
        ),
        Form.LINES,
        tuple(number(one.articles) for one in found.steps),
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
                count=number(one.articles),
                ranking=f"{100 * one.ranking:.0f}",
                f1=f"{100 * one.f1:.0f}",
            )
            for one in found.steps
        ),
        top=100,
    )


def _fates_figure(
    ending: str, variant: str, rows: Sequence[tuple[str, str, _Counts]], table: Table
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
    rows: Sequence[tuple[str, str, _Counts]],
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
        tuple(number(sum(counts)) for _, _, counts in rows),
        tuple(_judged(label, counts) for _, label, counts in rows),
        top=100,
    )


def _judged(name: str, counts: _Counts) -> str:
    accepted, corrected, rejected = map(number, counts)
    return tr(
        "{name}: {accepted} accepted, {corrected} corrected, {rejected} rejected",
        name=name,
        accepted=accepted,
        corrected=corrected,
        rejected=rejected,
    )


def _fates_by_field(fates: Sequence[Fate], codebook: Codebook) -> list[tuple[str, str, _Counts]]:
    keys = dict.fromkeys(one.field for one in fates)
    return [
        (key, _label(codebook, key), _summed(one for one in fates if one.field == key))
        for key in keys
    ]


def _summed(fates: Iterable[Fate]) -> _Counts:
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


def _misses_table(found: Progress) -> Table:
    """Of the events, and of each field: what holds, what of it was missed, and its share."""
    events = found.event_fates
    rows = [("events", events.accepted + events.missed, events.missed)]
    rows += [(one.field, one.confirmed, one.missed) for one in found.misses]
    return Table(
        ("field", "confirmed", "missed", "miss_rate"),
        tuple(
            (key, count, missed, missed / count if count else None) for key, count, missed in rows
        ),
    )


def _rates(counts: _Counts) -> tuple[float | None, float | None]:
    """Shares accepted and corrected of all that was judged."""
    total = sum(counts)
    return (counts[0] / total, counts[1] / total) if total else (None, None)


def _label(codebook: Codebook, key: str) -> str:
    field = codebook.field_by_key.get(key)
    return field.label if field else key


def _band_words(band: Band) -> str:
    words = {Band.LIKELY: tr("Likely"), Band.POSSIBLE: tr("Possible"), Band.WEAK: tr("Weak")}
    return words[band]

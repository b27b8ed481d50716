"""What other reports of an event say of its fields, where that is not what stands here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.codebook import Field
from models.duplicates.carrying import carried_mark, found_again
from models.edits import EventChange, Review
from models.events import Event
from models.review import Record
from models.spans import Span
from models.values import AnyValue, Kind


@dataclass(frozen=True, slots=True)
class Report:
    """An annotator's record of one event in another article, and which article that is."""

    event: Event
    title: str
    source: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """A value that other reports hold for a field, and these reports.

    `is_here`: it stands on the row here, too.
    """

    value: AnyValue
    reports: tuple[Report, ...]
    is_here: bool = False

    @property
    def sources(self) -> str:
        """Who says so: sources, or titles where no source is known; each once."""
        names = (" ".join((one.source or one.title).split()) for one in self.reports)
        return ", ".join(dict.fromkeys(filter(None, names)))


def told(field: Field, record: Record, reports: Iterable[Report]) -> tuple[Told, ...]:
    """The values of other reports, if any is not what stands on the row here; each once.

    Texts are left out: every report has its own words.
    """
    if field.kind is Kind.TEXT:
        return ()
    said: list[Told] = []
    for report in reports:
        for value in report.event.confirmed(field.key):
            if value.value is not None:
                said = _with(said, value.value, report)
    here = [one.value for one in record.standing(field.key)]
    found = tuple(replace(one, is_here=one.value in here) for one in said)
    if field.multiple:
        return tuple(one for one in found if not one.is_here)
    return () if all(one.is_here for one in found) else found


def elsewhere(found: Told, field_key: str, text: str, texts: Sequence[str]) -> tuple[Span, ...]:
    """Where the words that support a value elsewhere stand in this text, if they do.

    `texts`: the texts of the reports, in their order.
    """
    for report, source in zip(found.reports, texts, strict=True):
        for value in report.event.confirmed(field_key):
            quoted = [span.quote(source) for span in value.evidence]
            if value.value == found.value and (spans := found_again(quoted, text)):
                return spans
    return ()


def marked_as_carried(edit: Review, found: Told) -> Review:
    """The edit that takes a value over, with the word where the value came from."""
    report = found.reports[0]
    mark = carried_mark(report.event, report.source or report.title)

    def marked(change: EventChange) -> EventChange:
        if change.after is None:
            return change
        before = change.before.values if change.before else ()
        values = tuple(
            one
            if one in before or one.value != found.value
            else replace(one, extra=one.extra | mark)
            for one in change.after.values
        )
        return replace(change, after=replace(change.after, values=values))

    return replace(edit, events=tuple(map(marked, edit.events)))


def _with(said: list[Told], value: AnyValue, report: Report) -> list[Told]:
    for place, one in enumerate(said):
        if one.value == value:
            both = Told(value, (*one.reports, report))
            return [*said[:place], both, *said[place + 1 :]]
    return [*said, Told(value, (report,))]

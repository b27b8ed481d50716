"""Times in an article: what is said, and which days it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.spans import Span
from models.suggest.text import Dateline, find_dateline
from models.suggest.times_absolute import ABSOLUTE_RULES
from models.suggest.times_context import Context, Reading, Rule, tells_history
from models.suggest.times_relative import RELATIVE_RULES
from models.values import DatePrecision, DateRange

_SINCE = re.compile(r"\b(?:since|from|between|beginning|starting)\s+(?:\w+\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|by|before|through|as\s+of|up\s+to)\s+(?:the\s+|about\s+|late\s+|early\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: where it stands and which days it means (None: it fixes none).

    `is_anaphoric`: counted from another mention of the text ("the next day"), which stands at
    `anchor`. `is_since`/`is_until`: only one end of a stretch of time ("since October 17"), so no
    day on which something happened. `is_future`: said of what is still to come. `is_dateline`: the
    date before the first sentence. `is_clock`: a time of day alone ("shortly after 04:00").
    `alternatives`: other readings that are nearly as good, best first.
    """

    start: int
    end: int
    value: DateRange | None
    anchor: Span | None = None
    is_anaphoric: bool = False
    is_dateline: bool = False
    is_duration: bool = False
    is_clock: bool = False
    is_since: bool = False
    is_until: bool = False
    is_future: bool = False
    alternatives: tuple[DateRange, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def is_day_of_event(self) -> bool:
        """Whether an event may have happened then: resolved, past, and no end of a stretch."""
        ends = self.is_since or self.is_until or self.is_duration or self.is_dateline
        return self.value is not None and not self.is_future and not ends


def resolve_times(text: str, published: date | None) -> list[TimeMention]:
    """The time expressions of a text in order, resolved against the day of publication.

    Without a publication date the dateline's date stands in for it; with neither, only dates that
    are written out with their year have a value.
    """
    dateline = find_dateline(text)
    today = published or (dateline.date if dateline else None)
    history = today is not None and tells_history(text, today)
    here = Context(text, today, history)
    mentions: list[TimeMention] = []
    for found, rule in _expressions(text):
        reading = rule.read(found, here)
        if reading is not None:
            mentions.append(_mention(found, reading, here, dateline))
            _move_on(here, mentions[-1], reading)
    return mentions


def _expressions(text: str) -> list[tuple[re.Match[str], Rule]]:
    """What the rules match, in order of the text; a later rule never overlaps an earlier one."""
    taken = bytearray(len(text))
    matches: list[tuple[re.Match[str], Rule]] = []
    for rule in (*ABSOLUTE_RULES, *RELATIVE_RULES):
        for found in rule.pattern.finditer(text):
            start, end = found.span()
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                matches.append((found, rule))
    return sorted(matches, key=lambda match: match[0].start())


def _mention(
    found: re.Match[str], reading: Reading, here: Context, dateline: Dateline | None
) -> TimeMention:
    start, end = found.span()
    before = here.text[max(0, start - 24) : start]
    since, until = _SINCE.search(before), _UNTIL.search(before)
    is_range = reading.value is not None and reading.value.precision is DatePrecision.FEW_DAYS
    return TimeMention(
        start,
        end,
        reading.value,
        here.last_span if reading.is_anaphoric else None,
        is_anaphoric=reading.is_anaphoric,
        is_dateline=dateline is not None and dateline.span.contains(Span(start, end)),
        is_duration=reading.is_duration,
        is_clock=reading.is_clock,
        is_since=since is not None and not is_range,
        is_until=until is not None,
        is_future=reading.is_future,
        alternatives=reading.alternatives,
    )


def _move_on(here: Context, mention: TimeMention, reading: Reading) -> None:
    """Lets the next mention be counted from this one, if it is a day on which things happened."""
    value = mention.value
    if value is None or value.start is None:
        return
    if reading.is_explicit and not _after_dash(here.text, mention.start):
        here.last_date = value
    if value.precision is DatePrecision.DAY and not mention.is_clock:
        if mention.is_day_of_event:
            here.last_day, here.last_span = value.end, mention.span
        if here.history and here.last_date:
            here.last_date = value


def _after_dash(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in "-–—"

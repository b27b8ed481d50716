"""Progress: how much was done and when, how long it took, and how the suggestions fared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from models.events import Band
from models.idle import IDLE


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose work (None: everybody's) since when (None: from the first day).

    `me` is the annotator who asks: times are told to nobody else. `idle` is one of IDLE_LIMITS.
    """

    me: str
    annotator: str | None = None
    since: datetime | None = None
    idle: int = IDLE

    @property
    def shows_times(self) -> bool:
        """Whether the work asked for holds one's own."""
        return self.annotator in (None, self.me)


@dataclass(frozen=True, slots=True)
class Day:
    """One day (local time): articles that are done since then, and events first decided on then."""

    day: date
    articles: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class WorkDay:
    """One's own work of a day; seconds without pauses.

    `per_article` is the median over the articles finished that day, each with all the time that
    it took on whatever day; `per_event` is the day's time over the events of the day.
    """

    day: date
    seconds: float
    per_article: float | None
    per_event: float | None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the values that the engine suggested for a field, in one band of confidence.

    Offers that somebody left aside leave no decision, so they are not here.
    """

    field: str
    band: Band
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0

    @property
    def judged(self) -> int:
        return self.accepted + self.corrected + self.rejected


@dataclass(frozen=True, slots=True)
class Misses:
    """Values that hold in records which grew out of suggestions: all, and those added by hand.

    Where no suggestion had led to the record, the event is missed as a whole (`EventFates`).
    """

    field: str
    confirmed: int
    missed: int


@dataclass(frozen=True, slots=True)
class EventFates:
    """Of events in articles that the engine has read: how they came about, or did not."""

    accepted: int = 0
    rejected: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson of the engine: how many articles, and how good on those held out."""

    at: datetime
    articles: int
    ranking: float
    f1: float
    is_used: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How many confirmed events have a country, a type or a month."""

    key: str
    events: int


@dataclass(frozen=True, slots=True)
class MonthShare:
    """How many confirmed events of a country or a type took place in a month; "" is unknown."""

    key: str
    month: str
    events: int


class Spot(NamedTuple):
    """A place of confirmed events; degrees in WGS84. There may be tens of thousands."""

    name: str
    country: str
    lat: float
    lon: float
    events: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that the page on progress shows but the spots on its map."""

    articles: int
    events: int
    days: tuple[Day, ...] = ()
    work: tuple[WorkDay, ...] = ()
    per_article: float | None = None
    per_event: float | None = None
    fates: tuple[Fate, ...] = ()
    misses: tuple[Misses, ...] = ()
    event_fates: EventFates = EventFates()
    steps: tuple[Step, ...] = ()
    countries: tuple[Share, ...] = ()
    types: tuple[Share, ...] = ()
    months: tuple[Share, ...] = ()
    country_months: tuple[MonthShare, ...] = ()
    type_months: tuple[MonthShare, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """One's own times: by day, and over all."""

    days: tuple[WorkDay, ...] = ()
    per_article: float | None = None
    per_event: float | None = None


@lru_cache(maxsize=8192)
def local_day(hour: str) -> date:
    """The day on the wall of an hour in UTC, such as `2024-01-05T23`."""
    return datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC).astimezone().date()


def work_of(
    worked: Iterable[tuple[str, float]],
    finished: Iterable[tuple[str, Sequence[float]]],
    events: Iterable[Day],
) -> Work:
    """Puts times together by day.

    `worked` is hours (UTC, as `local_day` takes them) with seconds of work, `finished` hours with
    the seconds that each article which was finished then took in all.
    """
    by_day: dict[date, float] = {}
    for hour, seconds in worked:
        day = local_day(hour)
        by_day[day] = by_day.get(day, 0) + seconds
    taken: dict[date, list[float]] = {}
    for hour, each in finished:
        taken.setdefault(local_day(hour), []).extend(each)
    made = {one.day: one.events for one in events}
    days = tuple(
        WorkDay(
            day,
            by_day.get(day, 0),
            median(taken[day]) if day in taken else None,
            by_day[day] / made[day] if made.get(day) and day in by_day else None,
        )
        for day in sorted({*by_day, *taken})
    )
    every = [seconds for found in taken.values() for seconds in found]
    total = sum(by_day.values())
    count = sum(made[day] for day in by_day if day in made)
    return Work(days, median(every) if every else None, total / count if count and total else None)


def with_gaps(days: Sequence[Day]) -> tuple[Day, ...]:
    """Every day from the first to the last, also those on which nobody worked."""
    if not days:
        return ()
    held = {one.day: one for one in days}
    first, last = min(held), max(held)
    span = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(held.get(day) or Day(day) for day in span)

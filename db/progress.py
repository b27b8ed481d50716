"""Progress as figures: sums over the counts that every edit keeps (`db.tally`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from db import tables, tally
from db.connection import writing
from db.failures import explained
from db.project import Project
from models.codebook import Codebook, Field, Role
from models.events import Band
from models.idle import IDLE_LIMITS
from models.learned import How
from models.progress import (
    Asked,
    Day,
    EventFates,
    Fate,
    Misses,
    MonthShare,
    Progress,
    Share,
    Spot,
    Step,
    Work,
    local_day,
    work_of,
)

_ASKED = "(:annotator IS NULL OR annotator = :annotator) AND at >= :since"
_SUMS = (
    f"SELECT {{what}}, sum(count) FROM tally WHERE topic = :topic AND {_ASKED} GROUP BY {{what}}"  # noqa: S608
)
_SPOTS = f"""
    SELECT json_extract(key, '$[0]') AS name, json_extract(key, '$[1]'), json_extract(key, '$[2]'),
        json_extract(key, '$[3]'), sum(count) AS events
    FROM tally WHERE topic = 'spot' AND field = :field AND {_ASKED}
    GROUP BY key ORDER BY events DESC, name
"""  # noqa: S608
#: One row a finished article: the hour of its annotator's last edit on it, and the time it took.
#: Of many that were marked at a time, or came finished by an import, both are unknown.
_FINISHED = """
    SELECT coalesce(substr(w.last, 1, 13), '') AS finished, w.{seconds}
    FROM article_states s LEFT JOIN work_articles w
        ON w.annotator = s.annotator AND w.article_id = s.article_id
    WHERE s.status = 'done' AND (:annotator IS NULL OR s.annotator = :annotator)
        AND finished >= :since_hour
"""
_WORKED = "SELECT hour, {seconds} FROM work_hours WHERE annotator = :me AND hour >= :since_hour"
#: Of articles that the engine has read and that were worked on since.
_EVENT_FATES = """
    SELECT coalesce(sum(accepted), 0), coalesce(sum(rejected), 0), coalesce(sum(missed), 0)
    FROM work_articles w WHERE (:annotator IS NULL OR annotator = :annotator)
        AND last >= :since_hour
        AND EXISTS (SELECT 1 FROM engine_runs r WHERE r.article_id = w.article_id)
"""


#: Kilobytes of the file that a look through much of it keeps: no page is needed twice.
_CACHE = 2048


@contextmanager
def reading_through(path: Path) -> Iterator[Project]:
    """A project for one look through it. Raises UserError if it cannot be opened."""
    with closing(Project.open(path)) as project:
        project.db.execute(f"PRAGMA cache_size = -{_CACHE}")
        yield project


def progress(project: Project, asked: Asked) -> Progress:
    """All figures of a page. Raises UserError if the file cannot be read."""
    with explained(project.path):
        _make_whole(project)
        gaps = _gaps(asked)
        return replace(
            _done(project, asked, gaps),
            fates=_fates(project, gaps),
            misses=_misses(project, gaps),
            event_fates=EventFates(*_rows(project, _EVENT_FATES, gaps)[0]),
            steps=_steps(project),
            **_coverage(project, project.codebook, gaps),
        )


def work_done(project: Project, asked: Asked) -> Progress:
    """Only how much was done, and how long it took. Raises UserError if it cannot be read."""
    with explained(project.path):
        _make_whole(project)
        return _done(project, asked, _gaps(asked))


def _make_whole(project: Project) -> None:
    """Counts what an older file holds, once."""
    if tally.is_whole(project.db, project.codebook):
        return
    with writing(project.db):
        ids = [row[0] for row in project.db.execute("SELECT DISTINCT article_id FROM events")]
        found = tables.events_of(project.db, ids)
        events = (event for held in found.values() for event in held)
        tally.recount(project.db, project.codebook, events)


def _gaps(asked: Asked) -> dict[str, Any]:
    since = asked.since.astimezone(UTC).isoformat() if asked.since else ""
    return {
        "me": asked.me,
        "annotator": asked.annotator,
        "since": since[:10],
        "since_hour": since[:13],
    }


def _rows(project: Project, sql: str, gaps: dict[str, Any]) -> list[tuple[Any, ...]]:
    return project.db.execute(sql, gaps).fetchall()


def _sums(project: Project, topic: str, what: str, gaps: dict[str, Any]) -> list[tuple[Any, ...]]:
    return _rows(project, _SUMS.format(what=what), gaps | {"topic": topic})


def _done(project: Project, asked: Asked, gaps: dict[str, Any]) -> Progress:
    seconds = f"idle_{asked.idle if asked.idle in IDLE_LIMITS else IDLE_LIMITS[0]}"
    finished = _rows(project, _FINISHED.format(seconds=seconds), gaps)
    days = _days(finished, _sums(project, "event", "at", gaps | {"since": gaps["since_hour"]}))
    work = Work()
    if asked.shows_times:
        own, made = finished, days
        if asked.annotator is None:
            mine = gaps | {"annotator": asked.me}
            own = _rows(project, _FINISHED.format(seconds=seconds), mine)
            rows = _sums(project, "event", "at", mine | {"since": gaps["since_hour"]})
            made = _days((), rows)
        worked = _rows(project, _WORKED.format(seconds=seconds), gaps)
        work = work_of(worked, ((hour, took) for hour, took in own if hour), made)
    return Progress(
        sum(one.articles for one in days),
        sum(one.events for one in days),
        tuple(one for one in days if one.day != date.min),
        work.days,
        work.per_article,
        work.per_event,
    )


def _days(finished: Any, events: Any) -> list[Day]:
    """By day on the wall; what has no moment stands at `date.min`."""
    articles: dict[date, int] = {}
    for hour, _ in finished:
        day = local_day(hour) if hour else date.min
        articles[day] = articles.get(day, 0) + 1
    made: dict[date, int] = {}
    for hour, count in events:
        day = local_day(hour) if hour else date.min
        made[day] = made.get(day, 0) + count
    return [Day(day, articles.get(day, 0), made.get(day, 0)) for day in sorted({*articles, *made})]


def _fates(project: Project, gaps: dict[str, Any]) -> tuple[Fate, ...]:
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for field, state, detail, count in _sums(project, "value", "field, key, detail", gaps):
        if state != "added":
            counts.setdefault((field, detail), {})[state] = count
    return tuple(
        Fate(field.key, band, **counts[field.key, band])
        for field in project.codebook.fields
        for band in Band
        if (field.key, band) in counts
    )


def _misses(project: Project, gaps: dict[str, Any]) -> tuple[Misses, ...]:
    """Only of fields that the engine fills, in the codebook's order."""
    found: dict[str, list[int]] = {}
    for field, state, detail, count in _sums(project, "value", "field, key, detail", gaps):
        held = found.setdefault(field, [0, 0])
        if state in ("accepted", "corrected"):
            held[0] += count
        elif detail == "beside":
            held[0] += count
            held[1] += count
    return tuple(
        Misses(field.key, *found[field.key])
        for field in project.codebook.fields
        if field.role and found.get(field.key, [0])[0]
    )


def _steps(project: Project) -> tuple[Step, ...]:
    """Every lesson that was measured; of two kinds of labels the one with more articles."""
    sql = "SELECT at, how, articles, figures FROM learned ORDER BY id"
    steps = []
    for at, how, articles, figures in project.db.execute(sql):
        data = json.loads(figures)
        trials = [trial["after"] for kind in ("blind", "assisted") if (trial := data.get(kind))]
        if not trials or how not in (How.LEARNED, How.KEPT):
            continue
        best = max(trials, key=lambda one: one["articles"])
        moment = datetime.fromisoformat(at)
        steps.append(Step(moment, articles, best["ranking"], best["f1"], how == How.LEARNED))
    return tuple(steps)


def _coverage(project: Project, codebook: Codebook, gaps: dict[str, Any]) -> dict[str, Any]:
    def shares(topic: str, field: Field | None) -> list[tuple[str, int]]:
        rows = _sums(project, topic, "field, key", gaps)
        return [(key, count) for name, key, count in rows if field and name == field.key]

    def ranked(rows: list[tuple[str, int]]) -> tuple[Share, ...]:
        return tuple(Share(*row) for row in sorted(rows, key=lambda row: (-row[1], row[0])))

    def by_month(topic: str) -> tuple[MonthShare, ...]:
        rows = _sums(project, topic, "key, detail", gaps)
        return tuple(MonthShare(*row) for row in sorted(rows))

    place = codebook.with_role(Role.PLACE)
    return {
        "countries": ranked(shares("country", place)),
        "types": ranked(shares("choice", codebook.with_role(Role.EVENT_TYPE))),
        "months": tuple(Share(*row) for row in shares("month", codebook.with_role(Role.TIME))),
        "spots": tuple(_spots(project, place, gaps)),
        "country_months": by_month("country_month"),
        "type_months": by_month("type_month"),
    }


def _spots(project: Project, place: Field | None, gaps: dict[str, Any]) -> Iterator[Spot]:
    """The most frequent first."""
    asked = gaps | {"field": place.key if place else ""}
    yield from map(Spot._make, project.db.execute(_SPOTS, asked))

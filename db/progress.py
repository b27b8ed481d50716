"""Progress as figures: sums over the counts that every edit keeps (`db.tally`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db import stored_codebook, tables, tally
from db.connection import writing
from db.failures import explained
from db.project import Project
from db.rows import CONFIRMED_VALUE
from models.codebook import Codebook, Field, Role
from models.events import Band, Event
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
_SUMS = f"""
    SELECT {{what}}, sum(count) AS total FROM tally WHERE topic = :topic AND {_ASKED}
    GROUP BY {{what}}
"""  # noqa: S608
_SPOTS = f"""
    SELECT key, sum(count) AS events FROM tally
    WHERE topic = 'spot' AND field = :field AND {_ASKED}
    GROUP BY key ORDER BY events DESC, key
"""  # noqa: S608
#: One row a cell of the map: its most frequent spot, behind a number that is smallest for it.
_CELLS = f"""
    SELECT min(printf('%012d', 1000000000000 - events) || key) AS first, sum(events) AS events
    FROM (
        SELECT detail, key, sum(count) AS events FROM tally
        WHERE topic = 'spot' AND field = :field AND {_ASKED} GROUP BY detail, key
    ) GROUP BY detail
"""  # noqa: S608
#: One row an hour in which articles were finished by their annotators' last edits: how many, and
#: the time that each took. Of many that were marked at a time, or came finished by an import, the
#: hour ('') and the times are unknown.
_FINISHED = """
    SELECT coalesce(substr(w.last, 1, 13), '') AS finished, count(*) AS articles,
        json_group_array(w.{seconds}) AS each
    FROM {joined} ON w.annotator = s.annotator AND w.article_id = s.article_id
    WHERE s.status = 'done' AND (:annotator IS NULL OR s.annotator = :annotator)
        AND coalesce(w.last, '') >= :since_moment
    GROUP BY finished
"""
#: One row an hour in which somebody first decided on events, from a moment on: to look only at
#: articles of later edits is quick.
_BEGUN = f"""
    SELECT substr(at, 1, 13) AS hour, count(*) AS total FROM (
        SELECT min(v.at) AS at FROM events e JOIN event_values v ON v.event_id = e.id
        WHERE v.{CONFIRMED_VALUE} AND NOT e.dismissed
            AND (:annotator IS NULL OR e.annotator = :annotator)
            AND e.article_id IN (
                SELECT article_id FROM journal_articles WHERE entry > coalesce((
                    SELECT id FROM journal WHERE at < :since_moment ORDER BY id DESC LIMIT 1
                ), 0)
            )
        GROUP BY e.id
    ) WHERE at >= :since_moment GROUP BY hour
"""  # noqa: S608
_WORKED = """
    SELECT hour, {seconds} AS seconds FROM work_hours
    WHERE annotator = :me AND hour >= :since_hour
"""
_FATES = "accepted, rejected, missed"
#: Of articles that the engine has read and that were worked on since.
_EVENT_FATES = """
    SELECT coalesce(sum(accepted), 0) AS accepted, coalesce(sum(rejected), 0) AS rejected,
        coalesce(sum(missed), 0) AS missed
    FROM work_articles w WHERE (:annotator IS NULL OR annotator = :annotator)
        AND last >= :since_hour
        AND EXISTS (SELECT 1 FROM engine_runs r WHERE r.article_id = w.article_id)
"""


#: Articles whose records are read at once.
_AT_ONCE = 500


@contextmanager
def reading_through(path: Path) -> Iterator[Project]:
    """A project for one look through it. Raises UserError if it cannot be opened."""
    with closing(Project.open(path)) as project:
        project.look_through()
        yield project


def progress(project: Project, asked: Asked) -> Progress:
    """All figures but those of the map (`spots`). Raises UserError if the file cannot be read."""
    with explained(project.path):
        _make_whole(project)
        gaps = _gaps(asked)
        return replace(
            _done(project, asked, gaps),
            fates=_fates(project, gaps),
            misses=_misses(project, gaps),
            event_fates=EventFates(*_rows(project, _FATES, _EVENT_FATES, gaps)[0]),
            steps=_steps(project),
            **_coverage(project, project.codebook, gaps),
        )


def spots(project: Project, asked: Asked) -> tuple[Spot, ...]:
    """Where confirmed events were, the most frequent first. Raises UserError as `progress` does."""
    return _spots(project, asked, "json(key)", _SPOTS)


def cells(project: Project, asked: Asked) -> tuple[Spot, ...]:
    """The same, but what lies within a tenth of a degree as one: at its most frequent spot."""
    return _spots(project, asked, "json(substr(first, 13))", _CELLS)


def _spots(project: Project, asked: Asked, where: str, sql: str) -> tuple[Spot, ...]:
    with explained(project.path):
        _make_whole(project)
        place = project.codebook.with_role(Role.PLACE)
        gaps = _gaps(asked) | {"field": place.key if place else ""}
        rows = _rows(project, f"{where}, events", sql, gaps)
        return tuple(Spot._make((*told, events)) for told, events in rows)


def work_done(project: Project, asked: Asked) -> Progress:
    """Only how much was done, to the moment, and how long it took; quick for what is recent.

    Raises UserError if it cannot be read.
    """
    with explained(project.path):
        _make_whole(project)
        gaps = _gaps(asked)
        return _done(project, asked, gaps, _rows(project, "hour, total", _BEGUN, gaps))


def _make_whole(project: Project) -> None:
    """Counts what an older file holds, or what another codebook has made other; once."""
    db, codebook = project.db, project.codebook
    if tally.is_whole(db, codebook):
        return
    if not tally.has_times(db):
        with writing(db):
            tally.recount(db, codebook, _records(db))
        return
    # Edits go on meanwhile, and are counted.
    db.execute("BEGIN")
    try:
        missing = tally.astray(db, codebook, _records(db))
    finally:
        db.execute("ROLLBACK")
    with writing(db):
        if stored_codebook.source_in_use(db) == codebook.source and not tally.is_whole(
            db, codebook
        ):
            tally.correct(db, codebook, missing)


def _records(db: Database) -> Iterator[Event]:
    """All records, so many at a time that they are not felt in memory."""
    ids = [row[0] for row in db.execute("SELECT DISTINCT article_id FROM events")]
    for start in range(0, len(ids), _AT_ONCE):
        for found in tables.events_of(db, ids[start : start + _AT_ONCE]).values():
            yield from found


def _gaps(asked: Asked) -> dict[str, Any]:
    since = asked.since.astimezone(UTC).isoformat() if asked.since else ""
    return {
        "me": asked.me,
        "annotator": asked.annotator,
        "since": since[:10],
        "since_hour": since[:13],
        "since_moment": since,
    }


def _rows(project: Project, columns: str, sql: str, gaps: dict[str, Any]) -> list[Any]:
    """What a statement finds, fetched at once.

    Row by row the thread would wait for its turn with each one while the window draws.
    """
    whole = f"SELECT json_group_array(json_array({columns})) FROM ({sql})"  # noqa: S608
    found: list[Any] = json.loads(project.db.execute(whole, gaps).fetchone()[0])
    return found


def _sums(project: Project, topic: str, what: str, gaps: dict[str, Any]) -> list[Any]:
    asked = gaps | {"topic": topic}
    return _rows(project, f"{what}, total", _SUMS.format(what=what), asked)


def _finished(project: Project, seconds: str, gaps: dict[str, Any]) -> list[Any]:
    """An hour, how many articles were finished in it, and the seconds that each took."""
    # What is recent is found by its last edit; what has none is asked for with the whole.
    joined = "article_states s LEFT JOIN work_articles w"
    if gaps["since_moment"]:
        joined = "work_articles w CROSS JOIN article_states s"
    sql = _FINISHED.format(seconds=seconds, joined=joined)
    return _rows(project, "finished, articles, json(each)", sql, gaps)


def _done(project: Project, asked: Asked, gaps: dict[str, Any], begun: Any = None) -> Progress:
    """`begun`: hours and how many events; None: those that are counted, by the hour."""
    seconds = f"idle_{asked.idle if asked.idle in IDLE_LIMITS else IDLE_LIMITS[0]}"
    finished = _finished(project, seconds, gaps)
    if begun is None:
        begun = _sums(project, "event", "at", gaps | {"since": gaps["since_hour"]})
    days = _days(finished, begun)
    work = Work()
    if asked.shows_times:
        own, made = finished, days
        if asked.annotator is None:
            mine = gaps | {"annotator": asked.me}
            own = _finished(project, seconds, mine)
            rows = _sums(project, "event", "at", mine | {"since": gaps["since_hour"]})
            made = _days((), rows)
        worked = _rows(project, "hour, seconds", _WORKED.format(seconds=seconds), gaps)
        took = ((hour, each) for hour, _, each in own if hour)
        work = work_of(worked, took, made)
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
    for hour, count, _ in finished:
        day = local_day(hour) if hour else date.min
        articles[day] = articles.get(day, 0) + count
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
        rows = sorted(_sums(project, topic, "field, key", gaps))
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
        "months": tuple(
            Share(*row) for row in sorted(shares("month", codebook.with_role(Role.TIME)))
        ),
        "country_months": by_month("country_month"),
        "type_months": by_month("type_month"),
    }

"""Counts that are kept with every edit, so that progress is known at once in a project of any size.

Each record adds to counts by what it holds alone. An edit takes away what its records were and adds
what they are, inside its transaction; undo is an edit like any other. Times are kept by annotator
and hour, and by annotator and article, there beside how the article's events came about. All of it
can be made again from records and journal (`recount`), so it is no data of its own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from db.rows import kind_of, to_text
from models.codebook import Codebook, Role
from models.edits import AddArticles, Edit, RemoveArticles, Review, ReviseCodebook
from models.events import Event, FieldValue, State, band
from models.idle import IDLE_LIMITS
from models.values import DateRange, Kind, Place

#: topic, annotator, at (start of an ISO time in UTC), field, key, detail
Key = tuple[str, str, str, str, str, str]

#: annotator, article, and how an event came about
Fate = tuple[str, str, str]

_JUDGED = frozenset({State.ACCEPTED, State.CORRECTED, State.REJECTED})
_HOUR, _DAY = 13, 10
#: Topics that are counted of one field, by what that stands for.
_ROLES = {"country": Role.PLACE, "month": Role.TIME, "choice": Role.EVENT_TYPE}
_MARK = "tallied"
#: In the place of a codebook: records are to be counted anew, all else is whole.
_NONE = "-"
#: Columns of `work_articles`.
_FATES = ("accepted", "rejected", "missed")
#: Goes up when other things are counted, so that older files are counted anew.
_COUNTS = 3
_SECONDS = ", ".join(f"idle_{minutes}" for minutes in IDLE_LIMITS)
_ADDED = ", ".join(f"idle_{m} = idle_{m} + excluded.idle_{m}" for m in IDLE_LIMITS)


def count_edit(db: Database, edit: Edit, codebook: Codebook, *, annotator: str, at: str) -> None:
    """Takes an edit into account; runs inside its transaction."""
    counts = _Counts(codebook)
    match edit:
        case AddArticles():
            counts.add(edit.events, 1)
        case RemoveArticles():
            counts.add(edit.events, -1)
        case Review():
            counts.add((one.before for one in edit.events if one.before), -1)
            counts.add((one.after for one in edit.events if one.after), 1)
            if article_id := _article_of(edit):
                _work(db, annotator, article_id, at)
        case ReviseCodebook():
            _revise(db, edit)
    counts.save(db)


def mark(db: Database, codebook: Codebook) -> None:
    """Says that the counts are whole: from now on every edit keeps them so."""
    _say(db, codebook.reference)


def is_whole(db: Database, codebook: Codebook) -> bool:
    """Whether every edit was counted, by this codebook; not so in a file older than the counts."""
    return _said(db) == f"{codebook.reference} {_COUNTS}"


def has_times(db: Database) -> bool:
    """Whether times and fates are whole, which no codebook changes."""
    return _said(db).endswith(f" {_COUNTS}")


def _say(db: Database, reference: str) -> None:
    said = [_MARK, f"{reference} {_COUNTS}"]
    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", said)


def _said(db: Database) -> str:
    found = db.execute("SELECT value FROM meta WHERE key = ?", [_MARK]).fetchone()
    return str(found[0]) if found else ""


def _revise(db: Database, edit: ReviseCodebook) -> None:
    """Where keys are others now, records are counted anew when it is next asked for."""
    if is_whole(db, edit.before):
        is_same = not edit.values and _kinds(edit.before).items() <= _kinds(edit.after).items()
        _say(db, edit.after.reference if is_same else _NONE)


def _kinds(codebook: Codebook) -> dict[str, str]:
    """What counts depend on: the kind of each field, and which fields stand for what."""
    roles = {role.value: codebook.with_role(role) for role in _ROLES.values()}
    named = {f"role {name}": field.key if field else "" for name, field in roles.items()}
    return named | {key: field.kind.value for key, field in codebook.readable_by_key.items()}


def recount(db: Database, codebook: Codebook, events: Iterable[Event]) -> None:
    """Counts everything anew; runs inside a transaction. `events` are all of the project."""
    for table in ("tally", "work_hours", "work_articles"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    counts = _Counts(codebook)
    counts.add(events, 1)
    counts.save(db)
    for annotator, article_id, at in _moments(db):
        _work(db, annotator, article_id, at)
    mark(db, codebook)


def astray(db: Database, codebook: Codebook, events: Iterable[Event]) -> Counter[Key]:
    """What is to be added to the counts of the records; `events` are all of the project."""
    found = Counter(key for event in events for key in counts_of(event, codebook))
    for *key, count in db.execute(
        "SELECT topic, annotator, at, field, key, detail, count FROM tally"
    ):
        found[tuple(key)] -= count
    return found


def correct(db: Database, codebook: Codebook, missing: Counter[Key]) -> None:
    """Adds what was astray; edits since then may have been counted. Runs in a transaction."""
    _save(db, missing)
    mark(db, codebook)


def counts_of(event: Event, codebook: Codebook) -> Iterator[Key]:
    """What one record adds, a key for each one to add."""
    if event.dismissed:
        return
    who = event.annotator
    for value in event.values:
        at = _utc(value.at)[:_DAY]
        if value.state in _JUDGED and value.suggestion_id and value.confidence is not None:
            yield ("value", who, at, value.field, value.state.value, band(value.confidence).value)
        elif value.state is State.ADDED and at:
            how = "beside" if event.proposal_id else "alone"
            yield ("value", who, at, value.field, value.state.value, how)
    confirmed = [value for value in event.values if value.is_confirmed]
    if confirmed:
        at = min((_utc(value.at) for value in confirmed if value.at), default="")
        yield ("event", who, at[:_HOUR], "", "", "")
        for topic, field, key, detail in dict.fromkeys(_covered(confirmed, codebook)):
            yield (topic, who, at[:_DAY], field, key, detail)
        for topic, key, month in _by_month(confirmed, codebook):
            yield (topic, who, at[:_DAY], "", key, month)


def _covered(
    values: Iterable[FieldValue], codebook: Codebook
) -> Iterator[tuple[str, str, str, str]]:
    """Topic, field, key and detail of what an event is about: country, spot, month, choice."""
    for value in values:
        match value.value:
            case Place() as place:
                yield ("country", value.field, place.country or "", "")
                if place.lat is not None and place.lon is not None:
                    spot = [place.name, place.country or "", place.lat, place.lon]
                    yield ("spot", value.field, to_text(spot), cell_of(place.lat, place.lon))
            case DateRange(start, end):
                day = start or end
                yield ("month", value.field, day.isoformat()[:7] if day else "", "")
            case str() as key if kind_of(key, value.field, codebook) is Kind.CHOICE:
                yield ("choice", value.field, key, "")


def cell_of(lat: float, lon: float) -> str:
    """What is one point on the map of progress: the same tenth of a degree."""
    # There is no zero below zero.
    return f"{round(float(lat), 1) + 0.0} {round(float(lon), 1) + 0.0}"


def _by_month(values: Sequence[FieldValue], codebook: Codebook) -> Iterator[tuple[str, str, str]]:
    """Topic, country or type, and month of an event: each pair of them once; "" is unknown."""
    asked = {topic: codebook.with_role(role) for topic, role in _ROLES.items()}
    told: dict[str, dict[str, None]] = {topic: {} for topic in _ROLES}
    for topic, name, key, _ in _covered(values, codebook):
        field = asked.get(topic)
        if field and field.key == name:
            told[topic][key] = None
    for month in told["month"] or ("",):
        for country in told["country"]:
            yield "country_month", country, month
        for choice in told["choice"]:
            yield "type_month", choice, month


def fate_of(event: Event) -> str:
    """How a record came about; "" of one that nobody has decided anything on."""
    if event.dismissed:
        return "rejected"
    if event.proposal_id is None:
        return "missed"
    return "accepted" if event.values or event.links else ""


class _Counts:
    """What is to be added to the counts of a project."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._tally: Counter[Key] = Counter()
        self._fates: Counter[Fate] = Counter()

    def add(self, events: Iterable[Event], count: int) -> None:
        """Each event so many times; -1 takes it away."""
        for event in events:
            for key in counts_of(event, self._codebook):
                self._tally[key] += count
            if fate := fate_of(event):
                self._fates[event.annotator, event.article_id, fate] += count

    def save(self, db: Database) -> None:
        _save(db, self._tally)
        fates = [(*key[:2], *_columns(key[2], n)) for key, n in self._fates.items() if n]
        added = ", ".join(f"{fate} = {fate} + excluded.{fate}" for fate in _FATES)
        db.conn.executemany(
            f"INSERT INTO work_articles (annotator, article_id, {', '.join(_FATES)})"  # noqa: S608
            f" VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET {added}",
            fates,
        )
        db.conn.executemany(
            "DELETE FROM work_articles WHERE annotator = ? AND article_id = ? AND last = ''"
            " AND accepted = 0 AND rejected = 0 AND missed = 0",
            [row[:2] for row in fates],
        )


def _save(db: Database, delta: Counter[Key]) -> None:
    changed = [(*key, count) for key, count in delta.items() if count]
    db.conn.executemany(
        "INSERT INTO tally (topic, annotator, at, field, key, detail, count)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET count = count + excluded.count",
        changed,
    )
    db.conn.executemany(
        "DELETE FROM tally WHERE topic = ? AND annotator = ? AND at = ? AND field = ?"
        " AND key = ? AND detail = ? AND count = 0",
        [row[:-1] for row in changed if row[-1] < 0],
    )


def _columns(fate: str, count: int) -> Iterator[int]:
    return (count if fate == one else 0 for one in _FATES)


def _article_of(edit: Review) -> str:
    """The article that a decision is about; of many at a time none: that is no work on each."""
    articles = {change.event.article_id for change in edit.events}
    articles |= {change.article_id for change in edit.statuses}
    return articles.pop() if len(articles) == 1 else ""


def _work(db: Database, annotator: str, article_id: str, at: str) -> None:
    """The time since the annotator's last edit belongs to the article of this one."""
    last = db.execute(
        "SELECT last FROM work_hours WHERE annotator = ? ORDER BY hour DESC LIMIT 1", [annotator]
    ).fetchone()
    longest = timedelta(minutes=max(IDLE_LIMITS))
    gap = datetime.fromisoformat(at) - datetime.fromisoformat(last[0]) if last else longest
    seconds = max(0.0, gap.total_seconds())
    took = [min(seconds, 60.0 * minutes) for minutes in IDLE_LIMITS]
    marks = ", ".join("?" * len(took))
    for table, key, value in (
        ("work_hours", "hour", at[:_HOUR]),
        ("work_articles", "article_id", article_id),
    ):
        db.execute(
            f"INSERT INTO {table} (annotator, {key}, last, {_SECONDS}) VALUES (?, ?, ?, {marks})"  # noqa: S608
            f" ON CONFLICT DO UPDATE SET last = max(last, excluded.last), {_ADDED}",
            [annotator, value, at, *took],
        )


def _moments(db: Database) -> Iterator[tuple[str, str, str]]:
    """Annotator, article and moment of every decision in the journal, undone ones included."""
    rows = db.execute(
        "SELECT j.annotator, j.at, e.payload FROM journal j"
        " JOIN journal e ON e.id = coalesce(j.target, j.id) AND e.action = 'Review' ORDER BY j.id"
    )
    for annotator, at, payload in rows:
        data = json.loads(payload)
        events = (one["after"] or one["before"] for one in data["events"])
        articles = {event["article_id"] for event in events}
        articles |= {status[0] for status in data["statuses"]}
        if len(articles) == 1:
            yield annotator, articles.pop(), at


def _utc(at: datetime | None) -> str:
    """ISO time in UTC; a moment without a zone, as an import may have, is taken as UTC."""
    if at is None:
        return ""
    return (at.astimezone(UTC) if at.tzinfo else at).isoformat()

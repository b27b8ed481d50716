"""Counts of progress after any edits, undos and redos: those of the plain question."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import journal
from db.codebook_files import load_codebook
from db.progress import cells, progress, spots
from db.project import Project
from db.rows import to_text
from models.article import Article, Status
from models.edits import AddArticles, Change, Review, StatusChange
from models.events import Event, FieldValue, State
from models.idle import IDLE_LIMITS
from models.progress import Asked, EventFates, local_day
from models.values import Place
from tests.db.analyst import START, Analyst, bring_articles, recounted, suggest, tallied

#: What came of events in articles that were read and worked on, asked of the records themselves.
_PLAIN_FATES = """
    SELECT CASE WHEN dismissed THEN 'rejected' WHEN proposal_id IS NULL THEN 'missed'
        ELSE 'accepted' END, count(*)
    FROM events e WHERE (:annotator IS NULL OR annotator = :annotator)
        AND (dismissed OR proposal_id IS NULL
            OR EXISTS (SELECT 1 FROM event_values v WHERE v.event_id = e.id)
            OR EXISTS (SELECT 1 FROM links l WHERE l.event_id = e.id))
        AND EXISTS (SELECT 1 FROM engine_runs r WHERE r.article_id = e.article_id)
        AND (:touched IS NULL OR EXISTS (SELECT 1 FROM json_each(:touched) t
            WHERE t.value = e.annotator || ' ' || e.article_id))
    GROUP BY 1
"""
_STEPS = st.sampled_from(
    [
        "accept",
        "reject",
        "correct",
        "add",
        "clear",
        "delete",
        "new",
        "nothing",
        "finish",
        "reopen",
        "undo",
        "undo",
        "redo",
        "read",
        "import",
    ]
)
#: Two of them are one point on the map, as are the two beside the meridian.
PLACES = (
    Place("Gao", "MLI", lat=16.27, lon=-0.04),
    Place("Wabaria", "MLI", lat=16.25, lon=0.04),
    Place("Ansongo", "MLI", lat=15, lon=0.5),
    Place("Labbezanga", lat=14.96, lon=0.52),
)
_WALKS = st.lists(
    st.tuples(
        st.sampled_from(("ana", "ben")),
        st.sampled_from(("a0", "a1", "a2", "a3", "b1")),
        _STEPS,
        st.sampled_from((0, 3, 50, 90, 400, 4_000, 90_000)),
    ),
    max_size=14,
)


class Walk:
    """Two people at a project; keeps, beside it, when each edit was made on which article."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.clock = [START]
        patch.setattr(journal, "now", lambda: self.clock[0].isoformat(timespec="milliseconds"))
        self.project = Project.create(folder / "p.db", load_codebook("conflict"))
        bring_articles(self.project)
        self.people = {name: Analyst(self.project, name, self.clock) for name in ("ana", "ben")}
        self.log: list[tuple[str, str, str]] = []
        self.made = 0

    def step(self, who: str, article_id: str, what: str, seconds: int) -> None:
        self.clock[0] += timedelta(seconds=seconds)
        if article_id not in self.project.queue(who):
            article_id = "a0"
        match what:
            case "undo" | "redo":
                changed = (self.project.undo if what == "undo" else self.project.redo)(who)
            case "read":
                suggest(self.project, article_id)
                return
            case "import":
                changed = self._import(who)
            case _:
                changed = self.project.apply(self._edit(who, article_id, what), who)
        if changed and not changed.articles_changed and len(changed.article_ids) == 1:
            self.log.append((who, *changed.article_ids, journal.now()))

    def _import(self, who: str) -> Change:
        """An article that comes with a record, done by two people."""
        self.made += 1
        id_ = f"b{self.made}"
        value = FieldValue(f"v{id_}", "event_type", "attack", State.ADDED, annotator=who)
        done = tuple(StatusChange(id_, name, Status.NEW, Status.DONE) for name in ("ana", "ben"))
        event = Event(f"e{id_}", id_, who, proposal_id="gone", values=(value,))
        article = Article(id_, f"A raid. {self.made}")
        return self.project.apply(AddArticles("Import", (article,), (event,), done), who)

    def _edit(self, who: str, article_id: str, what: str) -> Review:
        analyst = self.people[who]
        desk, gestures = analyst.desk(article_id), analyst.gestures
        on_articles = {
            "finish": lambda: gestures.set_status(desk, Status.DONE),
            "reopen": lambda: gestures.set_status(desk, Status.NEW),
            "nothing": lambda: gestures.no_event(desk),
            "accept": lambda: gestures.accept_all(desk, desk.records),
            "new": lambda: gestures.new_event(desk),
        }
        if what in on_articles or not desk.records:
            return on_articles.get(what, on_articles["new"])()
        record = desk.records[0]
        shown = record.values("weapon")
        if what == "add" or not shown:
            return gestures.add(desk, record, "summary", f"Shots at a van. {len(self.log)}")
        if what == "clear" and shown[0].decision:
            return gestures.clear(desk, record, shown[0])
        return {
            "reject": lambda: gestures.reject(desk, record, shown),
            "correct": lambda: gestures.correct(desk, record, shown[0], "explosives"),
            "clear": lambda: gestures.accept(desk, record, shown),
            "delete": lambda: gestures.delete_event(desk, record),
            "move": lambda: gestures.add(desk, record, "place", PLACES[len(self.log) % 4]),
        }[what]()

    def last(self) -> dict[tuple[str, str], str]:
        """By person and article, when the last edit on it was."""
        return {(who, article_id): at for who, article_id, at in self.log}

    def took(self, idle: int) -> Counter[tuple[str, str, str]]:
        """By person, article and hour the seconds, each gap to the edit before cut."""
        found: Counter[tuple[str, str, str]] = Counter()
        before: dict[str, datetime] = {}
        for who, article_id, at in self.log:
            now = datetime.fromisoformat(at)
            gap = (now - before[who]).total_seconds() if who in before else 3600
            found[who, article_id, at[:13]] += int(min(gap, 60 * idle))
            before[who] = now
        return found


@pytest.fixture(scope="module")
def walk_patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@settings(max_examples=60, deadline=None)
@given(steps=_WALKS)
def test_figures_are_those_of_records_and_journal(
    steps: list[tuple[str, str, str, int]], walk_patch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(Path(folder), walk_patch)
        for step in steps:
            walk.step(*step)
        for who in ("ana", "ben", None):
            for days in (None, 0, 1):
                check_figures(walk, who, days)
            check_spots(walk.project, who)
        assert tallied(walk.project) == recounted(walk.project)
        assert walk.project.check() == []
        walk.project.close()


def check_figures(walk: Walk, who: str | None, days: int | None) -> None:
    """Fates, finished articles and times against the plain question, since a day before the end."""
    since = None if days is None else walk.clock[0] - timedelta(days=days)
    hour = since.isoformat()[:13] if since else ""
    last, took = walk.last(), walk.took(IDLE_LIMITS[0])
    touched = to_text([" ".join(pair) for pair, at in last.items() if at[:13] >= hour])
    asked = {"annotator": who, "touched": touched if since else None}
    fates = EventFates(**dict(walk.project.db.execute(_PLAIN_FATES, asked).fetchall()))
    people = [who] if who else ["ana", "ben"]
    done = [
        (name, article_id)
        for name in people
        for article_id in walk.project.queue(name)
        if walk.project.status(article_id, name) is Status.DONE
    ]
    found = progress(walk.project, Asked("ana", who, since, IDLE_LIMITS[0]))

    assert found.event_fates == fates
    moment = since.isoformat() if since else ""
    assert found.articles == sum(last.get(one, "") >= moment for one in done)
    if who != "ben":
        worked: Counter[date] = Counter()
        for (name, _, at), seconds in took.items():
            if name == "ana" and at >= hour:
                worked[local_day(at)] += seconds
        held = {one.day: one.seconds for one in found.work if one.seconds}
        assert held == {day: seconds for day, seconds in worked.items() if seconds}
        each = [
            sum(s for (name, a, _), s in took.items() if (name, a) == one)
            for one in done
            if one[0] == "ana" and one in last and last[one] >= moment
        ]
        assert found.per_article == (median(each) if each else None)


def check_spots(project: Project, who: str | None) -> None:
    """Spots of confirmed places, and the same put together by tenths of a degree."""
    held: Counter[tuple[str, str, float, float]] = Counter()
    for article_id in project.queue("ana"):
        for name in [who] if who else ["ana", "ben"]:
            for event in project.events(article_id, name):
                if event.dismissed:
                    continue
                confirmed = (one.value for one in event.values if one.is_confirmed)
                places = (one for one in confirmed if isinstance(one, Place))
                held.update({(p.name, p.country or "", p.lat, p.lon) for p in places})
    near: Counter[tuple[float, float]] = Counter()
    for (_, _, lat, lon), count in held.items():
        near[round(lat, 1), round(lon, 1)] += count

    found = cells(project, Asked("ana", who))

    assert {spot[:4]: spot.events for spot in spots(project, Asked("ana", who))} == held
    assert {(round(one.lat, 1), round(one.lon, 1)): one.events for one in found} == near
    for one in found:
        inside = [
            (-count, place[0])
            for place, count in held.items()
            if (round(place[2], 1), round(place[3], 1)) == (round(one.lat, 1), round(one.lon, 1))
        ]
        assert min(inside)[1] == one.name

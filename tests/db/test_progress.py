"""Figures of progress: kept with every edit, the same as counted anew, one's own times."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db import tables, tally
from db.codebook_editing import revision
from db.codebook_files import load_codebook
from db.progress import progress, spots, work_done
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles, StatusChange
from models.events import Band, Event, FieldValue, State
from models.progress import Asked, EventFates, Fate, Misses, MonthShare, Share, Spot
from models.recoding import Recoding
from models.spans import Span
from tests.db.analyst import START, Analyst, bring_articles, recounted, tallied


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    held = [START]
    monkeypatch.setattr("db.journal.now", lambda: held[0].isoformat(timespec="milliseconds"))
    return held


@pytest.fixture
def project(tmp_path: Path, clock: list[datetime]) -> Iterator[Project]:
    project = Project.create(tmp_path / "p.db", load_codebook("conflict"))
    bring_articles(project)
    yield project
    project.close()


@pytest.fixture
def ana(project: Project, clock: list[datetime]) -> Analyst:
    return Analyst(project, "ana", clock)


def test_pauses_are_cut_and_gaps_belong_to_the_article_of_the_next_edit(
    project: Project, ana: Analyst
) -> None:
    ana.accept_all(0, "a0")  # What was before it is unknown: as long as a pause.
    ana.finish(30, "a0")
    ana.accept_all(60, "a1")
    ana.finish(3600, "a1")  # A pause: two minutes of it count.

    found = progress(project, Asked("ana", "ana"))

    assert (found.articles, found.events) == (2, 2)
    (day,) = found.work
    assert day.seconds == 120 + 30 + 60 + 120
    assert found.per_article == (150 + 180) / 2
    assert found.per_event == 330 / 2
    longer = progress(project, Asked("ana", "ana", idle=10))
    assert longer.work[0].seconds == 600 + 30 + 60 + 600
    assert [(one.articles, one.events) for one in found.days] == [(2, 2)]


def test_an_undone_edit_was_work_but_is_no_event(project: Project, ana: Analyst) -> None:
    ana.accept_all(0, "a0")
    ana.clock[0] += timedelta(seconds=10)
    project.undo("ana")

    found = progress(project, Asked("ana", "ana"))

    assert (found.events, found.countries, found.fates) == (0, (), ())
    assert found.work[0].seconds == 130


def test_what_became_of_suggestions_by_field_and_band(project: Project, ana: Analyst) -> None:
    ana.accept_all(0, "a0")
    desk = ana.desk("a0")
    record = desk.records[0]
    ana.after(5, ana.gestures.reject(desk, record, record.values("weapon")))
    desk = ana.desk("a0")
    record = desk.records[0]
    (shown,) = record.values("event_type")
    ana.after(5, ana.gestures.correct(desk, record, shown, "armed_clash"))
    desk = ana.desk("a0")
    ana.after(5, ana.gestures.add(desk, desk.records[0], "summary", "Shots at a van."))
    ana.after(5, ana.gestures.no_event(ana.desk("a1")))
    ana.after(5, ana.gestures.new_event(ana.desk("a2")))
    desk = ana.desk("a2")
    ana.after(5, ana.gestures.claim_words(desk, desk.records[0], [Span(0, 4)]))

    found = progress(project, Asked("ana", "ana"))

    fates = {(one.field, one.band): one for one in found.fates}
    assert fates["weapon", Band.LIKELY] == Fate("weapon", Band.LIKELY, rejected=1)
    assert fates["event_type", Band.LIKELY] == Fate("event_type", Band.LIKELY, corrected=1)
    assert fates["place", Band.LIKELY] == Fate("place", Band.LIKELY, accepted=1)
    assert Misses("summary", 1, 1) in found.misses
    assert Misses("place", 1, 0) in found.misses
    assert found.event_fates == EventFates(accepted=1, rejected=1, missed=1)


def test_coverage_by_country_type_month_and_spot(project: Project, ana: Analyst) -> None:
    ana.accept_all(0, "a0")
    ana.accept_all(5, "a1")

    found = progress(project, Asked("ana"))

    assert found.countries == (Share("MLI", 2),)
    assert found.types == (Share("attack", 2),)
    assert found.months == (Share("2024-03", 2),)
    assert spots(project, Asked("ana")) == (Spot("Gao", "MLI", 16.27, -0.04, 2),)
    assert found.country_months == (MonthShare("MLI", "2024-03", 2),)
    assert found.type_months == (MonthShare("attack", "2024-03", 2),)


def test_an_event_without_a_day_is_counted_by_country_in_an_unknown_month(
    project: Project, ana: Analyst
) -> None:
    ana.accept_all(0, "a0")
    desk = ana.desk("a0")
    record = desk.records[0]
    ana.after(5, ana.gestures.reject(desk, record, record.values("date")))

    assert progress(project, Asked("ana")).country_months == (MonthShare("MLI", "", 1),)
    assert tallied(project) == recounted(project)


def test_counts_of_an_older_kind_are_made_anew(project: Project, ana: Analyst) -> None:
    ana.accept_all(0, "a0")
    with project.db.conn:
        project.db.execute("DELETE FROM tally WHERE topic = 'country_month'")
        said = [project.codebook.reference]
        project.db.execute("UPDATE meta SET value = ? WHERE key = 'tallied'", said)

    assert progress(project, Asked("ana")).country_months == (MonthShare("MLI", "2024-03", 1),)


def revised(project: Project, old: str, new: str) -> None:
    """Another label for an answer; another key, too, if it is to be another."""
    codebook = project.codebook
    known = codebook.field_by_key["event_type"]
    choices = tuple(
        replace(one, key=new, label="Raid") if one.key == old else one for one in known.choices
    )
    fields = tuple(
        replace(one, choices=choices) if one is known else one for one in codebook.fields
    )
    moved = Recoding(choices={("event_type", old): new} if old != new else {})
    project.apply(revision(project, replace(codebook, fields=fields), moved), "ana")


def test_a_revision_that_renames_no_key_leaves_the_counts_whole(
    project: Project, ana: Analyst
) -> None:
    ana.accept_all(0, "a0")

    revised(project, "attack", "attack")

    assert tally.is_whole(project.db, project.codebook)
    assert progress(project, Asked("ana")).types == (Share("attack", 1),)
    project.undo("ana")
    assert tally.is_whole(project.db, project.codebook)


def test_renamed_answers_are_counted_by_their_new_keys_and_edits_meanwhile_as_well(
    project: Project, ana: Analyst
) -> None:
    ana.accept_all(0, "a0")
    revised(project, "attack", "raid")
    ana = Analyst(project, "ana", ana.clock)
    ana.finish(5, "a0")
    held = tables.events_of(project.db, ["a0"])["a0"]
    missing = tally.astray(project.db, project.codebook, held)
    ana.after(5, ana.gestures.new_event(ana.desk("a1")))
    desk = ana.desk("a1")
    ana.after(5, ana.gestures.add(desk, desk.records[0], "event_type", "armed_clash"))
    with project.db.conn:
        tally.correct(project.db, project.codebook, missing)

    found = progress(project, Asked("ana"))

    assert {one.key: one.events for one in found.types} == {"raid": 1, "armed_clash": 1}
    assert tallied(project) == recounted(project)
    for _ in range(4):
        project.undo("ana")
    assert progress(project, Asked("ana")).types == (Share("attack", 1),)
    assert tallied(project) == recounted(project)


def test_others_work_is_counted_but_their_times_are_not_told(
    project: Project, ana: Analyst, clock: list[datetime]
) -> None:
    ana.accept_all(0, "a0")
    ana.finish(10, "a0")
    ben = Analyst(project, "ben", clock)
    ben.accept_all(10, "a0")
    ben.finish(50, "a0")

    of_ben = progress(project, Asked("ana", "ben"))
    of_all = progress(project, Asked("ana", None))

    assert (of_ben.articles, of_ben.events, of_ben.work, of_ben.per_article) == (1, 1, (), None)
    assert (of_all.articles, of_all.events) == (2, 2)
    assert sum(one.seconds for one in of_all.work) == 130


def test_a_period_begins_with_its_day(project: Project, ana: Analyst) -> None:
    ana.accept_all(0, "a0")
    ana.finish(10, "a0")
    ana.accept_all(3 * 24 * 3600, "a1")
    ana.finish(10, "a1")

    found = work_done(project, Asked("ana", "ana", START + timedelta(days=1)))

    assert (found.articles, found.events) == (1, 1)
    assert sum(one.seconds for one in found.work) == 130


def test_a_session_begins_at_its_moment_not_with_the_hour(project: Project, ana: Analyst) -> None:
    ana.accept_all(0, "a0")
    ana.finish(10, "a0")
    opened = ana.clock[0] + timedelta(seconds=20)
    ana.accept_all(40, "a1")
    ana.finish(10, "a1")

    found = work_done(project, Asked("ana", "ana", opened))

    assert (found.articles, found.events) == (1, 1)
    assert found.per_article == 50


def test_the_counts_are_the_same_as_counted_anew(project: Project, ana: Analyst) -> None:
    ana.accept_all(0, "a0")
    desk = ana.desk("a0")
    record = desk.records[0]
    ana.after(7, ana.gestures.mark_not_reported(desk, record, "place"))
    ana.accept_all(7, "a1")
    ana.after(7, ana.gestures.delete_event(ana.desk("a1"), ana.desk("a1").records[0]))
    ana.finish(7, "a1")
    for step in (project.undo, project.undo, project.redo, project.undo):
        ana.clock[0] += timedelta(seconds=3)
        step("ana")
    ana.after(7, ana.gestures.new_event(ana.desk("a2")))

    kept = tallied(project)

    assert kept == recounted(project)
    assert project.check() == []


def test_an_import_of_confirmed_records_counts_without_times(
    project: Project, ana: Analyst
) -> None:
    value = FieldValue("v", "event_type", "attack", State.ADDED, annotator="ana")
    imported = AddArticles(
        "Import",
        (Article("b", "A raid."),),
        (Event("e", "b", "ana", values=(value,)),),
        (StatusChange("b", "ana", Status.NEW, Status.DONE),),
    )
    project.apply(imported, "ana")

    found = progress(project, Asked("ana", "ana"))

    assert (found.articles, found.events, found.days, found.work) == (1, 1, (), ())
    assert found.types == (Share("attack", 1),)
    assert found.misses == ()


@pytest.mark.parametrize("version", range(1, 8))
def test_an_older_file_is_counted_when_it_is_first_asked(version: int, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    shutil.copy(Path(__file__).parent / "released" / f"schema-{version}.db", path)
    project = Project.open(path)

    found = progress(project, Asked("ana", "ana"))

    assert (found.articles, found.events) == (1, 1)
    assert sum(one.seconds for one in found.work) > 0
    project.close()

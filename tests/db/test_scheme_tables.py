"""Tables of the field's schemes, written from a project."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.exports.exporting import Wanted, export, hand_out
from db.exports.external_ids import KeptIds
from db.formats.dataset import CodedArticle, Dataset, Loss
from db.formats.writers import writer_of
from db.imports.importing import import_files
from db.project import Project
from models.edits import AddArticles, EventChange, Review
from models.events import Event, Link
from models.schemes.scheme import overridden, override, overrides
from models.selection import Selection
from models.spans import Span
from models.values import Actor, DateRange
from tests.models.scheme_room import ARTICLE, QASR, codebook, event

_IDS = {"acled": "event_id_cnty", "gtd": "eventid", "ucdp-ged": "id"}


@pytest.fixture
def conflict(tmp_path: Path) -> Iterator[Project]:
    project = Project.create(tmp_path / "conflict.db", codebook())
    yield project
    project.close()


def bring(project: Project, *events: Event) -> None:
    placed = tuple(replace(one, position=place) for place, one in enumerate(events))
    project.apply(AddArticles("Import", (ARTICLE,), placed), "ana")


def table(project: Project, form: str = "acled") -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    export(project, out, form)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def losses(*events: Event, form: str = "acled") -> list[Loss]:
    told: list[Loss] = []
    coded = CodedArticle(ARTICLE, {}, events)
    out = io.StringIO(newline="")
    writer_of(form).load().write(out, Dataset(codebook(), iter([coded]), told.append))
    return told


def test_a_skipped_event_is_reported_with_the_rule(conflict: Project) -> None:
    assert losses(event(date=None, weapon=None)) == [
        Loss("a1", "e1", "", "", "no_date", "The record has no date.")
    ]


def test_ids_follow_from_the_event_and_not_from_what_stands_beside_it(conflict: Project) -> None:
    bring(conflict, event("e1"), event("e2"))
    first, second = (row["event_id_cnty"] for row in table(conflict))
    assert first != second
    assert first.startswith("IRQ")
    assert first.removeprefix("IRQ").isdecimal()
    conflict.apply(Review("Remove", (EventChange(event("e1"), None),)), "ana")
    assert [row["event_id_cnty"] for row in table(conflict)] == [second]


def test_an_id_stays_when_day_and_country_are_corrected(conflict: Project) -> None:
    made = event("e1")
    bring(conflict, made)
    before = [table(conflict, form)[0][key] for form, key in _IDS.items()]
    assert before[1].startswith("20240105")
    other = DateRange(date(2023, 1, 5), date(2023, 1, 5))
    moved = event("e1", date=other, place=replace(QASR, country="SYR"))
    conflict.apply(Review("Correct", (EventChange(made, moved),)), "ana")
    assert [table(conflict, form)[0][key] for form, key in _IDS.items()] == before
    assert conflict.check() == []


def test_of_two_events_with_one_number_the_second_gets_the_next(conflict: Project) -> None:
    ids = KeptIds(conflict.db)
    assert ids.of("gtd", "e1", 0, ["1", "2"]) == "1"
    assert ids.of("gtd", "e2", 0, ["1", "2"]) == "2"
    ids.keep()
    again = KeptIds(conflict.db)
    assert again.of("gtd", "e3", 0, ["2", "3"]) == "3"
    assert again.of("gtd", "e2", 0, ["1"]) == "2"
    assert again.of("gtd", "e4", 0, ["1", "2"]) is None


def test_an_override_stands_in_the_table_until_it_is_undone(conflict: Project) -> None:
    made = event(killed=None)
    bring(conflict, made)
    conflict.apply(override(made, "acled", 0, "inter1", "Rebel group"), "ana")
    (written,) = conflict.events("a1", "ana")
    assert overrides(written, "acled") == {0: {"inter1": "Rebel group"}}
    assert table(conflict)[0]["inter1"] == "Rebel group"
    conflict.undo("ana")
    assert table(conflict)[0]["inter1"] == "Political militia"
    assert overridden(written, "acled", 0, "inter1", None) == made


def test_an_override_goes_along_in_the_exchange_file(conflict: Project, tmp_path: Path) -> None:
    bring(conflict, overridden(event("e1"), "ucdp-ged", 0, "event_clarity", "2"))
    export(conflict, tmp_path / "out.jsonl", "jsonl")
    other = Project.create(tmp_path / "other.db", codebook())
    import_files(other, [tmp_path / "out.jsonl"], annotator="ana", confirmed_by="ana")
    assert table(other, "ucdp-ged")[0]["event_clarity"] == "2"
    other.close()


def test_of_records_of_one_event_the_first_that_fits_is_a_row(conflict: Project) -> None:
    same = (Link("same_as", "e1"),)
    vague = event("e1", date=None)
    bring(conflict, vague, replace(event("e2"), links=same), replace(event("e3"), links=same))
    handed = hand_out(conflict, io.StringIO(newline=""), Wanted("acled"))
    assert handed.count == 1
    assert (handed.losses["no_date"], handed.losses["same_event"]) == (1, 1)
    assert hand_out(conflict, io.StringIO(newline=""), Wanted("plover")).count == 2


def test_a_row_names_all_articles_that_tell_of_its_event(conflict: Project) -> None:
    other = replace(ARTICLE, id="a2", title="Toll rises", source="Evening Post")
    first = replace(event("e1"), links=(Link("same_as", "e2"),))
    conflict.apply(AddArticles("Import", (ARTICLE, other), (first, event("e2", "a2"))), "ana")

    [acled] = table(conflict)
    [ucdp] = table(conflict, "ucdp-ged")
    [gtd] = table(conflict, "gtd")

    assert acled["source"] == "Harbour Wire; Evening Post"
    assert (ucdp["number_of_sources"], ucdp["source_office"]) == ("2", "Harbour Wire;Evening Post")
    assert ucdp["source_headline"] == "Shelling;Toll rises"
    assert gtd["scite2"] == '"Toll rises," Evening Post, 2024-01-06'


def test_a_row_names_no_article_that_the_filters_leave_out(conflict: Project) -> None:
    other = replace(ARTICLE, id="a2", title="Toll rises", source="Evening Post")
    first = replace(event("e1"), links=(Link("same_as", "e2"),))
    conflict.apply(AddArticles("Import", (ARTICLE, other), (first, event("e2", "a2"))), "ana")
    chosen = Selection(sources=frozenset({"Harbour Wire"}))

    out = io.StringIO(newline="")
    hand_out(conflict, out, Wanted("ucdp-ged", chosen))

    [row] = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert (row["number_of_sources"], row["source_headline"]) == ("1", "Shelling")


@pytest.mark.parametrize("form", ["polecat", "ucdp-ged", "acled", "gtd", "plover"])
def test_no_words_of_a_text_that_may_not_be_passed_on_stand_in_a_table(
    conflict: Project, tmp_path: Path, form: str
) -> None:
    made = event("e1", initiator=[Actor("Harbour Brigades")])
    spans = [Span(0, 6), Span(15, 19)]
    quoted = [replace(value, evidence=tuple(spans)) for value in made.values]
    bring(conflict, replace(made, values=tuple(quoted)))

    for bare in (False, True):
        hand_out(conflict, tmp_path / f"{bare}.out", Wanted(form, without_text=bare))

    whole, kept_back = ((tmp_path / f"{bare}.out").read_text() for bare in (False, True))
    assert ("Shells" in whole) is (form in {"polecat", "ucdp-ged"})
    assert "Shells" not in kept_back

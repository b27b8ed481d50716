"""Groups of articles in a project: found, kept, brought up to date, gone with their articles."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.duplicates import groups_of, kin, related, report, waiting
from db.duplicates.finding import find
from db.duplicates.reports import other_reports
from db.project import Order, Project
from models.article import Article
from models.duplicates.relations import Relation
from models.duplicates.told import Report
from models.edits import AddArticles, EventChange, Review
from models.events import Event, FieldValue, Link, State
from models.values import Count

DAY = date(2024, 1, 5)
FIRST = (
    "Two soldiers were killed when a bomb hidden in a cart went off beside their convoy near the "
    "market of Qasrin on Tuesday, governor Nadim Harroun said. Three others were wounded and taken "
    "to Saint Elmar hospital. No group said that it had placed the bomb in Qasrin."
)
REPORTED = (
    "QASRIN - Witnesses spoke of a loud blast as army vehicles passed the vegetable stalls. "
    "Governor Harroun put the toll of Tuesday's attack at two dead. Doctors at Saint Elmar said "
    "that they treated three men."
)


def filler(count: int) -> list[Article]:
    """Articles that have nothing to do with each other."""
    chance = random.Random(3)  # noqa: S311
    letters = "abdefgiklmnoprstuvz"
    vocabulary = ["".join(chance.choice(letters) for _ in range(6)) for _ in range(4_000)]
    return [
        Article(
            f"f{number:03}",
            " ".join(chance.choices(vocabulary, k=60)),
            f"Title {number}",
            published=DAY - timedelta(days=number % 40),
        )
        for number in range(count)
    ]


def article(id_: str, text: str, days: int = 0) -> Article:
    return Article(id_, text, f"Title of {id_}", published=DAY + timedelta(days=days))


@pytest.fixture
def grouped(project: Project) -> Project:
    """Sixty unrelated articles, a report, two copies of it, and another of its incident."""
    rewritten = FIRST.replace("Three others", "Four more men").replace("the bomb", "it")
    articles = (
        *filler(60),
        article("first", FIRST),
        article("exact", FIRST.replace(". ", ".\n\n")),
        article("near", rewritten, 1),
        article("report", REPORTED, 1),
    )
    project.apply(AddArticles("Import", articles), "ana")
    find(project)
    return project


def test_relations_are_told_apart(grouped: Project) -> None:
    group = groups_of(grouped, ["first", "f001"])

    assert list(group) == ["first"]
    assert [(one.article_id, one.relation) for one in group["first"].relatives] == [
        ("exact", Relation.EXACT),
        ("near", Relation.NEAR_COPY),
        ("report", Relation.SAME_INCIDENT),
    ]
    assert group["first"].copies == ("exact", "near")
    assert group["first"].reports == ("report",)
    assert list(kin(grouped)) == [{"first", "exact", "near", "report"}]


def test_groups_are_the_same_in_whatever_order_articles_came(
    grouped: Project, tmp_path: object
) -> None:
    other = Project.create(grouped.path.with_name("other.db"), grouped.codebook)
    ids = [row[0] for row in grouped.db.execute("SELECT id FROM articles ORDER BY number DESC")]
    other.apply(AddArticles("Import", tuple(map(grouped.article, ids))), "ana")

    find(other)

    assert list(kin(other)) == list(kin(grouped))
    other.close()


def test_new_articles_are_compared_with_what_was_there(grouped: Project) -> None:
    late = replace(article("late", FIRST, 2), text=f"UPDATE 2. {FIRST}")
    grouped.apply(AddArticles("Import", (late,)), "ana")
    assert waiting(grouped)

    found = find(grouped)

    assert found.looked_at == 1
    assert not waiting(grouped)
    assert groups_of(grouped, ["late"])["late"].copies == ("first", "exact", "near")


def test_undo_of_an_import_takes_its_articles_out_of_the_groups(grouped: Project) -> None:
    grouped.apply(AddArticles("Import", (article("late", FIRST),)), "ana")
    find(grouped)

    grouped.undo("ana")

    assert "late" not in groups_of(grouped, ["first"])["first"].copies
    assert waiting(grouped)
    find(grouped)
    assert list(kin(grouped)) == [{"first", "exact", "near", "report"}]
    assert not waiting(grouped)
    assert grouped.check() == []


def test_finding_twice_changes_nothing(
    grouped: Project, open_project: Callable[[], Project]
) -> None:
    before = list(report(grouped))

    found = find(grouped)

    assert (found.looked_at, found.copies, found.copy_groups) == (0, 3, 1)
    assert (found.reports, found.incidents) == (4, 1)
    assert list(report(open_project())) == before
    assert list(report(find_again(open_project()))) == before


@pytest.mark.parametrize(
    "not_written",
    [
        "DELETE FROM matches WHERE other = (SELECT max(number) FROM articles)",
        "DELETE FROM kinship WHERE number < 3",
    ],
)
def test_groups_that_were_half_written_are_made_whole(grouped: Project, not_written: str) -> None:
    state = grouped.meta("duplicates")
    late = replace(article("late", FIRST, 2), text=f"UPDATE 2. {FIRST}")
    grouped.apply(AddArticles("Import", (late,)), "ana")
    find(grouped)
    whole = list(report(grouped))
    grouped.db.execute(not_written)
    grouped.set_meta("duplicates", str(state))

    find(grouped)

    assert list(report(grouped)) == whole


def find_again(project: Project) -> Project:
    find(project, again=True)
    return project


def test_groups_are_no_persons_work(grouped: Project) -> None:
    assert grouped.check() == []
    assert grouped.undo_title("ana") == "Import"


def test_linked_events_keep_their_articles_together(grouped: Project) -> None:
    one = Event("e1", "f001", "ana")
    other = Event("e2", "f002", "ana", links=(Link("same_as", "e1"),))
    grouped.apply(Review("Link", (EventChange(None, one), EventChange(None, other))), "ana")

    assert {"f001", "f002"} in list(kin(grouped))


def test_texts_without_words_are_not_grouped(project: Project) -> None:
    project.apply(
        AddArticles("Import", (article("a", "…"), article("b", " "), article("c", ""))), "ana"
    )

    find(project)

    assert list(kin(project)) == []


def test_thousands_of_the_same_text_are_one_group(project: Project) -> None:
    many = tuple(article(f"a{n:04}", f"{FIRST} Report {n} of the desk.") for n in range(1_500))
    project.apply(AddArticles("Import", many), "ana")

    find(project)

    [group] = kin(project)
    assert len(group) == 1_500


def reports_of(project: Project, article_id: str, annotator: str) -> dict[str, tuple[Report, ...]]:
    return other_reports(project, project.events(article_id, annotator), annotator)


def test_other_reports_of_an_event_are_followed_over_links_in_both_directions(
    grouped: Project,
) -> None:
    def value(count: int) -> FieldValue:
        return FieldValue(f"v{count}", "killed", Count(count, count, count), State.ADDED)

    first = Event("e1", "first", "ana", proposal_id="p1", values=(value(2),))
    near = Event("e2", "near", "ana", values=(value(3),), links=(Link("same_as", "p1"),))
    report = Event("e3", "report", "ana", values=(value(5),), links=(Link("same_as", "e2"),))
    foreign = Event("e4", "exact", "ben", values=(value(7),), links=(Link("same_as", "p1"),))
    made = tuple(EventChange(None, one) for one in (first, near, report, foreign))
    grouped.apply(Review("Code", made), "ana")

    assert [one.event.id for one in reports_of(grouped, "first", "ana")["p1"]] == ["e2", "e3"]
    assert [one.event.id for one in reports_of(grouped, "near", "ana")["e2"]] == ["e1", "e3"]
    assert [one.title for one in reports_of(grouped, "report", "ana")["e3"]] == [
        "Title of first",
        "Title of near",
    ]
    assert reports_of(grouped, "exact", "ben") == {}
    assert grouped.check() == []


def test_relatives_with_records_come_first_and_the_queue_can_ask_for_them(
    grouped: Project,
) -> None:
    value = FieldValue("v", "killed", Count(2, 2, 2), State.ADDED)
    coded = Event("e1", "report", "ana", values=(value,))
    grouped.apply(Review("Code", (EventChange(None, coded),)), "ana")

    found = related(grouped, "first", "ana", 9)

    assert [(one.article_id, one.relation, one.events) for one in found] == [
        ("report", Relation.SAME_INCIDENT, 1),
        ("exact", Relation.EXACT, 0),
        ("near", Relation.NEAR_COPY, 0),
    ]
    assert grouped.queue("ana", search="has:copies", order=Order.IMPORTED) == [
        "first",
        "exact",
        "near",
    ]
    assert len(grouped.queue("ana", search="has:reports")) == 4
    assert [one.relatives for one in grouped.headlines(["first", "f001"], "ana")] == [3, 0]

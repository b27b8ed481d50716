"""Makes the file of the present schema version; run once when a version is released, then kept.

Run: python tests/db/released/make.py   (from the project's folder, PYTHONPATH=.)
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from sqlite_utils import Database

from db import learning
from db.duplicates.finding import find
from db.exports import splits
from db.migrations import migrations
from db.project import Project
from models.actors import ActorChange, ActorEntry, ActorSort
from models.article import Article, Status
from models.codebook.reading import parse_codebook
from models.edits import AddArticles, Review, StatusChange
from models.events import Event, FieldValue, Link, Proposal, ProposedLink, State, Suggested
from models.learned import How, Learned
from models.spans import Span
from models.values import Count, Place

_CODEBOOK = """
name = "small"
version = 1
title = "Small"
help = "For a file that stays as it is."
[[field]]
key = "killed"
label = "Killed"
kind = "count"
group = "All"
help = "How many died."
[[field]]
key = "place"
label = "Place"
kind = "place"
group = "All"
help = "Where it was."
[[field]]
key = "date"
label = "Date"
kind = "date"
group = "All"
help = "When it was."
"""


def main() -> None:
    version = _version()
    path = Path(__file__).parent / f"schema-{version}.db"
    project = Project.create(path, parse_codebook(_CODEBOOK, "small"))
    moment = datetime(2024, 1, 5, 12, tzinfo=UTC)
    answers = (
        FieldValue("v1", "killed", Count(2, 2, 2), State.ADDED, (Span(3, 10),), None, None),
        FieldValue("v2", "place", Place("Sarmin", "SYR", lat=35.9, lon=36.7), State.ADDED),
        FieldValue("v3", "date", None, State.NOT_REPORTED, annotator="ana", at=moment),
    )
    article = Article(
        "a1", "🙂\r\nRaiders killed two at Sarmin.", "Raid", "Wire", None, date(2024, 1, 5)
    )
    links = (Link("follows", "p2", State.ACCEPTED),)
    event = Event("e1", "a1", "ana", values=answers, links=links)
    began = StatusChange("a1", "ana", Status.NEW, Status.IN_PROGRESS)
    project.apply(AddArticles("Import 1 article", (article,), (event,), (began,)), "ana")
    offer = Suggested("p1.0", "killed", Count(2, 2, 2), (Span(3, 10),), 0.9)
    link = ProposedLink("follows", "p2", 0.7, (Span(3, 10),))
    listed = (Suggested("p2.0", "killed", Count(3, 3, 3), (Span(3, 10),), 0.1),)
    found = [
        Proposal("p1", "a1", "rules@1", (offer,), (link,)),
        Proposal("p2", "a1", "rules@1", listed=listed),
    ]
    project.save_proposals("a1", found, "rules@1")
    entry = ActorEntry("Salt Front", ("SF",), "DZA", ActorSort.GROUP)
    project.apply(Review("Say who it is", actors=(ActorChange(None, entry),)), "ana")
    done = StatusChange("a1", "ana", Status.IN_PROGRESS, Status.DONE)
    project.apply(Review("Mark article done", (), (done,)), "ana")
    project.undo("ana")
    project.redo("ana")
    learning.save_digests(project, "rules@1", {"a1": b"digest"})
    figures = {"f1": 0.5}
    learning.keep(
        project,
        Learned(How.LEARNED, moment, "rules@1", "small@1", 1, figures, ("0" * 16,), "{}", "{}"),
    )
    find(project)
    splits.bring_up_to_date(project, "main")
    project.close()


def _version() -> int:
    return len(migrations.pending(Database(memory=True)))


if __name__ == "__main__":
    main()

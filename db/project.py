"""One open project file: where edits go in and data comes out."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path

from sqlite_utils import Database

from db import (
    actors,
    checking,
    history,
    journal,
    project_file,
    proposals,
    queue,
    queue_facets,
    stored_codebook,
    tables,
)
from db.connection import LOOKING_THROUGH, STAYING, limit_cache, writing, writing_derived
from db.failures import explaining
from db.journal import Waiting, Way
from db.open_problems import OpenProblems
from db.queue import Asked, Headline, Order
from db.rows import ARTICLE_COLUMNS, article_from_row
from db.shared_file import SharedFile
from models.actors import ActorBook
from models.article import Article, Status
from models.codebook import Codebook
from models.edits import Change, Edit, Review
from models.errors import UserError
from models.events import Event, Proposal
from models.history import Step
from models.language import tr
from models.queue_query import Facet
from models.values import Kind, Place, from_json

__all__ = ["Headline", "Order", "Project", "Waiting", "Way"]


class Project:
    """A project on disk. Every edit is journalled and applied in one transaction.

    Several programs may have the file open: readers are never in the way, a writer waits for
    another one for two seconds and then says so. Used on one thread only; work in another thread
    opens the project again by its path.
    """

    def __init__(self, db: Database, path: Path, codebook: Codebook) -> None:
        self._db = db
        self.path = path
        self.codebook = codebook
        self._shared = SharedFile(db, path)
        self._problems = OpenProblems()

    @classmethod
    def create(cls, path: Path, codebook: Codebook) -> Project:
        """A new file; one that is already there is left as it is."""
        return cls(project_file.create(path, codebook), path, codebook)

    @classmethod
    def open(cls, path: Path) -> Project:
        """A file that is there; an older one is migrated, after a copy of it was made."""
        db, codebook = project_file.open_(path)
        return cls(db, path, codebook)

    def stay(self) -> None:
        """Need less memory from now on, for a window that is open all day."""
        limit_cache(self._db, STAYING)

    def look_through(self) -> None:
        """Need little memory from now on, for one look through all that there is."""
        limit_cache(self._db, LOOKING_THROUGH)

    def close(self) -> None:
        self._db.close()

    @property
    def db(self) -> Database:
        """The database itself, for the modules of this room that read in bulk."""
        return self._db

    @explaining
    def article(self, article_id: str) -> Article:
        row = self._db.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?",  # noqa: S608
            [article_id],
        ).fetchone()
        if row is None:
            raise UserError(
                tr(
                    "The article {article_id} is not in {path} (any more); another window may have "
                    "taken its import back.",
                    article_id=article_id,
                    path=self.path,
                )
            )
        return article_from_row(row)

    @explaining
    def queue(
        self,
        annotator: str,
        *,
        statuses: Collection[Status] = frozenset(Status),
        search: str = "",
        order: Order = Order.NEWEST,
        limit: int = -1,
    ) -> list[str]:
        """The ids of the articles that fit, in order; `headlines` shows a window of them."""
        asker = queue_facets.Asker(self._db, self.codebook, annotator, self._problems)
        return queue.queue(asker, Asked(frozenset(statuses), search, order), limit)

    @explaining
    def first_of_queue(self, annotator: str, asked: Asked, limit: int) -> list[str] | None:
        """The first articles that fit; None where it takes long to find them."""
        asker = queue_facets.Asker(self._db, self.codebook, annotator, self._problems)
        return queue.first_of_queue(asker, asked, limit)

    @explaining
    def headlines(self, article_ids: Sequence[str], annotator: str) -> list[Headline]:
        return queue.headlines(self._db, article_ids, annotator)

    @explaining
    def snippets(self, article_ids: Sequence[str], search: str) -> dict[str, str]:
        return queue.snippets(self._db, article_ids, search)

    @explaining
    def facet_counts(self, annotator: str) -> dict[Facet, list[tuple[str, int]]]:
        """What the queue can be narrowed by, with the numbers of articles."""
        return queue_facets.counts(self._db, self.codebook, annotator)

    @explaining
    def assigned(self, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Who is to code which of the articles; one that nobody was given is left out."""
        return queue_facets.assigned(self._db, article_ids)

    @explaining
    def statuses(self, article_ids: Sequence[str], annotator: str) -> dict[str, Status]:
        """How far an annotator is with many articles; one that is not named is new."""
        return queue.statuses(self._db, article_ids, annotator)

    @explaining
    def status_counts(self, annotator: str) -> dict[Status, int]:
        return queue.status_counts(self._db, annotator)

    @explaining
    def status(self, article_id: str, annotator: str) -> Status:
        return tables.status(self._db, article_id, annotator)

    @explaining
    def events(self, article_id: str, annotator: str) -> list[Event]:
        """The annotator's records of an article, dismissed ones included."""
        return tables.events_of(self._db, [article_id], annotator).get(article_id, [])

    @explaining
    def proposals(self, article_id: str) -> list[Proposal]:
        return proposals.proposals_of(self._db, article_id)

    @explaining
    def save_proposals(self, article_id: str, found: Sequence[Proposal], engine: str) -> None:
        """Keeps what an engine proposed, also if that is nothing; not journalled.

        Proposals that somebody has begun to decide on are not replaced.
        """
        with writing_derived(self._db):
            proposals.save(self._db, article_id, found, engine, self.codebook)

    @explaining
    def has_proposals_of(self, article_id: str, engine: str) -> bool:
        """Whether an engine has read an article, also if it found nothing there."""
        return proposals.has_run(self._db, article_id, engine)

    @explaining
    def judged_offers(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Of each further suggester and field: offers accepted, and offers judged."""
        return proposals.judged(self._db)

    @explaining
    def next_without_proposals(self, engine: str, limit: int, annotator: str = "") -> list[str]:
        """Articles that the engine has not read and the annotator not finished, newest first."""
        return proposals.next_without(self._db, engine, limit, annotator)

    @explaining
    def apply(self, edit: Edit, annotator: str, gesture: journal.Gesture | None = None) -> Change:
        """Journal and tables in one transaction; an edit that changes nothing leaves no trace.

        `gesture`: undone and done again together with the other edits that are given it.
        """
        if isinstance(edit, Review):
            edit = edit.effective()
            if edit.is_empty:
                return Change()
        with self._shared.writing(self.codebook):
            entry = journal.append_edit(self._db, edit, annotator, self.codebook, gesture)
            self._write(edit, entry)
        change = edit.change()
        self.take_over(change)
        return change

    @explaining
    def undo(self, annotator: str) -> Change | None:
        """Takes the last gesture back; None if there is none, or if it is another annotator's."""
        return self._go(Way.UNDO, annotator)

    @explaining
    def redo(self, annotator: str) -> Change | None:
        """Does again what was taken back last."""
        return self._go(Way.REDO, annotator)

    @explaining
    def waiting(self, way: Way, annotator: str) -> Waiting | None:
        """What `undo` or `redo` would take, and how much it is."""
        return journal.waiting(self._db, way, annotator)

    @explaining
    def go_on(self, way: Way, annotator: str, step: int) -> Change | None:
        """Takes one edit of a step (`Waiting.step`) alone; None if none of it comes next.

        Between two edits the file is whole, and undo and redo know how far it came.
        """
        with self._shared.writing(self.codebook):
            row = journal.top(self._db, way, annotator)
            if row is None or row.step != step:
                return None
            change = self._take(way, row)
        self.take_over(change)
        return change

    def _go(self, way: Way, annotator: str) -> Change | None:
        """Takes rows from the top of a stack for as long as they belong to one step."""
        with self._shared.writing(self.codebook):
            row = journal.top(self._db, way, annotator)
            if row is None:
                return None
            step, change = row.step, self._take(way, row)
            while (row := journal.top(self._db, way, annotator)) and row.step == step:
                change = change.joined(self._take(way, row))
        self.take_over(change)
        return change

    def _take(self, way: Way, row: journal.Entry) -> Change:
        edit = journal.read_edit(self._db, row.edit)
        if way is Way.UNDO:
            edit = edit.inverse()
            self._write(edit, journal.append_undo(self._db, row))
        else:
            self._write(edit, journal.append_redo(self._db, row))
        return edit.change()

    def _write(self, edit: Edit, entry: journal.Entry) -> None:
        tables.write(self._db, edit, self.codebook, annotator=entry.annotator, at=entry.at)
        history.note(self._db, entry, edit)

    @explaining
    def take_over(self, change: Change) -> None:
        """Know of what another connection to the file changed in this project's name."""
        if change.codebook_changed:
            self.codebook = stored_codebook.read(self._db, self.path)

    @explaining
    def history(self, article_id: str, annotator: str) -> list[Step]:
        """What changed an annotator's work on an article, newest first."""
        return history.steps(self._db, article_id, annotator)

    @explaining
    def undo_title(self, annotator: str) -> str | None:
        return self._title(Way.UNDO, annotator)

    @explaining
    def redo_title(self, annotator: str) -> str | None:
        return self._title(Way.REDO, annotator)

    def _title(self, way: Way, annotator: str) -> str | None:
        entry = journal.top(self._db, way, annotator)
        return journal.title(self._db, entry) if entry else None

    @explaining
    def annotators(self) -> list[str]:
        """Who has records or article states here; who only brought articles in is not named."""
        sql = (
            "SELECT name FROM annotators WHERE name IN (SELECT annotator FROM events)"
            " OR name IN (SELECT annotator FROM article_states)"
            " OR name IN (SELECT annotator FROM assignments) ORDER BY name"
        )
        return [row[0] for row in self._db.execute(sql)]

    @explaining
    def actor_uses(self) -> dict[str, int]:
        """The main names of confirmed actors with the number of values, most used first."""
        return actors.uses(self._db)

    @explaining
    def actor_book(self) -> ActorBook:
        """What people said of actors: other names, countries, kinds."""
        return actors.read(self._db)

    @explaining
    def event_ids_with_actor(self, names: Collection[str], annotator: str) -> list[str]:
        """The annotator's records that hold a confirmed actor of one of these names."""
        return tables.event_ids_with_actor(self._db, names, annotator)

    @explaining
    def events_by_id(self, event_ids: Sequence[str]) -> list[Event]:
        """Those of the records that there are, in this order."""
        held = tables.events_by_id(self._db, event_ids)
        return [held[id_] for id_ in event_ids if id_ in held]

    @explaining
    def place_values(self) -> list[Place]:
        """Confirmed places, most used first."""
        found = (
            from_json(Kind.PLACE, json.loads(row[0]))
            for row in self._db.execute("SELECT value FROM places")
        )
        return [place for place in found if isinstance(place, Place)]

    @explaining
    def meta(self, key: str) -> str | None:
        found = self._db.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return found[0] if found else None

    @explaining
    def set_meta(self, key: str, value: str) -> None:
        with writing(self._db):
            self._db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [key, value])

    @explaining
    def check(self) -> list[str]:
        """What is wrong with the file, in words; empty if it is clean."""
        return checking.findings(self._db)

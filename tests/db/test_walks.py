"""Random walks of edits, undos, redos and restarts: tables and journal always agree."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db.codebook_editing import revision
from db.project import Project
from models.actor_renaming import describe_actor
from models.actors import ActorEntry
from models.article import Article, Status
from models.codebook import Choice
from models.codebook.reading import parse_codebook
from models.edits import AddArticles, Change, Edit, EventChange, Review, StatusChange
from models.events import Event, FieldValue, Link, State
from models.recoding import Recoding
from models.spans import Span
from models.values import Actor, AnyValue, Count

CODEBOOK = parse_codebook(
    """
name = "walk"
version = 1
title = "Walk"
field = [
  { key = "event_type", label = "Type", kind = "choice", choice = [
    { key = "attack", label = "Attack" }, { key = "armed_clash", label = "Clash" },
  ] },
  { key = "initiator", label = "Initiator", kind = "actor" },
  { key = "killed", label = "Killed", kind = "count" },
]
""",
    "walk",
)
TEXT = "Rebels 🙂 attacked the post."
ANSWERS: dict[str, list[AnyValue]] = {
    "event_type": ["attack", "armed_clash"],
    "initiator": [Actor("Rebels"), Actor("Army", "q1")],
    "killed": [Count(0, 0, 0), Count(2, None, None)],
}
Tables = tuple[Any, ...]


class Walk(RuleBasedStateMachine):
    """Keeps, beside the project, what the tables held before every edit."""

    def __init__(self) -> None:
        super().__init__()
        # Hypothesis runs many walks in one test, so each has a folder of its own.
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "walk.db"
        self.project = Project.create(self.path, CODEBOOK)
        self.done: list[Tables] = []
        self.undone: list[Tables] = []
        self.made = 0

    def teardown(self) -> None:
        assert self.project.check() == []
        self.project.close()
        self.folder.cleanup()

    def tables(self) -> Tables:
        names = ("articles", "article_states", "events", "event_values", "links")
        names += ("actor_entries", "actor_aliases")
        rows = (tuple(sorted(map(repr, self.project.db.table(name).rows))) for name in names)
        return (self.project.codebook.source, *rows)

    def do(self, edit: Edit) -> None:
        before = self.tables()
        # An edit from something to the same leaves no trace.
        if self.project.apply(edit, "ana") != Change():
            self.done.append(before)
            self.undone.clear()

    def articles(self) -> list[str]:
        return self.project.queue("ana")

    def new(self) -> str:
        self.made += 1
        return f"n{self.made}"

    @rule(count=st.integers(1, 3))
    def bring_articles(self, count: int) -> None:
        articles = tuple(Article(self.new(), TEXT) for _ in range(count))
        event = Event(self.new(), articles[0].id, "ana")
        state = StatusChange(articles[0].id, "ana", Status.NEW, Status.IN_PROGRESS)
        self.do(AddArticles("Import", articles, (event,), (state,)))

    @precondition(lambda self: self.articles())
    @rule(data=st.data())
    def change_an_event(self, data: st.DataObject) -> None:
        article_id = data.draw(st.sampled_from(self.articles()))
        held = self.project.events(article_id, "ana")
        before = data.draw(st.sampled_from([None, *held]))
        event = before or Event(self.new(), article_id, "ana", len(held))
        key = data.draw(st.sampled_from(sorted(ANSWERS)))
        value = FieldValue(
            data.draw(st.sampled_from([self.new(), *(value.id for value in event.values)])),
            key,
            data.draw(st.sampled_from(ANSWERS[key])),
            State.ADDED,
            (Span(0, 6),),
            annotator="ana",
            at=datetime(2024, 1, 5, tzinfo=UTC),
        )
        links = data.draw(st.sampled_from([(), (Link("follows", "x"),)]))
        self.do(
            Review("Change", (EventChange(before, replace(event.with_value(value), links=links)),))
        )

    @precondition(lambda self: self.articles())
    @rule(data=st.data())
    def delete_events_and_mark(self, data: st.DataObject) -> None:
        article_id = data.draw(st.sampled_from(self.articles()))
        before = self.project.status(article_id, "ana")
        after = data.draw(st.sampled_from([status for status in Status if status is not before]))
        gone = tuple(EventChange(event, None) for event in self.project.events(article_id, "ana"))
        self.do(Review("No event", gone, (StatusChange(article_id, "ana", before, after),)))

    @rule(data=st.data())
    def say_who_an_actor_is(self, data: st.DataObject) -> None:
        """Names are given, taken from another actor, taken away, or make two actors one."""
        names = st.sampled_from(["Rebels", "Army", "The Army", "R."])
        name, country = data.draw(names), data.draw(st.sampled_from([None, "DZA"]))
        entry = ActorEntry.of(name, data.draw(st.lists(names, max_size=3)), country)
        ids = self.project.event_ids_with_actor(entry.aliases, "ana")
        held = self.project.events_by_id(ids)
        book, now = self.project.actor_book(), datetime(2024, 1, 6, tzinfo=UTC)
        said = (Actor(name), entry)
        self.do(describe_actor(Review("Say"), said, book, held, annotator="ana", at=now))
        assert not set(entry.aliases) & set(self.project.actor_uses())

    @rule(data=st.data())
    def revise_the_codebook(self, data: st.DataObject) -> None:
        """Renames an answer, or takes it away and puts another one in its place, or neither."""
        codebook = self.project.codebook
        known = codebook.field_by_key["event_type"]
        old = data.draw(st.sampled_from(sorted(known.choice_by_key)))
        new = data.draw(st.sampled_from([self.new(), *sorted(known.choice_by_key)]))
        kept = {one.key for one in known.choices if one.key != old} | {new}
        choices = tuple(Choice(key, key) for key in sorted(kept))
        fields = tuple(
            replace(field, choices=choices) if field is known else field
            for field in codebook.fields
        )
        moved = Recoding(choices={("event_type", old): new} if old != new else {})
        self.do(revision(self.project, replace(codebook, fields=fields), moved))

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        self.undone.append(self.tables())
        assert self.project.undo("ana") is not None
        assert self.tables() == self.done.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.done.append(self.tables())
        assert self.project.redo("ana") is not None
        assert self.tables() == self.undone.pop()

    @rule()
    def restart(self) -> None:
        self.project.close()
        self.project = Project.open(self.path)

    @invariant()
    def what_can_be_undone_and_redone_is_known(self) -> None:
        assert (self.project.undo_title("ana") is not None) == bool(self.done)
        assert (self.project.redo_title("ana") is not None) == bool(self.undone)


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)

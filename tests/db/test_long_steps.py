"""Steps of many edits: undone and done again as a whole, or left between any two of their edits."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db.journal import Gesture
from db.project import Project, Way
from models.article import Article, Status
from models.codebook import Codebook
from models.codebook.reading import parse_codebook
from models.edits import (
    AddArticles,
    AssignmentChange,
    Change,
    Edit,
    EventChange,
    Review,
    StatusChange,
)
from models.events import Event, FieldValue, Link, State

ROOT = Path(__file__).parents[2]
CODEBOOK = parse_codebook(
    'name = "steps"\nversion = 1\ntitle = "Steps"\n'
    'field = [{ key = "note", label = "Note", kind = "text" }]\n',
    "steps",
)


def tables(project: Project) -> tuple[Any, ...]:
    names = ("articles", "article_states", "assignments", "events", "event_values", "links")
    rows = (tuple(sorted(map(repr, project.db.table(name).rows))) for name in (*names, "tally"))
    words = project.db.execute("SELECT count(*) FROM article_search ('raided')").fetchone()
    return (*rows, words)


class Steps(RuleBasedStateMachine):
    """Keeps the tables before every edit, and which edits are one step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "steps.db"
        self.project = Project.create(self.path, CODEBOOK)
        # For each edit: the number of its step, and the tables before (done) or after it (undone).
        self.done: list[tuple[int, tuple[Any, ...]]] = []
        self.undone: list[tuple[int, tuple[Any, ...]]] = []
        self.step = self.made = 0

    def teardown(self) -> None:
        assert self.project.check() == []
        self.project.close()
        self.folder.cleanup()

    def new(self) -> str:
        self.made += 1
        return f"n{self.made}"

    def part(self, kind: str) -> Edit:
        """One edit of a step, made from what the tables hold now."""
        ids = self.project.queue("ana")
        if kind == "import" or not ids:
            article = Article(self.new(), "Rebels raided the post.")
            value = FieldValue(self.new(), "note", "Raid", State.ADDED, annotator="ana")
            event = Event(self.new(), article.id, "ana", values=(value,))
            state = StatusChange(article.id, "ana", Status.NEW, Status.DONE)
            return AddArticles("Import", (article,), (event,), (state,))
        if kind == "mark":
            held = self.project.statuses(ids, "ana")
            after = Status.SKIPPED if Status.SKIPPED not in held.values() else Status.FLAGGED
            states = (StatusChange(id_, "ana", held.get(id_, Status.NEW), after) for id_ in ids[:3])
            return Review("Mark", (), tuple(states))
        if kind == "assign":
            held_by = self.project.assigned(ids)
            given = (AssignmentChange(id_, "bea", id_ not in held_by) for id_ in ids[:3])
            return Review("Assign", assignments=tuple(given))
        return Review("Rewrite", tuple(self.rewritten(ids)))

    def rewritten(self, ids: list[str]) -> list[EventChange]:
        """Records changed, twice in one edit, taken away, and a new one."""
        events = [event for id_ in ids[:3] for event in self.project.events(id_, "ana")]
        changes = []
        for number, event in enumerate(events):
            links = (Link("follows", self.new()),)
            value = FieldValue(self.new(), "note", self.new(), State.ADDED, annotator="ana")
            other = replace(event.with_value(value), links=links)
            changes += [EventChange(event, other)]
            if number % 3 == 1:
                changes += [EventChange(other, replace(other, values=other.values[-1:]))]
            if number % 3 == 2:
                changes += [EventChange(other, None)]
        return [*changes, EventChange(None, Event(self.new(), ids[0], "ana", 9))]

    @rule(kinds=st.lists(st.sampled_from(["import", "mark", "assign", "write"]), min_size=1))
    def do(self, kinds: list[str]) -> None:
        gesture = Gesture()
        self.step += 1
        for kind in kinds:
            before = tables(self.project)
            if self.project.apply(self.part(kind), "ana", gesture) != Change():
                self.done.append((self.step, before))
                self.undone.clear()

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        step = self.done[-1][0]
        before = tables(self.project)
        while self.done and self.done[-1][0] == step:
            before_that = self.done.pop()[1]
            self.undone.append((step, before))
            before = before_that
        self.project.undo("ana")
        assert tables(self.project) == before

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        step, now = self.undone[-1][0], tables(self.project)
        while self.undone and self.undone[-1][0] == step:
            self.done.append((step, now))
            now = self.undone.pop()[1]
        self.project.redo("ana")
        assert tables(self.project) == now

    @precondition(lambda self: self.done)
    @rule(edits=st.integers(1, 3))
    def undo_until_a_kill(self, edits: int) -> None:
        waiting = self.project.waiting(Way.UNDO, "ana")
        assert waiting
        step = self.done[-1][0]
        assert len(waiting.sizes) == sum(1 for one, _ in self.done if one == step)
        for _ in waiting.sizes[:edits]:
            now = tables(self.project)
            assert self.project.go_on(Way.UNDO, "ana", waiting.step)
            before = self.done.pop()[1]
            self.undone.append((step, now))
            assert tables(self.project) == before
        self.restart()

    @precondition(lambda self: self.undone)
    @rule(edits=st.integers(1, 3))
    def redo_until_a_kill(self, edits: int) -> None:
        waiting = self.project.waiting(Way.REDO, "ana")
        assert waiting
        step = self.undone[-1][0]
        assert len(waiting.sizes) == sum(1 for one, _ in self.undone if one == step)
        for _ in waiting.sizes[:edits]:
            self.done.append((step, tables(self.project)))
            assert self.project.go_on(Way.REDO, "ana", waiting.step)
            assert tables(self.project) == self.undone.pop()[1]
        self.restart()

    @rule()
    def restart(self) -> None:
        self.project.close()
        self.project = Project.open(self.path)

    @invariant()
    def what_can_be_undone_and_redone_is_known(self) -> None:
        assert (self.project.undo_title("ana") is not None) == bool(self.done)
        assert (self.project.redo_title("ana") is not None) == bool(self.undone)


TestSteps = Steps.TestCase
TestSteps.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


def run(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "main.py"), "undo", str(project), "--annotator", "ana"]
    return subprocess.run(
        [*command, *options], check=False, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture
def imported(tmp_path: Path, codebook: Codebook) -> Path:
    """A project with an import of 40 edits."""
    path = tmp_path / "long.db"
    project = Project.create(path, codebook)
    gesture = Gesture()
    for part in range(40):
        made = tuple(Article(f"a{part}-{n}", f"Raid {n}. " * 200) for n in range(50))
        project.apply(AddArticles(f"Import {50 * part + 50} articles", made), "ana", gesture)
    project.close()
    return path


def test_an_undo_that_is_killed_halfway_goes_on_where_it_was(imported: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "undo", str(imported)]
    with subprocess.Popen(
        [*command, "--annotator=ana", "--lines"], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        first = json.loads(process.stdout.readline())
        process.kill()
    assert 0 < first["done"] < first["of"]

    project = Project.open(imported)
    left = len(project.queue("ana"))
    assert 0 < left < 2000
    assert project.check() == []
    assert project.undo_title("ana") == project.redo_title("ana") == "Import 2000 articles"
    project.close()

    assert run(imported).returncode == 0
    project = Project.open(imported)
    assert (len(project.queue("ana")), project.undo_title("ana")) == (0, None)
    project.close()
    lines = run(imported, "--redo", "--lines").stdout.splitlines()
    assert json.loads(lines[-1])["changed"]["articles_changed"]
    project = Project.open(imported)
    assert (len(project.queue("ana")), project.redo_title("ana"), project.check()) == (
        2000,
        None,
        [],
    )
    project.close()


def test_a_step_is_left_to_whom_it_belongs_and_when_another_comes_between(imported: Path) -> None:
    project = Project.open(imported)
    waiting = project.waiting(Way.UNDO, "ana")
    assert waiting
    assert (len(waiting.sizes), waiting.title) == (40, "Import 2000 articles")
    assert all(size > 50 * 200 for size in waiting.sizes)
    assert project.waiting(Way.UNDO, "bea") is None

    assert project.go_on(Way.UNDO, "ana", waiting.step)
    seen = (StatusChange("a0-0", "bea", Status.NEW, Status.DONE),)
    project.apply(Review("Done", (), seen), "bea")
    assert project.go_on(Way.UNDO, "ana", waiting.step) is None
    assert (len(project.queue("ana")), project.check()) == (1950, [])
    project.close()

    refused = run(imported)
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == ["There is nothing of ana to undo."]

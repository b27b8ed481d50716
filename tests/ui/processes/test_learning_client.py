"""Learning in the background; the engine and the lesson are small scripts in these tests."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db import learning
from db.project import Project
from models.article import Status
from models.learned import How
from ui.processes.learning_client import EVERY, LearningClient
from ui.processes.worker_client import WorkerClient
from ui.session import Session

ROOT = Path(__file__).parents[3]
ENGINE = """
import json, sys
def say(**message):
    print(json.dumps(message), flush=True)
def ready():
    say(type="ready", engine=f"fake@1+{state}", digest="d1")
state = json.loads(sys.stdin.readline())["learned"] or ""
ready()
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "learned":
        state = message["state"] or ""
        ready()
        continue
    id_ = message["article"]["id"]
    if message["type"] == "digest" and "unreadable" in message["article"]["title"]:
        say(type="failed", article_id=id_, text="unreadable")
    elif message["type"] == "digest":
        say(type="digest", article_id=id_, data="AAAA")
    else:
        value = {"id": "p0", "field": "killed", "evidence": [[0, 3]], "confidence": 0.7,
                 "value": {"low": 3, "best": 3, "high": 3, "wording": "exact"}}
        proposal = {"id": f"p-{id_}-{state}", "engine": f"fake@1+{state}", "values": [value]}
        say(type="proposals", article_id=id_, proposals=[proposal])
"""
LESSON = """
import os, sys, time
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, os.environ["ROOT"])
from db import learning
from db.project import Project
from models.learned import How, Learned
what, path, lines = sys.argv[1:]
assert (what, lines) == ("learn", "--lines")
if os.environ["LESSON"] == "slow":
    print('{"type": "status", "text": "Learning"}', flush=True)
    time.sleep(60)
if os.environ["LESSON"] == "refused":
    sys.exit("The disk is full.")
project = Project.open(Path(path))
count = learning.finished_count(project)
held = {id_: learning.digest(project, id_, "d1") for id_ in learning.finished(project)}
assert all(held.values()), held
how = How(os.environ["LESSON"])
names = tuple(held)
learning.keep(project, Learned(how, datetime.now(UTC), "d1", "c@1", count, {}, names, "S1", ""))
project.close()
print('{"type": "%s", "articles": %d}' % (how.value, count))
"""


@pytest.fixture
def desk(
    make_project: Callable[..., Project],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., tuple[Session, WorkerClient, LearningClient, list[str]]]]:
    for name, text in (("engine.py", ENGINE), ("lesson.py", LESSON)):
        (tmp_path / name).write_text(text)
    monkeypatch.setenv("ROOT", str(ROOT))
    made: list[WorkerClient | LearningClient] = []

    def open_(lesson: str = "learned", articles: int = 8):
        monkeypatch.setenv("LESSON", lesson)
        session = Session(make_project(articles, suggest=False), "ana")
        session.open_article("a0")
        engine = WorkerClient(session, command=(sys.executable, str(tmp_path / "engine.py")))
        lessons = LearningClient(
            session, engine, command=(sys.executable, str(tmp_path / "lesson.py"))
        )
        told: list[str] = []
        lessons.told.connect(told.append)
        made.extend((lessons, engine))
        engine.start()
        return session, engine, lessons, told

    yield open_
    for one in made:
        one.stop()


def finish(session: Session, *numbers: int) -> None:
    for number in numbers:
        session.open_article(f"a{number}")
        session.do(session.gestures.set_status(session.desk, Status.DONE))


def test_after_five_articles_the_engine_has_learned_and_suggests_anew(desk, qtbot: QtBot) -> None:
    session, _, _, told = desk()
    project = session.project
    qtbot.waitUntil(lambda: len(project.proposals("a7")) == 1, timeout=20_000)
    session.open_article("a6")
    record = session.desk.records[0]
    session.do(session.gestures.accept(session.desk, record, record.values("killed")))

    finish(session, *range(EVERY))

    qtbot.waitUntil(lambda: told == [f"Learned from {EVERY} articles"], timeout=20_000)
    qtbot.waitUntil(lambda: project.proposals("a7")[0].engine == "fake@1+S1", timeout=20_000)
    assert project.proposals("a6")[0].engine == "fake@1+"
    assert project.proposals("a0")[0].engine == "fake@1+"
    assert project.check() == []


def test_fewer_articles_teach_nothing(desk, qtbot: QtBot) -> None:
    session, engine, lessons, told = desk()
    qtbot.waitUntil(lambda: engine.digest_version == "d1", timeout=20_000)
    finish(session, *range(EVERY - 1))

    with qtbot.waitSignal(lessons._pause.timeout, timeout=20_000):
        pass

    assert not lessons.is_running
    assert told == []
    assert learning.history(session.project) == []


def test_what_is_looked_at_stays_until_it_is_left(desk, qtbot: QtBot) -> None:
    session, _, _, told = desk()
    project = session.project
    qtbot.waitUntil(lambda: len(project.proposals("a7")) == 1, timeout=20_000)
    finish(session, *range(EVERY))
    session.open_article("a7")
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    qtbot.waitUntil(lambda: project.proposals("a6")[0].engine == "fake@1+S1", timeout=20_000)
    held = project.proposals("a7")[0].engine

    session.open_article("a6")

    assert held == "fake@1+"
    qtbot.waitUntil(lambda: project.proposals("a7")[0].engine == "fake@1+S1", timeout=20_000)


def test_a_worse_lesson_changes_nothing(desk, qtbot: QtBot) -> None:
    session, engine, lessons, told = desk("kept")

    finish(session, *range(EVERY))

    qtbot.waitUntil(lambda: len(learning.history(session.project)) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: not lessons.is_running)
    assert learning.history(session.project)[0].how is How.KEPT
    assert (told, engine._engine) == ([], "fake@1+")


@pytest.mark.parametrize(
    ("lesson", "words"),
    [("refused", "Learning failed: The disk is full."), ("nonsense", "Learning failed (see Help")],
)
def test_a_lesson_that_fails_says_so(desk, qtbot: QtBot, lesson: str, words: str) -> None:
    session, _, lessons, told = desk(lesson)

    finish(session, *range(EVERY))

    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told[0].startswith(words)
    assert not lessons.is_running


def test_closing_in_the_middle_of_a_lesson_leaves_no_process_and_no_trace(
    desk, qtbot: QtBot
) -> None:
    session, _, lessons, told = desk("slow")
    finish(session, *range(EVERY))
    qtbot.waitUntil(lambda: lessons.is_running and lessons._process.process_id > 0, timeout=20_000)
    process_id = lessons._process.process_id

    lessons.stop()

    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)
    assert (told, learning.history(session.project)) == ([], [])
    assert session.project.check() == []

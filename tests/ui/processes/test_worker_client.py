"""The engine's process as the window sees it; the process is a small script in these tests."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.project import Project
from models.actors import ActorEntry
from models.article import Status
from models.edits import AddArticles, Review
from ui.processes.worker_client import WorkerClient
from ui.session import Focus, Session

# Speaks the protocol; what it does with an article stands in the article's title.
SCRIPT = """
import json, os, sys
def say(**message):
    print(json.dumps(message), flush=True)
def proposal(article):
    start = article["text"].index("Gao")
    value = {"id": "p0", "field": "killed",
             "value": {"low": 3, "best": 3, "high": 3, "wording": "exact"},
             "evidence": [[start, start + 3]], "state": "suggested", "confidence": 0.5}
    return {"id": "p-" + article["id"], "engine": "fake@1", "values": [value]}
start = json.loads(sys.stdin.readline())
assert "conflict" in start["codebook"]
say(type="status", text="Loading")
print("not json", flush=True)
say(type="ready", engine="fake@1")
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "actors":
        with open(os.environ["ASKED"], "a") as log:
            log.write("told:" + message["actors"][0]["aliases"][0] + "\\n")
        say(type="ready", engine="fake@2")
        continue
    article = message["article"]
    with open(os.environ["ASKED"], "a") as log:
        log.write(article["id"] + "\\n")
    if "FATAL" in article["title"]:
        os._exit(9)
    if "HARD" in article["title"]:
        say(type="failed", article_id=article["id"], text="too hard")
        continue
    say(type="proposals", article_id="gone", proposals=[])
    say(type="proposals", article_id=article["id"], proposals=[proposal(article)])
"""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    log = tmp_path / "asked"
    log.touch()
    monkeypatch.setenv("ASKED", str(log))
    return lambda: log.read_text().split()


@pytest.fixture
def start(
    make_project: Callable[..., Project], tmp_path: Path, qtbot: QtBot, asked
) -> Iterator[Callable[..., WorkerClient]]:
    script = tmp_path / "engine.py"
    script.write_text(SCRIPT)
    clients: list[WorkerClient] = []

    def make(*, articles: int = 3, opened: str = "a0", before=None) -> WorkerClient:
        session = Session(make_project(articles, suggest=False), "ana")
        if before:
            before(session)
        session.open_article(opened)
        client = WorkerClient(session, command=(sys.executable, str(script)))
        clients.append(client)
        client.start()
        return client

    yield make
    for client in clients:
        client.stop()


def suggested(client: WorkerClient, *ids: str) -> bool:
    return all(client._session.project.proposals(id_) for id_ in ids)


def test_the_open_article_comes_first_and_then_the_others(start, asked, qtbot: QtBot) -> None:
    client = start(opened="a2")

    qtbot.waitUntil(lambda: suggested(client, "a0", "a1", "a2"))

    assert asked() == ["a2", "a0", "a1"]
    assert len(client._session.desk.records) == 1
    assert client.waiting_for("a2") == ""


def test_it_says_what_it_does(start, qtbot: QtBot) -> None:
    client = start()
    told: list[str] = []
    client.status.connect(told.append)

    qtbot.waitUntil(lambda: "Suggestions up to date" in told)

    assert told[0] == "Loading"
    assert "Suggesting …" in told


def test_an_article_opened_meanwhile_is_next(start, asked, qtbot: QtBot) -> None:
    client = start(articles=300)
    qtbot.waitUntil(lambda: len(asked()) >= 1)

    in_flight = client._asked
    client._session.open_article("a295")

    qtbot.waitUntil(lambda: suggested(client, "a295"))
    order = asked()
    assert not in_flight or order[order.index("a295") - 1] == in_flight


def test_suggestions_do_not_disturb_what_somebody_decided(start, qtbot: QtBot) -> None:
    def decide(session: Session) -> None:
        session.open_article("a0")
        session.do(session.gestures.new_event(session.desk))

    client = start(before=decide)
    session = client._session
    key = session.desk.records[0].key
    session.set_focus(Focus(key, "place"))

    qtbot.waitUntil(lambda: len(session.desk.records) == 2)

    assert session.focus == Focus(key, "place")
    assert session.record.event is not None


def test_a_finished_article_is_not_read_first(start, asked, qtbot: QtBot) -> None:
    def finish(session: Session) -> None:
        session.open_article("a2")
        session.do(session.gestures.set_status(session.desk, Status.DONE))

    client = start(opened="a2", before=finish)

    qtbot.waitUntil(lambda: suggested(client, "a0", "a1"))

    assert asked()[0] == "a0"


def titled(session: Session, title: str) -> None:
    article = session.project.article("a0")
    session.do(AddArticles("Import", (replace(article, id="odd", title=title),)))


def test_an_article_that_is_too_hard_does_not_hold_up_the_others(start, qtbot: QtBot) -> None:
    client = start(opened="odd", before=lambda session: titled(session, "HARD"))

    qtbot.waitUntil(lambda: suggested(client, "a0", "a1", "a2"))

    assert not suggested(client, "odd")
    assert client.waiting_for("odd") == ""


def test_a_process_that_dies_is_started_once_more(start, asked, qtbot: QtBot) -> None:
    client = start(opened="odd", before=lambda session: titled(session, "FATAL"))

    qtbot.waitUntil(lambda: suggested(client, "a0", "a1", "a2"))

    assert asked().count("odd") == 1


def test_a_process_that_keeps_dying_is_given_up(
    make_project: Callable[..., Project], qtbot: QtBot
) -> None:
    session = Session(make_project(1, suggest=False), "ana")
    session.open_article("a0")
    client = WorkerClient(session, command=(sys.executable, "-c", "raise SystemExit(3)"))
    told: list[str] = []
    client.status.connect(told.append)

    client.start()

    qtbot.waitUntil(lambda: told and told[-1].startswith("No suggestions"))
    assert not client.is_running
    assert client.waiting_for("a0") == ""


def test_a_process_that_cannot_start_is_given_up(
    make_project: Callable[..., Project], qtbot: QtBot
) -> None:
    client = WorkerClient(Session(make_project(1), "ana"), command=("/no/such/program",))
    told: list[str] = []
    client.status.connect(told.append)

    client.start()

    qtbot.waitUntil(lambda: told[-1].startswith("No suggestions"))
    client.stop()


def test_stopping_leaves_no_process_behind(start, qtbot: QtBot) -> None:
    client = start()
    qtbot.waitUntil(lambda: client.process_id > 0)
    process_id = client.process_id

    client.stop()

    assert not client.is_running
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)


def test_names_told_are_passed_on_and_undecided_articles_come_anew(start, asked, qtbot) -> None:
    client = start(opened="a2")
    qtbot.waitUntil(lambda: suggested(client, "a0", "a1", "a2"))

    session = client._session
    entry = ActorEntry("Salt Front", ("SF",))
    session.do(Review("Say", actors=session.actors.put(entry)))

    qtbot.waitUntil(lambda: len(asked()) == 6)
    assert asked()[3:] == ["told:SF", "a0", "a1"]

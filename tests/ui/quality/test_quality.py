"""The page on quality: measured by another process, blind and assisted apart; learning by hand."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from db import learning
from db.project import Project
from models.article import Status
from models.learned import How, Learned, fingerprint
from models.suggest.learning.examples import is_held_out
from models.values import Count
from tests.ui.conftest import Answers, proposals_for
from ui.processes.learning_client import LearningClient
from ui.processes.worker_client import WorkerClient
from ui.quality.charts import BandsView, CurveView
from ui.quality.checkup import Checkup
from ui.quality.exam import set_exam
from ui.quality.measured import Measured
from ui.quality.quality_dialog import QualityDialog
from ui.session import Session
from ui.theme import Theme
from ui.window.main_window import MainWindow

# Finds three dead in every article; writes down what it was told and asked.
ENGINE = """
import json, os, sys, time
def say(**message):
    print(json.dumps(message), flush=True)
def log(text):
    with open(os.environ["ASKED"], "a") as file:
        file.write(text + "\\n")
log("learned " + str(json.loads(sys.stdin.readline())["learned"]))
say(type="ready", engine="fake@1", digest="d1")
for line in sys.stdin:
    message = json.loads(line)
    if "article" not in message:
        continue
    id_ = message["article"]["id"]
    log(message["type"] + " " + id_)
    if os.environ.get("SLOW"):
        time.sleep(60)
    if message["type"] == "digest":
        say(type="digest", article_id=id_, data="AAAA")
        continue
    value = {"id": "p0", "field": "killed", "evidence": [[0, 3]], "confidence": 0.7,
             "value": {"low": 3, "best": 3, "high": 3, "wording": "exact"}}
    say(type="proposals", article_id=id_,
        proposals=[{"id": "p-" + id_, "engine": "fake@1", "values": [value]}])
"""
LESSON = """
import sys
options = sys.argv[3:]
if options[0] == "--lines":
    assert options == ["--lines", "--curve"], options
    print('{"type": "status", "text": "Learning from 2 articles …"}', flush=True)
    print('{"type": "learned", "articles": 2}', flush=True)
elif options[0] == "--import":
    sys.exit("other.json cannot be taken over: it is damaged.")
else:
    sys.stderr.write(f"Done: {' '.join(options)}\\n")
"""
MEASURE = {
    "articles": 4, "f1": 0.25, "ranking": 0.5, "fields": {}, "calibration_error": 0.1, "bands": {},
}  # fmt: skip
TRIAL = {"rules": MEASURE, "before": MEASURE | {"f1": 0.375}, "after": MEASURE | {"f1": 0.75}}
FIGURES = {"blind": None, "assisted": TRIAL, "curve": [[0, 0.25, 0.3], [25, 0.75, 0.8]]}


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    log = tmp_path / "asked"
    log.touch()
    monkeypatch.setenv("ASKED", str(log))
    return lambda: log.read_text().splitlines()


def code(session: Session, number: int, killed: int, *, assisted: bool) -> None:
    """Finish an article, by hand or beside suggestions."""
    id_ = f"a{number}"
    if assisted:
        article = session.project.article(id_)
        session.project.save_proposals(id_, proposals_for(article), "rules@1")
    session.open_article(id_)
    gestures = session.gestures
    if assisted:
        record = session.desk.records[0]
        session.do(gestures.accept(session.desk, record, record.values("killed")))
    else:
        session.do(gestures.new_event(session.desk))
        count = Count(killed, killed, killed)
        session.do(gestures.add(session.desk, session.desk.records[0], "killed", count))
    session.do(gestures.set_status(session.desk, Status.DONE))


@pytest.fixture
def page(
    theme: Theme, tmp_path: Path, qtbot: QtBot, answers: Answers, asked
) -> Iterator[Callable[..., QualityDialog]]:
    for name, text in (("engine.py", ENGINE), ("lesson.py", LESSON)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    engine_command = (sys.executable, str(tmp_path / "engine.py"))
    made: list[LearningClient | WorkerClient] = []
    parents: list[QWidget] = []

    def open_(session: Session, *, with_engine: bool = False) -> QualityDialog:
        engine = WorkerClient(session, command=engine_command)
        lessons = LearningClient(
            session, engine, command=(sys.executable, str(tmp_path / "lesson.py"))
        )
        made.extend((lessons, engine))
        if with_engine:
            engine.start()
        parent = QWidget()
        parents.append(parent)
        qtbot.addWidget(parent)
        parent.resize(1000, 800)
        measured = Measured(theme, session, command=engine_command)
        dialog = QualityDialog(theme, session, lessons, answers, measured, parent)
        dialog.show()
        qtbot.addWidget(dialog)
        return dialog

    yield open_
    for one in made:
        one.stop()


def words(dialog: QWidget) -> str:
    labels = dialog.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(dialog))


def table(dialog: QualityDialog) -> dict[str, list[str]]:
    shown = dialog.findChild(QTableWidget)
    rows = [
        [shown.item(row, column).text() for column in range(shown.columnCount())]
        for row in range(shown.rowCount())
    ]
    return {row[0]: row[1:] for row in rows}


def test_blind_and_assisted_articles_are_measured_apart_by_what_never_saw_them(
    make_project: Callable[..., Project], page, asked, qtbot: QtBot
) -> None:
    session = Session(make_project(4, suggest=False), "ana")
    code(session, 0, 3, assisted=True)
    code(session, 1, 3, assisted=False)
    code(session, 2, 8, assisted=False)

    dialog = page(session)
    qtbot.waitUntil(lambda: not dialog.measured.is_running, timeout=20_000)

    assert asked() == ["learned None", "suggest a0", "suggest a1", "suggest a2"]
    assert dialog.measured.blind.text() == "Coded without suggestions · 2 articles"
    assert dialog.measured.blind.isChecked()
    assert table(dialog) == {
        "Events": ["2", "2", "1", "50 %", "50 %", "50 %"],
        "Killed": ["2", "2", "1", "50 %", "50 %", "50 %"],
    }
    bands = dialog.findChild(BandsView).accessibleDescription()
    assert bands == "likely: 50 % of 2 values right, 70 % expected"
    assert "20 percentage points off (expected calibration error 0.20)" in words(dialog)
    qtbot.mouseClick(dialog.measured.assisted, Qt.MouseButton.LeftButton)
    assert table(dialog)["Killed"] == ["1", "1", "1", "100 %", "100 %", "100 %"]


def learned(project: Project, *, twin: str) -> None:
    names = tuple(fingerprint(project.article(id_).sha256) for id_ in learning.finished(project))
    step = Learned(
        How.LEARNED if twin else How.IMPORTED,
        datetime(2024, 3, 9, 12, tzinfo=UTC),
        "d1",
        project.codebook.reference,
        20,
        FIGURES,
        names[:-1],
        "STATE",
        twin,
    )
    learning.keep(project, step)


def test_what_was_learned_is_measured_by_its_twin_on_held_out_articles_alone(
    make_project: Callable[..., Project], qapp
) -> None:
    session = Session(make_project(20, suggest=False), "ana")
    for number in range(20):
        code(session, number, 3, assisted=False)

    learned(session.project, twin="TWIN")
    exam = set_exam(session.project)

    assert exam.state == "TWIN"
    held = [one.article_id for one in exam.articles]
    assert held == [f"a{n}" for n in range(20) if is_held_out(f"a{n}")]
    assert held
    learned(session.project, twin="")
    exam = set_exam(session.project)
    assert (exam.state, exam.articles) == ("STATE", ())  # All texts are one that it saw.
    session.deleteLater()


def test_a_measurement_that_was_stopped_starts_no_process_later(
    make_project: Callable[..., Project], qtbot: QtBot
) -> None:
    session = Session(make_project(20, suggest=False), "ana")
    for number in range(20):
        code(session, number, 3, assisted=False)
    learned(session.project, twin="TWIN")
    lasting = "import time; time.sleep(60)"  # One that ended by itself would prove nothing.
    checkup = Checkup(session, command=[sys.executable, "-c", lasting])
    checkup.start()
    checkup._job.wait()  # Its word is on its way; it is heard at the next turn.

    checkup.stop()
    qtbot.wait(20)

    assert checkup._process is None
    session.deleteLater()


def test_the_page_says_what_was_learned_with_figures_and_curve(
    make_project: Callable[..., Project], page, qtbot: QtBot
) -> None:
    session = Session(make_project(3, suggest=False), "ana")
    code(session, 0, 3, assisted=False)
    code(session, 1, 3, assisted=False)
    learned(session.project, twin="TWIN")

    dialog = page(session)

    said = words(dialog)
    assert "Learned from 1 finished article on 9 March 2024" in said
    assert "Coded beside suggestions, 4 articles held out" in said
    assert {"25 %", "38 %", "75 %"} <= set(said.splitlines())
    curve = dialog.findChild(CurveView)
    assert curve.accessibleDescription() == (
        "0 articles: ranking 30 %, F1 25 %; 25 articles: ranking 80 %, F1 75 %"
    )
    dialog.reject()


def test_with_nothing_learned_it_says_how_many_articles_it_takes(
    review: MainWindow, answers: Answers
) -> None:
    seen: list[str] = []

    def look(dialog) -> None:
        buttons = {one.text(): one.isEnabled() for one in dialog.findChildren(QPushButton)}
        seen.append(words(dialog))
        assert not buttons["Learn now"]
        assert not buttons["Reset …"]
        assert buttons["Import …"]
        dialog.reject()

    answers.fill = look
    review.actions_table.by_key["suggestion_quality"].trigger()

    assert "when 5 articles are finished: 5 more to go (0 so far)" in seen[0]


def test_learn_now_reads_what_is_missing_trains_and_measures_again(
    make_project: Callable[..., Project], page, asked, qtbot: QtBot
) -> None:
    session = Session(make_project(2, suggest=False), "ana")
    code(session, 0, 3, assisted=False)
    code(session, 1, 3, assisted=False)
    dialog = page(session, with_engine=True)
    qtbot.waitUntil(lambda: not dialog.measured.is_running, timeout=20_000)

    qtbot.mouseClick(dialog.learn, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "Learned from 2 articles." in words(dialog), timeout=20_000)
    assert [line for line in asked() if line.startswith("digest")] == ["digest a0", "digest a1"]
    assert dialog.measured.is_running
    qtbot.waitUntil(lambda: not dialog.measured.is_running, timeout=20_000)
    assert dialog.learn.isEnabled()


def test_export_import_and_reset_say_what_came_of_them_and_reset_asks_first(
    make_project: Callable[..., Project], page, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    session = Session(make_project(2, suggest=False), "ana")
    code(session, 0, 3, assisted=False)
    learned(session.project, twin="TWIN")
    dialog = page(session)
    answers.target = tmp_path / "state.json"
    answers.project = tmp_path / "other.json"

    def press(button: QPushButton, outcome: str) -> None:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: outcome in words(dialog), timeout=20_000)
        qtbot.waitUntil(lambda: not dialog._lessons.is_running, timeout=20_000)

    press(dialog.export, f"Done: --export {tmp_path / 'state.json'}")
    press(dialog.import_, "other.json cannot be taken over: it is damaged.")
    qtbot.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert not dialog._lessons.is_running
    answers.fill = lambda asking: asking.accept()
    press(dialog.reset, "Done: --reset")
    dialog.reject()


def test_closing_the_page_ends_the_measuring(
    make_project: Callable[..., Project], page, asked, qtbot: QtBot, monkeypatch
) -> None:
    monkeypatch.setenv("SLOW", "1")
    session = Session(make_project(2, suggest=False), "ana")
    code(session, 0, 3, assisted=False)
    dialog = page(session)
    qtbot.waitUntil(lambda: "suggest a0" in asked(), timeout=20_000)
    process_id = dialog.measured._checkup._process.process_id

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)

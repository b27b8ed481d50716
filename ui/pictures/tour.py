"""The tour: a scripted review of the sample project through the real window, with pictures.

Everything goes through key events, as a person would do it; then the project is closed, opened
again, checked and exported. What does not come out as expected ends the tour as a bug.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.exports.exporting import export
from db.project import Project
from db.queue import Headline
from db.sample import create_sample_project
from models.article import Status
from models.events import State
from models.review import Record, shown_fields
from models.spans import Span
from models.values import Count, Place
from ui.actions import BY_KEY
from ui.session import Session
from ui.settings import Settings, save_settings
from ui.theme import Appearance, Theme
from ui.window.main_window import MainWindow

ANNOTATOR = "tour"
SIZE = (1440, 900)
_ENGINE_PATIENCE_MS = 180_000
_PAINT_MS = 60
_LIST_MS = 250


class TourError(AssertionError):
    """The window did not do what the tour expects of it: a bug."""


def tour(out: Path, say: Callable[[str], None]) -> None:
    """Review the sample project in `out`, export it and leave pictures of every step there.

    Uses settings of its own, so that the tour neither needs nor changes the user's.
    """
    qInstallMessageHandler(_say_what_matters)
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("sample.db*"), *out.glob("*.png")):
        old.unlink()
    app = QApplication.instance() or QApplication(["eventdesk"])
    with _own_settings():
        create_sample_project(out / "sample.db").close()
        walk = _Tour(MainWindow(Theme.current()), out, say)
        try:
            walk.run()
        finally:
            walk.window.close()
            walk.window.deleteLater()
            app.processEvents()
    _hand_out(out, say)


@contextmanager
def _own_settings() -> Iterator[None]:
    before = os.environ.get("EVENTDESK_CONFIG")
    folder = tempfile.mkdtemp(prefix="eventdesk-tour-")
    os.environ["EVENTDESK_CONFIG"] = folder
    try:
        save_settings(Settings(appearance=Appearance.LIGHT.value, steps_seen=True))
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if before is None:
            del os.environ["EVENTDESK_CONFIG"]
        else:
            os.environ["EVENTDESK_CONFIG"] = before


class _Tour:
    """Drives one window by keys."""

    def __init__(self, window: MainWindow, out: Path, say: Callable[[str], None]) -> None:
        self.window = window
        self._out = out
        self._say = say
        self._pictures = 0

    def run(self) -> None:
        self._start()
        self._wait_for_suggestions()
        self._picture("suggestions")
        self._review_first_event()
        self._review_other_events()
        self._look_around()
        self._finish_queue()
        self._undo_and_redo()

    @property
    def session(self) -> Session:
        if self.window.session is None:
            raise TourError("No project is open")
        return self.window.session

    @property
    def record(self) -> Record:
        if self.session.record is None:
            raise TourError("No event is in focus")
        return self.session.record

    def _start(self) -> None:
        window = self.window
        # Not maximised: the screen without a display is small.
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*SIZE)
        window.show()
        QTest.qWaitForWindowExposed(window)
        self._picture("start")
        window.keep_settings(replace(window.settings, annotator=ANNOTATOR))
        _expect(window.open_project(self._out / "sample.db"), "the sample project opens")
        self._say("The sample project is open: eight articles.")

    def _wait_for_suggestions(self) -> None:
        engine = self.window.engine
        if engine is None:
            raise TourError("The engine was not started")
        loop = QEventLoop()
        engine.status.connect(lambda text: loop.quit() if "up to date" in text else None)
        QTimer.singleShot(_ENGINE_PATIENCE_MS, loop.quit)
        loop.exec()
        found = sum(headline.suggested for headline in self._headlines())
        _expect(bool(self.session.desk and self.session.desk.records), "the engine found events")
        self._say(f"The engine suggests {found} records in eight articles.")

    def _review_first_event(self) -> None:
        """Accept by Enter, correct a place and its evidence, mark what is not reported."""
        self._to_field("place")
        self._picture("place")
        self._press("correct")
        self._type("Tessalit ba")
        QTest.qWait(_LIST_MS)
        self._picture("place-editor")
        self._key("Return")
        place = self.record.first("place")
        _expect(isinstance(place, Place) and place.name == "Tessalit base", "a place is set")
        self._to_field("place")
        self._select_words("Tessalit")
        self._to_field("record_class")
        while self.session.focus.field != "place":
            self._press("accept")
        self._picture("review")
        self._to_field("abducted")
        self._press("mark_not_reported")
        _expect(self._states("abducted") == [State.NOT_REPORTED], "a field is not reported")
        self._to_field("killed")
        self._press("correct")
        self._type("none")
        self._picture("count-editor")
        self._key("Return")
        killed = self.record.first("killed")
        _expect(isinstance(killed, Count) and killed.best == 0, "nobody was killed")
        self._press("accept_event")
        _expect(not self._waiting(), "every value of the event is decided")
        self._say("First event: place corrected, evidence selected, the rest accepted.")

    def _select_words(self, word: str) -> None:
        """Take a word of the article as evidence with the text cursor."""
        article = self.session.article
        if article is None or self.window.page is None:
            raise TourError("No article is open")
        wanted = Span(article.text.index(word), article.text.index(word) + len(word))
        self._press("select_evidence")
        pane = self.window.page.article
        for _ in range(article.word_count):
            here = pane.selected[0]
            if here == wanted:
                break
            self._key("Right" if here < wanted else "Left")
        _expect(pane.selected == (wanted,), f"the cursor stands on {word}")
        self._picture("evidence")
        self._key("Return")
        _expect(self.session.focused_values()[0].evidence == (wanted,), "the word was taken")

    def _review_other_events(self) -> None:
        """Reject in one, take the others as they are; add an event by hand and take it away."""
        before = len(self._records())
        self._press("next_event")
        self._to_field("event_type")
        self._press("correct")
        self._type("drone")
        self._picture("type-editor")
        self._key("Return")
        _expect(self.record.first("event_type") == "air_drone_strike", "a type is chosen")
        self._press("new_event")
        self._press("correct")
        self._type("claim")
        self._key("Return")
        _expect(len(self._records()) == before + 1, "an event was added")
        self._press("delete_event")
        _expect(len(self._records()) == before, "the event is gone")
        self._press("accept_all")
        self._picture("all-accepted")

    def _look_around(self) -> None:
        self._press("palette")
        self._type("dark")
        self._picture("palette")
        self._key("Escape")
        self._press("shortcuts")
        self._picture("keys")
        self._key("Escape")
        self._press("toggle_theme")
        self._picture("dark")
        self._press("toggle_theme")

    def _finish_queue(self) -> None:
        """Done, no event, flag, skip: one article each; then all that is left is done."""
        first = self._article_id()
        self._done(picture="sweep")
        _expect(self._status(first) is Status.DONE, "the article is done")
        second = self._article_id()
        _expect(second != first, "the next article is open")
        self._press("accept_all")
        self._done()
        self._press("flag")
        flagged = self._article_id()
        _expect(self._status(flagged) is Status.FLAGGED, "the article is flagged")
        self._press("next_article")
        empty = self._article_id()
        self._press("no_event")
        _expect(self._status(empty) is Status.DONE, "an article without an event is done")
        self._picture("queue")
        for _ in range(len(self._headlines())):
            if self._status(self._article_id()) in (Status.NEW, Status.IN_PROGRESS):
                self._press("accept_all")
                self._done()
        counts = self._project.status_counts(ANNOTATOR)
        _expect(counts.get(Status.DONE, 0) == len(self._headlines()) - 1, "all but one are done")
        self._say("Seven articles are done, one is flagged.")

    def _done(self, picture: str = "") -> None:
        """Done; where sentences are asked about first, they tell of no event."""
        self._press("done_next")
        page = self.window.page
        if page and page.article.sweep.is_on and picture:
            self._picture(picture)
        for _ in page.article.sweep.unclaimed if page and page.article.sweep.is_on else ():
            self._key("X")

    def _undo_and_redo(self) -> None:
        title = self._project.undo_title(ANNOTATOR)
        self._press("undo")
        _expect(self._project.redo_title(ANNOTATOR) == title, "the last decision is undone")
        self._press("redo")
        _expect(self._project.undo_title(ANNOTATOR) == title, "and done again")
        self._picture("done")

    @property
    def _project(self) -> Project:
        return self.session.project

    def _article_id(self) -> str:
        return self.session.article.id if self.session.article else ""

    def _headlines(self) -> Sequence[Headline]:
        return self._project.headlines(self._project.queue(ANNOTATOR), ANNOTATOR)

    def _status(self, article_id: str) -> Status:
        return self._project.status(article_id, ANNOTATOR)

    def _records(self) -> tuple[Record, ...]:
        return self.session.desk.records if self.session.desk else ()

    def _states(self, field: str) -> list[State]:
        return [shown.state for shown in self.record.values(field)]

    def _waiting(self) -> bool:
        fields = shown_fields(self.session.codebook, self.record)
        return any(State.SUGGESTED in self._states(field.key) for field in fields)

    def _to_field(self, field: str) -> None:
        """Walk to a row with the arrow keys."""
        keys = [one.key for one in shown_fields(self.session.codebook, self.record)]
        _expect(field in keys, f"the field {field} shows")
        here = self.session.focus.field
        steps = keys.index(field) - (keys.index(here) if here in keys else 0)
        for _ in range(abs(steps)):
            self._press("next_field" if steps > 0 else "previous_field")
        _expect(self.session.focus.field == field, f"the arrows lead to {field}")

    def _press(self, action: str) -> None:
        self._key(BY_KEY[action].keys[0])

    def _key(self, keys: str) -> None:
        QTest.keySequence(self._target(), QKeySequence(keys))
        QApplication.processEvents()

    def _type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self._target(), letter)
            QApplication.processEvents()

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _picture(self, name: str) -> None:
        QTest.qWait(_PAINT_MS)
        self._pictures += 1
        path = self._out / f"{self._pictures:02}-{name}.png"
        _expect(self.window.grab().save(str(path)), f"{path} can be written")


def _say_what_matters(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but for what its screenless platform says at every window."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(text + "\n")


def _hand_out(out: Path, say: Callable[[str], None]) -> None:
    """Open the project again, check it, and write both datasets."""
    project = Project.open(out / "sample.db")
    try:
        findings = project.check()
        _expect(not findings, f"the project is clean: {findings}")
        articles = export(project, out / "events.jsonl", "jsonl", annotator=ANNOTATOR)
        events = export(project, out / "events.csv", "csv", annotator=ANNOTATOR)
    finally:
        project.close()
    say(f"Opened again and checked: clean. {articles} articles, {events} records exported.")
    say(f"Pictures, project and datasets are in {out.resolve()}.")


def _expect(condition: bool, what: str) -> None:  # noqa: FBT001
    if not condition:
        raise TourError(f"The tour expected that {what}")

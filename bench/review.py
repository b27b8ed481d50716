"""Drives the real window for the benches, from key event to painted window, in milliseconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.ids import new_id
from models.article import Article
from models.events import Proposal, Suggested
from models.spans import words
from ui.main_window import MainWindow
from ui.session import Focus
from ui.theme import Theme

ENGINE = "bench@1"


def proposals(article: Article) -> list[Proposal]:
    """Three proposals of eight values each, as an engine would make them."""
    fields = ("record_class", "event_type", "stage", "weapon", "summary", "tags", "certainty")
    choices = ("incident", "armed_clash", "accomplished", "firearm", "a text", "a tag", "high")
    spans = words(article.text)
    made = []
    for number in range(3):
        id_ = new_id()
        values = tuple(
            Suggested(f"{id_}.{place}", field, choice, (spans[number * 10 + place],), 0.8)
            for place, (field, choice) in enumerate(zip(fields, choices, strict=True))
        )
        made.append(Proposal(id_, article.id, ENGINE, values))
    return made


class Reviewing:
    """The window on a project, with suggestions put in where the engine would put them."""

    def __init__(self, path: Path) -> None:
        self._app = QApplication.instance() or QApplication([])
        self.window = MainWindow(Theme.current(), with_engine=False)
        self.window.setWindowState(Qt.WindowState.WindowNoState)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.open_project(path)
        if self.window.session is None:
            raise SystemExit("The project was not opened")
        self.session = self.window.session
        QTest.qWaitForWindowActive(self.window)

    def accept(self, times: int) -> list[float]:
        """Accept one suggested value after the other with Enter."""
        found: list[float] = []
        while len(found) < times:
            self._next_article_with_suggestions()
            for record in self.session.desk.records if self.session.desk else ():
                self.session.set_focus(Focus(record.key, "record_class"))
                found += [self._timed(lambda: self._key("Return")) for _ in range(5)]
        return found[:times]

    def done_and_next(self, times: int) -> list[float]:
        """Finish one article after the other with Ctrl+Enter."""
        return [self._timed(lambda: self._key("Ctrl+Return")) for _ in range(times)]

    def open(self, article_id: str, times: int) -> list[float]:
        """Open one article again and again, another one in between."""
        other = next(one for one in self.session.project.queue("bench") if one != article_id)
        found = []
        for _ in range(times):
            self.session.open_article(other)
            self._painted()
            found.append(self._timed(lambda: self.session.open_article(article_id)))
        return found

    def move_focus(self, times: int) -> list[float]:
        """Walk down and up the fields."""
        keys = ("Down",) * 10 + ("Up",) * 10
        return [self._timed(partial(self._key, keys[step % len(keys)])) for step in range(times)]

    def close(self) -> None:
        self.window.close()

    def _next_article_with_suggestions(self) -> None:
        article_id = next(
            one
            for one in self.session.project.queue("bench")
            if not self.session.project.proposals(one)
            and not self.session.project.events(one, "bench")
        )
        self._suggest(article_id)
        self.session.open_article(article_id)
        self._painted()

    def _suggest(self, article_id: str) -> None:
        project = self.session.project
        project.save_proposals(article_id, proposals(project.article(article_id)), ENGINE)

    def _key(self, keys: str) -> None:
        target = QApplication.focusWidget() or self.window
        QTest.keySequence(target, QKeySequence(keys))

    def _timed(self, act: Callable[[], object]) -> float:
        began = time.perf_counter()
        act()
        self._painted()
        return (time.perf_counter() - began) * 1000

    def _painted(self) -> None:
        """Let Qt lay out and paint whatever has to be."""
        for _ in range(3):
            self._app.processEvents()


def lesson(path: Path, seconds: float) -> tuple[bool, list[float]]:
    """Works with keys while the engine suggests and learns; the pauses of a 5 ms timer.

    Also whether a lesson was finished meanwhile. It begins when the analyst pauses, so the first
    key comes when it is on its way; what is read before counts as well.
    """
    app = QApplication.instance() or QApplication([])
    window = MainWindow(Theme.current())
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1440, 900)
    window.show()
    window.open_project(path)
    if window.session is None or window.lessons is None or window.page is None:
        raise SystemExit("The project was not opened")
    pauses = Pauses()
    keys = cycle(["Return", "Down", "Return", "Down", "Down", "Up", "Ctrl+Return", "Ctrl+Return"])
    page, lessons, learned = window.page, window.lessons, list[str]()
    page.record.setFocus()
    lessons.ended.connect(learned.append)

    def work() -> None:
        if not (lessons.is_running or learned):
            return
        target = QApplication.focusWidget() or page.record
        QTest.keySequence(target, QKeySequence(next(keys)))

    hand = QTimer(interval=250)
    hand.timeout.connect(work)
    hand.start()
    QTimer.singleShot(5_000, lessons.learn_now)
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    hand.stop()
    app.processEvents()
    window.close()
    return bool(learned), pauses.gaps


class Pauses:
    """A timer of 5 ms that notes how long it had to wait between its turns, in milliseconds."""

    def __init__(self) -> None:
        self.gaps = [0.0]
        self._last = 0.0
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        if self._last:
            self.gaps.append((now - self._last) * 1000)
        self._last = now


def first_suggestion(path: Path, began: float) -> tuple[float, list[float]]:
    """Seconds from `began` to the first suggestion painted, and the pauses of a 5 ms timer."""
    app = QApplication.instance() or QApplication([])
    window = MainWindow(Theme.current())
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1440, 900)
    window.show()
    window.open_project(path)
    if window.session is None or window.engine is None:
        raise SystemExit("The project was not opened")
    loop = QEventLoop()
    app.processEvents()
    pauses = Pauses()
    window.engine.suggested.connect(lambda _article_id: QTimer.singleShot(0, loop.quit))
    QTimer.singleShot(120_000, loop.quit)
    loop.exec()
    app.processEvents()
    seconds = time.time() - began
    window.close()
    return seconds, pauses.gaps

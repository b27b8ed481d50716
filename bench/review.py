"""Drives the real window for the benches, from key event to painted window, in milliseconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.ids import new_id
from models.article import Article
from models.events import Proposal, Suggested
from models.spans import words
from ui.child_process import APP, ChildProcess
from ui.session import Focus
from ui.theme import Theme
from ui.window.main_window import MainWindow

ENGINE = "bench@1"
_SCHEDULED = Path("/proc/thread-self/schedstat")


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
        self._app, self.window = _opened(path, with_engine=False)
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


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes on beside the window: how it begins, whether it runs, and what tells its end."""

    begin: Callable[[], object]
    is_running: Callable[[], bool]
    ended: SignalInstance


def a_lesson(window: MainWindow) -> Beside:
    """It begins when the analyst pauses, after the articles were read for it."""
    lessons = window.lessons
    if lessons is None:
        raise SystemExit("The project was not opened")
    return Beside(lessons.learn_now, lambda: lessons.is_running, lessons.ended)


def a_look_for_copies(window: MainWindow) -> Beside:
    """The window begins it by itself where articles were not compared yet."""
    copies = window.duplicates
    if copies is None:
        raise SystemExit("The project was not opened")
    return Beside(lambda: None, lambda: copies.is_running, copies.found)


def an_import(window: MainWindow, file: Path) -> Beside:
    """Another program brings articles into the same project."""
    if window.session is None:
        raise SystemExit("The project was not opened")
    project = str(window.session.project.path)
    process = ChildProcess([*APP, "import", project, str(file)], window)
    began = list[bool]()

    def begin() -> None:
        began.append(True)
        process.start()

    return Beside(begin, lambda: bool(began), process.ended)


def _opened(path: Path, *, with_engine: bool = True) -> tuple[QCoreApplication, MainWindow]:
    """The window with the project in it, as large as most have it."""
    app = QApplication.instance() or QApplication([])
    window = MainWindow(Theme.current(), with_engine=with_engine)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1440, 900)
    window.show()
    window.open_project(path)
    return app, window


def work_beside(
    path: Path, seconds: float, of: Callable[[MainWindow], Beside]
) -> tuple[bool, Pauses]:
    """Works with keys while the engine suggests and something else goes on; a 5 ms timer's pauses.

    Also whether the other thing came to its end. The first key comes when it is on its way; what
    is read before counts as well.
    """
    app, window = _opened(path)
    page = window.page
    if page is None:
        raise SystemExit("The project was not opened")
    beside, ended = of(window), list[object]()
    beside.ended.connect(lambda *told: ended.append(told))
    gc.freeze()  # As the app does a second after its start.
    pauses = Pauses()
    keys = cycle(["Return", "Down", "Return", "Down", "Down", "Up", "Ctrl+Return", "Ctrl+Return"])
    page.record.setFocus()

    def work() -> None:
        if beside.is_running() or ended:
            target = QApplication.focusWidget() or page.record
            QTest.keySequence(target, QKeySequence(next(keys)))

    hand = QTimer(interval=250)
    hand.timeout.connect(work)
    hand.start()
    QTimer.singleShot(5_000, beside.begin)
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    hand.stop()
    app.processEvents()
    window.close()
    return bool(ended), pauses


class Pauses:
    """A timer of 5 ms that notes how long it had to wait between its turns, in milliseconds.

    `own` is the same without the time in which the window could have gone on, but other programs
    had the processor (Linux; elsewhere 0 is taken off).
    """

    def __init__(self) -> None:
        self.gaps, self.own = [0.0], [0.0]
        self._last = self._queued = 0.0
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now, queued = time.perf_counter(), _queued()
        if self._last:
            gap = (now - self._last) * 1000
            self.gaps.append(gap)
            self.own.append(gap - (queued - self._queued))
        self._last, self._queued = now, queued


def _queued() -> float:
    """Milliseconds that this thread has waited for a core so far."""
    try:
        return int(_SCHEDULED.read_text().split()[1]) / 1e6
    except OSError:
        return 0.0


def first_suggestion(path: Path, began: float) -> tuple[float, list[float]]:
    """Seconds from `began` to the first suggestion painted, and the pauses of a 5 ms timer."""
    app, window = _opened(path)
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

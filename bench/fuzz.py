"""Presses random keys and clicks at random places of the real window; nothing may go wrong.

    python -m bench.fuzz              20,000 steps, seed 1
    python -m bench.fuzz 5000 7       5,000 steps, seed 7

A step is a key (mostly keys of the table of actions, else letters, digits and keys that move or
edit) to whatever has the keyboard, or a click (left, right, double, with Shift or Ctrl) on a random
visible part of whatever window is in front. Dialogs that stop the window get keys and clicks of
their own, then are closed. Wrong is: an exception nobody caught, anything that Qt warns of, and a
finding of `check` afterwards. Left out are only the ways out of the program (quit, another project,
log folder), and the second suggester, which would ask the network.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, QPoint, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from bench.make_project import make_project
from bench.review import ENGINE, proposals
from ui.actions import ACTIONS
from ui.settings import Settings, save_settings
from ui.theme import Theme
from ui.window.main_window import MainWindow

ARTICLES, DIALOG_STEPS = 12, 12
_WAYS_OUT = (
    *("quit", "close_project", "new_project", "open_project", "open_log"),
    *("chat_endpoint", "full_screen", "change_annotator"),
)
_MOVING = ("Tab", "Shift+Tab", "Esc", "Return", "Space", "Backspace", "Delete", "Home", "End")
_MORE = ("PgDown", "PgUp", "Up", "Down", "Left", "Right", "Shift+Right", "Ctrl+Right", "Ctrl+A")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 .,-/?+%"
_BUTTONS = (Qt.MouseButton.LeftButton,) * 6 + (Qt.MouseButton.RightButton,)
_HELD = (Qt.KeyboardModifier.NoModifier,) * 6 + (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@dataclass(slots=True)
class Fuzzed:
    """What was done, and what went wrong, each with the steps that led to it."""

    keys: int = 0
    clicks: int = 0
    dialogs: int = 0
    wrong: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)

    def note(self, step: str) -> None:
        self.last = [*self.last[-7:], step]

    def blame(self, what: str) -> None:
        self.wrong.append(f"{what.strip()}\n    after: {'; '.join(self.last)}")


def fuzz(folder: Path, steps: int, seed: int) -> Fuzzed:
    """Fuzz a new project in a folder; the same seed does the same."""
    QApplication.instance() or QApplication(["fuzz"])
    save_settings(Settings(annotator="fuzz", steps_seen=True))
    path = folder / "fuzz.db"
    project = make_project(path, ARTICLES)
    for article_id in project.queue("fuzz"):
        project.save_proposals(article_id, proposals(project.article(article_id)), ENGINE)
    project.close()
    done = Fuzzed()
    with _watched(done):
        monkey = Monkey(path, done, random.Random(seed))  # noqa: S311 - the same steps every time
        for _ in range(steps):
            monkey.step()
        done.wrong += (f"check: {finding}" for finding in monkey.close())
    return done


class Monkey:
    """Sits before one window. It is also who answers the window's questions (`Messages`)."""

    def __init__(self, path: Path, done: Fuzzed, chance: random.Random) -> None:
        self._path, self._done, self._chance = path, done, chance
        self._keys = [key for spec in ACTIONS if spec.key not in _WAYS_OUT for key in spec.keys]
        self._depth = 0
        self.window = MainWindow(Theme.current(), self, with_engine=False)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.open_project(path)
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.window.actions_table.handle(dict.fromkeys(_WAYS_OUT, _nothing))

    def step(self) -> None:
        """One key or click; a window that went away comes back."""
        front = _front(self.window)
        if self._chance.random() < 0.8:
            self._press(front)
        else:
            self._click(front)
        if self._chance.random() < 0.05:
            QTest.qWait(1)
        QApplication.processEvents()
        if not self.window.isVisible():
            self.window.show()
        if _front(self.window) is self.window and not self.window.isActiveWindow():
            self.window.activateWindow()  # Shortcuts work in the active window only.
        if self.window.project is None:
            self.window.open_project(self._path)
        if self._chance.random() < 0.01:
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Leave what is open and go to a random article: else most steps end in a forgotten box."""
        self._close_others()
        for _ in range(3):
            QTest.keyClick(_target(self.window), Qt.Key.Key_Escape)
        session, page = self.window.session, self.window.page
        article_id = f"bench-{self._chance.randrange(ARTICLES):06}"
        if session and page and session.is_known(article_id):
            page.open_article(article_id)
            page.record.setFocus()

    def _close_others(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                widget.close()

    def close(self) -> list[str]:
        """Leave everything and look into the project file."""
        self._close_others()
        for _ in range(3):
            QTest.keyClick(_target(self.window), Qt.Key.Key_Escape)
        findings = [str(one) for one in self.window.project.check()] if self.window.project else []
        self.window.close_project()
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()
        return findings

    def _press(self, front: QWidget) -> None:
        kind = self._chance.random()
        target = _target(front)
        if kind < 0.3:
            letter = self._chance.choice(_LETTERS)
            self._done.note(f"type {letter}")
            QTest.keyClicks(target, letter)
        else:
            key = self._chance.choice(self._keys if kind < 0.7 else (*_MOVING, *_MORE))
            self._done.note(f"{key} on {type(target).__name__}")
            QTest.keySequence(target, QKeySequence(key))
        self._done.keys += 1

    def _click(self, front: QWidget) -> None:
        shown = [one for one in front.findChildren(QWidget) if one.isVisible()] or [front]
        target = self._chance.choice(shown)
        at = QPoint(
            self._chance.randrange(max(1, target.width())),
            self._chance.randrange(max(1, target.height())),
        )
        button, held = self._chance.choice(_BUTTONS), self._chance.choice(_HELD)
        is_double = self._chance.random() < 0.1
        self._done.note(f"{button.name} on {type(target).__name__} {target.objectName()}")
        (QTest.mouseDClick if is_double else QTest.mouseClick)(target, button, held, at)
        self._done.clicks += 1

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        self._done.note(f"told {title}")

    def run(self, dialog: QDialog) -> bool:
        """Poke at a dialog, then leave it; some are left as saved."""
        dialog.open()
        self._done.dialogs += 1
        self._done.note(f"dialog {type(dialog).__name__}")
        self._depth += 1
        for _ in range(DIALOG_STEPS if self._depth < 3 else 0):
            if isValid(dialog) and dialog.isVisible():
                front = QApplication.activePopupWidget() or dialog
                if self._chance.random() < 0.6:
                    self._press(front)
                else:
                    self._click(front)
                QApplication.processEvents()
        self._depth -= 1
        was_accepted = dialog.result() == QDialog.DialogCode.Accepted
        while popup := QApplication.activePopupWidget():
            popup.close()
        dialog.close()
        dialog.deleteLater()
        return was_accepted

    def open_project(self, parent: QWidget) -> Path | None:
        return None

    open_codebook = open_learned = open_project

    def open_table(self, parent: QWidget, title: str) -> Path | None:
        return None

    def open_articles(self, parent: QWidget) -> list[Path]:
        return []

    def save_as(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        return None

    def choose_folder(self, parent: QWidget, start: Path) -> Path | None:
        return None


def _front(window: QWidget) -> QWidget:
    """The window that a person would see in front: a menu, a dialog, or the main window."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget() or window


def _target(front: QWidget) -> QWidget:
    focused = QApplication.focusWidget()
    if focused is not None and (focused is front or focused.window() is front):
        return focused
    return front.focusWidget() or front


def _nothing() -> None:
    pass


@contextmanager
def _watched(done: Fuzzed) -> Iterator[None]:
    """Collects what Qt says and what nobody caught."""

    def heard(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        # What the platform without a screen says of every window, menu and popup.
        if not text.startswith("This plugin does not support"):
            done.blame(f"Qt: {text}")

    def caught(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        done.blame("".join(traceback.format_exception(kind, error, at)))

    before, hook = qInstallMessageHandler(heard), sys.excepthook
    sys.excepthook = caught
    try:
        yield
    finally:
        sys.excepthook = hook
        qInstallMessageHandler(before)


def main() -> None:
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVENTDESK_CONFIG"] = folder
        done = fuzz(Path(folder), steps, seed)
    print(f"{done.keys:,} keys, {done.clicks:,} clicks, {done.dialogs:,} dialogs;", end=" ")
    print(f"{len(done.wrong)} things went wrong")
    if done.wrong:
        sys.exit("\n\n".join(done.wrong[:20]))


if __name__ == "__main__":
    main()

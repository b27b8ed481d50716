"""What the tests of the window press and look at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.session import Focus
from ui.window.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers=PLAIN) -> None:
    focused = QApplication.focusWidget() or window
    qtbot.keyClick(focused, key, modifiers)


def focus(window: MainWindow, field: str) -> None:
    window.session.set_focus(Focus(window.session.focus.record_key, field))

"""Keeps plain keys from starting actions while somebody types: the one place that decides it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

#: A widget with this property gets plain keys itself, and so does everything inside it.
TAKES_PLAIN_KEYS = "takes_plain_keys"
#: A widget with this property gets every key itself (overlays such as the command palette).
TAKES_ALL_KEYS = "takes_all_keys"
#: Buttons inside a widget with this property are gone through by Tab and arrows.
WALKED_BY_KEYS = "walked_by_keys"

#: A key with one of these is a command, not typing.
COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
#: Keys that edit text together with Ctrl.
_EDITING = frozenset(
    {
        Qt.Key.Key_A,
        Qt.Key.Key_C,
        Qt.Key.Key_V,
        Qt.Key.Key_X,
        Qt.Key.Key_Z,
        Qt.Key.Key_Y,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
_WALKING = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    }
)
_PRESSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class TypingGuard(QObject):
    """Watches one window. A key that its focused widget needs never reaches the shortcuts.

    Qt asks before every shortcut (`ShortcutOverride`) whether the focused widget wants the key
    for itself; the question rises to the window, where it is answered here for all widgets alike.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            focused = QApplication.focusWidget()
            if focused is not None and wants_key(focused, event):
                event.accept()
                return True
        return super().eventFilter(watched, event)


def wants_key(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether the focused widget needs the key for itself."""
    if _lies_in(widget, TAKES_ALL_KEYS):
        return True
    key = Qt.Key(event.key())
    if event.modifiers() & COMMANDS:
        return key in _EDITING and is_text_box(widget) and not _has_alt(event)
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return False
    if is_text_box(widget) or _lies_in(widget, TAKES_PLAIN_KEYS):
        return True
    if key in _WALKING:
        return isinstance(widget, QAbstractButton) and _lies_in(widget, WALKED_BY_KEYS)
    return isinstance(widget, QAbstractButton | QComboBox) and key in _PRESSING


def is_text_box(widget: QWidget) -> bool:
    """Whether keys pressed on the widget become text."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)


def _has_alt(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


def _lies_in(widget: QWidget, mark: str) -> bool:
    here: QWidget | None = widget
    while here is not None:
        if here.property(mark):
            return True
        here = here.parentWidget()
    return False

"""Keys that every dialog has: the guide's, and Enter on whatever button has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton
from typing_extensions import override

from ui.help.help_key import give_help
from ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def give_keys(dialog: QDialog, theme: Theme, chapter: str) -> None:
    """Let the guide's keys open it at `chapter`, and Enter press the button in focus."""
    give_help(dialog, theme, chapter)
    PressedByEnter(dialog)


class PressedByEnter(QObject):
    """Qt lets Enter press a dialog's default button even while the keyboard is on another one.

    Making every button a default as soon as it has the focus (`autoDefault`) would mend that, but
    then Enter in a text box of a dialog without a default button presses the first that there is.
    """

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            focused = self._dialog.focusWidget()
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and event.key() in _ENTER and isinstance(focused, QPushButton):
                focused.click()
                return True
        return super().eventFilter(watched, event)

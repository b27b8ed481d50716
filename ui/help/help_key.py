"""The key of the guide inside dialogs, whose windows hold the main window's keys back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from ui.actions import BY_KEY, keys_of
from ui.theme import Theme


def give_help(dialog: QDialog, theme: Theme, chapter: str) -> None:
    """Let the guide's keys open it at `chapter`, beside the dialog and as usable as this."""
    for key in keys_of(BY_KEY["guide"]):
        shortcut = QShortcut(QKeySequence(key), dialog)
        shortcut.activated.connect(lambda: show_guide(theme, chapter, dialog))


def show_guide(theme: Theme, chapter: str, parent: QWidget) -> None:
    """Open the guide at a chapter; where it stands already, it turns the pages."""
    # Late: the window starts without it.
    from ui.help.guide_dialog import GuideDialog

    guide = parent.findChild(GuideDialog, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if guide is None:
        guide = GuideDialog(theme, chapter, parent)
        guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        guide.show()
    else:
        guide.show_chapter(chapter)
        guide.raise_()
        guide.activateWindow()

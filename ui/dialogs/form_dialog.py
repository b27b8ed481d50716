"""The shape that all dialogs share: a question, its boxes, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.dialogs.dialog_keys import give_keys
from ui.theme import NOTE, SEMIBOLD, TITLE, UNIT, Theme
from ui.widgets.room_on_screen import fitting


class FormDialog(QDialog):
    """A titled form; `accept_text` names what the default button does."""

    chapter = "The window"
    """Where the guide opens from here."""

    def __init__(self, theme: Theme, title: str, accept_text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        give_keys(self, theme, self.chapter)
        self.theme = theme
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        head = QLabel(title)
        head.setFont(theme.font(TITLE, SEMIBOLD))
        self._body = _Body()
        self.form = QFormLayout(self._body.inside)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(2 * UNIT)
        self.form.setVerticalSpacing(UNIT + UNIT // 2)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.problem = note(theme, "")
        self.problem.setProperty("role", "error")
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = QPushButton(accept_text)
        self.buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 3 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(head)
        column.addWidget(self._body, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # Qt makes the first button of a dialog the default one unless told otherwise late.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self.accept_button)
        self.accept_button.setDefault(True)
        self.grow()
        super().showEvent(event)

    def grow(self) -> None:
        """Make room for all that is said, as far as the screen goes."""
        # Qt reckons a dialog's height as if texts of several lines were as wide as they like.
        column = self.layout()
        if column is None:
            return
        self._body.updateGeometry()
        margins = column.contentsMargins()
        inside = self.width() - margins.left() - margins.right()
        needed = self.form.totalHeightForWidth(inside)
        needed += column.totalSizeHint().height() - self._body.sizeHint().height()
        self.resize(fitting(self, QSize(self.width(), max(self.height(), needed))))

    def complain(self, text: str) -> None:
        """Say what has to be mended before the dialog can be accepted; empty: nothing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if self.isVisible():
            self.grow()


class _Body(QScrollArea):
    """The boxes of a dialog; they scroll only where the screen is too low for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = QWidget()
        self.setWidget(self.inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def sizeHint(self) -> QSize:
        return self.inside.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.inside.minimumSizeHint().width(), 12 * UNIT)


def note(theme: Theme, text: str) -> QLabel:
    """A line of explanation."""
    made = QLabel(text)
    made.setWordWrap(True)
    made.setFont(theme.font(NOTE))
    made.setProperty("role", "muted")
    return made

"""What one sees without a project: new, open, the sample, and what was open lately."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.language import tr
from ui.theme import FIELD, HEADLINE, NOTE, SEMIBOLD, TITLE, UNIT, Theme


class StartScreen(QWidget):
    """Four ways in. Files can also be dropped on the window."""

    new_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()
    recent_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = QLabel("Eventdesk")
        self._words = QLabel(tr("Turns news into event data: an article beside suggested records."))
        self._recent_head = QLabel(tr("Opened lately"))
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._drop = QLabel(tr("Or drop here a project, or pages, documents, tables or archives."))
        self._buttons = [
            self._button(tr("Try the sample project"), self.sample_requested, primary=True),
            self._button(tr("New project …"), self.new_requested),
            self._button(tr("Open project …"), self.open_requested),
        ]
        for text in (self._words, self._drop):
            text.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(UNIT)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(2 * UNIT)
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        for button in self._buttons:
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        column.addSpacing(3 * UNIT)
        column.addWidget(self._recent_head)
        column.addLayout(self._recent)
        column.addSpacing(2 * UNIT)
        column.addWidget(self._drop)
        box = QFrame()
        box.setLayout(column)
        box.setFixedWidth(560)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        theme.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        self._title.setFont(self._theme.reading_font(HEADLINE, SEMIBOLD))
        self._words.setFont(self._theme.font(TITLE))
        for label, size in ((self._recent_head, NOTE), (self._drop, NOTE)):
            label.setFont(self._theme.font(size))
            label.setProperty("role", "muted")
        self._words.setProperty("role", "muted")

    def show_recent(self, names: Sequence[str]) -> None:
        """Offer the projects that were open lately and are still there."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.deleteLater()
        there = [name for name in names if Path(name).is_file()]
        self._recent_head.setVisible(bool(there))
        for name in there:
            path = Path(name)
            button = QPushButton(f"{path.stem}     {_short(path.parent)}")
            button.setProperty("quiet", "true")
            button.setStyleSheet("text-align:left;padding:6px 8px")
            button.setFont(self._theme.font(FIELD))
            button.setToolTip(name)
            button.clicked.connect(lambda *, to=name: self.recent_requested.emit(to))
            self._recent.addWidget(button)

    def _button(self, text: str, wanted: SignalInstance, *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        if primary:
            button.setProperty("primary", "true")
        # Through a lambda: `clicked` carries a flag that the signals of this screen do not take.
        button.clicked.connect(lambda: wanted.emit())  # noqa: PLW0108
        return button


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home())}".removesuffix("/.")
    except ValueError:
        return str(folder)

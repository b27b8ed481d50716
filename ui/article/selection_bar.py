"""The bar below the article while evidence is being selected: the words taken, and for what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from models.language import later, tr
from ui.theme import FIELD, UNIT, Theme

#: The keys that work while selecting, for the line of hints.
SELECTION_HINTS = (
    ("← →", later("word")),
    ("Tab", later("phrase")),
    ("Ctrl ← →", later("sentence")),
    ("Shift", later("extends")),
    (". ,", later("longer, shorter")),
    ("↑ ↓", later("line")),
    ("Space", later("keep, add more")),
    ("N", later("event from here")),
    ("Ctrl C", later("copy")),
)

#: The same while a phrase under the pointer is outlined.
POINTING_HINTS = (
    ("Click", later("takes the phrase as value")),
    ("Shift Wheel", later("longer, shorter")),
    ("S", later("by keyboard")),
)

#: The same while evidence lies over a phrase under the pointer.
SHIFT_HINTS = (
    ("Click", later("goes to the field")),
    ("Shift Click", later("takes the phrase as value")),
)


class SelectionBar(QFrame):
    """Its two buttons do the same as Enter and Esc."""

    taken = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quotes = self._use = self._short_use = ""
        self.setObjectName("selection_bar")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setAccessibleName(tr("Selected words"))
        self._take = QPushButton()
        self._take.setProperty("primary", "true")
        self._cancel = QPushButton(tr("Esc  Cancel"))
        self._cancel.setProperty("quiet", "true")
        for button in (self._take, self._cancel):
            # The keyboard stays in the article: Enter and Esc go there.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._take.clicked.connect(self.taken)
        self._cancel.clicked.connect(self.cancelled)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        line.setSpacing(UNIT)
        line.addWidget(self._words, 1)
        line.addWidget(self._cancel)
        line.addWidget(self._take)
        self.dress()
        self.hide()

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        palette = self._theme.palette
        self.setStyleSheet(
            f"#selection_bar{{background:{palette.accent_wash};"
            f"border-top:1px solid {palette.accent}}}"
        )
        for widget in (self._words, self._take, self._cancel):
            widget.setFont(self._theme.font(FIELD))

    def announce(self, purpose: str, quotes: str, *, as_value: bool = False) -> None:
        """Say what the words are for, such as `Place`, and which they are."""
        if not purpose:
            use = tr("Take") if as_value else tr("Use as evidence")
        elif as_value:
            use = tr("Take as {field}", field=purpose)
        else:
            use = tr("Use as evidence for {field}", field=purpose)
        self._use = f"↵  {use}"
        self._short_use = "↵  " + (tr("Take") if as_value else tr("Evidence"))
        self._quotes = " ".join(quotes.split())
        self._elide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        """Where the pane is narrow, the buttons say less, and of the words only the ends show."""
        for use, leave in (
            (self._use, tr("Esc  Cancel")),
            (self._use, "Esc"),
            (self._short_use, "Esc"),
        ):
            self._take.setText(use)
            self._cancel.setText(leave)
            buttons = self._take.sizeHint().width() + self._cancel.sizeHint().width()
            if self.width() >= buttons + 10 * UNIT:
                break
        metrics = QFontMetrics(self._words.font())
        room = max(0, self._words.width() - metrics.averageCharWidth())
        middle = Qt.TextElideMode.ElideMiddle
        self._words.setText(metrics.elidedText(f"“{self._quotes}”", middle, room))

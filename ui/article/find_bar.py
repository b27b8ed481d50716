"""The strip below the article in which one types what is to be found in it."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton
from typing_extensions import override

from models.language import tr
from models.spans import Span
from ui.article.displayed_text import SHOWN_LIMIT
from ui.article.finding import FoldedText
from ui.session import Session
from ui.theme import FIELD, UNIT, Theme

_NARROW = 48 * UNIT


class FindBar(QFrame):
    """Enter goes to the next place, Shift+Enter back, Esc closes. It stays for the next article."""

    changed = Signal()
    """Other places are found, or another one of them is shown."""
    closed = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._text: FoldedText | None = None
        self._place = 0
        #: Where the words stand, in order; nothing while the strip is closed.
        self.found: list[Span] = []
        self.setObjectName("find_bar")
        self._box = QLineEdit()
        self._box.setPlaceholderText(tr("Find in article"))
        self._box.setAccessibleName(tr("Find in article"))
        self._count = QLabel()
        self._count.setAccessibleName(tr("Places found"))
        self._back = self._button("↑", tr("Previous place (Shift+F3)"))
        self._on = self._button("↓", tr("Next place (F3)"))
        self._shut = self._button(tr("Esc  Close"), tr("Close the search in the article"))
        self._box.installEventFilter(self)
        self._box.textChanged.connect(self._look)
        self._back.clicked.connect(lambda: self.step(-1))
        self._on.clicked.connect(lambda: self.step(1))
        self._shut.clicked.connect(self.close_bar)
        session.article_opened.connect(self._on_session_article_opened)
        self._box.setMinimumWidth(8 * UNIT)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        line.setSpacing(UNIT)
        line.addWidget(self._box, 1)
        for part in (self._count, self._back, self._on, self._shut):
            line.addWidget(part)
        self.dress()
        self.hide()

    @property
    def here(self) -> Span | None:
        """The place that is shown."""
        return self.found[self._place] if self.found else None

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        palette = self._theme.palette
        self.setStyleSheet(
            f"#find_bar{{background:{palette.window};border-top:1px solid {palette.line}}}"
        )
        for part in (self._box, self._count, self._back, self._on, self._shut):
            part.setFont(self._theme.font(FIELD))

    def open_bar(self, words: str = "") -> None:
        """Let somebody type; `words` stand there already if there are any."""
        self.show()
        if words:
            self._box.setText(words)
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()
        self._look()

    def close_bar(self) -> None:
        """Show no places any more."""
        if not self.isHidden():
            self.hide()
            self._look()
            self.closed.emit()

    def step(self, steps: int) -> None:
        """To the next (or previous) place; from the last one to the first."""
        if self.isHidden():
            self.open_bar()
        elif self.found:
            self._place = (self._place + steps) % len(self.found)
            self._tell()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                    self.step(-1 if is_back else 1)
                    return True
                case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                    self.step(1 if key == Qt.Key.Key_Down else -1)
                    return True
                case Qt.Key.Key_Escape:
                    self.close_bar()
                    return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        """Find again; the place that is shown stays where it was, or is the next after it."""
        here = self.here
        article = self._session.article
        if self.isHidden() or article is None:
            self.found, self._place = [], 0
        else:
            self._text = self._text or FoldedText(article.text[:SHOWN_LIMIT])
            self.found = self._text.find(self._box.text())
            later = bisect_left(self.found, here.start, key=lambda one: one.start) if here else 0
            self._place = later if later < len(self.found) else 0
        self._tell()

    def _tell(self) -> None:
        if self.found:
            said = tr("{place} of {count}", place=self._place + 1, count=len(self.found))
        else:
            said = tr("Not found") if self._box.text().strip() else ""
        self._count.setText(said)
        for button in (self._back, self._on):
            button.setEnabled(bool(self.found))
        self.changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the pane is narrow, the button that closes is its key alone."""
        super().resizeEvent(event)
        self._shut.setText("Esc" if self.width() < _NARROW else tr("Esc  Close"))

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("quiet", True)  # noqa: FBT003 - Qt's own signature
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _on_session_article_opened(self, _article_id: str) -> None:
        self._text, self.found = None, []
        self._look()

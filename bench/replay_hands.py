"""Keys and clicks on the real window, for whoever replays what an analyst does."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.spans import Span, words
from ui.article.article_view import ArticleView
from ui.session import Session
from ui.window.main_window import MainWindow
from ui.window.review_page import ReviewPage

_LEFT = Qt.MouseButton.LeftButton
_SHIFT, _NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
_MOST_STEPS = 40


class Hands:
    """Does one thing after the other with key events and mouse events alone."""

    def __init__(self, window: MainWindow) -> None:
        page, session = window.page, window.session
        view = window.findChild(ArticleView)
        if page is None or session is None or view is None:
            raise AssertionError("The project was not opened")
        self.session: Session = session
        self._window = window
        self._page: ReviewPage = page
        self._view: ArticleView = view

    @property
    def text(self) -> str:
        return self.session.article.text if self.session.article else ""

    def begin(self) -> None:
        """The keyboard to the record."""
        self._page.record.setFocus()
        QApplication.processEvents()

    def press(self, *keys: str) -> None:
        for key in keys:
            QTest.keySequence(self._target, QKeySequence(key))
            QApplication.processEvents()

    def write(self, text: str) -> None:
        QTest.keyClicks(self._target, text)
        QApplication.processEvents()

    def go_to(self, record_key: str, field_key: str = "", index: int = 0) -> None:
        """To an event by Tab, to a field by its letter, to a value of the row by the arrow."""
        for _ in range(_MOST_STEPS):
            if self.session.focus.record_key == record_key:
                break
            self.press("Tab")
        if field_key:
            self.press(str(self.session.codebook.field_by_key[field_key].shortcut).upper())
            self.press(*["Right"] * index)
        focus = self.session.focus
        here = focus.record_key, focus.field or "", focus.index
        if here != (record_key, field_key or here[1], index if field_key else here[2]):
            raise AssertionError(f"{here} instead of {(record_key, field_key, index)}")

    def make_event(self, sentence: Span | None) -> str:
        """A new event's key: by the sweep's question about a sentence, or an empty one."""
        known = self._keys()
        if sentence is None:
            self.press("N")
        else:
            self.press("Ctrl+U")
            for _ in range(_MOST_STEPS):
                here = self._page.article.sweep.here
                if here is None or here.span == sentence:
                    break
                self.press("Down")
            if here is None or here.span != sentence:
                raise AssertionError("The sweep does not come to the sentence")
            self.press("N")
            if self._page.article.sweep.is_on:
                self.press("Esc")
        (made,) = self._keys() - known
        return made

    def make_event_of(self, words: Span) -> str:
        """A new event's key: of the sentence in which a word is taken by a double click."""
        known = self._keys()
        self._view.bring_into_view(words)
        here, port = self._middle(words.start), self._view.viewport()
        QTest.mouseDClick(port, _LEFT, _NONE, here)
        QApplication.processEvents()
        if not any(one.overlaps(words) for one in self._page.article.selected):
            raise AssertionError("The double click does not take the word")
        self.press("N")
        (made,) = self._keys() - known
        return made

    def _middle(self, point: int) -> QPoint:
        """Where a character shows."""
        left, right = self._view.rect_of(point), self._view.rect_of(point + 1)
        return QPoint(round((left.left() + right.left()) / 2), round(left.center().y()))

    def answer(self, number: int) -> int:
        """Take the answer of a number under the row. How many keys it took, 0: none did it."""
        for pressed in (1, 2):
            before = self.session.desk
            self.press(str(number))
            if self.session.desk is not before:
                return pressed
        return 0

    def click(self, span: Span) -> bool:
        """Click a phrase in the article. False: no place means it, or not without the wheel."""
        phrases, port = self.session.phrases, self._view.viewport()
        points = [
            point
            for point in range(span.start, span.end)
            if (found := phrases.at(point) if phrases else None) and found.span == span
        ]
        for point in points:
            self._view.bring_into_view(Span(point, point + 1))
            left, right = self._view.rect_of(point), self._view.rect_of(point + 1)
            if right.top() != left.top() or right.left() <= left.left():
                continue
            here = self._middle(point)
            QTest.mouseMove(port, here)
            QApplication.processEvents()
            before = self.session.desk
            held = _SHIFT if self._page.article.pointing.needs_shift else _NONE
            QTest.mouseClick(port, _LEFT, held, here)
            QApplication.processEvents()
            return self.session.desk is not before
        return False

    def select(self, span: Span) -> bool:
        """Put a cursor into the article and select words with the arrows; left before Enter."""
        self.press("Alt+S")
        found = words(self.text)
        first = _word_at(found, span.start)
        last = _word_at(found, span.end - 1)
        at = _word_at(found, self._page.article.selected[0].end - 1)  # The end is what moves.
        self.press(*["Right" if first > at else "Left"] * abs(first - at))
        self.press(*["Shift+Right"] * (last - first))
        return self._page.article.selected == (span,)

    def open_row(self) -> None:
        """The editor for one more value of the focused row."""
        self.press("A" if self.session.focused_values() else "Return")

    def typed_value(self) -> object:
        """What the open editor would give at Enter."""
        editor = self._page.record.editing.editor
        return editor.value() if editor else None

    def is_editing(self) -> bool:
        return self._page.record.editing.editor is not None

    def done(self) -> None:
        """Done, without an answer to what the sweep asks."""
        here = self.session.article
        for _ in range(2):
            if self.session.article is here:
                self.press("Ctrl+Return")

    def _keys(self) -> set[str]:
        return {one.key for one in self.session.desk.records} if self.session.desk else set()

    @property
    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._window


def places_of(name: str, text: str) -> list[Span]:
    """Where a name stands in a text, whatever its case and the spaces between its words."""
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return [Span(*one.span()) for one in found] if pattern else []


def _word_at(found: tuple[Span, ...] | list[Span], point: int) -> int:
    """The place of the last word that begins at or before a position."""
    return max(0, sum(word.start <= point for word in found) - 1)

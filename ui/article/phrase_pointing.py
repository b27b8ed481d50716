"""The phrase under the pointer: outlined while a click on it would make it a value."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from models.phrases import Phrase
from models.values import Kind
from ui.article.article_view import ArticleView
from ui.session import Session


class PhrasePointing(QObject):
    """Follows the pointer over the article while the focused row takes phrases.

    Where evidence lies a click keeps its meaning, so there it takes Shift to point at phrases.
    """

    changed = Signal()

    def __init__(
        self, session: Session, view: ArticleView, is_evidence: Callable[[int], bool]
    ) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._is_evidence = is_evidence
        self._point: int | None = None
        self._size = 0
        self._is_on = True
        self.phrase: Phrase | None = None
        #: Evidence is under the pointer, and a phrase only with Shift.
        self.needs_shift = False
        view.hovered.connect(self.point_at)
        view.resize_wanted.connect(self._on_view_resize_wanted)
        session.article_opened.connect(self._on_session_article_opened)
        session.focus_changed.connect(self.look)
        session.desk_changed.connect(self.look)
        session.phrases_arrived.connect(self.look)

    def set_on(self, *, is_on: bool) -> None:
        """Point, or rest while words are selected in another way."""
        self._is_on = is_on
        self.look()

    def point_at(self, point: int | None) -> None:
        """The pointer is over a position of the text, or beside it (None)."""
        if self._plainly_meant(point) != self._plainly_meant(self._point):
            self._size = 0
        self._point = point
        self.look()

    def look(self) -> None:
        """Find out again what is meant."""
        found, needs_shift = None, False
        if self._is_on and takes_phrases(self._session):
            self._session.want_phrases()
            found = self._meant()
            needs_shift = found is None and self._plainly_meant(self._point) is not None
        if (found, needs_shift) != (self.phrase, self.needs_shift):
            self.phrase, self.needs_shift = found, needs_shift
            self._view.show_hand(is_shown=found is not None)
            self.changed.emit()

    def _meant(self) -> Phrase | None:
        point, phrases = self._point, self._session.phrases
        if point is None or phrases is None:
            return None
        is_wanted = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        if self._is_evidence(point) and not is_wanted:
            return None
        return phrases.at(point, self._size)

    def _plainly_meant(self, point: int | None) -> Phrase | None:
        """Without longer or shorter."""
        phrases = self._session.phrases
        return None if point is None or phrases is None else phrases.at(point)

    def _on_view_resize_wanted(self, step: int) -> None:
        phrases, point = self._session.phrases, self._point
        if phrases is None or point is None:
            return
        # Turning on at the longest or shortest one leaves nothing to turn back.
        if phrases.at(point, self._size + step) != phrases.at(point, self._size):
            self._size += step
        self.look()

    def _on_session_article_opened(self, _article_id: str) -> None:
        self._point, self._size = None, 0
        self.look()


def takes_phrases(session: Session) -> bool:
    """Whether the focused row can be filled with words of the article as they are."""
    field = session.codebook.field_by_key.get(session.focus.field)
    return (
        field is not None and field.kind in (Kind.TEXT, Kind.ACTOR) and session.record is not None
    )

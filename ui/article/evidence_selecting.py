"""Selecting words of the article by keyboard and mouse, to take them as evidence or as a value."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from typing_extensions import override

from models.language import tr
from models.phrases import Phrase, Phrases
from models.spans import Span, snapped
from ui.article.article_view import ArticleView
from ui.article.displayed_text import SHOWN_LIMIT
from ui.article.phrase_pointing import takes_phrases
from ui.article.selection_bar import SelectionBar
from ui.article.visual_order import VisualOrder
from ui.article.word_selection import WordSelection
from ui.session import Session
from ui.typing_guard import TAKES_PLAIN_KEYS

_EXTENDS = Qt.KeyboardModifier.ShiftModifier
_BY_SENTENCE = Qt.KeyboardModifier.ControlModifier
_MOST_BLANK_LINES = 8
_PHRASE_KEYS = {
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_Period: 1,
    Qt.Key.Key_Comma: -1,
}
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class EvidenceSelecting(QObject):
    """While words are being selected it owns the keys that move and take the selection."""

    changed = Signal()
    """Other words are selected."""
    evidence_selected = Signal(object)
    """The analyst took words as evidence (`tuple[Span, ...]`)."""
    phrase_taken = Signal(object)
    """The analyst took a phrase as a value (`Span`)."""
    event_wanted = Signal(object)
    """The analyst wants an event of the words (`tuple[Span, ...]`)."""
    began = Signal()
    ended = Signal()
    """The selecting is over, whether something was taken or not."""

    def __init__(self, session: Session, view: ArticleView, bar: SelectionBar) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._bar = bar
        self._selection: WordSelection | None = None
        self._phrase: Phrase | None = None
        view.installEventFilter(self)
        view.dragged.connect(self._on_view_dragged)
        view.sentence_wanted.connect(self._on_view_sentence_wanted)
        bar.taken.connect(self.take)
        bar.cancelled.connect(self.cancel)

    @property
    def is_on(self) -> bool:
        return self._selection is not None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words that are selected at the moment."""
        return self._selection.spans if self._selection else ()

    def begin(self, at: Span | None = None) -> None:
        """Put a text cursor on a span, else on the focused evidence, else on the first word."""
        article = self._session.article
        if article is None:
            return
        shown = self._session.focused_value()
        focused = shown.evidence[0] if shown and shown.evidence else self._first_word()
        start = at or focused
        selection = self._at(start)
        if selection is None:
            self._session.show_message(tr("The article has no words to select"))
            return
        self._session.want_phrases()
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._select(selection)

    def take(self) -> None:
        """Hand out what is selected: as evidence, or a phrase as a value where the row takes it."""
        spans, phrase = self.spans, self._phrase
        self.cancel()
        if phrase and takes_phrases(self._session):
            self.phrase_taken.emit(phrase.span)
        elif spans:
            self.evidence_selected.emit(spans)

    def add_event(self) -> None:
        """Ask for an event of what is selected."""
        spans = self.spans
        self.cancel()
        if spans:
            self.event_wanted.emit(spans)

    def cancel(self) -> None:
        """Select nothing any more."""
        if self._selection is None:
            return
        self._selection = self._phrase = None
        self._view.setProperty(TAKES_PLAIN_KEYS, False)  # noqa: FBT003
        self._bar.hide()
        self.changed.emit()
        self.ended.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._selection is not None and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and _is_for_selecting(event):
                # Asked before shortcuts get the key: arrows and Enter belong to the selection now.
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and _is_for_selecting(event):
                self._press(event)
                return True
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.take()
            case Qt.Key.Key_Escape:
                self.cancel()
            case Qt.Key.Key_N:
                self.add_event()
            case Qt.Key.Key_C if event.modifiers() & _BY_SENTENCE:
                self._copy()
            case Qt.Key.Key_Space:
                if self._selection:
                    self._select(self._selection.keep())
            case key if key in _PHRASE_KEYS:
                self._to_phrase(Qt.Key(key))
            case key if self._selection:
                self._select(self._moved(self._selection, Qt.Key(key), event.modifiers()))

    def _moved(
        self, selection: WordSelection, key: Qt.Key, modifiers: Qt.KeyboardModifier
    ) -> WordSelection:
        steps, extend = _ARROWS[key], bool(modifiers & _EXTENDS)
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            return self._moved_by_line(selection, steps, extend=extend)
        if not self._view.is_bidirectional:
            move = selection.moved_by_sentence if modifiers & _BY_SENTENCE else selection.moved
            return move(steps, extend=extend)
        # The key's direction is the one that is seen.
        order = VisualOrder(self._view.document(), self._session.utf16)
        if modifiers & _BY_SENTENCE:
            steps = -steps if order.begins_right(selection.head_span.start) else steps
            return selection.moved_by_sentence(steps, extend=extend)
        beside = order.beside(selection.words, selection.head, steps)
        return selection.moved(beside - selection.head, extend=extend)

    def _moved_by_line(self, selection: WordSelection, step: int, *, extend: bool) -> WordSelection:
        """To the next line that has words; blank ones are passed over."""
        start = selection.head_span.start
        here = self._view.rect_of(start).top()
        for lines in range(1, _MOST_BLANK_LINES):
            point = self._view.point_lines_away(start, step * lines)
            moved = selection.moved_to(point, extend=extend)
            if (self._view.rect_of(moved.head_span.start).top() - here) * step > 0:
                return moved
        return selection.moved(step, extend=extend)

    def _to_phrase(self, key: Qt.Key) -> None:
        """To the next or previous phrase, or to a longer or shorter one of the same head."""
        phrases, here = self._session.phrases, self._selection
        if phrases is None or here is None or self._session.article is None:
            self._session.want_phrases()
            self._session.show_message(tr("The phrases are being looked for …"))
            return
        found = self._phrase_by_key(key, phrases, here.span)
        if found is None:
            self._session.show_message(tr("There is no further phrase."))
            return
        selection = self._at(found.span)
        if selection and found.span.end <= len(selection.text):
            self._select(selection.with_exact(found.span), found)

    def _phrase_by_key(self, key: Qt.Key, phrases: Phrases, here: Span) -> Phrase | None:
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return phrases.beside(here, _PHRASE_KEYS[key])
        phrase = self._phrase or phrases.at(here.start)
        return phrases.resized(phrase, _PHRASE_KEYS[key]) if phrase else None

    def _select(self, selection: WordSelection, phrase: Phrase | None = None) -> None:
        was_reading, self._selection = self._selection is None, selection
        self._phrase = phrase
        field = self._session.codebook.field_by_key.get(self._session.focus.field)
        self._bar.show()
        self._bar.announce(
            field.label if field else "",
            self._quotes(),
            as_value=phrase is not None and takes_phrases(self._session),
        )
        if was_reading:
            self._view.setProperty(TAKES_PLAIN_KEYS, True)  # noqa: FBT003
            self.began.emit()
        self.changed.emit()
        self._view.bring_into_view(selection.head_span)

    def _at(self, span: Span) -> WordSelection | None:
        article, sentences = self._session.article, self._session.sentences
        return WordSelection.at(article.text[:SHOWN_LIMIT], span, sentences) if article else None

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._quotes())
        self._session.show_message(tr("Copied"))

    def _quotes(self) -> str:
        text = self._session.article.text if self._session.article else ""
        return " … ".join(span.quote(text) for span in self.spans)

    def _first_word(self) -> Span:
        text = self._session.article.text if self._session.article else ""
        start = len(text) - len(text.lstrip())
        return Span(start, start + 1)

    def _on_view_dragged(self, swept: Span) -> None:
        article = self._session.article
        if article is None:
            return
        # Alt takes the letters as they are, for scripts that do not part words.
        exact = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier
        span = swept if exact else snapped(article.text, swept)
        selection = self._at(span) if span.start < span.end else None
        if selection is None:
            return
        keeps = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        kept = self.spans if keeps and self._selection else ()
        self._select(selection.with_exact(span, kept))

    def _on_view_sentence_wanted(self, point: int) -> None:
        if selection := self._at(Span(point, point + 1)):
            self._select(selection.whole_sentence())


def _is_for_selecting(event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_C:
        return bool(event.modifiers() & _BY_SENTENCE)
    if event.key() == Qt.Key.Key_N:
        return not event.modifiers()
    plain = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space}
    if event.key() in plain:
        return not event.modifiers() & _BY_SENTENCE
    if event.key() in _PHRASE_KEYS:
        return not event.modifiers() & (_BY_SENTENCE | Qt.KeyboardModifier.AltModifier)
    return event.key() in _ARROWS

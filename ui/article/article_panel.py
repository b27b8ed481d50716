"""The reading pane: the open article, its evidence, and the selecting of new evidence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from models.spans import Span, snapped
from ui.article.article_header import ArticleHeader
from ui.article.article_view import ArticleView
from ui.article.displayed_text import SHOWN_LIMIT
from ui.article.evidence_painter import Ink, Mark
from ui.article.highlights import Evidence, evidence_of, hit, lanes, layer_of
from ui.article.phrase_pointing import PhrasePointing, takes_phrases
from ui.article.phrases import Phrase, Phrases
from ui.article.selection_bar import SelectionBar
from ui.article.word_selection import WordSelection
from ui.session import Focus, Session
from ui.theme import Theme
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


class ArticlePanel(QWidget):
    """Shows the session's article. While words are being selected it owns the arrow keys."""

    span_clicked = Signal(object)
    """A highlight was clicked (`Span`); the focus is on its value now."""
    evidence_selected = Signal(object)
    """The analyst took words as evidence (`tuple[Span, ...]`)."""
    phrase_taken = Signal(object)
    """The analyst took a phrase as a value (`Span`)."""
    selection_began = Signal()
    selection_ended = Signal()
    """The selecting is over, whether something was taken or not."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._evidence: list[Evidence] = []
        self._lanes: dict[Span, int] = {}
        self._selection: WordSelection | None = None
        self._phrase: Phrase | None = None
        self._header = ArticleHeader(theme)
        self._view = ArticleView(theme, self._header)
        self._bar = SelectionBar(theme)
        self.pointing = PhrasePointing(session, self._view, self._is_evidence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._view, 1)
        column.addWidget(self._bar)
        self.setFocusProxy(self._view)
        self._view.installEventFilter(self)
        self._view.clicked.connect(self._on_view_clicked)
        self._view.dragged.connect(self._on_view_dragged)
        self.pointing.changed.connect(self._mark)
        self._view.zoom_wanted.connect(self._on_view_zoom_wanted)
        self._bar.taken.connect(self.take_selection)
        self._bar.cancelled.connect(self.cancel_selection)
        theme.changed.connect(self._on_theme_changed)
        session.article_opened.connect(self._on_session_article_opened)
        session.desk_changed.connect(self._on_session_desk_changed)
        session.focus_changed.connect(self._on_session_focus_changed)
        self._on_session_article_opened("")
        self._on_session_desk_changed()

    @property
    def is_selecting(self) -> bool:
        return self._selection is not None

    @property
    def selected(self) -> tuple[Span, ...]:
        """The words that are selected at the moment."""
        return self._selection.spans if self._selection else ()

    def begin_selection(self) -> None:
        """Put a text cursor on the focused evidence, else on the first sentence's first word."""
        article = self._session.article
        if article is None:
            return
        shown = self._session.focused_value()
        start = shown.evidence[0] if shown and shown.evidence else self._first_word()
        selection = WordSelection.at(article.text[:SHOWN_LIMIT], start)
        if selection is None:
            self._session.show_message("The article has no words to select")
            return
        self._session.want_phrases()
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._select(selection)

    def take_selection(self) -> None:
        """Hand out what is selected: as evidence, or a phrase as a value where the row takes it."""
        spans, phrase = self.selected, self._phrase
        self._end_selection()
        if phrase and takes_phrases(self._session):
            self.phrase_taken.emit(phrase.span)
        elif spans:
            self.evidence_selected.emit(spans)

    def cancel_selection(self) -> None:
        self._end_selection()

    def scroll_by_page(self, pages: int) -> None:
        """Read on (or back) although the keyboard is elsewhere."""
        self._view.scroll_by_key(Qt.Key.Key_PageDown if pages > 0 else Qt.Key.Key_PageUp)

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
                self.take_selection()
            case Qt.Key.Key_Escape:
                self.cancel_selection()
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
        if modifiers & _BY_SENTENCE:
            return selection.moved_by_sentence(steps, extend=extend)
        return selection.moved(steps, extend=extend)

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
            self._session.show_message("The phrases are being looked for …")
            return
        found = self._phrase_by_key(key, phrases, here.span)
        if found is None:
            self._session.show_message("There is no further phrase.")
            return
        text = self._session.article.text[:SHOWN_LIMIT]
        selection = WordSelection.at(text, found.span)
        if selection and found.span.end <= len(text):
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
            self.pointing.set_on(is_on=False)
            self._view.setProperty(TAKES_PLAIN_KEYS, True)  # noqa: FBT003
            self.selection_began.emit()
        self._mark()
        self._view.bring_into_view(selection.head_span)

    def _end_selection(self) -> None:
        if self._selection is None:
            return
        self._selection = self._phrase = None
        self.pointing.set_on(is_on=True)
        self._view.setProperty(TAKES_PLAIN_KEYS, False)  # noqa: FBT003
        self._bar.hide()
        self._mark()
        self.selection_ended.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._quotes())
        self._session.show_message("Copied")

    def _quotes(self) -> str:
        text = self._session.article.text if self._session.article else ""
        return " … ".join(span.quote(text) for span in self.selected)

    def _first_word(self) -> Span:
        text = self._session.article.text if self._session.article else ""
        start = len(text) - len(text.lstrip())
        return Span(start, start + 1)

    def _mark(self) -> None:
        focus, utf16 = self._session.focus, self._session.utf16
        marks = [
            Mark(
                utf16.to_utf16(one.span.start),
                utf16.to_utf16(one.span.end),
                Ink(layer_of(one, focus.record_key, focus.field)),
                self._lanes[one.span],
            )
            for one in self._evidence
        ]
        marks += [
            Mark(utf16.to_utf16(span.start), utf16.to_utf16(span.end), Ink.SELECTION)
            for span in self.selected
        ]
        if phrase := self.pointing.phrase:
            start, end = (utf16.to_utf16(point) for point in phrase.span)
            marks.append(Mark(start, end, Ink.PHRASE))
        self._view.mark(marks)

    def _on_view_clicked(self, point: int) -> None:
        self.pointing.point_at(point)
        if phrase := self.pointing.phrase:
            self.phrase_taken.emit(phrase.span)
            return
        self._end_selection()
        focus = self._session.focus
        found = hit(self._evidence, point, focus.record_key, focus.field)
        if found is not None:
            self._session.set_focus(Focus(found.record_key, found.field, found.index))
            self.span_clicked.emit(found.span)

    def _is_evidence(self, point: int) -> bool:
        return any(one.span.start <= point < one.span.end for one in self._evidence)

    def _on_view_dragged(self, swept: Span) -> None:
        article = self._session.article
        if article is None:
            return
        # Alt takes the letters as they are, for scripts that do not part words.
        exact = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier
        span = swept if exact else snapped(article.text, swept)
        selection = (
            WordSelection.at(article.text[:SHOWN_LIMIT], span) if span.start < span.end else None
        )
        if selection is None:
            return
        keeps = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        kept = self.selected if keeps and self._selection else ()
        self._select(selection.with_exact(span, kept))

    def _on_view_zoom_wanted(self, steps: int) -> None:
        self._theme.set_reading(self._theme.reading_family, self._theme.zoom + 10 * steps)

    def _on_theme_changed(self) -> None:
        self._header.dress()
        self._bar.dress()
        self._view.dress()

    def _on_session_article_opened(self, article_id: str) -> None:
        self._end_selection()
        article = self._session.article if article_id else None
        self._header.setVisible(article is not None)
        if article is None:
            self._view.show_text("", self._session.utf16)
            return
        self._header.show_article(article, self._session.status)
        self._view.show_text(article.text, self._session.utf16)

    def _on_session_desk_changed(self) -> None:
        desk, article = self._session.desk, self._session.article
        self._evidence = evidence_of(desk) if desk else []
        self._lanes = lanes(one.span for one in self._evidence)
        if article:
            self._header.show_status(self._session.status)
        self._mark()

    def _on_session_focus_changed(self, _focus: Focus) -> None:
        if self._selection is None:
            self._mark()
            shown = self._session.focused_value()
            if shown and shown.evidence:
                self._view.bring_into_view(shown.evidence[0])


def _is_for_selecting(event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_C:
        return bool(event.modifiers() & _BY_SENTENCE)
    plain = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space}
    if event.key() in plain:
        return not event.modifiers() & _BY_SENTENCE
    if event.key() in _PHRASE_KEYS:
        return not event.modifiers() & (_BY_SENTENCE | Qt.KeyboardModifier.AltModifier)
    return event.key() in _ARROWS

"""The reading pane: the open article, its evidence, and what is done with its words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.language import tr, trn
from models.spans import Span
from ui.article.article_header import ArticleHeader
from ui.article.article_view import ArticleView
from ui.article.evidence_painter import Ink, Mark
from ui.article.evidence_selecting import EvidenceSelecting
from ui.article.find_bar import FindBar
from ui.article.highlights import Evidence, Layer, crowded, evidence_of, hit, lanes, layer_of
from ui.article.margin import MarginMark
from ui.article.omission_sweep import OmissionSweep
from ui.article.phrase_pointing import PhrasePointing
from ui.article.relatives import RelativesBanner
from ui.article.selection_bar import SelectionBar
from ui.article.sweep_bar import SweepBar
from ui.session import Focus, Session
from ui.theme import Theme


class ArticlePanel(QWidget):
    """Shows the session's article. While words are being selected it owns the arrow keys."""

    span_clicked = Signal(object)
    """A highlight was clicked (`Span`); the focus is on its value now."""
    evidence_selected = Signal(object)
    """The analyst took words as evidence (`tuple[Span, ...]`)."""
    phrase_taken = Signal(object)
    """The analyst took a phrase as a value (`Span`)."""
    event_wanted = Signal(object)
    """The analyst wants an event of the words (`tuple[Span, ...]`)."""
    selection_began = Signal()
    selection_ended = Signal()
    """The selecting is over, whether something was taken or not."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._evidence: list[Evidence] = []
        self._lanes: dict[Span, int] = {}
        self._crowded: frozenset[Span] = frozenset()
        self._marks: list[Mark | None] = []
        self._header = ArticleHeader(theme)
        self._view = ArticleView(theme, self._header)
        self._bar = SelectionBar(theme)
        self.selecting = EvidenceSelecting(session, self._view, self._bar)
        self.pointing = PhrasePointing(session, self._view, self._is_evidence)
        self.sweep = OmissionSweep(session, self)
        self._sweep_bar = SweepBar(session, self.sweep, theme)
        self.finder = FindBar(session, theme)
        self.relatives = RelativesBanner(session, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.relatives)
        column.addWidget(self._view, 1)
        for bar in (self.finder, self._bar, self._sweep_bar):
            column.addWidget(bar)
        self.setFocusProxy(self._view)
        self._connect()
        self._on_session_article_opened("")
        self._on_session_desk_changed()

    @property
    def is_selecting(self) -> bool:
        return self.selecting.is_on

    @property
    def selected(self) -> tuple[Span, ...]:
        """The words that are selected at the moment."""
        return self.selecting.spans

    def begin_selection(self) -> None:
        """Put a text cursor on the focused evidence, else on the first sentence's first word."""
        self.sweep.stop()
        self.selecting.begin(self.finder.here)

    def begin_sweep(self) -> bool:
        """Ask about the sentences that no event claims. False: there is none."""
        self.selecting.cancel()
        return self.sweep.start()

    def begin_finding(self) -> None:
        """Let somebody type what is to be found; words that are selected stand there already."""
        article, spans = self._session.article, self.selected
        words = spans[0].quote(article.text) if article and spans else ""
        self.selecting.cancel()
        self.finder.open_bar(" ".join(words.split()))

    def set_numbered(self, *, is_numbered: bool) -> None:
        """Show the number of each paragraph in the margin."""
        self._view.set_numbered(is_numbered=is_numbered)

    def scroll_by_page(self, pages: int) -> None:
        """Read on (or back) although the keyboard is elsewhere."""
        self._view.scroll_by_key(Qt.Key.Key_PageDown if pages > 0 else Qt.Key.Key_PageUp)

    def _connect(self) -> None:
        view, selecting, session = self._view, self.selecting, self._session
        view.clicked.connect(self._on_view_clicked)
        view.zoom_wanted.connect(self._on_view_zoom_wanted)
        view.margin.clicked.connect(self._on_margin_clicked)
        selecting.changed.connect(self._mark)
        selecting.evidence_selected.connect(self.evidence_selected)
        selecting.phrase_taken.connect(self.phrase_taken)
        selecting.event_wanted.connect(self.event_wanted)
        selecting.began.connect(self._on_selecting_began)
        selecting.ended.connect(self._on_selecting_ended)
        self.pointing.changed.connect(self._mark)
        self.sweep.changed.connect(self._on_sweep_changed)
        self.finder.changed.connect(self._on_finder_changed)
        self._sweep_bar.scrolled.connect(view.scroll_by_key)
        self._theme.changed.connect(self._on_theme_changed)
        session.article_opened.connect(self._on_session_article_opened)
        session.desk_changed.connect(self._on_session_desk_changed)
        session.focus_changed.connect(self._on_session_focus_changed)
        session.phrases_arrived.connect(self._on_session_phrases_arrived)

    def _mark(self) -> None:
        marks = self._evidence_marks()
        marks += (self._made(span, Ink.SELECTION) for span in self.selected)
        if phrase := self.pointing.phrase:
            marks.append(self._made(phrase.span, Ink.PHRASE))
        here = self.finder.here
        for span in self.finder.found:
            marks.append(self._made(span, Ink.FOUND_HERE if span == here else Ink.FOUND))
        if told := self.sweep.here:
            marks.append(self._made(told.span, Ink.SENTENCE))
            marks += (self._made(span, Ink.SELECTION) for span in told.triggers)
        self._view.mark(marks)

    def _evidence_marks(self) -> list[Mark]:
        """The marks of all evidence; those whose ink is as it was before are not made again."""
        focus = self._session.focus
        marks, inks = self._marks, {layer: Ink(layer) for layer in Layer}
        for place, one in enumerate(self._evidence):
            mark, ink = marks[place], inks[layer_of(one, focus.record_key, focus.field)]
            if mark is None or mark.ink is not ink:
                marks[place] = self._of_evidence(one.span, ink)
        return [mark for mark in marks if mark]

    def _of_evidence(self, span: Span, ink: Ink) -> Mark:
        start, end = map(self._session.utf16.to_utf16, span)
        return Mark(start, end, ink, self._lanes[span], span in self._crowded)

    def _made(self, span: Span, ink: Ink) -> Mark:
        start, end = map(self._session.utf16.to_utf16, span)
        return Mark(start, end, ink)

    def _mark_margin(self) -> None:
        unclaimed, article = self.sweep.unclaimed, self._session.article
        utf16, text = self._session.utf16, article.text if article else ""
        self._view.margin.set_marks(
            [
                MarginMark(
                    utf16.to_utf16(one.span.start),
                    tr(
                        "No event claims this sentence: “{words}”. Click to answer.",
                        words=_quoted(text, one.triggers),
                    ),
                    one == self.sweep.here,
                )
                for one in unclaimed
            ]
        )
        said = trn(
            "{count} sentence tells of something that no event claims",
            "{count} sentences tell of something that no event claims",
            len(unclaimed),
        )
        self._view.setAccessibleDescription(said if unclaimed else "")

    def _on_view_clicked(self, point: int) -> None:
        self.pointing.point_at(point)
        if phrase := self.pointing.phrase:
            self.phrase_taken.emit(phrase.span)
            return
        self.selecting.cancel()
        focus = self._session.focus
        found = hit(self._evidence, point, focus.record_key, focus.field)
        if found is not None:
            field = found.field or focus.field
            self._session.set_focus(Focus(found.record_key, field, found.index))
            self.span_clicked.emit(found.span)

    def _is_evidence(self, point: int) -> bool:
        return any(one.span.start <= point < one.span.end for one in self._evidence)

    def _on_margin_clicked(self, place: int) -> None:
        self.selecting.cancel()
        self.sweep.start(self.sweep.unclaimed[place].span)

    def _on_sweep_changed(self) -> None:
        self._mark_margin()
        self._mark()
        if told := self.sweep.here:
            self._sweep_bar.setFocus(Qt.FocusReason.OtherFocusReason)
            self._view.bring_into_view(told.span)

    def _on_finder_changed(self) -> None:
        self._mark()
        if here := self.finder.here:
            self._view.bring_into_view(here)

    def _on_selecting_began(self) -> None:
        self.pointing.set_on(is_on=False)
        self.selection_began.emit()

    def _on_selecting_ended(self) -> None:
        self.pointing.set_on(is_on=True)
        self.selection_ended.emit()

    def _on_view_zoom_wanted(self, steps: int) -> None:
        self._theme.set_reading(self._theme.reading_family, self._theme.zoom + 10 * steps)

    def _on_theme_changed(self) -> None:
        bars = (self.relatives, self.finder, self._bar, self._sweep_bar)
        for part in (self._header, *bars, self._view):
            part.dress()

    def _on_session_article_opened(self, article_id: str) -> None:
        self.selecting.cancel()
        article = self._session.article if article_id else None
        self._header.setVisible(article is not None)
        if article:
            self._header.show_article(article, self._session.status)
        self._view.show_text(article.text if article else "", self._session.utf16)
        self._mark_margin()

    def _on_session_desk_changed(self) -> None:
        desk, article = self._session.desk, self._session.article
        self._evidence = evidence_of(desk) if desk else []
        self._lanes = lanes(one.span for one in self._evidence)
        self._crowded = crowded(one.span for one in self._evidence)
        self._marks = [None] * len(self._evidence)
        if article:
            self._header.show_status(self._session.status)
            self._view.fit()  # Another state may take another line of the header.
        self._mark()

    def _on_session_focus_changed(self, _focus: Focus) -> None:
        if not self.is_selecting and not self.sweep.is_on:
            self._mark()
            shown = self._session.focused_value()
            if shown and shown.evidence:
                self._view.bring_into_view(shown.evidence[0])

    def _on_session_phrases_arrived(self) -> None:
        if article := self._session.article:
            self._header.show_dateline(_quoted(article.text, self._session.dateline))
            self._view.fit()


def _quoted(text: str, spans: Iterable[Span]) -> str:
    return ", ".join(" ".join(span.quote(text).split()) for span in spans)

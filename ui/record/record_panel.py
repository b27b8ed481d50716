"""The record pane: tabs, the event in one line, its fields, the codebook's words, the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.article import Article, Status
from models.duplicates.told import Report
from models.language import later, tr
from models.review import Record
from models.spans import Span
from ui.editors.editor import GazetteerSource
from ui.record.bulk_accepting import BulkAccepting
from ui.record.clicks import Clicks
from ui.record.codebook_card import CodebookCard
from ui.record.event_tabs import EventTabs
from ui.record.field_keys import FieldKeys
from ui.record.field_list import FieldList
from ui.record.key_hints import key_hints
from ui.record.link_row import LinkRow
from ui.record.linking import Linking
from ui.record.phrase_taking import take_phrase
from ui.record.rearranging import Rearranging
from ui.record.reviewer import Reviewer
from ui.record.row_editing import RowEditing
from ui.record.rows import Row, rows_of, with_problems
from ui.record.rows_and_codebook import RowsAndCodebook
from ui.record.summary_line import SummaryLine
from ui.session import Focus, Session
from ui.theme import NOTE, SUMMARY, Theme
from ui.widgets.hint_bar import HintBar
from ui.words.records import summary

_CARD_DELAY_MS = 30
_EMPTY = later("No event suggested.\nN adds one, 0 marks “no event here”.")
_NONE_HERE = later("No event here; the article is done.\nN adds one after all.")


class RecordPanel(QWidget):
    """Shows the session's desk; its parts turn keys, clicks and menus into gestures."""

    select_evidence_requested = Signal()
    """An editor or a row wants words of the article."""

    def __init__(self, session: Session, theme: Theme, gazetteer: GazetteerSource) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._waiting = ""
        self._highlighted = ""
        #: What the rows were made of: an edit and a new focus often leave it as it was.
        self._shown: tuple[object, ...] = ()
        self._said: tuple[object, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self.reviewer = Reviewer(session, self)
        self._tabs = EventTabs(theme, session.codebook)
        self._summary = SummaryLine(theme)
        self._problem = _words(tr("What is wrong with the event"))
        self._empty = _words(tr("No event"))
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll = QScrollArea()
        self._fields = FieldList(theme, self._scroll)
        self._card = CodebookCard(theme)
        self._split = RowsAndCodebook(self._scroll, self._card)
        self._hints = HintBar(theme)
        # Words are laid out a moment later: the decision is painted first, and running through
        # the fields costs nothing.
        self._card_timer = QTimer(self, singleShot=True, interval=_CARD_DELAY_MS)
        self.editing = RowEditing(session, self.reviewer, self._fields, theme, gazetteer, self)
        self.bulk = BulkAccepting(session, self.reviewer, self)
        self._links = LinkRow(theme)
        self._linking = Linking(session, self.reviewer, self._links, theme, self)
        self.rearranging = Rearranging(session, self.reviewer, theme, self, self.finish_editing)
        self._field_keys = FieldKeys(session, self.reviewer, self)
        Clicks(session, self, self._tabs, self._fields)
        self._arrange()
        self._connect()
        self.dress()
        self.refresh()

    def show_keys(self) -> None:
        """Show and use the keys that are in force now."""
        self._field_keys.yield_taken()
        self._show_help()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions of values, records and links do, for keys and menus."""
        reviewer, rearranging = self.reviewer, self.rearranging
        return {
            "previous_field": reviewer.previous_field,
            "next_field": reviewer.next_field,
            "previous_value": reviewer.previous_value,
            "next_value": reviewer.next_value,
            "accept": reviewer.accept,
            "reject": reviewer.reject,
            "correct": reviewer.correct,
            "add_value": reviewer.add_value,
            "mark_not_reported": reviewer.mark_not_reported,
            "clear_decision": reviewer.clear_decision,
            "next_event": reviewer.next_event,
            "previous_event": reviewer.previous_event,
            "new_event": reviewer.new_event,
            "duplicate_event": reviewer.duplicate_event,
            "delete_event": reviewer.delete_event,
            "search_codebook": self._search_codebook,
            "more_alternatives": self._fields.show_more,
            "merge_event": rearranging.merge_event,
            "split_event": rearranging.split_event,
            "duplicate_chosen": rearranging.duplicate_chosen,
            "move_value": rearranging.move_value,
            "copy_value": rearranging.copy_value,
            "move_event_left": rearranging.move_event_left,
            "move_event_right": rearranging.move_event_right,
            "edit_links": self._linking.edit,
            "accept_link": self._linking.accept,
            "reject_link": self._linking.reject,
            "accept_event": self.bulk.accept_event,
            "accept_all": self.bulk.accept_all,
        }

    def take_alternative(self, number: int) -> None:
        """Take the alternative of a number from 1 on; one that is hidden is shown first."""
        if self._fields.is_hidden(number):
            self._fields.show_more()
            return
        self.reviewer.take_alternative(number)

    def set_evidence(self, spans: tuple[Span, ...]) -> None:
        """Take words of the article: for the open editor, else for the focused value."""
        if self.editing.editor or not self.reviewer.set_evidence(spans):
            self.editing.take_evidence(spans)
        else:
            self._fields.setFocus()

    def take_phrase(self, span: Span) -> None:
        """Take a phrase of the article: into the open editor, else as the value of the row."""
        if self.editing.editor:
            self.editing.take_evidence((span,))
        elif self.reviewer.field:
            take_phrase(self._session, self.reviewer.field, self.reviewer.value, span)
            self._fields.setFocus()

    def finish_editing(self) -> bool:
        """Commit an open editor. False: what it holds is not valid, and it says why."""
        return self.editing.finish()

    def set_waiting(self, text: str) -> None:
        """Say what is being done as long as no suggestion is there; "" when nothing is."""
        if text != self._waiting:
            self._waiting = text
            self.refresh()

    def refresh(self) -> None:
        """Show what the session holds."""
        self._show_record()
        self._show_help()

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        color = self._theme.palette
        self._shown = self._said = ()
        self._summary.dress()
        self._problem.setFont(self._theme.font(NOTE))
        self._problem.setStyleSheet(f"color: {color.warn};")
        self._empty.setFont(self._theme.font(SUMMARY))
        self._empty.setStyleSheet(f"color: {color.muted};")
        self._tabs.dress()
        self._card.dress()
        self._fields.dress()
        self._links.dress()

    def _search_codebook(self) -> None:
        self._card.start_search(self._session.codebook)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tabs.fit_into(self.height())

    def _arrange(self) -> None:
        self._scroll.setWidget(self._fields)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (self._tabs, self._summary, self._links, self._problem):
            column.addWidget(part)
        column.addWidget(self._empty, 1)
        column.addWidget(self._split, 1)
        column.addWidget(self._hints)
        self.setMinimumWidth(340)
        self.setAccessibleName(tr("Record"))

    def _connect(self) -> None:
        session = self._session
        session.desk_changed.connect(self._on_session_desk_changed)
        session.focus_changed.connect(self._on_session_focus_changed)
        session.article_opened.connect(self._on_session_article_opened)
        self._theme.changed.connect(self.dress)
        self._card_timer.timeout.connect(self._show_card)
        self._card.search_left.connect(self._fields.setFocus)
        self._card.field_wanted.connect(self._on_card_field_wanted)
        self.editing.opened.connect(self._show_help)
        self.editing.closed.connect(self._show_help)
        self.editing.opened.connect(self._split.make_room)
        self.editing.closed.connect(self._split.give_room_back)
        self.editing.evidence_requested.connect(self.select_evidence_requested)
        self.editing.choice_shown.connect(self._on_editing_choice_shown)

    def _show_record(self) -> None:
        session, record = self._session, self._session.record
        records = self.reviewer.records
        self._tabs.setVisible(session.article is not None)
        self._tabs.show_records(records, session.focus.record_key)
        self._show_parts(with_record=record is not None)
        if record is None or session.article is None:
            self._shown = self._said = ()
            self._problem.hide()
            self._links.hide()
            self._empty.setText(self.empty_words)
            return
        self._linking.refresh()
        field, reports = self.reviewer.field, session.reports.get(record.key, ())
        focus = Focus(session.focus.record_key, field.key if field else "", self._index())
        shown = (session.codebook, session.article, record, reports, focus)
        if shown != self._shown:
            self._shown = shown
            self._show_rows(session.article, record, reports, focus)

    def _show_rows(
        self, article: Article, record: Record, reports: Sequence[Report], focus: Focus
    ) -> None:
        codebook = self._session.codebook
        said = (codebook, article, record, reports)
        if said != self._said:
            # The focus alone changes nothing of what the rows say.
            self._said = said
            rows = rows_of(codebook, record, reports)
            self._rows, general = with_problems(rows, codebook, record, article.published)
            self._summary.set_text(summary(codebook, record, article.text))
            self._problem.setText("\n".join(general))
            self._problem.setVisible(bool(general))
        self._fields.show_rows(self._rows, focus, article.text)

    def _show_parts(self, *, with_record: bool) -> None:
        """The fields or the words that stand in their place; the keyboard stays on the pane."""
        shown, hidden = (self._split, self._empty) if with_record else (self._empty, self._split)
        focused = QApplication.focusWidget()
        had_keyboard = (focused is not None and hidden.isAncestorOf(focused)) or hidden is focused
        self.setFocusProxy(self._fields if with_record else self._empty)
        shown.show()
        if had_keyboard:
            # Before the other is hidden: Qt would pass the keyboard on to another pane.
            self.setFocus()
        hidden.hide()
        self._summary.setVisible(with_record)

    @property
    def empty_words(self) -> str:
        """What stands where the article has no event."""
        if self._session.article is None:
            return ""
        if self._session.desk and self._session.desk.status is Status.DONE:
            return tr(_NONE_HERE)
        return self._waiting or tr(_EMPTY)

    def _index(self) -> int:
        return max(0, min(self._session.focus.index, len(self.reviewer.values) - 1))

    def _show_help(self) -> None:
        """The codebook's words for the focus, and the keys that work on it."""
        self._card_timer.start()
        shown = self.reviewer.value
        if self._session.article is None:
            self._hints.set_hints([])
        else:
            is_editing = self.editing.editor is not None
            hints = key_hints(
                self.reviewer.field,
                shown,
                is_editing=is_editing,
                has_offers=bool(self.reviewer.offers or self.reviewer.told),
            )
            self._hints.set_hints(hints)

    def _show_card(self) -> None:
        shown = self.reviewer.value
        value = shown.value if shown else None
        is_choosing = self.editing.editor is not None
        choice = self._highlighted if is_choosing else value
        key = choice if isinstance(choice, str) else ""
        self._card.show_field(self.reviewer.field, key, is_choosing=is_choosing)

    def _on_session_desk_changed(self) -> None:
        field, focus = self.reviewer.field, self._session.focus
        if field and field.key != focus.field:
            # The focused field no longer shows; the first one takes its place for everybody.
            self._session.set_focus(Focus(focus.record_key, field.key))
        self.refresh()

    def _on_session_focus_changed(self, focus: Focus) -> None:
        if not self.editing.is_at(focus):
            self.editing.leave()
        self.refresh()

    def _on_session_article_opened(self, _article_id: str) -> None:
        self.editing.leave()

    def _on_card_field_wanted(self, field_key: str) -> None:
        if field_key in [field.key for field in self.reviewer.fields]:
            self.reviewer.focus_field(field_key)
        else:
            label = self._session.codebook.readable_by_key[field_key].label
            self._session.show_message(tr("{field} is not asked of such a record.", field=label))

    def _on_editing_choice_shown(self, choice_key: str) -> None:
        self._highlighted = choice_key
        self._card_timer.start()


def _words(name: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAccessibleName(name)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label

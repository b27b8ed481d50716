"""The three panes over one session: queue, article, record, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.language import tr
from models.omissions import add_event_of
from models.spans import Span
from ui.article.article_panel import ArticlePanel
from ui.article.selection_bar import POINTING_HINTS, SELECTION_HINTS, SHIFT_HINTS
from ui.article.sweep_bar import sweep_hints
from ui.editors.editor import GazetteerSource
from ui.queue.queue_filter import QueueFilter
from ui.queue.queue_panel import QueuePanel
from ui.record.record_panel import RecordPanel
from ui.session import Session
from ui.theme import UNIT, Theme
from ui.widgets.hint_bar import HintBar
from ui.window.finishing import Finishing
from ui.window.panes import ARTICLE, QUEUE, RECORD, Panes

if TYPE_CHECKING:
    from ui.help.first_steps import FirstSteps

_HINTS = ("select_evidence", "new_event", "no_event", "done_next", "shortcuts")


class ReviewPage(QWidget):
    """Arranges the panes, leads from one to another, and says what the actions do on them."""

    panes_changed = Signal()

    def __init__(self, session: Session, theme: Theme, gazetteer: GazetteerSource) -> None:
        super().__init__()
        self.session = session
        self._theme = theme
        self.queue = QueuePanel(session, theme)
        self.article = ArticlePanel(session, theme)
        self.record = RecordPanel(session, theme, gazetteer)
        self.finishing = Finishing(session, self.queue, self.article, self.record, self)
        self._foot = QFrame()
        self._foot.setObjectName("article_foot")
        self._middle = QWidget()
        self._middle.setObjectName("article_pane")
        self._hints = HintBar(theme)
        self._steps: FirstSteps | None = None
        self.panes = Panes({QUEUE: self.queue, ARTICLE: self._middle, RECORD: self.record})
        self._arrange()
        self._connect()
        self._dress()
        self._show_hints()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions of fields, events and articles do."""
        finishing = self.finishing
        return {
            **self.record.handlers(),
            "search": self._search,
            "find_in_article": self.article.begin_finding,
            "find_next": lambda: self.article.finder.step(1),
            "find_previous": lambda: self.article.finder.step(-1),
            "filter_queue": self._filter_queue,
            "bulk": self._bulk,
            "select_evidence": self.article.begin_selection,
            "next_article": lambda: self._go(1),
            "previous_article": lambda: self._go(-1),
            "done_next": finishing.done,
            "skip": finishing.skip,
            "sweep": finishing.sweep,
            "no_event": finishing.no_event,
            "flag": finishing.flag,
            "open_relative": self.article.relatives.open_relative,
            "carry_over": self._carry_over,
            "reopen": finishing.reopen,
            "next_pane": self._next_pane,
            "move_pane_left": lambda: self._move_pane(-1),
            "move_pane_right": lambda: self._move_pane(1),
            "usual_panes": self.panes.reset,
            "read_on": lambda: self.article.scroll_by_page(1),
            "read_back": lambda: self.article.scroll_by_page(-1),
            "history": self.show_history,
            "undo": self._undo,
            "redo": self._redo,
        }

    def open_article(self, article_id: str) -> None:
        """Open an article, unless an editor holds something that cannot be saved yet."""
        here = self.session.article
        if here and here.id == article_id:
            return
        # An article may be gone while a long step goes on: then it says so.
        is_gone = self.session.steps.is_busy and not self.session.is_known(article_id)
        if is_gone:
            self.session.steps.holds()
        if not is_gone and self.record.finish_editing():
            self.session.open_article(article_id)
        else:
            # Later: the list may be amid moving its current row.
            QTimer.singleShot(0, self.queue, self.queue.show_open_article)

    def open_first(self, wanted: str | None) -> None:
        """Begin with the article that was open last, else with the first one to do."""
        known = wanted if wanted and self.session.is_known(wanted) else None
        article_id = known or self.queue.next_to_do() or self.queue.first()
        if article_id is None:
            self.session.close_article()
        else:
            self.session.open_article(article_id)
        self.record.setFocus()

    def show_panes(self, *, queue: bool, record: bool) -> None:
        self.queue.setVisible(queue)
        self.record.setVisible(record)
        self.panes.share_out()

    def show_keys(self) -> None:
        """Show and use the keys that are in force now."""
        self.record.show_keys()
        self._show_hints()

    def _go(self, steps: int) -> None:
        article_id = self.queue.neighbour(steps)
        if article_id is not None:
            self.open_article(article_id)

    def _carry_over(self) -> None:
        if self.record.finish_editing():
            self.article.relatives.carry_over()

    def _undo(self) -> None:
        if self.record.finish_editing():
            self.session.undo()

    def _redo(self) -> None:
        if self.record.finish_editing():
            self.session.redo()

    def _search(self) -> None:
        self._show_queue()
        self.queue.start_search()

    def search_for(self, typed: str) -> None:
        """List the articles with these words, in whatever state, with the keyboard on the list."""
        self._show_queue()
        self.queue.use(replace(self.queue.used, typed=typed, shown=QueueFilter.ALL))
        self.queue.focus_list()

    def _show_queue(self) -> None:
        if self.queue.isHidden():
            self.queue.show()
            self.panes_changed.emit()

    def show_first_steps(self) -> FirstSteps:
        """A card under the article that tells how the window is used."""
        # Late: most sessions never see it.
        from ui.help.first_steps import FirstSteps

        steps = self._steps = FirstSteps(self._theme, self._middle)
        steps.finished.connect(self._on_steps_finished)
        line = QHBoxLayout()
        line.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        line.addWidget(steps, 1)
        line.addStretch()
        column = self._middle.layout()
        if isinstance(column, QVBoxLayout):
            column.insertLayout(column.count() - 1, line)
        steps.show()
        return steps

    def _on_steps_finished(self) -> None:
        self._steps = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing else wanted puts the first steps away."""
        if event.key() == Qt.Key.Key_Escape and self._steps is not None:
            self._steps.leave()
        else:
            super().keyPressEvent(event)

    @property
    def chapter(self) -> str:
        """The chapter of the guide that is about what the keyboard is in."""
        focused = QApplication.focusWidget()
        for pane, chapter in (
            (self.queue, "The queue"),
            (self.article, "A review"),
            (self.record, "What to type"),
        ):
            if focused and pane.isAncestorOf(focused):
                return chapter
        return "A review"

    def show_history(self) -> None:
        """Open the open article's history beside the window."""
        # Late: the window starts without it.
        from ui.history.history_dialog import HistoryDialog

        dialog = HistoryDialog(self.session, self._theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _filter_queue(self) -> None:
        self._search()
        self.queue.open_filter()

    def _bulk(self) -> None:
        # The keyboard stays where it is: nothing is typed after this.
        self._show_queue()
        self.queue.open_bulk()

    def _next_pane(self) -> None:
        name = self.panes.following()
        if name == QUEUE:
            self.queue.focus_list()
        else:
            pane = self.article if name == ARTICLE else self.record
            pane.setFocus(Qt.FocusReason.TabFocusReason)

    def _move_pane(self, step: int) -> None:
        if not self.panes.move_focused(step):
            self.session.show_message(tr("This pane stands at the edge of the window already."))

    def _arrange(self) -> None:
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        foot.addWidget(self._hints)
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.article, 1)
        column.addWidget(self._foot)
        self._middle.setMinimumWidth(300)
        self.queue.setMinimumWidth(200)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.panes)

    def _connect(self) -> None:
        self.queue.open_requested.connect(self.open_article)
        self.queue.left.connect(self._on_left)
        self.article.evidence_selected.connect(self.session.select_evidence)
        self.article.phrase_taken.connect(self.record.take_phrase)
        self.article.event_wanted.connect(self._on_article_event_wanted)
        self.article.pointing.changed.connect(self._show_hints)
        self.article.selection_began.connect(self._show_hints)
        self.article.selection_ended.connect(self._on_article_selection_ended)
        self.article.span_clicked.connect(self._on_left)
        self.article.finder.closed.connect(self._on_left)
        self.article.relatives.open_wanted.connect(self.open_article)
        self.article.relatives.carry_wanted.connect(self._carry_over)
        self.article.sweep.changed.connect(self._show_hints)
        self.session.evidence_selected.connect(self.record.set_evidence)
        self.session.article_opened.connect(self._show_hints)
        self.record.select_evidence_requested.connect(self.article.begin_selection)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        palette = self._theme.palette
        self._foot.setStyleSheet(f"#article_foot{{border-top:1px solid {palette.line}}}")
        self._middle.setStyleSheet(f"#article_pane{{background:{palette.paper}}}")

    def _show_hints(self) -> None:
        if self.article.sweep.is_on:
            self._hints.set_hints(sweep_hints())
        elif self.article.is_selecting:
            self._hints.set_hints(SELECTION_HINTS)
        elif self.session.article is None:
            self._hints.show_actions(("import_articles", "shortcuts"))
        elif self.article.pointing.phrase:
            self._hints.set_hints(POINTING_HINTS)
        elif self.article.pointing.needs_shift:
            self._hints.set_hints(SHIFT_HINTS)
        else:
            self._hints.show_actions(_HINTS)

    def _on_left(self) -> None:
        self.record.setFocus()

    def _on_article_selection_ended(self) -> None:
        self._show_hints()
        editor = self.record.editing.editor
        (editor or self.record).setFocus()

    def _on_article_event_wanted(self, words: tuple[Span, ...]) -> None:
        session = self.session
        if session.desk and self.record.finish_editing():
            self.record.reviewer.make(
                add_event_of(session.gestures, session.desk, session.told, words)
            )
        self.record.setFocus()

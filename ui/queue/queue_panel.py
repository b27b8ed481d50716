"""The queue pane: search, filters, order, and the articles that are left."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.project import Order
from db.queue import Asked
from models.article import Status
from models.edits import Change
from models.language import tr
from models.queue_query import parse
from ui.queue.bulk_menu import BulkMenu
from ui.queue.filter_menu import FilterMenu
from ui.queue.headline_delegate import HeadlineDelegate
from ui.queue.kept_filters import KeptFilter, kept_filters, last_used, remember
from ui.queue.queue_chips import QueueChips
from ui.queue.queue_filter import STATUSES, QueueFilter
from ui.queue.queue_list import QueueList
from ui.queue.queue_list_model import QueueListModel
from ui.queue.queue_words import done_words, empty_words, found_words
from ui.queue.rest_of_queue import RestOfQueue
from ui.queue.search_box import SearchBox
from ui.session import Session
from ui.theme import NOTE, SEMIBOLD, TITLE, UNIT, Theme

#: So many are read at once; where more fit, the rest comes from another thread.
_FIRST = 1000
#: Where more articles than these change at once, the list is asked for anew.
_MANY = 20


class QueuePanel(QWidget):
    """Which article is open is the session's business; this shows it and asks for others."""

    open_requested = Signal(str)
    left = Signal()
    """The analyst is done here and wants to go on in the record."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._leaving: set[str] = set()
        self._model = QueueListModel(session, self)
        self._delegate = HeadlineDelegate(theme)
        self._delegate.setParent(self)
        self._title, self._progress = QLabel(tr("Queue")), QLabel()
        self._empty = QLabel()
        self._search = SearchBox()
        self._list = QueueList()
        self._chips = QueueChips(
            theme,
            FilterMenu(session.project, session.annotator, lambda: self.used, self.use, self),
            BulkMenu(session, self.chosen_articles, self),
        )
        self._chips.choose(last_used(session.project, session.annotator))
        self._rest = RestOfQueue(session, self)
        # When what was typed at once is in the box.
        self._pause = QTimer(self, singleShot=True, interval=0)
        self._shown: Asked | None = None
        self._is_outdated = False
        self._build()
        self._connect()
        self.dress()
        self.reload()

    @property
    def count(self) -> int:
        """How many articles the queue shows."""
        return self._model.rowCount()

    @property
    def is_counting(self) -> bool:
        """Whether more articles may fit than are shown so far."""
        return self._rest.is_on_its_way

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        self._title.setFont(self._theme.font(TITLE, SEMIBOLD))
        self._progress.setFont(self._theme.font(NOTE))
        self._progress.setStyleSheet(f"color:{self._theme.palette.muted}")
        self._empty.setStyleSheet(f"color:{self._theme.palette.muted}")
        ground = self._theme.palette.window
        self._list.setStyleSheet(f"background:{ground};selection-background-color:{ground}")
        self._list.set_row_height(self._delegate.row_height)
        self._chips.dress()

    def reload(self) -> None:
        """Ask the project again which articles there are: the first at once, the rest beside."""
        asked = self._asked()
        self._pause.stop()
        self._rest.stop()
        self._leaving.clear()
        session = self._session
        first = session.project.first_of_queue(session.annotator, asked, _FIRST)
        # Until it is known what fits, the answer from before the change is better than none.
        self._is_outdated = first is None and asked == self._shown
        self._shown = asked
        if self._is_outdated:
            self._model.refresh_all()
        else:
            self._model.set_ids(first or [], asked.search)
        if first is None or len(first) == _FIRST:
            self._rest.ask(asked)
        self._show_counts()
        self.show_open_article()

    def end(self) -> None:
        """Nothing is asked of the project any more, also not by another thread."""
        self._pause.stop()
        self._rest.end()
        remember(self._session.project, self._session.annotator, self.used)

    @property
    def used(self) -> KeptFilter:
        """What the queue is narrowed to, and its order."""
        return KeptFilter(self._search.text(), self._chips.filter, self._chips.order)

    @property
    def kept(self) -> tuple[KeptFilter, ...]:
        """The filters kept in the project, the newest first."""
        return kept_filters(self._session.project)

    def use(self, wanted: KeptFilter) -> None:
        """Narrow and order the queue otherwise."""
        self._search.setText(wanted.typed)
        self._chips.choose(wanted)
        self.reload()

    def choose_filter(self, chosen: QueueFilter) -> None:
        self._chips.choose_filter(chosen)

    def choose_order(self, order: Order) -> None:
        self._chips.choose_order(order)

    def start_search(self) -> None:
        """Put the cursor into the search box."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def open_filter(self) -> None:
        """Show what the queue can be narrowed by."""
        self._chips.open_filter_menu()

    def open_bulk(self) -> None:
        """Show what can be done with all articles that are shown or selected."""
        self._chips.open_bulk_menu()

    def chosen_articles(self) -> list[str] | None:
        """The articles selected together, else all that fit; None while these are not known."""
        rows = self._list.selected_rows
        if len(rows) > 1:
            return [self._model.id_at(row) for row in rows]
        return None if self.is_counting else list(self._model.ids)

    def first(self) -> str | None:
        """The article at the top."""
        return self._model.id_at(0) if self.count else None

    def neighbour(self, steps: int) -> str | None:
        """The article so many rows below (or above) the open one."""
        row = self._open_row()
        if row is None:
            return self.first()
        return self._model.id_at(row + steps) if 0 <= row + steps < self.count else None

    def next_to_do(self) -> str | None:
        """The next article that is not finished, from the open one on and then from the top."""
        found = None if self._is_outdated else self._next_shown_to_do()
        if found is None and self.is_counting:
            self._rest.stop()
            self._on_rest_came(self._read(self._asked()))
            found = self._next_shown_to_do()
        return found

    def _next_shown_to_do(self) -> str | None:
        row = self._open_row()
        start = -1 if row is None else row
        for place in (*range(start + 1, self.count), *range(max(start, 0))):
            headline = self._model.headline(place)
            if headline and headline.status in STATUSES[QueueFilter.TO_DO]:
                return headline.id
        return None

    def refresh(self, article_id: str) -> None:
        """New suggestions arrived for an article."""
        self._model.refresh([article_id])

    def refresh_all(self) -> None:
        """Read again what the rows show; the articles themselves are the same."""
        self._model.refresh_all()

    def show_open_article(self, *, scrolls: bool = True) -> None:
        """Select the open article's row without asking to open it again."""
        if len(self._list.selected_rows) > 1:
            return
        self._list.show_row(self._open_row(), scrolls=scrolls)

    def focus_list(self) -> None:
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._progress)
        self._search.setPlaceholderText(tr("Search title and text   /"))
        self._search.setAccessibleName(tr("Search articles"))
        self._search.setClearButtonEnabled(True)
        self._empty.setObjectName("queue_empty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 4)
        column.setSpacing(UNIT)
        column.addLayout(head)
        column.addWidget(self._search)
        column.addWidget(self._chips)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.reload)
        self._rest.came.connect(self._on_rest_came)
        self._rest.failed.connect(self._on_rest_failed)
        self._chips.chosen.connect(self.reload)
        self._search.textChanged.connect(lambda _text: self._pause.start())
        self._search.left_down.connect(self._on_search_left_down)
        self._search.left.connect(self.left)
        self._list.left.connect(self.left)
        self._list.selectionModel().currentChanged.connect(self._on_list_current_changed)
        self._theme.changed.connect(self.dress)
        self._session.changed.connect(self._on_session_changed)
        self._session.article_opened.connect(self._on_session_article_opened)

    def _asked(self) -> Asked:
        return Asked(STATUSES[self._chips.filter], self._search.text(), self._chips.order)

    def _read(self, asked: Asked) -> list[str]:
        return self._session.project.queue(
            self._session.annotator,
            statuses=asked.statuses,
            search=asked.search,
            order=asked.order,
        )

    def _open_row(self) -> int | None:
        article = self._session.article
        return self._model.row_of(article.id) if article else None

    def _show_counts(self) -> None:
        counts = self._session.project.status_counts(self._session.annotator)
        total = sum(counts.values())
        self._chips.show_counts(counts)
        searched = self._search.text()
        if searched.strip():
            self._progress.setText(found_words(self.count, is_counting=self.is_counting))
        else:
            self._progress.setText(done_words(counts[Status.DONE] + counts[Status.SKIPPED], total))
        is_empty = self.count == 0
        self._empty.setText(
            empty_words(
                self._chips.filter,
                total,
                is_searching=bool(searched),
                is_counting=self.is_counting,
                unknown=self._unknown(searched) if is_empty else (),
            )
        )
        self._empty.setVisible(is_empty)

    def _unknown(self, searched: str) -> tuple[str, ...]:
        query, project = parse(searched), self._session.project
        return query.unknown(project.codebook, project.annotators()) if query.facets else ()

    def _on_rest_came(self, ids: list[str]) -> None:
        """All that fits is known; what is shown stays where it is."""
        if self._is_outdated:
            self._model.set_ids(ids, self._search.text())
            self._is_outdated = False
        else:
            self._model.add_rest(ids)
        self._show_counts()
        self.show_open_article(scrolls=False)

    def _on_rest_failed(self, sentence: str) -> None:
        self._show_counts()
        self._session.show_message(sentence)

    def _on_search_left_down(self) -> None:
        if self._pause.isActive():
            self.reload()
        first = self.first()
        if first is not None:
            self.open_requested.emit(first)
            self.focus_list()

    def _on_list_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        # Several are selected to be changed together, not to be read.
        if current.isValid() and not self._list.is_extending:
            self.open_requested.emit(self._model.id_at(current.row()))

    def _on_session_changed(self, change: Change) -> None:
        if change.articles_changed or change.is_wide or len(change.article_ids) > _MANY:
            self.reload()
            return
        for article_id in change.article_ids:
            self._settle(article_id)
        self._model.refresh(change.article_ids)
        if self.is_counting:
            # What is on its way may be from before the change.
            self._rest.ask(self._asked())
        self._show_counts()

    def _settle(self, article_id: str) -> None:
        """Keep, drop or bring back an article whose state changed; the open one goes later."""
        session = self._session
        fits = session.project.status(article_id, session.annotator) in STATUSES[self._chips.filter]
        is_here = self._model.row_of(article_id) is not None
        is_open = session.article is not None and session.article.id == article_id
        self._leaving.discard(article_id)
        if fits and not is_here:
            self.reload()
        elif is_here and not fits and is_open:
            self._leaving.add(article_id)
        elif is_here and not fits:
            self._drop(article_id)

    def _drop(self, article_id: str) -> None:
        # Qt moves the current row when one goes.
        with self._list.quiet():
            self._model.remove(article_id)

    def _on_session_article_opened(self, article_id: str) -> None:
        for leaving in self._leaving - {article_id}:
            self._drop(leaving)
            self._leaving.discard(leaving)
        self.show_open_article()
        self._empty.setVisible(self.count == 0)

"""The page on progress: numbers, charts, and everything as files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.language import tr
from models.progress import Asked
from ui.background import Job
from ui.dialogs.dialog_keys import give_keys
from ui.dialogs.form_dialog import note
from ui.messages import Messages
from ui.progress.columns import Columns
from ui.progress.figures import Card
from ui.progress.filters import Filters
from ui.progress.reading import Found, load_charts, reading, reading_map
from ui.progress.saving import save_all, save_csv, save_png
from ui.progress.summary import Summary
from ui.session import Session
from ui.theme import SEMIBOLD, TITLE, UNIT, Theme
from ui.widgets.room_on_screen import fitting

if TYPE_CHECKING:
    from ui.charts.card import ChartCard


#: One reads while the other loads the charting library, or ends what is not asked for any more.
_THREADS = 2


class ProgressDialog(QDialog):
    """Figures are read on another thread; another filter reads them anew.

    Each chart is drawn in a turn of its own of the event loop, so that the window goes on.
    """

    idle_chosen = Signal(int)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        messages: Messages,
        idle: int,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        give_keys(self, theme, "Progress")
        self._theme, self._session, self._messages = theme, session, messages
        self.is_waiting = True
        # One pool for all: each further thread would keep memory of its own.
        self._pool = QThreadPool(self, maxThreadCount=_THREADS)
        self._jobs: list[Job] = []
        #: The reading whose figures are waited for; what was asked before it is not heard any more.
        self._reading: Job | None = None
        self._opened, self._keys = datetime.now().astimezone(), 0
        self.setWindowTitle(tr("Progress"))
        self.filters = Filters(session.annotator, session.project.annotators(), idle)
        self.filters.changed.connect(self._on_filters_changed)
        self.summary = Summary(theme)
        self.told = note(theme, "")
        self.export = QPushButton(tr("Export everything …"))
        self.export.setToolTip(tr("Writes every chart as a picture and as a table into a folder."))
        self.export.setAutoDefault(False)
        self.export.clicked.connect(self._on_export_clicked)
        self.nothing = note(theme, "")
        self._columns = Columns()
        #: What is to be drawn: of the last reading all charts but the map, and then that, too.
        self._made: list[Card] = []
        self._is_whole = False
        self._drawn = 0
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._draw_next)
        self._card_type: type[ChartCard] | None = None
        self.cards: list[ChartCard] = []

    def start(self, opened: datetime, keys: int) -> None:
        """Read and show; `opened` is when the window was, `keys` how many it has seen since."""
        self._opened, self._keys = opened, keys
        self._read()
        self._start(load_charts, self._on_charts_loaded)
        self._arrange()

    @override
    def done(self, result: int) -> None:
        self._next.stop()
        for job in self._jobs:
            job.blockSignals(True)  # noqa: FBT003
        self._pool.waitForDone()
        super().done(result)

    def _read(self) -> None:
        self._next.stop()
        if self._reading:
            self._reading.blockSignals(True)  # noqa: FBT003
        me = self._session.annotator
        asked = self.filters.asked
        lately = Asked(me, me, self._opened, asked.idle)
        self._set_waiting(is_waiting=True)
        path, codebook = self._session.project.path, self._session.codebook
        self._reading = self._start(reading(path, codebook, asked, lately), self._on_read)

    def _start(
        self, work: Callable[[Callable[[int], None]], Any], then: Callable[[Any], None]
    ) -> Job:
        job = Job(work, self, self._pool)
        job.done.connect(then)
        job.failed.connect(self._on_job_failed)
        self._jobs.append(job)
        job.start()
        return job

    def _on_read(self, found: Found) -> None:
        self.summary.show_progress(found.lately, found.whole, self._keys)
        self._made, self._drawn, self._is_whole = list(found.cards), 0, False
        is_empty = all(figure.is_empty for card in self._made for figure in card)
        self.nothing.setText(_nothing_words(found.asked) if is_empty else "")
        self.nothing.setVisible(is_empty)
        if is_empty:
            self._made.clear()
            self._columns.show_cards(())
            self.is_waiting = False
            return
        if len(self._columns.cards) > len(self._made):  # The map comes, too.
            self._columns.show_cards(self.cards[: len(self._made) + 1])
        path = self._session.project.path
        self._reading = self._start(reading_map(path, found.asked), self._on_map_read)
        self._draw_next()

    def _on_map_read(self, card: Card) -> None:
        self._made.append(card)
        self._is_whole = True
        if not self._next.isActive():
            self._draw_next()

    def _on_charts_loaded(self, card_type: type[ChartCard]) -> None:
        self._card_type = card_type
        self._draw_next()

    def _draw_next(self) -> None:
        """One more chart, once figures and library are there."""
        if self._card_type is None or self._drawn == len(self._made):
            return
        if self._drawn == len(self.cards):
            self.cards.append(self._made_card(self._card_type))
        card = self.cards[self._drawn]
        card.show_figures(self._made[self._drawn])
        if self._drawn == len(self._columns.cards):
            self._columns.add_card(card)
        card.show()
        self._drawn += 1
        if self._drawn < len(self._made):
            self._next.start()
        elif self._is_whole:
            self._columns.end()
            self._set_waiting(is_waiting=False)

    def _set_waiting(self, *, is_waiting: bool) -> None:
        self.is_waiting = is_waiting
        self.export.setEnabled(not is_waiting)

    def _made_card(self, card_type: type[ChartCard]) -> ChartCard:
        card = card_type(self._theme, self._columns)
        card.png_wanted.connect(self._on_png_wanted)
        card.csv_wanted.connect(self._on_csv_wanted)
        return card

    def _arrange(self) -> None:
        title = QLabel(self.windowTitle())
        title.setFont(self._theme.font(TITLE, SEMIBOLD))
        head = QHBoxLayout()
        head.setContentsMargins(3 * UNIT, 0, 3 * UNIT, 0)
        head.setSpacing(3 * UNIT)
        head.addWidget(title)
        head.addWidget(self.filters, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(3 * UNIT, 0, 3 * UNIT, UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(self.summary)
        column.addWidget(self.nothing)
        self.nothing.hide()
        column.addWidget(self._columns)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("Charts of progress"))
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closing.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * UNIT, 0, 3 * UNIT, 0)
        foot.addWidget(self.export)
        foot.addWidget(self.told, 1)
        foot.addWidget(closing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 3 * UNIT, 0, 2 * UNIT)
        whole.setSpacing(2 * UNIT)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        room = self.parentWidget() or self
        wide, high = max(720, room.width() - 80), max(480, room.height() - 60)
        self.resize(fitting(self, QSize(wide, high)))

    def _on_filters_changed(self) -> None:
        self.idle_chosen.emit(self.filters.idle)
        self._read()

    def _on_job_failed(self, words: str) -> None:
        self._set_waiting(is_waiting=False)
        self.told.setText(words)

    def _on_png_wanted(self, card: ChartCard) -> None:
        self._save(card, "png", tr("Pictures (*.png)"), save_png)

    def _on_csv_wanted(self, card: ChartCard) -> None:
        self._save(card, "csv", tr("Tables (*.csv)"), save_csv)

    def _save(
        self, card: ChartCard, ending: str, kinds: str, save: Callable[[ChartCard, Path], str]
    ) -> None:
        name = f"{self._session.project.path.stem}-{card.figure.key}.{ending}"
        path = self._messages.save_as(self, tr("Save the chart"), name, kinds)
        if path:
            self.told.setText(save(card, path))

    def _on_export_clicked(self) -> None:
        folder = self._messages.choose_folder(self, self._session.project.path.parent)
        if folder:
            shown = [card for card in self.cards if not card.isHidden()]
            self.told.setText(save_all(shown, folder, self._session.project.path.stem))


def _nothing_words(asked: Asked) -> str:
    if asked.since:
        return tr("Nothing was decided in this period.")
    return tr(
        "Charts come with the first decisions: what was done when and how long it took, what "
        "became of suggestions, what the events cover, and where they took place."
    )

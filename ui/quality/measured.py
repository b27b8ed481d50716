"""The part of the page that is measured anew: scores and confidence, blind and assisted apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.language import later, number, tr
from ui.dialogs.form_dialog import note
from ui.processes.worker_client import COMMAND
from ui.quality.charts import BandsView
from ui.quality.checkup import Checkup
from ui.quality.exam import Tally
from ui.quality.score_table import ScoreTable
from ui.quality.wording import (
    ASSISTED,
    BLIND,
    CALIBRATION_ERROR,
    WHY_APART,
    articles_words,
    calibration_words,
)
from ui.session import Session
from ui.theme import FIELD, SEMIBOLD, UNIT, Theme
from ui.theme.motion import show_busy

_SHOW_EVERY_MS = 300
_NONE = later(
    "No finished article is there to measure on. Where something was learned, every fifth "
    "finished article is held out; finish a few more."
)


class Measured(QWidget):
    """Fills while the measuring goes on; two buttons change between the two kinds of articles."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        *,
        model: str | None = None,
        command: Sequence[str] = COMMAND,
    ) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._model, self._command = model, tuple(command)
        self._checkup: Checkup | None = None
        self._chosen_blind: bool | None = None
        self.is_running = False
        self._words = note(theme, "")
        self._words.setAccessibleName(tr("Measuring"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = QPushButton(tr("Stop"))
        self._stop.setAutoDefault(False)
        self._stop.clicked.connect(self.stop)
        self.assisted, self.blind = QPushButton(), QPushButton()
        self._kinds = QButtonGroup(self)
        self._table = ScoreTable(theme)
        self._sure_head = QLabel(tr("Can its confidence be believed?"))
        self._sure_words, self._bands = note(theme, ""), BandsView(theme)
        self._arrange()
        # Not at every article: the table would flicker.
        self._turn = QTimer(self, singleShot=True, interval=_SHOW_EVERY_MS)
        self._turn.timeout.connect(self.show_all)

    def start(self) -> None:
        """Begin to measure."""
        self._checkup = Checkup(
            self._session, model=self._model, command=self._command, parent=self
        )
        self._checkup.progressed.connect(self._on_checkup_progressed)
        self._checkup.ended.connect(self._on_checkup_ended)
        show_busy(self._bar)
        self._show_running(is_running=True)
        self._words.setText(tr("Looking for articles to measure on …"))
        self.show_all()
        self._checkup.start()

    def start_anew(self) -> None:
        """Measure again: something else was learned."""
        self.stop()
        if self._checkup:
            self._checkup.deleteLater()
        self.start()

    def stop(self) -> None:
        """Leave it at what is measured so far."""
        if self._checkup and self.is_running:
            self._checkup.stop()
            self._on_checkup_ended("")

    def show_all(self) -> None:
        """Show what is measured so far of one kind of articles."""
        checkup = self._checkup
        if checkup is None:
            return
        for button, words, tally in (
            (self.assisted, ASSISTED, checkup.assisted),
            (self.blind, BLIND, checkup.blind),
        ):
            button.setText(f"{tr(words)} · {articles_words(tally.articles)}")
            button.setEnabled(tally.articles > 0)
        both = bool(checkup.blind.articles or checkup.assisted.articles)
        for widget in (self.assisted, self.blind, self._table, self._sure_head):
            widget.setVisible(both)
        self._sure_words.setVisible(both)
        self._bands.setVisible(both)
        if both:
            self._show_tally(self._tally(checkup))

    def _tally(self, checkup: Checkup) -> Tally:
        """The kind that was asked for, else the one that there is more of."""
        is_blind = self._chosen_blind
        if is_blind is None:
            is_blind = checkup.blind.articles > checkup.assisted.articles
        tally = checkup.blind if is_blind else checkup.assisted
        (self.blind if is_blind else self.assisted).setChecked(True)
        return tally

    def _show_tally(self, tally: Tally) -> None:
        self._table.show_rows(tally.rows())
        found = tally.calibration()
        self._sure_words.setText(calibration_words(found))
        self._bands.show_calibration(found)

    def _arrange(self) -> None:
        self._words.setToolTip(tr(WHY_APART))
        self._sure_head.setFont(self._theme.font(FIELD, SEMIBOLD))
        self._sure_words.setToolTip(tr(CALIBRATION_ERROR))
        self._bands.setToolTip(
            tr(
                "The bar is the share of values that are right, the stroke the confidence that "
                "the engine had in them: where they meet, it can be believed."
            )
        )
        kinds = QHBoxLayout()
        kinds.setSpacing(UNIT)
        for button in (self.assisted, self.blind):
            button.setProperty("chip", "true")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setToolTip(tr(WHY_APART))
            self._kinds.addButton(button)
            kinds.addWidget(button)
        kinds.addStretch(1)
        self._kinds.buttonClicked.connect(self._on_kinds_button_clicked)
        running = QHBoxLayout()
        running.addWidget(self._bar, 1)
        running.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self._words)
        column.addLayout(running)
        column.addLayout(kinds)
        column.addWidget(self._table)
        column.addSpacing(UNIT)
        for widget in (self._sure_head, self._sure_words, self._bands):
            column.addWidget(widget)

    def _show_running(self, *, is_running: bool) -> None:
        self.is_running = is_running
        self._bar.setVisible(is_running)
        self._stop.setVisible(is_running)

    def _on_kinds_button_clicked(self, button: QPushButton) -> None:
        self._chosen_blind = button is self.blind
        self.show_all()

    def _on_checkup_progressed(self, done: int, articles: int) -> None:
        self._bar.setRange(0, articles)
        self._bar.setValue(done)
        if articles:
            words = articles_words(articles)
            self._words.setText(
                tr(
                    "Suggesting anew on {words} to compare: {done} done …",
                    words=words,
                    done=number(done),
                )
            )
        if not self._turn.isActive():
            self._turn.start()

    def _on_checkup_ended(self, problem: str) -> None:
        self._turn.stop()
        self._show_running(is_running=False)
        self.show_all()
        checkup = self._checkup
        count = checkup.blind.articles + checkup.assisted.articles if checkup else 0
        done = tr(
            "Suggested anew on {articles} and compared with what you confirmed.",
            articles=articles_words(count),
        )
        self._words.setText(problem or (done if count else tr(_NONE)))

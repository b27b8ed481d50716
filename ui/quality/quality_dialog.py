"""The page on quality: how good suggestions are on held-out articles, and what was learned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
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

from db import learning
from models.errors import UserError
from models.language import later, tr
from ui.dialogs.dialog_keys import give_keys
from ui.dialogs.form_dialog import FormDialog, note
from ui.messages import Messages
from ui.processes.learning_client import LearningClient
from ui.quality.charts import CurveView
from ui.quality.lesson_figures import LessonFigures
from ui.quality.measured import Measured
from ui.quality.wording import curve_meaning, curve_of, learned_words
from ui.session import Session
from ui.theme import FIELD, SEMIBOLD, SUMMARY, TITLE, UNIT, Theme
from ui.widgets.room_on_screen import fitting

_KINDS = later("What was learned (*.json)")
_BUTTONS = later(
    "Learn now trains on all finished articles. Export writes what was learned to a file, Import "
    "takes over what another project with the same codebook learned, Reset forgets it. Your "
    "records are never touched."
)
_FORGET = later(
    "The engine forgets what it learned from this project and suggests by its rules alone, until "
    "it learns again. Your records stay as they are. This cannot be undone: export first what "
    "you may want back."
)


class QualityDialog(QDialog):
    """Measuring and learning go on in other processes; closing the page ends the measuring."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        lessons: LearningClient,
        messages: Messages,
        measured: Measured,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        give_keys(self, theme, "Learning")
        self._theme, self._session = theme, session
        self._lessons, self._messages = lessons, messages
        self.setWindowTitle(tr("How good are the suggestions?"))
        self._what = _text(theme, tr("What was learned"))
        self._figures = LessonFigures(theme)
        self._told = _text(theme, tr("What came of it"))
        self._told.setProperty("role", "muted")
        self.learn = _button(tr("Learn now"), tr("Trains on all finished articles at once."))
        self.export = _button(tr("Export …"), tr("Writes what was learned to a file."))
        self.import_ = _button(tr("Import …"), tr("Takes over what another project learned."))
        self.reset = _button(
            tr("Reset …"), tr("Forgets what was learned; records stay as they are.")
        )
        self._curve_words = note(theme, "")
        self._curve = CurveView(theme)
        self.measured = measured
        self._arrange()
        self._connect()
        self.refresh()
        self.measured.start()

    def refresh(self) -> None:
        """Say what the project holds now."""
        project = self._session.project
        try:
            in_use, steps = learning.learned(project), learning.history(project)
            finished = learning.finished_count(project)
        except UserError as error:
            self._told.setText(str(error))
            return
        self._what.setText(learned_words(in_use, finished))
        self._figures.show_figures(in_use.figures if in_use else {})
        points, about = curve_of(steps)
        self._curve.show_points(points)
        self._curve_words.setText(about)
        is_free = not self._lessons.is_running
        self.learn.setEnabled(is_free and finished > 0)
        self.export.setEnabled(is_free and in_use is not None)
        self.reset.setEnabled(is_free and in_use is not None)
        self.import_.setEnabled(is_free)

    @override
    def done(self, result: int) -> None:
        self.measured.stop()
        super().done(result)

    def _arrange(self) -> None:
        title = QLabel(self.windowTitle())
        title.setFont(self._theme.font(TITLE, SEMIBOLD))
        scroll = QScrollArea()
        scroll.setWidget(self._page())
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("Quality of the suggestions"))
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closing.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 3 * UNIT, 0, 2 * UNIT)
        whole.setSpacing(2 * UNIT)
        title.setContentsMargins(3 * UNIT, 0, 3 * UNIT, 0)
        closing.setContentsMargins(3 * UNIT, 0, 3 * UNIT, 0)
        whole.addWidget(title)
        whole.addWidget(scroll, 1)
        whole.addWidget(closing)
        room = self.parentWidget() or self
        wide, high = min(860, room.width() - 80), min(820, room.height() - 60)
        self.resize(fitting(self, QSize(max(680, wide), max(480, high))))

    def _page(self) -> QWidget:
        self._curve.setToolTip(curve_meaning())
        self._curve_words.setToolTip(curve_meaning())
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        for button in (self.learn, self.export, self.import_, self.reset):
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(3 * UNIT, 0, 3 * UNIT, UNIT)
        column.setSpacing(UNIT)
        column.addWidget(_head(self._theme, tr("What was learned")))
        column.addWidget(self._what)
        column.addWidget(self._figures)
        column.addSpacing(UNIT // 2)
        column.addLayout(buttons)
        column.addWidget(note(self._theme, tr(_BUTTONS)))
        column.addWidget(self._told)
        self._told.hide()
        column.addSpacing(UNIT)
        column.addWidget(_head(self._theme, tr("On articles that nothing was learned from")))
        column.addWidget(self.measured)
        column.addSpacing(UNIT)
        column.addWidget(_head(self._theme, tr("Does learning pay?")))
        column.addWidget(self._curve_words)
        column.addWidget(self._curve)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self.learn.clicked.connect(self._on_learn_clicked)
        self.export.clicked.connect(self._on_export_clicked)
        self.import_.clicked.connect(self._on_import_clicked)
        self.reset.clicked.connect(self._on_reset_clicked)
        self._lessons.progressed.connect(self._tell)
        self._lessons.ended.connect(self._on_lessons_ended)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _on_learn_clicked(self) -> None:
        self.learn.setEnabled(False)
        # What is learned is measured in the end, and the machine has enough to do.
        self.measured.stop()
        self._lessons.learn_now()

    def _on_export_clicked(self) -> None:
        name = f"{self._session.project.path.stem}-learned.json"
        path = self._messages.save_as(self, tr("Export what was learned"), name, tr(_KINDS))
        if path:
            self._run(self._lessons.hand_out, path)

    def _on_import_clicked(self) -> None:
        path = self._messages.open_learned(self)
        if path:
            self._run(self._lessons.bring_in, path)

    def _on_reset_clicked(self) -> None:
        asking = FormDialog(self._theme, tr("Forget what was learned?"), tr("Forget it"), self)
        asking.form.addRow(note(self._theme, tr(_FORGET)))
        if self._messages.run(asking):
            self._lessons.forget()
            self.refresh()

    def _run(self, task: Callable[[Path], None], path: Path) -> None:
        task(path)
        self.refresh()

    def _on_lessons_ended(self, words: str) -> None:
        self._tell(words)
        self.refresh()
        self.measured.start_anew()


def _head(theme: Theme, words: str) -> QLabel:
    made = QLabel(words)
    made.setFont(theme.font(SUMMARY, SEMIBOLD))
    return made


def _text(theme: Theme, name: str) -> QLabel:
    made = QLabel()
    made.setFont(theme.font(FIELD))
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAccessibleName(name)
    return made


def _button(words: str, hint: str) -> QPushButton:
    made = QPushButton(words)
    made.setToolTip(hint)
    made.setAutoDefault(False)
    return made

"""The history of the open article: every step with old and new values, and the way back."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.article import Status
from models.edits import Change
from models.history import Step, ValueChange, back_to, value_changes
from models.language import tr
from ui.actions import BY_KEY, keys_of
from ui.dialogs.dialog_keys import give_keys
from ui.history.wording import event_name, field_name, given_or_taken, old_and_new, title, when
from ui.session import Session
from ui.theme import FIELD, SEMIBOLD, TITLE, UNIT, Theme
from ui.widgets.chosen_chip import choose_by
from ui.widgets.room_on_screen import fitting

_STEP = int(Qt.ItemDataRole.UserRole)
#: Stands for the point before the first row of the journal.
_BEGINNING = -1
_WIDTH, _HEIGHT = 760, 520


class Scope(IntEnum):
    """How much of the article's history is listed."""

    FIELD = 0
    EVENT = 1
    ARTICLE = 2


class HistoryDialog(QDialog):
    """Stands beside the window and follows it; going back is a step like any other."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        give_keys(self, theme, "History")
        self._session = session
        self._theme = theme
        self._scope = Scope.ARTICLE
        self._steps: list[Step] = []
        self._head = QLabel()
        self._chips = {scope: QPushButton() for scope in Scope}
        self._list = QTreeWidget()
        self._back = QPushButton(tr("Go back to here"))
        self._build()
        self._connect()
        self.dress()
        self.refresh()
        self._list.setFocus()

    def choose(self, scope: Scope) -> None:
        """List the history of the focused field, the focused event, or the article."""
        self._scope = scope
        self._chips[scope].setChecked(True)
        self.refresh()

    def refresh(self) -> None:
        """Read the journal again."""
        session = self._session
        article = session.article
        self._steps = session.project.history(article.id, session.annotator) if article else []
        self._name_chips()
        self._list.clear()
        for step in self._steps:
            self._add(step)
        self._add_beginning()
        self._list.expandAll()
        self._list.setCurrentIndex(self._list.model().index(0, 0))
        self._show_way_back()

    def go_back(self) -> None:
        """Make the article what it was just after the step that is chosen."""
        session, step = self._session, self._chosen()
        if session.desk is None or not self._back.isEnabled():
            return
        review = back_to(
            tr("Go back to {time}", time=when(step.at, date.today()))
            if step
            else tr("Go back to the beginning"),
            session.project.events(session.desk.article_id, session.annotator),
            session.desk.status,
            session.desk.article_id,
            session.annotator,
            self._steps[: self._steps.index(step)] if step else self._steps,
        )
        session.do(review)

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        colors = self._theme.palette
        self._head.setFont(self._theme.font(TITLE, SEMIBOLD))
        self._list.setFont(self._theme.font(FIELD))
        self._list.setStyleSheet(
            f"QTreeWidget{{background:{colors.raised};border:1px solid {colors.line};"
            f"border-radius:8px}}QTreeWidget::item{{padding:{UNIT // 2}px {UNIT}px}}"
            f"QTreeWidget::item:selected{{background:{colors.accent_wash};color:{colors.text}}}"
            f"QHeaderView::section{{background:transparent;color:{colors.muted};border:none;"
            f"border-bottom:1px solid {colors.line};padding:4px {UNIT}px}}"
        )

    def _build(self) -> None:
        self.setWindowTitle(tr("History"))
        self.resize(fitting(self, QSize(_WIDTH, _HEIGHT)))
        chips = QHBoxLayout()
        chips.addWidget(self._head)
        chips.addStretch(1)
        for chip in self._chips.values():
            chips.addWidget(chip)
        choose_by(self._chips, self.choose)
        self._chips[self._scope].setChecked(True)
        self._list.setAccessibleName(tr("Steps, newest first"))
        self._list.setHeaderLabels([tr("When"), tr("Who"), tr("What")])
        self._list.setRootIsDecorated(False)
        self._list.setAllColumnsShowFocus(True)
        self._list.setWordWrap(True)
        # Lines are as high as their words need in the width that the column has now.
        self._list.header().sectionResized.connect(self._list.scheduleDelayedItemsLayout)
        self._list.setColumnWidth(0, 20 * UNIT)
        self._list.setColumnWidth(1, 12 * UNIT)
        self._back.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(UNIT + UNIT // 2)
        column.addLayout(chips)
        column.addWidget(self._list, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._back.clicked.connect(self.go_back)
        self._let_undo_work_here()
        self._list.currentItemChanged.connect(lambda *_: self._show_way_back())
        self._theme.changed.connect(self.dress)
        self._session.changed.connect(self._on_session_changed)
        self._session.article_opened.connect(self._on_session_article_opened)
        self._session.focus_changed.connect(self._on_session_focus_changed)

    def _let_undo_work_here(self) -> None:
        """Going back is an edit: its undo is wanted where it was done."""
        for name, step in (("undo", self._session.undo), ("redo", self._session.redo)):
            for key in keys_of(BY_KEY[name]):
                QShortcut(QKeySequence(key), self).activated.connect(step)

    def _on_session_article_opened(self, _article_id: str) -> None:
        # A slot, no lambda: it goes with the dialog.
        self.refresh()

    def _add(self, step: Step) -> None:
        changes = [change for change in value_changes(step.review) if self._fits(change)]
        touched = {change.event.id for change in step.review.events}
        record = self._record_id()
        whole = self._scope is Scope.ARTICLE or (self._scope is Scope.EVENT and record in touched)
        if not changes and not whole:
            return
        row = QTreeWidgetItem([when(step.at, date.today()), step.annotator, title(step)])
        row.setData(0, _STEP, step.entry)
        row.setFont(2, self._theme.font(FIELD, SEMIBOLD))
        for change in changes:
            said = f"{field_name(change, self._session.codebook)}: "
            said += old_and_new(change, self._session.codebook)
            name = self._event_name(change.event_id) if self._scope is Scope.ARTICLE else ""
            below = QTreeWidgetItem(["", name, said])
            below.setData(0, _STEP, step.entry)
            below.setForeground(1, self._theme.color("muted"))
            row.addChild(below)
        for moved in step.review.statuses:
            below = QTreeWidgetItem(["", "", _moved(moved.before, moved.after)])
            below.setData(0, _STEP, step.entry)
            row.addChild(below)
        for given in step.review.assignments:
            below = QTreeWidgetItem(["", "", given_or_taken(given)])
            below.setData(0, _STEP, step.entry)
            row.addChild(below)
        self._list.addTopLevelItem(row)

    def _add_beginning(self) -> None:
        """The point before all steps: one can go back to it like to any other."""
        begins = self._scope is Scope.ARTICLE and bool(self._steps)
        if begins or not self._list.topLevelItemCount():
            said = tr("Before the first decision") if begins else tr("Nothing was changed yet.")
            row = QTreeWidgetItem(["", "", said])
            row.setForeground(2, self._theme.color("muted"))
            row.setData(0, _STEP, _BEGINNING if begins else None)
            self._list.addTopLevelItem(row)

    def _fits(self, change: ValueChange) -> bool:
        if self._scope is Scope.ARTICLE:
            return True
        same_event = change.event_id == self._record_id()
        return same_event and (
            self._scope is Scope.EVENT or change.field == self._session.focus.field
        )

    def _record_id(self) -> str:
        desk, key = self._session.desk, self._session.focus.record_key
        for record in desk.records if desk else ():
            if record.key == key and record.event:
                return record.event.id
        return ""

    def _event_name(self, event_id: str) -> str:
        desk = self._session.desk
        for number, record in enumerate(desk.records if desk else (), 1):
            if record.event and record.event.id == event_id:
                return event_name(record.event, number)
        return event_name(None, 0)

    def _name_chips(self) -> None:
        article = self._session.article
        self._head.setText(tr("History"))
        self.setWindowTitle(
            tr("History: {title}", title=article.title) if article else tr("History")
        )
        field = self._session.codebook.field_by_key.get(self._session.focus.field)
        self._chips[Scope.FIELD].setText(field.label if field else tr("Field"))
        self._chips[Scope.EVENT].setText(tr("This event"))
        self._chips[Scope.ARTICLE].setText(tr("Whole article"))

    def _chosen_entry(self) -> int | None:
        item = self._list.currentItem()
        entry: int | None = item.data(0, _STEP) if item else None
        return entry

    def _chosen(self) -> Step | None:
        """The step that is chosen; none at the beginning."""
        entry = self._chosen_entry()
        return next((step for step in self._steps if step.entry == entry), None)

    def _show_way_back(self) -> None:
        entry = self._chosen_entry()
        self._back.setEnabled(entry is not None and entry != self._steps[0].entry)

    def _on_session_changed(self, change: Change) -> None:
        article = self._session.article
        if article is None or change.concerns(article.id):
            self.refresh()

    def _on_session_focus_changed(self, _focus: object) -> None:
        if self._scope is Scope.ARTICLE:
            self._name_chips()
        else:
            self.refresh()


def _moved(before: Status, after: Status) -> str:
    words = {
        Status.NEW: tr("new"),
        Status.IN_PROGRESS: tr("in progress"),
        Status.DONE: tr("done"),
        Status.SKIPPED: tr("skipped"),
        Status.FLAGGED: tr("flagged"),
    }
    return tr("Article: {before} → {after}", before=words[before], after=words[after])

"""What was removed from the codebook: which records hold it, and what it becomes in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTreeWidget, QTreeWidgetItem

from db import codebook_editing
from db.project import Project
from models.codebook.draft import Draft, Origin
from models.language import tr, trn
from ui.codebook.wording import gone_words
from ui.theme import UNIT

#: So many articles are named; the number of all stands beside.
_MOST = 200


class GoneList(QTreeWidget):
    """One line for each removed part; it opens to the articles whose records hold it."""

    becomes = Signal(object, str)
    """In the records an answer (its origin) is to become another one (its key), or to stay."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._shown: tuple[object, ...] = ()
        self._origins: tuple[Origin, ...] = ()
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Removed"), tr("In the records it becomes")])
        self.setIndentation(2 * UNIT)
        self.setAccessibleName(tr("Removed, with the records that hold it"))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._take_room()
        self.itemExpanded.connect(self._on_item_expanded)
        self.itemCollapsed.connect(self._take_room)

    def show_gone(self, draft: Draft, gone: Sequence[Origin], uses: Mapping[Origin, int]) -> None:
        """List what is gone; nothing is done to it yet."""
        # What records hold comes first: only that has to be looked at.
        gone = sorted(gone, key=lambda origin: -uses.get(origin, 0))
        answers = {origin: _answers(draft, origin) for origin in gone}
        shown = (tuple(gone), tuple(answers.items()))
        if shown == self._shown:
            self._show_becoming(draft)
            return
        self._shown, self._origins = shown, tuple(gone)
        self.clear()
        self.setVisible(bool(gone))
        for origin in gone:
            count = uses.get(origin, 0)
            item = QTreeWidgetItem(self, [gone_words(self._project.codebook, origin, count)])
            item.setSizeHint(0, QSize(0, 4 * UNIT))
            item.setData(0, Qt.ItemDataRole.UserRole, origin)
            if count:
                QTreeWidgetItem(item, [tr("Looking …")])
            if count and answers[origin]:
                self.setItemWidget(item, 1, self._box(draft, origin, answers[origin]))
        self._take_room()

    def _take_room(self) -> None:
        """As high as its lines, up to a few: the form above keeps the rest."""
        items = [self.topLevelItem(row) for row in range(self.topLevelItemCount())]
        lines = sum(1 + item.childCount() * item.isExpanded() for item in items if item)
        self.setFixedHeight(min(16 * UNIT, 6 * UNIT + 4 * UNIT * max(1, lines)))

    def _show_becoming(self, draft: Draft) -> None:
        for row, origin in enumerate(self._origins):
            item = self.topLevelItem(row)
            box = self.itemWidget(item, 1) if item else None
            if isinstance(box, QComboBox):
                box.setCurrentIndex(max(0, box.findData(draft.becomes.get(origin, ""))))

    def _box(self, draft: Draft, origin: Origin, answers: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(
            tr("{what} becomes", what=gone_words(self._project.codebook, origin, 0))
        )
        box.addItem(tr("(stays as it was coded)"), "")
        for key, name in answers:
            box.addItem(name, key)
        box.setCurrentIndex(max(0, box.findData(draft.becomes.get(origin, ""))))
        box.activated.connect(lambda index: self.becomes.emit(origin, box.itemData(index)))
        return box

    def _on_item_expanded(self, item: QTreeWidgetItem) -> None:
        found = item.data(0, Qt.ItemDataRole.UserRole)
        if not found:
            return
        origin: Origin = (found[0], found[1])
        item.takeChildren()
        count, records = codebook_editing.touched(self._project, [origin], _MOST)
        for one in records:
            words = tr("{title} ({annotator})", title=one.title, annotator=one.annotator)
            QTreeWidgetItem(item, [words])
        if count > len(records):
            more = trn("and {count} more", "and {count} more", count - len(records))
            QTreeWidgetItem(item, [more])
        self._take_room()


def _answers(draft: Draft, origin: Origin) -> tuple[tuple[str, str], ...]:
    """The answers of today that a removed one can become."""
    owner = draft.field_from(origin[0])
    if owner is None or origin[1] is None:
        return ()
    leaves = (one for one in owner.walk() if one is not owner and not one.below)
    return tuple((one.key, one.label) for one in leaves if one.key)

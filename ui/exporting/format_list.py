"""The formats to choose from, in their groups."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from db.formats.writers import WRITERS, WritableFormat, writer_of
from models.language import tr
from ui.exporting.wording import group_titles
from ui.theme import SEMIBOLD, UNIT, Theme

_NAME = Qt.ItemDataRole.UserRole


class FormatList(QTreeWidget):
    """One format is always chosen; `picked` tells which."""

    picked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(2 * UNIT)
        self.setAccessibleName(tr("Format"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._items: dict[str, QTreeWidgetItem] = {}
        for group, title in group_titles().items():
            forms = [form for form in WRITERS if form.group == group]
            if not forms:
                continue
            top = QTreeWidgetItem(self, [title])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setSizeHint(0, QSize(0, 4 * UNIT))
            font = self.font()
            font.setWeight(SEMIBOLD)
            top.setFont(0, font)
            top.setForeground(0, theme.color("muted"))
            for form in forms:
                item = QTreeWidgetItem(top, [tr(form.title)])
                item.setToolTip(0, tr(form.title))
                item.setData(0, _NAME, form.name)
                self._items[form.name] = item
        for item in self._items.values():
            item.setSizeHint(0, QSize(0, 3 * UNIT))
        self.expandAll()
        self.setItemsExpandable(False)
        self.choose(WRITERS[0].name)
        self.currentItemChanged.connect(lambda *_: self.picked.emit())

    @property
    def form(self) -> WritableFormat:
        item = self.currentItem()
        # The keys may stand on the title of a group: its first format is meant.
        while item is not None and item.childCount():
            item = item.child(0)
        return writer_of(str(item.data(0, _NAME)) if item else WRITERS[0].name)

    def choose(self, name: str) -> None:
        if name in self._items:
            self.setCurrentItem(self._items[name])

"""A button that opens a list of things to tick; none ticked means all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QPushButton, QWidgetAction

from models.language import tr
from ui.theme import UNIT

_KEY = Qt.ItemDataRole.UserRole
_NAMED = 2


class PickButton(QPushButton):
    """Shows what is ticked. `picked` tells of every change by a person."""

    picked = Signal()

    def __init__(self, name: str, all_words: str, options: Sequence[tuple[str, str]]) -> None:
        """`options` are keys with what they are called."""
        super().__init__()
        self._name, self._all_words = name, all_words
        self._list = QListWidget()
        self._list.setAccessibleName(name)
        self._list.setMinimumWidth(32 * UNIT)
        for key, words in options:
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        height = min(len(options), 10) * 3 * UNIT + 2 * UNIT
        self._list.setFixedHeight(max(height, 6 * UNIT))
        self._list.itemChanged.connect(self._on_list_changed)
        self._list.itemActivated.connect(_toggle)
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(self._list)
        menu.addAction(holder)
        menu.aboutToShow.connect(self._list.setFocus)
        self.setMenu(menu)
        self.setProperty("chip", "true")
        self.setAutoDefault(False)
        self.setEnabled(bool(options))
        self._show()

    @property
    def chosen(self) -> frozenset[str]:
        """The keys that are ticked; empty stands for all."""
        return frozenset(item.data(_KEY) for item in self._ticked())

    def choose(self, keys: Iterable[str]) -> None:
        """Tick these and no others; keys that are not there are passed over."""
        wanted = set(keys)
        with QSignalBlocker(self._list):
            for item in self._items():
                on = item.data(_KEY) in wanted
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._show()

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _ticked(self) -> list[QListWidgetItem]:
        return [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _on_list_changed(self) -> None:
        self._show()
        self.picked.emit()

    def _show(self) -> None:
        names = [item.text() for item in self._ticked()]
        said = self._all_words
        if len(names) > _NAMED:
            first, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
            said = tr("{names} and {count} more", names=first, count=more)
        elif names:
            said = ", ".join(names)
        self.setText(f"{said}  ▾".replace("&", "&&"))
        self.setAccessibleName(tr("{name}: {choice}", name=self._name, choice=said))


def _toggle(item: QListWidgetItem) -> None:
    on = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

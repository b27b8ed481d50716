"""The row of chips above the queue: how far articles are, their order, and two menus."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from db.project import Order
from models.article import Status
from models.language import number, tr
from ui.queue.kept_filters import KeptFilter
from ui.queue.queue_filter import ORDER_WORDS, STATUSES, QueueFilter
from ui.theme import FIELD, Theme
from ui.typing_guard import WALKED_BY_KEYS
from ui.widgets.chosen_chip import choose_by
from ui.widgets.flow_layout import FlowLayout

_ALWAYS_SHOWN = (QueueFilter.TO_DO, QueueFilter.ALL)


class QueueChips(QWidget):
    """Holds which filter and order are chosen; `chosen` says that another one is."""

    chosen = Signal()

    def __init__(
        self, theme: Theme, filter_menu: QMenu, bulk_menu: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filter = QueueFilter.TO_DO
        self._order = Order.NEWEST
        self._by_filter = {choice: QPushButton() for choice in QueueFilter}
        self._order_chip = QPushButton()
        self._order_actions: dict[Order, QAction] = {}
        self._filter_chip = QPushButton(tr("Filter ▾"))
        self._bulk_chip = QPushButton("⋯")
        self._order_chip.setMenu(self._order_menu())
        for chip, menu, name in (
            (self._filter_chip, filter_menu, tr("Filter")),
            (self._bulk_chip, bulk_menu, tr("Change all articles shown or selected")),
        ):
            chip.setAccessibleName(name)
            chip.setToolTip(name)
            chip.setMenu(menu)
        self._build()

    @property
    def filter(self) -> QueueFilter:
        return self._filter

    @property
    def order(self) -> Order:
        return self._order

    def choose(self, wanted: KeptFilter) -> None:
        """Show another filter and order as chosen, without saying so."""
        self._filter, self._order = wanted.shown, wanted.order
        self._by_filter[wanted.shown].setChecked(True)
        self._order_actions[wanted.order].setChecked(True)

    def choose_filter(self, wanted: QueueFilter) -> None:
        self._filter = wanted
        self._by_filter[wanted].setChecked(True)
        self.chosen.emit()

    def choose_order(self, wanted: Order) -> None:
        self._order = wanted
        self._order_actions[wanted].setChecked(True)
        self.chosen.emit()

    def show_counts(self, counts: Mapping[Status, int]) -> None:
        """Write on each chip how many articles it lets through; a chip for none goes."""
        for choice, chip in self._by_filter.items():
            count = sum(counts[status] for status in STATUSES[choice])
            chip.setText(f"{tr(choice.value)}  {number(count)}")
            chip.setVisible(choice in _ALWAYS_SHOWN or count > 0 or choice is self._filter)
        self._order_chip.setText(f"{tr(ORDER_WORDS[self._order])} ▾")

    def open_filter_menu(self) -> None:
        self._filter_chip.showMenu()

    def open_bulk_menu(self) -> None:
        self._bulk_chip.showMenu()

    def dress(self) -> None:
        """Take the type from the theme again."""
        for chip in self._all():
            chip.setFont(self._theme.font(FIELD))

    def _all(self) -> tuple[QPushButton, ...]:
        return (*self._by_filter.values(), self._order_chip, self._filter_chip, self._bulk_chip)

    def _build(self) -> None:
        self.setProperty(WALKED_BY_KEYS, True)  # noqa: FBT003 - Qt's own signature
        row = FlowLayout(self)
        for chip in self._all():
            chip.setProperty("chip", "true")
            # A click leaves the keyboard where it is, so that plain keys go on working there.
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(chip)
        choose_by(self._by_filter, self.choose_filter)
        self._by_filter[self._filter].setChecked(True)

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, words in ORDER_WORDS.items():
            action = QAction(tr(words), group)
            action.setCheckable(True)
            action.setChecked(order is self._order)
            action.triggered.connect(lambda *, to=order: self.choose_order(to))
            menu.addAction(action)
            self._order_actions[order] = action
        return menu

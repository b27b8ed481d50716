"""Queue, article and record beside each other, in the order that a person has put them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QWidget
from typing_extensions import override

from ui.theme import UNIT

QUEUE, ARTICLE, RECORD = "queue", "article", "record"

USUAL_ORDER = (QUEUE, ARTICLE, RECORD)

_WIDTHS = {QUEUE: 276, RECORD: 476}
#: On a screen with room to spare headlines and values are cut less often.
_WIDE, _WIDE_WIDTHS = 225 * UNIT, {QUEUE: 344, RECORD: 560}
#: Of the whole width the article keeps as much, where nobody has left it less.
_LEAST_SHARE = 0.4


class Panes(QSplitter):
    """Panes by name. The keyboard goes through them as they stand, from left to right."""

    moved = Signal()
    """A person has put them in another order."""

    def __init__(self, panes: Mapping[str, QWidget]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._panes = dict(panes)
        self._order: tuple[str, ...] = USUAL_ORDER
        self._last = RECORD
        #: As a person has set them, of a window as wide as all together; None: nobody has.
        self._arranged: dict[str, int] | None = None
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for place, name in enumerate(USUAL_ORDER):
            self.addWidget(self._panes[name])
            self.setStretchFactor(place, int(name == ARTICLE))
        self.splitterMoved.connect(self._on_splitter_moved)
        self._mark = PaneMark()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def order(self) -> tuple[str, ...]:
        """The names of the panes from left to right, hidden ones too."""
        return self._order

    @property
    def widths(self) -> dict[str, int]:
        return dict(zip(self._order, self.sizes(), strict=True))

    @property
    def arranged(self) -> dict[str, int] | None:
        """The widths that a person has given them; None: as they come."""
        return self._arranged

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """As a person has once arranged them, be it on a screen of another size."""
        self._arranged = dict(widths)
        self.share_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_out()

    def put(self, order: Sequence[str]) -> None:
        """Put the panes in an order; one that does not name each of them once is the usual one."""
        wanted = tuple(order) if sorted(order) == sorted(USUAL_ORDER) else USUAL_ORDER
        if wanted == self._order:
            return
        focused = QApplication.focusWidget()
        hidden = {name for name, pane in self._panes.items() if pane.isHidden()}
        self.setUpdatesEnabled(False)
        for pane in self._panes.values():
            pane.setParent(None)  # Out of the window and in again: so does Tab's way through it.
        self._order = wanted
        for name in wanted:
            self.addWidget(self._panes[name])
            self._panes[name].setVisible(name not in hidden)
        self.share_out()
        self.setUpdatesEnabled(True)
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus()

    def move_focused(self, step: int) -> bool:
        """Let the pane that had the keyboard last change places with the one beside it.

        `step` is -1 for the left, 1 for the right. False: it stands at the edge already.
        """
        shown = self._shown()
        place = shown.index(self._last) + step if self._last in shown else -1
        if not 0 <= place < len(shown):
            return False
        changed = {self._last: shown[place], shown[place]: self._last}
        self.put([changed.get(name, name) for name in self._order])
        self.moved.emit()
        return True

    def reset(self) -> None:
        """Queue, article, record."""
        self.put(USUAL_ORDER)
        self.moved.emit()

    def following(self) -> str:
        """The pane that F6 leads to."""
        shown, here = self._shown(), self._here()
        return shown[(shown.index(here) + 1) % len(shown) if here in shown else 0]

    def share_out(self) -> None:
        """The article has what the others leave; where that is too little, they give way."""
        whole = self.width()
        usual = _WIDE_WIDTHS if whole >= _WIDE else _WIDTHS
        widths, least = self._arranged or usual, _LEAST_SHARE
        if self._arranged:
            least = min(least, self._arranged[ARTICLE] / max(1, sum(self._arranged.values())))
        beside = sum(widths[name] for name in usual if not self._panes[name].isHidden())
        room = whole * (1 - least)
        part = min(1.0, room / beside) if beside else 1.0
        sizes = {name: round(widths[name] * part) for name in usual}
        sizes[ARTICLE] = max(1, whole - round(beside * part))
        self.setSizes([sizes[name] for name in self._order])

    def _on_splitter_moved(self) -> None:
        widths = self.widths
        if all(widths.values()):
            self._arranged = widths

    def _shown(self) -> list[str]:
        return [name for name in self._order if self._panes[name].isVisible()]

    def _here(self) -> str:
        focused = QApplication.focusWidget()
        found = (name for name, pane in self._panes.items() if _lies_in(focused, pane))
        return next(found, "")

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        here = self._here()
        self._last = here or self._last
        if here:
            self._mark.put_on(self._panes[here])


class PaneMark(QFrame):
    """A line along the top of the pane that has the keyboard; it stays while a dialog has it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane-mark")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(UNIT // 4)

    def put_on(self, pane: QWidget) -> None:
        """Mark a pane, and no other."""
        before = self.parentWidget()
        if pane is before:
            return
        if before is not None:
            before.removeEventFilter(self)
        self.setParent(pane)
        pane.installEventFilter(self)
        self.setFixedWidth(pane.width())
        self.show()
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setFixedWidth(watched.width())
        return super().eventFilter(watched, event)


def _lies_in(widget: QWidget | None, pane: QWidget) -> bool:
    return widget is not None and (widget is pane or pane.isAncestorOf(widget))

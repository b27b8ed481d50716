"""A text box with a list below it that follows what is typed; the keyboard stays in the box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.language import tr
from ui.theme import FIELD, GROUP, MEDIUM, NOTE, SEMIBOLD, Theme

AnyIndex = QModelIndex | QPersistentModelIndex
_ENTRY_ROLE = Qt.ItemDataRole.UserRole
_PADDING = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. A heading only groups; `detail` explains, `tail` stands right."""

    text: str
    detail: str = ""
    payload: Any = None
    depth: int = 0
    is_heading: bool = False
    tail: str = ""


class EntryListModel(QAbstractListModel):
    """The entries that fit what is typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self._entries)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role in (Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole):
            return entry.detail or None
        return entry if role == _ENTRY_ROLE else None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        entry = self.entry(index.row())
        if entry is None or entry.is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class EntryDelegate(QStyledItemDelegate):
    """Paints an entry: words, and what explains them in a smaller line below."""

    def __init__(self, theme: Theme, parent: QWidget, *, two_lines: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._two_lines = two_lines
        self._word_font, self._note_font = theme.font(FIELD), theme.font(NOTE)
        self._head_font = theme.font(GROUP, SEMIBOLD)
        self._chosen_font = theme.font(FIELD, MEDIUM)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        entry = index.data(_ENTRY_ROLE)
        return QSize(100, entry_height(entry, two_lines=self._two_lines))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = index.data(_ENTRY_ROLE)
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.setBrush(self._theme.color("accent_wash"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = rect.adjusted(_PADDING + 12 * entry.depth, 0, -_PADDING, 0)
        if entry.is_heading:
            self._line(painter, inner, entry.text.upper(), "faint", self._head_font)
        else:
            self._entry(painter, inner, entry, is_chosen=chosen)
        painter.restore()

    def _entry(self, painter: QPainter, rect: QRectF, entry: Entry, *, is_chosen: bool) -> None:
        font = self._chosen_font if is_chosen else self._word_font
        words = QRectF(rect)
        if entry.tail:
            width = QFontMetricsF(self._note_font).horizontalAdvance(entry.tail) + 2
            tail = QRectF(rect.right() - width, rect.top(), width, rect.height())
            if self._two_lines and entry.detail:
                tail.setHeight(24)
                tail.translate(0, 1)
            self._line(painter, tail, entry.tail, "muted", self._note_font)
            words.setRight(tail.left() - _PADDING)
        if not self._two_lines:
            self._one_line(painter, words, entry, font)
        elif entry.detail:
            words.setRect(words.left(), rect.top() + 3, words.width(), 19)
            self._line(painter, words, entry.text, "text", font)
            below = QRectF(rect.left(), words.bottom() - 1, rect.width(), 17)
            self._line(painter, below, entry.detail, "muted", self._note_font)
        else:
            self._line(painter, words, entry.text, "text", font)

    def _one_line(self, painter: QPainter, rect: QRectF, entry: Entry, font: Any) -> None:
        self._line(painter, rect, entry.text, "text", font)
        used = QFontMetricsF(font).horizontalAdvance(entry.text) + _PADDING
        if entry.detail and used < rect.width() - 30:
            rest = rect.adjusted(used, 0, 0, 0)
            self._line(painter, rest, entry.detail, "muted", self._note_font)

    def _line(self, painter: QPainter, rect: QRectF, text: str, color: str, font: Any) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


def entry_height(entry: Entry | None, *, two_lines: bool) -> int:
    """How much room an entry takes."""
    if entry and entry.is_heading:
        return 26
    return 42 if two_lines else 28


class TypeAhead(QWidget):
    """The box with its list. `find` gives the entries for what is typed."""

    edited = Signal(str)
    """Somebody typed (not: the text was set)."""
    highlighted = Signal(object)
    """Another entry is highlighted (`Entry` or None)."""
    picked = Signal(object)
    """An entry was clicked (`Entry`)."""

    def __init__(
        self,
        theme: Theme,
        find: Callable[[str], Sequence[Entry]],
        *,
        name: str,
        two_lines: bool = False,
        most: int = 7,
    ) -> None:
        super().__init__()
        self._find = find
        self._most = most
        self._two_lines = two_lines
        self.box = QLineEdit()
        self.box.setAccessibleName(name)
        self.model = EntryListModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(theme, self.list, two_lines=two_lines))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("{name}: what fits", name=name))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box)
        column.addWidget(self.list)
        self.box.textEdited.connect(self._on_box_text_edited)
        self.list.clicked.connect(self._on_list_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_list_current_changed)

    @property
    def current(self) -> Entry | None:
        """The highlighted entry."""
        return self.model.entry(self.list.currentIndex().row())

    def start(self, text: str, *, highlight: Callable[[Entry], bool] | None = None) -> None:
        """Show a text, selected, with the whole list, and highlight an entry of it."""
        self.box.setText(text)
        # From its end, so that a name that is too long shows how it begins.
        self.box.setSelection(len(text), -len(text))
        self._show(self._find(""))
        self.highlight(highlight or (lambda _: False))

    def refresh(self) -> None:
        """Ask again for what fits the text that stands in the box."""
        self._show(self._find(self.box.text()))
        self.highlight_first()

    def highlight(self, wanted: Callable[[Entry], bool]) -> None:
        """Highlight the first entry that is wanted; none if there is none."""
        for row in range(self.model.rowCount()):
            entry = self.model.entry(row)
            if entry and not entry.is_heading and wanted(entry):
                self._go_to(row)
                return
        self.list.setCurrentIndex(QModelIndex())

    def highlight_first(self) -> None:
        self.highlight(lambda _: True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: self._most,
            Qt.Key.Key_PageUp: -self._most,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._step(step)

    def _step(self, step: int) -> None:
        rows = self.model.rowCount()
        here = self.list.currentIndex().row()
        target = here + step
        if abs(step) > 1:
            target = max(0, min(target, rows - 1))
        direction = 1 if step > 0 else -1
        for offset in range(rows):
            row = (target + direction * offset) % rows
            entry = self.model.entry(row)
            if entry and not entry.is_heading:
                self._go_to(row)
                return

    def _go_to(self, row: int) -> None:
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        above = [self.model.entry(place) for place in range(row)]
        if all(entry and entry.is_heading for entry in above):
            self.list.scrollToTop()  # The first answer shows with its heading.
        else:
            self.list.scrollTo(index)

    def _show(self, entries: Sequence[Entry]) -> None:
        self.model.show_entries(entries)
        shown = entries[: self._most]
        self.list.setFixedHeight(
            sum(entry_height(entry, two_lines=self._two_lines) for entry in shown)
        )
        self.list.setVisible(bool(entries))

    def _on_box_text_edited(self, text: str) -> None:
        self._show(self._find(text))
        if text.strip():
            self.highlight_first()
        self.highlighted.emit(self.current)
        self.edited.emit(text)

    def _on_list_clicked(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry and not entry.is_heading:
            self.picked.emit(entry)

    def _on_list_current_changed(self, current: QModelIndex) -> None:
        self.highlighted.emit(self.model.entry(current.row()))

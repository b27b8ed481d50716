"""The list of fields: one painted widget, so that a decision is on the screen at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from models.language import tr
from ui.editors.editor import Editor
from ui.record.row_layout import (
    FEW,
    MANY,
    Chip,
    Line,
    RowBox,
    RowLayout,
    Sheet,
    Type,
    editor_left,
)
from ui.record.row_painting import RowPainter
from ui.record.rows import Row
from ui.session import Focus
from ui.theme import UNIT, Theme
from ui.words.records import (
    confidence_level,
    confidence_words,
    row_in_words,
    state_words,
    value_text,
)


class FieldList(QWidget):
    """Shows rows and tells what was clicked; it decides nothing."""

    value_picked = Signal(str, int)
    """A row (field key) was clicked, at a value or beside it."""
    accept_requested = Signal(str, int)
    correct_requested = Signal(str, int)
    alternative_picked = Signal(int)
    """The alternative of this number (from 1) was clicked."""
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme, scroll_area: QScrollArea) -> None:
        super().__init__()
        self._theme = theme
        self._type = Type(theme)
        self._scroll_area = scroll_area
        self._rows: Sequence[Row] = ()
        self._focus = Focus()
        self._text = ""
        self._sheet = Sheet()
        self._lines: dict[str, Line] = {}
        self._most_answers = FEW
        self._editor: Editor | None = None
        # When all around it has its new place.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._reveal)
        scroll_area.viewport().installEventFilter(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Fields of the event"))

    def show_rows(self, rows: Sequence[Row], focus: Focus, article_text: str) -> None:
        """Show these rows, the focused one open and in view."""
        moved = focus.field != self._focus.field or focus.record_key != self._focus.record_key
        if moved:
            self._most_answers = FEW
        self._rows, self._focus, self._text = rows, focus, article_text
        self._lay_out()
        if moved or self._editor:
            self._reveal()
        self._say_focused_row()

    def show_more(self) -> None:
        """Show the answers to the focused row that stand behind its first five."""
        self._most_answers = MANY
        self._lay_out()
        self._reveal()

    def is_hidden(self, number: int) -> bool:
        """Whether the answer of a number (from 1) is one that only `show_more` shows."""
        box = self._sheet.box(self._focus.field)
        return box is not None and box.more is not None and number > len(box.alternatives)

    def open_editor(self, editor: Editor) -> None:
        """Put an editor into the focused row."""
        self._editor = editor
        editor.setParent(self)
        editor.resized.connect(self._on_editor_resized)
        self._lay_out()
        editor.show()
        self._reveal()

    def close_editor(self) -> None:
        """Take the editor away; the row shows its values again."""
        if self._editor is None:
            return
        editor, self._editor = self._editor, None
        editor.hide()
        editor.deleteLater()
        self._lay_out()

    def box(self, field_key: str) -> RowBox | None:
        """Where a row and its parts stand, for whoever must point at it."""
        return self._sheet.box(field_key)

    def dress(self) -> None:
        """Measure and paint again in the theme's type and colours."""
        self._type = Type(self._theme)
        self._lines.clear()
        self._lay_out()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), round(self._sheet.height) + UNIT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dirty = event.rect()
        rows = RowPainter(painter, self._theme, self._type, QRectF(dirty))
        for box in self._sheet.boxes:
            if box.rect.bottom() >= dirty.top() and box.top_with_head <= dirty.bottom():
                rows.row(box, self._focus.index)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The focused row stays in view, whatever room there is."""
        if event.type() is QEvent.Type.Resize:
            self._settled.start()
        return super().eventFilter(watched, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        box = self._sheet.box_at(event.position())
        if box is None or event.button() is Qt.MouseButton.MiddleButton:
            return
        number = _index_at(box.alternatives, event.position())
        index = _index_at(box.chips, event.position())
        key, index_here = box.row.field.key, index if index is not None else -1
        if event.button() is Qt.MouseButton.LeftButton and number is not None:
            self.alternative_picked.emit(number + 1)
        elif box.more and box.more.rect.contains(event.position()):
            self.show_more()
        elif event.button() is Qt.MouseButton.LeftButton and _near(box.glyph, event.position()):
            self.accept_requested.emit(key, index_here)
        else:
            self.value_picked.emit(key, index_here)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        box = self._sheet.box_at(event.position())
        if box is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        index = _index_at(box.chips, event.position())
        beside = not box.chips and event.position().x() > self._sheet.value_left
        if index is not None or beside:
            self.correct_requested.emit(box.row.field.key, index or 0)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        box = self._sheet.box_at(event.position())
        hot = box is not None and (
            _near(box.glyph, event.position())
            or _index_at([*box.chips, *box.alternatives, *_more(box)], event.position()) is not None
        )
        shape = Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        box = self._sheet.box_at(QPointF(event.pos()))
        if box is None:
            return
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = _index_at(box.chips, QPointF(event.pos()))
            self.value_picked.emit(box.row.field.key, -1 if index is None else index)
        self.menu_requested.emit(event.globalPos())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _lay_out(self) -> None:
        width = float(self.width())
        height = None
        if self._editor:
            height = self._editor.height_at(self._editor_width())
        layout = RowLayout(self._type, width, self._text, self._most_answers, self._lines)
        self._sheet = layout.sheet(self._rows, self._focus, height)
        self.setFixedHeight(round(self._sheet.height) + UNIT)
        box = self._sheet.box(self._focus.field)
        if self._editor and box and box.editor:
            self._editor.setGeometry(box.editor.toRect())
        self.update()

    def _editor_width(self) -> int:
        # The column of values depends on the labels only, so the sheet that stands will do.
        left = editor_left(self._sheet.value_left, self.width())
        return max(160, round(self.width() - left - UNIT))

    def _reveal(self) -> None:
        box = self._sheet.box(self._focus.field)
        if box is None:
            return
        top, bottom = box.top_with_head, box.rect.bottom()
        height = self._scroll_area.viewport().height()
        bar = self._scroll_area.verticalScrollBar()
        bar.setMaximum(max(bar.maximum(), self.height() - height))
        if top < bar.value() or bottom - top > height:
            bar.setValue(round(top))
        elif bottom > bar.value() + height:
            bar.setValue(round(bottom - height) + 1)

    def _say_focused_row(self) -> None:
        row = next((row for row in self._rows if row.field.key == self._focus.field), None)
        words = _in_words(row) if row else ""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if QAccessible.isActive():
                changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
                QAccessible.updateAccessibility(changed)

    def _tip(self, point: QPointF) -> str:
        box = self._sheet.box_at(point)
        if box is None:
            return ""
        field = box.row.field
        index = _index_at(box.chips, point)
        if index is not None and box.chips[index].shown:
            shown = box.chips[index].shown
            words = value_text(shown.value, field) if shown else ""
            state = state_words(shown.state) if shown else ""
            return f"{words} · {state}" if words != state else words
        if _near(box.glyph, point):
            return self._glyph_tip(box)
        if box.bars and box.bars.adjusted(-6, -6, 6, 6).contains(point):
            return tr("The engine finds this {confidence}", confidence=confidence_words(box.level))
        key = "\n" + tr("{key} goes here", key=field.shortcut.upper()) if field.shortcut else ""
        return f"{field.help}{key}".strip() if box.label.contains(point) else ""

    def _glyph_tip(self, box: RowBox) -> str:
        state = box.row.leading_state
        if state is None:
            return tr("Empty: nobody has looked yet")
        waiting = box.row.waiting
        level = confidence_words(confidence_level(waiting.confidence)) if waiting else ""
        words = state_words(state)
        words = words[:1].upper() + words[1:] + (f", {level}" if level else "")
        return tr("{words}; click to accept", words=words) if waiting else words

    def _on_editor_resized(self) -> None:
        self._lay_out()
        self._reveal()


def _more(box: RowBox) -> list[Chip]:
    return [box.more] if box.more else []


def _index_at(chips: Sequence[Chip], point: QPointF) -> int | None:
    for index, chip in enumerate(chips):
        if chip.rect.contains(point):
            return index
    return None


def _near(rect: QRectF, point: QPointF) -> bool:
    return rect.adjusted(-6, -5, 4, 5).contains(point)


def _in_words(row: Row) -> str:
    return row_in_words(row.field, row.values, row.problems, row.offers, row.told)

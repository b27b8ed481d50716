"""How the rows of a record look: states by shape first and colour second."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPen, QPixmap

from models.events import State
from models.language import tr
from ui.actions import key_words
from ui.record.row_layout import CHIP_INSIDE, Chip, RowBox, Type
from ui.theme import UNIT, Theme
from ui.words.records import value_text

_ROUND = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
_SMALL = 11.0
#: Narrower words on a problem would say nothing.
_LEAST_WORDS = 8 * UNIT
_STATE_COLORS = {
    State.ACCEPTED: "accepted",
    State.SUGGESTED: "suggested",
    State.CORRECTED: "corrected",
    State.ADDED: "corrected",
    State.REJECTED: "rejected",
    State.NOT_REPORTED: "muted",
}
_LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_glyph(painter: QPainter, theme: Theme, rect: QRectF, state: State | None) -> None:
    """The state of a value: disc with tick, dashed ring, ring with stroke, dash, cross, dot."""
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 16, rect.height() / 16)
    color = theme.color(_STATE_COLORS[state] if state else "ev_other")
    box = QRectF(1.5, 1.5, 13, 13)
    painter.setPen(QPen(color, 1.6, *_ROUND))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match state:
        case State.ACCEPTED:
            painter.setBrush(color)
            painter.drawEllipse(box)
            painter.setPen(QPen(theme.color("paper"), 1.8, *_ROUND))
            painter.drawPolyline([QPointF(4.8, 8.2), QPointF(7.1, 10.4), QPointF(11.2, 5.8)])
        case State.SUGGESTED:
            pen = QPen(color, 1.6)
            pen.setDashPattern([1.6, 1.6])
            painter.setPen(pen)
            painter.drawEllipse(box)
        case State.CORRECTED:
            painter.drawEllipse(box)
            painter.drawLine(QPointF(5.4, 10.6), QPointF(10.6, 5.4))
        case State.ADDED:
            painter.drawEllipse(box)
            painter.drawLine(QPointF(5, 8), QPointF(11, 8))
            painter.drawLine(QPointF(8, 5), QPointF(8, 11))
        case State.REJECTED:
            painter.drawLine(QPointF(4.2, 4.2), QPointF(11.8, 11.8))
            painter.drawLine(QPointF(11.8, 4.2), QPointF(4.2, 11.8))
        case State.NOT_REPORTED:
            painter.drawLine(QPointF(3.5, 8), QPointF(12.5, 8))
        case None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(QPointF(8, 8), 2.2, 2.2)
    painter.restore()


def state_icon(theme: Theme, state: State) -> QIcon:
    """The same for a cell of a table; sharp on screens of twice as many points, too."""
    picture = QPixmap(4 * UNIT, 4 * UNIT)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_glyph(painter, theme, QRectF(picture.rect()), state)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)


def paint_bars(painter: QPainter, theme: Theme, rect: QRectF, level: int) -> None:
    """Confidence as three bars: weak, possible, likely."""
    painter.setPen(Qt.PenStyle.NoPen)
    for bar in range(3):
        painter.setBrush(theme.color("suggested" if bar < level else "line"))
        height = 4 + 4 * bar
        painter.drawRoundedRect(
            QRectF(rect.left() + bar * 5.5, rect.bottom() - height, 4, height), 1, 1
        )


class RowPainter:
    """Paints laid-out rows; of a row with very many values only those in the exposed part."""

    def __init__(self, painter: QPainter, theme: Theme, type_: Type, exposed: QRectF) -> None:
        self._painter = painter
        self._exposed = exposed
        self._theme = theme
        self._type = type_

    def row(self, box: RowBox, index: int) -> None:
        """One row; `index` is the value that the focus is on."""
        if box.head:
            self._words(
                QRectF(8, box.top_with_head + 6, box.rect.width() - 16, 18),
                box.head.upper(), "faint", self._type.head,
            )  # fmt: skip
        if box.is_focused:
            self._focus(box.rect)
        paint_glyph(self._painter, self._theme, box.glyph, box.row.leading_state)
        self._words(box.label, box.row.field.label, "text" if box.is_focused else "muted")
        self._underline(box)
        self._values(box, index)
        if not box.chips and box.editor is None:
            self._empty(box)
        for chip in [*box.alternatives, *([box.more] if box.more else [])]:
            self._chip(chip, strong=False, is_focused=True, with_state=False)
        if box.bars:
            paint_bars(self._painter, self._theme, box.bars, box.level)
        for passage in box.passages:
            self._painter.setPen(self._theme.color(passage.color))
            passage.layout.draw(self._painter, passage.at)
        if box.row.problems and not box.is_focused:
            self._problem(box, self._warning(box))

    def _underline(self, box: RowBox) -> None:
        """A line under the letter that is the field's key."""
        label, letter = box.row.field.label, box.row.field.shortcut
        place = label.casefold().find(letter) if letter else -1
        if place >= 0:
            metrics = self._type.field_metrics
            left = box.label.left() + metrics.horizontalAdvance(label[:place])
            right = box.label.left() + metrics.horizontalAdvance(label[: place + 1])
            bottom = box.label.center().y() + metrics.ascent() / 2 + 2.5
            self._painter.setPen(QPen(self._theme.color("ev_other"), 1))
            self._painter.drawLine(QPointF(left, bottom), QPointF(right - 0.5, bottom))

    def _values(self, box: RowBox, index: int) -> None:
        mixed = len({one.state for one in box.row.values}) > 1
        for number, chip in enumerate(box.chips):
            if chip.rect.intersects(self._exposed):
                strong = box.is_focused and len(box.chips) > 1 and number == index
                self._chip(chip, strong=strong, is_focused=box.is_focused, with_state=mixed)

    def _focus(self, rect: QRectF) -> None:
        painter = self._painter
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setClipRect(QRectF(rect.left(), rect.top(), 3, rect.height()))
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(rect, 8, 8)
        painter.setClipRect(rect.adjusted(3, 0, 0, 0))
        painter.setBrush(self._theme.color("accent_wash"))
        painter.drawRoundedRect(rect, 8, 8)
        painter.restore()

    def _chip(self, chip: Chip, *, strong: bool, is_focused: bool, with_state: bool) -> None:
        painter, state = self._painter, chip.shown.state if chip.shown else None
        ground = "raised" if is_focused else "chip"
        painter.setPen(QPen(self._theme.color("accent"), 1.2) if strong else Qt.PenStyle.NoPen)
        if state not in (State.NOT_REPORTED, State.REJECTED) or strong:
            painter.setBrush(self._theme.color(ground))
            painter.drawRoundedRect(chip.rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        words = chip.rect.adjusted(8, 0, -6, 0)
        if chip.number:
            self._words(words, chip.number, "faint", self._type.number)
            words.setLeft(
                words.left()
                + self._type.number_metrics.horizontalAdvance(chip.number)
                + CHIP_INSIDE
            )
        color = "muted" if state in (State.NOT_REPORTED, State.REJECTED) else "text"
        self._words(words, chip.text, color)
        if chip.note:
            width = self._type.field_metrics.horizontalAdvance(chip.text) + CHIP_INSIDE
            self._words(words.adjusted(width, 0, 4, 0), chip.note, "muted", self._type.note)
        if state is State.REJECTED:
            self._strike(words, chip.text)
        if with_state and state:
            corner = QPointF(chip.rect.right() - _SMALL + 3, chip.rect.top() - 3)
            self._badge(QRectF(corner.x(), corner.y(), _SMALL, _SMALL), state)

    def _badge(self, rect: QRectF, state: State) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color("window"))
        self._painter.drawEllipse(rect)
        paint_glyph(self._painter, self._theme, rect, state)

    def _strike(self, rect: QRectF, text: str) -> None:
        width = self._type.field_metrics.horizontalAdvance(text)
        middle = rect.center().y() + 1
        self._painter.setPen(QPen(self._theme.color("muted"), 1.2))
        self._painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.left() + width, middle))

    def _in_place_of_values(self, box: RowBox) -> str:
        words = tr("empty")
        if box.is_focused:
            enters, silent = key_words("accept"), key_words("mark_not_reported")
            words = tr(
                "empty · {enter} adds, {silent} marks not reported", enter=enters, silent=silent
            )
        elif possible := box.row.possible:
            words = f"{value_text(possible.value, box.row.field)} ?"
        return words

    def _empty(self, box: RowBox) -> None:
        words, left = self._in_place_of_values(box), box.words_left
        place = QRectF(left, box.label.top(), box.rect.right() - left - 8, box.label.height())
        cut = self._type.field_metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        self._words(place, cut, "faint")

    def _problem(self, box: RowBox, right: float) -> None:
        """What is wrong, in as many words as there is room for; the focused row says it all."""
        left = box.first_line_right
        if not box.chips:
            left += self._type.field_metrics.horizontalAdvance(self._in_place_of_values(box))
        room = QRectF(left, box.label.top(), right - left, box.label.height())
        room.adjust(2 * UNIT, 0, -UNIT, 0)
        if room.width() >= _LEAST_WORDS:
            words = box.row.problems[0]
            metrics = self._type.note_metrics
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            room.setLeft(room.right() - metrics.horizontalAdvance(cut) - 1)
            self._words(room, cut, "warn", self._type.note)

    def _warning(self, box: RowBox) -> float:
        """A small triangle at the row's end; returns where it begins."""
        right = (box.bars.left() if box.bars else box.rect.right()) - 10
        middle = box.glyph.center().y()
        points = [(-6, 5), (0, -6), (6, 5)]
        painter = self._painter
        painter.setPen(QPen(self._theme.color("warn"), 1.5, *_ROUND))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon([QPointF(right - 2 + x, middle + y) for x, y in points])
        painter.drawLine(QPointF(right - 2, middle - 2), QPointF(right - 2, middle + 1))
        painter.drawPoint(QPointF(right - 2, middle + 3))
        return right - UNIT

    def _words(self, rect: QRectF, text: str, color: str, font: QFont | None = None) -> None:
        self._painter.setFont(font or self._type.field)
        self._painter.setPen(self._theme.color(color))
        self._painter.drawText(rect, _LEFT_MIDDLE, text)

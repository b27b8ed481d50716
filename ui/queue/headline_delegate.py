"""Paints one article of the queue: headline, where it is from, how far it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from db.project import Headline
from models.article import Status
from models.language import tr, trn
from models.spans import Utf16Map
from ui.queue.queue_list_model import HEADLINE_ROLE, SNIPPET_ROLE
from ui.queue.snippet_painting import paint_snippet
from ui.theme import FIELD, MEDIUM, NOTE, REGULAR, Theme
from ui.words.days import short_day_words
from ui.words.directions import isolated

_PADDING_X, _PADDING_Y, _GAP = 10, 8, 3


class HeadlineDelegate(QStyledItemDelegate):
    """Two lines of headline at most and one line of facts, all rows of one height."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme

    @property
    def row_height(self) -> int:
        title = QFontMetrics(self._theme.font(FIELD, MEDIUM)).lineSpacing()
        note = QFontMetrics(self._theme.font(NOTE)).height()
        return 2 * title + _GAP + note + 2 * _PADDING_Y + 4

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        headline = index.data(HEADLINE_ROLE)
        if not isinstance(headline, Headline):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open = bool(state & QStyle.StateFlag.State_Selected)
        is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
        self._card(painter, rect, is_open=is_open, is_under_mouse=is_under_mouse)
        inner = rect.adjusted(_PADDING_X, _PADDING_Y + 2, -_PADDING_X, -_PADDING_Y - 2)
        is_over = headline.status in (Status.DONE, Status.SKIPPED)
        color = self._theme.color("muted" if is_over and not is_open else "text")
        weight = REGULAR if is_over else MEDIUM
        title = " ".join(headline.title.split()) or tr("Untitled")
        snippet = index.data(SNIPPET_ROLE)
        font, lines = self._theme.font(FIELD, weight), 1 if snippet else 2
        below = _lines(painter, inner, title, font, color, lines)
        if snippet:
            room = QRect(inner.left(), below, inner.width(), QFontMetrics(font).lineSpacing())
            paint_snippet(painter, room, snippet, self._theme)
            below = room.bottom() + 1
        self._facts(painter, QRect(inner.left(), below + _GAP, inner.width(), 18), headline)
        painter.restore()

    def _card(self, painter: QPainter, rect: QRect, *, is_open: bool, is_under_mouse: bool) -> None:
        if not is_open and not is_under_mouse:
            return
        palette = self._theme.palette
        edge = palette.accent if is_open else palette.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(palette.raised) if is_open else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 2.5, -0.5, -2.5), 8, 8)

    def _facts(self, painter: QPainter, rect: QRect, headline: Headline) -> None:
        font = self._theme.font(NOTE)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        words, token = state_words(headline)
        right = 0
        if words:
            right = metrics.horizontalAdvance(words) + 16
            painter.setPen(self._theme.color(token))
            painter.drawText(rect, _RIGHT, words)
            glyph = QRectF(rect.right() - right + 3, rect.center().y() - 4.5, 10, 10)
            _glyph(painter, glyph, headline.status, self._theme.color(token))
        left = rect.adjusted(0, 0, -right - 6, 0)
        if headline.relatives:
            left.setRight(left.right() - self._relatives(painter, left, headline.relatives))
        painter.setPen(self._theme.color("faint"))
        painter.drawText(left, _LEFT, fitting_facts(headline, metrics, left.width()))

    def _relatives(self, painter: QPainter, rect: QRect, count: int) -> int:
        """Two sheets and how many others there are, at the right end; the room that takes."""
        words = str(count) if count < _MANY else f"{_MANY - 1}+"
        width = QFontMetrics(self._theme.font(NOTE)).horizontalAdvance(words)
        painter.setPen(self._theme.color("muted"))
        painter.drawText(rect, _RIGHT, words)
        sheet = QRectF(rect.right() - width - 11, rect.center().y() - 4.5, 6, 7)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.translated(2, 2))
        painter.setBrush(self._theme.color("paper"))
        painter.drawRect(sheet)
        return width + 18


_MANY = 100
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def state_words(headline: Headline) -> tuple[str, str]:
    """How far an article is, in words, and the colour token that goes with it."""
    match headline.status:
        case Status.DONE:
            return (
                (trn("{count} accepted", "{count} accepted", headline.events), "accepted")
                if headline.events
                else (tr("no event"), "muted")
            )
        case Status.SKIPPED:
            return tr("skipped"), "faint"
        case Status.FLAGGED:
            return tr("flagged"), "warn"
        case Status.IN_PROGRESS:
            return tr("in progress"), "accent"
        case Status.NEW:
            return (
                (trn("{count} suggested", "{count} suggested", headline.suggested), "suggested")
                if headline.suggested
                else _NEW
            )


_NEW = ("", "muted")


#: A source of which fewer letters would show is left out.
_LEAST = 3


def fitting_facts(headline: Headline, metrics: QFontMetrics, room: int) -> str:
    """Source and day; where room is short the year goes first, then the source, then the day.

    The day stands behind the source also where that runs from right to left.
    """
    day = short_day_words(headline.published) if headline.published else ""
    whole = " · ".join(fact for fact in (isolated(headline.source), day) if fact)
    if metrics.horizontalAdvance(whole) <= room:
        return whole
    if not day:
        return metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room)
    tail = f" · {day.rsplit(' ', 1)[0]}" if headline.source else day
    left = room - metrics.horizontalAdvance(tail)
    if left < metrics.horizontalAdvance(headline.source[:_LEAST] + "…"):
        alone = tail.removeprefix(" · ")
        # Half a day would be another day.
        return alone if metrics.horizontalAdvance(alone) <= room else ""
    return isolated(metrics.elidedText(headline.source, Qt.TextElideMode.ElideRight, left)) + tail


def _lines(painter: QPainter, rect: QRect, text: str, font: QFont, color: QColor, most: int) -> int:
    """Draw at most so many lines, the last one elided; where they end."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    metrics, utf16 = QFontMetrics(font), Utf16Map(text)
    painter.setFont(font)
    painter.setPen(color)
    y = rect.top()
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        # Qt counts UTF-16 units here.
        start = utf16.to_code_point(line.textStart())
        end = utf16.to_code_point(line.textStart() + line.textLength())
        shown = text[start:end].rstrip()
        if number == most - 1:
            rest = text[start:]
            shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QRect(rect.left(), y, rect.width(), metrics.lineSpacing()), _LEFT, shown)
        y += metrics.lineSpacing()
    layout.endLayout()
    return y


def _glyph(painter: QPainter, box: QRectF, status: Status, color: QColor) -> None:
    """The state as a shape, so that it does not hang on colour."""
    pen = QPen(color, 1.4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = box.center()
    match status:
        case Status.NEW:
            pen.setDashPattern([1.5, 1.5])
            painter.setPen(pen)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        case Status.IN_PROGRESS:
            painter.setPen(pen)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
            painter.setBrush(color)
            painter.drawPie(box.adjusted(1, 1, -1, -1), 90 * 16, 180 * 16)
        case Status.DONE:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPolyline(
                [
                    QPointF(box.left() + 1.5, middle.y()),
                    QPointF(box.left() + 4, box.bottom() - 2.5),
                    QPointF(box.right() - 1, box.top() + 2),
                ]
            )
        case Status.SKIPPED:
            painter.setPen(pen)
            painter.drawLine(
                QPointF(box.left() + 1, middle.y()), QPointF(box.right() - 1, middle.y())
            )
        case Status.FLAGGED:
            painter.setPen(pen)
            painter.setBrush(color)
            painter.drawLine(
                QPointF(box.left() + 2, box.top()), QPointF(box.left() + 2, box.bottom())
            )
            painter.drawPolygon(
                [
                    QPointF(box.left() + 2, box.top() + 0.5),
                    QPointF(box.right(), box.top() + 3),
                    QPointF(box.left() + 2, box.top() + 5.5),
                ]
            )

"""A map that is pulled and zoomed: pins with names, or many dots, over the borders of the world."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QPushButton, QToolTip, QWidget
from typing_extensions import override

from models.language import tr
from models.typed import show_coordinates
from ui.map.dots import Dot, Dots
from ui.map.labels import Rect
from ui.map.land import Land
from ui.map.pins import Pin, PinPainter, pin_at
from ui.map.projection import View
from ui.map.world import world
from ui.theme import GROUP, UNIT, Theme

_STEP = 6 * UNIT
_ZOOM_STEP = 1.5
_MARGIN = 6 * UNIT
_CLICK_RADIUS = 4
_RULER = 9 * UNIT
_BUTTON = 3 * UNIT
#: The angle by which one notch of a wheel turns, in eighths of a degree (Qt).
_NOTCH = 120
#: A point that could be shown so many times larger is not well in view.
_FAR_OFF = 4


class MapView(QWidget):
    """Shows points; tells which were clicked, or where beside them. It decides nothing."""

    point_picked = Signal(float, float)
    """A place beside all pins was clicked (latitude, longitude), or Space pressed at the cross."""
    pin_picked = Signal(object)
    """A pin was clicked (`Pin`)."""
    pin_taken = Signal(object)
    """A pin was clicked twice."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._land: Land | None = None
        self._pins: Sequence[Pin] = ()
        self._dots = Dots()
        self._view = View()
        self._looked_at: Sequence[tuple[float, float]] | None = None
        self._base = QPixmap()
        self._pressed: QPointF | None = None
        self._pulled: QPointF | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._buttons = (
            self._button("+", tr("Zoom in"), lambda: self.zoom(_ZOOM_STEP)),
            self._button("−", tr("Zoom out"), lambda: self.zoom(1 / _ZOOM_STEP)),
            self._button("⤢", tr("Show all points"), self.show_all),
        )
        theme.changed.connect(self._on_theme_changed)

    @property
    def view(self) -> View:
        """What is in view."""
        return self._view

    @property
    def pins(self) -> Sequence[Pin]:
        return self._pins

    def show_pins(self, pins: Sequence[Pin]) -> None:
        """Show these points with their names."""
        self._pins = pins
        self.setAccessibleDescription(", ".join(pin.name for pin in pins))
        self.update()

    def show_dots(self, dots: Sequence[Dot]) -> None:
        """Show many points as dots; those of one place are best put together beforehand."""
        self._dots = Dots(dots)
        self.update()

    def show_all(self) -> None:
        """Move and zoom so that all points are in view; without points, show the world."""
        points = [(pin.lat, pin.lon) for pin in self._pins]
        points += self._dots.points
        self._go_to(self._view.around(points, _MARGIN))

    def look_at(self, points: Sequence[tuple[float, float]]) -> None:
        """Show these points, unless the first (latitude, longitude) is well in view already."""
        self._looked_at = points
        wanted = self._view.around(points, _MARGIN)
        far_off = self._view.scale * _FAR_OFF < wanted.scale
        if not points or far_off or not self._view.shows(*points[0], 2 * UNIT):
            self._go_to(wanted)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom around a pixel, or around the middle."""
        place = at or QPointF(self.width() / 2, self.height() / 2)
        self._go_to(self._view.zoomed(factor, place.x(), place.y()))

    def pull(self, across: float, down: float) -> None:
        """Move the map by so many pixels."""
        self._go_to(self._view.moved(across, down))

    @override
    def sizeHint(self) -> QSize:
        return QSize(40 * UNIT, 22 * UNIT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        first = self._view.width == 1
        self._view = self._view.resized(self.width(), self.height())
        if first and self._looked_at is not None:
            self._go_to(self._view.around(self._looked_at, _MARGIN))
        elif first:
            self.show_all()
        for place, button in enumerate(self._buttons):
            top = UNIT // 2 + place * (_BUTTON + 2)
            button.setGeometry(self.width() - _BUTTON - UNIT // 2, top, _BUTTON, _BUTTON)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._land is None:
            self._land = Land(world())
        if self._base.isNull() or self._base.deviceIndependentSize() != self.size():
            self._paint_base(self._land)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._base)
        points = PinPainter(painter, self._theme, self._view)
        side = QRectF(self._buttons[0].geometry().united(self._buttons[-1].geometry()))
        buttons = Rect(side.x(), side.y(), side.width(), side.height())
        if self._dots:
            # There is no room free of dots: they lie over the names of countries.
            self._land.paint_names(painter, self._theme, self._view, [buttons])
            self._dots.paint(painter, self._theme, self._view)
        taken = points.paint(self._pins, buttons)
        if not self._dots:
            self._land.paint_names(painter, self._theme, self._view, taken)
        self._paint_ruler(painter)
        self._paint_frame(painter)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self._pulled = event.position()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._pulled is None:
            over = pin_at(self._pins, self._view, event.position().x(), event.position().y())
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.CrossCursor
            self.setCursor(shape)
            return
        here = event.position()
        if (here - self._pressed).manhattanLength() > _CLICK_RADIUS or self._is_pulled():
            step = here - self._pulled
            self._pulled = here
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pull(step.x(), step.y())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        clicked = not self._is_pulled()
        self._pressed = self._pulled = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        if clicked:
            self._pick(event.position())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        pin = pin_at(self._pins, self._view, event.position().x(), event.position().y())
        if pin:
            self.pin_taken.emit(pin)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(2 ** (event.angleDelta().y() / _NOTCH / 2), event.position())
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (_STEP, 0),
            Qt.Key.Key_Right: (-_STEP, 0),
            Qt.Key.Key_Up: (0, _STEP),
            Qt.Key.Key_Down: (0, -_STEP),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.pull(*steps[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM_STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / _ZOOM_STEP)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.show_all()
        elif key == Qt.Key.Key_Space:
            self._pick(QPointF(self.width() / 2, self.height() / 2))
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def _go_to(self, view: View) -> None:
        if not view.is_like(self._view):
            self._view = view
            self._base = QPixmap()
            self.update()

    def _pick(self, place: QPointF) -> None:
        pin = pin_at(self._pins, self._view, place.x(), place.y())
        if pin:
            self.pin_picked.emit(pin)
        else:
            self.point_picked.emit(*self._view.to_degrees(place.x(), place.y()))

    def _is_pulled(self) -> bool:
        return self._pressed != self._pulled

    def _tip(self, place: QPointF) -> str:
        pin = pin_at(self._pins, self._view, place.x(), place.y())
        if pin:
            return f"{pin.name} · {show_coordinates(pin.lat, pin.lon)}"
        dot = self._dots.at(self._view, place.x(), place.y())
        return f"{dot.name} · {dot.events}".strip(" ·") if dot else ""

    def _button(self, sign: str, name: str, run: object) -> QPushButton:
        button = QPushButton(sign, self)
        button.setProperty("onmap", True)  # noqa: FBT003 - Qt's own signature
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(run)
        return button

    def _paint_base(self, land: Land) -> None:
        ratio = self.devicePixelRatioF()
        self._base = QPixmap(self.size() * ratio)
        self._base.setDevicePixelRatio(ratio)
        painter = QPainter(self._base)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        land.paint(painter, self._theme, self._view)
        painter.end()

    def _paint_ruler(self, painter: QPainter) -> None:
        km, width = self._view.ruler(_RULER)
        low = self.height() - UNIT
        painter.setPen(QPen(self._theme.color("muted"), 1))
        painter.drawLine(QPointF(UNIT, low), QPointF(UNIT + width, low))
        for x in (UNIT, UNIT + width):
            painter.drawLine(QPointF(x, low - 3), QPointF(x, low))
        painter.setFont(self._theme.font(GROUP))
        height = QFontMetricsF(painter.font()).height()
        text = QRectF(UNIT, low - 3 - height, max(width, _RULER), height)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft, tr("{km} km", km=km))

    def _paint_frame(self, painter: QPainter) -> None:
        """The border; with the keyboard here, in the colour of focus and with a cross to pick."""
        focused = self.hasFocus()
        color = self._theme.color("accent" if focused else "line")
        painter.setPen(QPen(color, 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if focused:
            middle = QPointF(self.width() / 2, self.height() / 2)
            for step in (QPointF(UNIT, 0), QPointF(0, UNIT)):
                painter.drawLine(middle - step, middle + step)

    def _on_theme_changed(self) -> None:
        self._base = QPixmap()
        self.update()

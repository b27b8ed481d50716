"""A box with an axis at its left and its foot, of the charting library's parts.

The library's own plot brings some fifty hidden controls and a menu along, two more axes and a
title: half of the time and memory that a chart takes.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGraphicsGridLayout

from ui.charts.library import AxisItem, GraphicsView, GraphicsWidget, ViewBox
from ui.theme import UNIT


class Canvas(GraphicsView):  # type: ignore[misc]
    """Holds what is drawn in the units of its axes; it is looked at, not zoomed."""

    def __init__(self) -> None:
        super().__init__(background=None)
        self.enableMouse(False)  # noqa: FBT003
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frame: Any = GraphicsWidget()
        self.box: Any = ViewBox(self._frame, enableMenu=False, enableMouse=False)
        self.left: Any = AxisItem("left", parent=self._frame)
        self.bottom: Any = AxisItem("bottom", parent=self._frame)
        self.drawn: list[Any] = []
        self._arrange()

    def draw(self, item: Any) -> None:
        self.drawn.append(item)
        self.box.addItem(item)

    def clear(self) -> None:
        """Take away what was drawn."""
        for item in self.drawn:
            self.box.removeItem(item)
        self.drawn.clear()

    def show_range(self, left: float, right: float, lower: float, upper: float) -> None:
        """The numbers at the edges of the box."""
        self.box.setXRange(left, right, padding=0)
        self.box.setYRange(lower, upper, padding=0)

    def settle(self) -> None:
        """Everything in its place now, which otherwise comes with the next events."""
        self._grid.activate()

    def _arrange(self) -> None:
        grid = self._grid = QGraphicsGridLayout(self._frame)
        # The words of the outermost ticks stand half outside.
        self._frame.setContentsMargins(0, UNIT, UNIT, 0)
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(0)
        grid.addItem(self.left, 0, 0)
        grid.addItem(self.box, 0, 1)
        grid.addItem(self.bottom, 1, 1)
        grid.setRowStretchFactor(0, 100)
        grid.setColumnStretchFactor(1, 100)
        for axis in (self.left, self.bottom):
            axis.linkToView(self.box)
            axis.setZValue(0.5)
            axis.enableAutoSIPrefix(enable=False)
        self.setCentralItem(self._frame)

"""A chart with its title, its words, its variants, and the two buttons that save it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.language import tr
from ui.charts.figure import Figure, Form, write_csv
from ui.charts.legend import Legend
from ui.charts.plot import Plot
from ui.dialogs.form_dialog import note
from ui.map.dots import Dot
from ui.map.map_view import MapView
from ui.theme import SEMIBOLD, SUMMARY, UNIT, Theme

_SHARPNESS = 2
_MAP_HEIGHT = 40 * UNIT


class ChartCard(QFrame):
    """Shows one of several figures that belong together; saves are asked for, not done."""

    png_wanted = Signal(object)
    csv_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures: Sequence[Figure] = ()
        self.setProperty("card", "true")
        self._title = QLabel()
        self._title.setFont(theme.font(SUMMARY, SEMIBOLD))
        self._about = note(theme, "")
        self._nothing = note(theme, "")
        self.legend, self.plot = Legend(theme), Plot(theme)
        self._map: MapView | None = None
        self._variants = QComboBox()
        self._variants.currentIndexChanged.connect(self._show)
        self.png, self.csv = QPushButton("PNG"), QPushButton("CSV")
        self.png.clicked.connect(lambda: self.png_wanted.emit(self))
        self.csv.clicked.connect(lambda: self.csv_wanted.emit(self))
        self._picture = QWidget()
        self._column = QVBoxLayout(self._picture)
        self._tools = QWidget()
        self._arrange()

    @property
    def figures(self) -> Sequence[Figure]:
        return self._figures

    @property
    def figure(self) -> Figure:
        """The one that is shown."""
        return self._figures[max(0, self._variants.currentIndex())]

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these; the variant that was chosen stays if there is one of that name."""
        chosen = self._variants.currentText()
        self._figures = figures
        self._variants.blockSignals(True)  # noqa: FBT003
        self._variants.clear()
        self._variants.addItems([one.variant for one in figures])
        self._variants.setCurrentIndex(max(0, self._variants.findText(chosen)))
        self._variants.blockSignals(False)  # noqa: FBT003
        self._variants.setVisible(len(figures) > 1)
        title = figures[0].title
        self._variants.setAccessibleName(tr("Variant of {title}", title=title))
        self.png.setAccessibleName(tr("Save {title} as a picture", title=title))
        self.csv.setAccessibleName(tr("Save {title} as a table", title=title))
        self._show()

    def picture(self, figure: Figure) -> QImage:
        """A figure as it stands on the card, as high as it needs to be and sharp enough to print.

        Without buttons; its title names the variant instead.
        """
        shown, size = self._variants.currentIndex(), self._picture.size()
        self._variants.setCurrentIndex(list(self._figures).index(figure))
        buttons = [self._tools, *(self._map.findChildren(QPushButton) if self._map else ())]
        for button in buttons:
            button.hide()
        if sum(one.title == figure.title for one in self._figures) > 1:
            words = tr("{title}: {variant}", title=figure.title, variant=figure.variant)
            self._title.setText(words)
        image = self._painted()
        for button in buttons:
            button.show()
        self._variants.setCurrentIndex(shown)
        self._show()
        self._picture.resize(size)
        return image

    def _painted(self) -> QImage:
        widget = self._picture
        self._column.activate()
        widget.resize(widget.width(), self._column.totalHeightForWidth(widget.width()))
        self._column.activate()
        self.plot.settle()
        image = QImage(widget.size() * _SHARPNESS, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(_SHARPNESS)
        image.fill(self._theme.color("raised"))
        painter = QPainter(image)
        widget.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.end()
        return image

    def save(self, folder: Path) -> int:
        """Write every figure as picture and table; how many files."""
        for figure in self._figures:
            self.picture(figure).save(str(folder / f"{figure.key}.png"))
            write_csv(folder / f"{figure.key}.csv", figure)
        return 2 * len(self._figures)

    def _arrange(self) -> None:
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(UNIT // 2)
        self.png.setToolTip(tr("Saves this chart as a picture."))
        self.csv.setToolTip(tr("Saves the numbers of this chart as a table."))
        tools.addWidget(self._variants)
        # Titles of a row stand on one line, with variants beside them or without.
        self._tools.setMinimumHeight(self._variants.sizeHint().height())
        for button in (self.png, self.csv):
            button.setProperty("quiet", "true")
            button.setAutoDefault(False)
            tools.addWidget(button)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignTop)
        column = self._column
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, UNIT + UNIT // 2)
        column.setSpacing(UNIT // 2)
        column.addLayout(head)
        for widget in (self._about, self.legend, self._nothing):
            column.addWidget(widget)
        # What room a row of cards leaves goes to what is drawn, or below it.
        column.addWidget(self.plot, 1)
        column.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._picture)

    def _show(self) -> None:
        figure = self.figure
        self._title.setText(figure.title)
        self._about.setText(figure.about)
        has_legend = not figure.is_empty and figure.form is not Form.CELLS
        self.legend.show_series(figure.series if has_legend else (), figure.form)
        self._nothing.setText(tr("Nothing to show yet.") if figure.is_empty else "")
        self._nothing.setVisible(figure.is_empty)
        is_map = figure.form is Form.MAP
        self.plot.setVisible(not figure.is_empty and not is_map)
        if is_map and not figure.is_empty:
            self._show_map(figure)
        elif not figure.is_empty:
            self.plot.show_figure(figure)

    def _show_map(self, figure: Figure) -> None:
        if self._map is None:
            self._map = MapView(self._theme, name=figure.title)
            self._map.setMinimumHeight(_MAP_HEIGHT)
            self._column.insertWidget(self._column.count() - 1, self._map, 1)
        counts = figure.series[0].values
        rows = zip(figure.labels, figure.points, counts, strict=True)
        self._map.show_dots([Dot(lat, lon, int(n or 0), name) for name, (lat, lon), n in rows])
        self._map.show_all()

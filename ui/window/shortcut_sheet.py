"""All keys on one sheet over the window, in columns by menu; written from the action table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from models.language import tr
from ui.actions import BY_KEY, MENUS, ActionSpec, keys_of, of_menu, shown_keys
from ui.theme import FIELD, GROUP, MEDIUM, NOTE, SEMIBOLD, TITLE, Theme
from ui.widgets.overlay import Overlay

_LINE, _HEAD, _GAP, _COLUMN = 26, 34, 28, 300
_CAP_HEIGHT, _CAP_PADDING = 20.0, 6.0


class ShortcutSheet(Overlay):
    """Shows every action that has a key. Esc, ? or a click beside it leaves."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, name=tr("All keys"))
        self._keys = KeyColumns(theme)
        title = QLabel(tr("All keys"))
        title.setFont(theme.font(TITLE, SEMIBOLD))
        note = QLabel(
            tr(
                "Plain keys work wherever nobody is typing; an underlined letter goes to its "
                "field. In an editor: Enter saves, Esc leaves, Tab goes through its parts."
            )
        )
        note.setFont(theme.font(NOTE))
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        scroll = QScrollArea()
        scroll.setWidget(self._keys)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 18, 14, 16)
        column.setSpacing(4)
        column.addWidget(title)
        column.addWidget(note)
        column.addWidget(scroll, 1)

    def open_sheet(self) -> None:
        """Show the sheet."""
        self.setAccessibleDescription(self._keys.accessibleDescription())
        self.open_over(1060, 110 + self._keys.height_at(1060))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination()).toString()
        if {event.text(), pressed} & set(keys_of(BY_KEY["shortcuts"])):
            self.leave()
        super().keyPressEvent(event)


class KeyColumns(QWidget):
    """The painted columns: as many as fit, filled evenly, a menu never torn apart."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._menus = [
            (menu, [spec for spec in of_menu(menu) if shown_keys(spec)]) for menu in MENUS
        ]
        said = [f"{spec.text}: {', '.join(shown_keys(spec))}" for _, m in self._menus for spec in m]
        self.setAccessibleName(tr("Keys"))
        self.setAccessibleDescription("; ".join(said))
        theme.changed.connect(self.update)

    def height_at(self, width: int) -> int:
        """How high the columns are at a width."""
        return self._height(self._columns(width))

    @override
    def sizeHint(self) -> QSize:
        return QSize(2 * _COLUMN, self.height_at(self.width()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_COLUMN, self.height_at(self.width()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns(self.width())
        width = (self.width() - _GAP * (len(columns) - 1)) / len(columns)
        for number, menus in enumerate(columns):
            left, top = number * (width + _GAP), 0.0
            for menu, specs in menus:
                self._head(painter, QRectF(left, top, width, _HEAD), menu)
                top += _HEAD
                for spec in specs:
                    self._line(painter, QRectF(left, top, width, _LINE), spec)
                    top += _LINE

    def _columns(self, width: int) -> list[list[tuple[str, list[ActionSpec]]]]:
        count = max(1, min(3, width // (_COLUMN - 10)))
        most = sum(_tall(specs) for _, specs in self._menus) / count
        columns: list[list[tuple[str, list[ActionSpec]]]] = [[]]
        for menu, specs in self._menus:
            filled = self._height([columns[-1]])
            if columns[-1] and filled + _tall(specs) / 2 > most and len(columns) < count:
                columns.append([])
            columns[-1].append((menu, specs))
        return columns

    def _height(self, columns: Sequence[Sequence[tuple[str, list[ActionSpec]]]]) -> int:
        return max(sum(_tall(specs) for _, specs in column) for column in columns)

    def _head(self, painter: QPainter, rect: QRectF, menu: str) -> None:
        painter.setFont(self._theme.font(GROUP, SEMIBOLD))
        painter.setPen(self._theme.color("faint"))
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(rect.adjusted(0, 0, 0, -5), place, tr(menu).upper())

    def _line(self, painter: QPainter, rect: QRectF, spec: ActionSpec) -> None:
        cap_font, font = self._theme.font(NOTE, MEDIUM), self._theme.font(FIELD)
        metrics = QFontMetricsF(cap_font)
        right = rect.right()
        for key in reversed(shown_keys(spec)):
            width = max(metrics.horizontalAdvance(key) + 2 * _CAP_PADDING, _CAP_HEIGHT)
            top = rect.center().y() - _CAP_HEIGHT / 2
            cap = QRectF(right - width, top, width, _CAP_HEIGHT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("chip"))
            painter.drawRoundedRect(cap, 5, 5)
            painter.setFont(cap_font)
            painter.setPen(self._theme.color("text"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            right = cap.left() - 4
        room = right - rect.left() - 4
        text = QFontMetricsF(font).elidedText(spec.text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(self._theme.color("muted"))
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, place, text)


def _tall(specs: Sequence[ActionSpec]) -> int:
    return _HEAD + _LINE * len(specs)

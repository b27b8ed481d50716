"""The line of a record that says to which other events it is linked, each link a chip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from models.language import tr
from models.links import ShownLink
from ui.record.row_layout import GLYPH
from ui.record.row_painting import state_icon
from ui.theme import NOTE, UNIT, Theme
from ui.widgets.flow_layout import FlowLayout


@dataclass(frozen=True, slots=True)
class LinkLook:
    """What a chip says: the link in words, and more of it for the tooltip and a screen reader."""

    link: ShownLink
    text: str
    detail: str
    spoken: str


class LinkRow(QWidget):
    """Shows links; it is not there where there are none."""

    picked = Signal(object, QPoint)
    """A link was clicked (`ShownLink`, place on the screen for its menu)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._looks: Sequence[LinkLook] = ()
        self._chips: list[QPushButton] = []
        self._label = QLabel(tr("Linked to"))
        self._label.setProperty("role", "muted")
        self._flow_holder = QWidget()
        self._flow = FlowLayout(self._flow_holder, spacing=UNIT // 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._flow_holder, 1)
        self.setAccessibleName(tr("Linked to"))
        self.dress()
        self.hide()

    def show_links(self, looks: Sequence[LinkLook]) -> None:
        """Show these links, and nothing if there are none."""
        if looks == self._looks:
            return
        self._looks = looks
        self._need_chips(len(looks))
        for chip, look in zip(self._chips, looks, strict=False):
            chip.setText(look.text.replace("&", "&&"))
            chip.setIcon(state_icon(self._theme, look.link.state))
            chip.setToolTip(look.detail)
            chip.setAccessibleName(look.spoken)
        self._flow.invalidate()
        self.setVisible(bool(looks))
        self.updateGeometry()

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        self._label.setFont(self._theme.font(NOTE))
        for chip in self._chips:
            chip.setFont(self._theme.font(NOTE))
        for chip, look in zip(self._chips, self._looks, strict=False):
            chip.setIcon(state_icon(self._theme, look.link.state))
        self._label.setFixedHeight(self._chips[0].sizeHint().height() if self._chips else 3 * UNIT)

    def _need_chips(self, count: int) -> None:
        while len(self._chips) < count:
            chip = QPushButton()
            chip.setProperty("chip", True)  # noqa: FBT003 - Qt's own signature
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setIconSize(QSize(GLYPH - 2, GLYPH - 2))
            number = len(self._chips)
            chip.clicked.connect(lambda _=False, number=number: self._pick(number))
            self._chips.append(chip)
            self._flow.addWidget(chip)
            self.dress()
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < count)

    def _pick(self, number: int) -> None:
        chip = self._chips[number]
        self.picked.emit(self._looks[number].link, chip.mapToGlobal(QPoint(0, chip.height())))

"""A small drop-down for one of a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from ui.theme import Theme

_Member = TypeVar("_Member", bound=str)


class Picker(QComboBox, Generic[_Member]):
    """Offers a few words (often an enumeration) by their labels, with a sign that it opens."""

    def __init__(self, theme: Theme, labels: Mapping[_Member, str], *, name: str) -> None:
        super().__init__()
        self._theme = theme
        # Beside the items: Qt turns a member of a string enumeration into a bare string.
        self._members = list(labels)
        self.setAccessibleName(name)
        self.addItems(list(labels.values()))

    @property
    def picked(self) -> _Member:
        """The member that is shown."""
        return self._members[self.currentIndex()]

    def pick(self, member: _Member) -> None:
        """Show a member, without telling anybody."""
        self.setCurrentIndex(self._members.index(member))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._theme.color("muted"))
        place = QRectF(self.width() - 20, 0, 14, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "▾")

"""Whose work, from when, and what counts as a pause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from models.idle import IDLE_LIMITS
from models.language import tr, trn
from models.progress import Asked
from ui.theme import UNIT

_PERIODS = (None, 7, 30, 90, 365)


class Filters(QWidget):
    """Three boxes in a row. `changed` when one of them says something else."""

    changed = Signal()

    def __init__(self, me: str, annotators: Sequence[str], idle: int) -> None:
        super().__init__()
        self._me = me
        self._who, self._when, self._idle = QComboBox(), QComboBox(), QComboBox()
        self._who.addItem(tr("{name} (you)", name=me), me)
        for name in annotators:
            if name != me:
                self._who.addItem(name, name)
        self._who.addItem(tr("Everybody"), None)
        for days in _PERIODS:
            self._when.addItem(_period_words(days), days)
        for minutes in IDLE_LIMITS:
            self._idle.addItem(trn("{count} minute", "{count} minutes", minutes), minutes)
        self._idle.setCurrentIndex(max(0, self._idle.findData(idle)))
        hint = tr("A longer gap between two edits is a pause: only so much of it counts as work.")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for label, box in (
            (tr("Work of"), self._who),
            (tr("Period"), self._when),
            (tr("Pauses from"), self._idle),
        ):
            caption = QLabel(label)
            caption.setBuddy(box)
            caption.setProperty("role", "muted")
            box.setAccessibleName(label)
            row.addWidget(caption)
            row.addWidget(box)
            row.addSpacing(UNIT)
            box.currentIndexChanged.connect(self.changed)
        self._idle.setToolTip(hint)
        row.addStretch(1)

    @property
    def idle(self) -> int:
        return int(self._idle.currentData())

    @property
    def asked(self) -> Asked:
        """What the boxes say; a period begins with a day."""
        days: int | None = self._when.currentData()
        since = None
        if days:
            today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
            since = (today - timedelta(days=days - 1)).astimezone(UTC)
        who: str | None = self._who.currentData()
        return Asked(self._me, who, since, self.idle)


def _period_words(days: int | None) -> str:
    if days is None:
        return tr("From the first day")
    return tr("Last {days} days", days=days)

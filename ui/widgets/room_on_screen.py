"""How large a dialog may be."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


def fitting(dialog: QWidget, wanted: QSize) -> QSize:
    """The size, or as much of it as the screen has room for."""
    return wanted.boundedTo(dialog.screen().availableGeometry().size() * 0.96)

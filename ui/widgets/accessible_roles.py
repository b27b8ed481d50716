"""Roles for screen readers of widgets that paint themselves: Qt knows them only as some widget."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES = {
    "Overlay": QAccessible.Role.Dialog,
    "FieldList": QAccessible.Role.List,
    "MapView": QAccessible.Role.Graphic,
    "SweepBar": QAccessible.Role.Dialog,
    "QKeySequenceEdit": QAccessible.Role.HotkeyField,
}
_installed: list[bool] = []


def install_roles() -> None:
    """Once for the program: from then on screen readers hear the roles."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_made)


def _made(name: str, watched: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(name)
    if role is None or not isinstance(watched, QWidget):
        return None
    return QAccessibleWidget(watched, role)

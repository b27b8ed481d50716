"""Menus on the right button: actions of the table, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.actions import BY_KEY, shown_keys


def open_menu(pane: QWidget, at: QPoint, starts: Mapping[str, Callable[[], object]]) -> None:
    """Open a menu at a place on the screen; `starts` says what each action does."""
    menu = QMenu(pane)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for key, start in starts.items():
        spec = BY_KEY[key]
        menu.addAction("\t".join((spec.text, *shown_keys(spec)[:1])), start)
    menu.popup(at)

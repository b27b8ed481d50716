"""The page on progress in the window, and what it tells of a session: since when, how many keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

if TYPE_CHECKING:
    from ui.progress.progress_dialog import ProgressDialog
    from ui.window.main_window import MainWindow


class ProgressActions(QObject):
    """Opens the page when it is asked for; counts the keys pressed in the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._opened, self._keys = datetime.now().astimezone(), 0

    def begin(self) -> None:
        """A project is open: a session begins."""
        self._opened, self._keys = datetime.now().astimezone(), 0
        # The system's window gets each key once, whatever widget it is for.
        if handle := self._window.windowHandle():
            handle.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Asked before every key, also those that start an action and never arrive as keys.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._keys += not event.isAutoRepeat()
        return False

    def show(self) -> None:
        if page := self.open_page():
            self._window.messages.run(page)

    def open_page(self) -> ProgressDialog | None:
        """The page, already reading its figures; None without a project."""
        # Late: the window starts without it and the charting library.
        from ui.progress.progress_dialog import ProgressDialog

        window, session = self._window, self._window.session
        if session is None or window.page is None or not window.page.record.finish_editing():
            return None
        idle = window.settings.idle_minutes
        page = ProgressDialog(window.theme, session, window.messages, idle, window)
        page.idle_chosen.connect(self._on_idle_chosen)
        page.start(self._opened, self._keys)
        return page

    def _on_idle_chosen(self, minutes: int) -> None:
        window = self._window
        window.keep_settings(replace(window.settings, idle_minutes=minutes))

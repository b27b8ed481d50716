"""The page on quality in the window: opened when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


class QualityActions(QObject):
    """Shows how good the suggestions are and what was learned."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def show(self) -> None:
        # Late: the window starts without it.
        from ui.quality.measured import Measured
        from ui.quality.quality_dialog import QualityDialog

        window, session, lessons = self._window, self._window.session, self._window.lessons
        if session is None or lessons is None or window.page is None:
            return
        if window.page.record.finish_editing():
            theme, model = window.theme, window.settings.language_model or None
            measured = Measured(theme, session, model=model)
            window.messages.run(
                QualityDialog(theme, session, lessons, window.messages, measured, window)
            )

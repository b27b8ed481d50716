"""The codebook editor in the window, and what a revised codebook asks of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class CodebookActions(QObject):
    """Opens the editor; shows the project anew after a revision, its undo or its redo."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def edit(self) -> None:
        # Late: the window starts without it.
        from ui.codebook.codebook_dialog import CodebookDialog

        window, session = self._window, self._window.session
        if session is None or window.page is None or not window.page.record.finish_editing():
            return
        window.messages.run(CodebookDialog(window.theme, session, window.messages, window))

    def show_anew(self) -> None:
        """Everything that reads by the codebook begins again, engine included."""
        window = self._window
        if window.session is None or window.project is None:
            return
        focus, path = window.session.focus, window.project.path
        window.close_project()
        if window.open_project(path) and window.session:
            desk = window.session.desk
            if desk and focus.record_key in [record.key for record in desk.records]:
                window.session.set_focus(focus)

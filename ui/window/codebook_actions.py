"""The codebook editor in the window, and what a revised codebook asks of the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.codebook.drafts import Drafts
    from ui.window.main_window import MainWindow


class CodebookActions(QObject):
    """Opens the editor; shows the project anew after a revision, its undo or its redo."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._unsaved: Drafts | None = None
        self._path: Path | None = None

    def edit(self) -> None:
        # Late: the window starts without it.
        from ui.codebook.codebook_dialog import CodebookDialog

        window, session = self._window, self._window.session
        if session is None or window.page is None or not window.page.record.finish_editing():
            return
        drafts = self._unsaved if self._is_at_hand() else None
        dialog = CodebookDialog(window.theme, session, window.messages, window, drafts)
        self._unsaved, self._path = dialog.drafts, session.project.path
        if window.messages.run(dialog):
            self._unsaved = None

    def _is_at_hand(self) -> bool:
        """Whether what was left unsaved is of this project, and its codebook is still the same."""
        session, drafts = self._window.session, self._unsaved
        return bool(
            session
            and drafts
            and session.project.path == self._path
            and session.codebook == drafts.before
        )

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

"""The codebook's own keys: a letter on a field goes there (the codebook takes only free ones)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models.codebook import Field
from models.language import tr
from ui.actions.keymap import is_taken
from ui.record.reviewer import Reviewer
from ui.session import Session


class FieldKeys(QObject):
    """One shortcut for each field that has a letter; works while the pane shows."""

    def __init__(self, session: Session, reviewer: Reviewer, pane: QWidget) -> None:
        super().__init__(pane)
        self._session = session
        self._reviewer = reviewer
        self._keys: dict[str, QShortcut] = {}
        for field in session.codebook.fields:
            if field.shortcut:
                key = QShortcut(QKeySequence(field.shortcut.upper()), pane)
                key.activated.connect(partial(self._go_to, field))
                self._keys[field.shortcut.upper()] = key
        self.yield_taken()

    def yield_taken(self) -> None:
        """A letter that somebody gave to an action starts that action instead."""
        for letter, key in self._keys.items():
            key.setEnabled(not is_taken(letter))

    def _go_to(self, field: Field) -> None:
        if field in self._reviewer.fields:
            self._reviewer.focus_field(field.key)
        elif self._session.record:
            self._session.show_message(
                tr("{label} is not asked of such a record.", label=field.label)
            )

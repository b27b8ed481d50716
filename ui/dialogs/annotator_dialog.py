"""Asks for the annotator's name: at the first start, and when somebody else sits down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget
from typing_extensions import override

from models.language import tr
from ui.dialogs.form_dialog import FormDialog, note
from ui.theme import Theme


class AnnotatorDialog(FormDialog):
    """One name; those who have worked in the project are offered."""

    chapter = "Several people"

    def __init__(
        self, theme: Theme, known: Sequence[str] = (), name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, tr("Who is coding?"), tr("Start"), parent)
        self._box = QLineEdit(name)
        self._box.setPlaceholderText(tr("Your name or initials"))
        self._box.setAccessibleName(tr("Annotator"))
        self._box.setMaxLength(80)
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._box.setCompleter(completer)
        self.form.addRow(tr("Annotator"), self._box)
        words = tr(
            "Every decision is saved under this name. It stays on this machine and in the "
            "project file."
        )
        self.form.addRow("", note(theme, words))
        if known:
            self.form.addRow("", note(theme, tr("So far here: {names}", names=", ".join(known))))
        self._box.setFocus()

    @property
    def name(self) -> str:
        return " ".join(self._box.text().split())

    @override
    def accept(self) -> None:
        if self.name:
            super().accept()
        else:
            self.complain(tr("A name is needed, so that it can be said who decided what."))

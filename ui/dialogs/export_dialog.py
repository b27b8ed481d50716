"""Asks what to export and in which format."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from db.exporting import FORMATS
from models.article import Status
from ui.dialogs.form_dialog import FormDialog, note
from ui.theme import Theme

_FORMAT_WORDS = {
    "jsonl": "Exchange file (JSON Lines), with evidence",
    "csv": "Table (CSV): one row an event",
}
_STATUS_WORDS = {
    None: "All articles",
    Status.DONE: "Only articles that are done",
    Status.FLAGGED: "Only flagged articles",
}


class ExportDialog(FormDialog):
    """Where the file goes is asked afterwards, with a fitting name."""

    def __init__(
        self, theme: Theme, annotators: Sequence[str], me: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Export dataset", "Choose file …", parent)
        self._format = QComboBox()
        for name in FORMATS:
            self._format.addItem(_FORMAT_WORDS.get(name, name), name)
        self._annotator = QComboBox()
        self._annotator.addItem("All annotators", None)
        for name in annotators:
            self._annotator.addItem(f"{name} (you)" if name == me else name, name)
        self._status = QComboBox()
        for status, words in _STATUS_WORDS.items():
            self._status.addItem(words, status)
        for label, box in (
            ("Format", self._format),
            ("Records of", self._annotator),
            ("Articles", self._status),
        ):
            box.setAccessibleName(label)
            self.form.addRow(label, box)
        words = "Only what a person decided is exported; suggestions that wait are left out."
        self.form.addRow("", note(theme, words))

    @property
    def format(self) -> str:
        return str(self._format.currentData())

    @property
    def annotator(self) -> str | None:
        found: str | None = self._annotator.currentData()
        return found

    @property
    def status(self) -> Status | None:
        found = self._status.currentData()
        return Status(found) if found else None

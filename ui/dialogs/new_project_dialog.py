"""Asks what a new project is called, where its file goes, and which codebook it codes by."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from db.codebook_files import BUNDLED, load_codebook
from models.codebook import Codebook
from models.errors import UserError
from models.language import tr
from ui.dialogs.form_dialog import FormDialog, note
from ui.messages import Messages
from ui.theme import UNIT, Theme

_FORBIDDEN = set('/\\:*?"<>|')


class NewProjectDialog(FormDialog):
    """After acceptance `path` and `codebook` say what to make."""

    chapter = "Codebooks"

    def __init__(
        self, theme: Theme, messages: Messages, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, tr("New project"), tr("Create project"), parent)
        self._messages = messages
        self.codebook: Codebook | None = None
        self._name = QLineEdit()
        self._name.setPlaceholderText(tr("for example: border-incidents-2024"))
        self._name.setAccessibleName(tr("Project name"))
        self._folder = QLineEdit(str(folder))
        self._folder.setAccessibleName(tr("Folder"))
        browse = QPushButton(tr("Choose …"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse_clicked)
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        line.addWidget(self._folder, 1)
        line.addWidget(browse)
        self._codebooks = QComboBox()
        self._codebooks.setAccessibleName(tr("Codebook"))
        self._help = note(theme, "")
        for name in BUNDLED:
            book = load_codebook(name)
            self._codebooks.addItem(f"{book.title}  ({book.reference})", name)
        self._codebooks.addItem(tr("From a file …"), "")
        self._codebooks.currentIndexChanged.connect(self._on_codebooks_index_changed)
        self.form.addRow(tr("Name"), self._name)
        self.form.addRow(tr("Folder"), line)
        self.form.addRow(tr("Codebook"), self._codebooks)
        self.form.addRow("", self._help)
        self._describe()
        self._name.setFocus()

    @property
    def path(self) -> Path:
        name = self._name.text().strip()
        file_name = name if name.endswith(".db") else f"{name}.db"
        return Path(self._folder.text().strip()).expanduser() / file_name

    @override
    def accept(self) -> None:
        problem = self._problem()
        if problem:
            self.complain(problem)
            return
        try:
            self.codebook = load_codebook(str(self._codebooks.currentData()))
        except UserError as error:
            self.complain(str(error))
            return
        super().accept()

    def _problem(self) -> str:
        name = self._name.text().strip()
        if not name or name.startswith("."):
            return tr("The project needs a name.")
        if _FORBIDDEN & set(name):
            return tr(
                "A file name cannot hold {signs}.", signs=" ".join(sorted(_FORBIDDEN & set(name)))
            )
        if not self.path.parent.is_dir():
            return tr("There is no folder {folder}.", folder=self.path.parent)
        if self.path.exists():
            return tr(
                "{name} is already there; choose another name, or open it.", name=self.path.name
            )
        return ""

    def _on_browse_clicked(self) -> None:
        folder = self._messages.choose_folder(self, Path(self._folder.text()))
        if folder:
            self._folder.setText(str(folder))

    def _on_codebooks_index_changed(self, index: int) -> None:
        if not self._codebooks.itemData(index):
            chosen = self._messages.open_codebook(self)
            if chosen is None:
                self._codebooks.setCurrentIndex(0)
                return
            self._codebooks.setItemData(index, str(chosen))
            self._codebooks.setItemText(index, chosen.name)
        self._describe()

    def _describe(self) -> None:
        try:
            book = load_codebook(str(self._codebooks.currentData()))
        except UserError as error:
            self._help.setText(str(error))
            return
        words = tr(
            "{fields} fields in {groups} groups.", fields=len(book.fields), groups=len(book.groups)
        )
        self._help.setText(f"{book.help} {words}".strip())

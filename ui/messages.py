"""The only place that opens boxes and file dialogs; tests hand in somebody who answers."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from models.language import later, tr
from ui.lean import give_back

_PROJECT_FILES = later("Eventdesk projects (*.db)")


class Messages(Protocol):
    """Asks and tells a person."""

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        """Say something that has to be read."""

    def run(self, dialog: QDialog) -> bool:
        """Show a dialog until it is closed; whether it was accepted."""

    def open_project(self, parent: QWidget) -> Path | None:
        """Ask for a project file that is there."""

    def open_codebook(self, parent: QWidget) -> Path | None:
        """Ask for a codebook file."""

    def open_learned(self, parent: QWidget) -> Path | None:
        """Ask for a file with what another project learned."""

    def open_table(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a table."""

    def open_articles(self, parent: QWidget) -> list[Path]:
        """Ask for files to import."""

    def save_as(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file."""

    def choose_folder(self, parent: QWidget, start: Path) -> Path | None:
        """Ask for a folder."""


class BoxMessages:
    """Messages as Qt's boxes and dialogs."""

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        box = message_box(parent, title, text)
        box.exec()

    def run(self, dialog: QDialog) -> bool:
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.destroyed.connect(_on_destroyed)
        dialog.deleteLater()
        return accepted

    def open_project(self, parent: QWidget) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(parent, tr("Open project"), "", tr(_PROJECT_FILES))
        return Path(name) if name else None

    def open_codebook(self, parent: QWidget) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(
            parent, tr("Choose codebook"), "", tr("Codebooks (*.toml)")
        )
        return Path(name) if name else None

    def open_learned(self, parent: QWidget) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(
            parent, tr("Import"), "", tr("What was learned (*.json)")
        )
        return Path(name) if name else None

    def open_table(self, parent: QWidget, title: str) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(parent, title, "", tr("Tables (*.csv *.tsv *.txt)"))
        return Path(name) if name else None

    def open_articles(self, parent: QWidget) -> list[Path]:
        from db.formats.readers import EXTENSIONS

        endings = " ".join(f"*{suffix}" for suffix in EXTENSIONS)
        kinds = tr("Articles ({endings});;All files (*)", endings=endings)
        names, _ = QFileDialog.getOpenFileNames(parent, tr("Import articles"), "", kinds)
        return [Path(name) for name in names]

    def save_as(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
        return Path(chosen) if chosen else None

    def choose_folder(self, parent: QWidget, start: Path) -> Path | None:
        name = QFileDialog.getExistingDirectory(parent, tr("Choose a folder"), str(start))
        return Path(name) if name else None


def _on_destroyed() -> None:
    # When all that the dialog held has gone with it.
    QTimer.singleShot(0, give_back)


def message_box(parent: QWidget, title: str, text: str) -> QMessageBox:
    """A box that tells something, not shown yet."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    return box

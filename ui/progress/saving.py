"""Writes charts to files, and says what came of it in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImageWriter

from models.errors import UserError
from models.language import tr, trn
from ui.charts.figure import write_csv

if TYPE_CHECKING:
    from ui.charts.card import ChartCard


def save_png(card: ChartCard, path: Path) -> str:
    """The figure that is shown, as a picture."""
    if QImageWriter(str(path), QByteArray(b"png")).write(card.picture(card.figure)):
        return tr("Saved as {path}.", path=path)
    return _refused(path)


def save_csv(card: ChartCard, path: Path) -> str:
    """The figure that is shown, as a table."""
    try:
        write_csv(path, card.figure)
    except OSError:
        return _refused(path)
    except UserError as error:
        return str(error)
    return tr("Saved as {path}.", path=path)


def save_all(cards: Sequence[ChartCard], parent: Path, name: str) -> str:
    """Every figure as picture and table, in a new folder; nothing is overwritten."""
    folder = parent / f"{name}-progress"
    number = 1
    while folder.exists():
        number += 1
        folder = parent / f"{name}-progress-{number}"
    try:
        folder.mkdir()
        count = sum(card.save(folder) for card in cards)
    except OSError:
        return _refused(folder)
    except UserError as error:
        return str(error)
    return trn(
        "{count} file written to {path}.", "{count} files written to {path}.", count, path=folder
    )


def _refused(path: Path) -> str:
    return tr("{path} cannot be written; choose another folder.", path=path)

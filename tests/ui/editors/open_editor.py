"""An editor on the screen, the keys that are pressed in it, and what it has said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
)
from pytestqt.qtbot import QtBot

from models.suggest.gazetteer import GazetteerPlace
from models.values import (
    Actor,
    AnyValue,
    Count,
    DatePrecision,
    DateRange,
    Place,
    PlacePrecision,
    Wording,
)
from ui.editors.editor import Editor

PUBLISHED = date(2024, 1, 5)


ENTER, DOWN, UP, TAB = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab


@dataclass
class Open:
    """An editor on the screen and what it has said."""

    editor: Editor
    qtbot: QtBot
    committed: list[AnyValue] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def press(
        self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget(), key, with_)

    def clear(self) -> None:
        box = QApplication.focusWidget()
        assert isinstance(box, QLineEdit)
        box.selectAll()
        self.press(Qt.Key.Key_Backspace)

    def words(self) -> str:
        labels = self.editor.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    def part(self, name: str) -> QLineEdit:
        parts = self.editor.findChildren(QLineEdit)
        return next(part for part in parts if part.accessibleName() == name)

    def offered(self) -> list[str]:
        model = self.editor.findChild(QListView).model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def details(self) -> list[str]:
        """What explains each of the offers, in small."""
        model = self.editor.findChild(QListView).model()
        role = Qt.ItemDataRole.ToolTipRole
        return [model.index(row, 0).data(role) or "" for row in range(model.rowCount())]


class Index:
    """A place index of four places, with the same questions as the real one."""

    places = (
        GazetteerPlace("Damascus", "SYR", "Dimashq", 33.51, 36.29, 1_600_000, "city", "g:1"),
        GazetteerPlace("Damasak", "NGA", "Borno", 13.11, 12.5, 14_000, "city", "g:2"),
        GazetteerPlace("Homs", "SYR", "Homs", 34.73, 36.71, 775_000, "admin1", "g:3"),
    )

    def search(self, prefix: str, limit: int = 20) -> list[GazetteerPlace]:
        found = [one for one in self.places if one.name.lower().startswith(prefix.lower())]
        return found[:limit]

    def by_id(self, gazetteer_id: str) -> GazetteerPlace | None:
        return next((one for one in self.places if one.gazetteer_id == gazetteer_id), None)


Opener = Callable[..., Open]

#: A value of each kind that says something.
VALUES: dict[str, AnyValue] = {
    "event_type": "armed_clash",
    "summary": "Gunmen shot at a post.",
    "initiator": Actor("Salt Front", "x1"),
    "date": DateRange(date(2024, 1, 1), date(2024, 1, 7), DatePrecision.WEEK),
    "place": Place("Wadi", "DZA", "Adrar", 28.2, -0.1, "g:9", PlacePrecision.NEAR),
    "killed": Count(2, 3, 5, Wording.ABOUT, {"note": "kept"}),
}

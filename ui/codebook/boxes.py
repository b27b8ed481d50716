"""The boxes of the form: each shows one key of a part and says what was put into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from models.codebook import Colour
from models.language import tr
from ui.codebook.wording import COLOUR_WORDS
from ui.theme import UNIT, Theme
from ui.widgets.swatch import swatch

Tell = Callable[[Any], None]
#: Words, what they stand for, and a picture.
Option = tuple[str, Any, QIcon | None]


def line(text: str, tell: Tell) -> QLineEdit:
    """One line of text."""
    box = QLineEdit(text)
    box.textEdited.connect(lambda typed: tell(typed.strip()))
    return box


def words(text: str, tell: Tell, rows: int) -> QPlainTextEdit:
    """Several lines of text; Tab goes on to the next box."""
    box = _text_box(text, rows)
    box.textChanged.connect(lambda: tell(box.toPlainText().strip()))
    return box


def lines(texts: Sequence[str], tell: Tell, rows: int) -> QPlainTextEdit:
    """A list, one item a line."""
    box = _text_box("\n".join(texts), rows)

    def told() -> None:
        tell([one.strip() for one in box.toPlainText().splitlines() if one.strip()])

    box.textChanged.connect(told)
    return box


def tick(text: str, tell: Tell, *, is_on: bool) -> QCheckBox:
    box = QCheckBox(text)
    box.setChecked(is_on)
    box.toggled.connect(tell)
    return box


def choice(options: Sequence[Option], value: Any, tell: Tell) -> QComboBox:
    """One of several."""
    box = QComboBox()
    for text, stands_for, icon in options:
        box.addItem(icon or QIcon(), text, stands_for)
    held = [stands_for for _, stands_for, _ in options]
    box.setCurrentIndex(held.index(value) if value in held else 0)
    box.activated.connect(lambda index: tell(box.itemData(index)))
    return box


class ConditionBox(QWidget):
    """When a field shows: always, or if an earlier field has one of some answers."""

    def __init__(
        self,
        fields: Sequence[tuple[str, str, Sequence[tuple[str, str]]]],
        when: dict[str, Any] | None,
        tell: Tell,
    ) -> None:
        """`fields`: key, name, and the answers (key, name) of each field that can decide."""
        super().__init__()
        self._answers = {key: answers for key, _, answers in fields}
        self._tell = tell
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Answers with which the field shows"))
        self._list.setFixedHeight(16 * UNIT)
        self._list.setSpacing(UNIT // 4)
        options: list[Option] = [(tr("always"), None, None)]
        options += [(tr("only if {field} is …", field=name), key, None) for key, name, _ in fields]
        chosen = when.get("field") if when else None
        self.deciding = choice(options, chosen, self._on_deciding)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        row.addWidget(self.deciding, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._list, 1)
        self._fill(chosen, set(when["is"]) if when else set())
        self._list.itemChanged.connect(self._on_item_changed)
        self.setFocusProxy(self.deciding)

    def _fill(self, field_key: str | None, ticked: set[str]) -> None:
        self._list.blockSignals(True)  # noqa: FBT003
        self._list.clear()
        for key, name in self._answers.get(field_key or "", ()):
            item = QListWidgetItem(name, self._list)
            item.setData(Qt.ItemDataRole.UserRole, key)
            on = key in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._list.setVisible(bool(field_key))
        self._list.blockSignals(False)  # noqa: FBT003

    def _on_deciding(self, field_key: str | None) -> None:
        self._fill(field_key, set())
        self._tell({"field": field_key, "is": []} if field_key else None)

    def _on_item_changed(self) -> None:
        items = [self._list.item(row) for row in range(self._list.count())]
        ticked = [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]
        self._tell({"field": self.deciding.currentData(), "is": ticked})


def colours(theme: Theme) -> list[Option]:
    """All colours with a picture of each."""
    return [
        (tr("none"), None, None),
        *((tr(COLOUR_WORDS[one]), one.value, swatch(theme, one.value)) for one in Colour),
    ]


def _text_box(text: str, rows: int) -> QPlainTextEdit:
    box = QPlainTextEdit(text)
    box.setTabChangesFocus(True)
    box.setFixedHeight(rows * box.fontMetrics().lineSpacing() + 3 * UNIT)
    return box

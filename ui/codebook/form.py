"""The form of one part of the codebook: what may be said of it, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.codebook import Role
from models.codebook.draft import Draft, Node, Part
from models.codebook.reading import ROLE_KINDS
from models.codebook.tables import Mistake
from models.language import later, tr
from models.rules import KIND_WORDS
from models.values import Kind
from ui.codebook import boxes
from ui.codebook.wording import NAMES, ROLE_WORDS, mistake_words, title_of
from ui.dialogs.form_dialog import note
from ui.theme import SEMIBOLD, TITLE, UNIT, Theme

_HINTS = {
    "key": later("Stands in files and tables. Records follow when it changes."),
    "triggers": later(
        "One a line, each word as in a dictionary: they make the engine think of it."
    ),
    "examples": later("One a line, as an article would say it."),
    "boundary": later("Where it ends and others begin."),
    "shortcut": later("One letter that goes to the field."),
    "role": later("Tells the engine what to fill the field with."),
}


class NodeForm(QScrollArea):
    """Shows one part at a time; every change is told at once."""

    changed = Signal(int, str, object)
    """The part (its id) has another value for a key."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._boxes: dict[str, QWidget] = {}
        self._wrong: dict[str, QLabel] = {}
        self._rows = QFormLayout()
        self._general = note(theme, "")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("The part chosen in the tree"))

    @property
    def shown(self) -> dict[str, QWidget]:
        """The boxes that are shown, by the key of the TOML."""
        return self._boxes

    def show_node(self, draft: Draft, node: Node) -> None:
        """Another part, or the same as another draft has it."""
        self._boxes, self._wrong = {}, {}
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * UNIT, 0, 2 * UNIT, UNIT)
        column.setSpacing(UNIT)
        title = QLabel(title_of(node))
        title.setFont(self._theme.font(TITLE, SEMIBOLD))
        title.setWordWrap(True)
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(2 * UNIT)
        self._rows.setVerticalSpacing(UNIT)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._general = note(self._theme, "")
        self._general.setProperty("role", "error")
        self._general.hide()
        column.addWidget(title)
        column.addWidget(self._general)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._fill(draft, node)
        self.setWidget(page)

    def show_mistakes(self, found: Sequence[Mistake]) -> None:
        """What is wrong, each below its box."""
        said: dict[str, list[str]] = {}
        for mistake in found:
            key = mistake.key if mistake.key in self._wrong else ""
            said.setdefault(key, []).append(mistake_words(mistake))
        for key, label in [*self._wrong.items(), ("", self._general)]:
            label.setText("\n".join(said.get(key, ())))
            label.setVisible(key in said)

    def set_line(self, key: str, text: str) -> None:
        """Put a text into a line; nothing is told of it."""
        box = self._boxes.get(key)
        if isinstance(box, QLineEdit):
            box.setText(text)

    def focus_first(self) -> None:
        """Put the keyboard into the name."""
        for key in ("label", "title"):
            if box := self._boxes.get(key):
                box.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, draft: Draft, node: Node) -> None:
        match node.part:
            case Part.BOOK:
                self._line(node, "title")
                self._words(node, "help", 6)
            case Part.FIELD:
                self._field(draft, node)
            case Part.CHOICE:
                self._line(node, "label")
                self._line(node, "key")
                self._words(node, "help", 4)
                self._words(node, "boundary", 3)
                self._lines(node, "examples", 3)
                self._lines(node, "triggers", 5)
                self._choice(node, "colour", boxes.colours(self._theme))
            case Part.LINK:
                self._line(node, "label")
                self._line(node, "key", fixed=node.origin is not None)
                self._words(node, "help", 4)

    def _field(self, draft: Draft, node: Node) -> None:
        kind = str(node.data.get("kind", ""))
        self._line(node, "label")
        self._line(node, "key")
        kinds: list[boxes.Option] = [(tr(KIND_WORDS[one]), one.value, None) for one in Kind]
        self._choice(node, "kind", kinds)
        self._boxes["kind"].setEnabled(node.origin is None)
        if node.origin:
            self._boxes["kind"].setToolTip(
                tr("A field keeps its kind, since records hold values of it; add another field.")
            )
        self._line(node, "group")
        self._words(node, "help", 4)
        self._words(node, "boundary", 3)
        self._lines(node, "examples", 3)
        self._tick(node, "required", tr("An incident is not complete without it"))
        self._tick(node, "multiple", tr("May have more than one"))
        self._condition(draft, node)
        roles = [role for role in Role if kind in ROLE_KINDS[role]]
        options: list[boxes.Option] = [(tr("none of these"), None, None)]
        options += [(tr(ROLE_WORDS[role]), role.value, None) for role in roles]
        self._choice(node, "role", options)
        self._line(node, "shortcut")

    def _condition(self, draft: Draft, node: Node) -> None:
        earlier = []
        for one in draft.root.below:
            if one.id == node.id:
                break
            if one.data.get("kind") == Kind.CHOICE:
                answers = [(below.key, below.label) for below in one.walk() if below is not one]
                earlier.append((one.key, one.label, answers))
        when = node.data.get("when")
        tell = self._teller(node, "when")
        box = boxes.ConditionBox(earlier, when, tell)
        self._add("when", box)
        box.deciding.setAccessibleName(tr(NAMES["when"]))

    def _line(self, node: Node, key: str, *, fixed: bool = False) -> None:
        box = boxes.line(str(node.data.get(key, "")), self._teller(node, key))
        box.setReadOnly(fixed)
        self._add(key, box)

    def _words(self, node: Node, key: str, rows: int) -> None:
        said = str(node.data.get(key, ""))
        self._add(key, boxes.words(said, self._teller(node, key), rows))

    def _lines(self, node: Node, key: str, rows: int) -> None:
        said = [str(one) for one in node.data.get(key, ())]
        self._add(key, boxes.lines(said, self._teller(node, key), rows))

    def _tick(self, node: Node, key: str, text: str) -> None:
        is_on = bool(node.data.get(key, False))
        self._add(key, boxes.tick(text, self._teller(node, key), is_on=is_on))

    def _choice(self, node: Node, key: str, options: Sequence[boxes.Option]) -> None:
        box = boxes.choice(options, node.data.get(key), self._teller(node, key))
        self._add(key, box)

    def _teller(self, node: Node, key: str) -> boxes.Tell:
        def tell(value: Any) -> None:
            self.changed.emit(node.id, key, value)

        return tell

    def _add(self, key: str, box: QWidget) -> None:
        """One row: the box, and below it room for what is wrong."""
        name = tr(NAMES[key])
        box.setAccessibleName(name)
        if hint := _HINTS.get(key):
            box.setAccessibleDescription(tr(hint))
            box.setToolTip(box.toolTip() or tr(hint))
        wrong = note(self._theme, "")
        wrong.setProperty("role", "error")
        wrong.hide()
        self._boxes[key], self._wrong[key] = box, wrong
        cell = QVBoxLayout()
        cell.setSpacing(UNIT // 4)
        cell.addWidget(box)
        cell.addWidget(wrong)
        label = QLabel(name)
        label.setBuddy(box)
        self._rows.addRow(label, cell)

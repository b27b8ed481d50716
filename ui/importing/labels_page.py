"""What labels of foreign tools mean in the codebook: guesses to be changed, unknown ones on top."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.codebook import Codebook
from models.label_mapping import LabelMapping, Target
from models.language import number, tr
from ui.dialogs.form_dialog import note
from ui.importing.choice_table import choice_table
from ui.theme import FIELD, MEDIUM, UNIT, Theme

#: More labels than that are no scheme but free words.
_MOST = 500


class LabelsPage(QWidget):
    """One row a label; `changed` fires when a person says what one means."""

    changed = Signal()

    def __init__(self, theme: Theme, codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._codebook = theme, codebook
        self.given: dict[str, Target | None] = {}
        """What a person said in this dialog."""
        self.unknown = 0
        """How many labels have no meaning."""
        self._targets = _targets(codebook)
        heads = [tr("Label"), tr("How often"), tr("Means")]
        self._list = choice_table(theme, tr("Labels"), heads, (32, 14))
        words = tr(
            "A label without a meaning is kept beside its article and comes out again in exchange"
            " files; it is no answer to any question of the codebook."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self._list, 1)
        column.addWidget(note(theme, words))

    @property
    def count(self) -> int:
        return self._list.rowCount()

    def show_labels(self, labels: Mapping[str, int], remembered: LabelMapping) -> None:
        """List the labels that were found, those without a meaning first, then the commonest."""
        mapping = LabelMapping({**remembered.given, **self.given})
        meant = {label: mapping.target(label, self._codebook) for label in labels}
        order = sorted(labels, key=lambda label: (meant[label] is not None, -labels[label], label))
        self.unknown = sum(target is None for target in meant.values())
        self._list.setRowCount(0)
        self._list.setRowCount(len(order[:_MOST]))
        for at, label in enumerate(order[:_MOST]):
            name = QTableWidgetItem(label)
            name.setFont(self._theme.font(FIELD, MEDIUM))
            self._list.setItem(at, 0, name)
            self._list.setItem(at, 1, QTableWidgetItem(number(labels[label])))
            self._list.setCellWidget(at, 2, self._box(label, meant[label]))

    def _box(self, label: str, target: Target | None) -> QWidget:
        box = QComboBox()
        box.setAccessibleName(tr("What {label} means", label=label))
        box.addItem(tr("Nothing here: kept aside"), None)
        for known, words in self._targets.items():
            box.addItem(words, known)
        wanted = list(self._targets).index(target) + 1 if target in self._targets else 0
        box.setCurrentIndex(wanted)
        box.activated.connect(lambda _, label=label, box=box: self._say(label, box.currentData()))
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, UNIT // 4, UNIT, UNIT // 4)
        row.addWidget(box)
        return frame

    def _say(self, label: str, target: Target | None) -> None:
        self.given[label] = target
        self.changed.emit()


def _targets(codebook: Codebook) -> dict[Target, str]:
    """Everything that a label can stand for, in the codebook's order: fields, then answers."""
    found: dict[Target, str] = {}
    for field in codebook.fields:
        found[Target(field.key)] = field.label
        for choice in field.choice_by_key.values():
            if choice.is_leaf:
                words = tr("{field}: {answer}", field=field.label, answer=choice.label)
                found[Target(field.key, choice.key)] = words
    return found

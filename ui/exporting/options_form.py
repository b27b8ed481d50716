"""What goes along and where to: texts, licence, split, a file or a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from db.exports.splits import Split, counts_words
from db.formats.writers import WritableFormat
from models.errors import UserError
from models.language import tr
from models.splits import Method, Plan
from ui.exporting.pick_button import PickButton
from ui.exporting.wording import method_titles
from ui.theme import UNIT
from ui.widgets.flow_layout import FlowLayout

_NONE, _NEW = "", "\0"
_BY_CONTENTS = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_SHORTEST = 12


class OptionsForm(QWidget):
    """`changed` tells of every change that the data depends on."""

    changed = Signal()

    def __init__(self, sources: Sequence[str], splits: Sequence[Split]) -> None:
        super().__init__()
        self.folder = QComboBox()
        self.folder.addItem(tr("One file"), userData=False)
        self.folder.addItem(
            tr("A folder with card, dictionary, codebook and checksums"), userData=True
        )
        self.without_text = QCheckBox(tr("Leave all texts out"))
        named = [(name, name or tr("no source named")) for name in sources]
        self.without_text_of = PickButton(
            tr("Leave out the texts of"), tr("Texts of all sources go along"), named
        )
        self.negatives = QCheckBox(tr("Rejected suggestions go along as negatives"))
        self.licence = QLineEdit()
        self.licence.setPlaceholderText(tr("for the card, such as CC BY 4.0"))
        self.split = QComboBox()
        self.split.addItem(tr("No split"), userData=_NONE)
        for split in splits:
            words = tr("{name}: {counts}", name=split.name, counts=counts_words(split))
            self.split.addItem(words, userData=split.name)
        self.split.addItem(tr("A new split …"), userData=_NEW)
        self._new = QWidget()
        self.name, self.method = QLineEdit(), QComboBox()
        self.seed, self.shares = QSpinBox(), QLineEdit("80,10,10")
        self._form = QFormLayout(self)
        for box in (self.folder, self.split, self.method):
            # Their longest answer must not make the window wider than a screen.
            box.setSizeAdjustPolicy(_BY_CONTENTS)
            box.setMinimumContentsLength(_SHORTEST)
        self._lay_out()
        self._connect()

    @property
    def is_folder(self) -> bool:
        return bool(self.folder.currentData())

    @property
    def rejected_too(self) -> bool:
        return self.negatives.isChecked() and not self.negatives.isHidden()

    @property
    def split_name(self) -> str:
        """The split that is there already; empty for none and for a new one."""
        found = str(self.split.currentData())
        return "" if found == _NEW else found

    def new_split(self) -> tuple[str, Plan] | None:
        """A split that is to be made first. Raises UserError if it cannot be as it stands."""
        if self.split.currentData() != _NEW:
            return None
        name = self.name.text().strip()
        if not name:
            raise UserError(tr("The new split needs a name."))
        try:
            train, dev, test = (float(part) / 100 for part in self.shares.text().split(","))
        except ValueError:
            raise UserError(tr("Write the shares of train, dev and test as 80,10,10.")) from None
        method = Method(str(self.method.currentData()))
        return name, Plan(method, self.seed.value(), (train, dev, test))

    def fit(self, form: WritableFormat) -> None:
        """Offers what the format can do."""
        is_folder = form.target == "folder"
        if is_folder:
            self.folder.setCurrentIndex(1)
        self.folder.setEnabled(not is_folder)
        self._form.setRowVisible(
            self.negatives, form.group == "training" or form.name == "csv-long"
        )

    def choices(self) -> dict[str, Any]:
        """What is chosen, to be kept for the next time."""
        return {
            "folder": self.is_folder,
            "without_text": self.without_text.isChecked(),
            "without_text_of": sorted(self.without_text_of.chosen),
            "negatives": self.negatives.isChecked(),
            "licence": self.licence.text(),
            "split": self.split_name,
        }

    def choose(self, kept: Mapping[str, Any]) -> None:
        """As `choices` told it."""
        self.folder.setCurrentIndex(int(kept.get("folder") is True))
        self.without_text.setChecked(kept.get("without_text") is True)
        found = kept.get("without_text_of")
        self.without_text_of.choose(found if isinstance(found, list) else [])
        self.negatives.setChecked(kept.get("negatives") is True)
        self.licence.setText(str(kept.get("licence") or ""))
        self.split.setCurrentIndex(max(self.split.findData(kept.get("split") or _NONE), 0))

    def _lay_out(self) -> None:
        self._lay_out_new_split()
        texts = FlowLayout(spacing=2 * UNIT)
        texts.addWidget(self.without_text_of)
        texts.addWidget(self.without_text)
        # Boxes of two heights side by side: their words stand on one line.
        self.without_text_of.ensurePolished()
        self.without_text.setMinimumHeight(self.without_text_of.sizeHint().height())
        form = self._form
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * UNIT)
        form.setVerticalSpacing(UNIT)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        place = QHBoxLayout()
        place.setSpacing(UNIT)
        licence = QLabel(tr("Licence"))
        licence.setBuddy(self.licence)
        place.addWidget(self.folder, 2)
        place.addWidget(licence)
        place.addWidget(self.licence, 1)
        form.addRow(tr("Write"), place)
        form.addRow(tr("Texts"), texts)
        form.addRow("", self.negatives)
        form.addRow(tr("Split"), self.split)
        form.addRow("", self._new)
        self.folder.setAccessibleName(tr("Write"))
        self.licence.setAccessibleName(tr("Licence"))
        self.split.setAccessibleName(tr("Split"))

    def _lay_out_new_split(self) -> None:
        for method, words in method_titles().items():
            self.method.addItem(words, userData=method.value)
        self.name.setPlaceholderText(tr("name"))
        self.seed.setRange(0, 999_999)
        self.seed.setValue(1)
        self.seed.setPrefix(tr("seed "))
        self.seed.lineEdit().setTextMargins(UNIT, 0, 0, 0)
        row = QHBoxLayout(self._new)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for box, words, stretch in (
            (self.name, tr("Name of the new split"), 3),
            (self.method, tr("How the new split is made"), 3),
            (self.seed, tr("Seed of the new split"), 1),
            (self.shares, tr("Shares of train, dev and test"), 2),
        ):
            box.setAccessibleName(words)
            box.setToolTip(words)
            row.addWidget(box, stretch)
        self._new.hide()

    def _connect(self) -> None:
        self.without_text.toggled.connect(self.changed)
        self.without_text_of.picked.connect(self.changed)
        self.negatives.toggled.connect(self.changed)
        self.split.currentIndexChanged.connect(self._on_split_changed)

    def _on_split_changed(self) -> None:
        self._new.setVisible(self.split.currentData() == _NEW)
        self.changed.emit()

"""Keys of one's own: look an action up, press the new key, read what it collides with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QPushButton, QWidget
from typing_extensions import override

from models.language import tr
from ui.actions.keymap import FIXED_ACTIONS, Changes, in_force, normal, shown_key
from ui.actions.spec import ActionSpec
from ui.actions.table import ACTIONS
from ui.dialogs.form_dialog import FormDialog, note
from ui.dialogs.key_words import restored, verdict, with_key
from ui.theme import UNIT, Theme
from ui.widgets.type_ahead import Entry, TypeAhead
from ui.words.matching import ranked_forgiving

_ROWS, _FEW_ROWS = 7, 4
#: A screen of less height shows fewer rows, so that the key below them stays in sight.
_LOW = 80 * UNIT


class KeysDialog(FormDialog):
    """`chosen` is what differs from the table of actions. Nothing is in force before Save."""

    chapter = "Keys"

    def __init__(
        self,
        theme: Theme,
        changes: Changes,
        letters: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, tr("Keys"), tr("Save"), parent)
        self.chosen: dict[str, tuple[str, ...]] = dict(changes)
        self._told: tuple[ActionSpec, str] | None = None
        self._letters = {letter.upper(): label for letter, label in letters.items()}
        self.setMinimumWidth(70 * UNIT)
        is_low = self.screen().availableGeometry().height() < _LOW
        rows = _FEW_ROWS if is_low else _ROWS
        self.actions_list = TypeAhead(
            theme, self._find, name=tr("Action"), two_lines=True, most=rows
        )
        self.actions_list.box.setPlaceholderText(tr("Type a word of the action, or its key"))
        self.key_box = QKeySequenceEdit()
        self.key_box.setMaximumSequenceLength(1)
        self.key_box.setAccessibleName(tr("New key"))
        for inner in self.key_box.findChildren(QWidget):
            inner.setAccessibleName(tr("New key"))
        self.words = note(theme, "")
        self.words.setAccessibleName(tr("What the key does"))
        self.restore = QPushButton(tr("Restore default"))
        self.remove = QPushButton(tr("No key"))
        self.restore_all = QPushButton(tr("Restore all"))
        self._arrange()
        self._connect()
        self.actions_list.start("", highlight=lambda _: True)
        self.actions_list.setFocus()

    @property
    def spec(self) -> ActionSpec | None:
        """The action that is highlighted."""
        entry = self.actions_list.current
        return entry.payload if entry else None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the search goes on to the key: it does not save."""
        is_press = event.type() is QEvent.Type.KeyPress
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_press and isinstance(event, QKeyEvent) and event.key() in enters:
            self.key_box.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        buttons = QWidget()
        line = QHBoxLayout(buttons)
        line.setContentsMargins(0, 0, 0, 0)
        for button in (self.restore, self.remove, self.restore_all):
            line.addWidget(button)
        line.addStretch(1)
        self.words.setMinimumHeight(6 * UNIT)
        if column := self.actions_list.layout():
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form.addRow(tr("Action"), self.actions_list)
        self.form.addRow(tr("New key"), self.key_box)
        self.form.addRow("", self.words)
        self.form.addRow("", buttons)

    def _connect(self) -> None:
        self.actions_list.box.installEventFilter(self)
        self.actions_list.highlighted.connect(self._show_action)
        self.key_box.keySequenceChanged.connect(self._on_key_box_changed)
        self.restore.clicked.connect(self._on_restore_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.restore_all.clicked.connect(self._on_restore_all_clicked)

    def _find(self, typed: str) -> Sequence[Entry]:
        keys = in_force(self.chosen)
        entries = []
        for spec in ACTIONS:
            caps = "   ".join(dict.fromkeys(shown_key(key) for key in keys[spec.key]))
            if spec.key in FIXED_ACTIONS:
                caps = "1–9"
            detail = tr("changed · {hint}", hint=spec.hint) if self._differs(spec) else spec.hint
            entries.append(Entry(spec.text, detail, spec, tail=caps or "–"))
        by_key = [one for one in entries if typed and typed.strip().lower() == one.tail.lower()]
        found = ranked_forgiving(
            typed, entries, lambda entry: (entry.text, entry.detail, entry.tail)
        )
        return [*by_key, *(one for one in found if one not in by_key)]

    def _differs(self, spec: ActionSpec) -> bool:
        return in_force(self.chosen)[spec.key] != spec.keys

    def _show_action(self, _entry: object = None) -> None:
        spec = self.spec
        is_fixed = spec is None or spec.key in FIXED_ACTIONS
        for widget in (self.key_box, self.remove):
            widget.setEnabled(not is_fixed)
        self.restore.setEnabled(not is_fixed and spec is not None and self._differs(spec))
        self.restore_all.setEnabled(bool(self.chosen))
        self._set_key("")
        self._told = None
        if spec is None:
            self.words.setText(tr("No action fits."))
        elif is_fixed:
            self.words.setText(tr("1 to 9 belong together; they cannot be changed."))
        else:
            said = tr("Press the new key for “{action}”.", action=spec.text)
            self.words.setText(said)

    def _set_key(self, key: str) -> None:
        self.key_box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.key_box.setKeySequence(QKeySequence(key))
        self.key_box.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _keep(self, changes: Changes, words: str, key: str = "") -> None:
        """Take other changes over, and show them without losing the place in the list."""
        spec = self.spec
        self.chosen = dict(changes)
        self.actions_list.refresh()
        self.actions_list.highlight(lambda entry: entry.payload is spec)
        self._show_action()
        self._set_key(key)
        self.words.setText(words)

    def _on_key_box_changed(self, sequence: QKeySequence) -> None:
        spec, key = self.spec, normal(sequence.toString())
        # The box tells its key once more when it is left: what was said of it stands.
        if spec is None or not sequence.count() or (spec, key) == self._told:
            return
        said = verdict(spec, key, self.chosen, self._letters)
        if said.is_possible:
            self._keep(with_key(self.chosen, spec.key, key), said.words, key)
            self._told = (spec, key)
        else:
            self._set_key("")
            self.words.setText(said.words)

    def _on_restore_clicked(self) -> None:
        if spec := self.spec:
            others = restored(self.chosen, spec)
            self._keep(others, tr("“{action}” has its own keys again.", action=spec.text))

    def _on_remove_clicked(self) -> None:
        if spec := self.spec:
            words = tr("“{action}” has no key; menu and palette start it.", action=spec.text)
            self._keep({**self.chosen, spec.key: ()}, words)

    def _on_restore_all_clicked(self) -> None:
        self._keep({}, tr("All actions have their own keys again."))

"""The editor of counts: one typed form read back at once, and its four parts for rare cases."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from models.language import later, tr
from models.typed import count_within, read_count, show_count
from models.values import AnyValue, Count, Wording
from ui.editors.editor import Editor, EditorContext, note_label
from ui.editors.picker import Picker

_EXAMPLES = later("2, 6+, up to 5, about 30, 10-12, several, dozens or none")
_WORDING_LABELS = {
    Wording.EXACT: later("exactly"),
    Wording.AT_LEAST: later("at least"),
    Wording.AT_MOST: later("at most"),
    Wording.ABOUT: later("about"),
    Wording.RANGE: later("range"),
    Wording.SEVERAL: later("several"),
    Wording.DOZENS: later("dozens"),
    Wording.HUNDREDS: later("hundreds"),
    Wording.UNSPECIFIED: later("no number"),
    Wording.NONE: later("none"),
}

_PARTS = {
    "low": (later("Low"), later("At least")),
    "best": (later("Best"), later("Best figure")),
    "high": (later("High"), later("At most")),
}


class CountEditor(Editor):
    """Takes a number of people as the article words it."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        self._count: Count | None = None
        self._box = QLineEdit()
        self._box.setAccessibleName(context.field.label)
        self._box.setPlaceholderText(tr("2, 6+, 10-12, dozens …"))
        self._reading = note_label(context.theme, "muted")
        self._parts = {key: self._part(key) for key in ("low", "best", "high")}
        self._wording = Picker(
            context.theme,
            {key: tr(label) for key, label in _WORDING_LABELS.items()},
            name=tr("Wording"),
        )
        self.add(self._box)
        self.add(self._reading)
        self.add(self._parts_row())
        self.setFocusProxy(self._box)
        self._box.textEdited.connect(self._on_box_text_edited)
        self._wording.activated.connect(self._on_part_edited)

    @override
    def set_value(self, value: AnyValue | None) -> None:
        self._count = value if isinstance(value, Count) else None
        self._box.setText(show_count(self._count) if self._count else "")
        self._box.selectAll()
        self._show_parts()
        self._read_back()

    @override
    def value(self) -> AnyValue | None:
        return self._count

    @override
    def problem(self) -> str:
        if any(_is_wrong(part.text()) for part in self._parts.values()):
            return tr("Low, best and high are whole numbers from 0 on, or empty.")
        return tr("Type a number as the article words it: {examples}.", examples=tr(_EXAMPLES))

    @override
    def typed(self) -> str:
        return self._box.text().strip()

    @override
    def take_text(self, text: str) -> None:
        text = count_within(text) or text
        self._box.setText(text)
        self._on_box_text_edited(text)
        self._box.selectAll()

    def _part(self, key: str) -> QLineEdit:
        box = QLineEdit()
        name, meaning = _PARTS[key]
        box.setPlaceholderText(tr(name).lower())
        box.setAccessibleName(tr(name))
        box.setToolTip(tr(meaning))
        box.setMinimumWidth(44)
        box.textEdited.connect(self._on_number_edited)
        return box

    def _parts_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for part in self._parts.values():
            row.addWidget(part, 1)
        row.addWidget(self._wording, 2)
        return holder

    def _on_box_text_edited(self, text: str) -> None:
        self._count = read_count(text)
        self._show_parts()
        self._read_back()

    def _on_part_edited(self) -> None:
        texts = {key: part.text().strip() for key, part in self._parts.items()}
        if any(_is_wrong(text) for text in texts.values()):
            self._count = None
            self.show_problem(self.problem())
            return
        low, best, high = (int(text) if text else None for text in texts.values())
        made = Count(low, best, high, self._wording.picked)
        self._count = replace(made, extra=self._count.extra) if self._count else made
        self._box.setText(show_count(self._count))
        self._read_back()

    def _on_number_edited(self) -> None:
        """Numbers that differ are not exact: the wording follows, and can be changed after."""
        low, high = (self._parts[key].text().strip() for key in ("low", "high"))
        if self._wording.picked is Wording.EXACT and low != high:
            fitting = (
                Wording.RANGE if low and high else Wording.AT_LEAST if low else Wording.AT_MOST
            )
            self._wording.pick(fitting)
        self._on_part_edited()

    def _show_parts(self) -> None:
        for key, part in self._parts.items():
            number = getattr(self._count, key) if self._count else None
            part.setText("" if number is None else str(number))
        if self._count:
            self._wording.pick(self._count.wording)

    def _read_back(self) -> None:
        self.show_problem("")
        if self._count:
            self._reading.setText(f"→ {show_count(self._count)} · {_in_words(self._count)}")
        else:
            typed = self._box.text().strip()
            self._reading.setText(
                tr("Not a number yet: {examples}", examples=tr(_EXAMPLES))
                if typed
                else tr(_EXAMPLES)
            )


def _in_words(count: Count) -> str:
    parts = [("low", count.low), ("best", count.best), ("high", count.high)]
    said = [f"{tr(_PARTS[key][0]).lower()} {number}" for key, number in parts if number is not None]
    return ", ".join([*said, tr(_WORDING_LABELS[count.wording])])


def _is_wrong(text: str) -> bool:
    return bool(text.strip()) and not (text.strip().isascii() and text.strip().isdecimal())

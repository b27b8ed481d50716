"""Preferences: appearance, reading, the language model, the annotator."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from models.language import tr
from ui.dialogs.form_dialog import FormDialog, note
from ui.settings import Settings
from ui.theme import Appearance, ReadingFont, Theme

_APPEARANCES = {
    Appearance.SYSTEM: "As the system",
    Appearance.LIGHT: "Light",
    Appearance.DARK: "Dark",
}
_FONTS = {
    ReadingFont.SERIF: "Serif (Noto Serif)",
    ReadingFont.SANS: "Sans serif (Inter)",
    ReadingFont.MONO: "Monospace (of the system)",
}
_SIZES = (80, 90, 100, 110, 120, 140, 160, 180, 200)
_MODELS = {
    "": "The one that comes with Eventdesk",
    "en_core_web_md": "en_core_web_md (if installed)",
    "en_core_web_lg": "en_core_web_lg (if installed)",
    "en_core_web_trf": "en_core_web_trf (if installed)",
}


class SettingsDialog(FormDialog):
    """`chosen` is the settings as they stand in the boxes."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Settings", "Save", parent)
        self._settings = settings
        self._appearance = _box(_APPEARANCES, settings.appearance)
        self._font = _box(_FONTS, settings.reading_font)
        sizes = sorted({*_SIZES, settings.zoom})
        self._zoom = _box({str(size): f"{size} %" for size in sizes}, str(settings.zoom))
        self._model = _box(_MODELS, settings.language_model)
        self._annotator = QLineEdit(settings.annotator)
        self._sweep = QCheckBox(tr("asks about sentences that no event claims"))
        self._sweep.setChecked(settings.sweep)
        for label, widget in (
            ("Appearance", self._appearance),
            ("Articles in", self._font),
            ("Text size", self._zoom),
            (tr("Done first"), self._sweep),
            ("Language model", self._model),
            ("Annotator", self._annotator),
        ):
            widget.setAccessibleName(label)
            self.form.addRow(label, widget)
        words = "A larger model reads more exactly and more slowly. It is installed with pip, "
        self.form.addRow("", note(theme, words + "beside Eventdesk. Nothing leaves this machine."))

    @property
    def chosen(self) -> Settings:
        return replace(
            self._settings,
            appearance=str(self._appearance.currentData()),
            reading_font=str(self._font.currentData()),
            sweep=self._sweep.isChecked(),
            zoom=int(self._zoom.currentData()),
            language_model=str(self._model.currentData()),
            annotator=" ".join(self._annotator.text().split()) or self._settings.annotator,
        )


def _box(
    words: dict[Appearance, str] | dict[ReadingFont, str] | dict[str, str], chosen: str
) -> QComboBox:
    box = QComboBox()
    for value, text in words.items():
        box.addItem(text, str(value))
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box

"""Preferences: appearance, reading, the language model, the annotator."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from models.language import later, tr
from ui.dialogs.form_dialog import FormDialog, note
from ui.language import LANGUAGES
from ui.settings import Settings
from ui.theme import Appearance, ReadingFont, Theme

_SYSTEM = later("As the system")
_APPEARANCES = {
    Appearance.SYSTEM: _SYSTEM,
    Appearance.LIGHT: later("Light"),
    Appearance.DARK: later("Dark"),
}
_FONTS = {
    ReadingFont.SERIF: later("Serif (Noto Serif)"),
    ReadingFont.SANS: later("Sans serif (Inter)"),
    ReadingFont.MONO: later("Monospace (of the system)"),
}
_SIZES = (80, 90, 100, 110, 120, 140, 160, 180, 200)
_MODELS = {
    "": later("The one that comes with Eventdesk"),
    "en_core_web_md": later("en_core_web_md (if installed)"),
    "en_core_web_lg": later("en_core_web_lg (if installed)"),
    "en_core_web_trf": later("en_core_web_trf (if installed)"),
}


class SettingsDialog(FormDialog):
    """`chosen` is the settings as they stand in the boxes."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Settings"), tr("Save"), parent)
        self._settings = settings
        self._language = _box({"": _SYSTEM} | LANGUAGES, settings.language)
        self._appearance = _box(_APPEARANCES, settings.appearance)
        self._font = _box(_FONTS, settings.reading_font)
        sizes = sorted({*_SIZES, settings.zoom})
        self._zoom = _box({str(size): f"{size} %" for size in sizes}, str(settings.zoom))
        self._model = _box(_MODELS, settings.language_model)
        self._annotator = QLineEdit(settings.annotator)
        self._sweep = QCheckBox(tr("asks about sentences that no event claims"))
        self._sweep.setChecked(settings.sweep)
        for label, widget in (
            (tr("Language"), self._language),
            (tr("Appearance"), self._appearance),
            (tr("Articles in"), self._font),
            (tr("Text size"), self._zoom),
            (tr("Done first"), self._sweep),
            (tr("Language model"), self._model),
            (tr("Annotator"), self._annotator),
        ):
            widget.setAccessibleName(label)
            self.form.addRow(label, widget)
        words = tr(
            "A larger model reads more exactly and more slowly. It is installed with pip, "
            "beside Eventdesk. Nothing leaves this machine. Another language is spoken from the "
            "next start."
        )
        self.form.addRow("", note(theme, words))

    @property
    def chosen(self) -> Settings:
        return replace(
            self._settings,
            language=str(self._language.currentData()),
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
        box.addItem(tr(text), str(value))
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box

"""Preferences, each with a line that says what it does."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from models.idle import IDLE_LIMITS
from models.language import later, tr, trn
from ui.actions import key_words
from ui.dialogs.form_dialog import FormDialog, note
from ui.language import LANGUAGES
from ui.settings import Settings
from ui.theme import UNIT, Appearance, ReadingFont, Theme

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

    chapter = "Settings"

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Settings"), tr("Save"), parent)
        self._settings = settings
        self.setMinimumWidth(72 * UNIT)
        self._language = _box({"": _SYSTEM} | LANGUAGES, settings.language)
        self._appearance = _box(_APPEARANCES, settings.appearance)
        self._font = _box(_FONTS, settings.reading_font)
        sizes = sorted({*_SIZES, settings.zoom})
        self._zoom = _box({str(size): f"{size} %" for size in sizes}, str(settings.zoom))
        self._model = _box(_MODELS, settings.language_model)
        self._annotator = QLineEdit(settings.annotator)
        self._sweep = _tick(tr("asks about sentences that no event claims"), is_on=settings.sweep)
        self._numbers = _tick(tr("numbered"), is_on=settings.paragraph_numbers)
        self._still = _tick(tr("less"), is_on=settings.is_still)
        self._idle = QComboBox()
        for minutes in IDLE_LIMITS:
            self._idle.addItem(trn("{count} minute", "{count} minutes", minutes), minutes)
        self._idle.setCurrentIndex(max(0, self._idle.findData(settings.idle_minutes)))
        for label, widget, words in self._rows():
            widget.setAccessibleName(label)
            widget.setAccessibleDescription(words)
            self._add(label, widget, words)

    def _rows(self) -> tuple[tuple[str, QWidget, str], ...]:
        """Each setting with what it does."""
        return (
            (tr("Language"), self._language, tr("Of the window; spoken from the next start on.")),
            (
                tr("Appearance"),
                self._appearance,
                tr("Light or dark. {key} changes it, too.", key=key_words("toggle_theme")),
            ),
            (
                tr("Motion"),
                self._still,
                tr("Nothing blinks, fades or runs to and fro; for those whom it disturbs."),
            ),
            (
                tr("Articles in"),
                self._font,
                tr("The typeface of the article; all else stays in Inter."),
            ),
            (tr("Text size"), self._zoom, tr("Of the article.")),
            (tr("Paragraphs"), self._numbers, tr("Numbers stand in the margin of the article.")),
            (
                tr("Done first"),
                self._sweep,
                tr(
                    "One key answers each; {key} once more finishes anyway.",
                    key=key_words("done_next"),
                ),
            ),
            (
                tr("Pauses from"),
                self._idle,
                tr("A longer gap between two edits is a pause: only so much of it counts as work."),
            ),
            (
                tr("Language model"),
                self._model,
                tr(
                    "Reads the articles for suggestions. A larger one reads more exactly and more "
                    "slowly; it is installed with pip. Nothing leaves this machine."
                ),
            ),
            (tr("Annotator"), self._annotator, tr("Whose name your decisions bear from now on.")),
        )

    def _add(self, label: str, widget: QWidget, words: str) -> None:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT // 4)
        column.addWidget(widget)
        column.addWidget(note(self.theme, words))
        caption = QLabel(label)
        caption.setBuddy(widget)
        self.form.addRow(caption, cell)

    @property
    def chosen(self) -> Settings:
        return replace(
            self._settings,
            language=str(self._language.currentData()),
            appearance=str(self._appearance.currentData()),
            reading_font=str(self._font.currentData()),
            sweep=self._sweep.isChecked(),
            is_still=self._still.isChecked(),
            paragraph_numbers=self._numbers.isChecked(),
            idle_minutes=int(self._idle.currentData()),
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


def _tick(words: str, *, is_on: bool) -> QCheckBox:
    made = QCheckBox(words)
    made.setChecked(is_on)
    return made

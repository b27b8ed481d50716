"""How everything looks: colours, type and space as named tokens, following the system's choice."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.palette_colors import DARK, LIGHT, MARKS_DARK, MARKS_LIGHT, Palette
from ui.theme.stylesheet import stylesheet

#: The unit of space in pixels; distances are multiples or halves of it.
UNIT = 8

#: The type scale in pixels.
GROUP, NOTE, FIELD, SUMMARY, TITLE, READING, HEADLINE = 11, 12, 13, 14, 15, 17, 26

REGULAR, MEDIUM, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold

_SANS, _SERIF = "Inter", "Noto Serif"
_MONO_SCALE = 0.9
_FONT_FOLDER = Path(__file__).with_name("fonts")


class Appearance(StrEnum):
    """What the reader chose: light, dark, or whatever the system shows."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ReadingFont(StrEnum):
    """The family that articles are set in."""

    SERIF = "serif"
    SANS = "sans"
    MONO = "mono"


class Theme(QObject):
    """The tokens in force. `changed` fires when colours or reading type are different."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = Appearance.SYSTEM
        self._reading_font = ReadingFont.SERIF
        self._zoom = 100
        _load_fonts()
        self._system_scheme = app.styleHints().colorScheme()
        self.palette = self._wanted_palette()
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._dress()

    @classmethod
    def current(cls) -> Theme:
        """The application's one theme; made when it is first asked for."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError("A theme needs a running QApplication")
        return app.findChild(cls) or cls(app)

    @property
    def is_dark(self) -> bool:
        return self.palette is DARK

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    @property
    def zoom(self) -> int:
        """How large articles are set, in percent."""
        return self._zoom

    @property
    def reading_family(self) -> ReadingFont:
        return self._reading_font

    def set_appearance(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self._follow()

    def set_reading(self, font: ReadingFont, zoom: int) -> None:
        """Choose the family and the size that articles are set in."""
        zoom = max(60, min(zoom, 250))
        if (font, zoom) != (self._reading_font, self._zoom):
            self._reading_font, self._zoom = font, zoom
            self.changed.emit()

    def color(self, name: str) -> QColor:
        """A colour of the palette by its token, such as `accent`."""
        return QColor(getattr(self.palette, name))

    def mark(self, name: str) -> QColor:
        """The shade of one of the codebook's colours (`models.codebook.Colour`)."""
        return QColor((MARKS_DARK if self.is_dark else MARKS_LIGHT)[name])

    def font(self, size: int = FIELD, weight: QFont.Weight = REGULAR) -> QFont:
        """The interface family at a size of the type scale."""
        return _font(_SANS, size, weight)

    def reading_font(self, size: int = READING, weight: QFont.Weight = REGULAR) -> QFont:
        """The reading family at a size of the type scale, zoomed."""
        pixels = round(size * self._zoom / 100)
        if self._reading_font is not ReadingFont.MONO:
            family = _SERIF if self._reading_font is ReadingFont.SERIF else _SANS
            return _font(family, pixels, weight)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        # Its letters are as wide as they are: a little smaller they look as large as the others.
        font.setPixelSize(round(_MONO_SCALE * pixels))
        font.setWeight(weight)
        return font

    def stylesheet(self) -> str:
        """The style sheet of the whole application in the colours in force."""
        return stylesheet(self.palette)

    def _wanted_palette(self) -> Palette:
        if self._appearance is Appearance.SYSTEM:
            dark = self._system_scheme is Qt.ColorScheme.Dark
        else:
            dark = self._appearance is Appearance.DARK
        return DARK if dark else LIGHT

    def _on_system_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._system_scheme = scheme
        self._follow()

    def _follow(self) -> None:
        wanted = self._wanted_palette()
        if wanted is not self.palette:
            self.palette = wanted
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._app.setPalette(_qt_palette(self.palette))
        self._app.setFont(self.font())
        self._app.setStyleSheet(self.stylesheet())


def _load_fonts() -> None:
    if _SANS in QFontDatabase.families() and _SERIF in QFontDatabase.families():
        return
    for path in sorted(_FONT_FOLDER.glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def _font(family: str, size: int, weight: QFont.Weight) -> QFont:
    # Names written in other scripts fall back to whatever the system has for them.
    font = QFont([family, QGuiApplication.font().defaultFamily()])
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def _qt_palette(palette: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.raised,
        QPalette.ColorRole.AlternateBase: palette.chip,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.faint,
        QPalette.ColorRole.Button: palette.raised,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.ToolTipBase: palette.raised,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.LinkVisited: palette.accent,
        QPalette.ColorRole.Mid: palette.line,
        QPalette.ColorRole.Accent: palette.accent,
    }
    made = QPalette()
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.faint))
    return made

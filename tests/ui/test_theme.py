"""Colours can be read, follow the system or the person, and come with their own fonts."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo

from models.codebook import Colour
from ui.theme import MEDIUM, SEMIBOLD, Appearance, ReadingFont, Theme
from ui.theme.palette_colors import DARK, LIGHT, MARKS_DARK, MARKS_LIGHT, Palette
from ui.theme.stylesheet import stylesheet

TEXTS = ("text", "muted", "faint")
COLOURED = ("accent", "accepted", "suggested", "corrected", "rejected", "warn")
EVIDENCE = {"ev_focus", "ev_event", "ev_other"}
GROUNDS = ("window", "paper", "raised", "chip", "accent_wash")


def contrast(one: str, other: str) -> float:
    def luminance(name: str) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(name)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    def rgb(name: str) -> tuple[float, float, float]:
        color = QColor(name)
        return color.redF(), color.greenF(), color.blueF()

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(palette: Palette) -> None:
    pairs = [*product(TEXTS + COLOURED, GROUNDS), ("text", "ev_focus"), ("text", "ev_event")]
    pairs.append(("on_accent", "accent"))

    weak = {
        (ink, ground): round(ratio, 2)
        for ink, ground in pairs
        if (ratio := contrast(getattr(palette, ink), getattr(palette, ground))) < 4.5
    }

    assert not weak


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_of_the_style_sheet_can_be_read_disabled_ones_included(palette: Palette) -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", stylesheet(palette))
    pairs = {
        (selector.strip(), ink, ground)
        for selector, body in rules
        for prefix, inked in (("", ""), ("selection-", "selection-"), ("", "placeholder-text-"))
        for ink in re.findall(rf"(?<![\w-]){inked}color:\s*(#\w{{6}})", body)
        for ground in re.findall(rf"(?<![\w-]){prefix}background(?:-color)?:\s*(#\w{{6}})", body)
        or [getattr(palette, name) for name in ("window", "paper", "raised")]
        if ink != palette.on_accent or ground == palette.accent
    }

    assert len(pairs) > 30
    assert not [pair for pair in pairs if contrast(*pair[1:]) < 4.5]


def test_code_paints_only_with_colours_that_are_checked() -> None:
    """A text painted in another token than these would escape the tests above."""
    checked = {*TEXTS, *COLOURED, *GROUNDS, "on_accent", "line"} | EVIDENCE
    painted = {
        (path.name, name)
        for path in Path("ui").rglob("*.py")
        for name in re.findall(r"\bcolor\(\s*\"(\w+)\"", path.read_text(encoding="utf-8"))
    }

    assert painted
    assert not {found for found in painted if found[1] not in checked}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_under_evidence_can_be_seen(palette: Palette) -> None:
    assert contrast(palette.ev_other, palette.paper) >= 3
    assert contrast(palette.warn, palette.ev_focus) >= 2.5


@pytest.mark.parametrize(
    ("marks", "palette"), [(MARKS_LIGHT, LIGHT), (MARKS_DARK, DARK)], ids=["light", "dark"]
)
def test_every_colour_of_a_codebook_has_a_shade_that_can_be_seen(
    marks: dict[str, str], palette: Palette
) -> None:
    assert marks.keys() == set(Colour)
    for shade in marks.values():
        assert contrast(shade, palette.raised) >= 3
        assert contrast(shade, palette.chip) >= 3


def test_there_is_one_theme_for_the_application(theme: Theme) -> None:
    assert Theme.current() is theme


def test_the_choice_of_a_person_outdoes_the_system(theme: Theme, qtbot) -> None:
    theme.set_appearance(Appearance.LIGHT)

    with qtbot.waitSignal(theme.changed):
        theme.set_appearance(Appearance.DARK)

    assert theme.is_dark
    assert theme.palette is DARK
    assert theme.color("paper") == QColor(DARK.paper)


def test_the_system_is_followed_while_the_app_runs(theme: Theme, qapp) -> None:
    hints = qapp.styleHints()

    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)

    assert not theme.is_dark


def test_the_fonts_come_with_the_app(theme: Theme) -> None:
    assert QFontInfo(theme.font()).family() == "Inter"
    assert QFontInfo(theme.reading_font()).family() == "Noto Serif"
    assert QFontInfo(theme.font(13, MEDIUM)).weight() == MEDIUM
    assert QFontInfo(theme.reading_font(26, SEMIBOLD)).weight() == SEMIBOLD


def test_zoom_grows_what_is_read_and_leaves_the_interface(theme: Theme, qtbot) -> None:
    before = theme.font().pixelSize()

    with qtbot.waitSignal(theme.changed):
        theme.set_reading(ReadingFont.SERIF, 200)

    assert theme.reading_font().pixelSize() == 34
    assert theme.font().pixelSize() == before


def test_the_style_sheet_names_only_colours_of_the_palette(theme: Theme) -> None:
    theme.set_appearance(Appearance.DARK)

    named = set(re.findall(r"#[0-9A-Fa-f]{6}", theme.stylesheet()))

    assert named <= {getattr(DARK, name) for name in DARK.__slots__}

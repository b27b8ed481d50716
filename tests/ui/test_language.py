"""The window in another language: texts, menus, dates and numbers, and what is typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from models.language import number, tr, trn
from models.typed import read_count, read_date, show_count, show_date
from models.values import Count, DatePrecision, DateRange, Wording
from ui.actions import BY_KEY
from ui.actions.table import MENUS, menu_letters, mnemonic
from ui.dialogs.settings_dialog import SettingsDialog
from ui.language import LANGUAGES, language_of, speak_language
from ui.settings import Settings
from ui.theme import Theme

PUBLISHED = date(2024, 1, 10)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    speak_language("de")
    yield
    speak_language("en")


@pytest.mark.usefixtures("german")
def test_the_window_speaks_german() -> None:
    assert BY_KEY["undo"].text == "Rückgängig"
    assert tr("Articles") == "Artikel"
    assert trn("{count} word", "{count} words", 12_345) == "12.345 Wörter"
    assert number(1234.5, 1) == "1.234,5"
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert buttons.buttons()[0].text() == "Abbrechen"


def test_english_comes_back(qapp: QApplication) -> None:
    speak_language("de")
    speak_language("en")

    assert BY_KEY["undo"].text == "Undo"
    assert number(1234.5, 1) == "1,234.5"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_menus_open_with_one_letter(qapp: QApplication, language: str) -> None:
    speak_language(language)
    try:
        letters = menu_letters()
        shown = [mnemonic(menu) for menu in MENUS]
    finally:
        speak_language("en")

    assert len(letters) == len(MENUS)
    assert not set(letters) & {"B", "L", "S"}, "Alt with these does something else"
    assert [text.replace("&", "") for text in shown] == list(letters.values())


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("4. Januar", "4. Januar 2024"),
        ("4 jan", "4. Januar 2024"),
        ("gestern", "9. Januar 2024"),
        ("letzten Freitag", "5. Januar 2024"),
        ("4.-6. Januar 2024", "4.–6. Januar 2024"),
        ("28. Dezember bis 3. Januar 2024", "28. Dezember 2023 – 3. Januar 2024"),
        ("bis 4. März 2023", "bis 4. März 2023"),
        ("seit 4. Mai 2023", "ab 4. Mai 2023"),
        ("März 2023", "März 2023"),
        ("on 4 January", "4. Januar 2024"),
        ("unbekannt", "unbekannt"),
    ],
)
def test_dates_are_read_and_shown_in_german(typed: str, shown: str) -> None:
    read = read_date(typed, PUBLISHED)

    assert read is not None
    assert show_date(read) == shown
    assert read_date(shown, PUBLISHED) == read


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("precision", DatePrecision)
def test_a_precision_can_be_read_again(precision: DatePrecision) -> None:
    dates = DateRange(date(2024, 1, 4), date(2024, 1, 6), precision)

    assert read_date(show_date(dates), PUBLISHED) == dates


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("mindestens 6", "mindestens 6"),
        ("bis zu 5", "höchstens 5"),
        ("rund 30", "etwa 30"),
        ("Dutzende", "Dutzende"),
        ("keine", "keine"),
        ("10 bis 12", "10–12"),
        ("about 30", "etwa 30"),
    ],
)
def test_counts_are_read_and_shown_in_german(typed: str, shown: str) -> None:
    read = read_count(typed)

    assert read is not None
    assert show_count(read) == shown
    assert read_count(shown) == read


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("wording", Wording)
def test_every_wording_can_be_read_again(wording: Wording) -> None:
    count = Count(0, 0, 0, wording) if wording is Wording.NONE else Count(1, 2, 4, wording)

    assert read_count(show_count(count)) == count


def test_the_language_is_chosen_in_the_settings(qapp: QApplication) -> None:
    dialog = SettingsDialog(Theme.current(), Settings(language="de"))

    assert dialog._language.currentText() == "Deutsch"
    dialog._language.setCurrentIndex(0)
    assert dialog.chosen.language == ""
    assert language_of("") in LANGUAGES
    assert language_of("de") == "de"

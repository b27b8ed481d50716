"""Dates, counts and flags: typed as one says them, read back at once."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QLineEdit,
)

from models.codebook import Field
from models.values import (
    Count,
    DatePrecision,
    DateRange,
    Kind,
    Wording,
)
from tests.ui.editors.open_editor import DOWN, ENTER, TAB, Opener
from ui.editors.picker import Picker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize(
    ("typed", "start", "end", "precision"),
    [
        ("4 Jan", date(2024, 1, 4), date(2024, 1, 4), DatePrecision.DAY),
        ("last Friday", date(2023, 12, 29), date(2023, 12, 29), DatePrecision.DAY),
        ("2023-12-30", date(2023, 12, 30), date(2023, 12, 30), DatePrecision.DAY),
        ("December 2023", date(2023, 12, 1), date(2023, 12, 31), DatePrecision.MONTH),
    ],
)
def test_a_date_is_typed_as_one_says_it(
    open_editor: Opener, typed: str, start: date, end: date, precision: DatePrecision
) -> None:
    opened = open_editor("date")

    opened.type(typed)
    opened.press(ENTER)

    assert opened.committed == [DateRange(start, end, precision)]


def test_a_date_is_read_back_while_it_is_typed(open_editor: Opener) -> None:
    opened = open_editor("date")

    opened.type("last Friday")

    assert "→ 29 December 2023 · day" in opened.words()


def test_a_date_is_told_from_the_day_of_publication(open_editor: Opener) -> None:
    opened = open_editor("date")

    assert "Published on Friday 5 January 2024" in opened.words()
    opened.type("last Friday")
    assert "Friday, 7 days before" in opened.words()


def test_precision_and_on_or_before_are_one_key_each(open_editor: Opener) -> None:
    opened = open_editor("date")
    alt = Qt.KeyboardModifier.AltModifier

    opened.type("4 Jan")
    opened.press(Qt.Key.Key_B, with_=alt)
    opened.press(Qt.Key.Key_3, with_=alt)
    opened.press(ENTER)

    assert opened.committed == [DateRange(None, date(2024, 1, 4), DatePrecision.WEEK)]


def test_a_date_can_be_on_or_before_a_day(open_editor: Opener) -> None:
    opened = open_editor("date")

    opened.type("4 Jan")
    opened.editor.findChild(QCheckBox).click()
    opened.press(ENTER)

    assert opened.committed == [DateRange(None, date(2024, 1, 4), DatePrecision.DAY)]


def test_the_precision_of_a_date_is_chosen_by_keyboard(open_editor: Opener) -> None:
    opened = open_editor("date")

    opened.type("1 Jan 2024 to 7 Jan 2024")
    opened.press(TAB)
    picker = QApplication.focusWidget()
    assert isinstance(picker, Picker)
    picker.setCurrentIndex(0)
    opened.press(DOWN, DOWN, ENTER)

    assert [one.precision for one in opened.committed] == [DatePrecision.WEEK]  # type: ignore[union-attr]


def test_a_day_is_taken_from_the_calendar_by_keyboard(open_editor: Opener) -> None:
    opened = open_editor("date", DateRange(date(2024, 1, 4), date(2024, 1, 4), DatePrecision.DAY))

    opened.press(DOWN, with_=Qt.KeyboardModifier.AltModifier)
    calendar = opened.editor.findChild(QCalendarWidget)
    assert calendar.isVisible()
    assert calendar.selectedDate() == QDate(2024, 1, 4)
    opened.press(Qt.Key.Key_Left, Qt.Key.Key_Left, ENTER)
    opened.press(ENTER)

    day = date(2024, 1, 2)
    assert opened.committed == [DateRange(day, day, DatePrecision.DAY)]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2", Count(2, 2, 2, Wording.EXACT)),
        ("6+", Count(6, 6, None, Wording.AT_LEAST)),
        ("none", Count(0, 0, 0, Wording.NONE)),
    ],
)
def test_a_count_is_typed_as_the_article_words_it(
    open_editor: Opener, typed: str, value: Count
) -> None:
    opened = open_editor("killed")

    opened.type(typed)
    opened.press(ENTER)

    assert opened.committed == [value]


def test_the_parts_of_a_count_can_be_typed_one_by_one(open_editor: Opener) -> None:
    opened = open_editor("killed")

    opened.type("4")
    for number in ("3", "4", "9"):
        opened.press(TAB)
        opened.clear()
        opened.type(number)
    opened.press(ENTER)

    (made,) = opened.committed
    assert isinstance(made, Count)
    assert (made.low, made.best, made.high) == (3, 4, 9)


def test_a_part_of_a_count_that_is_no_number_is_refused_in_words(open_editor: Opener) -> None:
    opened = open_editor("killed")

    opened.type("4")
    opened.press(TAB)
    opened.clear()
    opened.type("-1")
    opened.press(ENTER)

    assert opened.committed == []
    assert "whole numbers" in opened.words()


def test_a_flag_is_one_letter(open_editor: Opener) -> None:
    asked = Field("foreign", "Foreign", Kind.FLAG)

    yes, no = open_editor(asked), open_editor(asked, True)
    yes.editor.setFocus()
    yes.qtbot.keyClicks(yes.editor.findChild(QLineEdit), "y")
    no.qtbot.keyClicks(no.editor.findChild(QLineEdit), "n")
    yes.editor.commit()
    no.editor.commit()

    assert (yes.committed, no.committed) == ([True], [False])

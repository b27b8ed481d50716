"""The page on progress: numbers, charts, filters, and everything as files."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.article import Status
from models.progress import MonthShare, Share
from tests.ui.conftest import Answers
from tests.ui.test_theme import contrast
from ui.charts.card import ChartCard
from ui.charts.figure import Figure, Form, Look, Series, Table
from ui.charts.heat import shade, short
from ui.charts.plot import Plot
from ui.progress.coverage_figures import months_figure
from ui.progress.month_cells import country_months
from ui.progress.progress_dialog import ProgressDialog
from ui.progress.tiles import duration
from ui.theme import Appearance, Theme
from ui.window.main_window import MainWindow


@pytest.fixture
def reviewed(review: MainWindow) -> MainWindow:
    """Two articles done, both suggested events of the first accepted but for one value."""
    session = review.session
    gestures = session.gestures
    session.do(gestures.accept_all(session.desk, session.desk.records))
    record = session.desk.records[0]
    session.do(gestures.reject(session.desk, record, record.values("killed")))
    session.do(gestures.set_status(session.desk, Status.DONE))
    session.open_article("a1")
    session.do(gestures.no_event(session.desk))
    session.do(gestures.set_status(session.desk, Status.DONE))
    return review


@pytest.fixture
def page(reviewed: MainWindow, qtbot: QtBot) -> Iterator[ProgressDialog]:
    page = reviewed.progress.open_page()
    page.show()
    qtbot.waitUntil(lambda: not page.is_waiting)
    yield page
    page.reject()


def card(page: QWidget, key: str) -> ChartCard:
    return next(
        one for one in page.findChildren(ChartCard) if any(f.key == key for f in one.figures)
    )


def numbers(tiles: QWidget) -> dict[str, str]:
    return {
        one.accessibleName(): one.text()
        for one in tiles.findChildren(QLabel)
        if one.accessibleName()
    }


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_menu_opens_the_page_and_its_numbers_are_those_of_the_project(
    reviewed: MainWindow, answers: Answers, qtbot: QtBot
) -> None:
    seen: list[dict[str, str]] = []

    def look(dialog) -> None:
        qtbot.waitUntil(lambda: not dialog.is_waiting)
        seen.extend((numbers(dialog.summary.lately), numbers(dialog.summary.whole)))
        dialog.reject()

    answers.fill = look
    reviewed.actions_table.by_key["progress"].trigger()

    lately, whole = seen
    assert (lately["articles done"], lately["events"]) == ("2", "2")
    assert (whole["articles done"], whole["events"]) == ("2", "2")


def test_charts_come_also_where_the_period_is_changed_at_once(
    reviewed: MainWindow, qtbot: QtBot
) -> None:
    page = reviewed.progress.open_page()
    page.show()

    page.filters.changed.emit()

    qtbot.waitUntil(lambda: not page.is_waiting)
    assert page.cards
    page.reject()


def test_keys_pressed_in_the_window_are_counted(reviewed: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(reviewed.windowHandle(), Qt.Key.Key_Down)
    QTest.keyClick(reviewed.windowHandle(), Qt.Key.Key_Down)

    page = reviewed.progress.open_page()
    qtbot.waitUntil(lambda: not page.is_waiting)

    assert numbers(page.summary.lately)["keys pressed"] == "2"
    page.reject()


def test_a_chart_is_saved_as_a_table_and_as_a_picture(
    page: ProgressDialog, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    fates = card(page, "suggestions-by-field")
    answers.target = tmp_path / "fates.csv"
    fates.csv.click()
    answers.target = tmp_path / "fates.png"
    fates.png.click()

    found = {(row["field"], row["band"]): row for row in rows(tmp_path / "fates.csv")}
    assert found["killed", "likely"]["rejected"] == "1"
    assert found["place", "likely"]["accepted"] == "2"
    assert found["place", "likely"]["acceptance_rate"] == "1.0"
    assert found["place", ""]["miss_rate"] == "0.0"
    image = QImage(str(tmp_path / "fates.png"))
    assert image.width() >= 2 * fates.width() - 8
    assert page.told.text() == f"Saved as {tmp_path / 'fates.png'}."


def test_everything_is_written_into_a_new_folder(
    page: ProgressDialog, answers: Answers, tmp_path: Path, qtbot: QtBot, monkeypatch
) -> None:
    monkeypatch.setattr(answers, "choose_folder", lambda parent, start: tmp_path)
    page.export.click()
    page.export.click()

    folder = tmp_path / "review-progress"
    names = {path.stem for path in folder.glob("*.csv")}
    assert names == {path.stem for path in folder.glob("*.png")}
    assert {"articles-and-events", "time-per-article", "hours-of-work", "learning"} <= names
    assert {"suggestions-by-field-weak", "missed", "countries", "types", "months", "map"} <= names
    assert {"countries-by-month", "types-by-month"} <= names
    assert [row["events"] for row in rows(folder / "countries.csv")] == ["2"]
    (day,) = rows(folder / "articles-and-events.csv")
    assert (day["articles_done"], day["events_confirmed"]) == ("2", "2")
    assert (tmp_path / "review-progress-2").is_dir()


def test_what_cannot_be_written_is_said(
    page: ProgressDialog, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.target = tmp_path / "nowhere" / "chart.csv"
    card(page, "countries").csv.click()

    assert page.told.text() == f"{answers.target} cannot be written; choose another folder."


def test_cards_of_a_row_stand_on_one_line_and_the_last_takes_the_rest(
    page: ProgressDialog, qtbot: QtBot
) -> None:
    page.resize(1300, 700)
    qtbot.waitUntil(lambda: page.cards[1].y() == page.cards[0].y())
    rows: dict[int, list[QRect]] = {}
    for one in page.cards:
        rows.setdefault(one.y(), []).append(one.geometry())

    assert all(len({box.height() for box in row}) == 1 for row in rows.values())
    assert [len(row) for row in rows.values()] == [2, 2, 2, 2, 2, 1]
    assert page.cards[-1].width() > 2 * page.cards[0].width()


def test_a_picture_names_its_variant_and_is_as_high_as_it_needs_to_be(
    page: ProgressDialog, qtbot: QtBot
) -> None:
    fates = card(page, "suggestions-by-field")
    whole, _, _, weak = (fates.picture(figure) for figure in fates.figures)
    fates.setMinimumHeight(fates.height() + 200)
    qtbot.waitUntil(lambda: fates.height() >= fates.minimumHeight())

    assert weak.height() < whole.height() == fates.picture(fates.figures[0]).height()
    assert "What became of suggestions" in {one.text() for one in fates.findChildren(QLabel)}


def test_before_the_first_decision_a_sentence_stands_for_the_charts(
    review: MainWindow, qtbot: QtBot
) -> None:
    page = review.progress.open_page()
    page.show()
    qtbot.waitUntil(lambda: not page.is_waiting)

    assert page.nothing.text().startswith("Charts come with the first decisions")
    assert page.cards == []
    assert not page.export.isEnabled()

    gestures = review.session.gestures
    review.session.do(gestures.accept_all(review.session.desk, review.session.desk.records))
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: not page.is_waiting)
    assert page.cards
    assert page.nothing.isHidden()
    page.reject()


def test_of_the_values_that_were_judged_the_page_tells_how_many_were_right(
    page: ProgressDialog,
) -> None:
    told = numbers(page.summary.rates)

    assert told["rejected"] != "0 %"
    assert told["missed"] == "0 %"


def test_times_of_others_are_not_shown(
    reviewed: MainWindow, qtbot: QtBot, page: ProgressDialog
) -> None:
    boxes = {box.accessibleName(): box for box in page.filters.findChildren(QComboBox)}
    assert card(page, "time-per-article").isVisible()
    reviewed.session.project.apply(
        reviewed.session.gestures.set_status(reviewed.session.desk, Status.NEW), "ben"
    )

    boxes["Work of"].addItem("ben", "ben")
    boxes["Work of"].setCurrentText("ben")

    qtbot.waitUntil(lambda: not page.is_waiting)
    shown = [one for one in page.cards if not one.isHidden()]
    assert all(figure.key != "time-per-article" for one in shown for figure in one.figures)
    assert numbers(page.summary.whole)["median per article"] == "–"


def test_where_pauses_begin_is_remembered(
    reviewed: MainWindow, page: ProgressDialog, qtbot
) -> None:
    boxes = {box.accessibleName(): box for box in page.filters.findChildren(QComboBox)}

    boxes["Pauses from"].setCurrentText("5 minutes")

    assert reviewed.settings.idle_minutes == 5
    qtbot.waitUntil(lambda: not page.is_waiting)


def test_variants_of_a_chart_change_in_place(page: ProgressDialog) -> None:
    fates = card(page, "suggestions-by-field")
    (box,) = fates.findChildren(QComboBox)

    box.setCurrentText("Likely")

    assert fates.figure.key == "suggestions-by-field-likely"
    assert fates.plot.accessibleName() == "What became of suggestions"
    assert "Killed: 0 accepted, 0 corrected, 1 rejected" in fates.plot.accessibleDescription()


def bars(values: tuple[float, ...]) -> Figure:
    labels = tuple(f"{n} Mar" for n in range(len(values)))
    series = (Series("Articles", values, "accent"), Series("Events", values, "warn", Look.HATCHED))
    hints = tuple(f"{label}: {value:.0f}" for label, value in zip(labels, values, strict=True))
    return Figure("k", "Title", "", Form.BARS, labels, series, Table((), ()), hints=hints)


def test_the_pointer_tells_what_a_bar_stands_for(theme: Theme, qtbot: QtBot) -> None:
    plot = Plot(theme)
    qtbot.addWidget(plot)
    plot.resize(600, 200)
    plot.show_figure(bars((3, 8, 5)))
    with qtbot.waitExposed(plot):
        plot.show()

    middle = plot.box.sceneBoundingRect().center().toPoint()
    assert plot.hint_at(middle) == "1 Mar: 8"
    assert plot.hint_at(QPoint(0, 0)) in {"", "0 Mar: 3"}


def test_a_small_count_has_no_halves_on_its_axis(theme: Theme, qtbot: QtBot) -> None:
    plot = Plot(theme)
    qtbot.addWidget(plot)
    plot.show_figure(bars((2, 1)))

    ((*ticks,),) = plot.left._tickLevels

    assert [words for _, words in ticks] == ["0", "1", "2"]


def test_only_what_draws_here_is_loaded_of_the_charting_library() -> None:
    assert "pyqtgraph.graphicsItems.AxisItem" in sys.modules
    assert not {"pyqtgraph.parametertree", "pyqtgraph.multiprocess"} & sys.modules.keys()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((0.4, 2.6), ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"]),
        ((4700, 12), ["0", "1,000", "2,000", "3,000", "4,000"]),
    ],
)
def test_numbers_at_an_axis_are_round(
    theme: Theme, qtbot: QtBot, values: tuple[float, ...], words: list[str]
) -> None:
    plot = Plot(theme)
    qtbot.addWidget(plot)
    plot.show_figure(bars(values))

    ((*ticks,),) = plot.left._tickLevels

    assert [said for _, said in ticks] == words


def test_a_line_without_any_number_is_left_out(theme: Theme, qtbot: QtBot) -> None:
    plot = Plot(theme)
    qtbot.addWidget(plot)
    series = (Series("Held", (1.0, 2.0), "accent"), Series("Nothing", (None, None), "warn"))
    figure = Figure("k", "Title", "", Form.LINES, ("1", "2"), series, Table((), ()))

    plot.show_figure(figure)

    assert not plot.grab().isNull()
    assert len(plot.drawn) == 1


def test_a_chart_follows_the_theme(theme: Theme, qtbot: QtBot) -> None:
    theme.set_appearance(Appearance.LIGHT)
    plot = Plot(theme)
    qtbot.addWidget(plot)
    plot.show_figure(bars((3, 8, 5)))
    light = plot.backgroundBrush().color()

    theme.set_appearance(Appearance.DARK)

    assert plot.backgroundBrush().color() == theme.color("raised") != light


def test_months_without_events_are_months_too() -> None:
    figure = months_figure([Share("", 3), Share("2023-11", 1), Share("2024-02", 4)])

    assert figure.labels == ("Nov 2023", "Dec 2023", "Jan 2024", "Feb 2024")
    assert figure.series[0].values == (1, 0, 0, 4)
    assert figure.table.rows[0] == ("", 3)


def cells(*rows: tuple[str, str, int]) -> Figure:
    return country_months([MonthShare(*row) for row in rows], lambda code: code)


def test_rows_stand_by_number_and_the_rest_in_one_and_empty_months_show() -> None:
    figure = cells(
        *((f"C{n:02}", "2024-01", 40 - n) for n in range(15)),
        ("C00", "2024-04", 1),
        ("C00", "", 7),
    )

    assert figure.labels == ("Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024")
    names = [one.name for one in figure.series]
    assert (names[0], names[1], names[-1]) == ("C00 · 41", "C01 · 39", "3 others · 81")
    assert figure.series[0].values == (40, 0, 0, 1)
    assert len(figure.series) == 13
    assert figure.about.endswith("7 without a date are left out.")
    assert figure.hints[:4] == ("C00, Jan 2024: 40 events", "", "", "C00, Apr 2024: 1 event")
    assert len(figure.table.rows) == 17


def test_many_months_are_shown_as_quarters_or_years_and_one_wrong_date_makes_none() -> None:
    months = [f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13)]

    quarters = cells(*(("MLI", month, 9) for month in months))
    years = cells(*(("MLI", f"{year}-06", 9) for year in range(1990, 2010)))
    wrong = cells(("MLI", "1924-01", 1), ("MLI", "2024-01", 50), ("MLI", "2024-03", 50))

    assert (quarters.labels[0], quarters.labels[-1]) == ("Q1 2021", "Q4 2022")
    assert quarters.series[0].values == (27,) * 8
    assert years.labels == ("earlier", *(str(year) for year in range(1998, 2010)))
    assert years.series[0].values == (72, *(9,) * 12)
    assert (wrong.labels[0], len(wrong.labels)) == ("earlier", 13)
    assert wrong.series[0].values[:2] == (1, 0)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_every_cell_says_its_number_in_words_that_can_be_read(
    theme: Theme, qtbot: QtBot, appearance: Appearance
) -> None:
    theme.set_appearance(appearance)
    plot = Plot(theme)
    qtbot.addWidget(plot)
    plot.resize(500, 300)
    plot.show_figure(cells(("MLI", "2024-01", 3), ("MLI", "2024-02", 9000), ("NER", "2024-02", 1)))
    with qtbot.waitExposed(plot):
        plot.show()

    text = theme.color("text").name()
    shades = [shade(theme, part / 10) for part in range(11)]
    assert min(contrast(text, one.name()) for one in shades) >= 4.5
    box = plot.box.sceneBoundingRect()
    hint = plot.hint_at(box.topRight().toPoint() + QPoint(-9, 9))
    assert hint.startswith("MLI, Feb 2024: 9")
    assert plot.accessibleDescription().count(";") == 2
    assert (short(999), short(1234), short(45_600)) == ("999", "1.2k", "46k")


def test_a_table_for_spreadsheets_holds_no_formula() -> None:
    table = Table(("name", "number"), (("=1+1", 0.123456), ("Gao, Mali", None)))

    assert table.to_csv() == 'name,number\r\n\'=1+1,0.1235\r\n"Gao, Mali",\r\n'


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "–"), (42.4, "42 s"), (117, "1 min 57 s"), (3725, "1 h 2 min")],
)
def test_durations_are_said_as_people_do(seconds: float | None, words: str) -> None:
    assert duration(seconds) == words

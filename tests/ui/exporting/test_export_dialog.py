"""The window that exports: format, filters, a look at the rows and losses, and the writing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QScrollArea, QTableWidget
from pytestqt.qtbot import QtBot

from db.codebook_files import load_codebook
from db.exports.splits import splits
from db.project import Project
from models.article import Article
from models.edits import AddArticles
from models.events import Event, FieldValue, State
from models.values import DatePrecision, DateRange, Place
from ui.exporting.export_dialog import ExportDialog
from ui.exporting.pick_button import PickButton
from ui.session import Session
from ui.theme import Theme


def record(number: int, type_: str, country: str) -> Event:
    day = date(2024, 1, number + 1)
    told = {
        "event_type": type_,
        "date": DateRange(day, day, DatePrecision.DAY),
        "place": Place("Gao", country, lat=16.2, lon=0.1),
        "certainty": "high",
    }
    values = tuple(
        FieldValue(f"{key}{number}", key, value, State.ADDED, annotator="ana")
        for key, value in told.items()
    )
    return Event(f"e{number}", f"a{number}", "ana", values=values)


@pytest.fixture
def session(tmp_path: Path, qapp) -> Iterator[Session]:
    project = Project.create(tmp_path / "desk.db", load_codebook("conflict"))
    articles = tuple(Article(f"a{n}", f"Text {n}.", f"Title {n}", "Wire") for n in range(3))
    events = (record(0, "attack", "MLI"), record(1, "armed_clash", "MLI"))
    project.apply(AddArticles("Import", articles, events), "ana")
    session = Session(project, "ana")
    yield session
    session.deleteLater()
    project.close()


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, answers, session: Session) -> ExportDialog:
    made = ExportDialog(theme, answers, session)
    qtbot.addWidget(made)
    made.show()
    return made


def look(qtbot: QtBot, dialog: ExportDialog) -> list[list[str]]:
    """Waits for the preview; the cells of its table."""
    qtbot.waitUntil(lambda: not dialog._soon.isActive() and dialog._look is None)
    table = dialog.findChild(QTableWidget)
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def choose(dialog: ExportDialog, qtbot: QtBot, name: str, words: str) -> None:
    """Ticks something in one of the lists, by keyboard."""
    found = next(
        pick
        for pick in (*dialog.filters._picks.values(), *dialog.filters._answers.values())
        if pick.accessibleName().startswith(name)
    )
    listed = found._list
    assert isinstance(listed, QListWidget)
    items = [listed.item(row) for row in range(listed.count())]
    [item] = [one for one in items if one.text().strip() == words]
    listed.setCurrentItem(item)
    qtbot.keyClick(listed, Qt.Key.Key_Space)


def test_the_first_rows_follow_format_and_filters(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.formats.choose("csv")
    assert [row[5] for row in look(qtbot, dialog)] == ["e0", "e1"]
    assert "2 events from 3 articles with 2 records" in dialog.counts.text()

    choose(dialog, qtbot, "Type", "Attack")
    assert [row[5] for row in look(qtbot, dialog)] == ["e0"]

    choose(dialog, qtbot, "Type", "Attack")
    box = next(
        one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == "Events from"
    )
    qtbot.keyClicks(box, "2024-01-0")
    look(qtbot, dialog)
    assert dialog.problem.text() == "Events from: write the day as 2024-01-05."
    qtbot.keyClicks(box, "2")
    assert [row[5] for row in look(qtbot, dialog)] == ["e1"]
    assert not dialog.problem.isVisible()


def test_on_a_narrow_screen_nothing_is_cut_off_and_on_a_wide_one_groups_stand_apart(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    filters = dialog.filters

    def places() -> dict[str, int]:
        return {
            one.accessibleName().partition(":")[0]: one.mapTo(filters, QPoint()).x()
            for one in (*filters.findChildren(PickButton), *filters.findChildren(QLineEdit))
        }

    for width, columns in ((870, 2), (1216, 3), (870, 2)):
        dialog.resize(width, 490)
        qtbot.waitUntil(lambda columns=columns: len(set(places().values())) == columns)
        rolled = dialog.findChild(QScrollArea)
        assert rolled.widget().width() <= rolled.viewport().width()
    assert len(places()) == 11


def test_on_the_title_of_a_group_its_first_format_is_meant(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    qtbot.keyClick(dialog.formats, Qt.Key.Key_Home)

    assert dialog.formats.form.name == "csv"
    look(qtbot, dialog)
    assert dialog.problem.isHidden()


def test_losses_are_told_before_anything_is_written(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.formats.choose("acled")
    look(qtbot, dialog)

    assert "will not fit this format" in dialog.losses.text()
    assert "2 × The scheme has no column for it." in dialog.losses.text()


def test_a_cell_of_a_scheme_is_written_over_and_derived_again(
    qtbot: QtBot, dialog: ExportDialog, session: Session
) -> None:
    dialog.formats.choose("acled")
    derived = look(qtbot, dialog)[0]
    table = dialog.findChild(QTableWidget)
    heads = [table.horizontalHeaderItem(n).text() for n in range(table.columnCount())]
    place = heads.index("notes")

    table.item(0, place).setText("Checked by phone.")
    assert look(qtbot, dialog)[0][place] == "Checked by phone."
    assert session.project.undo_title("ana") == "Override notes"

    table.item(0, place).setText("")
    assert look(qtbot, dialog)[0] == derived


def test_a_folder_with_a_new_split_is_written_and_choices_are_kept(
    qtbot: QtBot, theme: Theme, dialog: ExportDialog, session: Session, answers, tmp_path: Path
) -> None:
    answers.target = tmp_path / "set"
    dialog.formats.choose("csv")
    dialog.options.folder.setCurrentIndex(1)
    dialog.options.split.setCurrentIndex(dialog.options.split.count() - 1)
    dialog.accept()
    assert dialog.problem.text() == "The new split needs a name."
    qtbot.keyClicks(dialog.options.name, "main")
    qtbot.keyClicks(dialog.options.licence, "CC0")

    dialog.accept()
    qtbot.waitUntil(lambda: dialog.handed is not None)

    assert dialog.handed is not None
    assert dialog.handed.count == 2
    names = {path.name for path in (tmp_path / "set").iterdir()}
    assert {"README.md", "events.train.csv", "events.dev.csv", "events.test.csv"} <= names
    assert "Licence: CC0." in (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    assert [split.name for split in splits(session.project)] == ["main"]
    again = ExportDialog(theme, answers, session)
    qtbot.addWidget(again)
    assert (again.formats.form.name, again.options.is_folder) == ("csv", True)
    assert again.options.licence.text() == "CC0"
    again.reject()


def test_what_cannot_be_written_is_said_and_the_window_stays(
    qtbot: QtBot, dialog: ExportDialog, answers, tmp_path: Path
) -> None:
    answers.target = tmp_path / "none" / "out.csv"
    dialog.formats.choose("csv")

    dialog.accept()
    qtbot.waitUntil(lambda: "there is no folder" in dialog.problem.text())

    assert dialog.isVisible()
    answers.target = tmp_path / "out"
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.handed is not None)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["event_id"] for row in csv.DictReader(file)] == ["e0", "e1"]


def test_the_window_can_be_closed_while_it_counts(
    qtbot: QtBot, theme: Theme, answers, make_project: Callable[..., Project]
) -> None:
    session = Session(make_project(), "ana")
    made = ExportDialog(theme, answers, session)
    qtbot.addWidget(made)
    made.show()
    made._look_now()

    qtbot.keyClick(made, Qt.Key.Key_Escape)

    assert not made.isVisible()
    assert made._look is None
    session.deleteLater()


def test_enter_exports_wherever_the_keyboard_is(dialog: ExportDialog) -> None:
    assert not [one for one in dialog.findChildren(QPushButton) if one.autoDefault()]
    assert dialog._export.isDefault()

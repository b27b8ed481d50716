"""The import through its real widgets: what is found, corrected, left out and brought in."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.imports import label_memory
from db.imports.staging_folder import staging_folder
from db.project import Project
from models.article import Article
from ui.importing.import_dialog import ImportDialog
from ui.importing.import_form import Page
from ui.importing.preview_model import Column
from ui.language import speak_language
from ui.theme import Theme

BODY = "Armed men stopped a bus near the bridge, and four passengers were led away."


@pytest.fixture
def german() -> Iterator[None]:
    speak_language("de")
    yield
    speak_language("en")


@pytest.fixture
def dialog(
    qtbot: QtBot, theme: Theme, answers, make_project: Callable[..., Project]
) -> Iterator[ImportDialog]:
    project = make_project()
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ImportDialog(theme, answers, project, "ana", parent)
    dialog.open()
    yield dialog
    dialog.reject()
    dialog.reject()


def write_table(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def look(qtbot: QtBot, dialog: ImportDialog, *paths: Path) -> None:
    dialog.add_paths(paths)
    qtbot.waitUntil(lambda: not dialog.is_waiting, timeout=20_000)


def bring_in(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.mouseClick(dialog.form.bring, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=20_000)


def write(qtbot: QtBot, dialog: ImportDialog, text: str) -> None:
    """Type into the current cell as a person does."""
    table = dialog.form.table
    qtbot.waitUntil(lambda: table.findChild(QLineEdit) is None)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    box = table.findChild(QLineEdit)
    box.clear()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def shown(dialog: ImportDialog, column: Column) -> list[str]:
    model = dialog.form.model
    return [str(model.index(at, column).data()) for at in range(model.rowCount())]


def brought(dialog: ImportDialog) -> dict[str, Article]:
    project = dialog._project
    found = [project.article(id_) for id_ in project.queue("ana")]
    return {article.title: article for article in found}


def test_doubtful_articles_stand_on_top_and_are_corrected_in_place(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    rows = [["Headline", "Body", "Date"], ["Sure", BODY, "2024-01-05"], ["Unsure", BODY + "!", ""]]
    look(qtbot, dialog, write_table(tmp_path / "t.csv", rows))
    table, model = dialog.form.table, dialog.form.model

    assert shown(dialog, Column.TITLE) == ["Unsure", "Sure"]
    assert shown(dialog, Column.DOUBTS) == ["No date was found.", ""]
    assert table.currentIndex().row() == 0

    table.setCurrentIndex(model.index(0, Column.DATE))
    write(qtbot, dialog, "never")
    qtbot.waitUntil(lambda: "no day" in dialog.form._said.text())
    write(qtbot, dialog, "6 March 2024")
    qtbot.waitUntil(lambda: shown(dialog, Column.DATE)[0] == "2024-03-06")
    assert shown(dialog, Column.DOUBTS)[0] == "Corrected by you"

    bring_in(qtbot, dialog)

    assert dialog.result() == QDialog.DialogCode.Accepted
    assert brought(dialog)["Unsure"].published == date(2024, 3, 6)
    assert dialog._project.undo("ana") is not None
    assert "Unsure" not in brought(dialog)


def test_a_corrected_cell_is_marked_and_other_doubts_stay(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    rows = [["Headline", "Body", "Date", "Paper"], ["Unsure", BODY, "", "Wire"]]
    look(qtbot, dialog, write_table(tmp_path / "t.csv", rows))
    table, model = dialog.form.table, dialog.form.model
    source, day = model.index(0, Column.SOURCE), model.index(0, Column.DATE)
    mark = Qt.ItemDataRole.DecorationRole
    assert source.data(mark) is None

    table.setCurrentIndex(source)
    write(qtbot, dialog, "Evening Post")
    qtbot.waitUntil(lambda: source.data() == "Evening Post")

    assert source.data(mark) is not None
    assert source.data(Qt.ItemDataRole.ToolTipRole) == "Corrected by you; read was “Wire”"
    assert day.data(mark) is None
    assert (shown(dialog, Column.DOUBTS), model.doubtful) == (["No date was found."], 1)

    table.setCurrentIndex(day)
    write(qtbot, dialog, "6 March 2024")
    qtbot.waitUntil(lambda: day.data() == "2024-03-06")

    assert (shown(dialog, Column.DOUBTS), model.doubtful) == (["Corrected by you"], 0)


def test_a_doubted_date_is_confirmed_as_it_stands(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    rows = [["Headline", "Body", "Date"], ["Unsure", BODY, "3/4/2024"]]
    look(qtbot, dialog, write_table(tmp_path / "t.csv", rows))
    table, day = dialog.form.table, dialog.form.model.index(0, Column.DATE)
    assert dialog.form.model.doubtful == 1

    table.setCurrentIndex(day)
    write(qtbot, dialog, "2024-04-03")

    qtbot.waitUntil(lambda: dialog.form.model.doubtful == 0)
    assert shown(dialog, Column.DOUBTS) == ["Confirmed by you"]
    assert day.data(Qt.ItemDataRole.DecorationRole) is not None


@pytest.mark.usefixtures("german")
def test_what_is_doubted_and_refused_is_german_also_from_processes(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    table = write_table(tmp_path / "t.csv", [["Headline", "Body"], ["Unsure", BODY], ["No", ""]])
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>menu</p></body></html>", encoding="utf-8")
    look(qtbot, dialog, table, page)

    assert shown(dialog, Column.DOUBTS) == ["Kein Datum gefunden."]
    in_table, in_page = dialog.form.refusals.refused
    assert in_table.startswith("t.csv Zeile 3: ")
    assert in_page.endswith("kein Artikeltext darin.")


def test_typing_corrects_the_cell_the_keyboard_is_on(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    rows = [["Headline", "Body", "Date"], ["Unsure", BODY, ""]]
    look(qtbot, dialog, write_table(tmp_path / "t.csv", rows))
    table = dialog.form.table
    assert BODY in dialog.form._row.text()

    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, "2")
    editor = table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "024-03-06")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: shown(dialog, Column.DATE) == ["2024-03-06"])


def test_a_cancelled_import_leaves_nothing_in_the_cache(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENTDESK_CACHE", str(tmp_path / "cache"))
    look(qtbot, dialog, write_table(tmp_path / "t.csv", [["Body"], [BODY]]))
    assert list(staging_folder().iterdir())

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not list(staging_folder().iterdir())


def test_space_leaves_articles_out(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    rows = [["Headline", "Body"], *[[f"No {n}", f"{BODY} {n}"] for n in range(3)]]
    look(qtbot, dialog, write_table(tmp_path / "t.csv", rows))

    qtbot.keyClick(dialog.form.table, Qt.Key.Key_Space)
    assert dialog.form.bring.text() == "Import 2 articles"
    bring_in(qtbot, dialog)

    assert {"No 1", "No 2"} <= set(brought(dialog))
    assert "No 0" not in brought(dialog)


def test_columns_are_mapped_live_and_remembered(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "t.csv", [["a", "b"], ["Bus stopped", "Led away."]])
    look(qtbot, dialog, path)
    page = dialog.form.columns
    assert dialog.form.model.rowCount() == 0
    assert page.isVisibleTo(dialog)
    assert "looks like the text" in page._problem.text()

    text = next(box for box in page.findChildren(QComboBox) if "b holds" in box.accessibleName())
    qtbot.keyClicks(text, "Te")
    qtbot.waitUntil(lambda: dialog.form.model.rowCount() == 1, timeout=20_000)
    qtbot.waitUntil(lambda: not dialog.is_waiting, timeout=20_000)
    bring_in(qtbot, dialog)

    assert "Led away." in {article.text for article in brought(dialog).values()}
    again = ImportDialog(dialog.form._theme, dialog._messages, dialog._project, "ana", dialog)
    look(qtbot, again, write_table(tmp_path / "u.csv", [["a", "b"], ["x", "Another text."]]))
    assert again.form.model.rowCount() == 1
    again.reject()


def test_what_is_left_out_is_listed_and_saved(
    qtbot: QtBot, dialog: ImportDialog, answers, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_text("[")
    (folder / "b.txt").write_text(f"Bus stopped\n\n{BODY}")
    look(qtbot, dialog, folder)
    answers.target = tmp_path / "report.csv"

    assert dialog.refused == 1
    dialog.form.go(Page.REFUSED)
    qtbot.mouseClick(dialog.form.save, Qt.MouseButton.LeftButton)

    with answers.target.open(encoding="utf-8-sig", newline="") as file:
        assert next(iter(csv.DictReader(file)))["item"] == "a.json"
    bring_in(qtbot, dialog)
    assert "Bus stopped" in brought(dialog)


def test_a_pasted_text_becomes_an_article(qtbot: QtBot, dialog: ImportDialog) -> None:
    QGuiApplication.clipboard().setText(f"Pasted headline\n\n{BODY}")

    qtbot.keyClick(dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.is_waiting, timeout=20_000)
    dialog.form.published.setText("5 Jan 2024")
    dialog.form.published.editingFinished.emit()
    qtbot.waitUntil(lambda: shown(dialog, Column.DATE) == ["2024-01-05"], timeout=20_000)
    qtbot.waitUntil(lambda: not dialog.is_waiting, timeout=20_000)
    bring_in(qtbot, dialog)

    assert brought(dialog)["Pasted headline"].published == date(2024, 1, 5)


def test_files_are_dropped_or_named_in_the_clipboard(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Title {name}\n\n{BODY} {name}")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.txt"))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(drop)
    QGuiApplication.clipboard().setText(f"{tmp_path / 'two.txt'}\n")
    dialog.paste()
    qtbot.waitUntil(lambda: not dialog.is_waiting, timeout=20_000)

    assert sorted(shown(dialog, Column.TITLE)) == ["Title one", "Title two"]


def test_stopping_keeps_what_was_read_for_the_next_time(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(f"Title {number}\n\n{BODY} {number}")
    dialog.add_paths([folder])
    qtbot.waitUntil(lambda: dialog._run is not None and dialog.form.model.rowCount() > 0)
    qtbot.mouseClick(dialog.form.cancel, Qt.MouseButton.LeftButton)
    assert not dialog.form.bring.isEnabled()
    assert dialog.isVisible()

    qtbot.mouseClick(dialog.form.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.is_waiting, timeout=20_000)

    assert shown(dialog, Column.TITLE) == [f"Title {number}" for number in range(400)]


def test_labels_of_foreign_tools_are_given_a_meaning(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    spans = [{"start": 0, "end": 9, "label": "ZZZ"}, {"start": 18, "end": 23, "label": "place"}]
    task = {"text": BODY, "spans": spans, "answer": "accept"}
    path = tmp_path / "tasks.jsonl"
    path.write_text(json.dumps(task) + "\n")
    look(qtbot, dialog, path)
    page = dialog.form.labels
    assert (page.count, page.unknown) == (2, 1)
    assert "ZZZ" in shown(dialog, Column.DOUBTS)[0]

    dialog.form.go(Page.LABELS)
    box = next(b for b in page.findChildren(QComboBox) if "ZZZ" in b.accessibleName())
    field = dialog._project.codebook.fields[0]
    qtbot.keyClicks(box, field.label)
    qtbot.waitUntil(lambda: not dialog.is_waiting and page.unknown == 0, timeout=20_000)
    bring_in(qtbot, dialog)

    assert label_memory.remembered(dialog._project)["ZZZ"]["field"]


def test_rows_with_cells_that_cannot_be_read_and_articles_without_a_day_are_to_be_looked_at(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    header = ["event_id_cnty", "event_date", "sub_event_type", "actor1", "country", "fatalities"]
    good = ["MLI1", "2024-03-04", "Armed clash", "Dawn Front", "Mali", "3"]
    table = write_table(
        tmp_path / "acled.csv", [header, good, ["MLI2", "2024-99-04", *good[2:5], "many"]]
    )
    line = tmp_path / "plain.jsonl"
    line.write_text('{"id": "p1", "text": "Shots were heard."}\n', encoding="utf-8")

    look(qtbot, dialog, table, line)

    to_look_at = shown(dialog, Column.DOUBTS)
    assert [text.startswith("No date of publication was found.") for text in to_look_at] == [
        *(True, True, False)
    ]
    assert "Fatalities 'many' is no number; the row is kept." in to_look_at[0]
    assert shown(dialog, Column.FORMAT) == ["CSV", "JSONL", "CSV"]


def test_events_stay_those_of_the_annotators_that_a_file_names(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    article = {"id": "k1", "text": BODY, "published": "2024-01-05"}
    article |= {"statuses": {"ben": "done", "cleo": "flagged"}, "events": []}
    path = tmp_path / "coded.jsonl"
    path.write_text(json.dumps(article) + "\n", encoding="utf-8")
    look(qtbot, dialog, path)
    assert dialog.form.kept.text() == "Keep the events as decided by ben, cleo"

    assert any(label.text().startswith("coded.jsonl\n") for label in dialog.findChildren(QLabel))

    dialog.form.kept.click()
    bring_in(qtbot, dialog)

    project = dialog._project
    assert [project.status("k1", name).value for name in ("ben", "cleo")] == ["done", "flagged"]


def test_ctrl_enter_brings_in_from_wherever_the_keyboard_is(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    rows = [["Headline", "Body", "Date"], ["Sure", BODY, "2024-01-05"], ["Unsure", BODY + "!", ""]]
    look(qtbot, dialog, write_table(tmp_path / "t.csv", rows))
    table, ctrl = dialog.form.table, Qt.KeyboardModifier.ControlModifier
    table.setCurrentIndex(dialog.form.model.index(0, Column.DATE))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    box = table.findChild(QLineEdit)
    box.clear()
    qtbot.keyClicks(box, "6 March 2024")

    qtbot.keyClick(box, Qt.Key.Key_Return, ctrl)
    qtbot.waitUntil(lambda: shown(dialog, Column.DATE)[0] == "2024-03-06")
    assert dialog.report is None
    qtbot.keyClick(table, Qt.Key.Key_Return, ctrl)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=20_000)

    assert brought(dialog)["Unsure"].published == date(2024, 3, 6)


def test_enter_presses_the_button_in_focus_not_the_default_one(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    rows = [["Headline", "Body", "Date"], ["Sure", BODY, "2024-01-05"]]
    look(qtbot, dialog, write_table(tmp_path / "t.csv", rows))
    dialog.form.clear.setFocus()

    qtbot.keyClick(dialog.form.clear, Qt.Key.Key_Return)

    assert dialog.paths == []
    assert dialog.report is None

"""The codebook is edited in the window, by keys, saved as a version, undone and redone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import db.revising
from db.codebook_files import load_codebook
from db.project import Project
from models.codebook import Codebook
from models.codebook.draft import Node
from models.edits import EventChange, Review
from models.events import Event, FieldValue, State
from tests.ui.conftest import ANNOTATOR, Answers
from ui.codebook.codebook_dialog import CodebookDialog
from ui.session import Session
from ui.theme import Theme
from ui.window.main_window import MainWindow


def coded(project: Project, article: int, answer: str) -> None:
    value = FieldValue("v", "event_type", answer, State.ADDED, annotator=ANNOTATOR)
    event = Event(f"e{article}", f"a{article}", ANNOTATOR, 9, None, (value,))
    project.apply(Review("Code", (EventChange(None, event),)), ANNOTATOR)


@pytest.fixture
def dialog(
    session: Session, theme: Theme, answers: Answers, qtbot: QtBot
) -> Iterator[CodebookDialog]:
    coded(session.project, 0, "attack")
    coded(session.project, 1, "armed_clash")
    made = CodebookDialog(theme, session, answers, None)
    qtbot.addWidget(made)
    made.resize(1180, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()


def part(dialog: CodebookDialog, key: str) -> Node:
    return next(node for node in dialog.draft.root.walk() if node.key == key)


def typed(dialog: CodebookDialog, qtbot: QtBot, key: str, text: str) -> None:
    """Put a text into a box of the form by keys."""
    box = dialog.form.shown[key]
    assert isinstance(box, QLineEdit | QPlainTextEdit)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    dialog.look()


def test_nothing_can_be_saved_before_something_is_changed(dialog: CodebookDialog) -> None:
    assert not dialog.save.isEnabled()
    assert dialog.summary.text() == "Nothing is changed yet."
    assert dialog.save.text() == "Save as version 2"


def test_another_definition_touches_no_record(dialog: CodebookDialog, qtbot: QtBot) -> None:
    dialog.tree.choose(part(dialog, "attack").id)

    typed(dialog, qtbot, "help", "One side strikes.")

    assert dialog.summary.text() == "1 answer reworded: touches no record."
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_another_key_renames_the_values_of_records(
    dialog: CodebookDialog, session: Session, qtbot: QtBot
) -> None:
    dialog.tree.choose(part(dialog, "attack").id)

    typed(dialog, qtbot, "key", "assault")

    assert dialog.summary.text() == "1 answer renamed: touches 1 record."
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert session.project.events("a0", ANNOTATOR)[0].first("event_type") == "assault"
    assert session.codebook.reference == "conflict@2"
    assert session.gestures.codebook is session.codebook
    assert session.project.check() == []


def test_what_was_removed_is_listed_with_its_records_and_can_become_another(
    dialog: CodebookDialog, session: Session, qtbot: QtBot
) -> None:
    dialog.tree.choose(part(dialog, "attack").id)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Delete)

    item = dialog.gone.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "Attack (Type): 1 record"
    item.setExpanded(True)
    assert item.child(0).text(0) == "Report number 0 (ana)"
    assert dialog.summary.text() == "1 answer removed: touches 1 record."
    assert session.codebook.version == 1
    box = dialog.gone.itemWidget(item, 1)
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClicks(box, "Armed")
    box.activated.emit(box.currentIndex())
    dialog.save_version()
    values = [session.project.events(f"a{n}", ANNOTATOR)[0].first("event_type") for n in (0, 1)]
    assert values == ["armed_clash", "armed_clash"]
    session.undo()
    assert session.project.events("a0", ANNOTATOR)[0].first("event_type") == "attack"
    assert session.project.check() == []


def test_of_what_was_removed_that_which_records_hold_comes_first(
    dialog: CodebookDialog, qtbot: QtBot
) -> None:
    group = dialog.draft.parent(part(dialog, "attack").id)
    assert group is not None
    dialog.take(dialog.draft.removed(group.id))

    first = dialog.gone.topLevelItem(0)
    assert first.text(0).startswith("Attack")
    assert dialog.gone.topLevelItemCount() > 3


def test_mistakes_are_told_below_the_box_and_keep_it_from_being_saved(
    dialog: CodebookDialog, qtbot: QtBot
) -> None:
    clash = part(dialog, "armed_clash")
    dialog.tree.choose(clash.id)

    typed(dialog, qtbot, "key", "Clash!")

    assert not dialog.save.isEnabled()
    assert "! Armed clash" in [
        item.text(0) for item in dialog.tree.findItems("Armed", Qt.MatchFlag.MatchContains | _DEEP)
    ]
    told = [label.text() for label in dialog.form.findChildren(QWidget) if _is_error(label)]
    assert any('Key is "Clash!", but must be lower-case' in text for text in told)
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    dialog.step_back()
    assert part(dialog, "armed_clash").id == clash.id


def test_an_answer_is_added_filled_in_and_moved_by_keys(
    dialog: CodebookDialog, session: Session, qtbot: QtBot
) -> None:
    dialog.tree.choose(part(dialog, "armed_clash").id)
    dialog.tree.setFocus()
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Insert)
    qtbot.keyClicks(dialog.form.shown["label"], "Siege")
    typed(dialog, qtbot, "triggers", "siege")
    qtbot.keyClick(dialog, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    dialog.save_version()

    known = session.codebook.field_by_key["event_type"].choice_by_key
    assert known["siege"].triggers == ("siege",)
    assert known["siege"].path == ("battles", "siege")
    keys = [choice.key for choice in known["battles"].choices]
    assert keys.index("siege") == keys.index("armed_clash") - 1


def test_searching_leaves_what_fits_and_what_it_stands_in(dialog: CodebookDialog) -> None:
    dialog.search.setText("armed clash")

    shown = [
        item.text(0)
        for item in dialog.tree.findItems("", Qt.MatchFlag.MatchContains | _DEEP)
        if not item.isHidden()
    ]
    assert {"Type", "Battles", "Armed clash"} <= set(shown)
    assert "Protests" not in shown


def test_a_codebook_goes_to_a_file_and_comes_back(
    dialog: CodebookDialog, answers: Answers, tmp_path: Path, codebook: Codebook
) -> None:
    answers.target = tmp_path / "book.toml"
    dialog.tree.choose(part(dialog, "attack").id)
    dialog.tree.setFocus()
    dialog.remove.click()
    dialog.export_to_file()

    written = load_codebook(str(answers.target))
    assert written.version == 2
    assert "attack" not in written.field_by_key["event_type"].choice_by_key
    answers.codebook = answers.target
    dialog.step_back()
    assert dialog.draft.gone(codebook) == ()
    dialog.load_from_file()
    assert dialog.draft.gone(codebook) == (("event_type", "attack"),)


def test_every_control_has_a_name_for_those_who_cannot_see_it(dialog: CodebookDialog) -> None:
    dialog.tree.choose(part(dialog, "event_type").id)
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            named = widget.accessibleName() or getattr(widget, "text", str)()
            assert named or widget.parent().accessibleName(), widget


@pytest.mark.parametrize("many", [1, 2_000], ids=["beside the window", "in it"])
def test_the_window_reads_by_the_new_codebook_also_after_undo(
    review: MainWindow,
    answers: Answers,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    many: int,
) -> None:
    monkeypatch.setattr(db.revising, "_MANY", many)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, CodebookDialog)
        id_ = part(dialog, "event_type").id
        draft = dialog.draft.changed(id_, label="Sort of event")
        dialog.take(draft.changed(part(dialog, "air_drone_strike").id, colour="red"))
        dialog.save_version()

    assert review.project is not None
    coded(review.project, 0, "air_drone_strike")
    answers.fill = fill
    before = review.session
    review.actions_table.by_key["edit_codebook"].trigger()
    qtbot.waitUntil(lambda: review.session is not before)
    assert review.session is not None
    assert review.session.codebook.field_by_key["event_type"].label == "Sort of event"
    assert review.session.article is not None
    assert review.session.article.id == "a0"
    marked = [tab.text() for tab in review.findChildren(QPushButton) if not tab.icon().isNull()]
    assert [text[0] for text in marked] == ["1"]
    again = review.session
    review.session.undo()
    qtbot.waitUntil(lambda: review.session is not again)
    assert review.session.codebook.reference == "conflict@1"
    assert review.project is not None
    assert review.project.check() == []
    assert answers.told == []


_DEEP = Qt.MatchFlag.MatchRecursive


def _is_error(widget: QWidget) -> bool:
    return widget.property("role") == "error" and widget.isVisible()


def test_escape_loses_nothing_that_was_changed(
    review: MainWindow, answers: Answers, qtbot: QtBot
) -> None:
    seen: list[tuple[str, str, bool]] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CodebookDialog)
        notes = " ".join(label.text() for label in dialog.findChildren(QLabel))
        label = part(dialog, "event_type").label
        seen.append((label, dialog.summary.text(), "is here again" in notes))

    def change_and_leave(dialog: QDialog) -> None:
        assert isinstance(dialog, CodebookDialog)
        dialog.tree.choose(part(dialog, "event_type").id)
        typed(dialog, qtbot, "label", "Sort of event")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    def start_over(dialog: QDialog) -> None:
        look(dialog)
        assert isinstance(dialog, CodebookDialog)
        qtbot.mouseClick(dialog.over, Qt.MouseButton.LeftButton)

    for answers.fill in (change_and_leave, start_over, look):
        review.actions_table.by_key["edit_codebook"].trigger()

    (resumed, changed, told), (again, unchanged, _) = seen
    assert (resumed, told) == ("Sort of event", True)
    assert changed != "Nothing is changed yet."
    assert (again, unchanged) == ("Type", "Nothing is changed yet.")
    assert review.session is not None
    assert review.session.codebook.reference == "conflict@1"


def test_what_was_not_saved_outlives_the_program(
    dialog: CodebookDialog, session: Session, theme: Theme, answers: Answers, qtbot: QtBot
) -> None:
    dialog.take(dialog.draft.removed(part(dialog, "attack").id))
    dialog.take(dialog.draft.becoming(("event_type", "attack"), "armed_clash"))
    typed(dialog, qtbot, "title", "Conflict, our way")
    dialog.reject()

    again = CodebookDialog(theme, session, answers, None)
    qtbot.addWidget(again)

    assert again.draft == dialog.draft
    assert "is here again" in " ".join(label.text() for label in again.findChildren(QLabel))
    again.step_back()
    assert again.summary.text() == "Nothing is changed yet."
    again.step_on()
    again.save_version()
    assert session.codebook.title == "Conflict, our way"
    assert CodebookDialog(theme, session, answers, None).summary.text() == "Nothing is changed yet."
    session.undo()
    assert CodebookDialog(theme, session, answers, None).summary.text() == "Nothing is changed yet."


def test_from_the_search_the_keys_go_to_what_is_found_and_what_is_removed_leaves_no_empty_tree(
    dialog: CodebookDialog, qtbot: QtBot
) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(dialog.search, "mob violence")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)

    assert dialog.tree.hasFocus()
    assert dialog.tree.currentItem().text(0) == "Mob violence"
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Delete)
    assert not dialog.tree.currentItem().isHidden()
    assert "Links between events" not in shown_titles(dialog)


def shown_titles(dialog: CodebookDialog) -> list[str]:
    everything = dialog.tree.findItems("*", Qt.MatchFlag.MatchWildcard | _DEEP)
    return [item.text(0) for item in everything if not item.isHidden()]

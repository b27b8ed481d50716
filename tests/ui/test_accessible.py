"""Whatever the Tab key reaches says what it is: a name and a role for screen readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from models.rules import tab_order
from tests.ui.conftest import Answers
from ui.session import Focus
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane)
_DIALOGS = (
    "import_articles",
    "export_dataset",
    "change_annotator",
    "edit_codebook",
    "suggestion_quality",
    "chat_endpoint",
    "settings",
    "new_project",
    "change_keys",
)
_PANES = ("history", "palette", "shortcuts", "find_in_article", "select_evidence", "edit_links",
          "filter_queue", "bulk", "guide", "first_steps", "progress")  # fmt: skip


def nameless(top: QWidget) -> list[str]:
    """The visible widgets that Tab reaches without a name or a role, each with its parents."""
    found = []
    for widget in (top, *top.findChildren(QWidget)):
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if not by_tab or not widget.isVisible() or widget.focusProxy() is not None:
            continue
        said = QAccessible.queryAccessibleInterface(widget)
        is_named = said is not None and said.text(QAccessible.Text.Name).strip()
        # Qt itself has no better role than "client" for what only scrolls.
        has_role = said is not None and (
            said.role() not in _NO_ROLES or type(widget) is QScrollArea
        )
        if not is_named or not has_role:
            role = said.role().name if said else "none"
            parents, here = [], widget
            while here is not None:
                parents.append(type(here).__name__)
                here = here.parentWidget()
            found.append(f"{' < '.join(parents[:4])}: name {bool(is_named)}, role {role}")
    return found


def test_the_start_screen_names_what_tab_reaches(window: MainWindow) -> None:
    assert nameless(window) == []


def test_the_review_page_names_what_tab_reaches(review: MainWindow) -> None:
    assert nameless(review) == []


def test_every_editor_names_what_tab_reaches(review: MainWindow) -> None:
    session = review.session
    record = tab_order(session.codebook, session.desk.records)[0]
    for field in ("record_class", "weapon", "initiator", "date", "place", "killed", "summary"):
        review.page.record.setFocus()
        session.set_focus(Focus(record.key, field))
        review.page.record.reviewer.correct()
        QApplication.processEvents()

        assert review.page.record.editing.editor is not None
        assert nameless(review) == [], field


@pytest.mark.parametrize("action", _DIALOGS)
def test_every_dialog_names_what_tab_reaches(
    review: MainWindow, answers: Answers, action: str
) -> None:
    seen: list[str] = []
    opened: list[QDialog] = []

    def look(dialog: QDialog) -> None:
        opened.append(dialog)
        QApplication.processEvents()
        seen.extend(nameless(dialog))

    answers.fill = look
    answers.files = [review.project.path.with_name("none.txt")]
    answers.files[0].write_text("Nothing happened.")
    review.actions_table.by_key[action].trigger()

    assert opened
    assert seen == []


@pytest.mark.parametrize("action", _PANES)
def test_everything_that_opens_names_what_tab_reaches(
    review: MainWindow, action: str, closing: Callable[[], None]
) -> None:
    review.actions_table.by_key[action].trigger()
    QApplication.processEvents()

    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert [said for one in shown for said in nameless(one)] == []


@pytest.fixture
def closing(review: MainWindow):
    yield
    for one in QApplication.topLevelWidgets():
        if one is not review and one.isVisible():
            one.close()

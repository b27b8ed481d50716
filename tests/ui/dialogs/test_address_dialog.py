"""A page or feed is fetched from the window, after it was said who is asked for what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.db.web_server import Page, serving
from ui.window.main_window import MainWindow

TEXT = "Gunmen raided the market of Gao on Friday and took forty sacks of grain. " * 12
PAGE = f"<html><title>Raid in Gao</title><body><h1>Raid in Gao</h1><p>{TEXT}</p></body></html>"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><title>Raid</title>'
    f"<link>/raid</link><description>{TEXT}</description></item></channel></rss>"
)


def shown(dialog: QDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_page_is_fetched_after_it_was_said_who_is_asked(
    review: MainWindow, answers, qtbot: QtBot
) -> None:
    said: list[str] = []

    def fill(dialog: QDialog) -> None:
        qtbot.keyClicks(dialog.findChild(QLineEdit), f"{server.address}/raid")
        said.append(shown(dialog))
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)

    answers.fill = fill
    with serving({"/raid": Page([PAGE.encode()])}) as server:
        review.actions_table.by_key["import_address"].trigger()

    assert "Asks 127.0.0.1 for this one address." in said[0]
    assert [path for path, _, _ in server.asked] == ["/raid"]
    assert review.page.queue.count == 4


def test_a_feed_and_its_pages_are_fetched_when_ticked(
    review: MainWindow, answers, qtbot: QtBot
) -> None:
    said: list[str] = []

    def fill(dialog: QDialog) -> None:
        dialog.findChild(QLineEdit).setText(f"{server.address}/feed")
        dialog.findChild(QComboBox).setCurrentIndex(1)
        dialog.findChild(QCheckBox).click()
        said.append(shown(dialog))
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)

    answers.fill = fill
    pages = {"/feed": Page([FEED.encode()], "text/xml"), "/raid": Page([PAGE.encode()])}
    with serving(pages) as server:
        review.actions_table.by_key["import_address"].trigger()

    assert "the servers that its entries name" in said[0]
    assert [path for path, _, _ in server.asked] == ["/feed", "/raid"]


def test_what_cannot_be_fetched_is_said_in_the_dialog(
    review: MainWindow, answers, qtbot: QtBot
) -> None:
    said: list[str] = []

    def fill(dialog: QDialog) -> None:
        dialog.findChild(QLineEdit).setText("file:///etc/passwd")
        dialog.accept()
        said.append(shown(dialog))
        dialog.findChild(QLineEdit).setText(f"{server.address}/none")
        dialog.accept()
        qtbot.waitUntil(lambda: "404" in shown(dialog))
        dialog.reject()

    answers.fill = fill
    with serving({}) as server:
        review.actions_table.by_key["import_address"].trigger()

    assert "must begin with https:// or http://" in said[0]
    assert review.page.queue.count == 3

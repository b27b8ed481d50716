"""The second suggester in the window: consent, answers beside the engine's, switched off."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.suggest.chat.consent import META_KEY
from models.suggest.chat.endpoint import KEY_VARIABLE
from tests.suggest.chat_server import ChatServer, say, send
from ui.dialogs.chat_dialog import ChatDialog
from ui.window.main_window import MainWindow

EVENT = {
    "record_class": [{"value": "incident", "evidence": ["hit a depot"]}],
    "event_type": [{"value": "air_drone_strike", "evidence": ["Two drones"]}],
    "date": [{"value": "2024-03-04", "evidence": ["on Monday"]}],
    "wounded": [{"value": "dozens", "evidence": ["three guards"]}],
    "target": [{"value": "depot", "evidence": ["no such words"]}],
}


@pytest.fixture
def server() -> Iterator[ChatServer]:
    made = ChatServer(say(json.dumps({"events": [EVENT]})), send("gone", 500))
    yield made
    made.close()


@pytest.fixture
def switched_on(
    review: MainWindow, answers, server: ChatServer, monkeypatch, qtbot: QtBot
) -> MainWindow:
    monkeypatch.setenv(KEY_VARIABLE, "s3cret")
    review._with_engine = True

    def agree(dialog: ChatDialog) -> None:
        dialog._url.setText(server.url)
        dialog._model.setText("small")
        dialog.findChild(QCheckBox).setChecked(True)
        dialog.accept()

    answers.fill = agree
    review.chat.set_up()
    return review


def values(window: MainWindow, field: str) -> list[str]:
    session = window.session
    assert session
    assert session.record
    return [str(offer.value) for offer in session.record.offers(field)]


def test_nothing_is_asked_before_somebody_agrees(review: MainWindow, server: ChatServer) -> None:
    assert review.chat.client is None
    assert server.asked == []


def test_its_answers_stand_beside_those_of_the_engine(
    switched_on: MainWindow, server: ChatServer, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(values(switched_on, "wounded")), timeout=20_000)

    session = switched_on.session
    assert session
    assert session.desk
    assert len(session.desk.records) == 2
    [date] = session.record.values("date")
    assert date.suggestion.proposers[0] == "built-in"
    assert date.confidence == pytest.approx(0.9)
    assert session.record.values("target") == ()
    assert server.keys == ["Bearer s3cret"]
    qtbot.waitUntil(lambda: "1 value dropped" in switched_on._chat_words.text(), timeout=20_000)


def test_the_project_remembers_the_host_but_not_the_key(switched_on: MainWindow) -> None:
    kept = switched_on.project.meta(META_KEY)

    assert '"host": "127.0.0.1:' in kept
    assert "s3cret" not in kept
    assert b"s3cret" not in switched_on.project.path.read_bytes()


def test_a_server_that_fails_is_told_in_the_status_bar(
    switched_on: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(values(switched_on, "wounded")), timeout=20_000)

    switched_on.session.open_article("a1")

    qtbot.waitUntil(lambda: "status 500" in switched_on._chat_words.text(), timeout=20_000)


def test_it_is_switched_off_again_and_asks_no_more(
    switched_on: MainWindow, answers, server: ChatServer
) -> None:
    def switch_off(dialog: ChatDialog) -> None:
        button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Switch off")
        button.click()

    answers.fill = switch_off
    switched_on.chat.set_up()

    assert switched_on.chat.client is None
    assert switched_on.project.meta(META_KEY) == ""


def test_without_consent_the_dialog_stays_and_another_address_asks_again(
    review: MainWindow, answers
) -> None:
    seen: list[str] = []

    def refuse(dialog: ChatDialog) -> None:
        model, box = dialog.findChildren(QLineEdit)[1], dialog.findChild(QCheckBox)
        model.setText("small")
        box.setChecked(True)
        dialog._url.setText("https://elsewhere.example/v1")
        seen.append(box.text())
        dialog.accept()
        seen.append(dialog.problem.text())

    answers.fill = refuse
    review.chat.set_up()

    assert "elsewhere.example sees" in seen[0]
    assert "Agree that elsewhere.example" in seen[1]
    assert review.chat.client is None

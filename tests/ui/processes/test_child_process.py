"""A program beside the window: what it says, how it ends, and that it can be ended at once."""

from __future__ import annotations

import os
import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.child_process import NOT_STARTED, ChildProcess

ECHO = (
    "import sys\n"
    "for line in sys.stdin:\n"
    "    print(line, end='\\n\\n'); print('half', end='')\n"
    "    print('oh', file=sys.stderr); sys.exit(3)\n"
)


@pytest.fixture
def owner(qapp) -> QObject:
    return QObject()


def test_lines_go_in_and_out_and_the_end_is_told_after_all_of_them(
    owner: QObject, qtbot: QtBot
) -> None:
    process = ChildProcess([sys.executable, "-c", ECHO], owner)
    told: list[object] = []
    process.said.connect(told.append)
    process.complained.connect(told.append)

    with qtbot.waitSignal(process.ended, timeout=10_000) as end:
        process.start()
        process.send(word="größer")

    assert end.args == [3]
    assert told.count(b'{"word": "gr\\u00f6\\u00dfer"}') == 1
    assert "oh" in told
    assert b"half" not in told
    assert process.complaints == "oh"


def test_a_program_that_is_not_there_is_told(owner: QObject, qtbot: QtBot) -> None:
    process = ChildProcess(["/no/such/program"], owner)

    with qtbot.waitSignal(process.ended, timeout=10_000) as end:
        process.start()

    assert end.args == [NOT_STARTED]


def test_nothing_is_heard_of_what_was_ended(owner: QObject, qtbot: QtBot) -> None:
    process = ChildProcess([sys.executable, "-c", "print('a\\nb', flush=True); input()"], owner)
    heard: list[bytes] = []
    process.said.connect(lambda line: (heard.append(line), process.end()))
    process.ended.connect(lambda _code: heard.append(b"ended"))

    with qtbot.waitSignal(process.destroyed, timeout=10_000):
        process.start()

    assert heard == [b"a"]


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="niceness is of Unix")
def test_a_program_gives_way_to_the_window(owner: QObject, qtbot: QtBot) -> None:
    process = ChildProcess([sys.executable, "-c", "input()"], owner)
    own = os.getpriority(os.PRIO_PROCESS, 0)

    process.start()

    qtbot.waitUntil(
        lambda: os.getpriority(os.PRIO_PROCESS, process.process_id) == min(own + 10, 19)
    )
    process.end()

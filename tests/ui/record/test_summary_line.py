"""The event in one line, where there is little room for it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.record.summary_line import SummaryLine
from ui.theme import Theme

LONG = "4 Mar 2024 · Shelling · Old Kassir al-Gharbi, SDN · Valley Front → Border Protection Forces"


def test_what_is_too_long_takes_two_lines_and_stands_whole_in_the_tool_tip(qtbot: QtBot) -> None:
    line = SummaryLine(Theme.current())
    qtbot.addWidget(line)
    line.set_text(LONG)

    narrow, wide = line.shown_lines(260), line.shown_lines(2000)

    assert len(narrow) == 2
    assert narrow[1].endswith("…")
    assert wide == [LONG]
    assert line.heightForWidth(260) > line.heightForWidth(2000)
    line.resize(260, 60)
    line.grab()
    assert line.toolTip() == LONG


def test_a_short_one_takes_one_line(qtbot: QtBot) -> None:
    line = SummaryLine(Theme.current())
    qtbot.addWidget(line)
    line.set_text("4 Mar · Shelling")

    assert line.shown_lines(260) == ["4 Mar · Shelling"]

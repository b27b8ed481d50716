"""The queue pane over three articles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.queue.queue_panel import QueuePanel
from ui.session import Session
from ui.theme import Theme


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> Iterator[QueuePanel]:
    panel = QueuePanel(session, theme)
    qtbot.addWidget(panel)
    panel.resize(276, 600)
    panel.open_requested.connect(session.open_article)
    with qtbot.waitExposed(panel):
        panel.show()
    yield panel
    panel.end()

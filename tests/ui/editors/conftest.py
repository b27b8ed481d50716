"""Opens any editor of the bundled codebook, alone in a window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from db.codebook_files import load_codebook
from models.codebook import Codebook, Field
from models.values import (
    AnyValue,
)
from tests.ui.editors.open_editor import PUBLISHED, Open, Opener
from ui.editors.editor import EditorContext
from ui.editors.factory import make_editor
from ui.theme import Theme


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook("conflict")


@pytest.fixture
def open_editor(qtbot: QtBot, codebook: Codebook) -> Opener:
    def opener(key: str | Field, value: AnyValue | None = None, **context: object) -> Open:
        asked = codebook.field_by_key[key] if isinstance(key, str) else key
        made = make_editor(
            replace(EditorContext(asked, Theme.current(), PUBLISHED), **context)  # type: ignore[arg-type]
        )
        qtbot.addWidget(made)
        opened = Open(made, qtbot)
        made.committed.connect(opened.committed.append)
        made.cancelled.connect(lambda: opened.ended.append("cancelled"))
        made.passed.connect(lambda: opened.ended.append("passed"))
        made.evidence_requested.connect(lambda: opened.ended.append("evidence"))
        made.start(value)
        made.show()
        qtbot.waitExposed(made)
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.setFocus()
        return opened

    return opener

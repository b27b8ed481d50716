"""The quiet button in an editor that asks for words of the article, with what was taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from models.language import tr
from ui.editors.editor import Editor
from ui.theme import NOTE


class EvidenceButton(QPushButton):
    """Asks for a selection in the article (also Alt+S)."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(tr("From the article   Alt S"))
        self.setProperty("quiet", True)  # noqa: FBT003 - Qt's own signature
        self.setFont(editor.context.theme.font(NOTE))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Select words of the article"))
        self.clicked.connect(editor.evidence_requested)

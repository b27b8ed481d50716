"""The editor of texts: words as they stand in the article."""

from __future__ import annotations

from typing_extensions import override

from models.language import tr
from models.spans import Span
from models.values import AnyValue
from ui.editors.editor import Editor, EditorContext
from ui.editors.evidence_button import EvidenceButton
from ui.editors.words_box import WordsBox


class TextEditor(Editor):
    """Takes words, typed or selected in the article."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        self._box = WordsBox(name=context.field.label)
        self._box.setPlaceholderText(tr("Type, or Alt+S selects words of the article"))
        self.add(self._box)
        self.add(EvidenceButton(self))
        self.setFocusProxy(self._box)
        self._box.textChanged.connect(lambda: self.show_problem(""))

    @override
    def set_value(self, value: AnyValue | None) -> None:
        self._box.set_text(value if isinstance(value, str) else "")

    @override
    def value(self) -> AnyValue | None:
        return self._box.text() or None

    @override
    def problem(self) -> str:
        return tr("Type some words, or press Alt+S and select them in the article.")

    @override
    def typed(self) -> str:
        return self._box.text()

    @override
    def take_evidence(self, spans: tuple[Span, ...], text: str) -> None:
        # The value of a text field is the words themselves: a selection replaces them.
        self._box.clear()
        super().take_evidence(spans, text)

    @override
    def take_text(self, text: str) -> None:
        self._box.set_text(text)

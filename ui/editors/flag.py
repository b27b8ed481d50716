"""The editor of flags: yes or no."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from models.language import later, tr
from models.values import AnyValue
from ui.editors.editor import Editor, EditorContext
from ui.widgets.type_ahead import Entry, TypeAhead

_ANSWERS = (
    (Entry(later("yes"), payload=True), ("y", "yes", "true", "t", "1")),
    (Entry(later("no"), payload=False), ("n", "no", "false", "f", "0")),
)


class FlagEditor(Editor):
    """Takes yes or no; one letter is enough."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        self._answers = TypeAhead(context.theme, _find, name=context.field.label)
        self._answers.box.setPlaceholderText(tr("yes or no"))
        self.add(self._answers)
        self.setFocusProxy(self._answers)
        self._answers.picked.connect(lambda entry: self.committed.emit(entry.payload))
        self._answers.edited.connect(lambda: self.show_problem(""))

    @override
    def set_value(self, value: AnyValue | None) -> None:
        words = {True: tr("yes"), False: tr("no")}.get(value) if isinstance(value, bool) else ""
        self._answers.start(words or "", highlight=lambda entry: entry.payload is value)

    @override
    def value(self) -> AnyValue | None:
        entry = self._answers.current
        return entry.payload if entry else None

    @override
    def problem(self) -> str:
        return tr("Type yes or no.")

    @override
    def typed(self) -> str:
        return self._answers.box.text().strip()

    @override
    def take_text(self, text: str) -> None:
        """Words of the article do not say yes or no by themselves."""


def _find(typed: str) -> Sequence[Entry]:
    wanted = typed.strip().casefold()
    return [
        Entry(tr(entry.text), payload=entry.payload)
        for entry, words in _ANSWERS
        if not wanted or any(word.startswith(wanted) for word in (*words, tr(entry.text)))
    ]

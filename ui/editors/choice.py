"""The editor of choices: type part of a label or a synonym, or walk the tree of definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from typing_extensions import override

from models.codebook import Choice
from models.language import tr
from models.values import AnyValue
from ui.editors.editor import Editor, EditorContext
from ui.widgets.type_ahead import Entry, TypeAhead
from ui.words.matching import WORD_BEGINS, ranked, score


class ChoiceEditor(Editor):
    """Takes one answer of the codebook."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        choices = list(context.field.choice_by_key.values())
        explained = any(choice.help for choice in choices)
        self._choices = TypeAhead(
            context.theme, self._find, name=context.field.label, two_lines=explained, most=6
        )
        self._choices.box.setPlaceholderText(tr("Type part of a label or a synonym"))
        self.add(self._choices)
        self.setFocusProxy(self._choices)
        self._choices.picked.connect(self._on_picked)
        self._choices.highlighted.connect(self._on_highlighted)
        self._choices.edited.connect(self._on_choices_edited)

    @override
    def set_value(self, value: AnyValue | None) -> None:
        choice = self.context.field.choice_by_key.get(value) if isinstance(value, str) else None
        self._choices.start(
            choice.label if choice else "", highlight=lambda entry: entry.payload == value
        )

    @override
    def value(self) -> AnyValue | None:
        entry = self._choices.current
        return entry.payload if entry else None

    @override
    def problem(self) -> str:
        typed = self._choices.box.text().strip()
        if typed and not self._choices.model.rowCount():
            return tr(
                "No answer of the codebook fits “{typed}”; type less, or Esc to leave it.",
                typed=typed,
            )
        return tr("Choose an answer with ↑ and ↓, or type part of its label.")

    @override
    def typed(self) -> str:
        return self._choices.box.text().strip()

    @override
    def take_text(self, text: str) -> None:
        # Words of the article are evidence of an answer, but never its name.
        if self._find(text):
            self._choices.box.setText(text)
            self._choices.refresh()

    def _find(self, typed: str) -> Sequence[Entry]:
        roots = self.context.field.choices
        if not typed.strip():
            return [entry for choice in roots for entry in _tree(choice, 0)]
        leaves = [choice for root in roots for choice in root.walk() if choice.is_leaf]
        found = {choice.key: n for n, choice in enumerate(ranked(typed, leaves, _names))}
        return [entry for choice in _by_rank(roots, found) for entry in _tree(choice, 0, typed)]

    def _on_choices_edited(self) -> None:
        """Where nothing fits, say so at once: the list alone would only be gone."""
        nothing = self.typed() and not self._choices.model.rowCount()
        self.show_problem(self.problem() if nothing else "")

    def _on_picked(self, entry: Entry) -> None:
        self.committed.emit(entry.payload)

    def _on_highlighted(self, entry: Entry | None) -> None:
        self.choice_shown.emit(entry.payload if entry and entry.payload else "")


def _tree(choice: Choice, depth: int, typed: str = "") -> list[Entry]:
    if choice.is_leaf:
        return [Entry(choice.label, _detail(choice, typed), choice.key, depth)]
    below = [entry for child in choice.choices for entry in _tree(child, depth, typed)]
    return [Entry(choice.label, is_heading=True, depth=depth), *below]


def _by_rank(choices: Sequence[Choice], rank: Mapping[str, int]) -> list[Choice]:
    """The branches of the tree that hold something found; the one with the best comes first."""
    kept: list[tuple[int, Choice]] = []
    for choice in choices:
        if choice.is_leaf and choice.key in rank:
            kept.append((rank[choice.key], choice))
        elif below := _by_rank(choice.choices, rank):
            best = min(rank[leaf.key] for one in below for leaf in one.walk() if leaf.is_leaf)
            kept.append((best, replace(choice, choices=tuple(below))))
    return [choice for _, choice in sorted(kept, key=lambda pair: pair[0])]


def _detail(choice: Choice, typed: str) -> str:
    """The definition; before it the synonym that fits what is typed, if the label does not."""
    if not typed or score(typed, choice.label) >= WORD_BEGINS:
        return choice.help
    words = (*choice.triggers, *choice.examples)
    word = next((one for one in words if score(typed, one) >= WORD_BEGINS), "")
    return f"“{word}” · {choice.help}" if word else choice.help


def _names(choice: Choice) -> list[str]:
    return [choice.label, choice.key, *choice.triggers, *choice.examples, choice.help]

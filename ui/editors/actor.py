"""The editor of actors: names known to the project, names in the article, or any name typed."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from models.values import Actor, AnyValue
from ui.editors.editor import Editor, EditorContext
from ui.editors.type_ahead import Entry, TypeAhead
from ui.matching import WORD_BEGINS, plain, ranked, score

_MOST_NAMES = 40


class ActorEditor(Editor):
    """Takes one actor. A known name that fits exactly keeps its spelling and id."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        self._known = _known_actors(context)
        self._held: Actor | None = None
        self._names = TypeAhead(context.theme, self._find, name=context.field.label)
        self._names.box.setPlaceholderText("Name, or Alt+S from the article")
        self.add(self._names)
        self.setFocusProxy(self._names)
        self._names.picked.connect(lambda entry: self.committed.emit(entry.payload))
        self._names.edited.connect(lambda: self.show_problem(""))

    @override
    def set_value(self, value: AnyValue | None) -> None:
        self._held = value if isinstance(value, Actor) else None
        name = self._held.name if self._held else ""
        self._names.start(name, highlight=lambda entry: entry.payload == value)

    @override
    def value(self) -> AnyValue | None:
        entry = self._names.current
        if entry:
            return entry.payload  # type: ignore[no-any-return]
        name = self._names.box.text().strip()
        if self._held and self._held.name == name:
            return self._held
        return Actor(name) if name else None

    @override
    def problem(self) -> str:
        return "Type a name, choose one with ↓, or press Alt+S and select it in the article."

    @override
    def typed(self) -> str:
        return self._names.box.text().strip()

    @override
    def take_text(self, text: str) -> None:
        self._names.box.setText(text)
        self._names.refresh()
        self._names.box.selectAll()

    def _find(self, typed: str) -> Sequence[Entry]:
        """Names that begin as typed, then the new name itself, then what fits less."""
        if not typed.strip():
            return self._known[:_MOST_NAMES]
        found = ranked(typed, self._known, lambda entry: [entry.text])[:_MOST_NAMES]
        likely = [entry for entry in found if score(typed, entry.text) >= WORD_BEGINS]
        rest = [entry for entry in found if entry not in likely]
        fresh = Entry(typed.strip(), "", Actor(typed.strip()), tail="new name")
        is_known = any(plain(entry.text) == plain(typed) for entry in likely)
        return [*likely, *([] if is_known else [fresh]), *rest]


def _known_actors(context: EditorContext) -> list[Entry]:
    """The article's names first, then the project's, each once."""
    entries: dict[str, Entry] = {}
    for offer in context.offers:
        if isinstance(offer, Actor):
            entries.setdefault(offer.name, Entry(offer.name, "", offer, tail="in this article"))
    for name in context.actor_names:
        entries.setdefault(name, Entry(name, "", Actor(name), tail="in the project"))
    return list(entries.values())

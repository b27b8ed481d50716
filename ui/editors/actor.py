"""The editor of actors: names of the article, the project and the engine's list, or any name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy
from typing_extensions import override

from models.language import tr, trn
from models.suggest.actor_list import ListedActor, listed_actors
from models.values import Actor, AnyValue
from ui.editors.editor import Editor, EditorContext
from ui.editors.type_ahead import Entry, TypeAhead
from ui.map.world import world
from ui.matching import WORD_BEGINS, plain, ranked, score
from ui.theme import NOTE

_MOST_NAMES = 40


class ActorEditor(Editor):
    """Takes one actor. A known name that fits exactly keeps its spelling and id."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        self._names = _named_actors(context)
        self._held: Actor | None = None
        self._ahead = TypeAhead(
            context.theme, self._find, name=context.field.label, two_lines=True, most=5
        )
        self._ahead.box.setPlaceholderText(tr("Name, or Alt+S from the article"))
        self._everywhere = QPushButton(tr("Rename in all my records   Alt ↵"))
        self._everywhere.setProperty("quiet", True)  # noqa: FBT003 - Qt's own signature
        self._everywhere.setAccessibleName(tr("Rename in all my records"))
        self._everywhere.setFont(context.theme.font(NOTE))
        self._everywhere.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.add(self._ahead)
        self.add(self._everywhere)
        self._everywhere.hide()
        self.setFocusProxy(self._ahead)
        self._ahead.picked.connect(lambda entry: self.committed.emit(entry.payload))
        self._ahead.edited.connect(self._on_name_edited)
        self._ahead.highlighted.connect(self._offer_everywhere)
        self._everywhere.clicked.connect(self._commit_everywhere)
        for keys in ("Alt+Return", "Alt+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._commit_everywhere)

    @override
    def set_value(self, value: AnyValue | None) -> None:
        self._held = value if isinstance(value, Actor) else None
        name = self._held.name if self._held else ""
        self._ahead.start(name, highlight=lambda entry: entry.payload == value)

    @override
    def value(self) -> AnyValue | None:
        entry = self._ahead.current
        if entry:
            return entry.payload  # type: ignore[no-any-return]
        name = self._ahead.box.text().strip()
        if self._held and self._held.name == name:
            return self._held
        return Actor(name) if name else None

    @override
    def problem(self) -> str:
        return tr("Type a name, choose one with ↓, or press Alt+S and select it in the article.")

    @override
    def typed(self) -> str:
        return self._ahead.box.text().strip()

    @override
    def take_text(self, text: str) -> None:
        self._ahead.box.setText(text)
        self._ahead.refresh()
        self._ahead.box.selectAll()

    def _on_name_edited(self) -> None:
        self.show_problem("")
        self._offer_everywhere()

    def _offer_everywhere(self) -> None:
        """Offer to rename a confirmed actor wherever it stands, once another name is entered."""
        value = self.value()
        known = self._held is not None and self._held.name in self.context.actor_names
        self._everywhere.setVisible(known and value is not None and value != self._held)

    def _commit_everywhere(self) -> None:
        if not self._everywhere.isHidden():
            self.committed_everywhere.emit(self.value())

    def _find(self, typed: str) -> Sequence[Entry]:
        """Names that begin as typed, then the new name itself, then what fits less.

        What the project or the article knows comes before the rest of the engine's list.
        """
        name = typed.strip()
        if not name:
            return [one.entry("") for one in self._names if one.is_near][:_MOST_NAMES]
        near = ranked(name, [one for one in self._names if one.is_near], _Named.texts)
        listed = ranked(name, [one for one in self._names if not one.is_near], _Named.texts)
        found = [*near[:_MOST_NAMES], *listed[:_MOST_NAMES]]
        likely = [one for one in found if one.fits(name) >= WORD_BEGINS]
        rest = [one for one in near if one not in likely]
        fresh = Entry(name, tr("a new name"), Actor(name))
        is_known = any(plain(one.actor.name) == plain(name) for one in likely)
        return [
            *(one.entry(name) for one in likely),
            *([] if is_known else [fresh]),
            *(one.entry(name) for one in rest),
        ]


@dataclass(frozen=True, slots=True)
class _Named:
    """An actor that can be offered: where it is known from and what is known of it."""

    actor: Actor
    is_here: bool = False
    uses: int = 0
    listed: ListedActor | None = None

    @property
    def is_near(self) -> bool:
        """Whether the article or the project knows it."""
        return self.is_here or self.uses > 0

    def texts(self) -> list[str]:
        return [self.actor.name, *(self.listed.aliases if self.listed else ())]

    def fits(self, typed: str) -> int:
        return max(score(typed, text) for text in self.texts())

    def entry(self, typed: str) -> Entry:
        """The name; below it by which other name it was found, what it is, where it is used."""
        aliases = self.listed.aliases if self.listed else ()
        by_name = score(typed, self.actor.name) if typed else 100
        alias = next((one for one in aliases if score(typed, one) > by_name), "")
        parts = [
            tr("“{name}”", name=alias) if alias else "",
            _kind_words(self.listed.kind) if self.listed else "",
            tr("in this article") if self.is_here else "",
            _used(self.uses) if self.uses else "",
        ]
        country = world().name_of(self.listed.country) if self.listed else ""
        return Entry(self.actor.name, " · ".join(filter(None, parts)), self.actor, tail=country)


def _named_actors(context: EditorContext) -> list[_Named]:
    """The article's actors first, then the project's by use, then the engine's list, each once."""
    listed = {one.name: one for one in listed_actors()}
    uses = {name: context.actor_uses.get(name, 1) for name in context.actor_names}
    found: dict[str, _Named] = {}
    for offer in context.offers:
        if isinstance(offer, Actor):
            name = offer.name
            found.setdefault(
                name, _Named(offer, is_here=True, uses=uses.get(name, 0), listed=listed.get(name))
            )
    for name, number in uses.items():
        found.setdefault(name, _Named(Actor(name), uses=number, listed=listed.get(name)))
    for name, one in listed.items():
        found.setdefault(name, _Named(Actor(name), listed=one))
    return list(found.values())


def _used(count: int) -> str:
    return trn("used once in the project", "used {count} times in the project", count)


def _kind_words(kind: str) -> str:
    words = {"group": tr("armed group"), "organization": tr("party or movement")}
    words |= {"force": tr("force of a state"), "government": tr("government"), "body": tr("body")}
    return words.get(kind, "")

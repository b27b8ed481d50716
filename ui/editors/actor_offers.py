"""The actors that can be offered: the article's, the project's, the engine's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.actors import ActorEntry, ActorSort, main_actor, plain_name
from models.language import tr, trn
from models.suggest.actor_list import ListedActor, listed_actors
from models.values import Actor
from ui.editors.editor import EditorContext
from ui.map.world import world
from ui.widgets.type_ahead import Entry
from ui.words.matching import WORD_BEGINS, plain, ranked, score

_MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor that can be offered: where it is known from and what is known of it."""

    actor: Actor
    said: ActorEntry
    is_here: bool = False
    uses: int = 0
    listed: ListedActor | None = None

    @property
    def is_near(self) -> bool:
        """Whether the article or the project knows it."""
        return self.is_here or self.uses > 0 or not self.said.says_nothing

    @property
    def aliases(self) -> tuple[str, ...]:
        return (*self.said.aliases, *(self.listed.aliases if self.listed else ()))

    def texts(self) -> list[str]:
        return [self.actor.name, *self.aliases]

    def fits(self, typed: str) -> int:
        return max(score(typed, text) for text in self.texts())

    def is_called(self, name: str) -> bool:
        """Whether it goes by a name in this project."""
        return plain(name) in map(plain, (self.actor.name, *self.said.aliases))

    def entry(self, typed: str) -> Entry:
        """The name; below it by which other name it was found, what it is, where it is used."""
        by_name = score(typed, self.actor.name) if typed else 100
        alias = next((one for one in self.aliases if score(typed, one) > by_name), "")
        parts = [
            tr("also called “{name}”", name=alias) if alias else "",
            sort_words(self.said.sort or (self.listed.kind if self.listed else "")),
            tr("in this article") if self.is_here else "",
            _used(self.uses) if self.uses else "",
        ]
        country = self.said.country or (self.listed.country if self.listed else None)
        words = " · ".join(filter(None, parts))
        return Entry(self.actor.name, words, self.actor, tail=world().name_of(country))


def named_actors(context: EditorContext) -> list[NamedActor]:
    """The article's actors first, then the project's by use, then the engine's list, each once."""
    book = context.actors
    listed = {one.name: one for one in listed_actors()}
    uses = {name: context.actor_uses.get(name, 1) for name in context.actor_names}
    offered = [one for one in context.offers if isinstance(one, Actor)]
    found: dict[str, NamedActor] = {}

    def add(actor: Actor, *, is_here: bool = False) -> None:
        name = actor.name
        said = (book.of(name), is_here, uses.get(name, 0), listed.get(name))
        found.setdefault(name, NamedActor(actor, *said))

    for actor in offered:
        named = main_actor(actor, book)
        add(named if isinstance(named, Actor) else actor, is_here=True)
    for name in (*uses, *(one.name for one in book.entries), *listed):
        # A name of the engine's list that people call another name of an actor is no other actor.
        if book.owner_of(name) is None:
            add(Actor(name))
    return list(found.values())


def fitting_entries(names: Sequence[NamedActor], name: str) -> list[Entry]:
    """Names that begin as typed, then the new name itself, then what fits less.

    What the project or the article knows comes before the rest of the engine's list.
    """
    if not name:
        return [one.entry("") for one in names if one.is_near][:_MOST_NAMES]
    near = ranked(name, [one for one in names if one.is_near], NamedActor.texts)
    listed = ranked(name, [one for one in names if not one.is_near], NamedActor.texts)
    found = [*near[:_MOST_NAMES], *listed[:_MOST_NAMES]]
    likely = [one for one in found if one.fits(name) >= WORD_BEGINS]
    rest = [one for one in near if one not in likely]
    fresh = Entry(name, tr("a new name"), Actor(name))
    is_known = any(one.is_called(name) for one in likely)
    # Who goes by exactly this name in the project is meant before all others.
    likely.sort(key=lambda one: plain_name(name) not in map(plain_name, one.said.aliases))
    return [
        *(one.entry(name) for one in likely),
        *([] if is_known else [fresh]),
        *(one.entry(name) for one in rest),
    ]


def _used(count: int) -> str:
    return trn("used once in the project", "used {count} times in the project", count)


def sort_words(sort: str) -> str:
    """What an actor is, in words; empty for what is not known."""
    words = {"group": tr("armed group"), "organization": tr("party or movement")}
    words |= {"force": tr("force of a state"), "government": tr("government"), "body": tr("body")}
    words[ActorSort.PERSON] = tr("person")
    return words.get(sort, "")

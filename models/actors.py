"""What a project knows of its actors: a main name each, other names, country and kind."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from models.events import Proposal, Suggested
from models.values import Actor, AnyValue


class ActorSort(StrEnum):
    """What an actor is, as a person says it; the engine's list of actors has the same words."""

    GROUP = "group"
    ORGANIZATION = "organization"
    FORCE = "force"
    GOVERNMENT = "government"
    BODY = "body"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor under its main name. `country` is ISO 3166-1 alpha-3.

    Aliases are in order of the alphabet, each once, and never the main name.
    """

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sort: ActorSort | None = None

    @classmethod
    def of(
        cls,
        name: str,
        aliases: Iterable[str] = (),
        country: str | None = None,
        sort: ActorSort | None = None,
    ) -> ActorEntry:
        """The entry with its names tidied: spaces and order make no other one."""
        main = _tidy(name)
        kept = {_tidy(alias) for alias in aliases} - {main, ""}
        return cls(main, tuple(sorted(kept)), country, sort)

    @property
    def says_nothing(self) -> bool:
        """Whether a name is all there is."""
        return not (self.aliases or self.country or self.sort)

    def to_json(self) -> dict[str, Any]:
        known = {"aliases": list(self.aliases), "country": self.country, "kind": self.sort}
        return {"name": self.name} | {key: one for key, one in known.items() if one}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ActorEntry:
        """Raises KeyError or ValueError where it is none."""
        sort = data.get("kind")
        return cls.of(
            data["name"],
            data.get("aliases", ()),
            data.get("country"),
            ActorSort(sort) if sort else None,
        )


@dataclass(frozen=True, slots=True)
class ActorChange:
    """What is known of one actor before and after; None where it was or is nothing."""

    before: ActorEntry | None
    after: ActorEntry | None

    def swapped(self) -> ActorChange:
        return ActorChange(self.after, self.before)


@dataclass(frozen=True)
class ActorBook:
    """All that a project knows of its actors. A name stands for one actor only."""

    entries: tuple[ActorEntry, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, ActorEntry]:
        return {one.name: one for one in self.entries}

    @cached_property
    def _by_alias(self) -> dict[str, ActorEntry]:
        """By every other name as it is written and, where that leads nowhere else, in any case."""
        exact = {alias: one for one in self.entries for alias in one.aliases}
        mains = {plain_name(name) for name in self._by_name}
        loose = {plain_name(alias): one for alias, one in reversed(exact.items())}
        return {name: one for name, one in loose.items() if name not in mains} | exact

    def of(self, name: str) -> ActorEntry:
        """What is known of the actor of a main name; the name alone if that is nothing."""
        return self._by_name.get(name) or ActorEntry(name)

    def owner_of(self, name: str) -> ActorEntry | None:
        """The actor that a name is another name of."""
        if name in self._by_name:
            return None
        return self._by_alias.get(_tidy(name)) or self._by_alias.get(plain_name(name))

    def main_name(self, name: str) -> str:
        """The name under which the actor of a name is recorded."""
        owner = self.owner_of(name)
        return owner.name if owner else name

    def merged(self, entry: ActorEntry) -> ActorEntry:
        """The entry with all that is known of the actors whose main names are its aliases."""
        joined = self._joined_by(entry)
        return ActorEntry.of(
            entry.name,
            [*entry.aliases, *(name for one in joined for name in one.aliases)],
            next(filter(None, [entry.country, *(one.country for one in joined)]), None),
            next(filter(None, [entry.sort, *(one.sort for one in joined)]), None),
        )

    def put(self, entry: ActorEntry) -> tuple[ActorChange, ...]:
        """The changes by which an actor is known as this and as nothing else.

        An actor whose main name became an alias is one with it; a name that another actor had is
        the other's no more.
        """
        wanted = self.merged(entry)
        mine = {wanted.name, *wanted.aliases}
        after: dict[str, ActorEntry | None] = {one.name: None for one in self._joined_by(entry)}
        for other in self.entries:
            if other.name not in after and other.name != wanted.name:
                kept = tuple(name for name in other.aliases if name not in mine)
                after[other.name] = replace(other, aliases=kept)
        after[wanted.name] = wanted
        changes = (
            ActorChange(self._by_name.get(name), None if one is None or one.says_nothing else one)
            for name, one in after.items()
        )
        return tuple(change for change in changes if change.before != change.after)

    def take(self, entries: Iterable[ActorEntry]) -> tuple[ActorChange, ...]:
        """The changes by which all that another list says is known here too.

        The main names of this book stay. Where both say a country or kind, the list counts.
        """
        book = self
        for entry in entries:
            held = book.of(book.main_name(entry.name))
            names = (*held.aliases, entry.name, *entry.aliases)
            wanted = ActorEntry.of(
                held.name, names, entry.country or held.country, entry.sort or held.sort
            )
            book = book.after(book.put(wanted))
        was, is_ = self._by_name, book._by_name  # noqa: SLF001 - one of its own kind
        every = sorted(was.keys() | is_.keys())
        changes = (ActorChange(was.get(name), is_.get(name)) for name in every)
        return tuple(change for change in changes if change.before != change.after)

    def after(self, changes: Iterable[ActorChange]) -> ActorBook:
        """The book with these changes made, in order of the main names."""
        held = dict(self._by_name)
        for change in changes:
            if change.before:
                held.pop(change.before.name, None)
            if change.after:
                held[change.after.name] = change.after
        return ActorBook(tuple(held[name] for name in sorted(held)))

    def _joined_by(self, entry: ActorEntry) -> list[ActorEntry]:
        found = (self._by_name.get(alias) for alias in entry.aliases)
        return [one for one in found if one is not None]

    def joined(self, old: str, name: str) -> ActorEntry:
        """The actor of a name with one more alias."""
        entry = self.of(name)
        return ActorEntry.of(name, (*entry.aliases, old), entry.country, entry.sort)


def plain_name(name: str) -> str:
    """A name for looking it up: in any case and with any spaces."""
    return _tidy(name).casefold()


def by_main_names(
    proposals: Sequence[Proposal], book: ActorBook, decided: Container[str | None] = ()
) -> Sequence[Proposal]:
    """The proposals with every actor under its main name; what they rest on stays.

    An actor that a field would offer twice is offered once, unless `decided` names the offer.
    """
    if not book.entries:
        return proposals
    return [
        replace(
            one,
            values=tuple(_named(one.values, book, decided)),
            listed=tuple(_named(one.listed, book, decided)),
        )
        for one in proposals
    ]


def _named(
    offers: Iterable[Suggested], book: ActorBook, decided: Container[str | None]
) -> Iterator[Suggested]:
    seen: list[tuple[str, AnyValue]] = []
    for offer in offers:
        value = main_actor(offer.value, book)
        is_renamed = value is not offer.value
        if is_renamed and (offer.field, value) in seen and offer.id not in decided:
            continue
        seen.append((offer.field, value))
        others = tuple(_named(offer.alternatives, book, decided))
        if is_renamed:
            others = tuple(other for other in others if other.value != value)
        if is_renamed or others != offer.alternatives:
            yield replace(offer, value=value, alternatives=others)
        else:
            yield offer


def main_actor(value: AnyValue, book: ActorBook) -> AnyValue:
    """The value, under its main name if it is an actor."""
    if not isinstance(value, Actor):
        return value
    name = book.main_name(value.name)
    return value if name == value.name else Actor(name)


def _tidy(name: str) -> str:
    return " ".join(name.split())

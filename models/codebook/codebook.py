"""Codebooks: the event types, fields and rules that a project codes by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from models.values import Kind


class Role(StrEnum):
    """What a field means, so that the engine can fill fields of codebooks it has never seen."""

    RECORD_CLASS = "record_class"
    EVENT_TYPE = "event_type"
    STAGE = "stage"
    INSTRUMENT = "instrument"
    AGENT = "agent"
    TARGET = "target"
    ATTRIBUTION = "attribution"
    CLAIMANT = "claimant"
    TIME = "time"
    PLACE = "place"
    KILLED = "killed"
    WOUNDED = "wounded"
    ABDUCTED = "abducted"
    SOURCE = "source"
    SUMMARY = "summary"
    FACTUALITY = "factuality"


class ActorClass(StrEnum):
    """Sorts of actors that have no name of their own, or whose name a codebook files under them."""

    MILITARY = "military"
    POLICE = "police"
    UNIDENTIFIED = "unidentified"
    GANG = "gang"
    MILITIA = "militia"
    ISLAMIST = "islamist"
    PRIVATE_SECURITY = "private_security"
    PROTESTERS = "protesters"
    RIOTERS = "rioters"
    CIVILIANS = "civilians"


class Matter(StrEnum):
    """What a codebook can say that it leaves out.

    COMBAT: fights in which only fighters, their posts and vehicles are hit.
    """

    COMBAT = "combat"


class Colour(StrEnum):
    """A mark by which answers are told apart at a glance; the window has a shade for each."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    VIOLET = "violet"
    PINK = "pink"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice field. `triggers` (lemmas and phrases) feed the engine.

    `path` is the keys from the root of the tree to this choice; only leaves (`is_leaf`) are
    meant as answers, a branch groups them. `boundary` says where it ends and others begin.
    """

    key: str
    label: str
    help: str = ""
    examples: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    boundary: str = ""
    colour: Colour | None = None

    @property
    def is_leaf(self) -> bool:
        return not self.choices

    def walk(self) -> Iterator[Choice]:
        """This choice and all below it, depth first."""
        yield self
        for choice in self.choices:
            yield from choice.walk()


@dataclass(frozen=True, slots=True)
class When:
    """A condition: the field shows only if `field` has one of `values`."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One question of the codebook."""

    key: str
    label: str
    kind: Kind
    group: str = ""
    help: str = ""
    multiple: bool = False
    required: bool = False
    when: When | None = None
    role: Role | None = None
    shortcut: str | None = None
    choices: tuple[Choice, ...] = ()
    examples: tuple[str, ...] = ()
    boundary: str = ""
    #: Answers of older versions that are none any more; records may still hold them.
    former_choices: tuple[Choice, ...] = ()

    @cached_property
    def choice_by_key(self) -> dict[str, Choice]:
        """Every choice of the tree by its key (keys are unique within a field)."""
        return {found.key: found for choice in self.choices for found in choice.walk()}

    @cached_property
    def readable_by_key(self) -> dict[str, Choice]:
        """The choices by their key, and those of older versions, to read records by."""
        return {choice.key: choice for choice in self.former_choices} | self.choice_by_key


@dataclass(frozen=True, slots=True)
class LinkType:
    """A relation between two events of one project, such as `retaliation_for`."""

    key: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Codebook:
    """A codebook, as checked. `source` is the TOML text that it was read from."""

    name: str
    version: int
    title: str
    fields: tuple[Field, ...]
    links: tuple[LinkType, ...] = ()
    help: str = ""
    source: str = ""
    #: Classes of actors with the pattern of their names; `{country}` and `{words}` may stand in it.
    actor_names: tuple[tuple[ActorClass, str], ...] = ()
    leaves_out: tuple[Matter, ...] = ()
    #: Fields of older versions that are not asked any more; records may still hold values of them.
    former_fields: tuple[Field, ...] = ()

    @property
    def reference(self) -> str:
        """How exchange files name the codebook: `conflict@1`."""
        return f"{self.name}@{self.version}"

    @cached_property
    def field_by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}

    @cached_property
    def readable_by_key(self) -> dict[str, Field]:
        """The fields by their key, and those of older versions, to read records by."""
        return {field.key: field for field in self.former_fields} | self.field_by_key

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups of fields in the order of their first field."""
        return tuple(dict.fromkeys(field.group for field in self.fields))

    def with_role(self, role: Role) -> Field | None:
        """The first field that has the role, if any."""
        return next((field for field in self.fields if field.role is role), None)

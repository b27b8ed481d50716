"""A codebook while it is being edited: a tree that remembers what each part was called before.

Every change makes another draft, so taking a step back is keeping the one before. A draft may have
mistakes; `check` names them by the part that has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from unicodedata import normalize

from models.codebook import Codebook
from models.codebook.reading import parse_codebook
from models.codebook.tables import CodebookError, Mistake
from models.codebook.writing import codebook_data, to_toml
from models.recoding import Recoding

#: A part of the codebook before: a field and None, or a field and one of its answers.
Origin = tuple[str, str | None]


def key_for(label: str) -> str:
    """A key that a name suggests: "Air strike" gives `air_strike`."""
    plain = normalize("NFKD", label.lower())
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"[\u0300-\u036f]", "", plain)).strip("_")


class Part(StrEnum):
    """What a node of the tree is."""

    BOOK = "book"
    FIELD = "field"
    CHOICE = "choice"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Node:
    """A part with what its table in the TOML holds, except the tables below it.

    `id` stays with it. `origin` is what it was before (of a link: its key and None), None if new.
    """

    id: int
    part: Part
    data: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin | None = None
    below: tuple[Node, ...] = ()

    @property
    def key(self) -> str:
        return str(self.data.get("key", ""))

    @property
    def label(self) -> str:
        return str(self.data.get("label", "")) or self.key

    def walk(self) -> Iterator[Node]:
        """This node and all below it, depth first."""
        yield self
        for node in self.below:
            yield from node.walk()


@dataclass(frozen=True)
class Draft:
    """The tree below `root` (fields, their answers, then links) and what removed answers become.

    `becomes` has, for an answer that is there no more, the key that stands in its place.
    """

    root: Node
    becomes: Mapping[Origin, str] = field(default_factory=dict)
    next_id: int = 1

    @classmethod
    def of(cls, codebook: Codebook, before: Codebook | None = None) -> Draft:
        """A codebook to edit. `before`: the one in use, where the codebook comes from a file."""
        data = codebook_data(codebook)
        numbers = iter(range(1, 1_000_000))
        links = [Node(next(numbers), Part.LINK, one) for one in data.pop("link", [])]
        fields = [_node(Part.FIELD, one, numbers) for one in data.pop("field")]
        used = before or codebook
        root = Node(0, Part.BOOK, {**data, "name": used.name}, None, (*fields, *links))
        return cls(_with_origins(root, used), {}, next(numbers))

    def node(self, id_: int) -> Node:
        return next(node for node in self.root.walk() if node.id == id_)

    def parent(self, id_: int) -> Node | None:
        return next(
            (node for node in self.root.walk() if any(one.id == id_ for one in node.below)), None
        )

    def field_of(self, id_: int) -> Node | None:
        """The field that a node is or belongs to."""
        return next(
            (
                one
                for one in self.root.below
                if one.part is Part.FIELD and any(node.id == id_ for node in one.walk())
            ),
            None,
        )

    def changed(self, id_: int, **values: Any) -> Draft:
        """Other values for keys of a node; empty ones take the key away.

        Conditions follow where a field or an answer gets another key.
        """
        before = self.node(id_)
        data = {**before.data, **values}
        data = {key: one for key, one in data.items() if one not in ("", None, False, [], {})}
        root = _mapped(self.root, id_, lambda node: replace(node, data=data))
        return replace(self, root=_with_conditions(root, self, before, str(data.get("key", ""))))

    def added(self, parent_id: int, part: Part, after_id: int | None = None) -> Draft:
        """A new, empty part at the end, or behind another one; its id is `next_id` before."""
        data = {"kind": "text"} if part is Part.FIELD else {}
        made = Node(self.next_id, part, data)

        def put(node: Node) -> Node:
            places = [n for n, one in enumerate(node.below, 1) if one.id == after_id]
            place = places[0] if places else _end_of(node, part)
            return replace(node, below=(*node.below[:place], made, *node.below[place:]))

        return replace(self, root=_mapped(self.root, parent_id, put), next_id=self.next_id + 1)

    def removed(self, id_: int) -> Draft:
        """Without a part and what is below it."""
        parent = self.parent(id_)
        if parent is None:
            return self
        below = tuple(one for one in parent.below if one.id != id_)
        owner = self.field_of(id_)
        root = _mapped(self.root, parent.id, lambda node: replace(node, below=below))
        if owner and owner.id != id_:
            keys = {node.key for node in self.node(id_).walk()}
            root = _without_conditions(root, owner.key, keys)
        return replace(self, root=root)

    def moved(self, id_: int, by: int) -> Draft:
        """A part so many places further down (or up); it stays among its like."""
        parent = self.parent(id_)
        if parent is None:
            return self
        below = list(parent.below)
        place = next(n for n, one in enumerate(below) if one.id == id_)
        to = place + by
        if not 0 <= to < len(below) or below[to].part is not below[place].part:
            return self
        below.insert(to, below.pop(place))
        return replace(
            self, root=_mapped(self.root, parent.id, lambda node: replace(node, below=tuple(below)))
        )

    def becoming(self, gone: Origin, key: str) -> Draft:
        """What an answer that was removed becomes in the records; an empty key: it stays."""
        others = {origin: new for origin, new in self.becomes.items() if origin != gone}
        return replace(self, becomes=others | ({gone: key} if key else {}))

    def data(self, version: int) -> dict[str, Any]:
        """What the TOML of the codebook holds."""
        fields = [_table(one) for one in self.root.below if one.part is Part.FIELD]
        links = [_table(one) for one in self.root.below if one.part is Part.LINK]
        head = {**self.root.data, "version": version, "field": fields}
        return head | ({"link": links} if links else {})

    def codebook(self, version: int) -> Codebook:
        """The codebook. Raises CodebookError where it has mistakes."""
        data = self.data(version)
        return parse_codebook(to_toml(data), "draft", known=data)

    def check(self) -> dict[int, list[Mistake]]:
        """The mistakes by the id of the node that has them."""
        try:
            self.codebook(1)
        except CodebookError as error:
            paths = _paths(self.root)
            found: dict[int, list[Mistake]] = {}
            for mistake in error.found:
                found.setdefault(paths.get(mistake.path, 0), []).append(mistake)
            return found
        return {}

    def recoding(self) -> Recoding:
        """The new keys of what is there, and of removed answers what they become."""
        fields: dict[str, str] = {}
        choices: dict[tuple[str, str], str] = {}
        for node in self.root.walk():
            match node.origin:
                case (old, None) if node.part is Part.FIELD and old != node.key:
                    fields[old] = node.key
                case (field_key, str(old)) if old != node.key:
                    choices[field_key, old] = node.key
        for (field_key, gone), key in self.becomes.items():
            owner = self.field_from(field_key)
            if gone and owner and any(one.key == key for one in owner.walk() if one is not owner):
                choices[field_key, gone] = key
        return Recoding(fields, choices)

    def field_from(self, key: str) -> Node | None:
        """The field that had a key before."""
        return next(
            (
                one
                for one in self.root.below
                if one.part is Part.FIELD and one.origin == (key, None)
            ),
            None,
        )

    def gone(self, before: Codebook) -> tuple[Origin, ...]:
        """Fields and answers that are there no more; of a field that went only the field."""
        found: list[Origin] = []
        keys = {one.key for one in self.root.below if one.part is Part.FIELD}
        for known in before.fields:
            owner = self.field_from(known.key)
            if owner is None:
                found += [] if known.key in keys else [(known.key, None)]
                continue
            held = {one.key for one in owner.walk()} | {
                one.origin[1] for one in owner.walk() if one.origin
            }
            found += [(known.key, key) for key in known.choice_by_key if key not in held]
        return tuple(found)


def _node(part: Part, table: Mapping[str, Any], numbers: Iterator[int]) -> Node:
    data = {key: one for key, one in table.items() if key != "choice"}
    below = tuple(_node(Part.CHOICE, one, numbers) for one in table.get("choice", ()))
    return Node(next(numbers), part, data, None, below)


def _with_origins(root: Node, used: Codebook) -> Node:
    known_keys = {
        Part.LINK: {link.key for link in used.links},
        Part.FIELD: used.field_by_key.keys(),
    }

    def known(node: Node, field_key: str) -> Node:
        origin: Origin | None = None
        if node.part is Part.CHOICE and field_key in used.field_by_key:
            there = node.key in used.field_by_key[field_key].choice_by_key
            origin = (field_key, node.key) if there else None
        elif node.key in known_keys.get(node.part, ()):
            origin = (node.key, None)
        here = node.key if node.part is Part.FIELD else field_key
        return replace(node, origin=origin, below=tuple(known(one, here) for one in node.below))

    return known(root, "")


def _with_conditions(root: Node, draft: Draft, before: Node, key: str) -> Node:
    """Conditions that name a key get the new one."""
    owner = draft.field_of(before.id)
    if owner is None or key == before.key or not before.key:
        return root

    def follow(node: Node) -> Node:
        when = node.data.get("when")
        if not when or when.get("field") != owner.key:
            return node
        if before is owner:
            return replace(node, data={**node.data, "when": {**when, "field": key}})
        values = [key if value == before.key else value for value in when["is"]]
        return replace(node, data={**node.data, "when": {**when, "is": values}})

    return replace(root, below=tuple(follow(node) for node in root.below))


def _without_conditions(root: Node, field_key: str, gone: set[str]) -> Node:
    """Conditions no longer name answers that are gone, unless they name no others."""

    def follow(node: Node) -> Node:
        when = node.data.get("when")
        if not when or when.get("field") != field_key:
            return node
        values = [value for value in when["is"] if value not in gone]
        return replace(node, data={**node.data, "when": {**when, "is": values or when["is"]}})

    return replace(root, below=tuple(follow(node) for node in root.below))


def _mapped(node: Node, id_: int, change: Callable[[Node], Node]) -> Node:
    if node.id == id_:
        return change(node)
    return replace(node, below=tuple(_mapped(one, id_, change) for one in node.below))


def _end_of(parent: Node, part: Part) -> int:
    """Behind the last part of the same sort; fields stand before links."""
    same = [n for n, one in enumerate(parent.below, 1) if one.part is part]
    return same[-1] if same else (0 if part is Part.FIELD else len(parent.below))


def _table(node: Node) -> dict[str, Any]:
    below = [_table(one) for one in node.below]
    return {**node.data, "choice": below} if below else dict(node.data)


def _paths(root: Node) -> dict[str, int]:
    """The ids by the path that the tables have in the TOML."""
    found = {"": root.id}

    def number(nodes: tuple[Node, ...], prefix: str) -> None:
        counts: dict[Part, int] = {}
        for node in nodes:
            counts[node.part] = counts.get(node.part, 0) + 1
            path = f"{prefix}{node.part}[{counts[node.part]}]"
            found[path] = node.id
            number(node.below, f"{path}.")

    number(root.below, "")
    return found

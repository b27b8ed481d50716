"""Reads brat standoff: annotations (.ann) with the text (.txt) beside them make one article.

Either file of a pair stands for both; in folders and archives the annotations do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from db.formats.annotated import Document, article_of
from db.formats.brat import NOTE
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from models.errors import UserError
from models.language import tr
from models.marks import Answer, Mark, Marking, Tie
from models.spans import Span

_MAX_BYTES = 50_000_000
_ANN, _TXT = ".ann", ".txt"


def recognises(source: Source) -> bool:
    """Annotations; or a text that has annotations beside it."""
    return source.suffix == _ANN or source.beside(_ANN) is not None


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The one article that the pair is."""
    notes = source if source.suffix == _ANN else source.beside(_ANN)
    text = source if source.suffix == _TXT else source.beside(_TXT)
    if notes is None:
        raise UserError(tr("its annotations are gone"))
    lines = _decoded(notes)
    standoff = _Standoff(lambda words: reading.note(f"{notes.origin}: {words}"))
    # Only \n ends a line: quoted words may hold other breaks.
    for number, line in enumerate(lines.split("\n"), 1):
        standoff.take(number, line.rstrip("\r"))
    record = standoff.record
    if text is None and record is None:
        raise UserError(tr("there is no {txt} file of the same name beside it", txt=_TXT))
    stem = source.name.rpartition(".")[0]
    facts = {} if record else {"title": stem}
    document = Document(
        notes.origin,
        text.origin if text else notes.origin,
        _decoded(text) if text else None,
        standoff.marking(),
        facts,
        record,
    )
    yield article_of(document, reading)


def _decoded(source: Source) -> str:
    """As it stands, a byte order mark included: brat counts it."""
    try:
        return source.data(_MAX_BYTES).decode()
    except UnicodeDecodeError as error:
        raise UserError(
            tr(
                "{name} is not valid UTF-8 (at byte {start}), which brat asks for",
                name=source.name,
                start=error.start,
            )
        ) from None


@dataclass(slots=True)
class _Standoff:
    """The annotations of one text, line by line; what cannot be read is told and passed over."""

    note: Callable[[str], None]
    record: dict[str, Any] | None = None
    marks: dict[str, Mark] = field(default_factory=dict)
    triggers: dict[str, str] = field(default_factory=dict)
    arguments: list[Tie] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        if not line.strip():
            return
        id_, _, rest = line.partition("\t")
        said, _, tail = rest.partition("\t")
        words = said.split()
        try:
            if id_.startswith("T"):
                self._text_bound(id_, said)
            elif id_.startswith("E"):
                self._event(id_, words)
            elif id_.startswith(("R", "*")):
                self._relation(words)
            elif id_.startswith(("A", "M")):
                self.attributes.append((words[0], words[1], " ".join(words[2:])))
            elif id_.startswith("#") and words[0] == NOTE:
                self._own(tail)
            elif not id_.startswith(("#", "N")):  # Words of people, ids of other databases.
                self.note(tr("line {number} is no annotation that brat writes", number=number))
        except (ValueError, IndexError):
            self.note(tr("line {number} cannot be read as an annotation", number=number))

    def _text_bound(self, id_: str, said: str) -> None:
        label, _, where = said.partition(" ")
        spans = tuple(Span(*map(int, part.split())) for part in where.split(";"))
        self.marks[id_] = Mark(id_, label, spans)

    def _event(self, id_: str, words: list[str]) -> None:
        _, _, trigger = words[0].partition(":")
        self.triggers[id_] = trigger
        for word in words[1:]:
            role, _, target = word.partition(":")
            self.arguments.append(Tie(role.rstrip("0123456789"), id_, target))

    def _relation(self, words: list[str]) -> None:
        """`Equiv T1 T2 …`, or `Type Arg1:T1 Arg2:T2`."""
        head, *tails = (word.rpartition(":")[2] for word in words[1:])
        self.arguments += [Tie(words[0], head, tail) for tail in tails]

    def _own(self, tail: str) -> None:
        found = json.loads(tail)
        self.record = found if isinstance(found, dict) else None

    def marking(self) -> Marking:
        """Events are called by their triggers, and an attribute of its own label is a choice."""
        choices: dict[str, str] = {}
        refused: set[str] = set()
        answers = []
        for name, target, choice in self.attributes:
            id_ = self.triggers.get(target, target)
            mark = self.marks.get(id_)
            if name == "rejected" and not choice:
                refused.add(id_)
            elif mark and mark.label == name and target == id_ and id_ not in choices:
                choices[id_] = choice
            elif mark:
                answers.append(Answer(name, choice, id_))
        marks = tuple(
            Mark(m.id, m.label, m.spans, choices.get(m.id, ""), rejected=m.id in refused)
            for m in self.marks.values()
        )
        called = self.triggers.get
        ties = tuple(
            Tie(tie.label, called(tie.head, tie.head), called(tie.tail, tie.tail))
            for tie in self.arguments
        )
        return Marking(marks, ties, tuple(answers))

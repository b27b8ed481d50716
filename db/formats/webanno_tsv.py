"""Reads WebAnno TSV 3, as INCEpTION exports it: tokens line by line with spans and relations.

The text is put together from the sentences at their places; what stood between them is a line break
and spaces. Offsets in the file count UTF-16 units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.formats.annotated import Document, article_of
from db.formats.found import Found, Refusal, at_line
from db.formats.reading import Reading
from db.formats.source import Source
from models.errors import UserError
from models.language import tr
from models.marks import Mark, Marking, Tie
from models.spans import Span, Utf16Map

_MAX_BYTES = 50_000_000
_MARK = b"#FORMAT=WebAnno TSV 3"
_VALUE = re.compile(r"(.*?)(?:\[(\d+)\])?", re.DOTALL)
_REFERENCE = re.compile(r"([\d.-]+)(?:\[(\d+)_(\d+)\])?")
_BETWEEN = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\(.)")
_BREAKS = {"n": "\n", "r": "\r", "t": "\t"}
_EMPTY = ("_", "*", "")


def recognises(source: Source) -> bool:
    return source.head.removeprefix(b"\xef\xbb\xbf").startswith(_MARK)


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The one article that the file is."""
    try:
        lines = source.data(_MAX_BYTES).decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UserError(tr("it is not valid UTF-8 (at byte {start})", start=error.start)) from None
    table = _Table()
    for number, line in enumerate(lines, 1):
        try:
            table.take(line.rstrip("\r"))
        except (ValueError, IndexError):
            yield Refusal(
                tr(
                    "{where}: it is no line of WebAnno TSV 3.",
                    where=at_line(source.origin, number),
                )
            )
    facts = {"title": source.name.rpartition(".")[0]}
    document = Document(source.origin, source.origin, table.text, table.marking(), facts)
    yield article_of(document, reading)


@dataclass(slots=True)
class _Layer:
    """A layer's columns: of spans its features, of relations also where they begin."""

    name: str
    width: int
    is_relation: bool


@dataclass(slots=True)
class _Table:
    text: str = ""
    layers: list[_Layer] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    #: By layer, and by token or number where one annotation covers several: label and units.
    spans: dict[tuple[str, str], tuple[str, int, int]] = field(default_factory=dict)
    refs: list[tuple[str, str, str, str]] = field(default_factory=list)

    def take(self, line: str) -> None:
        kind, _, rest = line.partition("=")
        if kind in ("#T_SP", "#T_RL", "#T_CH"):
            name, *features = rest.split("|")
            self.layers.append(_Layer(name, max(len(features), 1), kind != "#T_SP"))
        elif kind == "#Text":
            self.waiting.append(_unescaped(rest))
        elif line and not line.startswith("#"):
            self._token(line.split("\t"))

    def _token(self, cells: list[str]) -> None:
        token, where, *rest = cells[:2] + cells[3:]
        start, end = map(int, where.split("-"))
        if self.waiting:
            gap = start - _units(self.text)
            self.text += "\n"[: max(gap, 0)] + " " * (gap - 1) + "\n".join(self.waiting)
            self.waiting.clear()
        for layer in self.layers:
            held, rest = rest[: layer.width], rest[layer.width :]
            if layer.is_relation:
                self._relations(layer, token, held)
            else:
                self._spans(layer, token, held, start, end)

    def _spans(self, layer: _Layer, token: str, cells: list[str], start: int, end: int) -> None:
        stacked = zip(*(_BETWEEN.split(cell) for cell in cells), strict=False)
        for values in stacked:
            parts = [found for one in values if (found := _VALUE.fullmatch(one))]
            if not parts or all(part[0] == "_" for part in parts):
                continue
            label = next((part[1] for part in parts if part[1] not in _EMPTY), None)
            key = layer.name, parts[0][2] or token
            name = _unescaped(label) if label else layer.name.rpartition(".")[2]
            _, first, last = self.spans.get(key, (name, start, end))
            self.spans[key] = (name, min(first, start), max(last, end))

    def _relations(self, layer: _Layer, token: str, cells: list[str]) -> None:
        labels, heads = _BETWEEN.split(cells[0]), _BETWEEN.split(cells[-1])
        for label, head in zip(labels, heads, strict=False):
            found = _REFERENCE.fullmatch(head)
            if found and head != "_":
                name = label if label not in _EMPTY else layer.name.rpartition(".")[2]
                self.refs.append((_unescaped(name), found[1], found[2] or "0", token))
                tail = found[3] if found[3] and found[3] != "0" else token
                self.refs[-1] = (*self.refs[-1][:3], tail)

    def marking(self) -> Marking:
        units = Utf16Map(self.text)
        marks = {
            key: Mark("/".join(key), label, (Span(units.to_code_point(a), units.to_code_point(b)),))
            for key, (label, a, b) in self.spans.items()
        }
        called: dict[str, str] = {}
        for (_, place), mark in marks.items():
            called.setdefault(place, mark.id)
        ties = [
            Tie(label, called.get(token if number == "0" else number, ""), called.get(tail, ""))
            for label, token, number, tail in self.refs
        ]
        return Marking(tuple(marks.values()), tuple(ties))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _BREAKS.get(found[1], found[1]), text)

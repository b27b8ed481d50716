"""Writes and reads spaCy's DocBin (.spacy): texts with spans by field, entities and categories.

Spans stand on whole tokens of the language's blank pipeline; the exact offsets are in the record
(`doc.user_data["eventdesk"]`, JSON). Entities are those spans that do not overlap, longest first.

The file is what `spacy.tokens.DocBin.to_bytes` gives, a zlib stream of one MessagePack map, but it
is written part by part: DocBin itself holds everything in memory, and looks at every token in
Python.
"""

from __future__ import annotations

import json
import struct
import tempfile
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, BinaryIO

from db.formats.annotated import (
    MAX_BYTES,
    RECORD,
    Document,
    article_of,
    facts_of,
    marking,
    record_text,
)
from db.formats.dataset import CodedArticle, Dataset
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.tokens import tokenized, without_overlap
from models.errors import UserError
from models.language import tr
from models.marks import Answer, Mark, Marking, article_labels, type_labels
from models.spans import Span

_SPOOLED_BYTES = 4_000_000
_CHUNK = 1 << 20
#: The group of the spans of rejected values.
REJECTED = "rejected"
#: The spans of a text by group: the label, the first token and the last (excluded), and the same in
#: characters.
_Groups = dict[str, list[tuple[str, tuple[int, int, int, int]]]]


def write(out: BinaryIO, dataset: Dataset) -> int:
    """Returns how many articles."""
    with _Bin(article_names(dataset)) as made:
        for coded in dataset.articles:
            made.add(_doc(coded, dataset))
        made.write(out)
        return made.count


def article_names(dataset: Dataset) -> list[str]:
    """The categories that every text has: the event types."""
    return type_labels(dataset.codebook)


@dataclass(frozen=True, slots=True)
class _Packed:
    """One text as the file has it: an array of tokens, spans by group, categories, and data."""

    tokens: Any
    spaces: bytes
    strings: Any
    groups: _Groups
    labels: Iterable[str]
    held: Sequence[str]
    data: dict[str, Any]


def _doc(coded: CodedArticle, dataset: Dataset) -> _Packed:
    """The text with its entities, categories and record, and the spans by group.

    Neither these nor the entities become objects of spaCy: to make hundreds of thousands only to
    pack them takes long.
    """
    from spacy.attrs import LENGTH, ORTH, SPACY

    doc = tokenized(coded.article.text, coded.article.language)
    tokens = doc.to_array([ORTH, LENGTH, SPACY])
    reach, spaces = (tokens[:, 1] + tokens[:, 2]).cumsum().tolist(), tokens[:, 2].astype(bool)
    groups: _Groups = {}
    flat: list[tuple[Mark, int, int]] = []
    for mark in marking(coded, dataset).marks:
        key = REJECTED if mark.rejected else mark.field
        for span in mark.spans:
            # The tokens that it reaches into, each with the space after it.
            start, end = bisect_right(reach, span.start), bisect_right(reach, span.end - 1) + 1
            if not start < end <= len(reach):
                continue
            first = reach[start - 1] if start else 0
            place = (start, end, first, reach[end - 1] - int(spaces[end - 1]))
            groups.setdefault(key, []).append((mark.choice or mark.label, place))
            if not mark.rejected:
                flat.append((mark, start, end))
    # In place of length and space: where the token stands in an entity, and of which type.
    tokens[:, 1], tokens[:, 2] = _OUTSIDE, 0
    entities = without_overlap(flat)
    for mark, start, end in entities:
        tokens[start, 1], tokens[start + 1 : end, 1] = _BEGINS, _INSIDE
        tokens[start:end, 2] = doc.vocab.strings.add(mark.label)
    labels = {mark.label for mark, _, _ in entities}
    held = article_labels(coded.events, dataset.codebook)
    data = facts_of(coded, dataset.codebook) | {RECORD: record_text(coded, dataset)}
    return _Packed(tokens, spaces.tobytes(), doc.vocab.strings, groups, labels, held, data)


#: How spaCy marks where a token stands in an entity.
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3


class _Bin:
    """The parts of a DocBin as they grow, on disk once they are large."""

    _PARTS = ("tokens", "spaces", "lengths", "cats", "flags", "span_groups", "user_data")

    def __init__(self, names: list[str]) -> None:
        from spacy.attrs import ENT_IOB, ENT_TYPE, ORTH
        from srsly.msgpack import Packer

        # One for all: making one looks through all that is installed for further encoders.
        self._pack = Packer(use_bin_type=True).pack
        self.count = 0
        self._attrs = [ORTH, ENT_IOB, ENT_TYPE]
        self._cats = lru_cache(maxsize=1024)(partial(self._categories, names))
        self._flags = self._pack({"has_unknown_spaces": False})
        self._strings: set[str] = set()
        self._seen: set[int] = set()
        self._parts = {
            name: tempfile.SpooledTemporaryFile(_SPOOLED_BYTES)  # noqa: SIM115 - closed at the end
            for name in self._PARTS
        }

    def __enter__(self) -> _Bin:
        return self

    def __exit__(self, *_: object) -> None:
        for part in self._parts.values():
            part.close()

    def add(self, packed: _Packed) -> None:
        self._parts["tokens"].write(packed.tokens.tobytes("C"))
        self._parts["spaces"].write(packed.spaces)
        self._parts["lengths"].write(struct.pack("<i", len(packed.spaces)))
        self._parts["cats"].write(self._cats(tuple(sorted(packed.held))))
        self._parts["flags"].write(self._flags)
        spans = self._packed(packed.groups, packed.strings)
        self._parts["span_groups"].write(_head(_BIN, len(spans)) + spans)
        data = self._pack(packed.data)
        self._parts["user_data"].write(_head(_BIN, len(data)) + data)
        for orth in set(packed.tokens[:, 0].tolist()) - self._seen:
            self._seen.add(orth)
            self._strings.add(packed.strings[orth])
        self._strings |= {label for group in packed.groups.values() for label, _ in group}
        self._strings.update(packed.labels)
        self.count += 1

    def _categories(self, names: list[str], held: tuple[str, ...]) -> bytes:
        """All types, and which of them a text has; many texts have the same."""
        return bytes(self._pack({name: float(name in held) for name in (*names, *held)}))

    def _packed(self, groups: _Groups, strings: Any) -> bytes:
        """As `doc.spans.to_bytes()` gives them: the bytes of each group, with its keys."""
        made: dict[bytes, list[str]] = {}
        for key, group in groups.items():
            spans = [_SPAN(0, 0, strings.add(label), *place) for label, place in group]
            data = self._pack({"name": key, "attrs": {}, "spans": spans})
            made.setdefault(data, []).append(key)
        return bytes(self._pack(made if made else []))

    def write(self, out: BinaryIO) -> None:
        packed = zlib.compressobj()

        def put(data: bytes) -> None:
            out.write(packed.compress(data))

        put(_head(_MAP, 10))
        for key, value in (("version", "0.1"), ("attrs", self._attrs)):
            put(self._pack(key) + self._pack(value))
        for name in ("tokens", "spaces", "lengths"):
            put(self._pack(name) + _head(_BIN, self._parts[name].tell()))
            self._copy(name, put)
        put(self._pack("strings") + self._pack(sorted(self._strings)))
        for name in ("cats", "flags", "span_groups", "user_data"):
            put(self._pack(name) + _head(_ARRAY, self.count))
            self._copy(name, put)
        out.write(packed.flush())

    def _copy(self, name: str, put: Callable[[bytes], None]) -> None:
        part = self._parts[name]
        part.seek(0)
        while chunk := part.read(_CHUNK):
            put(chunk)


# How MessagePack marks what follows and its length in four bytes.
_BIN, _ARRAY, _MAP = 0xC6, 0xDD, 0xDF
# As spaCy packs a span: its id, that of an entity, the label, and where it is.
_SPAN = struct.Struct(">QQQllll").pack


def _head(kind: int, length: int) -> bytes:
    return struct.pack(">BI", kind, length)


def recognises(source: Source) -> bool:
    """A zlib stream."""
    return source.head[:1] == b"\x78"


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The texts; of one that has no spans the entities."""
    import spacy
    from spacy.tokens import DocBin

    try:
        held = DocBin(store_user_data=True).from_bytes(_unpacked(source))
        docs = held.get_docs(spacy.blank("xx").vocab)
        for number, doc in enumerate(docs, 1):
            yield _article(doc, f"{source.origin} text {number}", source.origin, reading)
    except (KeyError, ValueError, TypeError, struct.error) as error:
        raise UserError(tr("it is no DocBin that spaCy can read ({error})", error=error)) from None


def _unpacked(source: Source) -> bytes:
    """The bytes, after a look at how much they unpack to."""
    data = source.data(MAX_BYTES)
    unpack = zlib.decompressobj()
    size, rest = 0, data
    try:
        while rest:
            size += len(unpack.decompress(rest, _CHUNK))
            rest = unpack.unconsumed_tail
            if size > MAX_BYTES:
                raise UserError(
                    tr("it unpacks to more than {most} MB", most=MAX_BYTES // 1_000_000)
                )
    except zlib.error as error:
        raise UserError(tr("it is no DocBin that spaCy can read ({error})", error=error)) from None
    return data


def _article(doc: Any, where: str, origin: str, reading: Reading) -> Found | Refusal:
    data = {str(key): value for key, value in doc.user_data.items() if isinstance(key, str)}
    written = data.pop(RECORD, None)
    record = json.loads(written) if isinstance(written, str) else None
    if isinstance(record, dict):
        # The spans were widened to tokens: the record alone has the exact ones.
        return article_of(Document(where, origin, doc.text, None, data, record), reading)
    spans = [(span, key) for key, group in doc.spans.items() for span in group]
    stretches = spans or [(span, "") for span in doc.ents]
    marks = tuple(
        Mark(f"T{n}", span.label_ or key, (Span(span.start_char, span.end_char),))
        for n, (span, key) in enumerate(stretches, 1)
    )
    answers = tuple(Answer(name, "") for name, score in doc.cats.items() if score >= 0.5)
    return article_of(Document(where, origin, doc.text, Marking(marks, (), answers), data), reading)

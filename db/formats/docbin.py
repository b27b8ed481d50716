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
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from db.formats.annotated import (
    MAX_BYTES,
    RECORD,
    Document,
    article_of,
    facts_of,
    marking,
    record_of,
)
from db.formats.dataset import CodedArticle, Dataset
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.tokens import stretches, tokenized, without_overlap
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
    with _Bin() as made:
        names = article_names(dataset)
        for coded in dataset.articles:
            made.add(*_doc(coded, dataset, names))
        made.write(out)
        return made.count


def article_names(dataset: Dataset) -> list[str]:
    """The categories that every text has: the event types."""
    return type_labels(dataset.codebook)


def _doc(coded: CodedArticle, dataset: Dataset, names: list[str]) -> tuple[Any, _Groups]:
    """The text with its entities, categories and record, and the spans by group.

    The groups do not become `doc.spans`: to make thousands of objects only to pack them takes long.
    """
    from spacy.tokens import Span as Stretch

    doc = tokenized(coded.article.text, coded.article.language)
    groups: _Groups = {}
    flat: list[tuple[Mark, int, int]] = []
    for mark in marking(coded, dataset).marks:
        for span in stretches(doc, mark):
            start, end = span.start, span.end
            key = REJECTED if mark.rejected else mark.field
            place = (start, end, span.start_char, span.end_char)
            groups.setdefault(key, []).append((mark.choice or mark.label, place))
            if not mark.rejected:
                flat.append((mark, start, end))
    entities = [Stretch(doc, start, end, mark.label) for mark, start, end in without_overlap(flat)]
    doc.set_ents(entities, default="outside")
    held = set(article_labels(coded.events, dataset.codebook))
    doc.cats = {name: float(name in held) for name in dict.fromkeys([*names, *sorted(held)])}
    doc.user_data.clear()
    doc.user_data.update(facts_of(coded, dataset.codebook))
    record = json.dumps(record_of(coded, dataset), ensure_ascii=False)
    doc.user_data[RECORD] = record
    return doc, groups


class _Bin:
    """The parts of a DocBin as they grow, on disk once they are large."""

    _PARTS = ("tokens", "spaces", "lengths", "cats", "flags", "span_groups", "user_data")

    def __init__(self) -> None:
        from spacy.attrs import ENT_IOB, ENT_TYPE, ORTH, SPACY
        from srsly.msgpack import Packer

        # One for all: making one looks through all that is installed for further encoders.
        self._pack = Packer(use_bin_type=True).pack
        self.count = 0
        self._attrs = [ORTH, *sorted([ENT_IOB, ENT_TYPE])]
        self._space = SPACY
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

    def add(self, doc: Any, groups: _Groups) -> None:
        array = doc.to_array(self._attrs)
        self._parts["tokens"].write(array.astype("uint64").tobytes("C"))
        self._parts["spaces"].write(doc.to_array(self._space).astype(bool).tobytes("C"))
        self._parts["lengths"].write(struct.pack("<i", len(doc)))
        self._parts["cats"].write(self._pack(doc.cats))
        self._parts["flags"].write(self._pack({"has_unknown_spaces": False}))
        spans = self._packed(groups, doc.vocab.strings)
        self._parts["span_groups"].write(_head(_BIN, len(spans)) + spans)
        data = self._pack(doc.user_data)
        self._parts["user_data"].write(_head(_BIN, len(data)) + data)
        for orth in set(array[:, 0].tolist()) - self._seen:
            self._seen.add(orth)
            self._strings.add(doc.vocab.strings[orth])
        self._strings |= {label for group in groups.values() for label, _ in group}
        self._strings |= {span.label_ for span in doc.ents}
        self.count += 1

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

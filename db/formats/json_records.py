"""Reads JSON of foreign shape: a list of objects, an object a line, or objects by their ids."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from db.formats.article_tables import MAX_CELL, Row, Table, read_tables
from db.formats.bounded_lines import bounded_lines
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.stream_encoding import stream_encoding
from models.column_words import NAMES, folded
from models.errors import UserError
from models.exchange.lines import LINE_KEYS
from models.language import tr

#: A JSON file that is no list is held in memory.
MAX_WHOLE = 100_000_000

_CHUNK = 1 << 16
_HEADER_ROWS = 500
_DEEPEST = 3
#: Roles by the key that an exchange line has for them.
_EXCHANGE_KEYS = {"text": "text", "title": "title", "date": "published", "source": "source"} | {
    "url": "url",
    "language": "language",
}
_EXCHANGE_MARKS = frozenset(("events", "codebook", "status", "statuses"))
_LONG = 200


def recognises(source: Source) -> bool:
    """Any `.json`; of files with an object a line those that are no exchange lines."""
    if source.suffix == ".json":
        return source.head.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] in (b"[", b"{")
    with source.opened() as stream:
        line = stream.readline(MAX_CELL).strip()
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        return source.suffix != ".jsonl"
    return source.suffix != ".jsonl" or (isinstance(first, dict) and _is_foreign(first))


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """One object, one article; objects in objects are columns with a dot (`meta.author`)."""
    yield from read_tables(tables(source, reading.note), source.origin, reading)


def tables(source: Source, note: Callable[[str], None]) -> Iterator[Table]:
    """The objects as a table. Raises UserError where they cannot be read."""
    encoding, mark, guessed = stream_encoding(source)
    if guessed:
        note(tr("{origin}: read as {encoding}.", origin=source.origin, encoding=encoding))

    def rows() -> Iterator[Row | Refusal]:
        for number, item in enumerate(_items(source, encoding, mark), 1):
            if isinstance(item, dict):
                yield Row(number, dict(_flat(item)))
            else:
                yield Refusal(
                    tr(
                        "{origin} item {number}: {item}.",
                        origin=source.origin,
                        number=number,
                        item=_shape(item),
                    )
                )

    names: dict[str, None] = {}
    for row in islice(rows(), _HEADER_ROWS):
        if isinstance(row, Row):
            names |= dict.fromkeys(row.cells)
    yield Table(source.origin, tuple(names), rows)


def _shape(item: Any) -> str:
    return str(item) if isinstance(item, UserError) else tr("it is no JSON object")


def _is_foreign(line: dict[str, Any]) -> bool:
    """Whether a line has its text, title or day under names that an exchange line has not."""
    if _EXCHANGE_MARKS & set(line):
        return False
    flat = dict(_flat(line))
    names = {folded(name.rpartition(".")[2]) for name in flat if name not in LINE_KEYS}
    told = {role for role in _EXCHANGE_KEYS if names & set(NAMES[role])}
    if "text" in line:
        return any(_EXCHANGE_KEYS[role] not in line for role in told)
    return "text" in told or any(isinstance(v, str) and len(v) > _LONG for v in flat.values())


def _flat(data: dict[str, Any], before: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        if isinstance(value, dict) and value and depth < _DEEPEST:
            yield from _flat(value, f"{before}{key}.", depth + 1)
        else:
            yield f"{before}{key}", value


def _items(source: Source, encoding: str, mark: int) -> Iterator[Any]:
    """The objects, one after the other; a broken line is a UserError in its place."""
    with source.opened() as stream:
        stream.read(mark)
        with io.TextIOWrapper(stream, encoding, "replace", newline="") as text:
            if source.suffix != ".json":
                yield from _lines(text)
                return
            start = text.read(_CHUNK)
            if start.lstrip()[:1] == "[":
                yield from _listed(text, start.lstrip()[1:])
                return
            whole = start + text.read(MAX_WHOLE)
            if len(whole) >= MAX_WHOLE:
                raise UserError(
                    tr("it has more than {most} MB and is no list", most=MAX_WHOLE // 1_000_000)
                )
            yield from _found_in(_parsed(whole))


def _lines(text: io.TextIOWrapper) -> Iterator[Any]:
    for _number, line in bounded_lines(text, MAX_CELL):
        if line.strip():
            try:
                yield _parsed(line)
            except UserError as error:
                yield error


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(
            tr("it is not valid JSON ({msg} at character {pos})", msg=error.msg, pos=error.pos)
        ) from None
    except (ValueError, RecursionError) as error:
        raise UserError(tr("it is not usable JSON ({error})", error=error)) from None


def _listed(text: io.TextIOWrapper, buffer: str) -> Iterator[Any]:
    """The items of a list that is read piece by piece."""
    decoder = json.JSONDecoder()
    while True:
        buffer = buffer.lstrip().removeprefix(",").lstrip()
        if buffer[:1] == "]":
            return
        try:
            item, end = decoder.raw_decode(buffer)
            is_whole = end < len(buffer)  # A number may go on in the next piece.
        except RecursionError:
            raise UserError(tr("it is not usable JSON (nested too deeply)")) from None
        except ValueError:
            is_whole = False
        if is_whole:
            yield item
            buffer = buffer[end:]
            continue
        # Pieces grow with what is waited for: a long item is not parsed again and again.
        more = text.read(max(_CHUNK, len(buffer)))
        if not more:
            raise UserError(tr("it is not valid JSON: its list is broken or does not end"))
        if len(buffer) > MAX_CELL:
            raise UserError(tr("an item of it has more than {most} MB", most=MAX_CELL // 1_000_000))
        buffer += more


def _found_in(data: Any) -> Iterator[Any]:
    """The articles of an object: its longest list of objects, objects by id, or itself."""
    lists = [v for v in data.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    if lists:
        yield from max(lists, key=len)
    elif len(data) > 1 and all(isinstance(value, dict) for value in data.values()):
        for key, value in data.items():
            yield {"id": key} | value
    else:
        yield data

"""Reads and writes the exchange format: one article with its events a line."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO, TextIO

from db.formats.dataset import Dataset
from db.formats.found import Doubt, Found, Refusal, at_line
from db.formats.reading import Reading
from db.formats.source import Source
from models.errors import UserError
from models.exchange.lines import ReadLine, read_line
from models.exchange.text import article_text
from models.language import tr

#: A longer line is not an article; it would have to be held in memory several times.
MAX_LINE_BYTES = 25_000_000

#: The key of a staged line for what a person should look at before it is brought in.
DOUBTS = "import_doubts"


def recognises(source: Source) -> bool:  # noqa: ARG001 - what else ends so is asked before
    """Whatever else is in the file, its lines are refused one by one."""
    return True


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The articles line by line; a line that cannot be taken is refused, the rest goes on."""
    name = source.origin
    with source.opened() as file:
        for number, line in enumerate(lines_of(file), 1):
            where = at_line(name, number)
            try:
                if not line.strip():
                    continue
                data = parsed(line)
                doubts = _doubts(data)
                read = read_line(
                    data, reading.codebook, new_id=reading.new_id, origin=name, may_lack_text=True
                )
            except UserError as error:
                yield Refusal(f"{where}: {error}.")
                continue
            if read.problems:
                problems = tuple(f"{where}: {problem}." for problem in read.problems)
                read = replace(read, problems=problems)
            yield Found(where, _dated(read, reading.published), doubts)


def _doubts(data: Any) -> tuple[Doubt, ...]:
    """Takes out what a staging noted to be looked at; it is no part of the article."""
    noted = data.get(DOUBTS) if isinstance(data, dict) else None
    if not isinstance(noted, list) or not all(map(_is_doubt, noted)):
        return ()
    del data[DOUBTS]
    return tuple(Doubt(*doubt) for doubt in noted)


def _is_doubt(noted: Any) -> bool:
    return isinstance(noted, list) and [type(part) for part in noted] == [str, bool]


def _dated(line: ReadLine, published: date | None) -> ReadLine:
    if line.article.published or published is None:
        return line
    return replace(line, article=replace(line.article, published=published))


def write(out: TextIO, dataset: Dataset) -> int:
    """One line an article; returns how many."""
    count = 0
    for coded in dataset.articles:
        article, more = coded.article, dict[str, Any]()
        if coded.text_left_out:
            more = {"text": None, "sha256": article.sha256}
        if coded.side:
            more["split"] = coded.side
        if statuses := coded.named_statuses:
            more["statuses"] = statuses
        line = article_text(article, dataset.codebook, coded.status, coded.events, more)
        out.write(line + "\n")
        count += 1
    return count


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """The lines as UTF-8, without a mark at the beginning; of one that is too long its start."""
    start = file.read(4000)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with io.TextIOWrapper(file, encoding="utf-16", errors="replace", newline="\n") as text:
            yield from (line.encode() for line in text)
        return
    if b"\0" in start:
        raise UserError(tr("it is not a text: it has binary data in it"))
    if not start.strip() and len(start) < 4000:
        raise UserError(tr("it is empty"))
    if start.startswith(codecs.BOM_UTF8):
        file.seek(len(codecs.BOM_UTF8))
    while line := file.readline(MAX_LINE_BYTES):
        yield line
        while len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE_BYTES)


def parsed(line: bytes) -> Any:
    if len(line) == MAX_LINE_BYTES:
        raise UserError(tr("the line is longer than {most} MB", most=MAX_LINE_BYTES // 1_000_000))
    try:
        data = _DECODER.decode(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UserError(tr("it is not valid UTF-8 (at byte {start})", start=error.start)) from None
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        raise UserError(
            tr("it is not valid JSON ({what} at character {pos})", what=what, pos=error.pos)
        ) from None
    except RecursionError:
        raise UserError(tr("it is not usable JSON (nested too deeply)")) from None
    except ValueError as error:
        raise UserError(tr("it is not usable JSON ({error})", error=error)) from None
    if b"\\ud" in line or b"\\uD" in line:
        _refuse_half_characters(data)
    return data


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _refuse_half_characters(data: Any) -> None:
    """Half of a surrogate pair is no character: no database and no file can hold it."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        code = f"\\u{ord(error.object[error.start]):04x}"
        raise UserError(tr("it holds half a character ({code})", code=code)) from None

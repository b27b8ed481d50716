"""Reads Parquet tables of articles, some rows at a time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from db.formats.article_tables import Row, Table, header_names, read_tables
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.unpacking import MAX_RATIO, SUSPECT_BYTES
from models.errors import UserError
from models.language import number, tr

#: So large a table inside an archive is held in memory.
MAX_BYTES = 300_000_000
#: One row group, unpacked: what the format makes a reader hold at once.
MAX_GROUP = 500_000_000

#: Few, for a long text that a table holds once may stand in every row.
_BATCH_ROWS = 8


def recognises(source: Source) -> bool:
    return source.head.startswith(b"PAR1")


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """One row, one article."""
    yield from read_tables(tables(source, reading.note), source.origin, reading)


def tables(source: Source, note: Callable[[str], None]) -> Iterator[Table]:  # noqa: ARG001 - as all
    """The file's one table. Raises UserError if it is no sound one."""
    with _opened(source) as file:
        header = header_names(file.schema_arrow.names)
        for group in range(file.metadata.num_row_groups):
            size = file.metadata.row_group(group).total_byte_size
            if size > MAX_GROUP:
                raise UserError(
                    tr(
                        "a row group of it has {size} MB; up to {most} MB are taken",
                        size=number(size / 1e6),
                        most=number(MAX_GROUP / 1e6),
                    )
                )
    yield Table(source.origin, header, lambda: _rows(source, header))


def _rows(source: Source, header: tuple[str, ...]) -> Iterator[Row | Refusal]:
    row, left = 0, max(SUSPECT_BYTES, MAX_RATIO * (source.size or 0))
    with _opened(source) as file:
        for batch in file.iter_batches(batch_size=_BATCH_ROWS, use_threads=False):
            left -= batch.nbytes
            if left < 0:
                raise UserError(
                    tr(
                        "it unpacks to more than {most} times its size, as no text does; it was "
                        "not read on",
                        most=MAX_RATIO,
                    )
                )
            columns = [column.to_pylist() for column in batch.columns]
            for cells in zip(*columns, strict=True):
                row += 1
                yield Row(row, dict(zip(header, map(_readable, cells), strict=True)))


def _readable(cell: Any) -> Any:
    """Bytes are text in tables that were written without saying so."""
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    stream = source.opened() if source.path else io.BytesIO(source.data(MAX_BYTES))
    with stream:
        try:
            yield ParquetFile(stream)
        except (ArrowException, OSError, OverflowError) as error:
            first = str(error).partition("\n")[0]
            raise UserError(
                tr("it is no Parquet table that can be read ({first})", first=first)
            ) from None

"""Writes the incidents as a Parquet file with typed columns; several answers are a list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from db.formats.dataset import Dataset, Loss
from db.formats.wide_table import WideColumn, columns, rows, wide_columns
from models.language import later

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["columns", "write"]

#: So many incidents are in memory at a time, and in a group of the file.
_GROUP = 2000


def write(out: BinaryIO, dataset: Dataset) -> int:
    """One row an incident; returns how many."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    head = wide_columns(dataset.codebook)
    schema = pa.schema([pa.field(one.column.name, _type(one)) for one in head])
    count = 0
    incidents = _plain_rows(dataset, head)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(incidents, _GROUP)):
            cells = zip(*group, strict=True)
            arrays = [
                pa.array(column, field.type) for column, field in zip(cells, schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(group)
    return count


def _type(wide: WideColumn) -> pa.DataType:
    import pyarrow as pa

    plain = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "day": pa.date32(),
        "flag": pa.bool_(),
    }[wide.column.type]
    return pa.list_(plain) if wide.several else plain


def _plain_rows(dataset: Dataset, head: tuple[WideColumn, ...]) -> Iterator[list[Any]]:
    for row in rows(dataset):
        yield [_cell(dataset, wide, cell, row) for wide, cell in zip(head, row, strict=True)]


def _cell(dataset: Dataset, wide: WideColumn, cell: Any, row: list[Any]) -> Any:
    """A list where several answers may stand; else the one answer, the others are losses."""
    if not isinstance(cell, tuple):
        return None if cell == "" else cell
    if wide.several:
        return list(cell)
    for other in cell[1:]:
        article_id, event_id = str(row[0]), str(row[5])
        words = later(
            "The column holds one answer, and the record has several; the first was taken."
        )
        dataset.lose(Loss(article_id, event_id, wide.column.name, str(other), "one_answer", words))
    return cell[0] if cell else None

"""Writes a clean SQLite dataset: plain tables and views for people who know SQL."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from db.formats import actor_names, long_table, wide_table
from db.formats.dataset import CodedArticle, Column, Dataset
from db.formats.flat_csv import joined
from db.formats.wide_table import WideRows, columns
from db.rows import CONFIRMED_VALUE
from models.codebook import Choice, Codebook

__all__ = ["columns", "write"]

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "day": "TEXT", "flag": "INTEGER"}

_TABLES = (
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY, title TEXT, source TEXT, url TEXT, published TEXT, language TEXT,
        origin TEXT, status TEXT NOT NULL, split TEXT, text TEXT, sha256 TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE links (
        event_id TEXT NOT NULL, type TEXT NOT NULL, to_event_id TEXT NOT NULL, state TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE codebook_fields (
        position INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, label TEXT, kind TEXT, role TEXT,
        several INTEGER NOT NULL, meaning TEXT
    ) STRICT""",
    """CREATE TABLE codebook_answers (
        field TEXT NOT NULL, key TEXT NOT NULL, parent TEXT, label TEXT, meaning TEXT,
        PRIMARY KEY (field, key)
    ) STRICT""",
    "CREATE TABLE dictionary (table_name TEXT, column TEXT, type TEXT, meaning TEXT) STRICT",
)

_VIEWS = (
    f"""CREATE VIEW confirmed_values AS SELECT * FROM record_values
        WHERE {CONFIRMED_VALUE}""",  # noqa: S608
    # One row an event, however many records tell of it: the first by id stands for them.
    """CREATE VIEW events_once AS SELECT * FROM incidents i WHERE i.event_id =
        (SELECT min(o.event_id) FROM incidents o WHERE o.common_event = i.common_event)""",
    """CREATE VIEW negatives AS SELECT * FROM articles a WHERE a.status = 'done'
        AND NOT EXISTS (SELECT 1 FROM record_values v WHERE v.article_id = a.id)""",
)


def write(out: BinaryIO, dataset: Dataset) -> int:
    """The database; returns the number of incidents."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dataset.db"
        with closing(sqlite3.connect(path)) as db:
            # What the disk holds before the end is of no worth: the file is copied when complete.
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            count = _fill(db, dataset)
            db.commit()
            db.execute("VACUUM")
        with path.open("rb") as file:
            shutil.copyfileobj(file, out)
    return count


def _fill(db: sqlite3.Connection, dataset: Dataset) -> int:
    codebook = dataset.codebook
    wide_head, long_head = wide_table.columns(codebook), long_table.columns(codebook)
    for statement in _TABLES:
        db.execute(statement)
    db.execute(_create("incidents", wide_head))
    db.execute(_create("record_values", long_head))
    db.execute(_create("actors", actor_names.COLUMNS))
    heads = {"incidents": wide_head, "record_values": long_head, "actors": actor_names.COLUMNS}
    _describe(db, codebook, heads)
    named = (list(map(_plain, row)) for row in actor_names.rows(dataset.actors))
    _insert(db, "actors", named, len(actor_names.COLUMNS))
    wide, long = WideRows(codebook), long_table.LongRows(dataset)
    count = 0
    for coded in dataset.articles:
        _insert(db, "articles", [_article(coded)], 11)
        rows = [list(map(_plain, row)) for row in wide.of(coded)]
        _insert(db, "incidents", rows, len(wide_head))
        values = (list(map(_plain, row)) for row in long.of(coded))
        _insert(db, "record_values", values, len(long_head))
        _insert(db, "links", _links(coded), 4)
        count += len(rows)
    for table, column in (
        ("incidents", "common_event"),
        ("incidents", "article_id"),
        ("record_values", "event_id"),
        ("record_values", "article_id"),
    ):
        db.execute(f"CREATE INDEX {table}_by_{column} ON {table} ({column})")
    for statement in _VIEWS:
        db.execute(statement)
    return count


def _create(table: str, head: Iterable[Column]) -> str:
    written = ", ".join(f'"{_quoted(column.name)}" {_type(column, table)}' for column in head)
    return f"CREATE TABLE {table} ({written}) STRICT"


def _type(column: Column, table: str) -> str:
    # Several answers share a cell of the wide table, so it takes text beside numbers.
    own = table == "record_values" or column.type in {"text", "day"}
    return _TYPES[column.type] if own else "ANY"


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]], width: int) -> None:
    marks = ", ".join("?" * width)
    db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - names of ours


def _article(coded: CodedArticle) -> tuple[Any, ...]:
    article = coded.article
    return (
        *(article.id, article.title, article.source, article.url, _plain(article.published)),
        *(article.language, article.origin, coded.status.value, coded.side or None),
        None if coded.text_left_out else article.text,
        article.sha256,
    )


def _links(coded: CodedArticle) -> Iterator[tuple[str, str, str, str]]:
    ids = {(event.annotator, event.key): event.id for event in coded.events}
    for event in coded.events:
        for link in event.links:
            if link.is_confirmed:
                other = ids.get((event.annotator, link.event_id), link.event_id)
                yield (event.id, link.type, other, link.state.value)


def _plain(cell: Any) -> Any:
    """What SQLite holds: several answers as one text, days in ISO form, nothing as NULL."""
    if isinstance(cell, tuple):
        cell = cell[0] if len(cell) == 1 else joined(cell)
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return int(cell)
    return cell if isinstance(cell, int | float) else str(cell)


def _describe(
    db: sqlite3.Connection, codebook: Codebook, tables: dict[str, tuple[Column, ...]]
) -> None:
    fields = [
        (number, f.key, f.label, f.kind.value, f.role and f.role.value, int(f.multiple), f.help)
        for number, f in enumerate(codebook.fields, 1)
    ]
    _insert(db, "codebook_fields", fields, 7)
    for asked in codebook.fields:
        answers = (found for choice in asked.choices for found in _answers(asked.key, choice))
        _insert(db, "codebook_answers", answers, 5)
    for table, head in tables.items():
        rows = ((table, column.name, column.type, column.meaning) for column in head)
        _insert(db, "dictionary", rows, 4)


def _answers(field: str, choice: Choice) -> Iterator[tuple[str, str, str | None, str, str]]:
    for found in choice.walk():
        parent = found.path[-2] if len(found.path) > 1 else None
        yield (field, found.key, parent, found.label, found.help)

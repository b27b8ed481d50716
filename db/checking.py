"""Whether a project file is sound: integrity, texts, evidence, and a replay of its journal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from sqlite_utils import Database

from db import journal, stored_codebook, tables
from db.connection import in_memory
from models.codebook.reading import parse_codebook
from models.edits import ReviseCodebook
from models.errors import UserError

#: What people made. Proposals are the engine's, and meta is about the file.
_PERSON_TABLES = {
    "annotators": "name, since",
    "articles": "number",
    "article_states": "annotator, article_id",
    "events": "id",
    "event_values": "event_id, id",
    "links": "event_id, position",
    "assignments": "annotator, article_id",
    "actor_entries": "name",
    "actor_aliases": "alias",
    "codebooks": "version",
}


def findings(db: Database) -> list[str]:
    """Everything that is wrong, in words; empty if nothing is."""
    missing = _missing_tables(db)
    if missing:
        return [f"The table {name} is missing." for name in missing]
    return [*_structure(db), *_texts(db), *_evidence(db), *_replay(db)]


def _missing_tables(db: Database) -> list[str]:
    """The tables that every project has and this one has not."""
    empty = in_memory()
    try:
        return sorted(set(empty.table_names()) - set(db.table_names()))
    finally:
        empty.close()


def _structure(db: Database) -> Iterator[str]:
    for (finding,) in db.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield f"The file is damaged: {finding}."
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"The row {row} of {table} names a row of {parent} that is not there."


def _texts(db: Database) -> Iterator[str]:
    for id_, text, sha256 in db.execute("SELECT id, text, sha256 FROM articles ORDER BY number"):
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
            yield f"The text of article {id_} is not the one that was imported."


def _evidence(db: Database) -> Iterator[str]:
    rows = db.execute(
        "SELECT e.id, v.field, v.evidence, a.id, a.text FROM event_values v"
        " JOIN events e ON e.id = v.event_id JOIN articles a ON a.id = e.article_id"
        " WHERE v.evidence <> '[]' ORDER BY a.number, e.id, v.position"
    )
    for event_id, field, evidence, article_id, text in rows:
        for start, end in json.loads(evidence):
            if not 0 <= start < end <= len(text):
                yield (
                    f"The evidence [{start}, {end}] of {field} in event {event_id} is outside"
                    f" article {article_id} with {len(text)} characters."
                )


def _replay(db: Database) -> Iterator[str]:
    """Does every edit of the journal again, in memory, and compares what comes out."""
    fresh = in_memory()
    first = stored_codebook.versions(db)[:1]
    try:
        try:
            [seed] = first
            codebook = parse_codebook(seed.source, "first version")
            stored_codebook.write(fresh, codebook, seed.since)
        except (ValueError, UserError) as error:
            yield f"The first version of the codebook cannot be read: {error}"
            return
        for entry in journal.entries(db):
            try:
                edit = journal.read_edit(db, entry.edit)
                wanted = edit.inverse() if entry.kind == "undo" else edit
                tables.write(fresh, wanted, codebook, annotator=entry.annotator, at=entry.at)
                if isinstance(wanted, ReviseCodebook):
                    codebook = stored_codebook.read(fresh, Path("the replayed project"))
            except (KeyError, TypeError, ValueError, UserError) as error:
                yield f"The journal cannot be replayed at row {entry.id}: {error}."
                return
        if stored_codebook.source_in_use(db) != stored_codebook.source_in_use(fresh):
            yield "Replaying the journal gives another codebook than the file has."
        for table, key in _PERSON_TABLES.items():
            sql = f"SELECT * FROM {table} ORDER BY {key}"  # noqa: S608
            pairs = zip_longest(db.execute(sql), fresh.execute(sql))
            if any(held != replayed for held, replayed in pairs):
                yield f"Replaying the journal gives another table {table} than the file has."
    finally:
        fresh.close()

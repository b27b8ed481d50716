"""The codebook in a project file: its TOML, and beside it the same as JSON, read much faster.

The table `codebooks` has every version that was ever in use; `meta` has the present one, and what
older ones asked that it does not, so that records stay readable.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.rows import to_text
from models.codebook import Codebook
from models.codebook.past import past_of, with_past
from models.codebook.reading import parse_codebook
from models.edits import ReviseCodebook
from models.errors import UserError
from models.language import tr


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the codebook and when it first came into use (ISO 8601, UTC)."""

    version: int
    name: str
    since: str
    source: str


def write(db: Database, codebook: Codebook, since: str) -> None:
    """Make a codebook the one in use, and keep it among the versions.

    Raises sqlite3.IntegrityError where there is another one of that version.
    """
    source, version = codebook.source, codebook.version
    held = db.execute("SELECT source FROM codebooks WHERE version = ?", [version]).fetchone()
    if held is None or held[0] != source:
        db.execute(
            "INSERT INTO codebooks (version, name, since, source) VALUES (?, ?, ?, ?)",
            [version, codebook.name, since, source],
        )
    data = tomllib.loads(source)
    older = [tomllib.loads(one.source) for one in versions(db) if one.version != version]
    stored = {
        "codebook": source,
        "codebook_json": json.dumps({"of": _digest(source), "data": data}),
        "codebook_past": to_text(past_of(data, reversed(older))),
    }
    for pair in stored.items():
        db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", pair)


def versions(db: Database) -> list[Version]:
    """All that were ever in use, the first one first."""
    rows = db.execute("SELECT version, name, since, source FROM codebooks ORDER BY version")
    return [Version(*row) for row in rows]


def source_in_use(db: Database) -> str | None:
    found = db.execute("SELECT value FROM meta WHERE key = 'codebook'").fetchone()
    return found[0] if found else None


def version_at(db: Database, moment: datetime) -> int:
    """The version that was in use at a moment, by the journal; the first one before all."""
    at = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    found = db.execute(
        "SELECT json_extract(e.payload,"
        " iif(j.kind = 'undo', '$.before.version', '$.after.version'))"
        " FROM journal j JOIN journal e ON e.id = coalesce(j.target, j.id)"
        " WHERE e.action = ? AND j.at <= ? ORDER BY j.id DESC LIMIT 1",
        [ReviseCodebook.__name__, at],
    ).fetchone()
    version: int = found[0] if found else versions(db)[0].version
    return version


def read(db: Database, path: Path) -> Codebook:
    """The codebook of a file; raises UserError if there is none in it."""
    stored = {}
    if db.table("meta").exists():
        stored = dict(db.execute("SELECT key, value FROM meta WHERE key LIKE 'codebook%'"))
    source = stored.get("codebook")
    if source is None:
        raise UserError(
            tr("{path} is damaged (parts of it are missing); go back to a copy of it.", path=path)
        )
    codebook = parse_codebook(
        source, f"{path} (codebook)", known=_known(stored.get("codebook_json"), source)
    )
    past = stored.get("codebook_past")
    return with_past(codebook, json.loads(past)) if past else codebook


def _known(quick: str | None, source: str) -> dict[str, Any] | None:
    """What the TOML holds, unless the JSON is missing or of another TOML."""
    try:
        found = json.loads(quick or "null")
    except ValueError:
        return None
    if not isinstance(found, dict) or found.get("of") != _digest(source):
        return None
    data = found.get("data")
    return data if isinstance(data, dict) else None


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()

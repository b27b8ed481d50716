"""The codebook in a project file: its TOML, and beside it the same as JSON, read much faster."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from models.codebook import Codebook
from models.codebook_toml import parse_codebook
from models.errors import UserError


def write(db: Database, codebook: Codebook) -> None:
    """Keep a codebook in a new file."""
    source = codebook.source
    quick = json.dumps({"of": _digest(source), "data": tomllib.loads(source)})
    db.execute("INSERT INTO meta VALUES ('codebook', ?), ('codebook_json', ?)", [source, quick])


def read(db: Database, path: Path) -> Codebook:
    """The codebook of a file; raises UserError if there is none in it."""
    stored = {}
    if db.table("meta").exists():
        stored = dict(
            db.execute("SELECT key, value FROM meta WHERE key IN ('codebook', 'codebook_json')")
        )
    source = stored.get("codebook")
    if source is None:
        raise UserError(f"{path} is damaged (parts of it are missing); go back to a copy of it.")
    return parse_codebook(
        source, f"{path} (codebook)", known=_known(stored.get("codebook_json"), source)
    )


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

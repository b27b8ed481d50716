"""The view `dataset`: one row an incident with confirmed values, one column a field."""

from __future__ import annotations

from sqlite_utils import Database

from db.rows import CONFIRMED_VALUE
from models.codebook import Codebook, Field, Role
from models.rules import INCIDENT
from models.values import Kind

#: A value in short: enough to sort, filter and count by. The whole stands in `event_values`.
_SHORT = {
    Kind.CHOICE: "v.value",
    Kind.TEXT: "v.value",
    Kind.FLAG: "v.value",
    Kind.ACTOR: "json_extract(v.value, '$.name')",
    Kind.PLACE: "json_extract(v.value, '$.name')",
    Kind.DATE: "iif(json_extract(v.value, '$.start') = json_extract(v.value, '$.end'),"
    " json_extract(v.value, '$.start'), coalesce(json_extract(v.value, '$.start'), '')"
    " || '/' || coalesce(json_extract(v.value, '$.end'), ''))",
    Kind.COUNT: "coalesce(json_extract(v.value, '$.best'), json_extract(v.value, '$.low'),"
    " json_extract(v.value, '$.high'))",
}


def make(db: Database, codebook: Codebook) -> None:
    """Makes the view as the codebook asks, unless it is there already."""
    wanted = _sql(codebook)
    found = db.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = 'dataset'"
    ).fetchone()
    if found and found[0] == wanted:
        return
    with db.atomic():
        db.execute("DROP VIEW IF EXISTS dataset")
        db.execute(wanted)


def _sql(codebook: Codebook) -> str:
    columns = ",\n  ".join(_column(field) for field in codebook.fields)
    return (  # Only keys of a checked codebook stand in it.
        "CREATE VIEW dataset AS SELECT e.id AS event_id,"  # noqa: S608
        " e.annotator AS event_annotator,\n"
        "  a.id AS article_id, a.title AS article_title, a.source AS article_source,\n"
        "  a.url AS article_url, a.published AS article_published,\n"
        f"  {columns}\n"
        "FROM events e JOIN articles a ON a.id = e.article_id\n"
        "WHERE NOT e.dismissed AND EXISTS (SELECT 1 FROM event_values v\n"
        f"  WHERE v.event_id = e.id AND v.{CONFIRMED_VALUE})\n"
        f"{_incidents_only(codebook)}"
        "ORDER BY a.number, e.annotator, e.position, e.id"
    )


def _incidents_only(codebook: Codebook) -> str:
    """Statements of another class (a running total, a threat) are no rows of incidents."""
    field = codebook.with_role(Role.RECORD_CLASS)
    if field is None:
        return ""
    return (
        "AND NOT EXISTS (SELECT 1 FROM event_values v WHERE v.event_id = e.id"  # noqa: S608
        f" AND v.field = '{field.key}' AND v.{CONFIRMED_VALUE} AND v.value <> '{INCIDENT}')\n"
    )


def _column(field: Field) -> str:
    key = field.key.replace("'", "''")
    name = field.key.replace('"', '""')
    short = (
        f"SELECT {_SHORT[field.kind]} AS short FROM event_values v"  # noqa: S608
        f" WHERE v.event_id = e.id AND v.field = '{key}' AND v.value IS NOT NULL"
        f" AND v.kind = '{field.kind.value}' AND v.{CONFIRMED_VALUE} ORDER BY v.position"
    )
    if field.multiple:
        return f"(SELECT group_concat(short, '; ') FROM ({short})) AS \"{name}\""  # noqa: S608
    return f'({short} LIMIT 1) AS "{name}"'

"""What the engine proposed, kept so that it need not be asked again: a cache, never data."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from db.rows import (
    PROPOSAL_VALUE_COLUMNS,
    Row,
    proposal_from_rows,
    proposal_value_row,
)
from models.codebook import Codebook
from models.events import Proposal


def save(
    db: Database, article_id: str, proposals: Sequence[Proposal], engine: str, codebook: Codebook
) -> None:
    """Puts an engine's proposals in the place of an article's, and remembers that it ran.

    Proposals that somebody has begun to decide on stay: records overlay the proposal that they
    grew out of, and other proposals of the same events would stand beside them as new ones.
    """
    # The name before the @ is the suggester; what its other versions read is of no use any more.
    db.execute(
        "DELETE FROM engine_runs WHERE article_id = ? AND engine LIKE ? || '@%'",
        [article_id, engine.partition("@")[0]],
    )
    db.execute("INSERT INTO engine_runs (article_id, engine) VALUES (?, ?)", [article_id, engine])
    begun = db.execute(
        "SELECT 1 FROM proposals WHERE article_id = ? AND id IN"
        " (SELECT proposal_id FROM events WHERE article_id = ?)",
        [article_id, article_id],
    ).fetchone()
    if begun:
        return
    db.execute("DELETE FROM proposals WHERE article_id = ?", [article_id])
    # Ids derive from the content: the same proposal twice is one.
    proposals = list({proposal.id: proposal for proposal in proposals}.values())
    db.conn.executemany(
        "INSERT INTO proposals (id, article_id, engine, position) VALUES (?, ?, ?, ?)",
        [
            (proposal.id, article_id, proposal.engine, position)
            for position, proposal in enumerate(proposals)
        ],
    )
    marks = ", ".join("?" * 9)
    db.conn.executemany(
        f"INSERT INTO proposal_values ({PROPOSAL_VALUE_COLUMNS}) VALUES ({marks})",  # noqa: S608
        [
            proposal_value_row(offer, proposal.id, position, codebook)
            for proposal in proposals
            for position, offer in enumerate(proposal.values)
        ],
    )


def proposals_of(db: Database, article_id: str) -> list[Proposal]:
    """In the order in which the engine put them."""
    heads = db.execute(
        "SELECT id, article_id, engine FROM proposals WHERE article_id = ? ORDER BY position",
        [article_id],
    ).fetchall()
    values: dict[str, list[Row]] = {}
    for row in db.execute(
        f"SELECT {PROPOSAL_VALUE_COLUMNS} FROM proposal_values WHERE proposal_id IN"  # noqa: S608
        " (SELECT id FROM proposals WHERE article_id = ?) ORDER BY proposal_id, position",
        [article_id],
    ):
        values.setdefault(row[0], []).append(row)
    return [
        proposal_from_rows(id_, article_id, engine, values.get(id_, []))
        for id_, article_id, engine in heads
    ]


def next_without(db: Database, engine: str, limit: int, annotator: str) -> list[str]:
    """Articles that the engine has not read and the annotator has not finished, newest first."""
    rows = db.execute(
        "SELECT a.id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM engine_runs r"
        " WHERE r.article_id = a.id AND r.engine = ?)"
        " AND NOT EXISTS (SELECT 1 FROM article_states s"
        " WHERE s.article_id = a.id AND s.annotator = ? AND s.status IN ('done', 'skipped'))"
        " ORDER BY a.published DESC, a.number LIMIT ?",
        [engine, annotator, limit],
    )
    return [row[0] for row in rows]

"""What the engine proposed, kept so that it need not be asked again: a cache, never data."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from db.rows import (
    PROPOSAL_VALUE_COLUMNS,
    Row,
    listed_text,
    proposal_from_rows,
    proposal_value_row,
    to_text,
)
from models.codebook import Codebook
from models.events import Proposal


def save(
    db: Database, article_id: str, proposals: Sequence[Proposal], engine: str, codebook: Codebook
) -> None:
    """Puts a suggester's proposals in the place of its former ones, and remembers that it ran.

    The name before the @ is the suggester; another one's proposals are its own affair. Proposals
    that somebody has begun to decide on stay: records overlay the proposal that they
    grew out of, and other proposals of the same events would stand beside them as new ones.
    """
    # What other versions of the suggester read is of no use any more.
    same = "article_id = ? AND substr(engine, 1, instr(engine || '@', '@') - 1) = ?"
    which = [article_id, engine.partition("@")[0]]
    db.execute(f"DELETE FROM engine_runs WHERE {same}", which)  # noqa: S608
    db.execute("INSERT INTO engine_runs (article_id, engine) VALUES (?, ?)", [article_id, engine])
    begun = db.execute(
        f"SELECT 1 FROM proposals WHERE {same} AND id IN"  # noqa: S608
        " (SELECT proposal_id FROM events WHERE article_id = ?)",
        [*which, article_id],
    ).fetchone()
    if begun:
        return
    db.execute(f"DELETE FROM proposals WHERE {same}", which)  # noqa: S608
    # Ids derive from the content: the same proposal twice is one.
    _insert(db, article_id, list({one.id: one for one in proposals}.values()), codebook)


def _insert(
    db: Database, article_id: str, proposals: Sequence[Proposal], codebook: Codebook
) -> None:
    db.conn.executemany(
        "INSERT INTO proposals (id, article_id, engine, position, listed) VALUES (?, ?, ?, ?, ?)",
        [
            (one.id, article_id, one.engine, position, listed_text(one.listed, codebook))
            for position, one in enumerate(proposals)
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
    db.conn.executemany(
        "INSERT INTO proposal_links"
        " (proposal_id, position, type, to_proposal_id, confidence, evidence)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (one.id, n, link.type, link.proposal_id, link.confidence, to_text(link.evidence))
            for one in proposals
            for n, link in enumerate(one.links)
        ],
    )


def proposals_of(db: Database, article_id: str) -> list[Proposal]:
    """In the order in which the engine put them."""
    heads = db.execute(
        "SELECT id, engine, listed FROM proposals WHERE article_id = ? ORDER BY position",
        [article_id],
    ).fetchall()
    values: dict[str, list[Row]] = {}
    for row in db.execute(
        f"SELECT {PROPOSAL_VALUE_COLUMNS} FROM proposal_values WHERE proposal_id IN"  # noqa: S608
        " (SELECT id FROM proposals WHERE article_id = ?) ORDER BY proposal_id, position",
        [article_id],
    ):
        values.setdefault(row[0], []).append(row)
    links: dict[str, list[Row]] = {}
    for row in db.execute(
        "SELECT proposal_id, type, to_proposal_id, confidence, evidence FROM proposal_links"
        " WHERE proposal_id IN (SELECT id FROM proposals WHERE article_id = ?)"
        " ORDER BY proposal_id, position",
        [article_id],
    ):
        links.setdefault(row[0], []).append(row)
    return [
        proposal_from_rows(id_, article_id, engine, listed, values.get(id_, []), links.get(id_, []))
        for id_, engine, listed in heads
    ]


def has_run(db: Database, article_id: str, engine: str) -> bool:
    """Whether an engine has read an article."""
    asked = "SELECT 1 FROM engine_runs WHERE article_id = ? AND engine = ?"
    return db.execute(asked, [article_id, engine]).fetchone() is not None


def judged(db: Database) -> dict[tuple[str, str], tuple[int, int]]:
    """By suggester and field: how many of its own offers were accepted, and how many judged.

    Of suggesters beside the engine, whose offers have their name in the id (before the "/").
    """
    rows = db.execute(
        "SELECT rtrim(rtrim(suggestion_id, replace(suggestion_id, '/', '')), '/') AS who, field,"
        " sum(state = 'accepted'), count(*) FROM event_values"
        " WHERE instr(suggestion_id, '/') AND state IN ('accepted', 'corrected', 'rejected')"
        " GROUP BY who, field"
    )
    return {(who, field): (right, all_) for who, field, right, all_ in rows}


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

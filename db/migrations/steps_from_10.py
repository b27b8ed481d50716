"""Steps from 10 on: what tells which articles say the same, what datasets need, who is who."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.register import migrations, run

_M010 = (
    # Which articles say the same: derived from the texts, made again at any time.
    # `exact` is a hash of the words, `sketch` and `clues` are ascending 32-bit numbers.
    """CREATE TABLE signatures (
        number INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        exact BLOB NOT NULL,
        sketch BLOB NOT NULL,
        clues BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE matches (
        one INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
        relation TEXT NOT NULL,
        score REAL NOT NULL,
        PRIMARY KEY (one, other)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX matches_by_other ON matches (other)",
    # The group of copies and the incident that an article belongs to, by the least number in each:
    # its own where it is alone. An article without a row was not compared with the others yet.
    """CREATE TABLE kinship (
        number INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
        copies INTEGER NOT NULL,
        incident INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX kinship_by_copies ON kinship (copies)",
    "CREATE INDEX kinship_by_incident ON kinship (incident)",
    # Records of one event in several reports are looked up from both sides.
    "CREATE INDEX links_by_target ON links (to_event_id, event_id)",
    "CREATE INDEX events_by_proposal ON events (proposal_id) WHERE proposal_id IS NOT NULL",
)


@migrations()
def m010_duplicates(db: Database) -> None:
    run(db, _M010)


_M011 = (
    # The ids that events have in foreign schemes since they first went out; `part` counts the rows
    # of an event from 0. The machine's, so not in the journal.
    """CREATE TABLE external_ids (
        scheme TEXT NOT NULL,
        event_id TEXT NOT NULL,
        part INTEGER NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (scheme, event_id, part),
        UNIQUE (scheme, id)
    ) STRICT, WITHOUT ROWID""",
)


@migrations()
def m011_ids_in_foreign_schemes(db: Database) -> None:
    run(db, _M011)


_M012 = (
    # Splits into train, dev and test by name; under the side '' stand articles of none.
    """CREATE TABLE splits (
        name TEXT PRIMARY KEY,
        method TEXT NOT NULL,
        seed INTEGER NOT NULL,
        shares TEXT NOT NULL,
        bounds TEXT
    ) STRICT""",
    """CREATE TABLE split_sides (
        split TEXT NOT NULL REFERENCES splits (name) ON DELETE CASCADE,
        article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        side TEXT NOT NULL,
        PRIMARY KEY (split, article_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX split_sides_by_article ON split_sides (article_id)",
)


@migrations()
def m012_splits(db: Database) -> None:
    run(db, _M012)


_M013 = (
    # What people said of actors: a main name each, and the other names that lead to it.
    """CREATE TABLE actor_entries (
        name TEXT PRIMARY KEY,
        country TEXT,
        kind TEXT
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE actor_aliases (
        alias TEXT PRIMARY KEY,
        name TEXT NOT NULL REFERENCES actor_entries (name)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX actor_aliases_by_name ON actor_aliases (name)",
)


@migrations()
def m013_other_names_of_actors(db: Database) -> None:
    run(db, _M013)


_M014 = (
    # So many bytes of words are held before they are written; the 64 MB from before took memory and
    # made nothing quicker than eight do.
    "INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 8388608)",
)


@migrations()
def m014_less_memory_for_words(db: Database) -> None:
    run(db, _M014)


_M015 = (
    # The first row of the edits that are one step of a person, such as a large import.
    "ALTER TABLE journal ADD COLUMN gesture INTEGER REFERENCES journal (id)",
    "CREATE INDEX journal_by_gesture ON journal (gesture) WHERE gesture IS NOT NULL",
)


@migrations()
def m015_edits_that_are_one_step(db: Database) -> None:
    run(db, _M015)


_SUMS = ", ".join(f"sum(idle_{minutes})" for minutes in (1, 2, 5, 10))
_SECONDS = """
        idle_1 REAL NOT NULL DEFAULT 0,
        idle_2 REAL NOT NULL DEFAULT 0,
        idle_5 REAL NOT NULL DEFAULT 0,
        idle_10 REAL NOT NULL DEFAULT 0,"""
_M016 = (
    # Times by hour, and by article beside what came of its events, each one row: what stood by
    # article and hour in one table had to be summed up by the one and by the other.
    f"""CREATE TABLE work_hours (
        annotator TEXT NOT NULL,
        hour TEXT NOT NULL,
        last TEXT NOT NULL,{_SECONDS}
        PRIMARY KEY (annotator, hour)
    ) STRICT, WITHOUT ROWID""",
    # `last` is '' where records came in by an import and nobody worked on the article.
    f"""CREATE TABLE work_articles (
        annotator TEXT NOT NULL,
        article_id TEXT NOT NULL,
        last TEXT NOT NULL DEFAULT '',{_SECONDS}
        accepted INTEGER NOT NULL DEFAULT 0,
        rejected INTEGER NOT NULL DEFAULT 0,
        missed INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (annotator, article_id)
    ) STRICT, WITHOUT ROWID""",
    f"INSERT INTO work_hours SELECT annotator, hour, max(last), {_SUMS} FROM work"  # noqa: S608
    " GROUP BY annotator, hour",
    f"""INSERT INTO work_articles
        SELECT annotator, article_id, max(last), {_SUMS}, 0, 0, 0 FROM work
        GROUP BY annotator, article_id""",  # noqa: S608
    """INSERT INTO work_articles (annotator, article_id, accepted, rejected, missed)
        SELECT annotator, article_id, sum(NOT dismissed AND proposal_id IS NOT NULL),
            sum(dismissed), sum(NOT dismissed AND proposal_id IS NULL)
        FROM events e WHERE dismissed OR proposal_id IS NULL
            OR EXISTS (SELECT 1 FROM event_values v WHERE v.event_id = e.id)
            OR EXISTS (SELECT 1 FROM links l WHERE l.event_id = e.id)
        GROUP BY annotator, article_id
        ON CONFLICT DO UPDATE SET accepted = excluded.accepted, rejected = excluded.rejected,
            missed = excluded.missed""",
    "DROP TABLE work",
    # What is one point on the map was put together with each look at it.
    "UPDATE tally SET detail = cell(json_extract(key, '$[2]'), json_extract(key, '$[3]'))"
    " WHERE topic = 'spot'",
    "UPDATE meta SET value = rtrim(value, '2') || '3' WHERE key = 'tallied' AND value LIKE '% 2'",
)


@migrations()
def m016_times_by_hour_and_by_article(db: Database) -> None:
    db.conn.create_function("cell", 2, _cell, deterministic=True)
    run(db, _M016)


def _cell(lat: float, lon: float) -> str:
    return f"{round(float(lat), 1) + 0.0} {round(float(lon), 1) + 0.0}"

"""Steps 1 to 9: articles, records and journal, learning, the queue, history, progress."""

from __future__ import annotations

import tomllib

from sqlite_utils import Database

from db.migrations.register import APPLICATION_ID, migrations, run

_M001 = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE annotators (name TEXT PRIMARY KEY, since TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # `number` is the order of import. The texts stand last, so that lists need not read them.
    """CREATE TABLE articles (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        published TEXT,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        url TEXT,
        language TEXT NOT NULL,
        origin TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        extra TEXT,
        text TEXT NOT NULL
    ) STRICT""",
    # Both cover what the queue asks for, so that listing never reads texts.
    "CREATE INDEX articles_by_date ON articles (published DESC, number, id)",
    "CREATE INDEX articles_by_number ON articles (number, id, title)",
    """CREATE TRIGGER articles_never_change BEFORE UPDATE ON articles
    BEGIN SELECT RAISE(ABORT, 'articles never change'); END""",
    """CREATE VIRTUAL TABLE article_search USING fts5 (
        title, text, content = 'articles', content_rowid = 'number',
        tokenize = 'unicode61 remove_diacritics 2'
    )""",
    # Megabytes of words held before they are written: an import is twice as fast as with one.
    "INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 67108864)",
    # A state that is not here is `new`.
    """CREATE TABLE article_states (
        annotator TEXT NOT NULL REFERENCES annotators (name),
        article_id TEXT NOT NULL REFERENCES articles (id),
        status TEXT NOT NULL,
        PRIMARY KEY (annotator, article_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX article_states_by_article ON article_states (article_id)",
    """CREATE TABLE events (
        id TEXT PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES articles (id),
        annotator TEXT NOT NULL REFERENCES annotators (name),
        position INTEGER NOT NULL,
        proposal_id TEXT,
        dismissed INTEGER NOT NULL DEFAULT 0,
        extra TEXT
    ) STRICT""",
    "CREATE INDEX events_by_article ON events (article_id, annotator, position)",
    # `value` and `suggested`: plain text for choice, text and flag, a JSON object for the rest.
    """CREATE TABLE event_values (
        event_id TEXT NOT NULL REFERENCES events (id),
        id TEXT NOT NULL,
        position INTEGER NOT NULL,
        field TEXT NOT NULL,
        kind TEXT NOT NULL,
        value TEXT,
        state TEXT NOT NULL,
        evidence TEXT NOT NULL,
        confidence REAL,
        suggested TEXT,
        suggestion_id TEXT,
        annotator TEXT NOT NULL,
        at TEXT,
        bulk INTEGER NOT NULL DEFAULT 0,
        extra TEXT,
        PRIMARY KEY (event_id, id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX event_values_confirmed ON event_values (kind, value)
    WHERE state IN ('accepted', 'corrected', 'added')""",
    # The other event may be in a project that is not here, so `to_event_id` is no foreign key.
    """CREATE TABLE links (
        event_id TEXT NOT NULL REFERENCES events (id),
        position INTEGER NOT NULL,
        type TEXT NOT NULL,
        to_event_id TEXT NOT NULL,
        PRIMARY KEY (event_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE proposals (
        id TEXT PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        engine TEXT NOT NULL,
        position INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX proposals_by_article ON proposals (article_id, position)",
    """CREATE TABLE proposal_values (
        proposal_id TEXT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        field TEXT NOT NULL,
        kind TEXT NOT NULL,
        value TEXT NOT NULL,
        evidence TEXT NOT NULL,
        confidence REAL NOT NULL,
        alternatives TEXT NOT NULL,
        PRIMARY KEY (proposal_id, position)
    ) STRICT, WITHOUT ROWID""",
    # Which engine has read which article, also where it found nothing.
    """CREATE TABLE engine_runs (
        article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        engine TEXT NOT NULL,
        PRIMARY KEY (article_id, engine)
    ) STRICT, WITHOUT ROWID""",
    # An edit has its payload; undo and redo name the row that they take back or bring again.
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        annotator TEXT NOT NULL,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        action TEXT,
        target INTEGER REFERENCES journal (id),
        undo_top INTEGER REFERENCES journal (id),
        redo_top INTEGER REFERENCES journal (id),
        payload TEXT
    ) STRICT""",
    """CREATE TRIGGER journal_rows_never_change BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END""",
    """CREATE TRIGGER journal_rows_never_go BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END""",
    """CREATE VIEW actors AS
    SELECT json_extract(value, '$.name') AS name, json_extract(value, '$.id') AS id,
        count(*) AS uses
    FROM event_values
    WHERE kind = 'actor' AND state IN ('accepted', 'corrected', 'added')
    GROUP BY 1, 2 ORDER BY uses DESC, name""",
    """CREATE VIEW places AS
    SELECT json_extract(value, '$.name') AS name, json_extract(value, '$.country') AS country,
        json_extract(value, '$.admin1') AS admin1, json_extract(value, '$.lat') AS lat,
        json_extract(value, '$.lon') AS lon,
        json_extract(value, '$.gazetteer_id') AS gazetteer_id, value, count(*) AS uses
    FROM event_values
    WHERE kind = 'place' AND state IN ('accepted', 'corrected', 'added')
    GROUP BY value ORDER BY uses DESC, name""",
)


@migrations()
def m001_articles_events_and_journal(db: Database) -> None:
    run(db, _M001)


_M002 = (
    # What the engine needs of a finished article to learn from it: a cache, as proposals are.
    """CREATE TABLE digests (
        article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        engine TEXT NOT NULL,
        data BLOB NOT NULL
    ) STRICT""",
    # One row a step of learning; only the one in use has its state.
    """CREATE TABLE learned (
        id INTEGER PRIMARY KEY,
        how TEXT NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        engine TEXT NOT NULL,
        codebook TEXT NOT NULL,
        articles INTEGER NOT NULL,
        figures TEXT NOT NULL,
        trained_on TEXT NOT NULL,
        state TEXT NOT NULL,
        twin TEXT NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX learned_in_use ON learned ((1)) WHERE state <> ''",
)


@migrations()
def m002_learning(db: Database) -> None:
    run(db, _M002)


_M003 = (
    # Who is to code what; an article may be given to several people.
    """CREATE TABLE assignments (
        annotator TEXT NOT NULL REFERENCES annotators (name),
        article_id TEXT NOT NULL REFERENCES articles (id),
        PRIMARY KEY (annotator, article_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX assignments_by_article ON assignments (article_id)",
    # What the queue narrows by, so that nothing is read through from end to end.
    "CREATE INDEX articles_by_source ON articles (source, number, id)",
    "CREATE INDEX articles_by_language ON articles (language, number, id)",
    """CREATE INDEX proposal_values_choices ON proposal_values (field, value, proposal_id)
    WHERE kind = 'choice'""",
    """CREATE INDEX proposal_values_countries
    ON proposal_values (json_extract(value, '$.country'), proposal_id) WHERE kind = 'place'""",
    """CREATE INDEX event_values_countries
    ON event_values (json_extract(value, '$.country'), event_id) WHERE kind = 'place'""",
    """CREATE INDEX event_values_choices ON event_values (field, value, event_id)
    WHERE kind = 'choice'""",
)


@migrations()
def m003_facets_and_assignments(db: Database) -> None:
    run(db, _M003)


_M004 = (
    # Every version of the codebook, also those that were taken back; `meta` has the one in use.
    """CREATE TABLE codebooks (
        version INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        since TEXT NOT NULL,
        source TEXT NOT NULL
    ) STRICT""",
    """CREATE TRIGGER codebooks_never_change BEFORE UPDATE ON codebooks
    BEGIN SELECT RAISE(ABORT, 'versions of the codebook never change'); END""",
    """CREATE TRIGGER codebooks_never_go BEFORE DELETE ON codebooks
    BEGIN SELECT RAISE(ABORT, 'versions of the codebook are kept'); END""",
)


@migrations()
def m004_codebook_versions(db: Database) -> None:
    run(db, _M004)
    found = db.execute("SELECT value FROM meta WHERE key = 'codebook'").fetchone()
    if found is None:
        return
    try:
        data = tomllib.loads(found[0])
        first = (data["version"], data["name"])
    except (tomllib.TOMLDecodeError, KeyError):
        # A damaged file: whoever opens it says so.
        return
    db.execute(
        "INSERT INTO codebooks (version, name, since, source) VALUES (?, ?, coalesce("
        "(SELECT min(at) FROM journal), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), ?)",
        [*first, found[0]],
    )


_M005 = (
    # A link may be accepted or rejected as a suggestion; before, all were added by hand.
    "ALTER TABLE links ADD COLUMN state TEXT NOT NULL DEFAULT 'added'",
    """CREATE TABLE proposal_links (
        proposal_id TEXT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        type TEXT NOT NULL,
        to_proposal_id TEXT NOT NULL,
        confidence REAL NOT NULL,
        evidence TEXT NOT NULL,
        PRIMARY KEY (proposal_id, position)
    ) STRICT, WITHOUT ROWID""",
)


@migrations()
def m005_suggested_links(db: Database) -> None:
    run(db, _M005)


_M006 = (
    # Which rows of the journal are about which article: an index that can be made again.
    """CREATE TABLE journal_articles (
        article_id TEXT NOT NULL,
        entry INTEGER NOT NULL REFERENCES journal (id),
        PRIMARY KEY (article_id, entry)
    ) STRICT, WITHOUT ROWID""",
    """INSERT OR IGNORE INTO journal_articles (article_id, entry)
    WITH decided AS (
        SELECT j.id, coalesce(
            json_extract(e.value, '$.after.article_id'),
            json_extract(e.value, '$.before.article_id'),
            json_extract(e.value, '$.article_id')
        ) AS article_id
        FROM journal j, json_each(j.payload, '$.events') e WHERE j.payload IS NOT NULL
        UNION SELECT j.id, json_extract(s.value, '$[0]')
        FROM journal j, json_each(j.payload, '$.statuses') s WHERE j.payload IS NOT NULL
    )
    SELECT d.article_id, j.id FROM journal j JOIN decided d ON d.id = coalesce(j.target, j.id)
    WHERE d.article_id IS NOT NULL""",
)


@migrations()
def m006_history(db: Database) -> None:
    run(db, _M006)


@migrations()
def m007_listed_offers(db: Database) -> None:
    # Answers to pick from where a proposal has no value: a JSON array, as `rows.listed_text` says.
    db.execute("ALTER TABLE proposals ADD COLUMN listed TEXT NOT NULL DEFAULT '[]'")


_M008 = (
    # Counts by what records hold, and times; kept with every edit, so that progress is known at
    # once. `at` is the start of an ISO time in UTC: an hour of events, a day of the rest.
    """CREATE TABLE tally (
        topic TEXT NOT NULL,
        annotator TEXT NOT NULL,
        at TEXT NOT NULL,
        field TEXT NOT NULL,
        key TEXT NOT NULL,
        detail TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (topic, annotator, at, field, key, detail)
    ) STRICT, WITHOUT ROWID""",
    # Seconds between edits, each gap counted up to so many minutes.
    """CREATE TABLE work (
        annotator TEXT NOT NULL,
        article_id TEXT NOT NULL,
        hour TEXT NOT NULL,
        last TEXT NOT NULL,
        idle_1 REAL NOT NULL,
        idle_2 REAL NOT NULL,
        idle_5 REAL NOT NULL,
        idle_10 REAL NOT NULL,
        PRIMARY KEY (annotator, article_id, hour)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX work_by_last ON work (annotator, last)",
)


@migrations()
def m008_counts_of_progress(db: Database) -> None:
    run(db, _M008)


_M009 = ("CREATE INDEX journal_articles_by_entry ON journal_articles (entry, article_id)",)


@migrations()
def m009_journal_from_a_row_on(db: Database) -> None:
    run(db, _M009)

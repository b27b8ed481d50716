"""The list of articles: order, states, search as one types, and what a window of it shows."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from string import ascii_lowercase
from threading import Event

from sqlite_utils import Database

from db import queue_facets
from db.connection import reader
from db.failures import explained
from db.open_problems import OpenProblems, SearchStopped
from db.rows import to_text
from models.article import Status
from models.codebook import Codebook
from models.queue_query import HAS_PROBLEM, Facet, parse
from models.snippets import snippet


class Order(StrEnum):
    """How the queue is sorted; articles without a date come last.

    `learning` puts first what the engine would learn most from: see `_MOST_TO_LEARN`.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    IMPORTED = "imported"
    LEARNING = "learning"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Headline:
    """What the queue shows of one article; an article without a title shows its beginning.

    `relatives`: how many others are copies of it or report the same incident, 100 at most.
    """

    id: str
    title: str
    source: str
    published: date | None
    status: Status
    events: int
    suggested: int
    relatives: int = 0


#: One look-up an article, so that the first ones of a long list are there without all the states.
_IN_STATE = (
    "EXISTS (SELECT 1 FROM article_states s WHERE s.annotator = ?"
    " AND s.article_id = a.id AND s.status IN ({marks}))"
)
#: So many steps of SQLite's machine, about a millisecond, pass before it looks who still waits.
_STEPS_BETWEEN_LOOKS = 20_000
#: So many of them is a moment that is not felt in the window.
_MOMENT = 15
#: Seconds of rest between steps in Python, so that the window's thread never waits for long.
_BREATH = 0.001
_LETTERS = frozenset(ascii_lowercase)

_ORDERS = {
    # The index by date has exactly this order, so that nothing is sorted.
    Order.NEWEST: "a.published DESC, a.number",
    Order.OLDEST: "a.published IS NULL, a.published, a.number",
    Order.IMPORTED: "a.number",
    # A multiplicative hash: the same at each look.
    Order.RANDOM: "a.number * 2654435761 % 4294967296",
}

#: Articles with suggested events first (at most three count), those before others of which the
#: engine is least sure: p(1 - p) summed over the values. Every fifth place goes to an article
#: drawn without regard to that (by a multiplicative hash of its number, so that the order is the
#: same at each look): labels of the uncertain alone would teach that all is uncertain.
_MOST_TO_LEARN = """
    WITH suggested AS (
        SELECT p.article_id, min(count(DISTINCT p.id), 3) AS events,
            sum(v.confidence * (1 - v.confidence)) AS doubt
        FROM proposals p JOIN proposal_values v ON v.proposal_id = p.id GROUP BY p.article_id
    ), drawn AS (
        SELECT a.id, coalesce(s.events, 0) AS events, coalesce(s.doubt, 0) AS doubt,
            a.number * 2654435761 % 4294967296 AS draw
        FROM articles a LEFT JOIN suggested s ON s.article_id = a.id {conditions}
    ), placed AS (
        SELECT id, draw % 5 = 0 AS by_lot, row_number() OVER (
            PARTITION BY draw % 5 = 0
            ORDER BY iif(draw % 5 = 0, 0, events) DESC, iif(draw % 5 = 0, 0, doubt) DESC, draw
        ) AS place FROM drawn
    )
    SELECT id FROM placed ORDER BY iif(by_lot, place * 5.0 + 0.1, place * 1.25)
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which articles are wanted; `search` may hold facets (`country:MLI`)."""

    statuses: frozenset[Status] = frozenset(Status)
    search: str = ""
    order: Order = Order.NEWEST

    @property
    def takes_long(self) -> bool:
        """Whether all articles or records are looked at, also where a few of them are wanted."""
        problems = (Facet.HAS, HAS_PROBLEM) in parse(self.search).facets
        return problems or self.order is Order.LEARNING


def queue(asker: queue_facets.Asker, asked: Asked, limit: int = -1) -> list[str]:
    """The ids of the articles that fit, in order; the first `limit` of them, or all."""
    where: list[str] = []
    arguments: list[str | int] = []
    query = parse(asked.search)
    # An article without a state is new: asking for the others' absence finds it, too.
    is_new_wanted = Status.NEW in asked.statuses
    named = [status for status in Status if (status in asked.statuses) is not is_new_wanted]
    if named or not is_new_wanted:
        marks = ", ".join("?" * len(named))
        where.append(f"{'NOT ' if is_new_wanted else ''}{_IN_STATE.format(marks=marks)}")
        arguments += [asker.annotator, *named]
    for condition, values in queue_facets.conditions(asker, query):
        where.append(condition)
        arguments += values
    if query.words.strip():
        condition, words = _search(query.words)
        where.append(condition)
        arguments += words
    conditions = f"WHERE {' AND '.join(where)}" if where else ""
    if asked.order is Order.LEARNING:
        found = _MOST_TO_LEARN.format(conditions=conditions)
    else:
        found = f"SELECT a.id FROM articles a {conditions} ORDER BY {_ORDERS[asked.order]}"  # noqa: S608
    # As one value: fetching row by row would keep the window's thread waiting for each.
    sql = f"SELECT json_group_array(id) FROM ({found} LIMIT ?)"  # noqa: S608
    ids: list[str] = json.loads(asker.db.execute(sql, [*arguments, limit]).fetchone()[0])
    return ids


def first_of_queue(asker: queue_facets.Asker, asked: Asked, limit: int) -> list[str] | None:
    """The first that fit, in order; None where a moment is not enough, since few are left.

    What is typed is looked for without that limit.
    """
    if asked.takes_long:
        return None
    if asked.search.strip():
        return queue(asker, asked, limit)
    looks = itertools.count(1)
    asker.db.conn.set_progress_handler(lambda: next(looks) > _MOMENT, _STEPS_BETWEEN_LOOKS)
    try:
        return queue(asker, asked, limit)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return None
        raise
    finally:
        asker.db.conn.set_progress_handler(None, 0)


def whole_queue(
    path: Path,
    codebook: Codebook,
    annotator: str,
    problems: OpenProblems,
    asked: Asked,
    stopped: Event,
) -> list[str] | None:
    """All that fits, read by a connection of its own; None where it was stopped meanwhile."""
    with explained(path), closing(reader(path)) as db:
        db.conn.set_progress_handler(stopped.is_set, _STEPS_BETWEEN_LOOKS)
        asker = queue_facets.Asker(db, codebook, annotator, problems, lambda: stopped.wait(_BREATH))
        try:
            return queue(asker, asked)
        except SearchStopped:
            return None
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                return None
            raise


def snippets(db: Database, article_ids: Sequence[str], search: str) -> dict[str, str]:
    """Some words of each text around what was found, which stands between U+0001 and U+0002.

    Not by the word index: its own snippets walk all articles with a common word for each text.
    """
    typed = parse(search).words
    words = [word for word in typed.split() if any(map(str.isalnum, word))]
    if not words:
        return {}
    rows = db.execute(
        "SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        [to_text(article_ids)],
    )
    made = {id_: snippet(text, words, last_is_begun=_is_begun(typed)) for id_, text in rows}
    return {id_: " ".join(found.split()) for id_, found in made.items() if found}


def _search(typed: str) -> tuple[str, list[str]]:
    """A condition that finds what somebody types: all words, the last one perhaps unfinished.

    Every word is quoted, so that nothing in it is read as an operator. One or two characters would
    begin nearly every article's words: they are looked for as whole words, and in titles.

    The plus has SQLite walk an index of all articles, which holds no texts and is in order, rather
    than look up and sort each one that fits: so the first of many are there at once.
    """
    matching = "SELECT rowid FROM article_search WHERE article_search MATCH ?"
    typed = typed.replace("\0", "")
    phrases = _phrases(typed)
    in_title = "SELECT number FROM articles WHERE title LIKE ? ESCAPE '\\'"
    if not phrases:
        return f"+a.number IN ({in_title})", [f"%{_literal(typed.strip())}%"]
    if len(phrases) == 1 and sum(map(str.isalnum, typed)) < 3:
        either = f"+a.number IN ({matching} UNION ALL {in_title})"
        return either, [phrases[0], f"%{_literal(typed.strip())}%"]
    return f"+a.number IN ({matching})", [" ".join(phrases)]


def _phrases(typed: str) -> list[str]:
    """What is typed in the language of the word index, the last word as the beginning of one."""
    words = [word for word in typed.split() if any(map(str.isalnum, word))]
    phrases = ['"' + word.replace('"', '""') + '"' for word in words]
    if len(words) > 1 and _is_begun(typed) and words[-1].lower() in _LETTERS:
        # Nearly every article has a word that begins with this letter: the next one will tell.
        return phrases[:-1]
    if phrases and _is_begun(typed):
        phrases[-1] += "*"
    return phrases


def _is_begun(typed: str) -> bool:
    """Whether the last word may be the beginning of a longer one."""
    short = len(typed.split()) == 1 and sum(map(str.isalnum, typed)) < 3
    return not short and not typed[-1:].isspace()


def _literal(text: str) -> str:
    """The text with nothing in it that LIKE would read as a pattern."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def headlines(db: Database, article_ids: Sequence[str], annotator: str) -> list[Headline]:
    """One row for each id, in their order; ids that are gone are left out."""
    rows = db.execute(
        """
        SELECT a.id, CASE WHEN a.title = '' THEN substr(a.text, 1, 120) ELSE a.title END,
            a.source, a.published, coalesce(s.status, 'new'),
            (SELECT count(*) FROM events e
                WHERE e.article_id = a.id AND e.annotator = :annotator AND NOT e.dismissed),
            (SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM proposals p
                WHERE p.article_id = a.id AND NOT EXISTS (SELECT 1 FROM events e
                    WHERE e.article_id = a.id AND e.annotator = :annotator
                        AND e.proposal_id = p.id)
                GROUP BY p.engine)),
            (SELECT count(*) FROM (SELECT 1 FROM kinship k JOIN kinship o
                ON o.incident = k.incident AND o.number <> k.number
                WHERE k.number = a.number LIMIT 100))
        FROM json_each(:ids) wanted
        JOIN articles a ON a.id = wanted.value
        LEFT JOIN article_states s ON s.article_id = a.id AND s.annotator = :annotator
        ORDER BY wanted.key
        """,
        {"annotator": annotator, "ids": to_text(article_ids)},
    )
    return [
        Headline(
            id_,
            " ".join(title.split()),
            source,
            date.fromisoformat(published) if published else None,
            Status(status),
            events,
            suggested,
            relatives,
        )
        for id_, title, source, published, status, events, suggested, relatives in rows
    ]


def status_counts(db: Database, annotator: str) -> dict[Status, int]:
    """How many articles there are of each state, all states named."""
    counts = dict.fromkeys(Status, 0)
    for status, count in db.execute(
        "SELECT status, count(*) FROM article_states WHERE annotator = ? GROUP BY status",
        [annotator],
    ):
        counts[Status(status)] = count
    total = db.execute("SELECT count(*) FROM articles").fetchone()[0]
    counts[Status.NEW] = total - sum(counts.values())
    return counts


def statuses(db: Database, article_ids: Sequence[str], annotator: str) -> dict[str, Status]:
    """The states of articles; one that is not named is new."""
    rows = db.execute(
        "SELECT article_id, status FROM article_states WHERE annotator = ?"
        " AND article_id IN (SELECT value FROM json_each(?))",
        [annotator, to_text(article_ids)],
    )
    return {article_id: Status(status) for article_id, status in rows}

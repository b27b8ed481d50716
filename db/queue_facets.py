"""The sides of an article that the queue is narrowed by, as SQL conditions and as counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlite_utils import Database

from db.open_problems import OpenProblems
from db.rows import CONFIRMED_VALUE, to_text
from models.codebook import Codebook, Role
from models.queue_query import (
    HAS_COPY,
    HAS_EVENT,
    HAS_PROBLEM,
    HAS_REPORT,
    HAS_SUGGESTION,
    ME,
    NOBODY,
    Facet,
    QueueQuery,
)

#: A condition with its arguments.
Condition = tuple[str, list[str]]

#: So many articles share a value that gathering all takes longer than asking them one by one.
_COMMON = 10_000


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a queue, and of what."""

    db: Database
    codebook: Codebook
    annotator: str
    problems: OpenProblems
    stopped: Callable[[], bool] = lambda: False
    """Whether nobody waits for the answer any more."""


def conditions(asker: Asker, query: QueueQuery) -> list[Condition]:
    """What an article `a` must fulfil: one condition a facet, any of its values will do.

    Country and type are those of the annotator's records and of what is suggested.
    """
    made: list[Condition] = []
    for facet in dict.fromkeys(facet for facet, _ in query.facets):
        parts = [_CONDITIONS[facet](asker, value) for value in query.of(facet)]
        sql = " OR ".join(f"({condition})" for condition, _ in parts)
        made.append((f"({sql})", [argument for _, found in parts for argument in found]))
    return made


def counts(db: Database, codebook: Codebook, annotator: str) -> dict[Facet, list[tuple[str, int]]]:
    """The values of each facet with the number of articles that fit them, most first.

    Months stand newest first.
    """
    asked: dict[Facet, tuple[str, list[str]]] = {
        Facet.SOURCE: ("SELECT source, count(*) FROM articles GROUP BY source", []),
        Facet.LANGUAGE: ("SELECT language, count(*) FROM articles GROUP BY language", []),
        Facet.SINCE: ("SELECT substr(published, 1, 7), count(*) FROM articles GROUP BY 1", []),
        Facet.COUNTRY: (_counted(_COUNTRY, "v.kind = 'place'"), [annotator]),
        Facet.CODER: (
            "SELECT annotator, count(DISTINCT article_id) FROM events GROUP BY annotator",
            [],
        ),
        Facet.ASSIGNED: ("SELECT annotator, count(*) FROM assignments GROUP BY annotator", []),
    }
    field = codebook.with_role(Role.EVENT_TYPE)
    if field is not None:
        is_type = f"v.kind = 'choice' AND v.field = '{field.key}'"
        asked[Facet.TYPE] = (_counted("v.value", is_type), [annotator])
    found = {}
    for facet, (sql, arguments) in asked.items():
        rows = [(value, count) for value, count in db.execute(sql, arguments) if value]
        by_count = sorted(rows, key=lambda row: (-row[1], row[0]))
        found[facet] = by_count
    months = sorted(found[Facet.SINCE], reverse=True)
    found[Facet.SINCE] = _summed(months)
    found[Facet.UNTIL] = _summed(months[::-1])[::-1]
    return found


def _summed(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each month with the articles of those before it in the list, too: so many a filter leaves."""
    return list(
        zip([month for month, _ in months], accumulate(count for _, count in months), strict=True)
    )


def assigned(db: Database, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The annotators whom articles were given to, in order of name."""
    found: dict[str, tuple[str, ...]] = {}
    for article_id, name in db.execute(
        "SELECT article_id, annotator FROM assignments"
        " WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY annotator",
        [to_text(article_ids)],
    ):
        found[article_id] = (*found.get(article_id, ()), name)
    return found


_COUNTRY = "json_extract(v.value, '$.country')"


def _held(value: str, which: str) -> str:
    """Articles by a value that the annotator's records hold or that is suggested."""
    return (
        f"SELECT {value} AS value, e.article_id AS article_id FROM event_values v"  # noqa: S608
        f" JOIN events e ON e.id = v.event_id WHERE {which} AND v.{CONFIRMED_VALUE}"
        " AND e.annotator = ? AND NOT e.dismissed"
        f" UNION SELECT {value}, p.article_id FROM proposal_values v"
        f" JOIN proposals p ON p.id = v.proposal_id WHERE {which}"
    )


def _counted(value: str, which: str) -> str:
    return f"SELECT value, count(*) FROM ({_held(value, which)}) GROUP BY value"  # noqa: S608


def _source(asker: Asker, value: str) -> Condition:
    return _said(asker, "source", value)


def _language(asker: Asker, value: str) -> Condition:
    return _said(asker, "language", value)


def _said(asker: Asker, column: str, value: str) -> Condition:
    """Articles with a value in an indexed column of their own, in whatever case it is typed.

    Those of a rare value are gathered by the index alone: no row with its text is touched. Most
    articles may have a common one ("en"): then each article is asked, until enough are found.
    """
    those = f"SELECT number FROM articles WHERE {column} = ? COLLATE NOCASE"  # noqa: S608
    counted = f"SELECT count(*) FROM ({those} LIMIT {_COMMON})"  # noqa: S608
    is_common = asker.db.execute(counted, [value]).fetchone()[0] == _COMMON
    return (f"+a.{column} = ? COLLATE NOCASE" if is_common else f"a.number IN ({those})"), [value]


def _since(_asker: Asker, value: str) -> Condition:
    return "a.published >= ?", [value]


def _until(_asker: Asker, value: str) -> Condition:
    # The month 2024-02 ends before 2024-02~, as every one of its days does.
    return "a.published <= ?", [f"{value}~"]


def _country(asker: Asker, value: str) -> Condition:
    held = _held(_COUNTRY, f"v.kind = 'place' AND {_COUNTRY} = ?")
    wanted = value.upper()
    return f"a.id IN (SELECT article_id FROM ({held}))", [wanted, asker.annotator, wanted]  # noqa: S608


def _type(asker: Asker, value: str) -> Condition:
    """An event type with those below it; its key or its label may be typed."""
    field = asker.codebook.with_role(Role.EVENT_TYPE)
    if field is None:
        return "0", []
    wanted = value.casefold()
    keys = to_text(
        [
            below.key
            for choice in field.choice_by_key.values()
            if wanted in (choice.key.casefold(), choice.label.casefold())
            for below in choice.walk()
        ]
    )
    held = _held(
        "v.value",
        f"v.kind = 'choice' AND v.field = '{field.key}'"  # noqa: S608
        " AND v.value IN (SELECT value FROM json_each(?))",
    )
    return f"a.id IN (SELECT article_id FROM ({held}))", [keys, asker.annotator, keys]  # noqa: S608


def _coder(asker: Asker, value: str) -> Condition:
    sql = "a.id IN (SELECT article_id FROM events WHERE annotator = ?)"
    return sql, [asker.annotator if value == ME else value]


def _assigned(asker: Asker, value: str) -> Condition:
    if value == NOBODY:
        return "a.id NOT IN (SELECT article_id FROM assignments)", []
    sql = "a.id IN (SELECT article_id FROM assignments WHERE annotator = ?)"
    return sql, [asker.annotator if value == ME else value]


_WITH_COPIES = (
    "SELECT number FROM kinship WHERE copies IN"
    " (SELECT copies FROM kinship GROUP BY copies HAVING count(*) > 1)"
)
_WITH_REPORTS = (
    "SELECT number FROM kinship WHERE incident IN"
    " (SELECT incident FROM kinship GROUP BY incident HAVING count(DISTINCT copies) > 1)"
)


def _has(asker: Asker, value: str) -> Condition:
    match value:
        case _ if value == HAS_EVENT:
            sql = "a.id IN (SELECT article_id FROM events WHERE annotator = ? AND NOT dismissed)"
            return sql, [asker.annotator]
        case _ if value == HAS_SUGGESTION:
            return "a.id IN (SELECT article_id FROM proposals)", []
        case _ if value == HAS_PROBLEM:
            found = asker.problems.articles(
                asker.db, asker.codebook, asker.annotator, asker.stopped
            )
            return "a.id IN (SELECT value FROM json_each(?))", [to_text(sorted(found))]
        case _ if value == HAS_COPY:
            return f"a.number IN ({_WITH_COPIES})", []
        case _ if value == HAS_REPORT:
            return f"a.number IN ({_WITH_REPORTS})", []
        case _:
            return "0", []


_CONDITIONS: dict[Facet, Callable[[Asker, str], Condition]] = {
    Facet.SOURCE: _source,
    Facet.LANGUAGE: _language,
    Facet.SINCE: _since,
    Facet.UNTIL: _until,
    Facet.COUNTRY: _country,
    Facet.TYPE: _type,
    Facet.CODER: _coder,
    Facet.ASSIGNED: _assigned,
    Facet.HAS: _has,
}

"""Copies and reports of one incident in a project, as they were found last.

They are found by `db.duplicates.finding`, which takes time and libraries; here they are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from db.failures import explained
from db.project import Project
from db.rows import CONFIRMED_VALUE, to_text
from models.article import Status
from models.duplicates.grouping import Sets
from models.duplicates.relations import Group, Relation, Relative

__all__ = ["Related", "groups_of", "kin", "related", "report", "waiting"]


def waiting(project: Project) -> bool:
    """Whether there are articles that were not compared yet, or groups that lost some."""
    with explained(project.path):
        found: int = project.db.execute(
            # Articles come and go at the end, so the last one tells of all before it.
            "SELECT (SELECT count(*) FROM articles) <> coalesce((SELECT json_extract(value,"
            " '$.articles') FROM meta WHERE key = 'duplicates'), 0) OR EXISTS (SELECT 1 FROM"
            " articles a WHERE a.number = (SELECT max(number) FROM articles) AND NOT EXISTS"
            " (SELECT 1 FROM kinship k WHERE k.number = a.number))"
        ).fetchone()[0]
    return bool(found)


def groups_of(project: Project, article_ids: Sequence[str]) -> dict[str, Group]:
    """Of each article that has copies or further reports, the other articles of its group."""
    with explained(project.path):
        rows = project.db.execute(
            "SELECT a.id, b.id, k.copies = o.copies, s.exact = t.exact FROM articles a"
            " JOIN kinship k ON k.number = a.number JOIN kinship o ON o.incident = k.incident"
            " JOIN articles b ON b.number = o.number AND b.number <> a.number"
            " JOIN signatures s ON s.number = a.number JOIN signatures t ON t.number = b.number"
            " WHERE a.id IN (SELECT value FROM json_each(?))"
            " ORDER BY a.number, k.copies = o.copies DESC, s.exact = t.exact DESC, b.number",
            [to_text(article_ids)],
        ).fetchall()
    found: dict[str, list[Relative]] = defaultdict(list)
    for article_id, other_id, is_copy, is_exact in rows:
        relation = _relation(is_copy=is_copy, is_exact=is_exact)
        found[article_id].append(Relative(other_id, relation))
    return {one: Group(one, tuple(relatives)) for one, relatives in found.items()}


def kin(project: Project) -> Iterator[set[str]]:
    """Sets of articles that belong together: copies, reports of one incident, linked events.

    For whatever must not part them, such as splits of training data; in order of import. An
    article that has no like is in no set.
    """
    sets = Sets()
    with explained(project.path):
        for number, top in project.db.execute(
            "SELECT number, incident FROM kinship WHERE number <> incident"
        ):
            sets.join(number, top)
        for one, other in project.db.execute(
            "SELECT a.number, b.number FROM links l JOIN events e ON e.id = l.event_id"
            " JOIN events f ON coalesce(f.proposal_id, f.id) = l.to_event_id"
            " JOIN articles a ON a.id = e.article_id JOIN articles b ON b.id = f.article_id"
            " WHERE l.type = 'same_as' AND l.state <> 'rejected' AND a.number <> b.number"
        ):
            sets.join(one, other)
        names = dict(project.db.execute("SELECT number, id FROM articles").fetchall())
    for _, numbers in sorted(sets.all().items()):
        found = {names[number] for number in numbers if number in names}
        if len(found) > 1:
            yield found


def report(project: Project) -> Iterator[str]:
    """The groups, a line an article: the group's number, the relation to its first, id, title."""
    with explained(project.path):
        rows = project.db.execute(
            "SELECT k.incident, k.number, k.copies = k.incident, s.exact = f.exact, a.id, a.title"
            " FROM kinship k JOIN articles a ON a.number = k.number"
            " JOIN signatures s ON s.number = k.number JOIN signatures f ON f.number = k.incident"
            " WHERE k.incident IN (SELECT incident FROM kinship WHERE incident <> number)"
            " ORDER BY k.incident, k.number"
        ).fetchall()
    group, last = 0, None
    for incident, number, is_copy, is_exact, article_id, title in rows:
        group += incident != last
        last = incident
        relation = _relation(is_copy=is_copy, is_exact=is_exact)
        said = "first" if number == incident else relation.value
        yield "\t".join((str(group), said, article_id, " ".join(title.split())))


#: Of how many relatives at most it is asked what the annotator made of them.
_LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class Related:
    """An article related to another, with what an annotator made of it."""

    article_id: str
    relation: Relation
    title: str
    source: str
    published: date | None
    status: Status
    events: int


_RELATED = (
    "SELECT b.id, k.copies = o.copies,"  # noqa: S608
    " s.exact = t.exact, b.title, b.source, b.published,"
    " coalesce(d.status, 'new'), (SELECT count(*) FROM events e WHERE e.article_id = b.id"
    "  AND e.annotator = :annotator AND NOT e.dismissed"
    "  AND EXISTS (SELECT 1 FROM event_values v WHERE v.event_id = e.id"
    f"  AND v.{CONFIRMED_VALUE})) AS held"
    " FROM articles a JOIN kinship k ON k.number = a.number"
    " JOIN (SELECT o.number, o.copies FROM kinship o, kinship h JOIN articles c"
    "  ON c.number = h.number WHERE c.id = :article AND o.incident = h.incident"
    "  AND o.number <> h.number ORDER BY o.copies = h.copies DESC, o.number"
    "  LIMIT :looked_at) o"
    " JOIN articles b ON b.number = o.number"
    " JOIN signatures s ON s.number = a.number JOIN signatures t ON t.number = b.number"
    " LEFT JOIN article_states d ON d.article_id = b.id AND d.annotator = :annotator"
    " WHERE a.id = :article ORDER BY held > 0 DESC, 2 DESC, 3 DESC, b.number LIMIT :most"
)


def related(project: Project, article_id: str, annotator: str, limit: int) -> list[Related]:
    """The relatives of an article: those with records of the annotator first, copies before others.

    At most so many, because thousands may share a text.
    """
    with explained(project.path):
        rows = project.db.execute(
            _RELATED,
            {
                "article": article_id,
                "annotator": annotator,
                "most": limit,
                "looked_at": _LOOKED_AT,
            },
        ).fetchall()
    return [
        Related(
            id_,
            _relation(is_copy=is_copy, is_exact=is_exact),
            " ".join(title.split()),
            source,
            date.fromisoformat(published) if published else None,
            Status(status),
            events,
        )
        for id_, is_copy, is_exact, title, source, published, status, events in rows
    ]


def _relation(*, is_copy: bool, is_exact: bool) -> Relation:
    if not is_copy:
        return Relation.SAME_INCIDENT
    return Relation.EXACT if is_exact else Relation.NEAR_COPY

"""Finds the article whose text a line left out: by its id, else by the hash of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from db.formats.found import Found
from db.project import Project
from db.rows import to_text
from models.article import Article
from models.events import Event, FieldValue
from models.exchange.lines import ReadLine
from models.language import tr
from models.spans import is_inside


def hashes_of(project: Project, article_ids: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of the texts of those articles that the project has, by their ids."""
    return dict(
        project.db.execute(
            "SELECT id, sha256 FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            [to_text(list(article_ids))],
        ).fetchall()
    )


@dataclass(slots=True)
class Homes:
    """The articles that records can go to: those of the project, and those that come along.

    `hashes` are those of the articles that are named, `fresh` the articles that come along.
    """

    project: Project
    hashes: Mapping[str, str]
    fresh: Mapping[str, Article]
    _by_hash: dict[str, str] = field(default_factory=dict)

    def look_for(self, lines: Iterable[ReadLine]) -> None:
        """Looks in the project for texts whose articles have another id there."""
        fresh = {article.sha256: article.id for article in self.fresh.values()}
        wanted = {line.text_hash for line in lines if line.text_hash} - fresh.keys()
        rows = self.project.db.execute(
            "SELECT sha256, id FROM articles WHERE sha256 IN (SELECT value FROM json_each(?))"
            " ORDER BY rowid DESC",
            [to_text(sorted(wanted))],
        )
        self._by_hash = {**dict(rows.fetchall()), **fresh}

    def home_of(self, line: ReadLine) -> Article | None:
        """The article with the text of the line; a line without a hash knows it by its id."""
        named = line.article.id
        held = self.hashes.get(named)
        if held is None or (line.text_hash and held != line.text_hash):
            named = self._by_hash.get(line.text_hash, "")
        return self.fresh.get(named) or (self.project.article(named) if named else None)


def refusal(item: Found, hashes: Mapping[str, str]) -> str:
    """Why the records of a line without a text find no home."""
    line = item.line
    if line.text_hash and line.article.id in hashes:
        return tr(
            "{where}: the article {id} has another text here than the one that was coded.",
            where=item.where,
            id=line.article.id,
        )
    if line.text_hash:
        return tr(
            "{where}: its text was left out, and no article here has that text; bring in the "
            "article {id} first.",
            where=item.where,
            id=line.article.id,
        )
    return tr("{where}: there is no article {id}.", where=item.where, id=line.article.id)


def joined(item: Found, home: Article) -> tuple[Found, list[str]]:
    """The line with its article; evidence that lies outside the text is left out and named."""
    problems: list[str] = []
    events = tuple(_at_home(event, home, problems) for event in item.line.events)
    told = [f"{item.where}: {problem}." for problem in problems]
    return replace(item, line=replace(item.line, article=home, events=events)), told


def _at_home(event: Event, home: Article, problems: list[str]) -> Event:
    values = tuple(_inside(value, home, problems) for value in event.values)
    return replace(event, article_id=home.id, values=values)


def _inside(value: FieldValue, home: Article, problems: list[str]) -> FieldValue:
    evidence = tuple(span for span in value.evidence if is_inside(span, home.text))
    if evidence == value.evidence:
        return value
    problems += (
        tr(
            "evidence {span} of {field} is outside the text of {length} characters",
            span=list(span),
            field=value.field,
            length=len(home.text),
        )
        for span in value.evidence
        if span not in evidence
    )
    return replace(value, evidence=evidence)

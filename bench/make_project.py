"""A project of any size for the benches: the sample articles, repeated with other numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from db.codebook_files import load_codebook
from db.ids import new_id
from db.project import Project
from db.sample import sample_articles
from models.article import Article, Status
from models.edits import AddArticles, StatusChange
from models.events import Event, FieldValue, State
from models.exchange.lines import article_to_json
from models.spans import Span, words

LAST_DAY = date(2025, 6, 30)


def articles(count: int, first: int = 0) -> Iterator[Article]:
    """Articles of agency length whose texts all differ."""
    samples = sample_articles()
    for number in range(first, first + count):
        base = samples[number % len(samples)]
        yield replace(
            base,
            id=f"bench-{number:06}",
            title=f"{base.title} ({number})",
            text=f"{base.text}\nReport {number} of the desk.",
            published=LAST_DAY - timedelta(days=number % 700),
        )


def record(article: Article) -> Event:
    """A confirmed record with evidence, as an analyst would leave it."""
    spans = words(article.text)[:4]
    values = tuple(
        FieldValue(new_id(), field, value, State.ADDED, (span,), annotator="bench")
        for (field, value), span in zip(
            (("record_class", "incident"), ("event_type", "armed_clash"), ("weapon", "firearm")),
            spans,
            strict=False,
        )
    )
    return Event(new_id(), article.id, "bench", values=values)


def make_project(path: Path, count: int, *, done: int = 0) -> Project:
    """A new project of `count` articles, the first `done` of them with a confirmed record."""
    project = Project.create(path, load_codebook("conflict"))
    made = tuple(articles(count))
    finished = made[:done]
    project.apply(
        AddArticles(
            f"Import {count} articles",
            made,
            tuple(record(article) for article in finished),
            tuple(
                StatusChange(article.id, "bench", Status.NEW, Status.DONE) for article in finished
            ),
        ),
        "bench",
    )
    return project


def write_jsonl(path: Path, count: int, first: int = 0) -> None:
    """An exchange file of `count` articles."""
    with path.open("w", encoding="utf-8") as out:
        for article in articles(count, first):
            out.write(json.dumps(article_to_json(article, None, None, ()), ensure_ascii=False))
            out.write("\n")


def long_article(word_count: int, spans: int, records: int) -> tuple[Article, tuple[Event, ...]]:
    """One article of many words, and records whose values have many evidence spans together."""
    number = 0
    parts: list[str] = []
    samples = sample_articles()
    while number < word_count:
        part = samples[len(parts) % len(samples)].text
        parts.append(part)
        number += len(part.split())
    text = "\n".join(parts)
    found = words(text)
    step = max(1, (len(found) - 1) // spans)
    evidence = [
        Span(span.start, after.end)
        for span, after in zip(found[::step], found[1::step], strict=False)
    ][:spans]
    article = Article("long", text, "A very long article", published=LAST_DAY)
    share = len(evidence) // records
    return article, tuple(
        _tagged(evidence[place * share : (place + 1) * share], place) for place in range(records)
    )


def _tagged(evidence: Sequence[Span], position: int) -> Event:
    """A record with one value for each span, spread over three fields that hold many."""
    fields = ("tags", "reported_by", "summary")
    values = tuple(
        FieldValue(new_id(), fields[n % 3], f"value {n}", State.ADDED, (span,), annotator="bench")
        for n, span in enumerate(evidence)
    )
    return Event(new_id(), "long", "bench", position, values=values)

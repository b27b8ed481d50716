"""An article on a raid, and a record of it with a value of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from models.article import Article
from models.edits import AddArticles
from models.events import Event, FieldValue, Link, State
from models.spans import Span
from models.values import (
    Actor,
    Count,
    DatePrecision,
    DateRange,
    Place,
    PlacePrecision,
    Wording,
)

NOW = datetime(2024, 1, 5, 12, 30, tzinfo=UTC)
TEXT = "Raiders hit Sarmin on 4 January 🙂 and killed two."


def article(id_: str = "a1", **changed: object) -> Article:
    made = Article(id_, TEXT, "Raid", "Wire", None, date(2024, 1, 5), "en", "raid.txt")
    return replace(made, **changed)  # type: ignore[arg-type]


def full_event(annotator: str = "ana", article_id: str = "a1") -> Event:
    place = Place("Sarmin", "SYR", "Idlib", 35, 36.72, "g1", PlacePrecision.NEAR, {"x": [1]})
    day = DateRange(date(2024, 1, 4), None, DatePrecision.DAY)
    answers = {
        "type": "raid",
        "actor": Actor("Raiders", "q1"),
        "place": place,
        "date": day,
        "killed": Count(2, 2, None, Wording.AT_LEAST),
        "note": '[1] "true"',
        "sure": False,
    }
    values = [
        FieldValue(
            f"v-{key}",
            key,
            value,
            State.CORRECTED,
            (Span(0, 7), Span(12, 18)),
            0.5,
            value,
            f"p.{key}",
            annotator,
            NOW,
            key == "note",
            {"own": {"deep": True}},
        )
        for key, value in answers.items()
    ]
    values.append(
        FieldValue("v-none", "actor", None, State.NOT_REPORTED, annotator=annotator, at=NOW)
    )
    return Event(
        f"e-{annotator}",
        article_id,
        annotator,
        3,
        "p",
        tuple(values),
        (Link("follows", "elsewhere"),),
        extra={"mark": "ü"},
    )


def added(*events: Event) -> AddArticles:
    return AddArticles("Import 1 article", (article(),), events)

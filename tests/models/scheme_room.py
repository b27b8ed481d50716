"""Records of the conflict codebook in a few words, for the tests of schemes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from models.article import Article
from models.codebook import Codebook
from models.codebook.reading import parse_codebook
from models.events import Event, FieldValue, State
from models.schemes.facts import Facts, FactsReader
from models.values import Actor, Count, DatePrecision, DateRange, Place, PlacePrecision, Wording

ARTICLE = Article("a1", "Shells fell on Qasr.", "Shelling", "Harbour Wire", None, date(2024, 1, 6))
QASR = Place("Qasr", "IRQ", "Anbar", 33.31524, 44.366, None, PlacePrecision.EXACT)
DAY = DateRange(date(2024, 1, 5), date(2024, 1, 5), DatePrecision.DAY)
MOMENT = datetime(2024, 1, 7, 12, tzinfo=UTC)

#: A record that fits every scheme.
SHELLING: dict[str, Any] = {
    "record_class": "incident",
    "event_type": "shelling_artillery_missile_attack",
    "stage": "accomplished",
    "weapon": ["rocket"],
    "initiator": [Actor("Harbour Brigades"), Actor("Dawn Front")],
    "target": [Actor("Military Forces of the United States: soldiers")],
    "date": DAY,
    "place": QASR,
    "killed": Count(2, 3, None, Wording.AT_LEAST),
    "summary": "rockets hit the post.",
    "tags": ["border", "night"],
}


@cache
def codebook(name: str = "conflict") -> Codebook:
    path = Path(__file__).parents[2] / "models" / "codebook" / "bundled" / f"{name}.toml"
    return parse_codebook(path.read_text(encoding="utf-8"), path.name)


def event(id_: str = "e1", article_id: str = "a1", **answers: Any) -> Event:
    """A record with the answers of `SHELLING` but for those given; None leaves one out."""
    return record(id_, article_id, SHELLING | answers)


def record(id_: str, article_id: str, answers: dict[str, Any]) -> Event:
    values = []
    for key, answer in answers.items():
        for one in answer if isinstance(answer, list) else [answer]:
            if one is not None:
                id_value = f"{id_}-{len(values)}"
                values.append(
                    FieldValue(id_value, key, one, State.ADDED, annotator="ana", at=MOMENT)
                )
    return Event(id_, article_id, "ana", values=tuple(values))


def facts(made: Event | None = None, named: str = "conflict", **answers: Any) -> Facts:
    return FactsReader(codebook(named)).read(made or event(**answers), ARTICLE)

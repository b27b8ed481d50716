"""Reads a chat answer as proposals; what the article does not bear out is dropped and counted."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from models.article import Article
from models.codebook import Codebook, Field
from models.events import Proposal, Suggested
from models.spans import Span
from models.suggest.chat.endpoint import AnswerError
from models.suggest.chat.prompt import asked_fields
from models.suggest.gazetteer import Gazetteer, GazetteerPlace
from models.typed import read_count, read_date
from models.values import Actor, AnyValue, Kind, Place, to_json

#: Nobody knows how good a model is before its answers were judged.
UNTRIED = 0.5

_MOST_EVENTS = 50
_MOST_VALUES = 12
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?```\s*\Z", re.S)
#: Kinds that may hold without words of the article: a stage, a class.
_NEEDS_NO_WORDS = frozenset({Kind.CHOICE, Kind.FLAG})
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}

Drop = Callable[[str], None]
#: Opens the place index, which takes time and is seldom needed.
Places = Callable[[], Gazetteer]


def read_answer(
    content: str, article: Article, codebook: Codebook, places: Places, engine: str, drop: Drop
) -> list[Proposal]:
    """The proposals of an answer. `drop` is told why each value that is left out was.

    Raises AnswerError if the answer is not a JSON object with a list of events.
    """
    events = _events(content)
    for _ in events[_MOST_EVENTS:]:
        drop("too many events")
    found = []
    for event in events[:_MOST_EVENTS]:
        if not isinstance(event, dict):
            drop("an event that is no object")
            continue
        values = _values(event, article, codebook, places, drop)
        if values:
            found.append(_proposal(values, article, engine))
    return list({proposal.id: proposal for proposal in found}.values())


def _events(content: str) -> list[Any]:
    fenced = _FENCE.match(content)
    try:
        data = json.loads(fenced.group(1) if fenced else content)
    except (ValueError, RecursionError) as error:
        raise AnswerError(f"it is not valid JSON ({error})") from error
    events = data.get("events") if isinstance(data, dict) else None
    if not isinstance(events, list):
        raise AnswerError('it has no list "events"')
    return events


_Answer = tuple[Field, AnyValue, tuple[Span, ...]]


def _values(
    event: dict[str, Any], article: Article, codebook: Codebook, places: Places, drop: Drop
) -> list[_Answer]:
    known = {field.key: field for field in asked_fields(codebook)}
    for _ in event.keys() - known.keys():
        drop("a field that the codebook does not have")
    found: list[_Answer] = []
    for field in known.values():
        answers = event.get(field.key)
        if not isinstance(answers, list):
            if answers is not None:
                drop("answers that are no list")
            continue
        held: list[_Answer] = []
        for answer in answers[:_MOST_VALUES]:
            read = _one(field, answer, article, places, drop)
            if read is not None and all(read[1] != other[1] for other in held):
                held.append(read)
        for _ in answers[_MOST_VALUES:]:
            drop("too many values")
        found += held
    return found


def _one(field: Field, answer: Any, article: Article, places: Places, drop: Drop) -> _Answer | None:
    said = answer.get("value") if isinstance(answer, dict) else None
    quotes = answer.get("evidence", []) if isinstance(answer, dict) else None
    if isinstance(said, (int, bool)):
        said = str(said).lower()
    if not isinstance(said, str) or not said.strip() or not isinstance(quotes, list):
        drop("a value of the wrong shape")
        return None
    spans = [_span(quote, article.text) for quote in quotes]
    if any(span is None for span in spans):
        drop("evidence that does not stand in the article")
        return None
    evidence = tuple(sorted({span for span in spans if span is not None}))
    if field.kind is Kind.TEXT and not evidence:
        found = _span(said.strip(), article.text)
        evidence = (found,) if found else ()
    if not evidence and field.kind not in _NEEDS_NO_WORDS:
        drop("no evidence")
        return None
    value = _value(field, said.strip(), article, places)
    if value is None:
        drop("a value that the field does not take")
        return None
    return field, value, evidence


def _span(quote: Any, text: str) -> Span | None:
    """Where a quotation stands to the letter; a word within another word is no quotation."""
    if not isinstance(quote, str) or not quote.strip():
        return None
    words = quote.strip()
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    found = re.search(before + re.escape(words) + after, text)
    return Span(found.start(), found.end()) if found else None


def _value(field: Field, said: str, article: Article, places: Places) -> AnyValue | None:
    readers: dict[Kind, Callable[[], AnyValue | None]] = {
        Kind.CHOICE: lambda: said if _is_answer(field, said) else None,
        Kind.TEXT: lambda: said if _span(said, article.text) else None,
        Kind.ACTOR: lambda: Actor(" ".join(said.split())),
        Kind.PLACE: lambda: _place(said, places),
        Kind.DATE: lambda: read_date(said, article.published),
        Kind.COUNT: lambda: read_count(said),
        Kind.FLAG: lambda: _FLAGS.get(said.lower()),
    }
    return readers[field.kind]()


def _is_answer(field: Field, key: str) -> bool:
    choice = field.choice_by_key.get(key)
    return choice is not None and choice.is_leaf


def _place(said: str, places: Places) -> Place | None:
    """The best known place of the name that lies in the areas named after it."""
    name, *areas = [" ".join(part.split()) for part in said.split(",") if part.strip()] or [""]
    if not name:
        return None
    index = places()
    countries = {
        p.country for area in areas[-1:] for p in index.lookup(area) if p.kind == "country"
    }
    fitting = [p for p in index.lookup(name) if not countries or p.country in countries]
    regions = {area.casefold() for area in areas}
    best = max(fitting, key=lambda p: _in_region(p, regions), default=None)
    if best is not None:
        return best.to_place()
    return Place(name, next(iter(sorted(countries)), None))


def _in_region(place: GazetteerPlace, regions: set[str]) -> bool:
    return place.admin1.casefold() in regions


def _proposal(values: list[_Answer], article: Article, engine: str) -> Proposal:
    content = [[f.key, to_json(value), spans] for f, value, spans in values]
    basis = json.dumps([article.id, article.sha256, engine, content], ensure_ascii=False)
    id_ = "p" + hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    first: dict[str, Suggested] = {}
    offers: list[Suggested] = []
    for number, (field, value, spans) in enumerate(values):
        offer = Suggested(
            f"{engine}/{id_}.{number}", field.key, value, spans, UNTRIED, by=(engine,)
        )
        if field.multiple or field.key not in first:
            first.setdefault(field.key, offer)
            offers.append(offer)
    return Proposal(id_, article.id, engine, tuple(offers))

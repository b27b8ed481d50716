"""A scripted analyst does two articles in the real window; every action is counted when done."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench.replay import Work, predicted, replay
from bench.replay_key import key_of
from db.codebook_files import load_codebook
from models.article import Article
from models.events import Proposal, Suggested
from models.exchange.proposals import proposal_to_json
from models.omissions import TriggerSentence
from models.spans import Span
from models.suggest.engine import Passages
from models.values import AnyValue, DatePrecision, DateRange, Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MARKET = (
    "A bomb went off at a market in Lota on Monday. Hooded men wounded two traders and a guard.\n\n"
    "In Penco gunmen shot the mayor, Ana Rojas, outside her home.\n"
)
QUIET = "The minister opened a bridge. A bus was burned near Tome on 2 May.\n"
ROLES = (
    *("perpetrator_individual", "perpetrator_organization", "physical_target"),
    *("human_target", "weapon"),
)
_DAY = {"from": "1989-05-01", "to": "1989-05-01"}


def span(words: str, text: str = MARKET) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def template(kind: str, day: dict, place: str, **fillers: list[str]) -> dict:
    location = [{"paths": [[{"name": place.upper()}]]}]
    slots = {"incident_type": kind, "incident_location": location, **fillers}
    return {"optional": False, "slots": slots, "derived": {"dates": [day]}}


def _said(event: dict, field: str) -> list:
    live = [one for one in event["values"] if one.get("state") != "rejected"]
    return [one["value"] for one in live if one["field"] == field]


def _names(events: list[dict], role: str) -> list[str]:
    return [normalise(as_text(one)) for event in events for one in _said(event, role)]


def normalise(text: str) -> str:
    return " ".join(text.lower().split())


def as_text(value: object) -> str:
    return value["name"] if isinstance(value, dict) else str(value)


def slots_agree(of: dict, event: dict) -> dict:
    kind, day, place = (_said(event, key)[:1] for key in ("incident_type", "date", "place"))
    wanted = of["derived"]["dates"][0]
    return {
        "type": kind == [of["slots"]["incident_type"]],
        "date": bool(day) and (day[0]["start"], day[0]["end"]) == (wanted["from"], wanted["to"]),
        "place": bool(place)
        and place[0]["name"].upper() == of["slots"]["incident_location"][0]["paths"][0][0]["name"],
    }


def gold_entities(templates: list[dict], role: str) -> list[tuple[set[str], bool]]:
    return [({name}, False) for one in templates for name in one["slots"].get(role, [])]


def role_overlap(of: dict, event: dict) -> int:
    wanted = {name for role in ROLES for name in of["slots"].get(role, [])}
    return len(wanted & {name for role in ROLES for name in _names([event], role)})


SCORER = SimpleNamespace(
    ROLES=ROLES, normalise=normalise, as_text=as_text, slots_agree=slots_agree,
    gold_entities=gold_entities, role_overlap=role_overlap, predicted_entities=_names,
)  # fmt: skip


def offer(number: int, field: str, value: AnyValue, sure: float, *words: str) -> Suggested:
    return Suggested(f"p/{number}", field, value, tuple(map(span, words)), sure)


def _day(number: int) -> DateRange:
    return DateRange(date(1989, 5, number), date(1989, 5, number), DatePrecision.DAY)


def work() -> Work:
    """One event is suggested with a wrong day; one is missed and one sentence tells of it."""
    bomb = (
        offer(1, "incident_type", "bombing", 0.9, "bomb"),
        offer(2, "date", _day(3), 0.8, "Monday"),
        offer(3, "place", Place("Lota"), 0.4, "Lota"),
        offer(4, "weapon", "market", 0.7, "market"),
        offer(5, "weapon", "bomb", 0.3, "bomb"),
    )
    suggested = proposal_to_json(Proposal("p", "market", "test@1", bomb))
    shot = TriggerSentence(
        span("In Penco gunmen shot the mayor, Ana Rojas, outside her home."),
        "attack",
        (span("shot"),),
        (offer(6, "place", Place("Penco"), 0.5, "Penco"),),
    )
    traders = (span("two traders"), span("traders"))
    market = template(
        *("bombing", _DAY, "Lota"), weapon=["bomb"], human_target=["two traders", "a guard"]
    )
    mayor = template("attack", {"from": None, "to": "1989-05-04"}, "Penco", human_target=["judge"])
    bus = template("arson", _DAY, "Tome", physical_target=["bus"])
    rows = [
        {"id": "market", "templates": [market, mayor]},
        {"id": "quiet", "templates": [bus]},
    ]
    articles = [
        Article(name, text, "", published=date(1989, 5, 5), language="en")
        for name, text in (("market", MARKET), ("quiet", QUIET))
    ]
    found = [Passages([traders], [], [shot], []), Passages([], [], [], [])]
    predictions = {"market": {"events": [suggested]}, "quiet": {"events": []}}
    pairs = list(zip(articles, found, strict=True))
    return Work(rows, predictions, pairs, load_codebook("muc4"), SCORER)


def test_what_the_key_wants_is_done_by_the_cheapest_ways_that_there_are(
    qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENTDESK_CONFIG", str(tmp_path))
    todo = work()

    (market, quiet), wrong = replay(tmp_path, todo)

    assert wrong == []
    assert [*market.unlike, *quiet.unlike] == []
    # Accepted: bombing. Picked: both places, the bomb, attack (by the sweep). Refused: the market
    # as a weapon. Clicked: two traders. Selected: a guard. Typed: both days, and the judge, whom
    # the text does not name.
    assert market.done == Counter(accept=1, pick=4, reject=1, click=2, select=3, type=15)
    assert quiet.done == Counter(pick=1, type=10, select=3)


def test_records_that_do_not_hold_what_the_key_wants_are_named() -> None:
    todo = work()
    key = key_of(todo.rows[1], [], [], todo.codebook, SCORER)
    empty = [{"id": "e", "values": [{"field": "weapon", "value": "knife"}]}]

    assert key.unlike(empty, {0: "e"}) == [
        "template 1: incident_type",
        "template 1: date",
        "template 1: place",
        "physical_target: ['bus']",
        "weapon: 'knife' is too many",
    ]


def test_it_is_told_where_the_window_was_dearer_or_cheaper_than_reckoned() -> None:
    todo = work()

    # The wrong day is corrected by typing (nothing to refuse); a name not in the text is typed.
    reckoned = predicted(todo, todo.rows[0])
    assert reckoned == Counter(accept=1, pick=4, reject=2, click=2, select=6, type=10)
    assert predicted(todo, todo.rows[1]) == Counter(pick=1, type=10, select=3)

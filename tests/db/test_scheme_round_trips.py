"""What goes out in a scheme comes in and goes out the same, whatever the records hold."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.exports.exporting import export
from db.formats.dataset import CodedArticle, Dataset
from db.formats.found import Found
from db.formats.readers import read, reader_of
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.writers import writer_of
from db.project import Project
from models.edits import AddArticles
from models.events import Event
from models.schemes.tables import countries
from models.values import Actor, Count, DatePrecision, DateRange, Place, PlacePrecision, Wording
from tests.db.scheme_trips import SUFFIX, through
from tests.models.scheme_room import ARTICLE, codebook, event, record

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
NAMES = WORDS.filter(lambda text: text.strip() != "")


@st.composite
def made_events(draw: st.DrawFn) -> Event:
    """A record of the conflict codebook with any answers."""
    choices = codebook().field_by_key["event_type"].choice_by_key
    types = [key for key, choice in choices.items() if choice.is_leaf]
    start = draw(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
    days = DateRange(
        start,
        start + timedelta(days=draw(st.integers(0, 40))),
        draw(st.sampled_from([None, *DatePrecision])),
    )
    best = draw(st.integers(0, 500))
    answers: dict[str, Any] = {
        "record_class": draw(st.sampled_from(["incident", "incident", "claim", "threat"])),
        "event_type": draw(st.sampled_from(types)),
        "stage": draw(st.sampled_from([None, "accomplished", "intercepted", "foiled"])),
        "weapon": draw(st.lists(st.sampled_from(["drone", "ied", "firearm", "arson"]), max_size=2)),
        "initiator": [Actor(name) for name in draw(st.lists(_ACTORS, max_size=3))],
        "target": [Actor(name) for name in draw(st.lists(_ACTORS, max_size=2))],
        "date": days,
        "place": Place(
            draw(NAMES),
            draw(st.sampled_from([None, *countries()])),
            draw(st.none() | NAMES),
            draw(st.none() | st.floats(-90, 90)),
            draw(st.floats(-180, 180)),
            None,
            draw(st.sampled_from([None, *PlacePrecision])),
        ),
        "killed": Count(best, best, best + draw(st.integers(0, 9)), draw(st.sampled_from(Wording))),
        "summary": draw(st.none() | NAMES),
        "tags": draw(st.lists(NAMES, max_size=2)),
    }
    return record("e", "a", answers)


_ACTORS = (
    st.sampled_from(
        ["Civilians (Mali): traders", "Military Forces of the United States", "Hamas", "Iran"]
    )
    | NAMES
)


@settings(max_examples=40, deadline=None)
@given(made=st.lists(made_events(), min_size=1, max_size=3))
@pytest.mark.parametrize("form", SUFFIX)
def test_what_goes_out_comes_in_and_goes_out_the_same(form: str, made: list[Event]) -> None:
    coded = [
        CodedArticle(replace(ARTICLE, id=f"a{n}"), {}, (replace(one, id=f"e{n}"),))
        for n, one in enumerate(made)
    ]
    out = sent(form, coded)
    if not out:  # Not one of them is an event in PLOVER's sense.
        return
    numbers = count()
    reading = Reading(codebook(), lambda: f"v{next(numbers)}")
    source = Source.of_bytes(f"out.{SUFFIX[form]}", out.encode())
    assert reader_of(source).name == form
    again = []
    for found in read(source, reading):
        assert isinstance(found, Found)
        events = tuple(replace(one, annotator="ana") for one in found.line.events)
        again.append(CodedArticle(found.line.article, {}, events))
    assert sent(form, again) == out


def sent(form: str, coded: list[CodedArticle]) -> str:
    out = io.StringIO(newline="")
    writer_of(form).load().write(out, Dataset(codebook(), iter(coded)))
    return out.getvalue()


def test_rows_pass_through_projects_byte_by_byte(
    fresh: Callable[[], Project], tmp_path: Path
) -> None:
    project = fresh()
    days = DateRange(date(2024, 1, 30), date(2024, 2, 1), DatePrecision.DAY)
    events = (event("e1", date=days), replace(event("e2", killed=None), position=1))
    project.apply(AddArticles("Import", (ARTICLE,), events), "ana")
    for form, suffix in SUFFIX.items():
        path = tmp_path / f"{form}.{suffix}"
        export(project, path, form)
        assert through(path, form, fresh()) == path.read_bytes()

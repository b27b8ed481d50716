"""Generated projects: records as people may make them, on texts as the world has them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from models.article import Article, Status
from models.edits import AddArticles, StatusChange
from models.events import Event, FieldValue, Link, State
from models.spans import Span
from models.values import Actor, Count, DatePrecision, DateRange, Place, PlacePrecision, Wording

_HARD = "🙂👩\u200d👧e\u0301\u0308\r\n\u2028\u0085\u200f\u202eقتل漢字\ufeff\"\\,;' \t|=&<>"
TEXTS = st.text(
    st.one_of(
        st.sampled_from(_HARD),
        st.sampled_from("abc de. "),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: bool(text.strip()))
_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda text: bool(text.strip())
)
_MOMENT = datetime(2024, 1, 5, 12, tzinfo=UTC)

_ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "type": st.sampled_from(["raid", "riot"]),
    "actor": st.builds(Actor, _WORDS, st.none() | st.just("q1")),
    "place": st.builds(
        Place,
        _WORDS,
        st.sampled_from([None, "SYR"]),
        lat=st.sampled_from([None, -35.5]),
        lon=st.sampled_from([None, 36]),
        precision=st.sampled_from([None, PlacePrecision.NEAR]),
    ),
    "date": st.builds(
        DateRange, st.none(), st.just(date(2024, 1, 4)), st.sampled_from([None, DatePrecision.DAY])
    ),
    "killed": st.sampled_from([Count(2, 2, None, Wording.AT_LEAST), Count(None, None, None)]),
    "note": _WORDS,
    "sure": st.booleans(),
}


@st.composite
def _evidence(draw: st.DrawFn, length: int) -> tuple[Span, ...]:
    """Adjacent, nested, overlapping and interrupted stretches alike."""
    spans = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, length - 1))
        spans.append(Span(start, draw(st.integers(start + 1, length))))
    return tuple(dict.fromkeys(spans))


@st.composite
def _values(draw: st.DrawFn, length: int, event: str) -> tuple[FieldValue, ...]:
    values = []
    for number in range(draw(st.integers(1, 5))):
        field = draw(st.sampled_from(sorted(_ANSWERS)))
        state = draw(st.sampled_from([s for s in State if s is not State.SUGGESTED]))
        closed = state is State.NOT_REPORTED
        answer = None if closed else draw(_ANSWERS[field])
        values.append(
            FieldValue(
                f"{event}v{number}",
                field,
                answer,
                state,
                () if closed else draw(_evidence(length)),
                draw(st.sampled_from([None, 0.25])),
                suggestion_id=draw(st.sampled_from([None, "p1/1"])),
                annotator="ana",
                at=draw(st.sampled_from([None, _MOMENT])),
                bulk=draw(st.booleans()),
                extra=draw(st.sampled_from([{}, {"mark": [1]}])),
            )
        )
    return tuple(values)


@st.composite
def imports(draw: st.DrawFn) -> AddArticles:
    """A project's articles with one annotator's states and records, as one edit."""
    articles: list[Article] = []
    events: list[Event] = []
    statuses: list[StatusChange] = []
    for number in range(draw(st.integers(1, 3))):
        id_ = f"a{number}"
        text = draw(TEXTS)
        own = [f"{id_}e{n}" for n in range(draw(st.integers(0, 3)))]
        extra = draw(st.sampled_from([{}, {"own": ["x", 1]}]))
        articles.append(
            Article(
                id_,
                text,
                draw(TEXTS),
                draw(st.sampled_from(["", "Wire"])),
                draw(st.sampled_from([None, "http://x"])),
                draw(st.sampled_from([None, date(2024, 1, 5)])),
                draw(st.sampled_from(["", "en", "ar"])),
                draw(st.sampled_from(["a.txt", "b/ü.html"])),
                extra,
            )
        )
        for position, event in enumerate(own):
            others = [other for other in own if other != event]
            linked = draw(st.booleans()) and others
            links = (Link("follows", others[0]),) if linked else ()
            values = draw(_values(len(text), event))
            events.append(Event(event, id_, "ana", position, None, values, links))
        status = draw(st.sampled_from([Status.DONE, Status.IN_PROGRESS, Status.SKIPPED]))
        statuses.append(StatusChange(id_, "ana", Status.NEW, status))
    return AddArticles("Import", tuple(articles), tuple(events), tuple(statuses))

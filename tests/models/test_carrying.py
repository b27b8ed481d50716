"""Records of one report carried over to another, and which of linked records counts."""

from __future__ import annotations

from dataclasses import replace

from models.article import Article, Status
from models.duplicates.carrying import carried_from, carry_over, found_again
from models.duplicates.relations import Relation
from models.duplicates.same_as import named_same
from models.events import Event, FieldValue, State
from models.gestures import Desk
from models.review import records
from models.spans import Span
from tests.models import gesture_room as room

SOURCE = Article(
    "s", "Two men died when the Allied Front fired on the High Court on Thursday.", source="Wire"
)
COPY = Article("c", "UPDATE: Two men  died when the Allied Front fired on a court on Thursday.")


def said(field: str, value, words: str, state: State = State.ADDED) -> FieldValue:
    start = SOURCE.text.index(words) if words else 0
    spans = (Span(start, start + len(words)),) if words else ()
    return FieldValue(f"v-{field}-{words}", field, value, state, spans, annotator="ana")


CODED = Event(
    "e1",
    "s",
    "ana",
    proposal_id="p9",
    values=(
        said("class", "incident", ""),
        said("killed", room.TWO, "Two men died"),
        said("target", room.COURT, "High Court"),
        said("target", room.ALLIED, "Allied Front", State.REJECTED),
    ),
)


def carried(relation: Relation, article: Article = COPY, desk: Desk | None = None, events=(CODED,)):
    desk = desk or Desk(article.id, Status.NEW, ())
    return carry_over(room.Room().gestures, desk, article, SOURCE, events, relation)


def test_words_are_found_again_in_another_layout_and_only_whole() -> None:
    assert found_again(["Two men died"], COPY.text) == (Span(8, 21),)
    assert found_again(["Two men died", "High Court"], COPY.text) == ()
    assert found_again(["wo men"], COPY.text) == ()
    assert found_again([], COPY.text) == ()


def test_copy_takes_all_values_with_the_words_that_are_found() -> None:
    done = carried(Relation.NEAR_COPY)

    [change] = done.edit.events
    event = change.after
    assert (done.records, done.without_words, done.left) == (1, 1, 0)
    assert [(one.field, one.value) for one in event.values] == [
        ("class", "incident"),
        ("killed", room.TWO),
        ("target", room.COURT),
    ]
    assert [one.evidence for one in event.values] == [(), (Span(8, 21),), ()]
    assert all(one.bulk and carried_from(one) == "Wire" for one in event.values)
    assert named_same(event) == {"p9"}
    assert [one.after for one in done.edit.statuses] == [Status.IN_PROGRESS]


def test_another_report_keeps_its_own_numbers() -> None:
    report = Article("r", "Several people were killed when gunmen fired on the High Court.")

    done = carried(Relation.SAME_INCIDENT, report)

    [change] = done.edit.events
    assert {one.field for one in change.after.values} == {"class", "target"}
    assert done.left == 1


def test_what_is_carried_once_is_not_carried_again() -> None:
    first = carried(Relation.NEAR_COPY)
    [change] = first.edit.events
    desk = Desk("c", Status.IN_PROGRESS, records([change.after], ()))

    again = carried(Relation.NEAR_COPY, desk=desk)

    assert again.records == 0
    assert again.edit.events == again.edit.statuses == ()


def test_several_records_get_places_one_after_the_other() -> None:
    other = Event("e2", "s", "ana", 1, values=(said("killed", room.THREE, "Two men died"),))

    done = carried(Relation.NEAR_COPY, events=(CODED, other))

    assert [change.after.position for change in done.edit.events] == [0, 1]
    assert done.edit.title == "Carry 2 records over"


def test_a_suggested_record_that_agrees_is_decided_and_one_value_that_differs_waits() -> None:
    text = "The Allied Front killed three people when it fired on the High Court."
    proposal = replace(room.FIRST, article_id="r", values=room.FIRST.values)
    desk = Desk("r", Status.NEW, records([], [proposal]))
    coded = replace(
        CODED,
        values=(*CODED.values[:1], said("killed", room.THREE, ""), said("target", room.COURT, "")),
    )
    unfound = replace(coded.values[1], value=room.THREE, evidence=(Span(0, 12),))
    coded = replace(coded, values=(coded.values[0], unfound, coded.values[2]))

    done = carried(Relation.SAME_INCIDENT, Article("r", text), desk, (coded,))

    [change] = done.edit.events
    assert change.after.proposal_id == "p1"
    assert [(one.field, one.state) for one in change.after.values] == [
        ("class", State.ACCEPTED),
        ("target", State.ACCEPTED),
    ]
    assert done.left == 1
    [record] = records([change.after], [proposal])
    assert [one.value for one in record.values("killed")] == [room.TWO]
    assert record.values("killed")[0].state is State.SUGGESTED

"""Records that went out to an annotation tool and come back: as they were, or as changed there.

What went out carries the whole record along. If the marks are still those of the record, it is
taken as it stands; else every stretch that was removed is taken from its value, a value without
stretches falls away, and what was marked anew is added by the rule of `marked_records`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from models.article import Article
from models.codebook import Codebook
from models.events import Event
from models.label_mapping import LabelMapping
from models.marked_records import Draft, Marked, records_of_marks
from models.marks import Mark, Marking, marking_of
from models.spans import Span

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What a format keeps: interrupted marks come apart in most, ties and answers get lost in some.

    `negatives`: stretches of rejected values are among the marks.
    """

    ties: bool = True
    answers: bool = True
    negatives: bool = False


#: A format that keeps ties and answers.
WHOLE = Carried()


def returned(  # noqa: PLR0913, PLR0917 - the two sides, and what both are read by
    article: Article,
    events: Sequence[Event],
    found: Marking,
    codebook: Codebook,
    mapping: LabelMapping,
    new_id: Callable[[], str],
    carried: Carried = WHOLE,
) -> Marked:
    """The records `events`, which went out, after what happened to their marks (`found`)."""
    sent = marking_of(events, codebook, negatives=carried.negatives)
    before, after = _facts(sent, carried), _facts(found, carried)
    said, says = _said(sent, carried), _said(found, carried)
    keys = Counter(key for key, *_ in before), Counter(key for key, *_ in after)
    if keys[0] == keys[1] and said == says:
        return Marked(tuple(events))
    gone = keys[0] - keys[1]
    kept: dict[_Key, list[str]] = {}
    lost: list[tuple[Mark, Span]] = []
    for key, mark, span in before:
        if gone[key]:
            gone[key] -= 1
            lost.append((mark, span))
        else:
            kept.setdefault(key, []).append(mark.event)
    drafts = {event.id: _draft(event, lost, said - says) for event in events}
    known, fresh = _sorted_out(after, kept)
    changed = Marking(
        tuple(fresh) + tuple(mark for mark in found.marks if mark.id in known),
        found.ties,
        tuple(one for one in found.answers if (one.label, one.choice) in says - said),
    )
    ids = {id_: [own for own, of in known.items() if of == id_] for id_ in drafts}
    held = [(draft, ids[id_]) for id_, draft in drafts.items()]
    return records_of_marks(article, changed, codebook, mapping, new_id, held)


def _sorted_out(
    after: Sequence[tuple[_Key, Mark, Span]], kept: dict[_Key, list[str]]
) -> tuple[dict[str, str], list[Mark]]:
    """The marks that stand as they stood, with their events' ids, and the new stretches."""
    known: dict[str, str] = {}
    fresh: list[Mark] = []
    for key, mark, span in after:
        if kept.get(key):
            known[mark.id] = kept[key].pop(0)
        else:
            fresh.append(replace(mark, spans=(span,)))
    # A new part of a mark that stood already is a mark of its own.
    return known, [
        replace(mark, id=f"{mark.id}+{n}") if mark.id in known else mark
        for n, mark in enumerate(fresh)
    ]


def _said(marking: Marking, carried: Carried) -> Counter[tuple[str, str]]:
    """The answers that hang on a mark; of an event without marks no tool can show any."""
    answers = marking.answers if carried.answers else ()
    return Counter((one.label, one.choice) for one in answers if one.mark)


def _facts(marking: Marking, carried: Carried) -> list[tuple[_Key, Mark, Span]]:
    """Each stretch with what it hangs on, comparable whatever ids a tool gives."""
    marks = {mark.id: mark for mark in marking.marks}
    heads: dict[str, list[_Key]] = {}
    for tie in marking.ties if carried.ties else ():
        head = marks.get(tie.head)
        if head and tie.tail in marks:
            heads.setdefault(tie.tail, []).append((tie.label, head.label, head.spans[0]))
    facts: list[tuple[_Key, Mark, Span]] = []
    for mark in marking.marks:
        hangs = tuple(sorted(heads.get(mark.id, ()), key=repr))
        facts += [
            ((mark.label, span, mark.choice, mark.rejected, hangs), mark, span)
            for span in mark.spans
        ]
    return facts


def _draft(
    event: Event, lost: Sequence[tuple[Mark, Span]], unsaid: Counter[tuple[str, str]]
) -> Draft:
    """The event without the stretches and the answers that were removed."""
    removed = [(mark.field, mark.value, span) for mark, span in lost if mark.event == event.id]
    values = []
    for value in event.values:
        gone = [span for key, held, span in removed if (key, held) == (value.field, value.value)]
        left = tuple(
            span for span in value.evidence if not any(part.contains(span) for part in gone)
        )
        is_choice = isinstance(value.value, str) and value.is_confirmed
        if is_choice and not value.evidence and (value.field, value.value) in unsaid:
            continue
        if left or not gone:
            values.append(replace(value, evidence=left))
    places = [span.start for value in values for span in value.evidence]
    return Draft(event, min(places, default=0), values, list(event.links))

"""Records from marked stretches: what a tool's labels and relations say, as values of events.

The rule: a mark of an event type, or one that others hang on, makes an event. A mark that is tied
to such a one is a value of its event; the tie's label says of which field, or else its own. A mark
that is tied to nothing belongs to the nearest event mark of its sentence, else to the nearest
before it, else to the first; without any, all marks of the article are one event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from models.article import Article
from models.codebook import Codebook, Field, Role
from models.events import Event, FieldValue, Link, State
from models.label_mapping import LabelMapping, Target, choice_in
from models.language import later
from models.marks import Answer, Mark, Marking, Tie
from models.spans import Span, is_inside, sentence_around
from models.typed import read_count
from models.typed.dates import read_date
from models.values import Actor, AnyValue, Kind, Place

#: Where an article keeps the marks that the codebook has no place for.
ASIDE = "kept_aside"


@dataclass(frozen=True, slots=True)
class Marked:
    """Records made of marks. `labels`: each label with its field, or nothing, and how often it was.

    `aside`: marks of which nothing could be made, each with the reason, in English.
    """

    events: tuple[Event, ...]
    labels: tuple[tuple[str, str, int], ...] = ()
    aside: tuple[dict[str, Any], ...] = ()


@dataclass(slots=True)
class Draft:
    """An event in the making; `place` is where its first mark begins, `own` its marks' ids."""

    event: Event
    place: int
    values: list[FieldValue] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def finished(self, position: int) -> Event:
        values, links = tuple(self.values), tuple(dict.fromkeys(self.links))
        return replace(self.event, position=position, values=values, links=links)


def records_of_marks(
    article: Article,
    marking: Marking,
    codebook: Codebook,
    mapping: LabelMapping,
    new_id: Callable[[], str],
    known: Iterable[tuple[Draft, Sequence[str]]] = (),
) -> Marked:
    """The records that marks make. `known`: events that are there already, with their marks' ids.

    Only the marks that are not `known` become values.
    """
    builder = _Builder(article, marking, codebook, mapping, new_id)
    for draft, ids in known:
        builder.know(draft, ids)
    builder.build()
    return builder.result()


class _Builder:
    def __init__(
        self,
        article: Article,
        marking: Marking,
        codebook: Codebook,
        mapping: LabelMapping,
        new_id: Callable[[], str],
    ) -> None:
        self._article, self._marking = article, marking
        self._codebook, self._mapping, self._new_id = codebook, mapping, new_id
        self._types = codebook.with_role(Role.EVENT_TYPE)
        self._links = {link.key for link in codebook.links}
        self._drafts: list[Draft] = []
        self._by_mark: dict[str, Draft] = {}
        self._done: set[str] = set()
        self._labels: Counter[tuple[str, str]] = Counter()
        self._aside: list[dict[str, Any]] = []

    def know(self, draft: Draft, ids: Sequence[str]) -> None:
        self._drafts.append(draft)
        for id_ in ids:
            self._by_mark[id_] = draft
            self._done.add(id_)

    def build(self) -> None:
        ties = [tie for tie in self._marking.ties if tie.label not in self._links]
        heads, tails = {tie.head for tie in ties}, {tie.tail for tie in ties}
        rest = []
        for mark in self._fresh():
            if self._is_trigger(mark) or (mark.id in heads and mark.id not in tails):
                self._begin(mark)
            else:
                rest.append(mark)
        for mark in rest:
            self._hang(mark, [tie for tie in ties if tie.tail == mark.id])
        for tie in self._marking.ties:
            if tie.label in self._links:
                self._link(tie)
        for answer in self._marking.answers:
            self._answer(answer)

    def _fresh(self) -> Iterator[Mark]:
        """The marks that are not known and lie in the text."""
        for mark in self._marking.marks:
            if mark.id in self._done:
                continue
            if mark.spans and all(is_inside(span, self._article.text) for span in mark.spans):
                yield mark
            else:
                self._keep_aside(mark, later("it lies outside the text"))

    def _link(self, tie: Tie) -> None:
        here, there = self._by_mark.get(tie.head), self._by_mark.get(tie.tail)
        if here and there and here is not there:
            held = {(link.type, link.event_id) for link in here.links}
            if (tie.label, there.event.key) not in held:
                here.links.append(Link(tie.label, there.event.key))

    def result(self) -> Marked:
        events = [
            draft.finished(position)
            for position, draft in enumerate(d for d in self._drafts if d.values or d.links)
        ]
        labels = tuple((*key, count) for key, count in sorted(self._labels.items()))
        return Marked(tuple(events), labels, tuple(self._aside))

    def _is_trigger(self, mark: Mark) -> bool:
        target = self._mapping.target(mark.label, self._codebook)
        return bool(self._types and target and target.field == self._types.key)

    def _begin(self, mark: Mark) -> None:
        draft = self._new_draft(mark.spans[0].start)
        self._by_mark[mark.id] = draft
        self._put(mark, [draft], self._mapping.target(mark.label, self._codebook))

    def _new_draft(self, place: int) -> Draft:
        event = Event(self._new_id(), self._article.id, "")
        self._drafts.append(Draft(event, place))
        return self._drafts[-1]

    def _hang(self, mark: Mark, ties: Sequence[Tie]) -> None:
        held = [(self._by_mark[tie.head], tie.label) for tie in ties if tie.head in self._by_mark]
        own = self._mapping.target(mark.label, self._codebook)
        if not held:
            drafts = [self._nearest(mark.spans[0].start)] if own else []
            self._put(mark, drafts, own)
        for draft, label in held:
            role = self._mapping.target(label.rstrip("0123456789"), self._codebook)
            self._put(mark, [draft], role or own, label)

    def _nearest(self, start: int) -> Draft:
        if not self._drafts:
            return self._new_draft(start)
        sentence = sentence_around(self._article.text, start)
        inside = [one for one in self._drafts if sentence.start <= one.place < sentence.end]
        before = [one for one in self._drafts if one.place <= start]
        near = inside or before or self._drafts[:1]
        return min(near, key=lambda one: abs(one.place - start))

    def _put(
        self, mark: Mark, drafts: Sequence[Draft], target: Target | None, label: str = ""
    ) -> None:
        self._labels[label or mark.label, target.field if target else ""] += 1
        if target is None:
            self._keep_aside(mark, later("the codebook has no field for its label"))
            return
        found = self._codebook.field_by_key[target.field]
        quote = " ".join(" ".join(span.quote(self._article.text) for span in mark.spans).split())
        value = self._value(found, target.choice or mark.choice, quote)
        if value is None:
            self._keep_aside(mark, later("it cannot be read as an answer to its field"))
            return
        state = State.REJECTED if mark.rejected else State.ADDED
        for draft in drafts:
            _add(draft, FieldValue(self._new_id(), found.key, value, state, mark.spans))

    def _value(self, field_: Field, choice: str, quote: str) -> AnyValue | None:
        made: dict[Kind, Callable[[], AnyValue | None]] = {
            Kind.CHOICE: lambda: choice_in(field_, choice or quote),
            Kind.DATE: lambda: read_date(quote, self._article.published),
            Kind.COUNT: lambda: read_count(quote),
            Kind.FLAG: lambda: True,
            Kind.ACTOR: lambda: Actor(quote),
            Kind.PLACE: lambda: Place(quote),
            Kind.TEXT: lambda: quote,
        }
        return made[field_.kind]() if quote or field_.kind is Kind.FLAG else None

    def _answer(self, answer: Answer) -> None:
        target = self._mapping.target(answer.label, self._codebook)
        found = self._codebook.field_by_key[target.field] if target else None
        said = (target.choice if target else "") or answer.choice
        choice = choice_in(found, said) if found and found.kind is Kind.CHOICE and said else None
        label = f"{answer.label}: {answer.choice}" if answer.choice else answer.label
        self._labels[label, found.key if found and choice else ""] += 1
        if found is None or choice is None:
            reason = later("the codebook has no field or answer for it")
            self._aside.append({"label": label, "spans": [], "reason": reason})
            return
        draft = self._by_mark.get(answer.mark)
        if draft is None:
            draft = self._article_wide(found, choice)
        if draft is None:
            reason = later("it is said of an article with several events")
            self._aside.append({"label": label, "spans": [], "reason": reason})
        elif not any((v.field, v.value) == (found.key, choice) for v in draft.values):
            _add(draft, FieldValue(self._new_id(), found.key, choice, State.ADDED))

    def _article_wide(self, found: Field, choice: str) -> Draft | None:
        """The event that an answer for the whole article is about; None if that is open."""
        if found.role is Role.EVENT_TYPE:
            for draft in self._drafts:
                if any((v.field, v.value) == (found.key, choice) for v in draft.values):
                    return draft
            untyped = [d for d in self._drafts if not any(v.field == found.key for v in d.values)]
            return untyped[0] if untyped else self._new_draft(0)
        if len(self._drafts) > 1:
            return None
        return self._drafts[0] if self._drafts else self._new_draft(0)

    def _keep_aside(self, mark: Mark, reason: str) -> None:
        spans = [list(span) for span in mark.spans]
        said: dict[str, Any] = {"label": mark.label, "spans": spans, "reason": reason}
        self._aside.append(said | ({"choice": mark.choice} if mark.choice else {}))


def _add(draft: Draft, value: FieldValue) -> None:
    """A further stretch of a value that the event has supports that one."""
    for place, held in enumerate(draft.values):
        if (held.field, held.value, held.state) == (value.field, value.value, value.state):
            spans: list[Span] = [*held.evidence, *value.evidence]
            draft.values[place] = replace(held, evidence=tuple(dict.fromkeys(spans)))
            return
    draft.values.append(value)

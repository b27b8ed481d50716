"""Suggestions against confirmed records: precision, recall and F1 per field and per event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from models.article import Article
from models.codebook import Codebook, Field, Role
from models.events import Event, Proposal, State
from models.rules import INCIDENT
from models.suggest.agreement import agrees
from models.suggest.assignment import assignment
from models.values import AnyValue

_WEIGHTS = {
    Role.EVENT_TYPE: 3.0, Role.TIME: 2.0, Role.PLACE: 2.0, Role.AGENT: 1.0, Role.TARGET: 1.0,
    Role.KILLED: 1.0,
}  # fmt: skip
_OTHER_WEIGHT = 0.5
_TIE_WEIGHT = 0.2
_FIELDS_TO_MATCH = 2

_Values = dict[str, list[AnyValue]]


@dataclass(frozen=True, slots=True)
class Score:
    """How often something was right: of what was confirmed (`gold`) and suggested (`found`).

    `matched` counts the confirmed values in events that were found at all.
    """

    name: str
    gold: int = 0
    found: int = 0
    right: int = 0
    matched: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else None

    @property
    def when_matched(self) -> float | None:
        """The share of right values where the event itself was found."""
        return self.right / self.matched if self.matched else None

    def plus(self, other: Score) -> Score:
        return Score(
            self.name,
            self.gold + other.gold,
            self.found + other.found,
            self.right + other.right,
            self.matched + other.matched,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome over all articles."""

    articles: int
    events: Score
    fields: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One suggested value as it would be shown: how sure the engine was, and if it was right."""

    field: str
    confidence: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class _Record:
    """One event's values by field, and the characters that its evidence covers.

    `sure` has the confidence of each value, if the record is a suggested one.
    """

    values: _Values
    evidence: frozenset[int]
    sure: dict[str, list[float]] = dataclass_field(default_factory=dict)


def compare(
    gold: Iterable[tuple[Article, Sequence[Event]]],
    predicted: Mapping[str, Sequence[Proposal]],
    codebook: Codebook,
) -> Report:
    """Scores proposals (by article id) against the events that were confirmed in each article.

    Events are matched one-to-one so that their agreement is greatest over the article: by type,
    days and place first, then actors and counts (`agreement.agrees` says what counts as the
    same); a matched pair is right when at least two fields agree, or all if it has fewer. Values
    of events that were not matched count as missed, or as wrongly suggested.
    """
    articles = 0
    events = Score("events")
    fields = {field.key: Score(field.key) for field in codebook.fields}
    for article, confirmed in gold:
        articles += 1
        wanted, said, pairs = _aligned(confirmed, predicted.get(article.id, ()), codebook)
        events = events.plus(Score("", len(wanted), len(said), len(pairs), len(wanted)))
        for field in codebook.fields:
            fields[field.key] = fields[field.key].plus(_field_score(field, wanted, said, pairs))
    shown = tuple(score for score in fields.values() if score.gold or score.found)
    return Report(articles, events, shown)


def judged(
    gold: Iterable[tuple[Article, Sequence[Event]]],
    predicted: Mapping[str, Sequence[Proposal]],
    codebook: Codebook,
) -> list[Judgement]:
    """Each value of the suggested events, right or wrong by the same rules as `compare`.

    Alternatives are not judged: nobody sees them unless they ask.
    """
    found = []
    for article, confirmed in gold:
        wanted, said, pairs = _aligned(confirmed, predicted.get(article.id, ()), codebook)
        match_of = {j: wanted[i] for i, j in pairs}
        for j, record in enumerate(said):
            for field in codebook.fields:
                values, match = _shown(field, record), match_of.get(j)
                right = agreeing(field, values, _shown(field, match) if match else [])
                sure = record.sure.get(field.key, [])[: len(values)]
                found += [Judgement(field.key, *pair) for pair in zip(sure, right, strict=True)]
    return found


def _aligned(
    confirmed: Iterable[Event], proposals: Iterable[Proposal], codebook: Codebook
) -> tuple[list[_Record], list[_Record], list[tuple[int, int]]]:
    """An article's confirmed and suggested incidents, and the pairs that are the same one."""
    wanted = _incidents([_of_event(event) for event in confirmed if not event.dismissed], codebook)
    said = _incidents([_of_proposal(one) for one in proposals], codebook)
    return wanted, said, _matched(wanted, said, codebook)


def _of_event(event: Event) -> _Record:
    values: _Values = {}
    covered: set[int] = set()
    for decision in event.values:
        if decision.is_confirmed and decision.value is not None:
            values.setdefault(decision.field, []).append(decision.value)
            covered.update(*(range(*span) for span in decision.evidence))
        elif decision.state is State.NOT_REPORTED:
            values.setdefault(decision.field, [])
    return _Record(values, frozenset(covered))


def _of_proposal(proposal: Proposal) -> _Record:
    values: _Values = {}
    sure: dict[str, list[float]] = {}
    covered: set[int] = set()
    for offer in proposal.values:
        values.setdefault(offer.field, []).append(offer.value)
        sure.setdefault(offer.field, []).append(offer.confidence)
        covered.update(*(range(*span) for span in offer.evidence))
    return _Record(values, frozenset(covered), sure)


def _incidents(records: list[_Record], codebook: Codebook) -> list[_Record]:
    """The records that are events: those of class `incident`, and those without a class."""
    class_field = codebook.with_role(Role.RECORD_CLASS)
    if class_field is None:
        return records
    return [
        one
        for one in records
        if one.values.get(class_field.key, [INCIDENT])[:1] in ([], [INCIDENT])
    ]


def agreeing(field: Field, said: Sequence[AnyValue], gold: Sequence[AnyValue]) -> list[bool]:
    """Which suggested values agree with a confirmed one, each of both used once."""
    right = [False] * len(said)
    for value in gold:
        for n, one in enumerate(said):
            if not right[n] and agrees(field, one, value) == 1.0:
                right[n] = True
                break
    return right


def _shown(field: Field, record: _Record) -> list[AnyValue]:
    values = record.values.get(field.key, [])
    return values if field.multiple else values[:1]


def _field_score(
    field: Field, wanted: list[_Record], said: list[_Record], pairs: list[tuple[int, int]]
) -> Score:
    right = sum(
        sum(agreeing(field, _shown(field, said[j]), _shown(field, wanted[i]))) for i, j in pairs
    )
    return Score(
        "",
        sum(len(_shown(field, one)) for one in wanted),
        sum(len(_shown(field, one)) for one in said),
        right,
        sum(len(_shown(field, wanted[i])) for i, _ in pairs),
    )


def _agreement(gold: _Record, said: _Record, codebook: Codebook) -> tuple[float, int, int]:
    """How far two records agree: the weighted sum, the fields that agree, and those compared."""
    weight, agreeing, compared = 0.0, 0, 0
    for field in codebook.fields:
        mine, theirs = _shown(field, gold), _shown(field, said)
        if not mine or field.role is Role.RECORD_CLASS:
            continue
        compared += 1
        best = max((agrees(field, one, value) for one in theirs for value in mine), default=0.0)
        weight += (
            best * _WEIGHTS.get(field.role, _OTHER_WEIGHT) if field.role else best * _OTHER_WEIGHT
        )
        agreeing += best > 0
    overlap = len(gold.evidence & said.evidence) / max(1, len(gold.evidence))
    return weight + _TIE_WEIGHT * overlap, agreeing, compared


def _matched(
    wanted: list[_Record], said: list[_Record], codebook: Codebook
) -> list[tuple[int, int]]:
    table = [[_agreement(gold, one, codebook) for one in said] for gold in wanted]
    pairs = assignment([[cell[0] for cell in row] for row in table])
    return [
        (i, j) for i, j in pairs if table[i][j][1] >= min(_FIELDS_TO_MATCH, max(1, table[i][j][2]))
    ]


def as_table(report: Report) -> str:
    """The report as a table of text: events first, then the fields in the codebook's order."""
    head = ("", "confirmed", "suggested", "right", "precision", "recall", "F1", "in found events")
    rows = [head, *(_row(score) for score in (report.events, *report.fields))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [f"{report.articles} article{'' if report.articles == 1 else 's'}"]
    for row in rows:
        cells = [
            row[0].ljust(widths[0]),
            *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"


def _row(score: Score) -> tuple[str, ...]:
    counts = (score.gold, score.found, score.right)
    shares = (score.precision, score.recall, score.f1, score.when_matched)
    return (
        score.name,
        *map(str, counts),
        *("–" if s is None else f"{100 * s:.1f}" for s in shares),
    )

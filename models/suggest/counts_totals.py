"""Counts of one event from the mentions that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from models.spans import Span
from models.suggest.counts_patterns import Harm, added
from models.values import Count, Wording


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of people in the text, and what happened to them.

    `victim`: the words for the people ("three soldiers"). `is_additive`: more people than those
    counted before ("another", "others", "also"). `is_part`: some of those counted elsewhere
    ("including three children"). `is_update`: takes the place of an earlier number ("rose to 12").
    `is_transfer`: wounded who died. `is_aggregate`: a sum over many incidents ("more than 400
    since January"). `is_hypothetical`: threatened, feared, attempted or denied, not done.
    `is_other`: told apart from people named before, whatever happened to those ("another").
    `is_status`: how someone fares who was told of before ("was taken to a hospital").
    `sentence`: where its sentence starts.
    `is_reason`: an earlier death that people protest about or mourn.
    `is_implied`: follows from the name of the crime ("a homicide"), where no number is given.
    `is_known`: spoken of as someone told of before ("the boy", "he").
    `is_single`: found by syntax, a name or one person, perhaps one of those counted elsewhere.
    """

    kind: Harm
    start: int
    end: int
    value: Count
    victim: Span | None = None
    is_additive: bool = False
    is_part: bool = False
    is_update: bool = False
    is_transfer: bool = False
    is_aggregate: bool = False
    is_hypothetical: bool = False
    is_reason: bool = False
    is_single: bool = False
    is_other: bool = False
    is_status: bool = False
    is_implied: bool = False
    is_known: bool = False
    sentence: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def counts(self) -> bool:
        """Whether it says something about one incident that happened."""
        return not (self.is_aggregate or self.is_hypothetical or self.is_part or self.is_reason)


@dataclass(frozen=True, slots=True)
class Total:
    """A count of one kind for one event, with the spans that say it."""

    value: Count
    evidence: tuple[Span, ...]


def total(mentions: Iterable[CountMention]) -> Total | None:
    """One count from the mentions of one kind that belong to one event; None without any.

    What one sentence says adds up. Between sentences the last update wins over everything before
    it, others than those before are added, and of the rest the greatest number stands.
    """
    result: Total | None = None
    is_settled = False
    others: list[Count] = []
    counting = sorted((one for one in mentions if one.counts), key=lambda one: one.start)
    for _, group in groupby(counting, key=lambda one: one.sentence):
        said = list(group)
        new = _of_sentence(said)
        if result is None or said[0].is_update:
            result, is_settled = new, said[0].is_update
        elif is_settled:
            continue
        elif said[0].is_additive and _is_number(said[0].value):
            if new.value not in others:
                others.append(new.value)
                result = Total(added(result.value, new.value), (*result.evidence, *new.evidence))
        elif _says_more(new.value, result.value):
            result = new
    return result


def _of_sentence(mentions: Sequence[CountMention]) -> Total:
    """What one sentence says together."""
    value = mentions[0].value
    evidence: tuple[Span, ...] = (mentions[0].span,)
    for mention in mentions[1:]:
        if mention.is_additive and _is_number(mention.value):
            value, evidence = added(value, mention.value), (*evidence, mention.span)
        elif mention.is_update or _says_more(mention.value, value):
            value, evidence = mention.value, (mention.span,)
    return Total(value, evidence)


def _is_number(count: Count) -> bool:
    return count.best is not None or count.low is not None


def _size(count: Count) -> int:
    return next((n for n in (count.best, count.high, count.low) if n is not None), -1)


def _says_more(new: Count, old: Count) -> bool:
    """Whether a number should stand instead of an earlier one: a number over none, then more."""
    if new.wording is Wording.NONE:
        return False
    if old.wording is Wording.NONE:
        return True
    return _size(new) > _size(old)


def tally(mentions: Sequence[CountMention]) -> dict[Harm, Total]:
    """The counts of one event, with those who were shot shared out among killed and wounded.

    "Three people were shot, one died": one killed, two wounded. Someone who was wounded and is
    killed in the end, with nobody else named, is not counted twice.
    """
    found: dict[Harm, Total] = {}
    for harm in Harm:
        result = total(m for m in mentions if m.kind is harm and not m.is_implied)
        if result is None or result.value.wording is Wording.NONE:
            result = total(m for m in mentions if m.kind is harm and m.is_implied) or result
        if result:
            found[harm] = result
    struck, wounded = found.pop(Harm.STRUCK, None), found.get(Harm.WOUNDED)
    killed = _total_size(found.get(Harm.KILLED))
    left = _size(struck.value) - killed if struck else 0
    if struck and left > _total_size(wounded):
        evidence = (*struck.evidence, *(wounded.evidence if wounded else ()))
        found[Harm.WOUNDED] = Total(_with_size(struck.value, left), tuple(dict.fromkeys(evidence)))
    elif wounded and killed and left <= 0 and _are_the_killed(mentions, wounded):
        del found[Harm.WOUNDED]
    return found


def _total_size(found: Total | None) -> int:
    return max(0, _size(found.value)) if found else 0


def _are_the_killed(mentions: Sequence[CountMention], wounded: Total) -> bool:
    """Whether the one wounded may have died later: told of as "he", or only as a patient."""
    told = [one for one in mentions if one.kind is Harm.WOUNDED and one.counts]
    dead = [one for one in mentions if one.kind is Harm.KILLED and one.counts]
    return _total_size(wounded) == 1 and all(_may_have_died(one, dead) for one in told)


def _may_have_died(wounded: CountMention, dead: Sequence[CountMention]) -> bool:
    if wounded.is_other:
        return False
    if wounded.is_status:
        return True
    if any(one.sentence == wounded.sentence for one in dead):
        return False
    return wounded.is_single or wounded.is_known


def _with_size(count: Count, size: int) -> Count:
    """A count of another size that is meant in the same way."""
    low, best, high = (
        None if number is None else size for number in (count.low, count.best, count.high)
    )
    return replace(count, low=low, best=best, high=high)

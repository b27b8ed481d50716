"""Counts of one event from the mentions that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from models.spans import Span
from models.suggest.counts_patterns import Harm, added
from models.suggest.counts_people import ANYONE, Person, Victim, tell_apart
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
    `is_reason`: another death, one that people protest about or mourn, or of an accident.
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
    #: By their own hand, as a killer who "turned the gun on himself".
    is_self: bool = False
    person: Person = ANYONE
    #: Who gives the number ("police"), where its sentence says so.
    source: str = ""
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
    before: CountMention | None = None
    counting = sorted((one for one in mentions if one.counts), key=lambda one: one.start)
    for _, group in groupby(counting, key=lambda one: one.sentence):
        said = list(group)
        new = _of_sentence(said)
        if result is None or said[0].is_update:
            result, is_settled = new, said[0].is_update
        elif is_settled or _is_rest(said[0], result.value):
            continue
        elif said[0].is_additive and _is_number(said[0].value):
            if new.value not in others:
                others.append(new.value)
                result = Total(added(result.value, new.value), (*result.evidence, *new.evidence))
        elif disputed := _disputed(said[0], before):
            result = disputed
        elif _says_more(new.value, result.value):
            result = new
        before = said[0]
    return result


def _disputed(new: CountMention, old: CountMention | None) -> Total | None:
    """A range of two numbers that two sources give for the same people; the lower is best.

    The lower number, as coders of conflict events take it (ACLED).
    """
    if old is None or not new.source or not old.source or new.source == old.source:
        return None
    sizes = sorted((_size(old.value), _size(new.value)))
    if old.kind is not new.kind or not 1 < sizes[0] < sizes[1] <= 3 * sizes[0]:
        return None
    return Total(Count(sizes[0], sizes[0], sizes[1], Wording.RANGE), (old.span, new.span))


def _is_rest(mention: CountMention, counted: Count) -> bool:
    """As "the seven others" after "eight people were shot": some of those counted before."""
    return mention.is_additive and mention.is_known and 1 < _size(mention.value) <= _size(counted)


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
    killed in the end is not counted twice. Victims who are told of one by one count where no
    number is given for all of them. A killer's suicide adds one to those he killed.
    """
    counting = sorted((m for m in mentions if m.counts), key=lambda m: (m.start, m.end))
    counting = [m for m in counting if not any(_is_said_by(o, m) for o in counting)]
    others = [m for m in counting if not m.is_self]
    found = {harm: t for harm in Harm if (t := _total_of(others, harm))}
    victims = tell_apart([m for m in counting if _is_one(m) and m.kind is not Harm.ABDUCTED])
    dead = [v for v in victims if v.is_killed and not _died_only_by_own_hand(v)]
    if len(dead) > _total_size(found.get(Harm.KILLED)) and not _has_group(others, Harm.KILLED):
        found[Harm.KILLED] = _chain(dead)
    _add_suicide(found, counting)
    struck = found.pop(Harm.STRUCK, None)
    hurt = [v for v in victims if v.is_hurt and (not v.is_killed or _died_only_by_own_hand(v))]
    wounded = _wounded(others, found, struck, hurt)
    found.pop(Harm.WOUNDED, None)
    if wounded:
        found[Harm.WOUNDED] = wounded
    return found


def _died_only_by_own_hand(victim: Victim) -> bool:
    """Whether the only death told is a killer's own, and someone else was hurt by him.

    As in "wounding him before killing himself", where "himself" is not "him".
    """
    dead = [m for m in victim.mentions if m.kind is Harm.KILLED]
    others = [m for m in victim.mentions if not m.is_self]
    return all(m.is_self for m in dead) and any(m.person.is_pronoun for m in others)


def said_by_headline(mentions: Sequence[CountMention], kind: Harm) -> Count | None:
    """The number of one kind that a headline gives in words, if it does."""
    told = [m for m in mentions if m.counts and not m.is_implied and not m.is_self]
    shared = kind is Harm.WOUNDED and _has_group(told, Harm.STRUCK)
    if not shared and not any(m.kind is kind for m in told):
        return None
    found = tally(told).get(kind)
    return found.value if found is not None and (found.value.best or 0) > 0 else None


def implied_death(span: Span) -> CountMention:
    """A death that is not told of in numbers, with the words that tell of the event."""
    one = Count(1, 1, None, Wording.AT_LEAST)
    return CountMention(Harm.KILLED, span.start, span.end, one, span, is_implied=True)


def _total_of(mentions: Sequence[CountMention], harm: Harm) -> Total | None:
    result = total(m for m in mentions if m.kind is harm and not m.is_implied)
    if result is None or result.value.wording is Wording.NONE:
        result = total(m for m in mentions if m.kind is harm and m.is_implied) or result
    return result


def _is_one(mention: CountMention) -> bool:
    return (
        mention.value == Count(1, 1, 1)
        and not mention.is_implied
        and mention.kind is not Harm.ABDUCTED
    )


def _has_group(mentions: Sequence[CountMention], *harms: Harm) -> bool:
    """Whether a number of several people is given, or of "others"."""
    return any(
        m.kind in harms and (m.value.wording is not Wording.EXACT or _size(m.value) > 1)
        for m in mentions
        if m.value.wording is not Wording.NONE and not m.is_implied
    )


def _chain(victims: Sequence[Victim]) -> Total:
    evidence = tuple(v.mentions[0].span for v in victims)
    return Total(Count(len(victims), len(victims), len(victims)), evidence)


def _add_suicide(found: dict[Harm, Total], mentions: Sequence[CountMention]) -> None:
    own = [m for m in mentions if m.is_self and m.kind is Harm.KILLED]
    after = [
        m
        for m in own
        if m.is_additive or any(o.sentence == m.sentence and not o.is_self for o in mentions)
    ]
    killed = found.get(Harm.KILLED)
    if not own:
        return
    if killed is None or not _total_size(killed):
        found[Harm.KILLED] = Total(own[0].value, (own[0].span,))
    elif (
        after
        and len(killed.evidence) == 1
        and _is_told(killed, mentions)
        and not any(_is_state(m) for m in mentions)
    ):
        found[Harm.KILLED] = Total(
            added(killed.value, own[0].value), (*killed.evidence, own[0].span)
        )


def _is_said_by(other: CountMention, own: CountMention) -> bool:
    """Whether one who died by their own hand is counted by the same words already.

    As in "a man has died of a self-inflicted wound".
    """
    if not own.is_self or other.is_self or other.kind is not Harm.KILLED:
        return False
    return other.span.overlaps(own.span) and other.start < own.start


def _is_told(killed: Total, mentions: Sequence[CountMention]) -> bool:
    """Whether the words name someone else who was killed, not only the crime."""
    return any(m.span in killed.evidence and not m.is_implied for m in mentions)


def _is_state(mention: CountMention) -> bool:
    """Whether it says how many are dead in the end: "left five dead", "three people died"."""
    passive = mention.victim is not None and mention.start == mention.victim.start
    return mention.kind is Harm.KILLED and _size(mention.value) > 1 and passive


def _wounded(
    mentions: Sequence[CountMention],
    found: dict[Harm, Total],
    struck: Total | None,
    hurt: Sequence[Victim],
) -> Total | None:
    told = _without_the_dead(found.get(Harm.WOUNDED), mentions)
    killed = _total_size(found.get(Harm.KILLED))
    if not _has_group(mentions, Harm.WOUNDED, Harm.STRUCK):
        if hurt and not (len(hurt) == 1 and _died_by_name_of_crime(found, hurt[0], mentions)):
            return _chain(hurt)
        return told if told and told.value.wording is Wording.NONE else None
    told = _besides_the_dead(told, killed, struck, mentions)
    left = _size(struck.value) - killed if struck else 0
    if struck and left > _total_size(told):
        evidence = (*struck.evidence, *(told.evidence if told else ()))
        return Total(_with_size(struck.value, left), tuple(dict.fromkeys(evidence)))
    if told and not _has_group(mentions, Harm.WOUNDED) and left <= 0 and killed and not hurt:
        return None
    return told


def _besides_the_dead(
    told: Total | None, killed: int, struck: Total | None, mentions: Sequence[CountMention]
) -> Total | None:
    """The wounded without the dead: "three others" of "four injured" when one was killed.

    Of those who were only taken to a hospital, some may have died there.
    """
    own = [m for m in mentions if m.kind is Harm.WOUNDED and _size(m.value) > 0]
    rest = [m for m in own if m.is_other and _size(m.value) + killed == _total_size(told)]
    if told and killed and rest:
        return Total(rest[0].value, (rest[0].span,))
    if told and killed and struck and all(m.is_status and not m.is_other for m in own):
        return None
    return told


def _died_by_name_of_crime(
    found: dict[Harm, Total], victim: Victim, mentions: Sequence[CountMention]
) -> bool:
    """Whether the only death is that of a "homicide" or "autopsy": then it is the one victim's."""
    killed = found.get(Harm.KILLED)
    if killed is None or victim.person.is_new or not _total_size(killed):
        return False
    return any(m.span in killed.evidence and m.is_implied for m in mentions)


def _without_the_dead(wounded: Total | None, mentions: Sequence[CountMention]) -> Total | None:
    """The wounded less those of them who died later ("three of the wounded died")."""
    moved = [m for m in mentions if m.is_transfer and m.kind is Harm.KILLED]
    left = _total_size(wounded) - sum(max(0, _size(m.value)) for m in moved)
    if wounded is None or not moved or left <= 0 or moved[0].start < wounded.evidence[0].start:
        return wounded
    return Total(_with_size(wounded.value, left), (*wounded.evidence, moved[0].span))


def _total_size(found: Total | None) -> int:
    return max(0, _size(found.value)) if found else 0


def _with_size(count: Count, size: int) -> Count:
    """A count of another size that is meant in the same way."""
    low, best, high = (
        None if number is None else size for number in (count.low, count.best, count.high)
    )
    return replace(count, low=low, best=best, high=high)

"""How records, values and states are said in words, on tabs, in rows and to a screen reader."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.codebook import Codebook, Field, Role
from models.duplicates.carrying import carried_from
from models.duplicates.told import Told
from models.events import Band, State, Suggested, band
from models.language import later, tr
from models.review import Record, ShownValue
from models.rules import is_incident
from models.spans import Span
from models.typed import show_date, show_value
from models.values import Actor, AnyValue, DatePrecision, DateRange, Place, PlacePrecision
from ui.words.days import short_day_words
from ui.words.directions import RIGHT_TO_LEFT, isolated

_STATE_WORDS = {
    State.SUGGESTED: later("suggested"),
    State.ACCEPTED: later("accepted"),
    State.CORRECTED: later("corrected"),
    State.ADDED: later("added by hand"),
    State.NOT_REPORTED: later("not reported"),
    State.REJECTED: later("rejected"),
}
_TELLING = (Role.PLACE, Role.TARGET, Role.AGENT, Role.EVENT_TYPE, Role.STAGE)
_SPACE = re.compile(r"\s+")
_QUOTE_CONTEXT = 34
_QUOTE_LENGTH = 150
_LONGEST_NAME = 28
_LONGEST_PART = 40
_SHORT_ENOUGH = 12
_ABBREVIATION = re.compile(r" \(([A-Z][\w&-]{1,9})\)")


def value_text(value: AnyValue | None, field: Field | None) -> str:
    """The words on a value's chip."""
    return tr("not reported") if value is None else show_value(value, field)


def value_note(shown: ShownValue) -> str:
    """What a chip says in small beside the value: how closely it is known, how it was accepted."""
    match shown.value:
        case Place(precision=PlacePrecision() as precision):
            said = tr(PRECISION_WORDS[precision])
        case DateRange(precision=DatePrecision.DAY):
            said = tr("day")
        case _:
            said = ""
    how = ""
    source = carried_from(shown.decision) if shown.decision else ""
    if source:
        how = tr("from {source}", source=shortened(source, _LONGEST_NAME))
    elif shown.decision and shown.decision.bulk:
        how = tr("in bulk")
    return " · ".join(filter(None, (said, how)))


def told_words(told: Sequence[Told], field: Field) -> str:
    """What other reports say: "3 (Reuters) · 5 (AFP)"."""
    said = " · ".join(
        f"{isolated(value_text(one.value, field))} ({isolated(one.sources)})" for one in told
    )
    return tr("Other reports say: {values}", values=said)


def short_text(value: AnyValue, field: Field | None) -> str:
    """The shortest telling words of a value: a place without its region, an actor's short name."""
    match value:
        case Place() | Actor():
            return value.name
        case _:
            return show_value(value, field)


def tab_titles(codebook: Codebook, records: Sequence[Record]) -> tuple[str, ...]:
    """One title a record; records that would be called the same say one thing more."""
    told = [_told(codebook, record) for record in records]
    firsts = [words[0] for words in told]
    return tuple(
        " · ".join(words[:2]) if firsts.count(words[0]) > 1 else words[0] for words in told
    )


def record_names(codebook: Codebook, records: Sequence[Record]) -> dict[str, str]:
    """How each record of an article is called, by its key: as its tab, or with its class.

    The records come in the order of the tabs.
    """
    names: dict[str, str] = {}
    number = 0
    for one, title in zip(records, tab_titles(codebook, records), strict=True):
        number += is_incident(codebook, one)
        called = str(number) if is_incident(codebook, one) else class_label(codebook, one)
        names[one.key] = f"{called} · {shortened(title, _LONGEST_NAME)}"
    return names


def class_label(codebook: Codebook, record: Record) -> str:
    """What a record is that is kept apart, such as "Aggregate" or "Threat"."""
    found = codebook.with_role(Role.RECORD_CLASS)
    value = record.leading(found.key) if found else None
    choice = found.readable_by_key.get(value) if found and isinstance(value, str) else None
    return choice.label if choice else tr("Record")


def type_colour(codebook: Codebook, record: Record) -> str:
    """The colour that the codebook gives to the record's type; empty if it gives none."""
    for field, value in _values(codebook, record, Role.EVENT_TYPE)[:1]:
        choice = field.readable_by_key.get(value) if isinstance(value, str) else None
        return choice.colour.value if choice and choice.colour else ""
    return ""


def summary(codebook: Codebook, record: Record, text: str = "") -> str:
    """The record in one line: day · type · place, country · agent → target.

    Long names give way to the short ones that the article's text introduces in brackets.
    """
    parts = [
        _part(codebook, record, Role.TIME),
        _part(codebook, record, Role.EVENT_TYPE),
        _part(codebook, record, Role.PLACE),
        _who(codebook, record, text),
    ]
    said = " · ".join(part for part in parts if part) or tr("Nothing entered yet")
    # A line that begins with a name in Arabic is still read from the left.
    return f"\u200e{said}" if RIGHT_TO_LEFT.search(said) else said


def short_name(name: str, text: str) -> str:
    """The abbreviation that a text introduces for a name: "IRI" for "… in Iraq (IRI)"."""
    place = text.find(f"{name} (") if len(name) > _SHORT_ENOUGH else -1
    found = _ABBREVIATION.match(text, place + len(name)) if place >= 0 else None
    return found[1] if found else name


def evidence_parts(text: str, spans: Sequence[Span]) -> tuple[str, int, int]:
    """The first passage with some words around it, and where the passage stands in that.

    Further passages are only counted: the article shows them.
    """
    if not spans:
        return "", 0, 0
    first = min(spans)
    before = _SPACE.sub(" ", text[max(0, first.start - _QUOTE_CONTEXT) : first.start])
    after = _SPACE.sub(" ", text[first.end : first.end + _QUOTE_CONTEXT])
    opening, closing = "“", "”"
    if first.start > _QUOTE_CONTEXT:
        opening, before = "“… ", before.partition(" ")[2]
    if first.end + _QUOTE_CONTEXT < len(text):
        after, closing = after.rpartition(" ")[0], " …”"
    quote = shortened(_SPACE.sub(" ", first.quote(text)), _QUOTE_LENGTH)
    rest = "  " + tr("+ {count} more", count=len(spans) - 1) if len(spans) > 1 else ""
    start = len(opening) + len(before)
    return f"{opening}{before}{quote}{after}{closing}{rest}", start, start + len(quote)


def confidence_level(confidence: float | None) -> int:
    """Three bars: likely, possible, weak; none without a confidence."""
    return 0 if confidence is None else _BANDS.index(band(confidence)) + 1


def confidence_words(level: int) -> str:
    """The word for so many bars; empty for none."""
    return tr(BAND_WORDS[_BANDS[level - 1]]) if level else ""


def state_words(state: State) -> str:
    return tr(_STATE_WORDS[state])


_BANDS = (Band.WEAK, Band.POSSIBLE, Band.LIKELY)
BAND_WORDS = {
    Band.WEAK: later("weak"),
    Band.POSSIBLE: later("possible"),
    Band.LIKELY: later("likely"),
}
#: How closely a place is known.
PRECISION_WORDS = {
    PlacePrecision.EXACT: later("exact"),
    PlacePrecision.NEAR: later("near"),
    PlacePrecision.ADMIN2: later("district"),
    PlacePrecision.ADMIN1: later("province"),
    PlacePrecision.AREA: later("area"),
    PlacePrecision.COUNTRY: later("country"),
    PlacePrecision.WATERS: later("waters"),
}


def row_in_words(
    field: Field,
    values: Sequence[ShownValue],
    problems: Sequence[str],
    offers: Sequence[Suggested] = (),
    told: Sequence[Told] = (),
) -> str:
    """A row as a screen reader says it."""
    said = [f"{field.label}:"]
    if not values:
        said.append(tr("empty;") if offers else tr("empty"))
    for shown in values:
        level = confidence_words(confidence_level(shown.confidence))
        waiting = shown.state is State.SUGGESTED
        state = (
            tr("suggested, {level}", level=level) if waiting and level else state_words(shown.state)
        )
        words = "" if shown.value is None else f"{value_text(shown.value, field)}, "
        said.append(f"{words}{state};")
    first = len(values[0].alternatives) + 1 if values else 1
    for number, offer in enumerate(offers, first):
        said.append(
            tr(
                "{number} takes {value};",
                number=number,
                value=value_text(offer.value, field),
            )
        )
    if told:
        said.append(f"{told_words(told, field)};")
    return " ".join([*said, *problems]).rstrip(";")


def _told(codebook: Codebook, record: Record) -> list[str]:
    said = [
        shortened(short_text(value, field), 22)
        for role in _TELLING
        for field, value in _values(codebook, record, role)[:1]
    ]
    return said or [tr("new")]


def _values(codebook: Codebook, record: Record, role: Role) -> list[tuple[Field, AnyValue]]:
    """What stands on the fields of a role (several may have it), or is the best offer there."""
    found: list[tuple[Field, AnyValue]] = []
    for field in codebook.fields:
        if field.role is not role:
            continue
        standing = [one.value for one in record.standing(field.key)]
        best = record.leading(field.key)
        values = standing or ([] if best is None else [best])
        found += [(field, value) for value in values if value is not None]
    return found


def _part(codebook: Codebook, record: Record, role: Role) -> str:
    found = _values(codebook, record, role)
    match found[0] if found else None:
        case None:
            return ""
        case (_, DateRange() as value):
            return _day(value)
        case (_, Place() as value):
            name = isolated(value.name)
            return f"{name}, {value.country}" if value.country else name
        case (field, value):
            return isolated(show_value(value, field))


def _who(codebook: Codebook, record: Record, text: str) -> str:
    agents, targets = (_names(codebook, record, role, text) for role in (Role.AGENT, Role.TARGET))
    if agents and targets:
        return f"{agents} → {targets}"
    if agents:
        return tr("by {agents}", agents=agents)
    return tr("against {targets}", targets=targets) if targets else ""


def _names(codebook: Codebook, record: Record, role: Role, text: str) -> str:
    """The first of a role by name, and how many more there are."""
    found = _values(codebook, record, role)
    if not found:
        return ""
    field, value = found[0]
    name = isolated(shortened(short_name(short_text(value, field), text), _LONGEST_PART))
    return f"{name} + {len(found) - 1}" if len(found) > 1 else name


def _day(value: DateRange) -> str:
    if value.start and value.start == value.end:
        return short_day_words(value.start)
    return show_date(value)


def shortened(text: str, length: int) -> str:
    """The text, cut at a word if it is longer than `length`."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut) + "…"

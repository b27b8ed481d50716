"""What somebody types above the queue: words to look for, and facets such as `country:MLI`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from models.codebook import Codebook, Role
from models.schemes.tables import country_named


class Facet(StrEnum):
    """A side of an article that the queue can be narrowed by; the value is the word typed."""

    SOURCE = "source"
    LANGUAGE = "language"
    SINCE = "from"
    UNTIL = "to"
    COUNTRY = "country"
    TYPE = "type"
    CODER = "coder"
    ASSIGNED = "assigned"
    HAS = "has"


#: What `has:` may ask for.
HAS_EVENT, HAS_SUGGESTION, HAS_PROBLEM = "event", "suggestion", "problem"
#: Copies of an article; further reports of its incident.
HAS_COPY, HAS_REPORT = "copies", "reports"
_HAS = (HAS_EVENT, HAS_SUGGESTION, HAS_PROBLEM, HAS_COPY, HAS_REPORT)
#: Instead of a name: oneself, and (of assignments) nobody.
ME, NOBODY = "me", "nobody"

#: Other words that people type for a facet.
_ALSO = {"annotator": Facet.CODER, "since": Facet.SINCE, "until": Facet.UNTIL}

#: Of a country (ISO 3166-1 alpha-3).
_CODE = re.compile("[A-Za-z]{3}")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_TOKEN = re.compile(
    rf'(?<!\S)({"|".join([*Facet, *_ALSO])}):("[^"]*"|[^\s"]+)(?!\S)', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """Words and facets. Several values of one facet: any of them; several facets: all of them.

    `words` is as typed, with a space at its end where the last word is finished.
    """

    words: str = ""
    facets: tuple[tuple[Facet, str], ...] = ()

    def of(self, facet: Facet) -> tuple[str, ...]:
        """The values asked for on one side."""
        return tuple(value for found, value in self.facets if found is facet)

    def toggled(self, facet: Facet, value: str) -> QueueQuery:
        """With the value where it was not, without it where it was; a day replaces a day."""
        held = (facet, value) in self.facets
        alone = facet in (Facet.SINCE, Facet.UNTIL)
        kept = [
            one for one in self.facets if not (one == (facet, value) or (one[0] is facet and alone))
        ]
        return QueueQuery(self.words, tuple(kept if held else [*kept, (facet, value)]))

    def unknown(self, codebook: Codebook, people: Collection[str]) -> tuple[str, ...]:
        """What is asked for by names that nothing has (any more), as it would be typed."""
        field = codebook.with_role(Role.EVENT_TYPE)
        choices = field.choice_by_key.values() if field else ()
        known = {
            Facet.TYPE: {name.casefold() for one in choices for name in (one.key, one.label)},
            Facet.CODER: {*people, ME},
            Facet.ASSIGNED: {*people, ME, NOBODY},
            Facet.HAS: set(_HAS),
        }
        strange = [
            (facet, value)
            for facet, value in self.facets
            if (
                facet in known
                and (value.casefold() if facet is Facet.TYPE else value) not in known[facet]
            )
            or (facet is Facet.COUNTRY and not _CODE.fullmatch(value))
        ]
        return tuple(str(QueueQuery("", (one,))) for one in strange)

    def __str__(self) -> str:
        """As it would be typed."""
        tokens = [f"{facet}:{_quoted(value)}" for facet, value in self.facets]
        return " ".join([*tokens, self.words] if self.words else tokens)


def parse(typed: str) -> QueueQuery:
    """What was typed, taken apart. What is no facet (`from:soon`, `source:`) is words.

    A country may be told by its name: `country:Mali` is `country:MLI`.
    """
    facets: list[tuple[Facet, str]] = []

    def taken(found: re.Match[str]) -> str:
        name, value = found[1].lower(), found[2].strip('"')
        facet = _ALSO.get(name) or Facet(name)
        days = facet in (Facet.SINCE, Facet.UNTIL)
        if not value.strip() or (days and not _DAY.fullmatch(value)):
            return found[0]
        if facet is Facet.COUNTRY:
            value = country_named(value) or value
        if (facet, value) not in facets:
            facets.append((facet, value))
        return "\0"

    words = re.sub(r"\s*\0\s*$|\0\s*", "", _TOKEN.sub(taken, typed.replace("\0", "")))
    return QueueQuery(words, tuple(facets))


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value

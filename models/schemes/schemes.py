"""The schemes that are tables, by name."""

from __future__ import annotations

from collections.abc import Iterator

from models.schemes import (
    acled,
    acled_reading,
    gtd,
    gtd_reading,
    plover,
    plover_reading,
    polecat,
    polecat_reading,
    ucdp,
    ucdp_reading,
)
from models.schemes.derived import Row
from models.schemes.facts import Facts
from models.schemes.ids import probed
from models.schemes.scheme import Scheme

_LARGE, _SMALL = 10**12, 10**9
_A_DAY = 9999


def _acled_ids(_: Row, facts: Facts, part: int) -> Iterator[str]:
    """The country's letters and a number."""
    return (f"{facts.country}{n}" for n in probed(facts.event.id, part, "acled", _LARGE))


def _gtd_ids(row: Row, facts: Facts, part: int) -> Iterator[str]:
    """Year, month and day, 0 where unknown, and four digits."""
    day = f"{int(row['iyear']):04}{int(row['imonth']):02}{int(row['iday']):02}"
    return (f"{day}{n:04}" for n in probed(facts.event.id, part, "gtd", _A_DAY))


def _ucdp_ids(_: Row, facts: Facts, part: int) -> Iterator[str]:
    return map(str, probed(facts.event.id, part, "ucdp-ged", _SMALL))


def _own_id(_: Row, facts: Facts, part: int) -> Iterator[str]:
    """Any text is an id: the event's own."""
    yield facts.event.id if not part else f"{facts.event.id}-{part + 1}"


ACLED = Scheme(
    "acled",
    "ACLED",
    acled.COLUMNS,
    acled.ID,
    acled.derive,
    _acled_ids,
    acled_reading.read,
    frozenset(["event_date", "sub_event_type", "actor1", "fatalities"]),
)
GTD = Scheme(
    "gtd",
    "GTD",
    gtd.COLUMNS,
    gtd.ID,
    gtd.derive,
    _gtd_ids,
    gtd_reading.read,
    frozenset(["eventid", "iyear", "attacktype1", "gname"]),
)
UCDP = Scheme(
    "ucdp-ged",
    "UCDP GED",
    ucdp.COLUMNS,
    ucdp.ID,
    ucdp.derive,
    _ucdp_ids,
    ucdp_reading.read,
    frozenset(["type_of_violence", "side_a", "side_b", "date_start", "best"]),
)
POLECAT = Scheme(
    "polecat",
    "POLECAT",
    polecat.COLUMNS,
    polecat.ID,
    polecat.derive,
    _own_id,
    polecat_reading.read,
    frozenset(["Event ID", "Event Type", "Actor Name", "Recipient Name"]),
    once=False,
    numbered=False,
)

PLOVER = Scheme(
    "plover",
    "PLOVER",
    plover.KEYS,
    "id",
    plover.derive,
    _own_id,
    plover_reading.read,
    frozenset(["id", "date", "actor", "event"]),
    once=False,
    numbered=False,
    of_texts=False,
)

TABLES = (ACLED, GTD, UCDP, POLECAT)
SCHEMES: dict[str, Scheme] = {scheme.name: scheme for scheme in (*TABLES, PLOVER)}

"""The schemes by name."""

from __future__ import annotations

from collections.abc import Iterator

from models.schemes import acled
from models.schemes.derived import Row
from models.schemes.facts import Facts
from models.schemes.ids import probed
from models.schemes.scheme import Scheme

_LARGE = 10**12


def _acled_ids(_: Row, facts: Facts, part: int) -> Iterator[str]:
    return (f"{facts.country}{n}" for n in probed(facts.event.id, part, "acled", _LARGE))


ACLED = Scheme("acled", "ACLED", acled.COLUMNS, acled.ID, acled.derive, _acled_ids)

SCHEMES: dict[str, Scheme] = {scheme.name: scheme for scheme in (ACLED,)}

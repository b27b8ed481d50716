"""Which places an editor offers for what is typed, in which order, and what it tells of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.earth import km
from models.language import number, tr
from models.typed import read_coordinates
from models.values import Place, PlacePrecision
from ui.editors.editor import GazetteerSource
from ui.map.world import world
from ui.widgets.type_ahead import Entry
from ui.words.matching import WORD_BEGINS, plain, ranked, score
from ui.words.records import PRECISION_WORDS

if TYPE_CHECKING:
    from models.suggest.gazetteer import GazetteerPlace

MOST_CANDIDATES = 20
_MOST_KNOWN = 60
_AREAS = (
    PlacePrecision.ADMIN2,
    PlacePrecision.ADMIN1,
    PlacePrecision.COUNTRY,
    PlacePrecision.WATERS,
)


class PlaceCandidates:
    """The places of the article, then those confirmed in the project, then the place index.

    `here` are places of the article's records, `confirmed` those of the project, `elsewhere` the
    event's other places: candidates in their countries, and close to them, come first. What the
    place index knows of the first two is told as of those that it finds.
    """

    def __init__(
        self,
        here: Sequence[Place],
        confirmed: Sequence[Place],
        elsewhere: Sequence[Place],
        gazetteer: GazetteerSource,
    ) -> None:
        self._gazetteer = gazetteer
        self._elsewhere = elsewhere
        self._countries = {place.country for place in elsewhere if place.country}
        self._from: dict[tuple[object, ...], tuple[Place, str]] = {}
        for places, source in ((here, tr("in this article")), (confirmed, tr("in the project"))):
            for place in places:
                self._from.setdefault(_identity(place), (place, source))

    def known(self) -> list[Entry]:
        """Places that need no typing."""
        return [self._known(*pair) for pair in list(self._from.values())[:_MOST_KNOWN]]

    def fitting(self, name: str, found: Sequence[GazetteerPlace]) -> list[Entry]:
        """What is known by a name, what the place index found, and the name as it is typed."""
        known = ranked(name, self._from.values(), lambda pair: [pair[0].name])
        likely = [pair for pair in known if score(name, pair[0].name) >= WORD_BEGINS]
        entries = {_identity(place): self._known(place, source) for place, source in likely}
        for one in sorted(found, key=lambda one: self._remoteness(name, one)):
            entries.setdefault(_identity(one.to_place()), self._found(one))
        typed = Entry(name, tr("a place of your own: give it coordinates"), Place(name))
        return [*list(entries.values())[:MOST_CANDIDATES], typed]

    def at(self, typed: str, name: str) -> list[Entry]:
        """The point that is typed, if these are coordinates, under a name."""
        point = read_coordinates(typed)
        if point is None:
            return []
        country = world().country_at(*point)
        code = (country.code if country else "") or None
        place = Place(name, code, None, *point, precision=PlacePrecision.EXACT)
        return [Entry(typed, self._detail(place, tr("this point")), place, tail=_country(place))]

    def _remoteness(self, name: str, found: GazetteerPlace) -> tuple[bool, bool, float]:
        """Sorts by what the other places make likely; where they say nothing, nothing changes."""
        if found.country not in self._countries:
            return True, True, 0.0
        whole = plain(found.name) == plain(name)
        near = self._nearest((found.lat, found.lon))
        return False, not whole, near[0] if whole and near else 0.0

    def _known(self, place: Place, source: str) -> Entry:
        gazetteer = self._gazetteer() if place.gazetteer_id else None
        found = gazetteer.by_id(place.gazetteer_id or "") if gazetteer else None
        facts = _facts(found) if found else (_area(place), place.admin1)
        return Entry(place.name, self._detail(place, *facts, source), place, tail=_country(place))

    def _found(self, found: GazetteerPlace) -> Entry:
        place = found.to_place()
        return Entry(found.name, self._detail(place, *_facts(found)), place, tail=_country(place))

    def _detail(self, place: Place, *parts: str | None) -> str:
        said = [part for part in parts if part and part != place.name]
        near = self._nearest((place.lat, place.lon)) if place.lat is not None else None
        if near and near[1] != place.name:
            said.append(tr("{far} km from {place}", far=number(near[0]), place=near[1]))
        return " · ".join(said)

    def _nearest(self, point: tuple[float | None, float | None]) -> tuple[float, str] | None:
        """The nearest of the other places: how far (km), and its name."""
        lat, lon = point
        if lat is None or lon is None:
            return None
        distances = (
            (km(lat, lon, other.lat, other.lon), other.name)
            for other in self._elsewhere
            if other.lat is not None and other.lon is not None
        )
        return min(distances, default=None)


def _area(place: Place) -> str:
    """What sort of area it is, as far as its precision tells."""
    precision = place.precision
    return tr(PRECISION_WORDS[precision]) if precision in _AREAS and precision else ""


def _facts(found: GazetteerPlace) -> tuple[str, ...]:
    """What sort of place it is, in which province, and how many people live there."""
    kind = "" if found.kind in {"city", "admin2"} else _kind(found.kind)
    people = tr("{number} people", number=_people(found.population)) if found.population else ""
    return kind, found.admin1, people


def _kind(kind: str) -> str:
    words = {"admin1": tr("province"), "site": tr("site"), "region": tr("region")}
    words |= {"country": tr("country"), "waters": tr("waters")}
    return words[kind]


def _country(place: Place) -> str:
    name = world().name_of(place.country)
    return "" if name == place.name else name


def _people(population: int) -> str:
    if population >= 1_000_000:
        return tr("{number} m", number=number(population / 1_000_000, 1))
    if population >= 1000:
        return tr("{number} k", number=number(population / 1000))
    return str(population)


def _identity(place: Place) -> tuple[object, ...]:
    if place.gazetteer_id:
        return (place.gazetteer_id,)
    return (plain(place.name), place.country, place.lat, place.lon)

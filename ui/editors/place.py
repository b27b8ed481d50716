"""The editor of places: candidates of the place index as one types, or name, point and country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from models.typed import read_coordinates
from models.values import AnyValue, Place, PlacePrecision
from ui.editors.editor import Editor, EditorContext, note_label
from ui.editors.picker import Picker
from ui.editors.type_ahead import Entry, TypeAhead
from ui.matching import WORD_BEGINS, plain, ranked, score

if TYPE_CHECKING:
    from models.suggest.gazetteer import GazetteerPlace

_MOST_CANDIDATES = 20
_ASK_AGAIN_MS = 400
PRECISION_LABELS = {precision: precision.value for precision in PlacePrecision}


class PlaceEditor(Editor):
    """Takes a place: one of the candidates, changed by hand where needed, or typed in full."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        self._held: Place | None = None
        self._by_hand: set[str] = set()
        self._places = TypeAhead(context.theme, self._find, name=context.field.label, most=6)
        self._places.box.setPlaceholderText("Name of the place, or 33.31, 38.70")
        self._point, self._country = QLineEdit(), QLineEdit()
        self._precision = Picker(context.theme, PRECISION_LABELS, name="Precision")
        self._waiting = note_label(context.theme, "faint")
        self._waiting.hide()
        self._timer = QTimer(self, singleShot=True, interval=_ASK_AGAIN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.add(self._places)
        self.add(self._waiting)
        self.add(self._parts_row())
        self.setFocusProxy(self._places)
        self._places.picked.connect(lambda _: self.commit())
        self._places.highlighted.connect(self._on_highlighted)
        self._places.edited.connect(self._on_name_edited)

    @override
    def set_value(self, value: AnyValue | None) -> None:
        self._held = value if isinstance(value, Place) else None
        self._by_hand.clear()
        name = self._held.name if self._held else ""
        self._places.start(name, highlight=lambda entry: entry.payload == value)
        self._show_parts(self._held)

    @override
    def value(self) -> AnyValue | None:
        base = self._base()
        if base is None or self._part_problem():
            return None
        if "point" in self._by_hand:
            point = read_coordinates(self._point.text())
            lat, lon = point or (None, None)
            base = replace(base, lat=lat, lon=lon, gazetteer_id=None)
        if "country" in self._by_hand:
            base = replace(base, country=self._country.text().strip().upper() or None)
        if "precision" in self._by_hand or base.precision is None:
            base = replace(base, precision=self._precision.picked)
        return base

    @override
    def problem(self) -> str:
        return (
            self._part_problem() or "Type the name of a place, or coordinates such as 33.31, 38.7."
        )

    @override
    def typed(self) -> str:
        return self._places.box.text().strip()

    @override
    def take_text(self, text: str) -> None:
        self._places.box.setText(text)
        self._places.refresh()
        self._places.box.selectAll()

    def _parts_row(self) -> QWidget:
        self._point.setPlaceholderText("lat, lon")
        self._point.setAccessibleName("Coordinates")
        self._point.setToolTip("Latitude and longitude, such as 33.31, 38.70 or 33°18'N 38°42'E")
        self._country.setPlaceholderText("SYR")
        self._country.setAccessibleName("Country")
        self._country.setToolTip("Country as three letters (ISO 3166-1 alpha-3)")
        self._country.setMaxLength(3)
        self._country.setFixedWidth(56)
        self._point.textEdited.connect(lambda: self._on_part_edited("point"))
        self._country.textEdited.connect(lambda: self._on_part_edited("country"))
        self._precision.activated.connect(lambda: self._on_part_edited("precision"))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._point, 1)
        row.addWidget(self._country)
        row.addWidget(self._precision)
        return holder

    def _base(self) -> Place | None:
        """The highlighted place, else the one that was there, else one of that name."""
        entry = self._places.current
        if entry:
            return entry.payload  # type: ignore[no-any-return]
        name = self._places.box.text().strip()
        if self._held and name == self._held.name:
            return self._held
        return Place(name) if name else None

    def _part_problem(self) -> str:
        point, country = self._point.text().strip(), self._country.text().strip()
        if "point" in self._by_hand and point and read_coordinates(point) is None:
            return "Coordinates are latitude and longitude, such as 33.31, 38.70."
        if "country" in self._by_hand and country and not _is_country(country):
            return "A country is three letters, such as SYR or IRQ."
        return ""

    def _find(self, typed: str) -> Sequence[Entry]:
        name = typed.strip()
        known = self._known()
        if not name:
            return [_known_entry(place) for place in known]
        if point := read_coordinates(name):
            held = self._held.name if self._held else name
            place = Place(held, None, None, *point, precision=PlacePrecision.EXACT)
            return [Entry(name, "this point", place, tail="coordinates")]
        fitting = ranked(name, known, lambda place: [place.name])
        fitting = [place for place in fitting if score(name, place.name) >= WORD_BEGINS]
        entries = {_point_key(place): _known_entry(place) for place in fitting}
        for found in self._search(name):
            entries.setdefault(_point_key(found.to_place()), _candidate(found))
        return [
            *list(entries.values())[:_MOST_CANDIDATES],
            Entry(name, "", Place(name), tail="as typed"),
        ]

    def _known(self) -> list[Place]:
        """Places of the article first, then those confirmed in the project, each once."""
        here = [offer for offer in self.context.offers if isinstance(offer, Place)]
        unique = {_point_key(place): place for place in reversed([*here, *self.context.places])}
        return list(reversed(unique.values()))[:60]

    def _search(self, name: str) -> list[GazetteerPlace]:
        gazetteer = self.context.gazetteer()
        self._waiting.setVisible(gazetteer is None)
        if gazetteer is None:
            self._waiting.setText(
                "The place index is still being built; a name with coordinates can be typed."
            )
            self._timer.start()
            return []
        return gazetteer.search(name, _MOST_CANDIDATES)

    def _on_timer_timeout(self) -> None:
        """The place index may be there now."""
        if self.context.gazetteer() is None:
            self._timer.start()
        elif self._places.box.text().strip():
            self._waiting.hide()
            self._places.refresh()

    def _on_name_edited(self) -> None:
        self._by_hand.clear()
        self._show_parts(self._base())
        self.show_problem("")

    def _on_highlighted(self, entry: Entry | None) -> None:
        if entry:
            self._show_parts(entry.payload)

    def _on_part_edited(self, part: str) -> None:
        self._by_hand.add(part)
        self.show_problem("")

    def _show_parts(self, place: Place | None) -> None:
        """Show what will be saved, except where somebody has typed something else."""
        if "point" not in self._by_hand:
            self._point.setText(_degrees(place) if place else "")
            self._point.setCursorPosition(0)
        if "country" not in self._by_hand:
            self._country.setText((place and place.country) or "")
        if "precision" not in self._by_hand:
            precision = (place and place.precision) or PlacePrecision.EXACT
            self._precision.pick(precision)


def _candidate(found: GazetteerPlace) -> Entry:
    what = found.admin1 if found.kind in {"city", "admin2"} else found.kind
    if found.kind == "admin1":
        what = "province"
    people = f" · {_people(found.population)}" if found.population else ""
    return Entry(found.name, what, found.to_place(), tail=f"{found.country}{people}")


def _known_entry(place: Place) -> Entry:
    where = ", ".join(part for part in (place.admin1,) if part)
    return Entry(place.name, where, place, tail=f"{place.country or ''} · known".strip(" ·"))


def _people(population: int) -> str:
    if population >= 1_000_000:
        return f"{population / 1_000_000:.1f} m"
    return f"{population / 1000:.0f} k" if population >= 1000 else str(population)


def _degrees(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return ""
    return f"{place.lat:.4f}".rstrip("0").rstrip(".") + f", {place.lon:.4f}".rstrip("0").rstrip(".")


def _point_key(place: Place) -> tuple[object, ...]:
    if place.gazetteer_id:
        return (place.gazetteer_id,)
    return (plain(place.name), place.country, place.lat, place.lon)


def _is_country(code: str) -> bool:
    return len(code) == 3 and code.isascii() and code.isalpha()

"""The editor of places: candidates as one types, a map of them, or name, point and country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from models.language import tr
from models.typed import read_coordinates
from models.values import AnyValue, Place, PlacePrecision
from ui.editors.editor import Editor, EditorContext, note_label
from ui.editors.picker import Picker
from ui.editors.place_candidates import MOST_CANDIDATES, PlaceCandidates
from ui.editors.place_pins import looked_at, pins_of
from ui.map.map_view import MapView
from ui.map.pins import Pin, PinKind
from ui.map.world import world
from ui.theme import UNIT
from ui.widgets.type_ahead import Entry, TypeAhead
from ui.words.records import PRECISION_WORDS

if TYPE_CHECKING:
    from models.suggest.gazetteer import GazetteerPlace

_ASK_AGAIN_MS = 400
_MAP_HEIGHT = 20 * UNIT


class PlaceEditor(Editor):
    """Takes a place: one of the candidates, changed by hand where needed, or typed in full."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        self._held: Place | None = None
        self._by_hand: set[str] = set()
        here = [offer for offer in context.offers if isinstance(offer, Place)]
        self._candidates = PlaceCandidates(
            [*here, *context.elsewhere], context.places, context.elsewhere, context.gazetteer
        )
        self._places = TypeAhead(
            context.theme, self._find, name=context.field.label, two_lines=True, most=4
        )
        self._places.box.setPlaceholderText(tr("Name of the place, or 33.31, 38.70"))
        self._point, self._country = QLineEdit(), QLineEdit()
        labels = {precision: tr(words) for precision, words in PRECISION_WORDS.items()}
        self._precision = Picker(context.theme, labels, name=tr("Precision"))
        self._map = MapView(context.theme, name=tr("Map"))
        self._map.setFixedHeight(_MAP_HEIGHT)
        self._waiting = note_label(context.theme, "faint")
        self._waiting.hide()
        self._timer = QTimer(self, singleShot=True, interval=_ASK_AGAIN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        for part in (self._places, self._waiting, self._parts_row(), self._map):
            self.add(part)
        self.setFocusProxy(self._places)
        self._connect()

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
        if "country" in self._by_hand or ("point" in self._by_hand and not base.country):
            base = replace(base, country=self._country.text().strip().upper() or None)
        if "precision" in self._by_hand or base.precision is None:
            base = replace(base, precision=self._precision.picked)
        return base

    @override
    def problem(self) -> str:
        return self._part_problem() or tr(
            "Type the name of a place, or coordinates such as 33.31, 38.7."
        )

    @override
    def typed(self) -> str:
        return self._places.box.text().strip()

    @override
    def take_text(self, text: str) -> None:
        self._places.box.setText(text)
        self._places.refresh()
        self._places.box.selectAll()

    def _connect(self) -> None:
        self._places.picked.connect(lambda _: self.commit())
        self._places.highlighted.connect(self._on_highlighted)
        self._places.edited.connect(self._on_name_edited)
        self._point.textEdited.connect(lambda: self._on_part_edited("point"))
        self._country.textEdited.connect(lambda: self._on_part_edited("country"))
        self._precision.activated.connect(lambda: self._on_part_edited("precision"))
        self._map.point_picked.connect(self._on_point_picked)
        self._map.pin_picked.connect(self._on_pin_picked)
        self._map.pin_taken.connect(self._on_pin_taken)
        for number, precision in enumerate(PlacePrecision, start=1):
            key = QShortcut(QKeySequence(f"Alt+{number}"), self)
            key.activated.connect(lambda chosen=precision: self._on_precision_key(chosen))

    def _parts_row(self) -> QWidget:
        self._point.setPlaceholderText(tr("lat, lon"))
        self._point.setAccessibleName(tr("Coordinates"))
        self._point.setToolTip(
            tr("Latitude and longitude, such as 33.31, 38.70 or 33°18'N 38°42'E")
        )
        self._country.setPlaceholderText("SYR")
        self._country.setAccessibleName(tr("Country"))
        self._country.setToolTip(tr("Country as three letters (ISO 3166-1 alpha-3)"))
        self._country.setMaxLength(3)
        self._country.setFixedWidth(7 * UNIT)
        self._precision.setToolTip(tr("How closely the place is known: Alt+1 to Alt+7"))
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
            return tr("Coordinates are latitude and longitude, such as 33.31, 38.70.")
        if country and not _is_country(country) and "country" in self._by_hand:
            return tr("A country is three letters, such as SYR or IRQ.")
        return ""

    def _find(self, typed: str) -> Sequence[Entry]:
        name = typed.strip()
        if not name:
            return self._candidates.known()
        point = self._candidates.at(name, self._held.name if self._held else name)
        return point or self._candidates.fitting(name, self._search(name))

    def _search(self, name: str) -> list[GazetteerPlace]:
        gazetteer = self.context.gazetteer()
        self._waiting.setVisible(gazetteer is None)
        if gazetteer is None:
            self._waiting.setText(
                tr("The place index is still being built; a name with coordinates can be typed.")
            )
            self._timer.start()
            return []
        return gazetteer.search(name, MOST_CANDIDATES)

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
        base, point = self._base(), read_coordinates(self._point.text())
        is_open = "country" not in self._by_hand and not (base and base.country)
        if part == "point" and point and is_open:
            self._country.setText(_country_at(*point))
        self._show_map()

    def _on_precision_key(self, precision: PlacePrecision) -> None:
        self._precision.pick(precision)
        self._on_part_edited("precision")

    def _on_point_picked(self, lat: float, lon: float) -> None:
        """A place on the map was chosen: the point is there, the name stays what it is."""
        point = f"{lat:.4f}, {lon:.4f}"
        if not self.typed():
            self.take_text(point)
        self._point.setText(point)
        if country := _country_at(lat, lon):
            self._country.setText(country)
            self._by_hand.add("country")
        self._on_part_edited("point")

    def _on_pin_picked(self, pin: Pin) -> None:
        place: Place | None
        if pin.kind is PinKind.OTHER:
            place = self.context.elsewhere[pin.number]
            self.take_text(place.name)
        else:
            entry = self._places.model.entry(pin.number)
            place = entry.payload if entry else None
        if place:
            self._by_hand.clear()
            self._places.highlight(lambda entry: entry.payload == place)

    def _on_pin_taken(self, pin: Pin) -> None:
        self._on_pin_picked(pin)
        self.commit()

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
        self._show_map()

    def _show_map(self) -> None:
        """Show the candidates, what will be saved, and the event's other places."""
        value = self.value()
        chosen = value if isinstance(value, Place) else None
        entries = [self._places.model.entry(row) for row in range(self._places.model.rowCount())]
        candidates = [entry.payload for entry in entries if entry]
        pins = pins_of(chosen, candidates, self.context.elsewhere)
        self._map.show_pins(pins)
        self._map.look_at(looked_at(pins))


def _country_at(lat: float, lon: float) -> str:
    country = world().country_at(lat, lon)
    return country.code if country else ""


def _degrees(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return ""
    return f"{place.lat:.4f}".rstrip("0").rstrip(".") + f", {place.lon:.4f}".rstrip("0").rstrip(".")


def _is_country(code: str) -> bool:
    return len(code) == 3 and code.isascii() and code.isalpha()

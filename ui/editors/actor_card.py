"""What is known of an actor, to be read and written: other names, country, kind."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from models.actors import ActorEntry, ActorSort
from models.language import tr
from models.suggest.actor_list import ListedActor, listed_actors
from ui.editors.actor_offers import sort_words
from ui.editors.editor import note_label
from ui.editors.picker import Picker
from ui.map.world import world
from ui.matching import plain
from ui.theme import NOTE, Theme

_UNSAID = "unsaid"


class ActorCard(QWidget):
    """Three boxes about one actor. Where they are empty the engine's list counts, if it has it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._names = QLineEdit()
        self._names.setAccessibleName(tr("Other names"))
        self._names.setPlaceholderText(tr("such as IRI; Islamic Resistance"))
        self._country = QLineEdit()
        self._country.setAccessibleName(tr("Country"))
        completer = QCompleter(sorted(world().countries.values()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._country.setCompleter(completer)
        labels = {_UNSAID: tr("not said")} | {str(sort): sort_words(sort) for sort in ActorSort}
        self._sort: Picker[str] = Picker(theme, labels, name=tr("Kind"))
        self._note = note_label(theme, "muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for row, box in enumerate((self._names, self._country, self._sort)):
            label = QLabel(box.accessibleName())
            label.setFont(theme.font(NOTE))
            label.setProperty("role", "muted")
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
        grid.addWidget(self._note, 3, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self._names)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entry(self, entry: ActorEntry) -> None:
        """Show what people said of an actor; the engine's list stands where they said nothing."""
        listed = next((one for one in listed_actors() if one.name == entry.name), None)
        self._names.setText("; ".join(entry.aliases))
        self._names.setCursorPosition(len(self._names.text()))
        self._country.setText(world().name_of(entry.country))
        self._country.setPlaceholderText(world().name_of(listed.country) if listed else "")
        self._sort.pick(entry.sort or _UNSAID)
        self._note.setText(_note(listed))

    def entry(self, known: ActorEntry) -> ActorEntry:
        """What is said now; `known` gives the name, and the country where none is recognised."""
        sort = self._sort.picked
        code = _code_of(self._country.text())
        return replace(
            ActorEntry.of(known.name, self._names.text().split(";")),
            country=known.country if self.problem() else code,
            sort=None if sort == _UNSAID else ActorSort(sort),
        )

    def problem(self) -> str:
        """What is wrong, in a sentence; empty if nothing is."""
        typed = self._country.text().strip()
        if typed and _code_of(typed) is None:
            return tr(
                "There is no country “{typed}” in the list; type its English name.", typed=typed
            )
        return ""


def _note(listed: ListedActor | None) -> str:
    said = tr("Names with ; between. Those that stand in your records become this one.")
    if listed and listed.aliases:
        names = "; ".join(listed.aliases[:4])
        said += " " + tr("Suggestions know these without being told: {names}.", names=names)
    return said


def _code_of(typed: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a country by its name or by the code itself."""
    wanted = plain(typed)
    found = (
        code
        for code, name in world().countries.items()
        if wanted and wanted in (plain(name), code.lower())
    )
    return next(found, None)

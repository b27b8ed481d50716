"""What is known of an actor, to be read and written: other names, country, kind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from models.actors import ActorEntry, ActorSort
from models.language import tr
from models.suggest.actor_list import ListedActor, listed_actors
from ui.editors.actor_offers import sort_words
from ui.editors.editor import note_label
from ui.editors.picker import Picker
from ui.map.world import world
from ui.theme import NOTE, Theme
from ui.words.matching import plain

_UNSAID = "unsaid"


class ActorCard(QWidget):
    """Three boxes about one actor. Where one is empty the engine's list counts, if it has it."""

    def __init__(self, theme: Theme, uses: Collection[str]) -> None:
        """`uses`: the names of actors that stand in records."""
        super().__init__()
        self._uses = uses
        self._listed = ""
        self._unsplit: tuple[str, ...] = ()
        self._names = QLineEdit()
        self._names.setAccessibleName(tr("Other names"))
        self._names.setPlaceholderText(tr("such as IRI; Islamic Resistance"))
        self._country = QLineEdit()
        self._country.setAccessibleName(tr("Country"))
        completer = QCompleter(sorted(world().countries.values(), key=plain), self)
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
        self._names.textEdited.connect(self._show_note)
        self.setFocusProxy(self._names)

    def show_entry(self, entry: ActorEntry) -> None:
        """Show what people said of an actor; the engine's list stands where they said nothing."""
        listed = next((one for one in listed_actors() if one.name == entry.name), None)
        self._unsplit = tuple(name for name in entry.aliases if ";" in name)
        self._names.setText("; ".join(name for name in entry.aliases if ";" not in name))
        self._names.setCursorPosition(len(self._names.text()))
        self._country.setText(world().name_of(entry.country))
        self._sort.pick(entry.sort or _UNSAID)
        self._listed = _listed_words(listed) if listed else ""
        self._show_note()

    def _show_note(self) -> None:
        """What the list knows, and what becomes of names that are actors of their own so far."""
        used = [name for name in self._typed_names() if name in self._uses]
        moved = [tr("“{name}” becomes this one in your records.", name=name) for name in used]
        self._note.setText("\n".join(filter(None, [self._listed, *moved])))
        self._note.setVisible(bool(self._note.text()))

    def _typed_names(self) -> list[str]:
        return [" ".join(name.split()) for name in self._names.text().split(";")]

    def entry(self, known: ActorEntry) -> ActorEntry:
        """What is said now; `known` gives the name, and the country where none is recognised."""
        sort = self._sort.picked
        code = _code_of(self._country.text())
        return replace(
            ActorEntry.of(known.name, (*self._typed_names(), *self._unsplit)),
            country=known.country if self.problem() else code,
            sort=None if sort == _UNSAID else ActorSort(sort),
        )

    def problem(self) -> str:
        """What is wrong, in a sentence; empty if nothing is."""
        typed = self._country.text().strip()
        if typed and _code_of(typed) is None:
            return tr("There is no country “{typed}” in the list.", typed=typed)
        return ""


def _listed_words(listed: ListedActor) -> str:
    country = world().name_of(listed.country)
    names = "; ".join(listed.aliases[:4])
    facts = " · ".join(filter(None, [country, sort_words(listed.kind), names]))
    return tr("Known to Eventdesk: {facts}", facts=facts)


def _code_of(typed: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a country by its name, here or in English, or by the code."""
    wanted, english = plain(typed), world().english
    found = (
        code
        for code, name in world().countries.items()
        if wanted and wanted in (plain(name), plain(english[code]), code.lower())
    )
    return next(found, None)

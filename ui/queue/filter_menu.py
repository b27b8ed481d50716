"""The menu behind "Filter": sides of the articles with counts, and the filters kept for later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from db.project import Project
from models.codebook import Codebook, Role
from models.language import number, tr
from models.queue_query import (
    HAS_COPY,
    HAS_EVENT,
    HAS_PROBLEM,
    HAS_REPORT,
    HAS_SUGGESTION,
    NOBODY,
    Facet,
    QueueQuery,
    parse,
)
from models.typed.calendar import MONTH_NAMES
from ui.queue.kept_filters import KeptFilter, keep, kept_filters
from ui.words.foreign_names import country_name, language_name

_SHOWN = 30


class FilterMenu(QMenu):
    """Made anew each time it opens; what is chosen is written into the search box as words.

    So a filter is seen, can be changed by keyboard, and is kept by its own text.
    """

    def __init__(
        self,
        project: Project,
        annotator: str,
        used: Callable[[], KeptFilter],
        use: Callable[[KeptFilter], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._annotator = annotator
        self._used = used
        self._use = use
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Ask the project what there is to choose from."""
        self.clear()
        query = parse(self._used().typed)
        counts = self._project.facet_counts(self._annotator)
        for facet, title in _titles().items():
            self._add_facet(facet, title, counts.get(facet, []), query)
        self._add_has(query)
        self.addSeparator()
        self._add_saved()
        if query.facets:
            clear = self.addAction(tr("Clear the filter"))
            clear.triggered.connect(lambda: self._write(query.words))

    def _add_facet(
        self, facet: Facet, title: str, counts: list[tuple[str, int]], query: QueueQuery
    ) -> None:
        rows = list(counts)
        if facet is Facet.ASSIGNED and rows:
            rows.append((NOBODY, 0))
        if not rows:
            return
        menu = self.addMenu(title)
        for value, count in rows[:_SHOWN]:
            name = _label(facet, value, self._project.codebook)
            # What stands behind a tab is set to the right, as keys are elsewhere.
            words = f"{name}\t{number(count)}" if count else name
            self._add_choice(menu, words, query, facet, value)
        if len(rows) > _SHOWN:
            rest = menu.addAction(
                tr("{count} more: type {facet}:… above", count=len(rows) - _SHOWN, facet=facet)
            )
            rest.setEnabled(False)

    def _add_has(self, query: QueueQuery) -> None:
        menu = self.addMenu(tr("Has"))
        for value, words in (
            (HAS_EVENT, tr("Events of mine")),
            (HAS_SUGGESTION, tr("Suggestions")),
            (HAS_PROBLEM, tr("Something to look at again")),
            (HAS_COPY, tr("Copies")),
            (HAS_REPORT, tr("Other reports of the incident")),
        ):
            self._add_choice(menu, words, query, Facet.HAS, value)

    def _add_choice(
        self, menu: QMenu, words: str, query: QueueQuery, facet: Facet, value: str
    ) -> None:
        action = QAction(words.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked((facet, value) in query.facets)
        action.triggered.connect(lambda: self._write(str(query.toggled(facet, value))))
        menu.addAction(action)

    def _add_saved(self) -> None:
        kept, used = kept_filters(self._project), self._used()
        used = replace(used, typed=used.typed.strip())
        others = [one for one in kept if one != used]
        for one in kept:
            action = self.addAction(one.words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(one == used)
            action.triggered.connect(lambda _checked=False, to=one: self._use(to))
        if used in kept:
            forget = self.addAction(tr("Forget this filter"))
            forget.triggered.connect(lambda: keep(self._project, others))
        elif used != KeptFilter():
            keeping = self.addAction(tr("Keep this filter for later"))
            keeping.triggered.connect(lambda: keep(self._project, (used, *others)))

    def _write(self, typed: str) -> None:
        self._use(replace(self._used(), typed=typed))


def _titles() -> dict[Facet, str]:
    return {
        Facet.SOURCE: tr("Source"),
        Facet.SINCE: tr("Published since"),
        Facet.UNTIL: tr("Published until"),
        Facet.COUNTRY: tr("Country"),
        Facet.TYPE: tr("Event type"),
        Facet.LANGUAGE: tr("Language"),
        Facet.CODER: tr("Coded by"),
        Facet.ASSIGNED: tr("Assigned to"),
    }


def _label(facet: Facet, value: str, codebook: Codebook) -> str:
    match facet:
        case Facet.TYPE:
            field = codebook.with_role(Role.EVENT_TYPE)
            choice = field.choice_by_key.get(value) if field else None
            return choice.label if choice else value
        case Facet.COUNTRY:
            return country_name(value)
        case Facet.LANGUAGE:
            return language_name(value)
        case Facet.SINCE | Facet.UNTIL:
            year, month = value.split("-")
            return f"{tr(MONTH_NAMES[int(month) - 1])} {year}"
        case Facet.ASSIGNED if value == NOBODY:
            return tr("Nobody")
        case _:
            return value

"""What is to go out: annotators, states, sources, days, countries, types and certainty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from db.exports import coded_articles
from db.project import Project
from models.article import Status
from models.codebook import Codebook, Field, Role
from models.errors import UserError
from models.language import tr
from models.selection import CERTAINTY, Days, Selection
from ui.exporting.pick_button import PickButton
from ui.exporting.wording import state_titles
from ui.theme import UNIT

_LEAST, _DAY_WIDTH = 54 * UNIT, 13 * UNIT


class FilterForm(QWidget):
    """Boxes for everything that a selection can hold; `changed` tells of every change."""

    changed = Signal()

    def __init__(self, project: Project, me: str) -> None:
        super().__init__()
        codebook = project.codebook
        names = [(n, tr("{name} (you)", name=n) if n == me else n) for n in project.annotators()]
        sources = [(s, s or tr("no source named")) for s in coded_articles.sources(project)]
        countries = [(code, code) for code in coded_articles.countries(project)]
        states = [(state.value, words) for state, words in state_titles().items()]
        self._picks = {
            "annotators": PickButton(tr("Records of"), tr("All annotators"), names),
            "statuses": PickButton(tr("Articles"), tr("All states"), states),
            "sources": PickButton(tr("Sources"), tr("All sources"), sources),
            "countries": PickButton(tr("Countries"), tr("All countries"), countries),
        }
        self._answers = dict(_answer_picks(codebook))
        self._days = {
            "first": _day_box(tr("Events from")),
            "last": _day_box(tr("Events until")),
            "published_first": _day_box(tr("Published from")),
            "published_last": _day_box(tr("Published until")),
        }
        self._grid = QGridLayout(self)
        self._labels: dict[QWidget, QLabel] = {}
        self._wide: list[list[QWidget]] = []
        self._narrow: list[list[QWidget]] = []
        self._placed: list[list[QWidget]] | None = None
        #: How much the wide arrangement needs; known once it was made.
        self._room = 0
        self._lay_out(codebook)
        for pick in (*self._picks.values(), *self._answers.values()):
            pick.picked.connect(self.changed)
        for box in self._days.values():
            box.textChanged.connect(self.changed)

    def selection(self) -> Selection:
        """What is chosen. Raises UserError for a day that is none."""
        chosen = {key: pick.chosen for key, pick in self._picks.items()}
        days = {key: _day(box) for key, box in self._days.items()}
        return Selection(
            chosen["annotators"],
            frozenset(map(Status, chosen["statuses"])),
            chosen["sources"],
            Days(days["published_first"], days["published_last"]),
            Days(days["first"], days["last"]),
            chosen["countries"],
            {key: pick.chosen for key, pick in self._answers.items() if pick.chosen},
        )

    def choices(self) -> dict[str, Any]:
        """What is chosen, to be kept for the next time."""
        picks = self._picks | self._answers
        said = {key: sorted(pick.chosen) for key, pick in picks.items()}
        return {**said, **{key: box.text() for key, box in self._days.items()}}

    def choose(self, kept: Mapping[str, Any]) -> None:
        """As `choices` told it."""
        for key, pick in (self._picks | self._answers).items():
            found = kept.get(key)
            pick.choose(found if isinstance(found, list) else [])
        for key, box in self._days.items():
            box.setText(str(kept.get(key) or ""))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _lay_out(self, codebook: Codebook) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(UNIT)
        self._grid.setVerticalSpacing(UNIT)
        boxes = (*self._picks.values(), *self._answers.values(), *self._days.values())
        named: dict[QWidget, str] = {
            self._picks["annotators"]: tr("Records of"),
            self._picks["statuses"]: tr("Articles"),
            self._picks["sources"]: tr("Sources"),
            self._picks["countries"]: tr("Countries"),
            **{box: codebook.readable_by_key[key].label for key, box in self._answers.items()},
            **{box: box.accessibleName() for box in self._days.values()},
        }
        for box, words in named.items():
            label = QLabel(words)
            label.setBuddy(box)
            self._labels[box] = label
        groups = (self._picks.values(), self._answers.values(), self._days.values())
        self._wide = [list(group) for group in groups if group]
        half = -(-len(boxes) // 2)
        self._narrow = [list(boxes[:half]), list(boxes[half:])]
        self._place()

    def _place(self) -> None:
        """What belongs together stands in a column of its own, if there is room for three."""
        columns = self._narrow if self.width() < self._room else self._wide
        if columns is self._placed:
            return
        self._placed = columns
        for place in range(2 * len(self._wide)):
            self._grid.setColumnStretch(place, 0)
        for place, boxes in enumerate(columns):
            for number, box in enumerate(boxes):
                self._grid.addWidget(self._labels[box], number, 2 * place)
                self._grid.addWidget(box, number, 2 * place + 1)
            self._grid.setColumnStretch(2 * place + 1, 1)
        if columns is self._wide:
            self._room = self._grid.minimumSize().width()


def _answer_picks(codebook: Codebook) -> list[tuple[str, PickButton]]:
    fields = [codebook.with_role(Role.EVENT_TYPE), codebook.with_role(Role.RECORD_CLASS)]
    fields.append(codebook.field_by_key.get(CERTAINTY))
    return [(asked.key, _answer_pick(asked)) for asked in fields if asked and asked.choices]


def _answer_pick(asked: Field) -> PickButton:
    options = [
        (choice.key, "    " * (len(choice.path) - 1) + choice.label)
        for choice in asked.choice_by_key.values()
    ]
    return PickButton(asked.label, tr("Every answer"), options)


def _day_box(name: str) -> QLineEdit:
    box = QLineEdit()
    box.setPlaceholderText("2024-01-05")
    box.setMinimumWidth(_DAY_WIDTH)
    box.setAccessibleName(name)
    return box


def _day(box: QLineEdit) -> date | None:
    text = box.text().strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(
            tr("{box}: write the day as 2024-01-05.", box=box.accessibleName())
        ) from None

"""Reads figures of progress and loads what draws them, each on another thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.progress import cells, progress, reading_through, spots, work_done
from models.codebook import Codebook
from models.progress import Asked, Progress, Spot
from ui.progress.coverage_figures import map_figure
from ui.progress.figures import Card, cards
from ui.words.foreign_names import country_name

if TYPE_CHECKING:
    from ui.charts.card import ChartCard

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked for, its charts but the map, and what was done since the window was opened."""

    asked: Asked
    whole: Progress
    cards: Sequence[Card]
    lately: Progress


def reading(path: Path, codebook: Codebook, asked: Asked, lately: Asked) -> Callable[[Tell], Found]:
    """The work of a job: a connection of its own. Raises UserError if the file cannot be read."""

    def work(_tell: Tell) -> Found:
        with reading_through(path) as project:
            whole, since = progress(project, asked), work_done(project, lately)
        made = cards(whole, codebook, country_name, shows_times=asked.shows_times)
        return Found(asked, whole, made, since)

    return work


def reading_map(path: Path, asked: Asked) -> Callable[[Tell], Card]:
    """The work of a job: the chart that takes longest to read, while the others are drawn."""

    def work(_tell: Tell) -> Card:
        with reading_through(path) as project:
            return (map_figure(cells(project, asked), _Spots(path, asked)),)

    return work


@dataclass(frozen=True, slots=True)
class _Spots:
    """The places behind the map: as many as there are events, so read only for a file."""

    path: Path
    asked: Asked

    def __iter__(self) -> Iterator[Spot]:
        with reading_through(self.path) as project:
            yield from spots(project, self.asked)


def load_charts(_tell: Tell) -> type[ChartCard]:
    """The work of a job: the charting library, which takes longer than a frame to import."""
    from ui.charts.card import ChartCard

    return ChartCard

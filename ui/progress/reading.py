"""Reads figures of progress and loads what draws them, each on another thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.progress import progress, reading_through, work_done
from models.codebook import Codebook
from models.progress import Asked, Progress
from ui.progress.figures import Card, cards
from ui.words.foreign_names import country_name

if TYPE_CHECKING:
    from ui.charts.card import ChartCard

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked for, its charts, and what was done since the window was opened."""

    whole: Progress
    cards: Sequence[Card]
    lately: Progress


def reading(path: Path, codebook: Codebook, asked: Asked, lately: Asked) -> Callable[[Tell], Found]:
    """The work of a job: a connection of its own. Raises UserError if the file cannot be read."""

    def work(_tell: Tell) -> Found:
        with reading_through(path) as project:
            whole, since = progress(project, asked), work_done(project, lately)
        made = cards(whole, codebook, country_name, shows_times=asked.shows_times)
        return Found(whole, made, since)

    return work


def load_charts(_tell: Tell) -> type[ChartCard]:
    """The work of a job: the charting library, which takes longer than a frame to import."""
    from ui.charts.card import ChartCard

    return ChartCard

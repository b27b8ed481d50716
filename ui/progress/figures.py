"""All charts of the page on progress, in its order. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable

from models.codebook import Codebook
from models.progress import Progress
from ui.charts.figure import Figure
from ui.progress.coverage_figures import countries_figure, months_figure, types_figure
from ui.progress.month_cells import country_months, type_months
from ui.progress.suggestion_figures import bands_figure, fates_card, learning_figure, misses_figure
from ui.progress.work_figures import done_figure, hours_figure, times_figure

Card = tuple[Figure, ...]
"""Variants of one chart."""


def cards(
    found: Progress, codebook: Codebook, country: Callable[[str], str], *, shows_times: bool
) -> list[Card]:
    """All charts of the page in its order but the map; times only where they are one's own."""
    return [
        (done_figure(found.days),),
        *([(times_figure(found.work), hours_figure(found.work))] if shows_times else []),
        fates_card(found, codebook),
        (misses_figure(found, codebook),),
        (bands_figure(found.fates),),
        (learning_figure(found),),
        (countries_figure(found.countries, country),),
        (types_figure(found.types, codebook),),
        (months_figure(found.months),),
        (
            country_months(found.country_months, country),
            type_months(found.type_months, codebook),
        ),
    ]

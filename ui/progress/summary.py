"""Above the charts: what was done just now and in the period, and how suggestions fared."""

from __future__ import annotations

from models.language import number, tr
from models.progress import Progress
from ui.progress.suggestion_figures import rates
from ui.progress.tiles import Strip, Tiles, duration, percent
from ui.theme import Theme


class Summary(Strip):
    """Three tiles of numbers."""

    def __init__(self, theme: Theme) -> None:
        self.lately = Tiles(
            theme,
            tr("Since the window was opened"),
            (tr("articles done"), tr("events"), tr("median per article"), tr("keys pressed")),
        )
        self.whole = Tiles(
            theme,
            tr("In the period"),
            (tr("articles done"), tr("events"), tr("median per article"), tr("per event")),
        )
        self.rates = Tiles(
            theme,
            tr("Suggested values"),
            (tr("accepted"), tr("corrected"), tr("rejected"), tr("missed")),
        )
        super().__init__((self.lately, self.whole, self.rates))

    def show_progress(self, lately: Progress, whole: Progress, keys: int) -> None:
        """Of the time since the window was opened with so many keys pressed, and of the period."""
        took = duration(lately.per_article)
        self.lately.show_numbers(
            (number(lately.articles), number(lately.events), took, number(keys))
        )
        took, each = duration(whole.per_article), duration(whole.per_event)
        self.whole.show_numbers((number(whole.articles), number(whole.events), took, each))
        self.rates.show_numbers([percent(rate) for rate in rates(whole)])
        self.arrange()

"""The articles of an export on their way out, and what a format leaves of them."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TextIO

from db.coded_articles import CodedArticles
from db.dataset_summary import Summary
from db.external_ids import KeptIds
from db.formats.dataset import CodedArticle, Dataset, Loss
from db.formats.formula_cells import neutralised
from db.formats.writers import writer_of
from db.project import Project
from models.language import later
from models.selection import EVERYTHING, Selection


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for. `options` are choices by the format (see its module).

    `split` names a split of the project, as it is up to date (see `db.splits`): there is a file, or
    a folder, a side. Texts of the sources in `without_text_of`, or all (`without_text`), do not go
    along: offsets and hashes stand for them, and quoted words are left out.
    """

    form: str
    selection: Selection = EVERYTHING
    without_text: bool = False
    without_text_of: frozenset[str] = frozenset()
    licence: str = ""
    split: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


class Outgoing:
    """The articles on their way out, and the losses that the writer tells of."""

    def __init__(
        self, project: Project, wanted: Wanted, losses: TextIO, progress: Callable[[int], None]
    ) -> None:
        self.codebook, self.wanted = project.codebook, wanted
        self.lost: Counter[str] = Counter()
        self.reasons: dict[str, str] = {}
        self.articles = self.records = 0
        self.sides: Counter[str] = Counter()
        self.ids = KeptIds(project.db)
        self.actors = project.actor_book()
        self._form = writer_of(wanted.form)
        self._project = project
        self._losses, self._progress = losses, progress
        self._writer = csv.writer(losses)
        self._writer.writerow(("article_id", "event_id", "field", "value", "rule", "words"))

    @classmethod
    @contextmanager
    def of(
        cls, project: Project, wanted: Wanted, progress: Callable[[int], None]
    ) -> Iterator[Outgoing]:
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as losses:
            yield cls(project, wanted, losses, progress)

    def dataset(self, summary: Summary | None = None, side: str = "") -> Dataset:
        """What the writer is given; `summary` counts along. A `side` takes no other's articles."""
        articles = self._outgoing(summary, side)
        options, actors = self.wanted.options, self.actors.entries
        return Dataset(self.codebook, articles, self._lose, options, self.ids, actors)

    def copy_losses(self, out: TextIO) -> None:
        self._losses.seek(0)
        shutil.copyfileobj(self._losses, out)
        self._losses.seek(0, 2)

    def _outgoing(self, summary: Summary | None, side: str) -> Iterator[CodedArticle]:
        wanted = self.wanted
        articles = CodedArticles(self._project, wanted.selection, wanted.split, side)
        for number, held in enumerate(articles):
            if number % 100 == 0:
                self._progress(number)
            coded = self._as_allowed(held)
            if coded:
                self.articles += 1
                self.records += len(coded.events)
                self.sides[coded.side] += 1
                if summary:
                    summary.add(coded)
                yield coded

    def _as_allowed(self, coded: CodedArticle) -> CodedArticle | None:
        """The article without its text, or not at all, where that may not be passed on."""
        if not self._is_kept_back(coded):
            return coded
        if self._form.can_leave_text_out:
            return replace(coded, text_left_out=True)
        self._lose_for_text(coded)
        return None

    def _is_kept_back(self, coded: CodedArticle) -> bool:
        wanted = self.wanted
        return wanted.without_text or coded.article.source in wanted.without_text_of

    def _lose_for_text(self, coded: CodedArticle) -> None:
        words = later("The format needs the article's text, which may not be passed on.")
        for event_id in [event.id for event in coded.events] or [""]:
            self._lose(Loss(coded.article.id, event_id, "", "", "text_left_out", words))

    def _lose(self, loss: Loss) -> None:
        self.lost[loss.rule] += 1
        self.reasons.setdefault(loss.rule, loss.words)
        cells = (loss.article_id, loss.event_id, loss.field, loss.value, loss.rule, loss.words)
        self._writer.writerow(map(neutralised, cells))

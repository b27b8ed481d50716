"""The articles of an export on their way out, and what a format leaves of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from db.dataset_files import LOSSES, PROVENANCE
from db.exports.coded_articles import CodedArticles
from db.exports.dataset_summary import Summary
from db.exports.external_ids import KeptIds
from db.exports.side_tables import SideTable, side_tables
from db.formats.dataset import CodedArticle, Dataset, Loss, how_coded, in_bulk
from db.formats.wide_table import BETWEEN
from db.formats.writers import writer_of
from db.project import Project
from models.events import Event
from models.language import later
from models.selection import EVERYTHING, Selection


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for. `options` are choices by the format (see its module).

    `split` names a split of the project, as it is up to date (see `db.exports.splits`): there is a
    file, or a folder, a side. Texts of the sources in `without_text_of`, or all (`without_text`),
    do not go along: offsets and hashes stand for them, and quoted words are left out.
    """

    form: str
    selection: Selection = EVERYTHING
    without_text: bool = False
    without_text_of: frozenset[str] = frozenset()
    licence: str = ""
    split: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


class Outgoing:
    """The articles on their way out, and the tables beside them that grow as they go.

    `beside` has what did not fit, and of a scheme how its rows were made.
    """

    def __init__(
        self,
        project: Project,
        wanted: Wanted,
        beside: Mapping[str, SideTable],
        progress: Callable[[int], None],
    ) -> None:
        self.codebook, self.wanted = project.codebook, wanted
        self.lost: Counter[str] = Counter()
        self.reasons: dict[str, str] = {}
        self.articles = self.records = self.coded_by_several = 0
        self.sides: Counter[str] = Counter()
        self.ids = KeptIds(project.db)
        self.actors = project.actor_book()
        self._form = writer_of(wanted.form)
        self.project = project
        self.beside, self._progress = beside, progress

    @classmethod
    @contextmanager
    def of(
        cls, project: Project, wanted: Wanted, progress: Callable[[int], None]
    ) -> Iterator[Outgoing]:
        is_scheme = writer_of(wanted.form).group == "schemes"
        with side_tables(LOSSES, *((PROVENANCE,) if is_scheme else ())) as beside:
            yield cls(project, wanted, beside, progress)

    def dataset(self, summary: Summary | None = None, side: str = "") -> Dataset:
        """What the writer is given; `summary` counts along. A `side` takes no other's articles."""
        articles = self._outgoing(summary, side)
        options, actors = self.wanted.options, self.actors.entries
        rows = self._note_row if PROVENANCE in self.beside else None
        return Dataset(self.codebook, articles, self._lose, options, self.ids, actors, rows)

    def _outgoing(self, summary: Summary | None, side: str) -> Iterator[CodedArticle]:
        wanted = self.wanted
        articles = CodedArticles(self.project, wanted.selection, wanted.split, side)
        for number, held in enumerate(articles):
            if number % 100 == 0:
                self._progress(number)
            coded = self._as_allowed(held)
            if coded:
                self.articles += 1
                self.records += len(coded.events)
                self.coded_by_several += len({event.annotator for event in coded.events}) > 1
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
        self.beside[LOSSES].add(cells)

    def _note_row(self, coded: CodedArticle, event: Event, id_: str) -> None:
        made = (coded.article.id, event.annotator, how_coded(coded, event))
        bulk = BETWEEN.join(in_bulk(event))
        self.beside[PROVENANCE].add((id_, event.id, *made, bulk, coded.side))

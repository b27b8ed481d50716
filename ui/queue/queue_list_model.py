"""The queue as Qt sees it: many ids at once, headlines only for the rows that come into view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from db.project import Headline
from models.language import trn
from ui.session import Session

HEADLINE_ROLE = int(Qt.ItemDataRole.UserRole)
SNIPPET_ROLE = HEADLINE_ROLE + 1
_PAGE = 64
#: Fewer: whole texts are read for them.
_SNIPPETS = 16

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class QueueListModel(QAbstractListModel):
    """Ten articles or a hundred thousand: a page of headlines is read when a row is painted."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: list[str] = []
        self._rows: dict[str, int] | None = None
        self._search = ""
        self._pages: dict[int, list[Headline | None]] = {}
        self._snippets: dict[int, dict[str, str]] = {}

    def set_ids(self, ids: Sequence[str], search: str = "") -> None:
        """Show other articles; with the words around what was searched for."""
        self.beginResetModel()
        self._ids, self._rows, self._search = list(ids), None, search
        self._pages.clear()
        self._snippets.clear()
        self.endResetModel()

    def add_rest(self, ids: Sequence[str]) -> None:
        """The whole list is there: what is not shown yet comes after what is."""
        shown = set(self._ids)
        rest = [one for one in ids if one not in shown]
        if not rest:
            return
        self.beginInsertRows(_NO_INDEX, len(self._ids), len(self._ids) + len(rest) - 1)
        # The page at the seam was read when it was shorter.
        self._pages.pop(len(self._ids) // _PAGE, None)
        self._snippets.pop(len(self._ids) // _SNIPPETS, None)
        self._ids += rest
        self._rows = None
        self.endInsertRows()

    def remove(self, article_id: str) -> None:
        """Take one article out of the list."""
        row = self.row_of(article_id)
        if row is None:
            return
        self.beginRemoveRows(_NO_INDEX, row, row)
        del self._ids[row]
        self._rows = None
        self._pages.clear()
        self._snippets.clear()
        self.endRemoveRows()

    @property
    def ids(self) -> Sequence[str]:
        """What the queue shows, in order."""
        return self._ids

    def snippet(self, row: int) -> str:
        """Words around what was found in the text of a row, marked; empty without a search."""
        if not self._search.strip():
            return ""
        number = row // _SNIPPETS
        if number not in self._snippets:
            ids = self._ids[number * _SNIPPETS : (number + 1) * _SNIPPETS]
            self._snippets[number] = self._session.project.snippets(ids, self._search)
        return self._snippets[number].get(self._ids[row], "")

    def refresh(self, article_ids: Iterable[str]) -> None:
        """Read the headlines of articles again."""
        for article_id in article_ids:
            row = self.row_of(article_id)
            if row is not None:
                self._pages.pop(row // _PAGE, None)
                self.dataChanged.emit(self.index(row), self.index(row))

    def refresh_all(self) -> None:
        """Read all headlines again; the articles are the same."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def id_at(self, row: int) -> str:
        return self._ids[row]

    def row_of(self, article_id: str) -> int | None:
        if self._rows is None:
            self._rows = {found: row for row, found in enumerate(self._ids)}
        return self._rows.get(article_id)

    def headline(self, row: int) -> Headline | None:
        """The headline of a row; None if the article has gone meanwhile."""
        number, place = divmod(row, _PAGE)
        if number not in self._pages:
            ids = self._ids[number * _PAGE : (number + 1) * _PAGE]
            found = {
                headline.id: headline
                for headline in self._session.project.headlines(ids, self._session.annotator)
            }
            self._pages[number] = [found.get(article_id) for article_id in ids]
        page = self._pages[number]
        return page[place] if place < len(page) else None

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        if role == SNIPPET_ROLE:
            return self.snippet(index.row())
        if role not in (HEADLINE_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        headline = self.headline(index.row())
        if headline is None or role == HEADLINE_ROLE:
            return headline
        if role == Qt.ItemDataRole.ToolTipRole and headline.relatives:
            return f"{headline.title}\n{relatives_words(headline)}"
        return headline.title


def relatives_words(headline: Headline) -> str:
    """How many articles say the same as one, in words."""
    return trn(
        "{count} other article has the same text or incident",
        "{count} other articles have the same text or incident",
        headline.relatives,
    )

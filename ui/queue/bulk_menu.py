"""The menu that changes many articles at once: those selected, else all that are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from models.article import Status
from models.edits import Review
from models.language import tr, trn
from ui.actions import key_words
from ui.session import Session
from ui.theme import UNIT

#: So many articles are changed in a few milliseconds; more of them are several edits.
_AT_ONCE = 500


class BulkMenu(QMenu):
    """One step for undo each, so that nothing needs to be confirmed."""

    def __init__(
        self, session: Session, articles: Callable[[], Sequence[str] | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._articles = articles
        self._ids: Sequence[str] = ()
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Say how many articles it would be, and what can be done with them."""
        self.clear()
        ids = self._articles()
        if ids is None:
            self.addAction(tr("Still counting …")).setEnabled(False)
            return
        self._ids = ids
        head = self.addAction(trn("{count} article", "{count} articles", len(ids)))
        head.setEnabled(False)
        if not ids:
            return
        for status, words in (
            (Status.DONE, tr("Mark done")),
            (Status.SKIPPED, tr("Skip")),
            (Status.FLAGGED, tr("Flag")),
            (Status.NEW, tr("Back to do")),
        ):
            action = self.addAction(words)
            action.triggered.connect(lambda _checked=False, to=status: self._mark(to))
        self.addSeparator()
        self._add_assigning()

    def _add_assigning(self) -> None:
        session = self._session
        names = sorted({*session.project.annotators(), session.annotator})
        give = self.addMenu(tr("Assign to"))
        for name in names:
            action = give.addAction(name)
            action.triggered.connect(lambda _checked=False, to=name: self._assign(to))
        give.addAction(NameBox(self._assign, give))
        nobody = self.addAction(tr("Take from everybody"))
        nobody.triggered.connect(self._take)

    def _mark(self, status: Status) -> None:
        session = self._session

        def mark(ids: Sequence[str], before: int) -> Review:
            held = session.project.statuses(ids, session.annotator)
            begun: set[str] = set()
            if status is Status.NEW:
                heads = session.project.headlines(ids, session.annotator)
                begun = {head.id for head in heads if head.events}
            wanted = {id_: Status.IN_PROGRESS if id_ in begun else status for id_ in ids}
            return session.gestures.set_statuses(held, wanted, before)

        self._do(mark)

    def _assign(self, name: str) -> None:
        session = self._session
        self._do(
            lambda ids, before: session.gestures.assign(
                session.project.assigned(ids), ids, name, before
            )
        )

    def _take(self) -> None:
        session = self._session
        self._do(
            lambda ids, before: session.gestures.unassign(session.project.assigned(ids), before)
        )

    def _do(self, change: Callable[[Sequence[str], int], Review]) -> None:
        """Change some at a time, as one step; `change` is told how many were before these."""
        self._session.steps.do_all(_parts(tuple(self._ids), change), self._tell)

    def _tell(self, title: str) -> None:
        """The list may look as it did."""
        if not title:
            self._session.show_message(tr("That is so already."))
        else:
            said = tr("{edit} · {key} takes it back.", edit=title, key=key_words("undo"))
            self._session.show_message(said)


def _parts(ids: Sequence[str], change: Callable[[Sequence[str], int], Review]) -> Iterator[Review]:
    done = 0
    for first in range(0, len(ids), _AT_ONCE):
        review = change(ids[first : first + _AT_ONCE], done)
        if not review.is_empty:
            done += len(review.statuses) + len(review.assignments)
            yield review


class NameBox(QWidgetAction):
    """A box inside a menu for the name of somebody who has not opened the project yet."""

    def __init__(self, take: Callable[[str], None], menu: QMenu) -> None:
        super().__init__(menu)
        self._take, self._menu = take, menu
        self.box = QLineEdit()
        self.box.setPlaceholderText(tr("Another name"))
        self.box.setAccessibleName(tr("Assign to another name"))
        self.box.setMaxLength(80)
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT // 2)
        row.addWidget(self.box)
        room.setFocusProxy(self.box)
        room.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDefaultWidget(room)
        self.box.returnPressed.connect(self._on_box_return_pressed)

    def _on_box_return_pressed(self) -> None:
        name = " ".join(self.box.text().split())
        if not name:
            return
        self.box.clear()
        shown: QWidget | None = self._menu
        while isinstance(shown, QMenu):
            shown.close()
            shown = shown.parentWidget()
        self._take(name)

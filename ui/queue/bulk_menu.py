"""The menu that changes many articles at once: those selected, else all that are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from models.article import Status
from models.language import tr, trn
from ui.session import Session


class BulkMenu(QMenu):
    """One undoable edit each, so that nothing needs to be confirmed."""

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
        nobody = self.addAction(tr("Take from everybody"))
        nobody.triggered.connect(self._take)

    def _mark(self, status: Status) -> None:
        session, ids = self._session, self._ids
        held = session.project.statuses(ids, session.annotator)
        begun: set[str] = set()
        if status is Status.NEW:
            heads = session.project.headlines(ids, session.annotator)
            begun = {head.id for head in heads if head.events}
        wanted = {id_: Status.IN_PROGRESS if id_ in begun else status for id_ in ids}
        session.do(session.gestures.set_statuses(held, wanted))

    def _assign(self, name: str) -> None:
        session, ids = self._session, self._ids
        session.do(session.gestures.assign(session.project.assigned(ids), ids, name))

    def _take(self) -> None:
        session, ids = self._session, self._ids
        session.do(session.gestures.unassign(session.project.assigned(ids)))

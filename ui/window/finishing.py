"""What is decided about a whole article: done, skipped, flagged, no event; and what follows."""

from __future__ import annotations

from PySide6.QtCore import QObject

from models.article import Status
from models.language import tr
from ui.actions import key_words
from ui.article.article_panel import ArticlePanel
from ui.queue.queue_panel import QueuePanel
from ui.record.record_panel import RecordPanel
from ui.session import Session


class Finishing(QObject):
    """Sets the open article's status and goes on to the next; before Done comes the sweep."""

    def __init__(
        self,
        session: Session,
        queue: QueuePanel,
        article: ArticlePanel,
        record: RecordPanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._queue = queue
        self._article = article
        self._record = record
        #: Whether Done first asks about sentences that no event claims.
        self.sweeps = True
        self._swept: set[str] = set()
        self._is_finishing = False
        article.sweep.stopped.connect(self._on_sweep_stopped)

    def done(self) -> None:
        """Finish the article; sentences that no event claims are asked about once before."""
        if not self._record.finish_editing():
            return
        desk, sweep = self._session.desk, self._article.sweep
        if desk is None:
            return
        is_asked = sweep.is_on or desk.article_id in self._swept
        if self.sweeps and desk.status is not Status.DONE and not is_asked:
            self._is_finishing = True
            if self._article.begin_sweep():
                self._swept.add(desk.article_id)
                return
        self._is_finishing = False
        sweep.stop()
        self._finish(Status.DONE)

    def skip(self) -> None:
        self._finish(Status.SKIPPED)

    def sweep(self) -> None:
        """Ask about the sentences that no event claims, whenever it is wanted."""
        self._is_finishing = False
        if self._record.finish_editing() and not self._article.begin_sweep():
            self._session.show_message(tr("No sentence here waits to be claimed by an event."))

    def no_event(self) -> None:
        """Say that the article holds no event, and go on."""
        if self._session.desk is None or not self._record.finish_editing():
            return
        following = self._queue.next_to_do()
        self._record.reviewer.no_event()
        if self._session.status is Status.DONE:
            self._go_on(following)

    def flag(self) -> None:
        """Flag the article for a second look, or take its flag away."""
        if self._session.status is Status.FLAGGED:
            self.reopen()
        else:
            self._set_status(Status.FLAGGED)

    def reopen(self) -> None:
        """The article is to be reviewed again."""
        desk = self._session.desk
        has_records = desk is not None and any(record.event for record in desk.records)
        self._set_status(Status.IN_PROGRESS if has_records else Status.NEW)

    def _finish(self, status: Status) -> None:
        if not self._record.finish_editing():
            return
        # Only now: what was saved just before has changed the desk.
        desk = self._session.desk
        if desk is None:
            return
        following = self._queue.next_to_do()
        if self._set_status(status, leaves=following is not None):
            self._go_on(following)
            if status is Status.DONE:
                self._record.bulk.tell_of_undecided(desk)

    def _set_status(self, status: Status, *, leaves: bool = False) -> bool:
        desk = self._session.desk
        return desk is not None and self._session.do(
            self._session.gestures.set_status(desk, status), leaves=leaves
        )

    def _go_on(self, following: str | None) -> None:
        if following is None:
            self._session.show_message(tr("Nothing is left to do here"))
        else:
            self._session.open_article(following)
            self._record.setFocus()

    def _on_sweep_stopped(self, is_answered: bool) -> None:  # noqa: FBT001 - a slot
        was_finishing, self._is_finishing = self._is_finishing, False
        if self._article.sweep.focus_made():
            self._session.show_message(
                tr("The new event waits to be filled; then {key}.", key=key_words("done_next"))
            )
        elif is_answered and was_finishing:
            self._finish(Status.DONE)
            return
        self._record.setFocus()

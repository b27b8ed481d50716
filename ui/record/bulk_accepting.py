"""All that waits in an event, or in all events, accepted at once; and what was left undecided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from models.gestures import Desk
from models.language import tr, trn
from models.links import waiting_links
from models.review import Record, shown_fields
from models.rules import is_incident
from ui.actions import key_words
from ui.record.reviewer import Reviewer
from ui.session import Session


class BulkAccepting(QObject):
    """Accepts what stands on the screen only: no suggestion for a field that does not show."""

    def __init__(self, session: Session, reviewer: Reviewer, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._reviewer = reviewer

    def accept_event(self) -> None:
        """Accept all that waits in the focused record."""
        if record := self._session.record:
            self._accept([record])

    def accept_all(self) -> None:
        """Accept all that waits in the events on the tabs, and in the record in focus."""
        here, codebook = self._session.focus.record_key, self._session.codebook
        records = self._reviewer.records
        self._accept([one for one in records if is_incident(codebook, one) or one.key == here])

    def tell_of_undecided(self, desk: Desk) -> None:
        """Say what fell by the wayside of an article that is done; statements kept apart may."""
        incidents = [one for one in desk.records if is_incident(self._session.codebook, one)]
        left = sum(self._visible(one).undecided for one in incidents)
        if left:
            said = trn(
                "Done. {count} suggestion was left undecided and is no data; {undo} goes back.",
                "Done. {count} suggestions were left undecided and are no data; {undo} goes back.",
                left,
                undo=key_words("undo"),
            )
            self._session.show_message(said)

    def _accept(self, records: Sequence[Record]) -> None:
        desk = self._session.desk
        wanted = [self._visible(record) for record in records]
        count = sum(
            record.undecided + len(waiting_links(record, self._reviewer.records))
            for record in wanted
        )
        if desk is None or not count:
            self._session.show_message(tr("No suggestion waits here."))
        elif self._session.do(self._session.gestures.accept_all(desk, wanted)):
            said = trn(
                "{count} suggestion accepted in bulk; {undo} takes it back.",
                "{count} suggestions accepted in bulk; {undo} takes it back.",
                count,
                undo=key_words("undo"),
            )
            self._session.show_message(said)

    def _visible(self, record: Record) -> Record:
        """The record without suggestions for fields that do not show."""
        if record.proposal is None:
            return record
        keys = {field.key for field in shown_fields(self._session.codebook, record)}
        shown = tuple(offer for offer in record.proposal.values if offer.field in keys)
        return replace(record, proposal=replace(record.proposal, values=shown))

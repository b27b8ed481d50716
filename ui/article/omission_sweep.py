"""The omission sweep: one sentence after the other that no event claims, each answered once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.edits import Edit
from models.language import tr
from models.omissions import TriggerSentence, add_event, claim, rule_out
from models.review import Record, shown_fields
from models.rules import tab_order
from models.spans import Span
from ui.session import Focus, Session


class OmissionSweep(QObject):
    """Knows which sentences are unclaimed and, while it is on, which one is asked about."""

    changed = Signal()
    """Other sentences are unclaimed, or another one is asked about."""
    stopped = Signal(bool)
    """The sweep is over; whether because every sentence is answered."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.unclaimed: tuple[TriggerSentence, ...] = ()
        self.here: TriggerSentence | None = None
        #: The first record that was made in this sweep; its fields are still to be filled.
        self.made = ""
        self._is_answering = False
        session.article_opened.connect(self._on_session_article_opened)
        session.desk_changed.connect(self._look)
        session.phrases_arrived.connect(self._look)

    @property
    def is_on(self) -> bool:
        return self.here is not None

    @property
    def place(self) -> int:
        """The place of the sentence that is asked about, from 0."""
        return self.unclaimed.index(self.here) if self.here in self.unclaimed else 0

    @property
    def records(self) -> tuple[Record, ...]:
        """The records that a sentence can belong to, numbered as the tabs are."""
        desk = self._session.desk
        return tab_order(self._session.codebook, desk.records) if desk else ()

    def start(self, at: Span | None = None) -> bool:
        """Ask about the first unclaimed sentence, or about that at a span. False: there is none."""
        wanted = [one for one in self.unclaimed if at is None or one.span == at]
        if not wanted:
            return False
        if not self.is_on:
            self.made = ""
        self._ask(wanted[0])
        return True

    def stop(self) -> None:
        """Leave the rest unanswered; the marks stay in the margin."""
        self._end(is_answered=False)

    def step(self, steps: int) -> None:
        """To another sentence without an answer."""
        if self.is_on:
            place = max(0, min(self.place + steps, len(self.unclaimed) - 1))
            self._ask(self.unclaimed[place])

    def add_event(self) -> None:
        """The sentence tells of an event of its own."""
        desk, told = self._session.desk, self.here
        if desk is None or told is None:
            return
        known = {record.key for record in desk.records}
        if self._answer(add_event(self._session.gestures, desk, told)):
            made = [record.key for record in self.records if record.key not in known]
            self.made = self.made or "".join(made[:1])
            self._go_on()

    def claim(self, number: int) -> None:
        """The sentence tells of the event on the tab of a number, from 1 on."""
        desk, told = self._session.desk, self.here
        if desk is None or told is None:
            return
        if not 1 <= number <= len(self.records):
            self._session.show_message(tr("There is no event {number} here.", number=number))
        elif self._answer(claim(self._session.gestures, desk, self.records[number - 1], told)):
            self._go_on()

    def rule_out(self) -> None:
        """The sentence tells of nothing to be recorded."""
        desk, told = self._session.desk, self.here
        if desk and told and self._answer(rule_out(self._session.gestures, desk, told)):
            self._go_on()

    def focus_made(self) -> bool:
        """Go to the first event that was made, to its first field that is empty yet."""
        record = next((one for one in self.records if one.key == self.made), None)
        if record is None:
            return False
        fields = [field.key for field in shown_fields(self._session.codebook, record)]
        empty = [key for key in fields if not record.values(key)]
        self._session.set_focus(Focus(record.key, (empty or fields or [""])[0]))
        return True

    def _answer(self, edit: Edit) -> bool:
        """Save an answer; which sentence comes next is decided when it is saved."""
        self._is_answering = True
        try:
            return self._session.do(edit)
        finally:
            self._is_answering = False

    def _go_on(self) -> None:
        here = self.here
        later = [one for one in self.unclaimed if here is None or one.span > here.span]
        following = next(iter(later or self.unclaimed), None)
        if following is None:
            self._end(is_answered=True)
        else:
            self._ask(following)

    def _ask(self, told: TriggerSentence) -> None:
        self.here = told
        self.changed.emit()

    def _end(self, *, is_answered: bool) -> None:
        if self.is_on:
            self.here = None
            self.changed.emit()
            self.stopped.emit(is_answered)

    def _look(self) -> None:
        """Find out again which sentences are unclaimed."""
        found = self._session.unclaimed()
        if found == self.unclaimed and not self.is_on:
            return
        self.unclaimed = found
        if self._is_answering:
            return
        if self.is_on and self.here not in found:
            if not found:
                self._end(is_answered=False)
                return
            self.here = found[0]
        self.changed.emit()

    def _on_session_article_opened(self, _article_id: str) -> None:
        if self.is_on:
            self._end(is_answered=False)
        self.unclaimed, self.made = (), ""
        self._session.want_phrases()

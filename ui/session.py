"""The session: the one object between widgets and the project. Gestures go in, signals come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.duplicates.reports import other_reports
from db.ids import new_id
from db.project import Project
from models.actors import by_main_names
from models.article import Article, Status
from models.codebook import Codebook
from models.duplicates.told import Report
from models.edits import Change, Edit
from models.errors import UserError
from models.events import Event, Proposal
from models.gestures import Desk, Gestures
from models.omissions import TriggerSentence, listed_for, ruled_out, unclaimed
from models.phrases import Phrase, Phrases
from models.review import Record, ShownValue, records, shown_fields
from models.rules import tab_order
from models.spans import Span, Utf16Map
from ui.steps import Steps


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the analyst is: a record (by `Record.key`), a field of it, a value on its row."""

    record_key: str = ""
    field: str = ""
    index: int = 0


class Session(QObject):
    """One annotator at work on one project, with one article open."""

    changed = Signal(object)
    """An edit, undo or redo took place and is saved (`Change`)."""
    article_opened = Signal(str)
    focus_changed = Signal(object)
    """The focus moved (`Focus`)."""
    evidence_selected = Signal(object)
    """The analyst took words of the article (`tuple[Span, ...]`)."""
    desk_changed = Signal()
    """The records of the open article are different: by an edit or by new suggestions."""
    phrases_wanted = Signal()
    """The phrases of the open article are wanted, and are not there yet."""
    phrases_arrived = Signal()
    """The phrases and sentences of the open article are there."""
    message = Signal(str)
    """Something worth a line in the status bar."""
    refused = Signal(str)
    """An edit could not be saved; nothing changed. The sentence says why."""

    def __init__(self, project: Project, annotator: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.annotator = annotator
        self.gestures = Gestures(project.codebook, annotator, new_id, _now)
        self.article: Article | None = None
        self.desk: Desk | None = None
        self.focus = Focus()
        self._focus_before = Focus()
        """Where the analyst was on another record, before going to the focused one."""
        self.utf16 = Utf16Map("")
        self.phrases: Phrases | None = None
        self.sentences: Sequence[Span] = ()
        self.told: Sequence[TriggerSentence] = ()
        self.dateline: Sequence[Span] = ()
        self.reports: Mapping[str, Sequence[Report]] = {}
        """What other articles hold of the open one's events, by `Record.key`."""
        self._ruled_out: tuple[Span, ...] = ()
        self.actors = project.actor_book()
        """Other names, countries and kinds of actors that people told the project."""
        self.steps = Steps(project, annotator, self)
        self.steps.changed.connect(self.take_over)
        self.steps.went.connect(self._on_steps_went)
        self.steps.message.connect(self.message)
        self.steps.refused.connect(self.refused)

    @property
    def codebook(self) -> Codebook:
        return self.project.codebook

    @property
    def status(self) -> Status:
        """How far the annotator is with the open article."""
        return self.desk.status if self.desk else Status.NEW

    @property
    def record(self) -> Record | None:
        """The focused record."""
        if self.desk is None:
            return None
        key = self.focus.record_key
        return next((record for record in self.desk.records if record.key == key), None)

    def unclaimed(self) -> tuple[TriggerSentence, ...]:
        """The open article's sentences that seem to tell of an event and that no record claims."""
        return unclaimed(self.told, self.desk, self._ruled_out) if self.desk else ()

    def focused_values(self) -> tuple[ShownValue, ...]:
        """What stands on the focused row."""
        record = self.record
        return record.values(self.focus.field) if record else ()

    def focused_value(self) -> ShownValue | None:
        """The one value that the focus is on, if the row holds any."""
        shown = self.focused_values()
        return shown[min(self.focus.index, len(shown) - 1)] if shown else None

    def open_article(self, article_id: str) -> None:
        """Show an article, with the focus where the work on it begins or was left."""
        article = self.project.article(article_id)
        self.actors = self.project.actor_book()  # Another window may have told of some.
        self.article = article
        self.utf16 = Utf16Map(article.text)
        self._forget_passages()
        self.desk = self._desk(article_id)
        self.focus = _left_off(self.codebook, self.desk) or _first_focus(self.codebook, self.desk)
        self.article_opened.emit(article_id)
        self.desk_changed.emit()
        self.focus_changed.emit(self.focus)

    def close_article(self) -> None:
        """Show nothing: the project holds no article (any more)."""
        self.article, self.desk, self.utf16 = None, None, Utf16Map("")
        self._forget_passages()
        self.focus = Focus()
        self.article_opened.emit("")
        self.desk_changed.emit()
        self.focus_changed.emit(self.focus)

    def do(self, edit: Edit, *, leaves: bool = False) -> bool:
        """Save an edit and tell everybody. False if it could not be saved.

        `leaves`: another article is opened next, so the open one is not shown anew.
        """
        if self.steps.holds():
            return False
        try:
            change = self.project.apply(edit, self.annotator)
        except UserError as error:
            self._look_again()
            self.refused.emit(str(error))
            return False
        self._refresh(change, leaves=leaves)
        return True

    def take_over(self, change: Change) -> None:
        """Show what came into the project by another road, such as an import."""
        self.project.take_over(change)
        self._refresh(change)

    def undo(self) -> None:
        """Take the annotator's last step back and show where it was."""
        self.steps.undo()

    def redo(self) -> None:
        """Do again what was last undone and show where it is."""
        self.steps.redo()

    def set_focus(self, focus: Focus) -> None:
        if focus != self.focus:
            if focus.record_key != self.focus.record_key:
                self._focus_before = self.focus
            self.focus = focus
            self.focus_changed.emit(focus)

    def select_evidence(self, spans: tuple[Span, ...]) -> None:
        """Pass on words that were taken in the article pane."""
        self.evidence_selected.emit(spans)

    def show_message(self, text: str) -> None:
        self.message.emit(text)

    def take_proposals(self, article_id: str, found: Sequence[Proposal], engine: str) -> None:
        """Keep what the engine found; the project leaves alone what somebody has begun to judge."""
        self.project.save_proposals(article_id, found, engine)
        self.proposals_arrived(article_id)

    def proposals_arrived(self, article_id: str) -> None:
        """Show new suggestions if their article is open; the focus stays where it was."""
        if self.article and self.article.id == article_id:
            self._show_desk(self._desk(article_id))

    def want_phrases(self) -> None:
        """Ask for the open article's phrases; they come by `phrases_arrived`."""
        if self.article is not None and self.phrases is None:
            self.phrases_wanted.emit()

    def take_phrases(
        self,
        article_id: str,
        found: Iterable[Phrase],
        sentences: Sequence[Span] = (),
        told: Sequence[TriggerSentence] = (),
        dateline: Sequence[Span] = (),
    ) -> None:
        """Keep what was found in the open article in memory; others come too late.

        `told`: the sentences that seem to tell of an event. `dateline`: its place and day.
        """
        if self.article and self.article.id == article_id:
            self.phrases = Phrases(found, self.article.text)
            self.sentences, self.told, self.dateline = sentences, told, dateline
            if any(one.listed for one in told):
                self._show_desk(self._desk(article_id))
            self.phrases_arrived.emit()

    def _forget_passages(self) -> None:
        self.phrases = None
        self.sentences, self.told, self.dateline = (), (), ()

    def is_known(self, article_id: str) -> bool:
        """Whether the project (still) holds the article: answers may come late."""
        return bool(self.project.headlines([article_id], self.annotator))

    def _on_steps_went(self, change: Change) -> None:
        self._go_to(change)
        self._refresh(change)
        self._focus_changed_record(change)

    def _go_to(self, change: Change) -> None:
        """Open the article that was changed, so that nobody undoes what is out of sight."""
        here = self.article.id if self.article else ""
        if len(change.article_ids) == 1 and here not in change.article_ids:
            article_id = next(iter(change.article_ids))
            if self.is_known(article_id):
                self.open_article(article_id)

    def _focus_changed_record(self, change: Change) -> None:
        if self.desk is None or len(change.event_ids) != 1:
            return
        for record in self.desk.records:
            if record.event and record.event.id in change.event_ids:
                if record.key != self.focus.record_key:
                    self.set_focus(Focus(record.key, self.focus.field))
                return

    def _refresh(self, change: Change, *, leaves: bool = False) -> None:
        article_id = self.article.id if self.article else ""
        if change.codebook_changed:
            self.gestures = Gestures(self.codebook, self.annotator, new_id, _now)
        if change.actors_changed:
            self.actors = self.project.actor_book()
        if change.articles_changed and article_id and not self.is_known(article_id):
            self.close_article()
        elif not leaves and self._concerns(change):
            self._show_desk(self._desk(article_id))
        self.changed.emit(change)

    def _concerns(self, change: Change) -> bool:
        """Whether the open article reads differently after a change."""
        if self.article is None:
            return False
        return change.actors_changed or change.concerns(self.article.id)

    def _look_again(self) -> None:
        """Show the open article as the file has it: somebody else may have changed it."""
        article_id = self.article.id if self.article else ""
        try:
            self.actors = self.project.actor_book()
            if article_id and self.is_known(article_id):
                self._show_desk(self._desk(article_id))
            elif article_id:
                self.close_article()
        except UserError:
            # The file cannot be read at all; what was refused says so already.
            return

    def _show_desk(self, desk: Desk) -> None:
        before, self.desk = self.desk, desk
        focus = self._kept_focus(before, desk)
        moved = focus != self.focus
        self.focus = focus
        self.desk_changed.emit()
        if moved:
            self.focus_changed.emit(focus)

    def _desk(self, article_id: str) -> Desk:
        events = self.project.events(article_id, self.annotator)
        proposals = self._proposals(article_id, events)
        self.reports = other_reports(self.project, events, self.annotator)
        self._ruled_out = ruled_out(self.codebook, events, proposals)
        return Desk(
            article_id,
            self.project.status(article_id, self.annotator),
            records(events, proposals, partial(listed_for, self.told, self.codebook)),
        )

    def _proposals(self, article_id: str, events: Sequence[Event]) -> Sequence[Proposal]:
        """What is proposed, by the actors' main names, several suggesters' put together."""
        decided = {value.suggestion_id for event in events for value in event.values}
        found = by_main_names(self.project.proposals(article_id), self.actors, decided)
        if len({proposal.engine for proposal in found}) < 2:
            return found
        # Late: most projects have one suggester, and the window starts without the rest.
        from models.suggest.merging import combined, trust_by_record

        trust = trust_by_record(self.project.judged_offers())
        return combined(self.codebook, found, trust, frozenset(filter(None, decided)))

    def _kept_focus(self, before: Desk | None, desk: Desk) -> Focus:
        """The same record where it still is, else the one before it, or that took its place."""
        keys = [record.key for record in desk.records]
        if not keys:
            return Focus()
        if self.focus.record_key in keys:
            held = len(desk.records[keys.index(self.focus.record_key)].values(self.focus.field))
            return Focus(
                self.focus.record_key, self.focus.field, max(0, min(self.focus.index, held - 1))
            )
        old_keys = [record.key for record in before.records] if before else []
        if self.focus.record_key not in old_keys:
            return _first_focus(self.codebook, desk)
        if self._focus_before.record_key in keys:
            return self._focus_before
        place = min(old_keys.index(self.focus.record_key), len(keys) - 1)
        return Focus(keys[place], self.focus.field)


def _first_focus(codebook: Codebook, desk: Desk) -> Focus:
    """The first row of the first record."""
    if not desk.records:
        return Focus()
    first = tab_order(codebook, desk.records)[0]
    fields = shown_fields(codebook, first)
    return Focus(first.key, fields[0].key if fields else "")


def _left_off(codebook: Codebook, desk: Desk) -> Focus | None:
    """The first row that waits for a decision, in an article that is begun."""
    if desk.status is not Status.IN_PROGRESS:
        return None
    for record in tab_order(codebook, desk.records):
        for field in shown_fields(codebook, record):
            if any(value.decision is None for value in record.values(field.key)):
                return Focus(record.key, field.key)
    return None


def _now() -> datetime:
    return datetime.now(UTC)

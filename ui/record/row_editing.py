"""The editor in the focused row: opened, fed with evidence, committed or given up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from models.actor_renaming import describe_actor, new_names
from models.actors import ActorEntry
from models.edits import Review
from models.events import CONFIRMED, State
from models.language import tr, trn
from models.review import ShownValue
from models.spans import Span
from models.values import Actor, AnyValue, Kind, Place
from ui.actions import key_words
from ui.editors.editor import Editor, EditorContext, GazetteerSource
from ui.record.field_list import FieldList
from ui.record.reviewer import Reviewer
from ui.session import Focus, Session
from ui.theme import Theme

#: So many records are renamed in a few milliseconds; more of them are several edits.
_AT_ONCE = 100


class RowEditing(QObject):
    """Holds at most one open editor and brings what it gives to the reviewer."""

    opened = Signal()
    closed = Signal()
    evidence_requested = Signal()
    choice_shown = Signal(str)

    def __init__(
        self,
        session: Session,
        reviewer: Reviewer,
        fields: FieldList,
        theme: Theme,
        gazetteer: GazetteerSource,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._reviewer = reviewer
        self._fields = fields
        self._theme = theme
        self._gazetteer = gazetteer
        self._editor: Editor | None = None
        self._shown: ShownValue | None = None
        self._place = Focus()
        reviewer.editor_requested.connect(self.open)
        reviewer.further_value_requested.connect(self.open_for_more)

    def is_at(self, focus: Focus) -> bool:
        """Whether the editor stands on the row of a focus."""
        return (focus.record_key, focus.field) == (self._place.record_key, self._place.field)

    @property
    def editor(self) -> Editor | None:
        """The open editor."""
        return self._editor

    def open(self) -> None:
        """Open the editor on the focused value, or empty on an empty row."""
        self._open(self._reviewer.value)

    def open_for_more(self) -> None:
        """Open an empty editor for one more value."""
        self._open(None)

    def cancel(self) -> None:
        """Close without a change."""
        if self._editor:
            self._shown = None
            self._editor = None
            self._fields.close_editor()
            self._fields.setFocus()
            self.closed.emit()

    def finish(self) -> bool:
        """Commit what is open. False: it is not valid, and stays open with the reason."""
        if self._editor is None:
            return True
        if self._editor.is_untouched():
            self.cancel()
            return True
        return self._editor.commit()

    def leave(self) -> None:
        """The analyst went elsewhere: save what is valid where it was typed, name what is not."""
        editor = self._editor
        if editor is None:
            return
        value, typed = editor.value(), editor.typed()
        if not editor.is_untouched() and not (value is not None and self._save(editor, value)):
            self._session.show_message(
                tr("“{typed}” was not saved. {problem}", typed=typed, problem=editor.problem())
            )
        self.cancel()

    def take_evidence(self, spans: tuple[Span, ...]) -> None:
        """Bring words of the article to the open editor; open one if the row is empty."""
        if self._editor is None:
            self.open()
        if self._editor and self._session.article:
            self._editor.take_evidence(spans, self._session.article.text)
            self._editor.setFocus()

    def _open(self, shown: ShownValue | None) -> None:
        field = self._reviewer.field
        if field is None or (self._editor and not self.finish()):
            return
        self._shown = shown if shown and shown.value is not None else None
        self._reviewer.focus_field(field.key, self._session.focus.index)
        self._place = self._session.focus
        # Late: the window starts without the editors (and loads them when it has a moment).
        from ui.editors.factory import make_editor

        editor = make_editor(self._context())
        editor.committed.connect(self._on_editor_committed)
        editor.cancelled.connect(self.cancel)
        editor.passed.connect(self._on_editor_passed)
        editor.evidence_requested.connect(self.evidence_requested)
        editor.choice_shown.connect(self.choice_shown)
        self.choice_shown.emit("")
        editor.start(self._shown.value if self._shown else None)
        self._editor = editor
        self._fields.open_editor(editor)
        editor.setFocus()
        self.opened.emit()

    def _context(self) -> EditorContext:
        field, article, project = self._reviewer.field, self._session.article, self._session.project
        if field is None or article is None:
            raise ValueError("An editor needs a field of an open article")
        uses = project.actor_uses() if field.kind is Kind.ACTOR else {}
        return EditorContext(
            field,
            self._theme,
            article.published,
            list(uses),
            project.place_values() if field.kind is Kind.PLACE else (),
            self._offers(Actor if field.kind is Kind.ACTOR else Place),
            self._gazetteer,
            self._elsewhere() if field.kind is Kind.PLACE else (),
            uses,
            self._session.actors,
        )

    def _elsewhere(self) -> tuple[Place, ...]:
        """The places of the article's events but the one that is edited, this event's first."""
        here = self._session.record
        others = [record for record in self._reviewer.records if record is not here]
        found: list[Place] = []
        for record in [here, *others] if here else others:
            for row in record.values_by_field().values():
                for one in row:
                    edited = record is here and one == self._shown
                    if edited or one.state is State.REJECTED or one.value in found:
                        continue
                    if isinstance(one.value, Place):
                        found.append(one.value)
        return tuple(found)

    def _offers(self, wanted: type[Actor | Place]) -> tuple[AnyValue, ...]:
        """What stands in the article's records; first what is edited and its alternatives."""
        found: list[AnyValue | None] = []
        if self._shown:
            found += [self._shown.value, *(one.value for one in self._shown.alternatives)]
        if self._reviewer.field and (here := self._session.record):
            found += [one.value for one in here.offers(self._reviewer.field.key)]
        for record in self._reviewer.records:
            for row in record.values_by_field().values():
                found += [one.value for one in row if one.state is not State.REJECTED]
                found += [other.value for one in row for other in one.alternatives]
        return tuple(value for value in found if isinstance(value, wanted))

    def _on_editor_passed(self) -> None:
        self.cancel()
        self._reviewer.next_field()

    def _on_editor_committed(self, value: AnyValue) -> None:
        if self._editor and self._save(self._editor, value):
            self.cancel()
            self._reviewer.move_on()

    def _save(self, editor: Editor, value: AnyValue) -> bool:
        """Save what an editor gives, with what it says of the actor, as one edit."""
        entry = editor.about_actor()
        if entry is not None and isinstance(value, Actor):
            return self._save_described(editor, value, entry)
        edit = self._reviewer.entering(self._place, self._shown, value, editor.evidence)
        return edit is not None and self._session.do(edit)

    def _save_described(self, editor: Editor, value: Actor, entry: ActorEntry) -> bool:
        session, shown, book = self._session, self._shown, self._session.actors
        others = book.merged(entry).aliases
        # What stands confirmed under one of the names is changed where all its like are.
        stands = shown is not None and shown.state in CONFIRMED and editor.evidence is None
        edit: Review | None = Review("")
        if not (stands and shown and _name(shown.value) in (value.name, *others)):
            edit = self._reviewer.entering(self._place, shown, value, editor.evidence)
        if edit is None:
            return False
        records = 0

        def parts() -> Iterator[Review]:
            nonlocal records
            for part in _described_in_parts(session, edit, (value, entry)):
                records += len(part.events)
                yield part

        def tell(_title: str) -> None:
            session.show_message(_described(new_names(entry, book), value.name, records))

        return session.steps.do_all(parts(), tell)


def _described_in_parts(
    session: Session, entered: Review, described: tuple[Actor, ActorEntry]
) -> Iterator[Review]:
    """What was entered and is said of its actor, then the records that do not fit one edit."""
    book, who, now = session.actors, session.annotator, session.gestures.now()
    ids = session.project.event_ids_with_actor(book.merged(described[1]).aliases, who)
    title = ""
    for first in range(0, len(ids) or 1, _AT_ONCE):
        events = session.project.events_by_id(ids[first : first + _AT_ONCE])
        part = describe_actor(entered, described, book, events, annotator=who, at=now)
        title = title or part.title
        yield part if first == 0 else replace(part, title=title, actors=())
        entered = Review("")


def _name(value: AnyValue | None) -> str:
    return value.name if isinstance(value, Actor) else ""


def _described(names: tuple[str, ...], name: str, records: int) -> str:
    undo = key_words("undo")
    if len(names) != 1:
        return tr("What is known of “{name}” is saved; {undo} takes it back.", name=name, undo=undo)
    old = names[0]
    if not records:
        return tr(
            "“{old}” is another name of “{name}” now; {undo} takes it back.",
            old=old,
            name=name,
            undo=undo,
        )
    return trn(
        "“{old}” is “{new}” now, in one of your records; {undo} takes it back.",
        "“{old}” is “{new}” now, in {count} of your records; {undo} takes it back.",
        records,
        old=old,
        new=name,
        undo=undo,
    )

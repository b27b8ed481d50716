"""Steps of a person that are many edits, or a large one: the window is at hand meanwhile.

What is taken back or done again is done by a process of its own where it is much; what is new is
done here, one edit each turn of the event loop. Until the step is done nothing else is changed.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from db.journal import Gesture
from db.project import Project, Waiting, Way
from models.codebook import Codebook
from models.edits import Change, Edit
from models.errors import UserError
from models.language import inside, tr
from models.recoding import Recoding
from ui.child_process import APP, ChildProcess

#: A step of so many bytes in the journal, or so many edits, is not felt where it is done here.
_FEW_BYTES, _FEW_EDITS = 500_000, 4
_REFUSED = 1
_log = logging.getLogger(__name__)


class Steps(QObject):
    """Undo, redo, and what changes thousands of articles, of one annotator in one project."""

    began = Signal()
    """A long step begins; until it is over nothing else is to be written to the project."""
    progressed = Signal(str)
    """How far a long step is, in words."""
    ended = Signal()
    """A long step is over; everything can be changed again."""
    changed = Signal(object)
    """Articles were changed, or a step was broken off; it is saved (`Change`)."""
    went = Signal(object)
    """Undo or redo took place and is saved (`Change`)."""
    message = Signal(str)
    """What came of it, or why nothing can be changed just now."""
    refused = Signal(str)
    """An edit could not be saved; the sentence says why."""

    def __init__(self, project: Project, annotator: str, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._annotator = project, annotator
        self._process: ChildProcess | None = None
        self._way = Way.UNDO
        self._title = self._words = ""
        self._changed: Change | None = None
        self._edits: Iterator[Edit] = iter(())
        self._next: Edit | None = None
        self._gesture = Gesture()
        self._done: Callable[[str], None] = lambda _title: None
        self._then: Callable[[Change], None] = lambda _change: None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._do_next)

    @property
    def is_busy(self) -> bool:
        return bool(self._words)

    def holds(self) -> bool:
        """Whether nothing can be changed just now; if so it is said."""
        if self.is_busy:
            said = tr("{step} Nothing else can be changed until this is done.", step=self._words)
            self.message.emit(said)
        return self.is_busy

    def undo(self) -> None:
        self._walk(Way.UNDO, tr("Nothing to undo"))

    def redo(self) -> None:
        self._walk(Way.REDO, tr("Nothing to redo"))

    def do_all(self, edits: Iterable[Edit], done: Callable[[str], None]) -> bool:
        """Save edits that are one step for undo, each made when the one before it is saved.

        The first one is saved at once; False if it could not be. `done` is told the title of the
        last one, "" if nothing changed; it is not called where one could not be saved.
        """
        if self.holds():
            return False
        self._edits, self._gesture, self._done = iter(edits), Gesture(), done
        self._title, self._changed, self._next = "", Change(), None
        return self._do_next()

    def revise(self, wanted: Codebook, recoding: Recoding) -> bool:
        """Bring another codebook into use where that takes long; False if something else does."""
        if self.holds():
            return False
        self._begin_beside("revise", "-", then=self.changed.emit)
        if self._process:
            self._process.send(codebook=wanted.source, recoding=recoding.to_json())
        self._say(tr("The next version of the codebook is brought into use …"))
        return True

    def stop(self) -> None:
        """Leave a long step where it is: undo and redo know how far it came."""
        self._turn.stop()
        self._edits, self._next = iter(()), None
        process, self._process = self._process, None
        self._words = ""
        if process:
            process.end()

    def _walk(self, way: Way, nothing: str) -> None:
        if self.holds():
            return
        try:
            waiting = self._project.waiting(way, self._annotator)
            if waiting is None:
                self.message.emit(nothing)
                return
            self._way, self._title = way, waiting.title
            if self._takes_long(waiting):
                again = ["--redo"] if way is Way.REDO else []
                self._begin_beside("undo", "--lines", *again, then=self._show)
                self._say_share(0)
                return
            go = self._project.undo if way is Way.UNDO else self._project.redo
            change = go(self._annotator)
        except UserError as error:
            self.refused.emit(str(error))
            return
        self._show(change or Change())

    def _show(self, change: Change) -> None:
        self.went.emit(change)
        said = inside(self._title)
        is_undone = self._way is Way.UNDO
        self.message.emit(
            tr("Undid: {edit}", edit=said) if is_undone else tr("Redid: {edit}", edit=said)
        )

    # One edit each turn

    def _do_next(self) -> bool:
        change = self._changed or Change()
        try:
            edit = self._next or next(self._edits, None)
            if edit is not None:
                saved = self._project.apply(edit, self._annotator, self._gesture)
                self._title, change = edit.title, change.joined(saved).brief()
                self._next = next(self._edits, None)
        except UserError as error:
            self._end(change)
            self.refused.emit(str(error))
            return False
        self._changed = change
        if self._next is None:
            self._end(change)
            self._done(self._title)
            return True
        is_first = not self.is_busy
        if is_first:
            self.began.emit()
        self._say(tr("{edit} …", edit=self._title))
        if is_first:
            # Such as what was typed, before all that is renamed with it.
            self.changed.emit(change)
        self._turn.start()
        return True

    # In a process of its own

    def _takes_long(self, waiting: Waiting) -> bool:
        if sum(waiting.sizes) > _FEW_BYTES or len(waiting.sizes) > _FEW_EDITS:
            return True
        if not waiting.revises:
            return False
        from db import codebook_editing  # Late: the window starts without it.

        return codebook_editing.takes_long(self._project, Recoding())

    def _begin_beside(self, command: str, *options: str, then: Callable[[Change], None]) -> None:
        path = str(self._project.path.resolve())
        who = f"--annotator={self._annotator}"
        process = ChildProcess([*APP, command, path, who, *options], self)
        process.said.connect(self._on_process_said)
        process.ended.connect(self._on_process_ended)
        self._process, self._changed, self._then = process, None, then
        self.began.emit()
        process.start()

    def _on_process_said(self, line: bytes) -> None:
        said = json.loads(line)
        if "changed" in said:
            names = {key: frozenset(said["changed"][key]) for key in ("article_ids", "event_ids")}
            self._changed = Change(**said["changed"] | names)
        else:
            self._say_share(100 * said["done"] // (said["of"] or 1))

    def _on_process_ended(self, code: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if code == 0 and self._changed is not None:
            change, self._changed = self._changed, None
            self._project.take_over(change)
            self._end(None)
            self._then(change)
            return
        # Some of its edits may be done: everything is looked at anew.
        everything = Change(
            articles_changed=True, codebook_changed=True, actors_changed=True, is_wide=True
        )
        self._end(everything)
        said = process.complaints
        if code == _REFUSED and said and "Traceback" not in said:
            self.refused.emit(said.splitlines()[-1])
        else:
            _log.warning("A step ended with %d: %s", code, said)
            self.refused.emit(tr("This failed (see Help, Show log file)"))

    def _say_share(self, percent: int) -> None:
        if self._way is Way.UNDO:
            said = tr("Undoing: {edit}, {percent} % …", edit=inside(self._title), percent=percent)
        else:
            said = tr("Redoing: {edit}, {percent} % …", edit=inside(self._title), percent=percent)
        self._say(said)

    def _say(self, words: str) -> None:
        self._words = words
        self.progressed.emit(words)

    def _end(self, change: Change | None) -> None:
        self._edits, self._next, self._words = iter(()), None, ""
        if change and change != Change():
            self.changed.emit(change)
        self.ended.emit()

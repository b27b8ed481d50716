"""The page on which the project's codebook is edited: a tree, a form, and what will change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db import codebook_editing
from db.codebook_files import load_codebook
from models.codebook import Codebook
from models.codebook.changes import changes
from models.codebook.draft import Draft, Part, key_for
from models.codebook.tables import Mistake
from models.codebook.writing import to_toml
from models.errors import UserError
from models.language import later, tr
from models.recoding import Recoding
from ui.codebook.drafts import Drafts
from ui.codebook.form import NodeForm
from ui.codebook.gone_list import GoneList
from ui.codebook.kept_draft import keep_draft, kept_draft
from ui.codebook.tree import CodebookTree
from ui.codebook.wording import changes_words
from ui.dialogs.dialog_keys import give_keys
from ui.dialogs.form_dialog import note
from ui.messages import Messages
from ui.session import Session
from ui.theme import SEMIBOLD, TITLE, UNIT, Theme
from ui.widgets.room_on_screen import fitting

#: Typing is checked when it rests so long.
_REST_MS = 150
#: And kept in the project when nothing was changed for so long.
_KEEP_MS = 2000
_MEANT = later(
    "Saving makes a new version; Undo brings the old one back. Another key renames the values in "
    "the records, another wording leaves them alone."
)
_RESUMED = later("What you had changed and not saved is here again. Ctrl+Z takes it back.")
_FILES = later("Codebooks (*.toml)")


class CodebookDialog(QDialog):
    """Nothing is touched before it is saved; then it is one edit that can be undone."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        messages: Messages,
        parent: QWidget | None,
        drafts: Drafts | None = None,
    ) -> None:
        super().__init__(parent)
        give_keys(self, theme, "Codebooks")
        self._theme, self._session, self._messages = theme, session, messages
        self._before = session.codebook
        self.drafts = drafts or Drafts(
            session.codebook, kept_draft(session.project, session.annotator, session.codebook)
        )
        self._resumes = self.drafts.are_begun
        self._version = codebook_editing.next_version(session.project)
        self._uses = codebook_editing.uses(session.project)
        self._current = 0
        self._wrong: dict[int, list[Mistake]] = {}
        self.setWindowTitle(tr("Codebook {reference}", reference=self._before.reference))
        self.search = QLineEdit()
        self.tree = CodebookTree(theme)
        self.form = NodeForm(theme)
        self.gone = GoneList(session.project)
        self.summary = QLabel()
        self.add_below, self.add_field, self.add_link, self.remove, self.up, self.down = (
            QPushButton() for _ in range(6)
        )
        self.export, self.load, self.over, self.leave, self.save = (QPushButton() for _ in range(5))
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.look)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep.timeout.connect(self.keep)
        self._arrange()
        self._connect()
        self.tree.show_draft(self.draft, (), 0)
        self._show_node(0)
        self.look()
        self.tree.setFocus()

    @property
    def draft(self) -> Draft:
        return self.drafts.current

    def look(self) -> None:
        """Check the draft and say what it changes."""
        self._rest.stop()
        before, self._wrong = self._wrong, self.draft.check()
        for id_ in {*before, *self._wrong, self._current}:
            node = next((one for one in self.draft.root.walk() if one.id == id_), None)
            if node:
                self.tree.retitle(node, is_wrong=id_ in self._wrong)
        self.form.show_mistakes(self._wrong.get(self._current, ()))
        found = changes(self._before, self.draft)
        recoding = self.draft.recoding()
        keys = [*found.gone, *recoding.choices, *((key, None) for key in recoding.fields)]
        records = codebook_editing.touched(self._session.project, keys, 0)[0] if keys else 0
        self.gone.show_gone(self.draft, found.gone, self._uses)
        self.summary.setText(
            changes_words(found, records)
            if not self._wrong
            else tr("Parts marked with ! need mending before this can be saved.")
        )
        self.save.setEnabled(bool(found) and not self._wrong)
        if self.isVisible():
            self._keep.start()
        self.over.setEnabled(bool(found))

    def keep(self) -> None:
        """Put what is not saved aside in the project, so that quitting or a crash loses nothing."""
        self._keep.stop()
        session = self._session
        keep_draft(session.project, session.annotator, self._before, self.draft)

    @override
    def done(self, result: int) -> None:
        self._rest.stop()
        self._keep.stop()
        if not result:
            self.keep()
        super().done(result)

    def take(self, draft: Draft, current: int | None = None) -> None:
        """Go on with another draft and show it anew."""
        self.drafts.take(draft)
        self._show_all(self._current if current is None else current)

    def step_back(self) -> None:
        """Take the last change of the draft back."""
        if self.drafts.step_back():
            self._show_all(self._current)

    def step_on(self) -> None:
        """Do again what was taken back."""
        if self.drafts.step_on():
            self._show_all(self._current)

    def save_version(self) -> None:
        """Bring the draft into use as the next version."""
        self.look()
        if not self.save.isEnabled():
            return
        session, draft = self._session, self.draft
        # Before, since the window begins anew with the version that comes.
        keep_draft(session.project, session.annotator, self._before, Draft.of(self._before))
        try:
            is_saved = _brought_into_use(session, draft.codebook(self._version), draft.recoding())
        except UserError as error:
            self._messages.tell(self, tr("This could not be saved"), str(error))
            return
        if is_saved:
            self.accept()

    def export_to_file(self) -> None:
        """Write the draft to a TOML file, mistakes and all."""
        name = f"{self._before.name}.toml"
        path = self._messages.save_as(self, tr("Export codebook"), name, _FILES)
        if path is None:
            return
        version = self._version if changes(self._before, self.draft) else self._before.version
        try:
            path.write_text(to_toml(self.draft.data(version)), encoding="utf-8")
        except OSError as error:
            words = tr("{path} cannot be written: {reason}.", path=path, reason=error.strerror)
            self._messages.tell(self, tr("Export codebook"), words)

    def load_from_file(self) -> None:
        """Take a TOML file as the draft; what it lacks is listed as removed."""
        path: Path | None = self._messages.open_codebook(self)
        if path is None:
            return
        try:
            found = load_codebook(str(path))
        except UserError as error:
            self._messages.tell(self, tr("The codebook cannot be loaded"), str(error))
            return
        self.take(Draft.of(found, self._before), 0)

    def _show_all(self, current: int) -> None:
        known = {node.id for node in self.draft.root.walk()}
        current = current if current in known else 0
        self._wrong = self.draft.check()
        self.tree.show_draft(self.draft, self._wrong, current)
        self.tree.search(self.search.text())
        self._show_node(current)
        self.look()

    def _show_node(self, id_: int) -> None:
        self._current = id_
        node = self.draft.node(id_)
        self.form.show_node(self.draft, node)
        self.form.show_mistakes(self._wrong.get(id_, ()))
        owner = self.draft.field_of(id_)
        takes_answers = owner is not None and owner.data.get("kind") == "choice"
        self.add_below.setEnabled(takes_answers)
        for button in (self.remove, self.up, self.down):
            button.setEnabled(node.part is not Part.BOOK)

    def _on_form_changed(self, id_: int, key: str, value: object) -> None:
        node, values = self.draft.node(id_), {key: value}
        is_free = node.origin is None and node.key == key_for(str(node.data.get("label", "")))
        if key == "label" and is_free:
            # A new part takes its key from its name until somebody types another one.
            made = values["key"] = key_for(str(value))
            self.form.set_line("key", made)
        draft = self.draft.changed(id_, **values)
        self.drafts.take(draft, (id_, key))
        self.tree.retitle(draft.node(id_), is_wrong=id_ in self._wrong)
        if key == "kind":
            self._show_node(id_)
        self._rest.start()

    def _on_add_below_clicked(self) -> None:
        """An answer behind the chosen one, or the field's first."""
        node, id_ = self.draft.node(self._current), self.draft.next_id
        if node.part is Part.FIELD:
            draft = self.draft.added(node.id, Part.CHOICE)
        else:
            parent = self.draft.parent(node.id)
            draft = self.draft.added(parent.id if parent else 0, Part.CHOICE, node.id)
        self._take_new(draft, id_)

    def _add_field(self) -> None:
        """A field behind the one that is chosen, or at the end."""
        owner, id_ = self.draft.field_of(self._current), self.draft.next_id
        self._take_new(self.draft.added(0, Part.FIELD, owner.id if owner else None), id_)

    def _add_link(self) -> None:
        id_ = self.draft.next_id
        self._take_new(self.draft.added(0, Part.LINK), id_)

    def _take_new(self, draft: Draft, id_: int) -> None:
        self.take(draft, id_)
        self.form.focus_first()

    def _on_remove_clicked(self) -> None:
        """Without the chosen part; its neighbour is chosen."""
        parent = self.draft.parent(self._current)
        if parent is None:
            return
        ids = [one.id for one in parent.below]
        place = ids.index(self._current)
        others = [*ids[place + 1 :], *reversed(ids[:place]), parent.id]
        self.take(self.draft.removed(self._current), others[0])

    def _on_over_clicked(self) -> None:
        self.drafts.start_over()
        self._show_all(0)

    def _move(self, by: int) -> None:
        moved = self.draft.moved(self._current, by)
        if moved.root != self.draft.root:
            self.take(moved)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.tree.search)
        self.tree.chosen.connect(self._show_node)
        self.form.changed.connect(self._on_form_changed)
        self.gone.becomes.connect(lambda gone, key: self.take(self.draft.becoming(gone, key)))
        self.add_below.clicked.connect(self._on_add_below_clicked)
        self.add_field.clicked.connect(self._add_field)
        self.add_link.clicked.connect(self._add_link)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.export.clicked.connect(self.export_to_file)
        self.load.clicked.connect(self.load_from_file)
        self.over.clicked.connect(self._on_over_clicked)
        self.leave.clicked.connect(self.reject)
        self.save.clicked.connect(self.save_version)
        for keys, start in {
            "Alt+Up": lambda: self._move(-1),
            "Alt+Down": lambda: self._move(1),
            "Ctrl+F": self.search.setFocus,
            "Ctrl+Z": self.step_back,
            "Ctrl+Shift+Z": self.step_on,
            "Ctrl+S": self.save_version,
        }.items():
            QShortcut(QKeySequence(keys), self).activated.connect(start)
        for keys, pressed in {"Ins": self.add_below, "Delete": self.remove}.items():
            _inside(self.tree, keys).connect(pressed.click)
        for keys in ("Down", "Return", "Enter"):
            _inside(self.search, keys).connect(lambda: self.tree.go_to_found(self.search.text()))

    def _arrange(self) -> None:
        head = QLabel(self.windowTitle())
        head.setFont(self._theme.font(TITLE, SEMIBOLD))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        whole.setSpacing(UNIT + UNIT // 2)
        whole.addWidget(head)
        whole.addWidget(note(self._theme, tr(_RESUMED if self._resumes else _MEANT)))
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._left())
        split.addWidget(self.form)
        split.setSizes([40 * UNIT, 80 * UNIT])
        split.setStretchFactor(1, 1)
        whole.addWidget(split, 1)
        whole.addWidget(self.gone)
        whole.addLayout(self._foot())
        room = self.parentWidget() or self
        wide, high = min(1180, room.width() - 80), min(960, room.height() - 40)
        self.resize(fitting(self, QSize(max(920, wide), max(600, high))))

    def _left(self) -> QWidget:
        self.search.setPlaceholderText(tr("Search names, definitions and triggers"))
        self.search.setAccessibleName(tr("Search the codebook"))
        self.search.setClearButtonEnabled(True)
        texts = {
            self.add_below: (tr("+ Answer"), tr("Adds an answer (Ins).")),
            self.add_field: (tr("+ Field"), tr("Adds a field behind the chosen one.")),
            self.add_link: (tr("+ Link"), tr("Adds a type of link between events.")),
            self.remove: (tr("Remove"), tr("Takes the chosen part away (Delete).")),
            self.up: ("↑", tr("Moves the chosen part up (Alt ↑).")),
            self.down: ("↓", tr("Moves the chosen part down (Alt ↓).")),
        }
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, UNIT, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addLayout(_chips(texts))
        return left

    def _foot(self) -> QHBoxLayout:
        self.summary.setWordWrap(True)
        self.summary.setAccessibleName(tr("What will change"))
        self.export.setText(tr("Export …"))
        self.load.setText(tr("Load …"))
        self.over.setText(tr("Start over"))
        self.over.setToolTip(tr("Goes back to the codebook in use; Ctrl+Z takes that back."))
        self.leave.setText(tr("Close"))
        self.leave.setToolTip(tr("What is not saved is here when you come back."))
        self.save.setText(tr("Save as version {number}", number=self._version))
        self.save.setProperty("primary", "true")
        foot = QHBoxLayout()
        foot.setSpacing(UNIT)
        foot.addWidget(self.summary, 1)
        for button in (self.export, self.load, self.over, self.leave, self.save):
            button.setAutoDefault(False)
            foot.addWidget(button)
        return foot


def _inside(widget: QWidget, keys: str) -> SignalInstance:
    """Says that the keys were pressed while the keyboard was in the widget."""
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return shortcut.activated


def _chips(texts: Mapping[QPushButton, tuple[str, str]]) -> QHBoxLayout:
    """Small buttons in a row, with their words and hints."""
    row = QHBoxLayout()
    row.setSpacing(UNIT // 2)
    for button, (text, hint) in texts.items():
        button.setText(text)
        button.setToolTip(hint)
        button.setAccessibleName(text if len(text) > 1 else hint.partition(" (")[0])
        button.setAccessibleDescription(hint)
        button.setProperty("chip", "true")
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch(1)
    return row


def _brought_into_use(session: Session, wanted: Codebook, recoding: Recoding) -> bool:
    """Whether a codebook is, or soon will be, the next version; where not, it was said why."""
    if codebook_editing.takes_long(session.project, recoding):
        return session.steps.revise(wanted, recoding)
    return session.do(codebook_editing.revision(session.project, wanted, recoding))

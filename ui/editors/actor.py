"""The editor of actors: names of the article, the project and the engine's list, or any name."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from models.actors import ActorEntry
from models.language import tr
from models.values import Actor, AnyValue
from ui.editors.actor_card import ActorCard
from ui.editors.actor_offers import fitting_entries, named_actors
from ui.editors.editor import Editor, EditorContext
from ui.theme import NOTE, Theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.type_ahead import TypeAhead

_LONGEST_NAME = 20


class ActorEditor(Editor):
    """Takes one actor. A known name that fits exactly keeps its spelling and id.

    Beside the value it says who an actor is: that the name that stood here is another name of it,
    or what the card below tells.
    """

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        names = named_actors(context)
        self._held: Actor | None = None
        self._taken = ""
        self._joins = False
        self._ahead = TypeAhead(
            context.theme,
            lambda typed: fitting_entries(names, typed.strip()),
            name=context.field.label,
            two_lines=True,
            most=5,
        )
        self._ahead.box.setPlaceholderText(tr("Name, or Alt+S from the article"))
        self._card = ActorCard(context.theme, context.actor_uses)
        self._joining = _quiet_button(context.theme)
        self._describing = _quiet_button(context.theme)
        self._name_button(tr("Other names, country, kind"))
        below = QWidget()
        row = FlowLayout(below)
        for button in (self._joining, self._describing):
            row.addWidget(button)
        for part in (self._ahead, self._card, below):
            self.add(part)
        self._card.hide()
        self._joining.hide()
        self.setFocusProxy(self._ahead)
        self._ahead.picked.connect(lambda entry: self.committed.emit(entry.payload))
        self._ahead.edited.connect(self._on_name_edited)
        self._ahead.highlighted.connect(self._offer_more)
        self._joining.clicked.connect(self._join)
        self._describing.clicked.connect(self._turn_card)
        keys = {"Alt+Return": self._join, "Alt+Enter": self._join, "Alt+O": self._turn_card}
        for key, does in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(does)

    @override
    def set_value(self, value: AnyValue | None) -> None:
        self._held = value if isinstance(value, Actor) else None
        name = self._held.name if self._held else ""
        self._ahead.start(name, highlight=lambda entry: entry.payload == value)
        self._offer_more()

    @override
    def value(self) -> Actor | None:
        entry = self._ahead.current
        if entry:
            return entry.payload  # type: ignore[no-any-return]
        name = self._ahead.box.text().strip()
        if self._held and self._held.name == name:
            return self._held
        return Actor(name) if name else None

    @override
    def about_actor(self) -> ActorEntry | None:
        value, book = self.value(), self.context.actors
        if value is None:
            return None
        known = book.of(value.name)
        told = self._card.entry(known) if not self._card.isHidden() else known
        if self._joins and (old := self._other_name()):
            told = ActorEntry.of(told.name, (*told.aliases, old), told.country, told.sort)
        return told if told != known else None

    @override
    def is_untouched(self) -> bool:
        return super().is_untouched() and self.about_actor() is None

    @override
    def commit(self) -> bool:
        if not self._card.isHidden() and (problem := self._card.problem()):
            self.show_problem(problem)
            return False
        return super().commit()

    @override
    def problem(self) -> str:
        return tr("Type a name, choose one with ↓, or press Alt+S and select it in the article.")

    @override
    def typed(self) -> str:
        return self._ahead.box.text().strip()

    @override
    def take_text(self, text: str) -> None:
        self._taken = text
        self._ahead.box.setText(text)
        self._ahead.refresh()
        self._ahead.box.selectAll()
        self._offer_more()

    def _on_name_edited(self) -> None:
        self.show_problem("")
        self._card.hide()
        self._name_button(tr("Other names, country, kind"))
        self._offer_more()

    def _offer_more(self) -> None:
        """Offer what can be said of the actor that is entered."""
        value, old = self.value(), self._other_name()
        self._describing.setVisible(value is not None)
        self._joining.setVisible(bool(old))
        if not old or value is None:
            return
        if self._is_confirmed(old):
            self._joining.setText(tr("Rename in all my records   Alt ↵"))
        else:
            shown = old if len(old) <= _LONGEST_NAME else f"{old[:_LONGEST_NAME]}…"
            self._joining.setText(tr("Also called “{old}”   Alt ↵", old=shown))
        said = tr("“{old}” stays known as another name of “{name}”", old=old, name=value.name)
        self._joining.setToolTip(said)
        self._joining.setAccessibleName(self._joining.text().removesuffix("   Alt ↵"))

    def _other_name(self) -> str:
        """The name that stood here or was taken from the article, if another one is entered now."""
        value, book = self.value(), self.context.actors
        old = self._held.name if self._held else self._taken
        if value is None or not old or book.main_name(old) == value.name:
            return ""
        # "Gunmen" or "Civilians (Mali): traders" describe; they are nobody's name.
        is_name = ":" not in old + value.name and not old.islower()
        return old if is_name or self._is_confirmed(old) else ""

    def _is_confirmed(self, name: str) -> bool:
        return name in self.context.actor_names

    def _join(self) -> None:
        """Enter the value; the name that stood here is another name of it from now on."""
        if self._other_name():
            self._joins = True
            self.commit()
            self._joins = False

    def _turn_card(self) -> None:
        value = self.value()
        if not self._card.isHidden():
            self._card.hide()
            self._name_button(tr("Other names, country, kind"))
            self._ahead.list.show()
            self._ahead.setFocus()
        elif value is not None:
            self._ahead.box.setText(value.name)
            self._ahead.list.hide()
            self._card.show_entry(self.context.actors.of(value.name))
            self._card.show()
            self._card.setFocus()
            self._name_button(tr("Back to the list of names"))

    def _name_button(self, words: str) -> None:
        self._describing.setText(f"{words}   Alt O")
        self._describing.setAccessibleName(words)


def _quiet_button(theme: Theme) -> QPushButton:
    button = QPushButton()
    button.setProperty("quiet", True)  # noqa: FBT003 - Qt's own signature
    button.setFont(theme.font(NOTE))
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button

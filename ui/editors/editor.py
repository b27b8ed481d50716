"""What every editor is: it takes a value, gives one back, or says what is wrong."""

from __future__ import annotations

import dataclasses
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from models.actors import ActorBook, ActorEntry
from models.codebook import Field
from models.language import tr
from models.spans import Span
from models.values import AnyValue, Place
from ui.theme import NOTE, Theme
from ui.typing_guard import TAKES_PLAIN_KEYS

if TYPE_CHECKING:
    from models.suggest.gazetteer import Gazetteer

#: Gives the place index, or None while it is still being built.
GazetteerSource = Callable[[], "Gazetteer | None"]


@dataclass(frozen=True, slots=True)
class EditorContext:
    """What editors may ask for: the field, the article's day, names and places already known."""

    field: Field
    theme: Theme
    published: date | None = None
    actor_names: Sequence[str] = ()
    places: Sequence[Place] = ()
    offers: Sequence[AnyValue] = ()
    """Values of the same kind that stand in the article's records."""
    gazetteer: GazetteerSource = lambda: None
    elsewhere: Sequence[Place] = ()
    """The other places of the event, then those of the article's other events."""
    actor_uses: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """In how many values of the project each actor stands."""
    actors: ActorBook = dataclasses.field(default_factory=ActorBook)
    """Other names, countries and kinds of actors that people told the project."""


class Editor(QWidget):
    """An open editor. Enter commits, Esc cancels; what is not valid stays, with the reason."""

    committed = Signal(object)
    """The value that was entered (`AnyValue`)."""
    cancelled = Signal()
    passed = Signal()
    """Enter was pressed and nothing is entered: the field stays empty."""
    resized = Signal()
    """The editor wants another height."""
    evidence_requested = Signal()
    """The analyst wants to take words from the article."""
    choice_shown = Signal(str)
    """A choice is highlighted (its key): the codebook card can explain it."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__()
        self.context = context
        self.evidence: tuple[Span, ...] | None = None
        self._opening: AnyValue | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(5)
        self._problem = note_label(context.theme, "warn")
        self._problem.setAccessibleName(tr("What is wrong"))
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.setProperty(TAKES_PLAIN_KEYS, True)  # noqa: FBT003 - Qt's own signature
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Editor of {label}", label=context.field.label))

    @abstractmethod
    def set_value(self, value: AnyValue | None) -> None:
        """Show a value, selected, so that typing replaces it."""

    @abstractmethod
    def value(self) -> AnyValue | None:
        """What is entered; None as long as it is not a value."""

    @abstractmethod
    def problem(self) -> str:
        """Why there is no value yet, in one sentence that says what is allowed."""

    @abstractmethod
    def take_text(self, text: str) -> None:
        """Take words of the article as if they had been typed."""

    @abstractmethod
    def typed(self) -> str:
        """What stands in the box."""

    def about_actor(self) -> ActorEntry | None:
        """What is said of the actor that is entered, beside its name; None if that is nothing."""
        return None

    def start(self, value: AnyValue | None) -> None:
        """Show a value and remember how it looked, to know later whether something was done."""
        self.set_value(value)
        self._opening = self.value()

    def is_untouched(self) -> bool:
        """Whether the editor holds what it was opened with."""
        entered = self.value()
        nothing = entered is None and bool(self.typed())
        return entered == self._opening and self.evidence is None and not nothing

    def take_evidence(self, spans: tuple[Span, ...], text: str) -> None:
        """Take passages of the article as evidence, and as the value if none is entered."""
        self.evidence = spans
        if spans and not self.typed():
            self.take_text(" ".join(spans[0].quote(text).split()))

    def commit(self) -> bool:
        """Give the value away; say what is wrong and stay open; or leave what is empty empty."""
        entered = self.value()
        if entered is None and self.is_untouched():
            self.passed.emit()
            return True
        if entered is None:
            self.show_problem(self.problem())
            return False
        self.show_problem("")
        self.committed.emit(entered)
        return True

    def show_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def add(self, widget: QWidget) -> None:
        """Put a part above the line that says what is wrong."""
        self.body.insertWidget(self.body.count() - 1, widget)

    def height_at(self, width: int) -> int:
        """The height that the editor needs at a width."""
        if self.body.hasHeightForWidth():
            return self.body.totalHeightForWidth(width)
        return self.body.totalSizeHint().height()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab stays among the parts of the editor."""
        parts = [part for part in self.findChildren(QWidget) if _takes_tab(part)]
        focused = QApplication.focusWidget()
        if not parts or focused is None:
            return super().focusNextPrevChild(next)
        place = parts.index(focused) if focused in parts else -1
        step = 1 if next else -1
        parts[(place + step) % len(parts)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.resized.emit()
        return super().event(event)


def _takes_tab(part: QWidget) -> bool:
    by_tab = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and part.isVisible() and part.isEnabled() and part.focusProxy() is None


def note_label(theme: Theme, role: str) -> QLabel:
    """A small wrapped line in a colour of the theme (`muted`, `faint`, `warn`)."""
    label = QLabel()
    label.setFont(theme.font(NOTE))
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

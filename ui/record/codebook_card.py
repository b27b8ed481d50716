"""The codebook's words for the focused field and its answer, always at hand below the fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout
from typing_extensions import override

from models.codebook import Choice, Codebook, Field
from models.language import tr
from ui.record.codebook_search import Passage, passages
from ui.theme import NOTE, UNIT, Theme

_LEAST_HEIGHT, _SEARCH_HEIGHT = 8 * UNIT, 30 * UNIT


class CodebookCard(QScrollArea):
    """Help of a field, and of one of its choices with examples; or what a search finds."""

    field_wanted = Signal(str)
    """Enter on what was found: its field (key)."""
    search_left = Signal()
    """The search is over; the keyboard should go back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Field | None, Choice | None] = (None, None)
        self._is_choosing = False
        self._codebook: Codebook | None = None
        self._found: Sequence[Passage] = ()
        self.box = QLineEdit()
        self.box.setPlaceholderText(tr("Search definitions, rules and examples"))
        self.box.setAccessibleName(tr("Search the codebook"))
        self.box.textEdited.connect(self._on_box_text_edited)
        self.box.installEventFilter(self)
        self.box.hide()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card = QFrame()
        card.setObjectName("codebook_card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(12, 9, 12, 10)
        inner.addWidget(self.box)
        inner.addWidget(self._words)
        inner.addStretch(1)
        self.setWidget(card)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setAccessibleName(tr("Codebook"))
        self.dress()

    def show_field(
        self, field: Field | None, choice_key: str = "", *, is_choosing: bool = False
    ) -> None:
        """Explain a field, and the choice that stands on it or is highlighted in its editor.

        While somebody is choosing, the words on the choice stand above those on the field.
        """
        choice = field.readable_by_key.get(choice_key) if field else None
        if (field, choice, is_choosing) != (*self._shown, self._is_choosing):
            self._shown, self._is_choosing = (field, choice), is_choosing
            if self._codebook is None:
                self._show()
                self.verticalScrollBar().setValue(0)

    def start_search(self, codebook: Codebook) -> None:
        """Put the cursor into a search box over the whole codebook."""
        self._codebook = codebook
        self.show()
        self.box.clear()
        self.box.show()
        self.setMinimumHeight(_SEARCH_HEIGHT)
        self.box.setFocus()
        self._on_box_text_edited("")

    def leave_search(self) -> None:
        """Explain the focused field again."""
        if self._codebook is not None:
            self._codebook, self._found = None, ()
            self.box.hide()
            self.setMinimumHeight(_LEAST_HEIGHT)
            self._show()
            self.verticalScrollBar().setValue(0)

    @property
    def found(self) -> Sequence[Passage]:
        """What the search shows, best first."""
        return self._found

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QFocusEvent):
            is_popup = event.reason() is Qt.FocusReason.PopupFocusReason
            if event.type() is QEvent.Type.FocusOut and not is_popup:
                self.leave_search()
        elif watched is self.box and event.type() is QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._took(event.key())
        return super().eventFilter(watched, event)

    def _took(self, key: int) -> bool:
        """Whether a key of the search box was one of the card's."""
        bar = self.verticalScrollBar()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            wanted = self._found[:1] if key != Qt.Key.Key_Escape else ()
            self.leave_search()
            self.search_left.emit()
            for field, _ in wanted:
                self.field_wanted.emit(field.key)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar.setValue(bar.value() + (40 if key == Qt.Key.Key_Down else -40))
        else:
            return False
        return True

    def _on_box_text_edited(self, typed: str) -> None:
        self._found = passages(self._codebook, typed) if self._codebook else ()
        self._words.setText(self._found_words(typed))
        self.setAccessibleDescription(
            ", ".join(choice.label if choice else field.label for field, choice in self._found)
        )
        self.verticalScrollBar().setValue(0)

    def _found_words(self, typed: str) -> str:
        colors = self._theme.palette
        parts: list[str] = []
        for field, choice in self._found:
            told = choice or field
            label = f"{field.label} · {choice.label}" if choice else field.label
            above = UNIT if parts else 0
            parts.append(_title(label, told.help, colors.text, colors.muted, above))
            parts += _boundary(told.boundary, colors.muted)
            quoted = [f"“{one}”" if choice else one for one in told.examples]
            quoted.sort(key=lambda one: typed.casefold() not in one.casefold())
            parts.append(_examples(quoted, colors.faint))
        if not parts:
            said = (
                tr("Nothing speaks of that.")
                if typed.strip()
                else tr("Esc leaves, Enter goes to the field.")
            )
            return f'<p style="margin:4px 0;color:{colors.muted}">{escape(said)}</p>'
        return _emphasized("".join(parts), typed, colors.text)

    def dress(self) -> None:
        self._words.setFont(self._theme.font(NOTE))
        colors = self._theme.palette
        self.setStyleSheet(
            f"CodebookCard {{ background: {colors.raised}; border: 1px solid {colors.line};"
            " border-radius: 8px; }"
            f"#codebook_card {{ background: {colors.raised}; border-radius: 8px; }}"
        )
        self._show()

    def _show(self) -> None:
        if self._codebook is not None:
            self._on_box_text_edited(self.box.text())
            return
        field, choice = self._shown
        self.setVisible(field is not None)
        if field is None:
            return
        colors = self._theme.palette
        on_field = [_title(field.label, field.help, colors.text, colors.muted)]
        on_choice: list[str] = []
        if choice:
            on_choice.append(_title(choice.label, choice.help, colors.text, colors.muted))
            on_choice += _boundary(choice.boundary, colors.muted)
            on_choice.append(_examples([f"“{one}”" for one in choice.examples], colors.faint))
        else:
            on_field += _boundary(field.boundary, colors.muted)
            on_field.append(_examples(field.examples, colors.faint))
        parts = (on_choice, on_field) if self._is_choosing else (on_field, on_choice)
        self._words.setText("".join([*parts[0], *parts[1]]))
        said = [field.help, choice.help if choice else ""]
        self.setAccessibleDescription(" ".join(said[::-1] if self._is_choosing else said).strip())


def _emphasized(html: str, typed: str, color: str) -> str:
    """Rich text with what was typed set stronger, wherever it stands outside of tags."""
    wanted = re.escape(escape(typed.strip()))
    strong = f'<span style="color:{color};font-weight:600">'
    return re.sub(f"({wanted})(?![^<]*>)", rf"{strong}\1</span>", html, flags=re.IGNORECASE)


def _examples(examples: Sequence[str], color: str) -> str:
    said = " · ".join(escape(example) for example in examples[:3])
    return f'<p style="margin:3px 0 0 0;color:{color}">{said}</p>' if said else ""


def _boundary(words: str, color: str) -> list[str]:
    """Where it ends and others begin, if the codebook says so."""
    said = escape(words).replace("\n", "<br>")
    return [f'<p style="margin:3px 0 0 0;color:{color}"><i>{said}</i></p>'] if said else []


def _title(label: str, words: str, strong: str, color: str, above: int = 0) -> str:
    said = escape(words).replace("\n", "<br>")
    return (
        f'<p style="margin:{above}px 0 4px 0;line-height:125%;color:{color}">'
        f'<span style="color:{strong};font-weight:600">{escape(label)}</span>&nbsp; {said}</p>'
    )

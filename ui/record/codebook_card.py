"""The codebook's words for the focused field and its answer, always at hand below the fields."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout

from models.codebook import Choice, Field
from ui.theme import NOTE, Theme


class CodebookCard(QScrollArea):
    """Help of a field, and of one of its choices with examples."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Field | None, Choice | None] = (None, None)
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
        inner.addWidget(self._words)
        inner.addStretch(1)
        self.setWidget(card)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(64)
        self.setAccessibleName("Codebook")
        self.restyle()

    def show_field(self, field: Field | None, choice_key: str = "") -> None:
        """Explain a field, and the choice that stands on it or is highlighted in its editor."""
        choice = field.readable_by_key.get(choice_key) if field else None
        if (field, choice) != self._shown:
            self._shown = (field, choice)
            self._show()
            self.verticalScrollBar().setValue(0)

    def restyle(self) -> None:
        self._words.setFont(self._theme.font(NOTE))
        colors = self._theme.palette
        self.setStyleSheet(
            f"CodebookCard {{ background: {colors.raised}; border: 1px solid {colors.line};"
            " border-radius: 8px; }"
            f"#codebook_card {{ background: {colors.raised}; border-radius: 8px; }}"
        )
        self._show()

    def _show(self) -> None:
        field, choice = self._shown
        self.setVisible(field is not None)
        if field is None:
            return
        colors = self._theme.palette
        parts = [_title(field.label, field.help, colors.text, colors.muted)]
        if choice:
            parts.append(_title(choice.label, choice.help, colors.text, colors.muted))
            parts += _boundary(choice.boundary, colors.muted)
            parts.append(_examples([f"“{one}”" for one in choice.examples], colors.faint))
        else:
            parts += _boundary(field.boundary, colors.muted)
            parts.append(_examples(field.examples, colors.faint))
        self._words.setText("".join(parts))
        self.setAccessibleDescription(f"{field.help} {choice.help if choice else ''}".strip())


def _examples(examples: Sequence[str], color: str) -> str:
    said = " · ".join(escape(example) for example in examples[:3])
    return f'<p style="margin:3px 0 0 0;color:{color}">{said}</p>' if said else ""


def _boundary(words: str, color: str) -> list[str]:
    """Where it ends and others begin, if the codebook says so."""
    said = escape(words).replace("\n", "<br>")
    return [f'<p style="margin:3px 0 0 0;color:{color}"><i>{said}</i></p>'] if said else []


def _title(label: str, words: str, strong: str, color: str) -> str:
    said = escape(words).replace("\n", "<br>")
    return (
        f'<p style="margin:0 0 4px 0;line-height:125%;color:{color}">'
        f'<span style="color:{strong};font-weight:600">{escape(label)}</span>&nbsp; {said}</p>'
    )

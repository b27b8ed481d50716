"""A line of key caps with what each key does; shows only keys that work right now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from models.language import inside, later, tr
from ui.actions import BY_KEY, shown_keys
from ui.theme import MEDIUM, NOTE, Theme

_CAP_HEIGHT, _CAP_PADDING, _INNER_GAP, _GAP = 22.0, 7.0, 6.0, 13.0

#: What a hint says where the action's own text would be too long.
_SHORT = {
    "accept": later("accept"),
    "reject": later("reject"),
    "correct": later("correct"),
    "add_value": later("add"),
    "mark_not_reported": later("not reported"),
    "take_alternative": later("take"),
    "clear_decision": later("clear"),
    "select_evidence": later("evidence"),
    "new_event": later("new event"),
    "no_event": later("no event here"),
    "done_next": later("done, next"),
    "next_event": later("next event"),
    "next_field": later("next field"),
    "shortcuts": later("all keys"),
    "next_value": later("next value"),
}

Hint = tuple[str, str]


def hints_of(action_keys: Iterable[str]) -> list[Hint]:
    """The key cap and the words of each action that has a key."""
    specs = [BY_KEY[key] for key in action_keys]
    return [
        (keys[0], _SHORT.get(spec.key, inside(spec.text)))
        for spec in specs
        if (keys := shown_keys(spec))
    ]


class HintBar(QWidget):
    """Key caps in one line; those that do not fit are left out, last first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hints: Sequence[Hint] = ()
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Keys that work now"))
        theme.changed.connect(self.update)

    def show_actions(self, action_keys: Iterable[str]) -> None:
        """Show the keys of these actions."""
        self.set_hints(hints_of(action_keys))

    def set_hints(self, hints: Sequence[Hint], note: str = "") -> None:
        """Show key caps with words, and a note in amber at the right end."""
        hints = [(key, tr(words)) for key, words in hints]
        if (hints, note) != (list(self._hints), self._note):
            self._hints, self._note = hints, note
            said = [f"{key}: {words}" for key, words in hints]
            self.setAccessibleDescription("; ".join([*said, note] if note else said))
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, round(_CAP_HEIGHT) + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap_font, word_font = self._theme.font(NOTE, MEDIUM), self._theme.font(NOTE)
        caps, words = QFontMetricsF(cap_font), QFontMetricsF(word_font)
        middle = Qt.AlignmentFlag.AlignVCenter
        note_width = words.horizontalAdvance(self._note) + _GAP if self._note else 0.0
        x, top = 0.0, (self.height() - _CAP_HEIGHT) / 2
        for key, text in self._hints:
            cap = max(caps.horizontalAdvance(key) + 2 * _CAP_PADDING, _CAP_HEIGHT)
            width = words.horizontalAdvance(text)
            if x + cap + _INNER_GAP + width > self.width() - note_width:
                break
            box = QRectF(x, top, cap, _CAP_HEIGHT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("chip"))
            painter.drawRoundedRect(box, 6, 6)
            painter.setFont(cap_font)
            painter.setPen(self._theme.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            painter.setFont(word_font)
            painter.setPen(self._theme.color("muted"))
            x += cap + _INNER_GAP
            painter.drawText(QRectF(x, top, width + 2, _CAP_HEIGHT), middle, text)
            x += width + _GAP
        if self._note:
            painter.setFont(word_font)
            painter.setPen(self._theme.color("warn"))
            right = Qt.AlignmentFlag.AlignRight | middle
            painter.drawText(QRectF(0, top, self.width(), _CAP_HEIGHT), right, self._note)

"""The strip below the article that asks about one sentence; every answer is one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.language import tr
from models.review import Record
from models.rules import is_incident
from models.spans import merged
from ui.actions import BY_KEY, shown_keys
from ui.article.omission_sweep import OmissionSweep
from ui.session import Session
from ui.theme import FIELD, SEMIBOLD, UNIT, Theme
from ui.typing_guard import COMMANDS, TAKES_PLAIN_KEYS
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.hint_bar import Hint
from ui.words.records import class_label, tab_titles

#: The keys of the events in order of the tabs; N and X have answers of their own.
_EVENT_KEYS = "123456789ABCDEFGHIJKLM"
#: Keys with higher codes are no letters or digits.
_NO_LETTER = 128
_LONGEST_TITLE = 34


def sweep_hints() -> list[Hint]:
    """The keys that work while a sentence is asked about, for the line of hints."""
    return [
        ("↑ ↓", tr("other sentence")),
        ("N", tr("add event")),
        ("1–9", tr("belongs to event")),
        ("X", tr("not an event")),
        ("Esc", tr("leave")),
        *((key, tr("done anyway")) for key in shown_keys(BY_KEY["done_next"])[:1]),
    ]


class SweepBar(QFrame):
    """Holds the keyboard while the sweep is on. Its buttons do the same as its keys."""

    scrolled = Signal(int)
    """A key for scrolling the article was pressed."""

    def __init__(self, session: Session, sweep: OmissionSweep, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._sweep = sweep
        self._theme = theme
        self._events: list[QPushButton] = []
        self.setObjectName("sweep_bar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(TAKES_PLAIN_KEYS, True)  # noqa: FBT003 - Qt's own signature
        self._question = QLabel()
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._question.setWordWrap(True)
        self._add = self._button("", sweep.add_event)
        self._none = self._button(tr("X  Not an event"), sweep.rule_out)
        self._leave = self._button(tr("Esc  Leave"), sweep.stop, quiet=True)
        self._answers = QWidget()
        self._flow = FlowLayout(self._answers, spacing=UNIT)
        self._belongs = QLabel(tr("belongs to"))
        self._flow.addWidget(self._add)
        self._flow.addWidget(self._belongs)
        self._flow.addWidget(self._none)
        head = QHBoxLayout()
        head.addWidget(self._question, 1)
        head.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        column.setSpacing(UNIT)
        column.addLayout(head)
        column.addWidget(self._answers)
        sweep.changed.connect(self.refresh)
        self.dress()
        self.hide()

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        palette = self._theme.palette
        self.setStyleSheet(
            f"#sweep_bar{{background:{palette.accent_wash};border-top:1px solid {palette.accent}}}"
        )
        self._question.setFont(self._theme.font(FIELD, SEMIBOLD))
        self._belongs.setStyleSheet(f"color:{palette.muted}")
        # As high as the buttons beside it, so that its words stand on their line.
        self._belongs.setMinimumHeight(self._add.sizeHint().height())
        for part in (self._add, self._belongs, self._none, self._leave, *self._events):
            part.setFont(self._theme.font(FIELD))

    def refresh(self) -> None:
        """Ask about the sentence that the sweep has come to."""
        told, article = self._sweep.here, self._session.article
        self.setVisible(told is not None)
        if told is None or article is None:
            return
        triggers = merged(list(told.triggers))  # Words within other words are not said twice.
        words = ", ".join(" ".join(one.quote(article.text).split()) for one in triggers)
        question = tr(
            "Sentence {number} of {count} that no event claims: “{words}”",
            number=self._sweep.place + 1,
            count=len(self._sweep.unclaimed),
            words=words,
        )
        self._question.setText(question)
        self._add.setText(tr("N  Add event: {type}", type=self._type_label(told.choice)))
        self._show_events()
        self.setAccessibleName(question)
        self.setAccessibleDescription(" ".join(told.span.quote(article.text).split()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & COMMANDS:
            event.ignore()
            return
        sweep = self._sweep
        match event.key():
            case Qt.Key.Key_N:
                sweep.add_event()
            case Qt.Key.Key_X:
                sweep.rule_out()
            case Qt.Key.Key_Escape:
                sweep.stop()
            case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                sweep.step(1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Space:
                self.scrolled.emit(Qt.Key.Key_PageDown)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp as key:
                self.scrolled.emit(key)
            case key:
                place = _EVENT_KEYS.find(chr(key)) if key < _NO_LETTER else -1
                if place >= 0:
                    sweep.claim(place + 1)

    def _show_events(self) -> None:
        """A button for each event with its key; those beyond are reached by their tabs."""
        records = self._sweep.records[: len(_EVENT_KEYS)]
        titles = self._titles(records)
        self._belongs.setVisible(bool(records))
        while len(self._events) < len(records):
            number = len(self._events) + 1
            button = self._button("", partial(self._sweep.claim, number))
            self._flow.removeWidget(self._none)
            self._flow.addWidget(button)
            self._flow.addWidget(self._none)
            self._events.append(button)
        for number, button in enumerate(self._events, 1):
            button.setVisible(number <= len(records))
            if number <= len(records):
                title = titles[number - 1]
                key = _EVENT_KEYS[number - 1]
                button.setText(f"{key}  {_short(title).replace('&', '&&')}")
                said = tr("Belongs to event {number}: {title}", number=number, title=title)
                button.setToolTip(said)
                button.setAccessibleName(said)
        self._flow.invalidate()
        self._answers.updateGeometry()

    def _titles(self, records: tuple[Record, ...]) -> list[str]:
        codebook = self._session.codebook
        incidents = [record for record in records if is_incident(codebook, record)]
        told = dict(
            zip((one.key for one in incidents), tab_titles(codebook, incidents), strict=True)
        )
        return [told.get(record.key) or class_label(codebook, record) for record in records]

    def _type_label(self, choice_key: str) -> str:
        for field in self._session.codebook.fields:
            if choice := field.choice_by_key.get(choice_key):
                return choice.label
        return choice_key

    def _button(self, text: str, act: Callable[[], None], *, quiet: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("quiet" if quiet else "chip", True)  # noqa: FBT003 - Qt's signature
        # The keyboard stays on the strip: its keys are the answers.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFont(self._theme.font(FIELD))
        button.clicked.connect(lambda _checked: act())
        return button


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"

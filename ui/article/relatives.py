"""The line above an article that has copies or further reports, and what its buttons do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from db.duplicates import Related, related
from models.article import Status
from models.duplicates.carrying import CarriedOver, carry_over
from models.duplicates.relations import Relation
from models.edits import Change
from models.language import tr, trn
from ui.actions import key_words
from ui.session import Session
from ui.theme import NOTE, UNIT, Theme
from ui.widgets.flow_layout import FlowLayout
from ui.words.days import short_day_words

_SHOWN = 20


class RelativesBanner(QFrame):
    """Names the article from which there is most to take: one with records, a copy before others.

    It is not there where an article has no relatives.
    """

    open_wanted = Signal(str)
    """The article of this id is to be opened."""
    carry_wanted = Signal()
    """The records of the article that the line names are to be carried over."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._related: list[Related] = []
        self.setObjectName("relatives_banner")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._carry = self._button()
        self._open = self._button()
        self._more = self._button()
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._carry.clicked.connect(lambda _checked: self.carry_wanted.emit())
        self._open.clicked.connect(lambda _checked: self.open_relative())
        self._menu.aboutToShow.connect(self._fill_menu)
        buttons = QWidget()
        self._flow = FlowLayout(buttons, spacing=UNIT)
        for button in (self._carry, self._open, self._more):
            self._flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        column.setSpacing(UNIT // 2)
        column.addWidget(self._words)
        column.addWidget(buttons)
        session.article_opened.connect(lambda _id: self.refresh())
        session.changed.connect(self._on_session_changed)
        self.dress()
        self.refresh()

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        palette = self._theme.palette
        self.setStyleSheet(
            f"#relatives_banner{{background:{palette.raised};"
            f"border-bottom:1px solid {palette.line}}}"
        )
        self._words.setStyleSheet(f"color:{palette.muted}")
        for part in (self._words, self._carry, self._open, self._more):
            part.setFont(self._theme.font(NOTE))

    def refresh(self) -> None:
        """Ask the project what says the same as the open article."""
        session, article = self._session, self._session.article
        self._related = (
            related(session.project, article.id, session.annotator, _SHOWN) if article else []
        )
        self.setVisible(bool(self._related))
        if not self._related:
            return
        first, others = self._related[0], len(self._related) - 1
        said = _sentence(first)
        self._words.setText(said)
        self.setAccessibleName(said)
        self._open.setText(tr("{key}  Open it", key=key_words("open_relative")))
        self._carry.setText(tr("{key}  Carry records over", key=key_words("carry_over")))
        self._carry.setVisible(first.events > 0)
        self._more.setVisible(others > 0)
        self._more.setText(trn("{count} more", "{count} more", others))
        self._flow.invalidate()

    def open_relative(self) -> None:
        """Open the article that the line names."""
        if self._related:
            self.open_wanted.emit(self._related[0].article_id)
        else:
            self._session.show_message(tr("This article has no copy and no other report."))

    def carry_over(self) -> None:
        """Take the records of the article that the line names over to this one."""
        session = self._session
        if not self._related or not session.desk or not session.article:
            session.show_message(tr("This article has no copy and no other report."))
            return
        first = self._related[0]
        if not first.events:
            session.show_message(tr("You have no records of “{title}” yet.", title=first.title))
            return
        done = carry_over(
            session.gestures,
            session.desk,
            session.article,
            session.project.article(first.article_id),
            session.project.events(first.article_id, session.annotator),
            first.relation,
        )
        if not done.records:
            session.show_message(
                tr("All records of “{title}” are here already.", title=first.title)
            )
        elif session.do(done.edit):
            session.show_message(outcome(done))

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("chip", True)  # noqa: FBT003 - Qt's own signature
        # The keyboard stays where it is: each button says its key.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _fill_menu(self) -> None:
        self._menu.clear()
        for one in self._related[1:]:
            action = self._menu.addAction(_sentence(one).replace("&", "&&"))
            action.triggered.connect(
                lambda _checked=False, id_=one.article_id: self.open_wanted.emit(id_)
            )

    def _on_session_changed(self, change: Change) -> None:
        known = {one.article_id for one in self._related}
        if change.articles_changed or any(map(change.concerns, known)):
            self.refresh()


def outcome(done: CarriedOver) -> str:
    """What came of carrying records over, in words."""
    said = [
        trn(
            "{count} record carried over; each value says where it is from.",
            "{count} records carried over; each value says where it is from.",
            done.records,
        )
    ]
    if done.without_words:
        said.append(
            trn(
                "The words of {count} value were not found here.",
                "The words of {count} values were not found here.",
                done.without_words,
            )
        )
    if done.left:
        said.append(
            trn(
                "{count} value was left: this report says something else.",
                "{count} values were left: this report says something else.",
                done.left,
            )
        )
    return " ".join(said)


def _sentence(one: Related) -> str:
    title = one.title or tr("Untitled")
    facts = _facts(one)
    match one.relation:
        case Relation.EXACT:
            return tr("The same text as “{title}” ({facts})", title=title, facts=facts)
        case Relation.NEAR_COPY:
            return tr("Near copy of “{title}” ({facts})", title=title, facts=facts)
        case _:
            return tr("Perhaps the same incident as “{title}” ({facts})", title=title, facts=facts)


def _facts(one: Related) -> str:
    events = trn("{count} event", "{count} events", one.events) if one.events else ""
    facts = (
        one.source,
        short_day_words(one.published) if one.published else "",
        _state_words(one.status),
        events,
    )
    return ", ".join(fact for fact in facts if fact)


def _state_words(status: Status) -> str:
    return {
        Status.NEW: tr("new"),
        Status.IN_PROGRESS: tr("in progress"),
        Status.DONE: tr("done"),
        Status.SKIPPED: tr("skipped"),
        Status.FLAGGED: tr("flagged"),
    }[status]

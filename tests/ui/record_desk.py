"""A small real project with handmade suggestions, and the record pane with its keys on a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db.codebook_files import load_codebook
from db.project import Project
from models.article import Article
from models.edits import AddArticles
from models.events import Proposal, Suggested
from models.spans import Span
from models.suggest.gazetteer import Gazetteer
from models.values import (
    Actor,
    AnyValue,
    Count,
    DatePrecision,
    DateRange,
    Place,
    PlacePrecision,
    Wording,
)
from ui.actions import ACTIONS
from ui.editors.editor import Editor
from ui.record.event_tabs import EventTabs
from ui.record.field_list import FieldList
from ui.record.link_row import LinkRow
from ui.record.record_panel import RecordPanel
from ui.session import Focus, Session
from ui.theme import Theme
from ui.typing_guard import TypingGuard

TEXT = (
    "Gunmen of the Northern Salt Front shot at a police post in Qarat al-Mur on Tuesday, officials "
    "said. Two officers were killed and at least six people were wounded 😀 in the exchange of "
    "fire, the provincial governor told reporters.\n\n"
    "Hours later a drone struck a fuel depot at Wadi Zahr; nobody was hurt. The Front said in a "
    "statement that it had sent the drone.\n\n"
    "More than forty attacks on posts in the province have been counted since the spring."
)
PUBLISHED = date(2025, 3, 6)
ANNOTATOR = "ana"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


class Offers:
    """Counts the ids of one proposal's suggestions."""

    def __init__(self, proposal_id: str) -> None:
        self._id = proposal_id
        self.made: list[Suggested] = []

    def add(
        self,
        field: str,
        value: AnyValue,
        words: str = "",
        confidence: float = 0.9,
        others: Sequence[tuple[AnyValue, str]] = (),
    ) -> None:
        spans = (span(words),) if words else ()
        alternatives = tuple(
            Suggested("", field, other, (span(said),) if said else (), 0.3)
            for other, said in others
        )
        made = Suggested(
            f"{self._id}.{len(self.made)}", field, value, spans, confidence, alternatives
        )
        self.made.append(made)


TUESDAY = DateRange(date(2025, 3, 4), date(2025, 3, 4), DatePrecision.DAY)
QARAT = Place("Qarat al-Mur", "DZA", "Adrar", 27.9, -0.3, None, PlacePrecision.EXACT)


def proposals() -> list[Proposal]:
    first = Offers("p1")
    first.add("record_class", "incident")
    first.add("event_type", "armed_clash", "shot at", 0.8, [("attack", "shot at")])
    first.add("weapon", "firearm", "Gunmen")
    first.add("initiator", Actor("Northern Salt Front"), "Northern Salt Front")
    first.add("target", Actor("Police"), "police post", 0.7)
    first.add("target", Actor("Governor"), "provincial governor", 0.6)
    first.add("attribution", "reported_fact", "officials said", 0.6, [("claimed", "")])
    first.add("date", TUESDAY, "on Tuesday")
    first.add(
        "place",
        QARAT,
        "Qarat al-Mur",
        0.6,
        [
            (Place("Qarat", "EGY", "Matruh", 29.1, 26.4, None, PlacePrecision.EXACT), ""),
            (Place("Adrar", "DZA", None, 27.87, -0.29, None, PlacePrecision.ADMIN1), ""),
        ],
    )
    first.add("killed", Count(2, 2, 2, Wording.EXACT), "Two officers were killed")
    first.add("wounded", Count(6, 6, None, Wording.AT_LEAST), "at least six people were wounded")
    second = Offers("p2")
    second.add("record_class", "incident")
    second.add("event_type", "air_drone_strike", "a drone struck")
    second.add("weapon", "drone", "drone")
    second.add("target", Actor("Fuel depot"), "fuel depot")
    second.add("date", TUESDAY, "Hours later")
    second.add("place", Place("Wadi Zahr", "DZA", None, 28.2, -0.1), "Wadi Zahr", 0.7)
    third = Offers("p3")
    third.add("record_class", "aggregate", "More than forty attacks")
    third.add("place", Place("Adrar", "DZA", None, 27.87, -0.29), "the province")
    return [
        Proposal(key, "a1", "hand@1", tuple(offers.made))
        for key, offers in (("p3", third), ("p1", first), ("p2", second))
    ]


def make_project(folder: Path, *, with_proposals: bool = True) -> Project:
    project = Project.create(folder / "desk.db", load_codebook("conflict"))
    article = Article("a1", TEXT, "Gunmen attack police post", "Salt Wire", published=PUBLISHED)
    other = Article("a2", "Nothing happened here.", "Quiet day", published=PUBLISHED)
    project.apply(AddArticles("Import", (article, other)), ANNOTATOR)
    if with_proposals:
        project.save_proposals("a1", proposals(), "hand@1")
    return project


class Desk(QMainWindow):
    """A window with the record pane, a search box, and the keys of the action table."""

    def __init__(
        self, project: Project, gazetteer: Callable[[], Gazetteer | None] = lambda: None
    ) -> None:
        super().__init__()
        self.session = Session(project, ANNOTATOR, self)
        self.panel = RecordPanel(self.session, Theme.current(), gazetteer)
        self.search = QLineEdit()
        self.messages: list[str] = []
        self.fired: list[str] = []
        self.session.message.connect(self.messages.append)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.search)
        row.addWidget(self.panel, 1)
        self.setCentralWidget(holder)
        self._bind()
        TypingGuard(self)
        self.resize(620, 900)
        self.session.open_article("a1")

    def _bind(self) -> None:
        starts: dict[str, Callable[..., object]] = {
            **self.panel.handlers(),
            "take_alternative": self.panel.take_alternative,
            "no_event": self.panel.reviewer.no_event,
            "undo": self.session.undo,
            "redo": self.session.redo,
        }
        for spec in ACTIONS:
            start = starts.get(spec.key)
            for number, key in enumerate(spec.keys, 1):
                action = QAction(spec.text, self)
                action.setShortcut(QKeySequence(key))
                action.triggered.connect(lambda _=False, name=spec.key: self.fired.append(name))
                if start:
                    argument = (number,) if spec.key == "take_alternative" else ()
                    action.triggered.connect(partial(_call, start, argument))
                self.addAction(action)

    @property
    def focused_field(self) -> str:
        return self.session.focus.field

    def confirmed(self, field: str) -> list[AnyValue | None]:
        record = self.session.record
        return (
            [one.value for one in record.event.confirmed(field)] if record and record.event else []
        )

    def states(self, field: str) -> list[str]:
        record = self.session.record
        return [one.state.value for one in record.values(field)] if record else []

    def press(
        self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Keys to whatever has the focus."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self, key, with_)

    def type(self, text: str) -> None:
        """Letters to whatever has the focus."""
        for letter in text:
            QTest.keyClick(QApplication.focusWidget() or self, letter)

    def go_to(self, field: str, index: int = 0) -> None:
        self.session.set_focus(Focus(self.session.focus.record_key, field, index))

    def click(self, field: str, part: str, index: int = 0, *, twice: bool = False) -> None:
        """The left button on a part of a row: glyph, label, chips or alternatives."""
        fields = self.fields
        box = fields.box(field)
        assert box is not None
        found = getattr(box, part)
        rect = found[index].rect if isinstance(found, list) else found
        at = rect.center().toPoint()
        press = QTest.mouseDClick if twice else QTest.mouseClick
        press(fields, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    @property
    def fields(self) -> FieldList:
        return self.panel.findChild(FieldList)

    @property
    def tabs(self) -> tuple[str, ...]:
        """What stands on the tabs of the events."""
        buttons = self.panel.findChild(EventTabs).findChildren(QPushButton)
        shown = [one for one in buttons if one.property("record_key") and not one.isHidden()]
        return tuple(one.text() for one in shown)

    @property
    def links(self) -> tuple[str, ...]:
        """What stands on the chips of links."""
        chips = self.panel.findChild(LinkRow).findChildren(QPushButton)
        return tuple(one.text().replace("&&", "&") for one in chips if not one.isHidden())

    @property
    def editor(self) -> Editor | None:
        return self.panel.editing.editor


def _call(start: Callable[..., object], argument: tuple[int, ...], _checked: bool = False) -> None:
    start(*argument)


def shown_desk(qtbot: QtBot, folder: Path, *, with_proposals: bool = True) -> Iterator[Desk]:
    """A desk on the screen with the keyboard on the fields; closed with its project afterwards."""
    project = make_project(folder, with_proposals=with_proposals)
    desk = Desk(project)
    qtbot.addWidget(desk)
    desk.show()
    qtbot.waitExposed(desk)
    desk.activateWindow()
    desk.panel.setFocus()
    yield desk
    desk.close()
    project.close()

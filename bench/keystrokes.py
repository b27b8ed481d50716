"""Counts the keys of a whole article with three events, done in the real window without a mouse.

    python -m bench.keystrokes

The article has two suggested events and a third that the engine missed. The script accepts the
first whole; in the second it corrects a count, sets the place, and takes words as evidence; in the
sweep it adds the third and says of one more sentence that it tells of no event; it fills the new
event's count and place; then the article is done. Everything goes through key events; a mouse
event, a record that is not as it has to be, or a ratio above 1.3 ends it with an error.

The theoretical minimum is what no window could go below that does not know the answers:

    an event that is right as suggested: 1 (yes)
    a value that is wrong or missing: 1 to say which field, the fewest characters that tell the new
        value from others, 1 to end it; no key for opening or closing an editor, nor for going
        to the event
    evidence: 1 to begin and 1 to end; 1 for each word of the cursor's shortest way by words
    a sentence of the sweep: 1 (the answer)
    the rest of an event whose wrong values are mended: 1 (yes)
    done: 1
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.codebook_files import load_codebook
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles
from models.events import Event, Proposal, Suggested
from models.omissions import TriggerSentence
from models.spans import Span
from models.values import AnyValue, Count, DatePrecision, DateRange, Place
from ui.session import Session
from ui.settings import Settings, save_settings
from ui.theme import Theme
from ui.window.main_window import MainWindow

MOST = 1.3
TEXT = (
    "Two drones hit a fuel depot near Gao on Monday, killing three guards.\n\n"
    "On Tuesday a bomb went off at a market in Ber. The mayor first spoke of four dead, then of "
    "14.\n\n"
    "Gunmen shot at a bus outside Gao on Wednesday and killed two passengers.\n\n"
    "The minister promised to strike back hard.\n"
)
_MOUSE = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseMove}
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _day(number: int) -> DateRange:
    return DateRange(date(2024, 3, number), date(2024, 3, number), DatePrecision.DAY)


GAO = Place("Gao", "MLI", lat=16.27, lon=-0.04)
_WRONG = Place("Bers", "FRA", lat=47.8, lon=-3.4)
_MISSED = TriggerSentence(
    span("Gunmen shot at a bus outside Gao on Wednesday and killed two passengers."),
    "attack",
    (span("Gunmen shot at"),),
)
_THREAT = TriggerSentence(
    span("The minister promised to strike back hard."), "attack", (span("strike back"),)
)


def _proposal(name: str, *values: tuple[str, AnyValue, str]) -> Proposal:
    offers = tuple(
        Suggested(f"{name}.{number}", key, value, (span(words),), 0.8)
        for number, (key, value, words) in enumerate(values)
    )
    return Proposal(name, "three", "bench@1", offers)


def proposals() -> list[Proposal]:
    """The first is right; the second has a wrong count and place, and a count without its words."""
    return [
        _proposal(
            "drones",
            ("record_class", "incident", "hit"),
            ("event_type", "air_drone_strike", "Two drones"),
            ("weapon", "drone", "drones"),
            ("date", _day(4), "on Monday"),
            ("place", GAO, "Gao"),
            ("killed", Count(3, 3, 3), "three guards"),
        ),
        _proposal(
            "bomb",
            ("record_class", "incident", "went off"),
            ("event_type", "remote_explosive_landmine_ied", "a bomb"),
            ("weapon", "ied", "bomb"),
            ("date", _day(5), "On Tuesday"),
            ("place", _WRONG, "Ber"),
            ("killed", Count(4, 4, 4), "four dead"),
        ),
    ]


@dataclass(slots=True)
class Tally:
    """Keys pressed and keys needed at least, by step."""

    steps: list[tuple[str, int, int]] = field(default_factory=list)
    mouse: int = 0

    @property
    def pressed(self) -> int:
        return sum(pressed for _, pressed, _ in self.steps)

    @property
    def least(self) -> int:
        return sum(least for _, _, least in self.steps)

    @property
    def ratio(self) -> float:
        return self.pressed / self.least


class MouseWatch(QObject):
    """Counts the mouse events that reach any widget."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.seen += event.type() in _MOUSE
        return super().eventFilter(watched, event)


class Analyst:
    """Has nothing but a keyboard."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.tally = Tally()

    def do(self, what: str, least: int, *keys: str) -> None:
        """Press keys; one that is longer than a key and in quotes is typed letter by letter."""
        pressed = 0
        for key in keys:
            if key.startswith("'"):
                pressed += len(key) - 1
                QTest.keyClicks(self._target, key[1:])
            else:
                pressed += 1
                QTest.keySequence(self._target, QKeySequence(key))
            QApplication.processEvents()
        self.tally.steps.append((what, pressed, least))

    @property
    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._window


def review(folder: Path) -> Tally:
    """Do the article in a new project in a folder; it has to come out right."""
    app = QApplication.instance() or QApplication(["keystrokes"])
    save_settings(Settings(annotator="ana", steps_seen=True))
    path = folder / "three.db"
    project = Project.create(path, load_codebook("conflict"))
    article = Article("three", TEXT, "Three events", published=date(2024, 3, 7), language="en")
    project.apply(AddArticles("Import", (article,)), "importer")
    project.save_proposals("three", proposals(), "bench@1")
    project.close()
    window = MainWindow(Theme.current(), with_engine=False)
    window.resize(1366, 768)
    window.show()
    window.open_project(path)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    watch = MouseWatch()
    app.installEventFilter(watch)
    try:
        session = window.session
        if session is None:
            raise AssertionError("The project was not opened")
        session.take_phrases("three", (), (), [_MISSED, _THREAT])
        analyst = Analyst(window)
        _work(analyst)
        _look(session)
        analyst.tally.mouse = watch.seen
        return analyst.tally
    finally:
        app.removeEventFilter(watch)
        window.close()
        window.deleteLater()
        app.processEvents()


def _work(analyst: Analyst) -> None:
    do = analyst.do
    do("the first event is right", 1, "Shift+Return")
    do("on to the second", 0, "Tab")
    do("its place, by coordinates", 1 + 12 + 1, "P", "E", "'16.83, -2.53", "Return")
    do("its killed, 14", 1 + 2 + 1, "L", "E", "'14", "Return")
    do("evidence of it, 14", 1 + 3 + 1, "L", "S", *["Right"] * 3, "Return")
    do("the rest of it is right", 1, "Shift+Return")
    do("done, with the sweep", 1, "Ctrl+Return")
    do("a sentence tells of a missed event", 1, "N")
    do("a sentence tells of none", 1, "X")
    do("the new event's day, Wednesday", 1 + 3 + 1, "Y", "Return", "'wed", "Return")
    do("its place, Gao", 1 + 1 + 1, "P", "Return", "'g", "Return")
    do("its killed, 2", 1 + 1 + 1, "L", "Return", "'2", "Return")
    do("done", 0, "Ctrl+Return")


def _look(session: Session) -> None:
    """The records have to be as the article has them."""
    project = session.project
    found = {event.position: event for event in project.events("three", "ana")}
    drones, bomb, bus = (one for _, one in sorted(found.items()) if not one.dismissed)
    place, killed = _only(bomb, "place"), _only(bomb, "killed")
    seen = [
        _only(drones, "killed") == Count(3, 3, 3),
        _only(drones, "place") == GAO,
        isinstance(place, Place) and (place.lat, place.lon) == (16.83, -2.53),
        isinstance(killed, Count) and killed.best == 14,
        [one.evidence for one in bomb.values if one.field == "killed"] == [(span("14"),)],
        _only(bomb, "date") == _day(5),
        _only(bus, "event_type") == "attack",
        _only(bus, "date") == _day(6),
        getattr(_only(bus, "place"), "name", "") == "Gao",
        getattr(_only(bus, "killed"), "best", 0) == 2,
        project.status("three", "ana") is Status.DONE,
        not project.check(),
    ]
    if not all(seen):
        raise AssertionError(f"The article was not done as it should be: {seen}")


def _only(event: Event, key: str) -> AnyValue | None:
    found = event.confirmed(key)
    return found[0].value if len(found) == 1 else None


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVENTDESK_CONFIG"] = folder
        tally = review(Path(folder))
    for what, pressed, least in tally.steps:
        print(f"{what:44} {pressed:3} keys, at least {least}")
    print(f"{tally.pressed} keys, at least {tally.least}: ratio {tally.ratio:.2f}", end=" ")
    print(f"(aim ≤ {MOST}); {tally.mouse} mouse events")
    if tally.mouse or tally.ratio > MOST:
        sys.exit(1)


if __name__ == "__main__":
    main()

"""A project with articles and suggestions, and a window on it whose questions are answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from db.codebook_files import load_codebook
from db.project import Project
from models.article import Article
from models.codebook import Codebook
from models.edits import AddArticles
from models.events import Proposal, Suggested
from models.spans import Span
from models.values import AnyValue, Count, DatePrecision, DateRange, Place
from tests.ui.record_desk import Desk, shown_desk
from ui.session import Session
from ui.settings import settings_path
from ui.theme import Appearance, Theme
from ui.window.main_window import MainWindow

ANNOTATOR = "ana"
ENGINE = "rules@1"

TEXT = (
    "Two drones hit a depot near Gao on Monday, killing three guards.\n\n"
    "An hour later a bomb went off at a market in Ber, the mayor said. Nobody claimed it.\n"
)


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook("conflict")


@pytest.fixture
def theme(qapp) -> Iterator[Theme]:
    theme = Theme.current()
    yield theme
    theme.set_appearance(Appearance.SYSTEM)
    theme.set_reading(theme.reading_family, 100)


def article(number: int, text: str = TEXT) -> Article:
    day = date(2024, 3, 28 - number % 27)
    return Article(f"a{number}", text, f"Report number {number}", "Wire", None, day, "en")


def spans_of(text: str, words: str) -> tuple[Span, ...]:
    start = text.index(words)
    return (Span(start, start + len(words)),)


def proposals_for(article: Article) -> list[Proposal]:
    """Two events, as an engine might find them in TEXT."""

    def proposal(name: str, *values: tuple[str, AnyValue, str]) -> Proposal:
        id_ = f"{article.id}-{name}"
        offers = tuple(
            Suggested(f"{id_}-{n}", field, value, spans_of(article.text, words), 0.8)
            for n, (field, value, words) in enumerate(values)
        )
        return Proposal(id_, article.id, ENGINE, offers)

    day = DateRange(date(2024, 3, 4), date(2024, 3, 4), DatePrecision.DAY)
    return [
        proposal(
            "drones",
            ("record_class", "incident", "hit a depot"),
            ("event_type", "air_drone_strike", "Two drones"),
            ("date", day, "on Monday"),
            ("place", Place("Gao", "MLI", lat=16.27, lon=-0.04), "Gao"),
            ("killed", Count(3, 3, 3), "three guards"),
        ),
        proposal(
            "bomb",
            ("record_class", "incident", "went off"),
            ("event_type", "remote_explosive_landmine_ied", "a bomb"),
            ("place", Place("Ber", "MLI", lat=16.83, lon=-2.53), "Ber"),
        ),
    ]


@pytest.fixture
def make_project(tmp_path: Path, codebook: Codebook) -> Iterator[Callable[..., Project]]:
    made: list[Project] = []

    def make(articles: int = 3, *, suggest: bool = True, name: str = "review") -> Project:
        project = Project.create(tmp_path / f"{name}.db", codebook)
        made.append(project)
        reports = tuple(article(number) for number in range(articles))
        if reports:
            project.apply(AddArticles("Import", reports), "importer")
        for report in reports if suggest else ():
            project.save_proposals(report.id, proposals_for(report), ENGINE)
        return project

    yield make
    for project in made:
        project.close()


@pytest.fixture
def session(make_project: Callable[..., Project], qapp) -> Iterator[Session]:
    session = Session(make_project(), ANNOTATOR)
    session.open_article("a0")
    yield session
    session.deleteLater()


class Answers:
    """Answers what the window asks; remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.fill: Callable[[QDialog], None] = lambda _dialog: None
        self.project: Path | None = None
        self.files: list[Path] = []
        self.target: Path | None = None
        self.codebook: Path | None = None

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        self.told.append(f"{title}: {text}")

    def run(self, dialog: QDialog) -> bool:
        dialog.open()
        self.fill(dialog)
        accepted = dialog.result() == QDialog.DialogCode.Accepted
        dialog.close()
        return accepted

    def open_project(self, parent: QWidget) -> Path | None:
        return self.project

    def open_codebook(self, parent: QWidget) -> Path | None:
        return self.codebook

    def open_learned(self, parent: QWidget) -> Path | None:
        return self.project

    def open_table(self, parent: QWidget, title: str) -> Path | None:
        return self.files[0] if self.files else None

    def open_articles(self, parent: QWidget) -> list[Path]:
        return self.files

    def save_as(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        return self.target

    def choose_folder(self, parent: QWidget, start: Path) -> Path | None:
        return None


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def settings_file() -> Path:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    known = {"annotator": ANNOTATOR, "appearance": "light", "steps_seen": True}
    path.write_text(json.dumps(known))
    return path


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, answers: Answers, settings_file: Path
) -> Iterator[MainWindow]:
    window = MainWindow(theme, answers, with_engine=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close_project()
    window.close()


@pytest.fixture
def review(window: MainWindow, make_project: Callable[..., Project], qtbot: QtBot) -> MainWindow:
    """The window with three articles, two suggested events in each; the first is open."""
    project = make_project()
    path = project.path
    project.close()
    window.activateWindow()
    assert window.open_project(path)
    qtbot.waitUntil(lambda: window.page is not None and window.page.record.isVisible())
    return window


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The record pane over a small project with handmade suggestions."""
    yield from shown_desk(qtbot, tmp_path)


@pytest.fixture
def bare_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The same without a suggestion."""
    yield from shown_desk(qtbot, tmp_path, with_proposals=False)

"""Times the page on progress on a project of 100,000 articles, 30,000 of them with events.

    python bench/progress.py                    makes the project, opens the page five times
    python bench/progress.py --keep FILE.db     keeps the project, or takes the one that is there

Each opening is a process of its own with the window open on the project: from the call that opens
the page to everything painted, the charting library's import included. Then the period is changed
three times; the slowest counts.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.machine import memory  # noqa: E402
from bench.make_project import articles  # noqa: E402
from db import proposals, tables  # noqa: E402
from db.codebook_files import load_codebook  # noqa: E402
from db.connection import writing  # noqa: E402
from db.edit_json import edit_to_json  # noqa: E402
from db.ids import new_id  # noqa: E402
from db.project import Project  # noqa: E402
from db.rows import to_text  # noqa: E402
from models.article import Article, Status  # noqa: E402
from models.edits import AddArticles, EventChange, Review, StatusChange  # noqa: E402
from models.events import Event, FieldValue, Proposal, State, Suggested  # noqa: E402
from models.spans import words  # noqa: E402
from models.values import Actor, AnyValue, Count, DatePrecision, DateRange, Place  # noqa: E402

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QComboBox

    from ui.progress.progress_dialog import ProgressDialog

ARTICLES, WITH_EVENTS = 100_000, 30_000
_FIRST_DAY = datetime(2025, 1, 6, 8, tzinfo=UTC)
_A_DAY = 150
_TOWNS = (
    ("Gao", "MLI", 16.27, -0.04), ("Tillabéri", "NER", 14.21, 1.45), ("Djibo", "BFA", 14.1, -1.63),
    ("Mopti", "MLI", 14.49, -4.19), ("Maiduguri", "NGA", 11.85, 13.16),
    ("Idlib", "SYR", 35.93, 36.63), ("Goma", "COD", -1.68, 29.22),
    ("El Fasher", "SDN", 13.63, 25.35), ("Cúcuta", "COL", 7.89, -72.5),
    ("Quetta", "PAK", 30.18, 67.0), ("Kharkiv", "UKR", 49.99, 36.23),
    ("Sittwe", "MMR", 20.15, 92.9), ("Mosul", "IRQ", 36.34, 43.13),
)  # fmt: skip
_TYPES = (
    "armed_clash",
    "air_drone_strike",
    "attack",
    "suicide_bomb",
    "peaceful_protest",
    "grenade",
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--events", type=int, default=WITH_EVENTS)
    parser.add_argument("--child", type=Path)
    arguments = parser.parse_args()
    if arguments.child:
        _open_page(arguments.child)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVENTDESK_CONFIG"] = folder
        Path(folder, "settings.json").write_text('{"annotator": "bench", "appearance": "light"}')
        path = arguments.keep or Path(folder, "progress.db")
        if not path.exists():
            made = time.perf_counter()
            make_reviewed(path, arguments.articles, arguments.events)
            print(f"made in {time.perf_counter() - made:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        _measure(path)


def make_reviewed(path: Path, count: int, with_events: int) -> None:
    """A project in which one annotator has reviewed articles beside suggestions, edit by edit."""
    project = Project.create(path, load_codebook("conflict"))
    chance = random.Random(1)  # noqa: S311 - the same project each time
    made = list(articles(count))
    project.apply(AddArticles(f"Import {count} articles", tuple(made)), "bench")
    moments = _moments(chance)
    with writing(project.db):
        for number, article in enumerate(made[:with_events]):
            _review(project, article, number, chance, moments)
    project.close()


def _moments(chance: random.Random) -> Iterator[datetime]:
    """When an analyst decides: days of work, seconds between decisions, a pause now and then."""
    now, day = _FIRST_DAY, 0
    while True:
        for _ in range(_A_DAY * 4):
            yield now
            now += timedelta(seconds=chance.choice((4, 7, 9, 14, 20, 45, 45, 400)))
        day += 1
        now = _FIRST_DAY + timedelta(days=day)


def _review(
    project: Project, article: Article, number: int, chance: random.Random, at: Iterator[datetime]
) -> None:
    """Accept what is offered, correct one value, add one, done: an edit each."""
    spans = words(article.text)
    id_ = f"p{number}"
    offers = tuple(
        Suggested(f"{id_}.{place}", field, value, (spans[place],), chance.choice((0.9, 0.7, 0.4)))
        for place, (field, value) in enumerate(_answers(chance, article).items())
    )
    proposal = Proposal(id_, article.id, "rules@1", offers)
    proposals.save(project.db, article.id, [proposal], "rules@1", project.codebook)
    event = Event(f"e{number}", article.id, "bench", 0, id_)
    first = next(at)
    taken = tuple(_decision(offer, State.ACCEPTED, first) for offer in offers[:-1])
    accepted = _with(event, taken)
    second = next(at)
    state = chance.choice((State.CORRECTED, State.CORRECTED, State.REJECTED))
    corrected = _with(event, (*taken[:-1], _decision(offers[-2], state, second)))
    third = next(at)
    note = FieldValue(
        new_id(), "target", Actor("Civilians"), State.ADDED, annotator="bench", at=third
    )
    done = StatusChange(article.id, "bench", Status.NEW, Status.DONE)
    for edit, moment in (
        (Review("Accept event", (EventChange(None, accepted),)), first),
        (Review("Correct", (EventChange(accepted, corrected),)), second),
        (
            Review(
                "Add target",
                (EventChange(corrected, _with(corrected, (*corrected.values, note))),),
            ),
            third,
        ),
        (Review("Mark article done", (), (done,)), next(at)),
    ):
        _save(project, edit, moment)


def _answers(chance: random.Random, article: Article) -> dict[str, AnyValue]:
    name, country, lat, lon = chance.choice(_TOWNS)
    day = (article.published or date(2025, 6, 30)) - timedelta(days=chance.randrange(4))
    # As many villages as there are articles, so that the map has points to draw.
    village = f"{name} {chance.randrange(400)}"
    north, east = lat + chance.uniform(-2, 2), lon + chance.uniform(-2, 2)
    return {
        "record_class": "incident",
        "event_type": chance.choice(_TYPES),
        "weapon": "firearm",
        "initiator": Actor("Military"),
        "date": DateRange(day, day, DatePrecision.DAY),
        "place": Place(village, country, lat=round(north, 2), lon=round(east, 2)),
        "killed": Count(2, 2, 2),
        "wounded": Count(1, 1, 1),
        "attribution": "reported_fact",
    }


def _decision(offer: Suggested, state: State, at: datetime) -> FieldValue:
    return FieldValue(
        f"v{offer.id}", offer.field, offer.value, state, offer.evidence, offer.confidence,
        offer.value, offer.id, "bench", at,
    )  # fmt: skip


def _with(event: Event, values: tuple[FieldValue, ...]) -> Event:
    return Event(event.id, event.article_id, event.annotator, 0, event.proposal_id, values)


def _save(project: Project, edit: Review, at: datetime) -> None:
    """As the journal writes it, at a moment of the past."""
    db, moment = project.db, at.isoformat(timespec="milliseconds")
    db.execute(
        "INSERT INTO journal (at, annotator, kind, title, action, payload)"
        " VALUES (?, 'bench', 'edit', ?, 'Review', ?)",
        [moment, edit.title, to_text(edit_to_json(edit, project.codebook))],
    )
    tables.write(db, edit, project.codebook, annotator="bench", at=moment)


def _measure(path: Path) -> None:
    said = []
    for _ in range(6):
        command = [sys.executable, str(Path(__file__).resolve()), "--child", str(path)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            raise SystemExit(result.stderr)
        said.append([float(number) for number in result.stdout.split()])
    rows = ("page there", "all charts drawn", "another period", "longest stall", "memory")
    for name, unit, numbers in zip(
        rows, ("s", "s", "s", "s", "MB"), zip(*said[1:], strict=True), strict=True
    ):
        print(f"{name:20} median {statistics.median(numbers):8.3f}  max {max(numbers):8.3f} {unit}")


def _open_page(path: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QComboBox

    from ui.lean import start_lean

    gc.disable()  # As `main.py open` does.
    start_lean()
    from bench.closer import Closer
    from ui.theme import Theme
    from ui.window.main_window import MainWindow

    app = QApplication([])
    window = MainWindow(Theme.current(), Closer(), with_engine=False)
    window.resize(1440, 900)
    window.show()
    window.open_project(path)
    QTest.qWait(1500)
    gc.freeze()
    gc.enable()
    beats = [time.perf_counter()]
    beat = QTimer(interval=5)
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    beat.start()
    began = time.perf_counter()
    page = window.progress.open_page()
    if page is None:
        raise SystemExit("The page did not open")
    page.show()
    app.processEvents()
    there = time.perf_counter() - began
    drawn = _drawn(app, page, began)
    stall = max(after - before for before, after in pairwise(beats))
    period = page.filters.findChildren(QComboBox)[1]
    took = [_drawn(app, page, _choose(period, place)) for place in (4, 1, 0)]
    print(there, drawn, max(took), stall, memory("VmRSS"))
    page.reject()
    window.close()


def _choose(box: QComboBox, place: int) -> float:
    """Take another answer; when that was."""
    began = time.perf_counter()
    box.setCurrentIndex(place)
    return began


def _drawn(app: QApplication, page: ProgressDialog, began: float) -> float:
    """Seconds until all is painted; the window sleeps between events, as it does for people."""
    from PySide6.QtCore import QEventLoop

    while page.is_waiting:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

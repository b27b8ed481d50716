"""Times the window on 100,000 articles, 30,000 of them with an event, and on a very large article.

    python -m bench.many              everything, some minutes
    python -m bench.many PROJECT.db   a project kept between runs (made if missing)

Processor time, because it does not tell how busy the machine is, beside the time that passed; the
yardstick is a loop of pure Python in the same run.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.lean import start_lean

if TYPE_CHECKING:
    from bench.review import Reviewing

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ARTICLES, DONE = 100_000, 30_000
TYPED = (
    "the",
    "attack killed",
    "the army said",
    "bomb market",
    "drone country:MLI",
    "source:wire raid",
    "has:event gao",
    "has:problem",
)
#: Milliseconds of processor and of the clock.
Taken = tuple[float, float]


def main() -> None:
    start_lean()  # As `main.py open` does.
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVENTDESK_CONFIG"] = folder
        settings = '{"annotator": "bench", "appearance": "light", "steps_seen": true}'
        Path(folder, "settings.json").write_text(settings)
        _measure(Path(folder), Path(sys.argv[1] if sys.argv[1:] else f"{folder}/many.db"))


def _measure(folder: Path, many: Path) -> None:
    from bench.make_project import long_article, make_project
    from bench.review import Reviewing
    from models.edits import AddArticles

    if not many.exists():
        make_project(many, ARTICLES, done=DONE).close()
    project = make_project(folder / "long.db", 1)
    article, events = long_article(20_000, 2_000, 40)
    project.apply(AddArticles("Import", (article,), events), "bench")
    project.close()
    _row("yardstick: sum of a million squares", [_taken(_yardstick) for _ in range(10)])
    reviewing = Reviewing(many)
    queue = reviewing.window.page.queue if reviewing.window.page else None
    if queue is None:
        raise SystemExit("The project was not opened")
    _row("list of 70,000 to do", [_taken(queue.reload) for _ in range(5)])
    for typed in TYPED:
        first, whole = _typing(reviewing, typed)
        _row(f"search, a key of {typed!r}", first)
        _row("    until all are counted", whole)
    project = reviewing.session.project
    _row("filter menu", [_taken(lambda: project.facet_counts("bench")) for _ in range(5)])
    _row("done and next", [_taken(lambda: reviewing.done_and_next(1)) for _ in range(30)])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{'memory of the window process, peak':44} {peak:8.0f} MB\n")
    reviewing.close()
    reviewing = Reviewing(folder / "long.db")
    _row("20,000 words: open (another one between)", _opened(reviewing))
    _row("20,000 words: focus", [_taken(lambda: reviewing.move_focus(1)) for _ in range(60)])
    _row("20,000 words: scroll frame", _scrolled(reviewing))
    reviewing.close()


def _typing(reviewing: Reviewing, typed: str) -> tuple[list[Taken], list[Taken]]:
    """Each letter into the search box: until the first answers are painted, and until all came."""
    from PySide6.QtWidgets import QApplication, QLineEdit

    if reviewing.window.page is None:
        return [], []
    queue = reviewing.window.page.queue
    box = queue.findChild(QLineEdit)
    if not isinstance(box, QLineEdit):
        return [], []

    def answer(text: str) -> None:
        box.setText(text)
        queue.reload()
        QApplication.processEvents()

    def count() -> None:
        while queue.is_counting:
            QApplication.processEvents()
            time.sleep(0.002)

    first, whole = [], []
    for end in range(1, len(typed) + 1):
        first.append(_taken(partial(answer, typed[:end])))
        rest = _taken(count)
        whole.append((first[-1][0] + rest[0], first[-1][1] + rest[1]))
    answer("")
    count()
    return first, whole


def _opened(reviewing: Reviewing) -> list[Taken]:
    from PySide6.QtWidgets import QApplication

    session = reviewing.session
    other = next(one for one in session.project.queue("bench") if one != "long")

    def open_it() -> None:
        session.open_article("long")
        QApplication.processEvents()

    found = []
    for _ in range(8):
        session.open_article(other)
        QApplication.processEvents()
        found.append(_taken(open_it))
    return found


def _scrolled(reviewing: Reviewing) -> list[Taken]:
    """Frames of the article while it is scrolled by three lines each."""
    from PySide6.QtWidgets import QAbstractScrollArea

    if reviewing.window.page is None:
        return []
    areas = reviewing.window.page.article.findChildren(QAbstractScrollArea)
    area = max(areas, key=lambda one: one.verticalScrollBar().maximum())
    bar = area.verticalScrollBar()

    def frame() -> None:
        bar.setValue((bar.value() + 90) % max(bar.maximum(), 1))
        area.viewport().repaint()

    return [_taken(frame) for _ in range(200)]


def _taken(act: Callable[[], object]) -> Taken:
    began, clock = time.process_time(), time.perf_counter()
    act()
    return (time.process_time() - began) * 1000, (time.perf_counter() - clock) * 1000


def _yardstick() -> None:
    sum(number * number for number in range(1_000_000))


def _row(what: str, found: list[Taken]) -> None:
    said = [f"{what:44}"]
    for name, numbers in zip(("cpu", "clock"), zip(*found, strict=True), strict=True):
        ordered = sorted(numbers)
        p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        middle = ordered[len(ordered) // 2]
        said.append(f"{name} median {middle:7.1f} p95 {p95:7.1f} worst {ordered[-1]:7.1f} ms")
    sys.stdout.write("  ".join(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

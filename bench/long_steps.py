"""Undoes and redoes what changes 100,000 articles, in the real window: seconds, stalls, memory.

    python -m bench.long_steps                makes the project, some minutes
    python -m bench.long_steps --keep FILE.db keeps the project, or takes the one that is there
    python -m bench.long_steps --articles N   another number of articles

The stall is the longest pause of a 5 ms timer from the key until the step is done and painted; in
brackets the same without the time in which other programs had the processor. Memory is the greatest
resident memory of the window's process so far (Linux).
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.machine import memory
from bench.make_project import articles, make_project, record
from bench.review import Pauses, Reviewing
from db.imports.importing import import_files
from models.article import Status
from models.exchange.lines import article_to_json
from ui.lean import start_lean
from ui.queue.bulk_menu import BulkMenu
from ui.window.review_page import ReviewPage

_HELD, _EVERY = 1_000, 3


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    arguments = parser.parse_args()
    start_lean()  # As `main.py open` does.
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["EVENTDESK_CONFIG"] = place
        settings = '{"annotator": "bench", "appearance": "light", "steps_seen": true}'
        Path(folder, "settings.json").write_text(settings)
        kept = arguments.keep or folder / "kept.db"
        if not kept.exists():
            make(kept, arguments.articles)
        shutil.copy(kept, folder / "work.db")
        _measure(folder / "work.db")


def make(path: Path, count: int) -> None:
    """A project of 1,000 articles, and an import of many; a third of them with a record."""
    project = make_project(path, _HELD, done=_HELD // _EVERY)
    lines = path.with_suffix(".jsonl")
    with lines.open("w", encoding="utf-8") as out:
        for number, article in enumerate(articles(count, _HELD)):
            events = () if number % _EVERY else (record(article),)
            line = article_to_json(article, None, Status.DONE if events else None, events)
            if not events:
                del line["events"]  # A line that lists none is of an article that is done.
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    import_files(project, [lines], annotator="bench", confirmed_by="bench")
    project.close()
    lines.unlink()


def _measure(path: Path) -> None:
    reviewing = Reviewing(path)
    gc.freeze()  # As the app does a second after its start.
    session, page = reviewing.session, reviewing.window.page
    if page is None:
        raise SystemExit("The project was not opened")
    while page.queue.is_counting:
        QTest.qWait(50)
    _row("open", 0.0, Pauses())

    def key(keys: str) -> None:
        QTest.keySequence(QApplication.focusWidget() or page, QKeySequence(keys))

    def skip_all() -> None:
        menu = page.queue.findChildren(BulkMenu)[0]
        menu.fill()
        next(action for action in menu.actions() if action.text() == "Skip").trigger()

    for name, act in (
        ("undo the import", lambda: key("Ctrl+Z")),
        ("redo the import", lambda: key("Ctrl+Shift+Z")),
        ("skip all that are to do", skip_all),
        ("undo that", lambda: key("Ctrl+Z")),
        ("redo that", lambda: key("Ctrl+Shift+Z")),
    ):
        _row(name, *_timed(page, act))
    findings = session.project.check()
    reviewing.close()
    print("\n".join(findings) or "check: clean")


def _timed(page: ReviewPage, act: Callable[[], None]) -> tuple[float, Pauses]:
    pauses = Pauses()
    QTest.qWait(200)
    began = time.perf_counter()
    act()
    while page.session.steps.is_busy:
        QApplication.processEvents()
        time.sleep(0.001)
    seconds = time.perf_counter() - began
    QTest.qWait(500)
    while page.queue.is_counting:
        QTest.qWait(50)
    pauses.stop()
    return seconds, pauses


def _row(name: str, seconds: float, pauses: Pauses) -> None:
    print(
        f"{name:28} {seconds:7.2f} s   stall {max(pauses.gaps):6.1f} ms ({max(pauses.own):5.1f})"
        f"   memory {memory('VmRSS'):.0f} MB, peak {memory('VmHWM'):.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()

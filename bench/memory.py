"""Memory of the window after each step of a day's work on 100,000 articles, 30,000 with events.

    python -m bench.memory                   makes the project, works in it
    python -m bench.memory --keep FILE.db    keeps the project, or takes the one that is there

Megabytes of the window's process alone (Linux): resident memory, the same with shared pages shared
out, what no file stands behind, and the greatest resident memory so far.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from bench.closer import Closer, wait
from bench.machine import memory
from bench.progress import make_reviewed
from models.values import Kind
from ui.lean import start_lean
from ui.map.map_view import MapView
from ui.session import Focus, Session
from ui.theme import Theme
from ui.window.main_window import MainWindow

ARTICLES, WITH_EVENTS = 100_000, 30_000
_OPENED, _PAGES, _FINISHED = 500, 10, 200
_SEARCHED = ("attack killed", "the army said", "drone country:MLI", "has:event gao", "has:problem")
_WINDOWS = ("history", "guide", "shortcuts", "palette")
_DIALOGS = ("settings", "change_keys", "edit_codebook", "suggestion_quality", "export_dataset")
_MOMENT, _PAUSE = 20, 2_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    start_lean()  # As `main.py open` does.
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVENTDESK_CONFIG"] = folder
        settings = '{"annotator": "bench", "appearance": "light", "steps_seen": true}'
        Path(folder, "settings.json").write_text(settings)
        path = arguments.keep or Path(folder, "memory.db")
        if not path.exists():
            make_reviewed(path, ARTICLES, WITH_EVENTS)
        Day(path).work()


class Day:
    """One window and what is done in it."""

    def __init__(self, path: Path) -> None:
        self._app = QApplication.instance() or QApplication([])
        self.window = MainWindow(Theme.current(), Closer(), with_engine=False)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.open_project(path)
        wait(_PAUSE)
        gc.freeze()  # As the app does a second after its start.

    @property
    def _session(self) -> Session:
        if self.window.session is None:
            raise SystemExit("The project was not opened")
        return self.window.session

    def work(self) -> None:
        self._tell("the window with its project")
        self._do("progress")
        self._tell("the page on progress opened and closed")
        self._open_articles()
        self._tell(f"{_OPENED} articles opened")
        self._search()
        self._tell(f"{len(_SEARCHED)} searches typed")
        for _ in range(_FINISHED):
            self._do("done_next")
        self._tell(f"{_FINISHED} articles finished")
        self._edit()
        self._tell("each editor opened, the map pulled and zoomed")
        for action in (*_WINDOWS, *_DIALOGS):
            self._do(action)
            self._leave()
            self._tell(action)
        for number in range(_PAGES):
            self._do("progress")
            self._tell(f"the page on progress, {number + 2}.")
        self._open_articles()
        self._tell(f"{_OPENED} articles opened again")
        self.window.close()

    def _open_articles(self) -> None:
        for id_ in self._session.project.queue("bench")[:_OPENED]:
            self._session.open_article(id_)
            self._app.processEvents()

    def _search(self) -> None:
        queue = self.window.page.queue if self.window.page else None
        for typed in _SEARCHED:
            self._do("search")
            QTest.keyClicks(self._target(), typed)
            wait(_MOMENT)
            while queue and queue.is_counting:
                wait(_MOMENT)
            self._leave()

    def _edit(self) -> None:
        """Every kind of editor in a record that has values; on the map some steps."""
        self._session.open_article("bench-000000")
        record, seen = self._session.record, set[Kind]()
        for field in self._session.codebook.fields if record else ():
            if field.kind in seen or record is None:
                continue
            seen.add(field.kind)
            self._session.set_focus(Focus(record.key, field.key))
            self._do("correct")
            QTest.keyClicks(self._target(), "ma")
            wait(20 * _MOMENT)
            for view in self.window.findChildren(MapView):
                _walk(view)
            self._leave()

    def _do(self, action: str) -> None:
        self.window.actions_table.by_key[action].trigger()
        wait(1)

    def _leave(self) -> None:
        for _ in range(2):
            QTest.keySequence(self._target(), QKeySequence("Escape"))
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog) and one.isVisible():
                one.close()
        wait(1)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _tell(self, what: str) -> None:
        wait(_MOMENT)
        rss, pss, own = (memory(name, "smaps_rollup") for name in ("Rss", "Pss", "Anonymous"))
        peak = memory("VmHWM")
        numbers = f"rss {rss:6.1f}  pss {pss:6.1f}  own {own:6.1f}  peak {peak:6.1f} MB"
        sys.stdout.write(f"{what:48} {numbers}\n")
        sys.stdout.flush()


def _walk(view: MapView) -> None:
    for factor in (1.5, 1.5, 1.5, 0.5, 0.5, 0.5):
        view.zoom(factor)
        view.grab()


if __name__ == "__main__":
    main()

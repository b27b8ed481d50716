"""Times what an analyst waits for in the window; prints one table.

    python bench/window.py            everything
    python bench/window.py --quick    fewer repetitions

Start figures are of whole processes, from their start to the first paint with the queue filled; the
yardstick is an empty Qt window in the same run. "Cold" drops the files' pages from the cache first.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.review import Beside
    from ui.window.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.machine import machine  # noqa: E402
from ui.lean import start_lean  # noqa: E402

EMPTY_WINDOW = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        print(time.time() - float(sys.argv[1])); QApplication.quit()
app = QApplication([]); window = Window(); window.show(); app.exec()
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--child", nargs=2, metavar=("WHAT", "PROJECT"))
    parser.add_argument("--began", type=float, default=time.time())
    arguments = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # A user's machine caches byte code.
    if arguments.child:
        what, path = arguments.child
        start_lean()  # As `main.py open` does.
        CHILDREN[what](Path(path), arguments.began)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVENTDESK_CONFIG"] = folder
        Path(folder, "settings.json").write_text('{"annotator": "bench", "appearance": "light"}')
        _measure(Path(folder), 5 if arguments.quick else 15)


def _measure(folder: Path, times: int) -> None:
    from bench.make_project import long_article, make_project
    from models.edits import AddArticles

    print(machine())
    names = ("big", "small", "taught", "other", "long", "row")
    big, small, taught, other, long_, row = (folder / f"{name}.db" for name in names)
    make_project(big, 10_000, done=9_000).close()
    make_project(small, 300, done=10).close()
    make_project(taught, 300, done=120).close()
    make_project(other, 10_000, done=9_000).close()
    for path, records in ((long_, 40), (row, 1)):
        project = make_project(path, 1)
        article, events = long_article(20_000, 2_000, records)
        project.apply(AddArticles("Import", (article,), events), "bench")
        project.close()
    _row("empty Qt window, warm", "s", _starts(times, "empty", big))
    _row("start on 10,000 articles, warm", "s", _starts(times, "start", big))
    _row("empty Qt window, cold", "s", _starts(3, "empty", big, cold=True))
    _row("start on 10,000 articles, cold", "s", _starts(3, "start", big, cold=True))
    for name, path in (("10", small), ("9,000", big)):
        for line in _child("review", path).splitlines():
            what, *numbers = line.split("\t")
            _row(f"{what}, {name} articles saved", "ms", [float(number) for number in numbers])
    for spread, path in (("40 records", long_), ("one record", row)):
        for line in _child("long", path).splitlines():
            what, *numbers = line.split("\t")
            _row(f"2,000 spans in {spread}: {what}", "ms", [float(number) for number in numbers])
    beside = (("suggest", small), ("lesson", taught), ("copies", other), ("import", small))
    for line in (line for what, path in beside for line in _child(what, path).splitlines()):
        what, *numbers = line.split("\t")
        _row(what, "s" if "stall" not in what else "ms", [float(number) for number in numbers])


def _row(what: str, unit: str, numbers: list[float]) -> None:
    ordered = sorted(numbers)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(
        f"{what:52} median {statistics.median(ordered):8.3f}  p95 {p95:8.3f}  "
        f"max {ordered[-1]:8.3f} {unit}  (n={len(ordered)})"
    )


def _starts(times: int, what: str, path: Path, *, cold: bool = False) -> list[float]:
    found = []
    for _ in range(times + (0 if cold else 1)):
        if cold:
            _drop_pages(path)
        if what == "empty":
            command = [sys.executable, "-c", EMPTY_WINDOW, str(time.time())]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        else:
            said = _child("start", path)
        found.append(float(said.split()[-1]))
    return found if cold else found[1:]


def _child(what: str, path: Path) -> str:
    command = [sys.executable, str(Path(__file__).resolve()), "--child", what, str(path)]
    began = ["--began", str(time.time())]
    result = subprocess.run([*command, *began], capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(result.stderr)
    return result.stdout


def _drop_pages(path: Path) -> None:
    """Drop every file that a start reads from the page cache (Linux)."""
    folders = [Path(sys.prefix), Path(sys.base_prefix, "lib"), ROOT, path.parent]
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file() and not file.is_symlink():
                descriptor = os.open(file, os.O_RDONLY)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)


def _start_child(path: Path, began: float) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    import main  # noqa: F401 - what `main.py open` loads, too

    gc.disable()  # As `main.py open` does.
    from ui.theme import Theme
    from ui.window.main_window import MainWindow

    app = QApplication([])
    window = MainWindow(Theme.current())
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1440, 900)
    window.show()
    window.open_project(path)
    window.repaint()
    app.processEvents()
    print(time.time() - began)
    window.close()


def _review_child(path: Path, _began: float) -> None:
    """Accept 200 fields, then finish 100 articles, each from key to painted."""
    from bench.review import Reviewing

    reviewing = Reviewing(path)
    print("accept a field", *reviewing.accept(200), sep="\t")
    print("done and next", *reviewing.done_and_next(100), sep="\t")
    reviewing.close()


def _long_child(path: Path, _began: float) -> None:
    from bench.review import Reviewing

    reviewing = Reviewing(path)
    print("open", *reviewing.open("long", 10), sep="\t")
    print("move the highlight", *reviewing.move_focus(60), sep="\t")
    reviewing.close()


def _suggest_child(path: Path, began: float) -> None:
    from bench.review import first_suggestion

    seconds, gaps = first_suggestion(path, began)
    print("first suggestion visible after start", seconds, sep="\t")
    print("longest stall meanwhile", max(gaps), sep="\t")


def _lesson_child(path: Path, _began: float) -> None:
    from bench.review import a_lesson

    _minute(path, "a lesson", a_lesson)


def _copies_child(path: Path, _began: float) -> None:
    from bench.review import a_look_for_copies

    _minute(path, "copies being looked for", a_look_for_copies)


def _import_child(path: Path, _began: float) -> None:
    from functools import partial

    from bench.make_project import write_jsonl
    from bench.review import an_import

    file = path.with_name("more.jsonl")
    write_jsonl(file, 5_000, first=100_000)
    _minute(path, "an import", partial(an_import, file=file))


def _minute(path: Path, words: str, of: Callable[[MainWindow], Beside]) -> None:
    from bench.review import work_beside

    ended, pauses = work_beside(path, 60.0, of)
    told = "" if ended else " (not over)"
    print(f"longest stall in a minute of work with {words}{told}", max(pauses.gaps), sep="\t")
    print("the next longest stalls", *sorted(pauses.gaps)[-6:-1], sep="\t")
    print("longest stall, had it a core at once", max(pauses.own), sep="\t")
    print("the next longest of these stalls", *sorted(pauses.own)[-6:-1], sep="\t")


CHILDREN: dict[str, Callable[[Path, float], None]] = {
    "start": _start_child,
    "review": _review_child,
    "long": _long_child,
    "suggest": _suggest_child,
    "lesson": _lesson_child,
    "copies": _copies_child,
    "import": _import_child,
}

if __name__ == "__main__":
    main()

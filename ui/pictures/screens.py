"""Pictures of every screen and dialog in all sizes, scales, looks and languages, by one command.

A scripted walk opens each of them; dialogs are photographed where they would be run. What does not
fit on the screen that the pictures are made for is said aloud. One sheet a variant shows all small.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from db.sample import create_sample_project, sample_articles
from models.errors import UserError
from models.language import tr
from models.review import shown_fields
from models.values import Kind
from ui.crash import CrashDialog, report
from ui.language import LANGUAGES, speak_language
from ui.messages import BoxMessages, message_box
from ui.session import Focus, Session
from ui.settings import Settings, save_settings
from ui.theme import Appearance, Theme
from ui.window.main_window import MainWindow

SIZES = (QSize(1366, 768), QSize(2560, 1440))
SCALES = (1.0, 1.5)
LOOKS = (Appearance.LIGHT, Appearance.DARK)
ANNOTATOR = "ana"

_ENGINE_PATIENCE_MS = 180_000
_PAGE_PATIENCE = 30
_PAINT_MS = 60
_LIST_MS = 300
_SHEET_COLUMNS = 6
_SHEET_CELL = 320
_SHEET_QUALITY = 38
_DIALOGS = (
    ("settings", "settings"),
    ("change_keys", "change-keys"),
    ("export_dataset", "export"),
    ("import_address", "address"),
    ("change_annotator", "annotator"),
    ("edit_codebook", "codebook-editor"),
    ("progress", "progress"),
    ("suggestion_quality", "quality"),
    ("chat_endpoint", "chat-endpoint"),
    ("about", "about"),
)
#: Types that show how an editor takes what is typed.
_TYPED = {
    Kind.ACTOR: "mali",
    Kind.CHOICE: "drone",
    Kind.COUNT: "3-5",
    Kind.DATE: "last friday",
    Kind.PLACE: "tessalit",
}


def screens(out: Path, say: Callable[[str], None]) -> None:
    """Pictures of all variants in folders of `out`, and a sheet of each beside them.

    Scale and screen are one for a whole process, so each pair has its own.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="eventdesk-screens-") as folder:
        for scale, size in product(SCALES, SIZES):
            asked = [str(scale), str(size.width()), str(size.height())]
            command = [sys.executable, "-m", "ui.pictures.screens", str(out), folder, *asked]
            surroundings = os.environ | {
                "EVENTDESK_CONFIG": folder,
                "QT_QPA_PLATFORM": screen_platform(Path(folder), size),
                "QT_SCALE_FACTOR": str(scale),
                "PYTHONPATH": str(Path(__file__).parents[2]),
            }
            done = subprocess.run(command, env=surroundings, check=False)  # noqa: S603 - our own
            if done.returncode:
                raise UserError(tr("The pictures could not be made: see the message above."))
    say(f"Pictures and sheets are in {out.resolve()}.")


def screen_platform(folder: Path, size: QSize) -> str:
    """Qt's platform without a display, with a screen of so many device pixels.

    Dialogs measure themselves by the screen; the one that Qt takes by itself is 800 by 800.
    """
    screen = {"name": "screen", "x": 0, "y": 0, "width": size.width(), "height": size.height()}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path = folder / f"screen-{size.width()}.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return f"offscreen:configfile={path}"


def _wait(milliseconds: int) -> None:
    """Lets the window go on; unlike `QTest.qWait` it lets other threads work, too."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Photographer(BoxMessages):
    """Answers nothing: photographs what a person would be asked, and closes it."""

    def __init__(self, picture: Callable[[QWidget], None], articles: Path) -> None:
        self._picture = picture
        self._articles = articles

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        self.run(message_box(parent, title, text))

    def run(self, dialog: QDialog) -> bool:
        dialog.setModal(False)
        dialog.show()
        _wait(_LIST_MS)
        for _ in range(_PAGE_PATIENCE):
            if not getattr(dialog, "is_waiting", False):
                break
            _wait(_LIST_MS)
        _wait(_LIST_MS)
        self._picture(dialog)
        dialog.close()
        dialog.deleteLater()
        return False

    def open_articles(self, parent: QWidget) -> list[Path]:  # noqa: ARG002 - Messages asks so
        return [self._articles]


class Walk:
    """One window, walked through once: every screen in one size, look and language."""

    def __init__(
        self, folder: Path, project: Path, size: QSize, look: Appearance, language: str
    ) -> None:
        self._folder, self._path = folder, project
        self._scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
        self.screen_size = size / self._scale
        self._name = ""
        self.pictures: list[Path] = []
        self.too_large: list[str] = []
        kept = Settings(annotator=ANNOTATOR, appearance=look.value, language=language)
        save_settings(replace(kept, steps_seen=True))
        speak_language(language)
        self._articles = articles = project.with_name("news.txt")
        articles.write_text(sample_articles()[0].text, encoding="utf-8")
        self.window = MainWindow(
            Theme.current(), Photographer(self._photograph, articles), with_engine=False
        )

    def run(self) -> None:
        self.begin()
        self._look_over_window()
        self._look_at_editors()
        for action, name in _DIALOGS:
            self.dialog(action, name)
        self._name = "import"
        self.window.projects.import_articles([self._articles])
        self._look_at_windows_beside()
        self.end()

    def begin(self) -> None:
        """The start screen, and the window with its project."""
        window = self.window
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(self.screen_size)
        window.show()
        QTest.qWaitForWindowExposed(window)
        self.shoot("start")
        self.dialog("new_project", "new-project")
        window.open_project(self._path)
        window.resize(self.screen_size)
        self.shoot("suggestions")

    def end(self) -> None:
        window = self.window
        window.close()
        window.deleteLater()
        QApplication.processEvents()

    @property
    def _session(self) -> Session:
        if self.window.session is None:
            raise AssertionError("No project is open")
        return self.window.session

    def _look_over_window(self) -> None:
        for action, name, typed in (
            ("palette", "palette", "event"),
            ("shortcuts", "keys", ""),
            ("select_evidence", "evidence", ""),
            ("find_in_article", "find", "attack"),
            ("edit_links", "links", ""),
            ("first_steps", "first-steps", ""),
            ("search", "search", "drone country:MLI"),
        ):
            self._do(action)
            QTest.keyClicks(self._target(), typed)
            QTest.qWait(_LIST_MS)
            self.shoot(name)
            self._leave()
        page = self.window.page
        if page is None:
            return
        for steps in page.findChildren(QWidget, "first_steps"):
            steps.close()
        page.record.setFocus()
        self._do("focus_mode")
        self.shoot("focus-mode")
        self._do("focus_mode")
        for menu in page.queue.findChildren(QMenu):
            menu.aboutToShow.emit()
            for shown in (menu, *(one.menu() for one in menu.actions()[:2])):
                if isinstance(shown, QMenu) and shown.actions():
                    shown.adjustSize()
                    self._name = f"menu-{type(menu).__name__}-{shown.title() or 'all'}"
                    self._photograph(shown)

    def _look_at_editors(self) -> None:
        """The editor of each kind of field, with something typed in it; then the sweep."""
        session = self._session
        seen: set[Kind] = set()
        record = session.record
        for field in shown_fields(session.codebook, record) if record else ():
            if field.kind in seen or record is None:
                continue
            seen.add(field.kind)
            if self.window.page:
                self.window.page.record.setFocus()
            session.set_focus(Focus(record.key, field.key))
            self._do("correct")
            if typed := _TYPED.get(field.kind):
                QTest.keyClicks(self._target(), typed)
            QTest.qWait(_LIST_MS)
            self.shoot(f"editor-{field.kind.value}")
            if field.kind is Kind.ACTOR:
                self._key("Alt+O")
                self.shoot("editor-actor-names")
            self._leave()
        self._do("sweep")
        self.shoot("sweep")
        self._leave()
        self._do("accept_all")
        self.shoot("accepted")

    def _look_at_windows_beside(self) -> None:
        for action in ("history", "guide"):
            before = set(_windows())
            self._do(action)
            QTest.qWait(_LIST_MS)
            for dialog in [one for one in _windows() if one not in before]:
                self._name = action
                self._photograph(dialog)
                dialog.close()
        crash = CrashDialog(report("Traceback (most recent call last): a picture, not a crash"))
        self._name = "crash"
        crash.show()
        self._photograph(crash)
        crash.close()

    def dialog(self, action: str, name: str) -> None:
        self._name = name
        self._do(action)

    def _do(self, action: str) -> None:
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.window.actions_table.by_key[action].trigger()
        QApplication.processEvents()

    def _key(self, keys: str) -> None:
        QTest.keySequence(self._target(), QKeySequence(keys))
        QApplication.processEvents()

    def _leave(self) -> None:
        """Esc twice: what was typed, then what was open."""
        self._key("Escape")
        self._key("Escape")

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def shoot(self, name: str) -> None:
        self._name = name
        self._photograph(self.window)

    def _photograph(self, widget: QWidget) -> None:
        """Keep what a widget shows; say so if the screen is too small for it."""
        if widget.isVisible() and not isinstance(widget, QMenu):
            widget.resize(widget.size().boundedTo(self.screen_size))
        QTest.qWait(_PAINT_MS)
        if widget.width() > self.screen_size.width() or widget.height() > self.screen_size.height():
            wide, high = widget.width(), widget.height()
            self.too_large.append(f"{self._name} needs {wide} × {high}")
        path = self._folder / f"{len(self.pictures) + 1:02}-{self._name}.png"
        widget.grab().save(str(path))
        self.pictures.append(path)


def _windows() -> list[QDialog]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, QDialog) and one.isVisible()]


def _sheet(pictures: list[Path], target: Path) -> None:
    """All pictures on one, small, in the order of the walk."""
    cell = QSize(_SHEET_CELL, _SHEET_CELL * 9 // 16)
    rows = -(-len(pictures) // _SHEET_COLUMNS)
    sheet = QImage(cell.width() * _SHEET_COLUMNS, cell.height() * rows, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    for number, path in enumerate(pictures):
        row, column = divmod(number, _SHEET_COLUMNS)
        whole = QPixmap(str(path))
        small = whole.scaled(
            (cell - QSize(8, 8)).boundedTo(whole.size()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawPixmap(column * cell.width() + 4, row * cell.height() + 4, small)
    painter.end()
    sheet.save(str(target), quality=_SHEET_QUALITY)


def _suggest(project: Path) -> None:
    """Let the engine read the sample project once, as it would in the window."""
    save_settings(Settings(annotator=ANNOTATOR, steps_seen=True))
    window = MainWindow(Theme.current())
    window.open_project(project)
    loop, up_to_date = QEventLoop(), tr("Suggestions up to date")
    if window.engine:
        window.engine.status.connect(lambda text: loop.quit() if text == up_to_date else None)
    QTimer.singleShot(_ENGINE_PATIENCE_MS, loop.quit)
    loop.exec()
    window.close()


def _on_one_screen(out: Path, folder: Path, scale: float, size: QSize) -> None:
    """All looks and languages on one screen; the process was started with it."""
    app = QApplication.instance() or QApplication(["eventdesk"])
    read = folder / "read.db"
    if not read.exists():
        create_sample_project(read).close()
        _suggest(read)
    for look, language in product(LOOKS, LANGUAGES):
        name = f"{size.width()}x{size.height()}-{scale:.0%}-{look.value}-{language}"
        name = name.replace("%", "")
        into, project = out / name, folder / "sample.db"
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir()
        for old in folder.glob("sample.db*"):
            old.unlink()
        shutil.copy(read, project)
        walk = Walk(into, project, size, look, language)
        walk.run()
        _sheet(walk.pictures, out / f"{name}.jpg")
        sys.stdout.write(f"{name}: {len(walk.pictures)} pictures\n")
        for words in walk.too_large:
            sys.stdout.write(f"  too large for the screen: {words}\n")
        sys.stdout.flush()
        app.processEvents()


if __name__ == "__main__":
    _on_one_screen(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        float(sys.argv[3]),
        QSize(int(sys.argv[4]), int(sys.argv[5])),
    )

"""Asks for an address on the web, says what will be fetched, then brings in what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QProgressBar, QWidget
from typing_extensions import override

from db.imports.importing import ImportReport
from models.language import tr
from ui.background import Job
from ui.dialogs.form_dialog import FormDialog, note
from ui.theme import Theme
from ui.theme.motion import show_busy

_PAGE, _FEED = 0, 1


class AddressDialog(FormDialog):
    """Nothing is fetched before Fetch is pressed. Works on another thread; `report` tells."""

    chapter = "Bringing articles in"

    def __init__(
        self, theme: Theme, project: Path, annotator: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, tr("Import from an address"), tr("Fetch"), parent)
        self._project, self._annotator = project, annotator
        self.report: ImportReport | None = None
        self._job: Job | None = None
        self._stopped = Event()
        self._address = QLineEdit()
        self._address.setPlaceholderText("https://")
        self._address.setAccessibleName(tr("Address"))
        self._kind = QComboBox()
        self._kind.addItems([tr("A single page"), tr("A feed (RSS or Atom)")])
        self._kind.setAccessibleName(tr("What is there"))
        self._pages = QCheckBox(tr("Fetch the page of each entry, not only what the feed says"))
        self._asked = note(theme, "")
        self._bar = QProgressBar()
        show_busy(self._bar)
        self._bar.setAccessibleName(tr("Fetching"))
        self._bar.hide()
        self.form.addRow(tr("Address"), self._address)
        self.form.addRow(tr("What is there"), self._kind)
        self.form.addRow("", self._pages)
        self.form.addRow("", self._asked)
        self.form.addRow("", self._bar)
        self._address.textChanged.connect(self._say_what_is_asked)
        self._kind.currentIndexChanged.connect(self._say_what_is_asked)
        self._pages.toggled.connect(self._say_what_is_asked)
        self._say_what_is_asked()

    def _say_what_is_asked(self) -> None:
        """Who will be asked for what, in words, before anything is."""
        is_feed = self._kind.currentIndex() == _FEED
        self._pages.setEnabled(is_feed)
        host = _host(self._address.text())
        if not host:
            words = tr("Nothing is fetched until you press Fetch.")
        elif is_feed and self._pages.isChecked():
            words = tr(
                "Asks {host} for this feed, and then the servers that its entries name for their"
                " pages, one after the other. They see your network address and nothing of your"
                " project. Pictures, scripts and cookies are not taken.",
                host=host,
            )
        else:
            words = tr(
                "Asks {host} for this one address. It sees your network address and nothing of"
                " your project. Pictures, scripts and cookies are not taken.",
                host=host,
            )
        self._asked.setText(words)
        if self.isVisible():
            self.grow()

    @override
    def accept(self) -> None:
        if self._job is not None:
            return
        if not _host(self._address.text()):
            self.complain(tr("The address must begin with https:// or http://."))
            return
        self.complain("")
        self._begin()

    @override
    def reject(self) -> None:
        if self._job is None:
            super().reject()
        else:
            self._stopped.set()
            self.complain(tr("Stopping after what is being fetched …"))

    def _begin(self) -> None:
        self._stopped.clear()
        self._bar.show()
        self.grow()
        self.accept_button.setEnabled(False)
        address = self._address.text().strip()
        is_feed = self._kind.currentIndex() == _FEED
        with_articles = self._pages.isChecked() if is_feed else None
        work = _work(
            self._project, self._annotator, address, self._stopped, with_articles=with_articles
        )
        self._job = Job(work, self)
        self._job.done.connect(self._on_job_done)
        self._job.failed.connect(self._on_job_failed)
        self._job.start()

    def _on_job_done(self, report: ImportReport) -> None:
        self._finish()
        if report.imported or not report.refused:
            self.report = report
            super().accept()
        else:
            self.complain(report.refused[0])

    def _on_job_failed(self, text: str) -> None:
        self._finish()
        self.complain(text)

    def _finish(self) -> None:
        if self._job:
            self._job.wait()
        self._job = None
        self._bar.hide()
        self.accept_button.setEnabled(True)


def _host(address: str) -> str:
    """Whom the address asks; "" if it is none of the web."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _work(
    path: Path, annotator: str, address: str, stopped: Event, *, with_articles: bool | None
) -> Callable[[Callable[[int], None]], ImportReport]:
    """`with_articles` is None for a single page."""

    def work(progress: Callable[[int], None]) -> ImportReport:
        from db.ids import new_id
        from db.imports.addresses import read_address, read_feed
        from db.imports.importing import import_items
        from db.imports.reading_processes import Item, Terms
        from db.project import Project
        from models.errors import UserError

        project = Project.open(path)
        terms = Terms(project.codebook, new_id)

        def items() -> Iterator[Item]:
            found = (
                read_address(address, terms)
                if with_articles is None
                else read_feed(address, terms, with_articles=with_articles)
            )
            for item in found:
                if stopped.is_set():
                    raise UserError(tr("Stopped. Nothing was brought in."))
                yield item

        try:
            return import_items(project, items(), annotator=annotator, progress=progress)
        finally:
            project.close()

    return work

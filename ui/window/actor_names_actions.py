"""Names of actors into the project, or out of it, from the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.actor_renaming import take_actors
from models.errors import UserError
from models.language import tr, trn
from ui.actions import key_words

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

_MOST_TOLD = 12


class ActorNamesActions(QObject):
    """Reads and writes tables of actors' other names, countries and kinds."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"import_names": self.take_in, "export_names": self.give_out}

    def take_in(self) -> None:
        """Add what a table says of actors to what the project knows, as one edit."""
        # Late: the window starts without the readers.
        from db.formats import actor_names
        from db.formats.source import Source

        window, session = self._window, self._window.session
        if session is None or window.page is None or not window.page.record.finish_editing():
            return
        title = tr("Import names of actors")
        path = window.messages.open_table(window, title)
        if path is None:
            return
        problems: list[str] = []
        try:
            found = actor_names.read(Source.of_file(path), problems.append)
        except (OSError, UserError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            window.messages.tell(window, title, tr("{path}: {why}", path=path, why=why))
            return
        edit = take_actors(session.actors, found)
        if session.do(edit):
            self._tell(sum(1 for change in edit.actors if change.after), problems)

    def give_out(self) -> None:
        """Write what people told the project of actors."""
        from db.formats import actor_names
        from db.written_files import written

        window, session = self._window, self._window.session
        if session is None:
            return
        entries, title = session.actors.entries, tr("Export names of actors")
        if not entries:
            session.show_message(
                tr("No actor has another name, a country or a kind yet; Alt+O in its editor.")
            )
            return
        path = window.messages.save_as(window, title, "actors.csv", tr("Tables (*.csv)"))
        if path is None:
            return
        try:
            with written(path) as file:
                actor_names.write(file, entries)
        except (OSError, UserError) as error:
            window.messages.tell(window, title, str(error))
            return
        session.show_message(
            trn(
                "{count} actor written to {path}",
                "{count} actors written to {path}",
                len(entries),
                path=path,
            )
        )

    def _tell(self, count: int, problems: list[str]) -> None:
        window = self._window
        said = tr("The project knows all of that already.")
        if count:
            said = trn(
                "{count} actor is new or changed; {undo} takes it back.",
                "{count} actors are new or changed; {undo} takes it back.",
                count,
                undo=key_words("undo"),
            )
        if problems:
            shown = "\n".join(problems[:_MOST_TOLD])
            more = len(problems) - _MOST_TOLD
            rest = "\n" + trn("and {count} more", "and {count} more", more) if more > 0 else ""
            window.messages.tell(window, tr("Import names of actors"), f"{said}\n\n{shown}{rest}")
        elif window.session:
            window.session.show_message(said)

"""The second suggester in the window: asked for, agreed to, running, switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.errors import UserError
from models.language import tr
from models.suggest.chat.consent import META_KEY, Consent
from models.suggest.chat.keys import keep_key, key_for
from ui.session import Session

if TYPE_CHECKING:
    from ui.processes.chat_client import ChatClient
    from ui.window.main_window import MainWindow


class ChatActions(QObject):
    """Holds the client of the open project, if the project has agreed to one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.client: ChatClient | None = None

    def begin(self, session: Session) -> None:
        """Start asking if the project's consent holds."""
        try:
            consent = kept_consent(session)
        except UserError as error:
            session.show_message(str(error))
            return
        if consent and consent.holds:
            self._start(session, consent)

    def end(self) -> None:
        """Stop asking; a question under way is given up."""
        if self.client:
            self.client.stop()
            self.client.deleteLater()
        self.client = None
        self._window.show_chat_words("")

    def set_up(self) -> None:
        """Ask for the endpoint and for the consent, or switch it off."""
        # Late: the window starts without the dialog and the HTTP client.
        from ui.dialogs.chat_dialog import ChatDialog

        window, session = self._window, self._window.session
        if session is None:
            return
        try:
            before = kept_consent(session)
        except UserError:
            before = None
        dialog = ChatDialog(window.theme, before, session.annotator, window)
        if not window.messages.run(dialog):
            return
        self.end()
        consent = dialog.consent
        try:
            if consent and dialog.key is not None:
                keep_key(consent.host, dialog.key)
            kept = consent.to_text() if consent else ""
            session.project.set_meta(META_KEY, kept)
        except UserError as error:
            window.messages.tell(window, tr("The second suggester is not switched on"), str(error))
            return
        if consent:
            self._start(session, consent)
        session.show_message(
            tr("{host} is asked about the articles that you open.", host=consent.host)
            if consent
            else tr("The second suggester is off.")
        )

    def _start(self, session: Session, consent: Consent) -> None:
        from ui.processes.chat_client import ChatClient

        key = key_for(consent.host)
        self.client = ChatClient(session, consent.endpoint, key, parent=self._window)
        self.client.status.connect(self._window.show_chat_words)
        self.client.suggested.connect(self._window.refresh_article)
        self.client.start()


def kept_consent(session: Session) -> Consent | None:
    """What the project has agreed to; None if nothing. Raises UserError if it is not readable."""
    kept = session.project.meta(META_KEY)
    return Consent.from_text(kept) if kept else None

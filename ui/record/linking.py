"""Links between events by keys and clicks: accept, reject, add, remove, go to the other end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from models.codebook import LinkType
from models.events import Link, State
from models.language import tr
from models.links import ShownLink, decided_links, links_of, waiting_links, without_link
from models.review import Record
from ui.actions import key_words
from ui.record.link_row import LinkLook, LinkRow
from ui.record.reviewer import Reviewer
from ui.session import Session
from ui.theme import Theme
from ui.words.records import (
    evidence_parts,
    record_names,
    state_words,
    summary,
)

if TYPE_CHECKING:
    from ui.widgets.palette import PaletteEntry


class Linking(QObject):
    """Shows the links of the focused record and turns what is done to them into gestures."""

    def __init__(
        self, session: Session, reviewer: Reviewer, row: LinkRow, theme: Theme, pane: QWidget
    ) -> None:
        super().__init__(pane)
        self._session = session
        self._reviewer = reviewer
        self._row = row
        self._theme = theme
        self._pane = pane
        row.picked.connect(self._open_menu)

    def refresh(self) -> None:
        """Show the links of the record in focus."""
        shown = self._shown()
        names = record_names(self._session.codebook, self._reviewer.records) if shown else {}
        self._row.show_links([self._look(one, names) for one in shown])

    def accept(self) -> None:
        """Accept the first link that waits."""
        self._decide_waiting(State.ACCEPTED)

    def reject(self) -> None:
        """Reject the first link that waits."""
        self._decide_waiting(State.REJECTED)

    def edit(self) -> None:
        """List what can be done: decide on what waits, remove what holds, add a link by typing."""
        record = self._session.record
        if record is None:
            return
        if not self._session.codebook.links:
            self._session.show_message(tr("The codebook has no kinds of links."))
        elif len(self._reviewer.records) < 2:
            self._session.show_message(tr("There is no other event here to link to."))
        else:
            # Late: most sessions never open it.
            from ui.widgets.palette import CommandPalette

            ask = tr("Type a kind of link or an event")
            CommandPalette(self._pane.window(), self._theme).open_with(self._entries(record), ask)

    def _decide_waiting(self, state: State) -> None:
        record = self._session.record
        wait = waiting_links(record, self._reviewer.records) if record else ()
        if wait:
            self._decide(wait[0], state)
        else:
            self._session.show_message(
                tr("No link waits here: {key} adds one.", key=key_words("edit_links"))
            )

    def _decide(self, link: ShownLink, state: State) -> None:
        title = tr("Accept link") if state is State.ACCEPTED else tr("Reject link")
        self._set(title, lambda held: decided_links(held, [link.as_decided(state)]))

    def _remove(self, link: ShownLink) -> None:
        """Take a decision back; a link that was suggested waits again."""
        self._set(tr("Remove link"), lambda held: without_link(held, link))

    def _add(self, kind: LinkType, target: Record) -> None:
        offer = next(
            (one for one in self._shown() if (one.type, one.target) == (kind.key, target.key)), None
        )
        state = State.ACCEPTED if offer and offer.offer else State.ADDED
        made = Link(kind.key, target.key, state)
        self._set(tr("Add link"), lambda held: decided_links(held, [made]))

    def _set(self, title: str, change: Callable[[tuple[Link, ...]], tuple[Link, ...]]) -> None:
        desk, record = self._session.desk, self._session.record
        if desk is None or record is None:
            return
        after = change(record.event.links if record.event else ())
        self._session.do(self._session.gestures.set_links(title, desk, record, after))

    def _shown(self) -> tuple[ShownLink, ...]:
        record = self._session.record
        return links_of(record, self._reviewer.records) if record else ()

    def _look(self, link: ShownLink, names: dict[str, str]) -> LinkLook:
        text = tr("{link} {event}", link=self._label(link.type), event=names[link.target])
        article = self._session.article
        quote = evidence_parts(article.text, link.evidence)[0] if article else ""
        keys = tr("Alt+L accepts, Alt+Shift+L rejects") if link.state is State.SUGGESTED else ""
        state = state_words(link.state)
        detail = "\n".join(filter(None, (state, quote, keys)))
        return LinkLook(link, text, detail, f"{text}, {state}")

    def _label(self, type_: str) -> str:
        """The codebook's word for a kind of link; of a kind that is gone its key."""
        kinds = {kind.key: kind.label for kind in self._session.codebook.links}
        return kinds.get(type_, type_)

    def _open_menu(self, link: ShownLink, at: QPoint) -> None:
        menu = QMenu(self._pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if link.state is State.SUGGESTED:
            menu.addAction(tr("Accept link"), partial(self._decide, link, State.ACCEPTED))
            menu.addAction(tr("Reject link"), partial(self._decide, link, State.REJECTED))
        else:
            menu.addAction(self._taking_back(link), partial(self._remove, link))
        menu.addAction(tr("Go to the linked event"), partial(self._go_to, link.target))
        menu.addSeparator()
        menu.addAction(tr("Links to other events …"), self.edit)
        menu.popup(at)

    def _taking_back(self, link: ShownLink) -> str:
        return tr("Suggest again") if link.state is State.REJECTED else tr("Remove link")

    def _go_to(self, key: str) -> None:
        record = next((one for one in self._reviewer.records if one.key == key), None)
        if record is not None:
            self._reviewer.focus_record(record)

    def _entries(self, record: Record) -> list[PaletteEntry]:
        """What waits first, then what is decided, then every link that could be added."""
        from ui.widgets.palette import PaletteEntry

        names = record_names(self._session.codebook, self._reviewer.records)
        shown = sorted(self._shown(), key=lambda one: one.state is not State.SUGGESTED)
        entries: list[PaletteEntry] = []
        for link in shown:
            text, about = self._look(link, names).text, self._about(link.target)
            if link.state is State.SUGGESTED:
                accept, reject = (
                    partial(self._decide, link, state) for state in (State.ACCEPTED, State.REJECTED)
                )
                entries.append(PaletteEntry(tr("Accept: {link}", link=text), about, "", accept))
                entries.append(PaletteEntry(tr("Reject: {link}", link=text), about, "", reject))
            else:
                said = tr("{action}: {link}", action=self._taking_back(link), link=text)
                entries.append(PaletteEntry(said, about, "", partial(self._remove, link)))
        there = {(link.type, link.target) for link in shown}
        for kind in self._session.codebook.links:
            for other in self._reviewer.records:
                if other.key != record.key and (kind.key, other.key) not in there:
                    said = tr("{link} {event}", link=kind.label, event=names[other.key])
                    run = partial(self._add, kind, other)
                    entries.append(PaletteEntry(said, self._about(other.key), tr("add"), run))
        return entries

    def _about(self, key: str) -> str:
        record = next(one for one in self._reviewer.records if one.key == key)
        return summary(self._session.codebook, record)

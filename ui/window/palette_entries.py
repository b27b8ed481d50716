"""What the command palette lists: every action, what the queue can show, fields and events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QAction

from models.language import tr
from models.review import shown_fields
from models.rules import tab_order
from ui.actions import ACTIONS, shown_keys
from ui.queue.queue_filter import ORDER_WORDS, QueueFilter
from ui.queue.queue_panel import QueuePanel
from ui.session import Focus, Session
from ui.widgets.palette import PaletteEntry
from ui.words.records import summary, tab_titles, value_text


def action_entries(actions: Mapping[str, QAction]) -> list[PaletteEntry]:
    """The actions of the table that exist and can be started now."""
    return [
        PaletteEntry(
            actions[spec.key].text().replace("&&", "&"),
            spec.hint,
            "   ".join(shown_keys(spec)[:2]),
            actions[spec.key].trigger,
        )
        for spec in ACTIONS
        if spec.key in actions and actions[spec.key].isEnabled() and spec.key != "palette"
    ]


def queue_entries(queue: QueuePanel) -> list[PaletteEntry]:
    """What the queue can show, its orders, and the filters kept for later."""
    kept = [(tr("Queue: {filter}", filter=one.words), one) for one in queue.kept]
    shown = [
        (
            tr("Show in the queue: {articles}", articles=tr(one.value)),
            replace(queue.used, shown=one),
        )
        for one in QueueFilter
    ]
    orders = [
        (tr("Order of the queue: {order}", order=tr(words)), replace(queue.used, order=one))
        for one, words in ORDER_WORDS.items()
    ]
    return [
        PaletteEntry(words, "", tr("queue"), partial(queue.use, wanted))
        for words, wanted in (*kept, *shown, *orders)
    ]


def search_entries(search: Callable[[str], None], typed: str) -> list[PaletteEntry]:
    """To look for what was typed in the articles."""
    if not typed:
        return []
    told = tr("Search the articles for “{words}”", words=typed)
    return [PaletteEntry(told, "", tr("queue"), partial(search, typed))]


def record_entries(session: Session) -> list[PaletteEntry]:
    """The fields of the focused record and the events of the open article, to go there."""
    entries: list[PaletteEntry] = []
    codebook, record = session.codebook, session.record
    if record is not None:
        values = record.values_by_field()
        for field in shown_fields(codebook, record):
            said = [value_text(one.value, field) for one in values.get(field.key, ())]
            focus = Focus(record.key, field.key)
            entries.append(
                PaletteEntry(
                    field.label,
                    ", ".join(said) or tr("empty"),
                    tr("field {letter}", letter=field.shortcut.upper())
                    if field.shortcut
                    else tr("field"),
                    partial(session.set_focus, focus),
                )
            )
    records = tab_order(codebook, session.desk.records) if session.desk else ()
    for number, (one, title) in enumerate(
        zip(records, tab_titles(codebook, records), strict=True), 1
    ):
        fields = shown_fields(codebook, one)
        focus = Focus(one.key, fields[0].key if fields else "")
        entries.append(
            PaletteEntry(
                f"{number}  {title}",
                summary(codebook, one),
                tr("event"),
                partial(session.set_focus, focus),
            )
        )
    return entries

"""What the queue is narrowed to: kept for later, and for the next start."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from db.project import Order, Project
from models.errors import UserError
from models.language import tr
from ui.queue.queue_filter import ORDER_WORDS, QueueFilter

_KEPT_KEY = "saved_filters"


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """What was typed, how far the articles are, and in which order they stand."""

    typed: str = ""
    shown: QueueFilter = QueueFilter.TO_DO
    order: Order = Order.NEWEST

    @property
    def words(self) -> str:
        """What of it is not as usual: `country:MLI · Flagged · Oldest`."""
        usual = KeptFilter()
        parts = (
            self.typed,
            tr(self.shown.value) if self.shown is not usual.shown else "",
            tr(ORDER_WORDS[self.order]) if self.order is not usual.order else "",
        )
        return " · ".join(part for part in parts if part)


def kept_filters(project: Project) -> tuple[KeptFilter, ...]:
    """The filters that were kept in the project, the newest first."""
    return tuple(_from_json(one) for one in json.loads(project.meta(_KEPT_KEY) or "[]"))


def keep(project: Project, filters: Iterable[KeptFilter]) -> None:
    """Keep these filters in the project, and no others."""
    data = [_to_json(one) for one in filters]
    project.set_meta(_KEPT_KEY, json.dumps(data, ensure_ascii=False))


def last_used(project: Project, annotator: str) -> KeptFilter:
    """What an annotator's queue showed last; the search is begun anew each time."""
    held = project.meta(_last_key(annotator))
    return replace(_from_json(json.loads(held)), typed="") if held else KeptFilter()


def remember(project: Project, annotator: str, used: KeptFilter) -> None:
    """Let the annotator's queue begin so the next time."""
    if used != last_used(project, annotator):
        # It is a comfort; a full disk must not keep the window from closing.
        with suppress(UserError):
            project.set_meta(_last_key(annotator), json.dumps(_to_json(used)))


def _last_key(annotator: str) -> str:
    return f"queue:{annotator}"


def _to_json(kept: KeptFilter) -> dict[str, str]:
    return {"typed": kept.typed, "shown": kept.shown.name.lower(), "order": kept.order.value}


def _from_json(data: Any) -> KeptFilter:
    """Also from what was kept before state and order were: the words alone."""
    if not isinstance(data, dict):
        return KeptFilter(str(data))
    usual, shown = KeptFilter(), str(data.get("shown", "")).upper()
    return KeptFilter(
        str(data.get("typed", "")),
        QueueFilter[shown] if shown in QueueFilter.__members__ else usual.shown,
        Order(data["order"]) if data.get("order") in list(Order) else usual.order,
    )

"""Which articles the queue shows, by how far they are."""

from __future__ import annotations

from enum import StrEnum

from db.project import Order
from models.article import Status
from models.language import later


class QueueFilter(StrEnum):
    """A chip above the queue."""

    TO_DO = later("To do")
    IN_PROGRESS = later("In progress")
    DONE = later("Done")
    SKIPPED = later("Skipped")
    FLAGGED = later("Flagged")
    ALL = later("All")


#: What each chip lets through. What is in progress is still to do.
STATUSES: dict[QueueFilter, frozenset[Status]] = {
    QueueFilter.TO_DO: frozenset({Status.NEW, Status.IN_PROGRESS}),
    QueueFilter.IN_PROGRESS: frozenset({Status.IN_PROGRESS}),
    QueueFilter.DONE: frozenset({Status.DONE}),
    QueueFilter.SKIPPED: frozenset({Status.SKIPPED}),
    QueueFilter.FLAGGED: frozenset({Status.FLAGGED}),
    QueueFilter.ALL: frozenset(Status),
}

ORDER_WORDS = {
    Order.NEWEST: later("Newest"),
    Order.OLDEST: later("Oldest"),
    Order.IMPORTED: later("As imported"),
    Order.LEARNING: later("Most to learn from"),
    Order.RANDOM: later("Random"),
}

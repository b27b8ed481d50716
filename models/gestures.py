"""What an analyst can do with the records of an article, each gesture as one edit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from models.article import Status
from models.edits import AssignmentChange, Review, StatusChange
from models.gesture_events import EventGestures
from models.gesture_values import Desk, Entry
from models.language import later, tr, trn

__all__ = ["Desk", "Entry", "Gestures"]


@dataclass(frozen=True, slots=True)
class Gestures(EventGestures):
    """Makes edits for one annotator. `new_id` and `now` come from outside, so that this is pure."""

    def set_status(self, desk: Desk, status: Status) -> Review:
        return Review(tr(_STATUS_TITLES[status]), (), self._status(desk, status))

    def set_statuses(
        self, held: Mapping[str, Status], wanted: Mapping[str, Status], before: int = 0
    ) -> Review:
        """Mark many articles; one that is not in `held` is new.

        `before`: so many were marked by earlier edits of the same step, and are told in the title.
        """
        changes = tuple(
            StatusChange(id_, self.annotator, held.get(id_, Status.NEW), after)
            for id_, after in wanted.items()
            if held.get(id_, Status.NEW) is not after
        )
        title = _many_marked({change.after for change in changes}, before + len(changes))
        return Review(title, (), changes)

    def assign(
        self,
        assigned: Mapping[str, Collection[str]],
        article_ids: Iterable[str],
        annotator: str,
        before: int = 0,
    ) -> Review:
        """Give articles to somebody to code; `assigned` says who has them already."""
        changes = tuple(
            AssignmentChange(id_, annotator, assigned=True)
            for id_ in article_ids
            if annotator not in assigned.get(id_, ())
        )
        title = trn(
            "Assign {count} article to {name}",
            "Assign {count} articles to {name}",
            before + len(changes),
            name=annotator,
        )
        return Review(title, assignments=changes)

    def unassign(self, assigned: Mapping[str, Collection[str]], before: int = 0) -> Review:
        """Take articles from everybody who has them."""
        changes = tuple(
            AssignmentChange(id_, name, assigned=False)
            for id_, names in assigned.items()
            for name in names
        )
        count = before + len(changes)
        title = trn("Take {count} assignment back", "Take {count} assignments back", count)
        return Review(title, assignments=changes)


def _many_marked(after: Collection[Status], count: int) -> str:
    """What marking many articles is called, by the states that they get."""
    if after == {Status.DONE}:
        return trn("Mark {count} article done", "Mark {count} articles done", count)
    if after == {Status.SKIPPED}:
        return trn("Skip {count} article", "Skip {count} articles", count)
    if after == {Status.FLAGGED}:
        return trn("Flag {count} article", "Flag {count} articles", count)
    return trn("Put {count} article back to do", "Put {count} articles back to do", count)


_STATUS_TITLES = {
    Status.NEW: later("Mark article new"),
    Status.IN_PROGRESS: later("Mark article in progress"),
    Status.DONE: later("Mark article done"),
    Status.SKIPPED: later("Mark article skipped"),
    Status.FLAGGED: later("Mark article flagged"),
}

"""Edits: everything that a person can do to a project, as plain values that know their inverse.

Four are enough. Articles come in (and go again when that is undone); records and article states
change from one value to another; whatever the gesture was (accept, reject, split, accept all …),
the before and the after are whole values, so that the inverse is a swap and the journal is an
audit trail that needs no interpretation. A codebook is revised with what that does to coded values.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from models.actors import ActorChange
from models.article import Article, Status
from models.codebook import Codebook
from models.events import Event
from models.recoding import Recoding


@dataclass(frozen=True, slots=True)
class EventChange:
    """One event record before and after; None where it did not or does not exist."""

    before: Event | None
    after: Event | None

    @property
    def event(self) -> Event:
        """The record after the change, or before it where it is gone."""
        event = self.after or self.before
        if event is None:
            raise ValueError("An event change needs a before or an after")
        return event

    def swapped(self) -> EventChange:
        return EventChange(self.after, self.before)


@dataclass(frozen=True, slots=True)
class StatusChange:
    """How far one annotator has come with one article, before and after."""

    article_id: str
    annotator: str
    before: Status
    after: Status

    def swapped(self) -> StatusChange:
        return StatusChange(self.article_id, self.annotator, self.after, self.before)


@dataclass(frozen=True, slots=True)
class AssignmentChange:
    """An article given to an annotator to code, or taken from one."""

    article_id: str
    annotator: str
    assigned: bool

    def swapped(self) -> AssignmentChange:
        return AssignmentChange(self.article_id, self.annotator, not self.assigned)


@dataclass(frozen=True, slots=True)
class AddArticles:
    """Articles brought in, with the confirmed records and states that came with them."""

    title: str
    articles: tuple[Article, ...]
    events: tuple[Event, ...] = ()
    statuses: tuple[StatusChange, ...] = ()

    def inverse(self) -> RemoveArticles:
        return RemoveArticles(self.title, self.articles, self.events, self.statuses)

    def change(self) -> Change:
        return _came_or_went(self)


@dataclass(frozen=True, slots=True)
class RemoveArticles:
    """An import taken back; kept whole, so that it can come again."""

    title: str
    articles: tuple[Article, ...]
    events: tuple[Event, ...] = ()
    statuses: tuple[StatusChange, ...] = ()

    def inverse(self) -> AddArticles:
        return AddArticles(self.title, self.articles, self.events, self.statuses)

    def change(self) -> Change:
        return _came_or_went(self)


@dataclass(frozen=True, slots=True)
class Review:
    """Decisions on event records, article states, who codes what and who is who, as one gesture."""

    title: str
    events: tuple[EventChange, ...] = ()
    statuses: tuple[StatusChange, ...] = ()
    assignments: tuple[AssignmentChange, ...] = ()
    actors: tuple[ActorChange, ...] = ()

    def inverse(self) -> Review:
        """The swap, in reverse order, so that positions are free when they are taken again."""
        return Review(
            self.title,
            tuple(change.swapped() for change in reversed(self.events)),
            tuple(change.swapped() for change in reversed(self.statuses)),
            tuple(change.swapped() for change in reversed(self.assignments)),
            tuple(change.swapped() for change in reversed(self.actors)),
        )

    def effective(self) -> Review:
        """The review without changes from something to itself."""
        return replace(
            self,
            events=tuple(change for change in self.events if change.before != change.after),
            statuses=tuple(change for change in self.statuses if change.before != change.after),
            actors=tuple(change for change in self.actors if change.before != change.after),
        )

    @property
    def is_empty(self) -> bool:
        return not (self.events or self.statuses or self.assignments or self.actors)

    def change(self) -> Change:
        events = [change.event for change in self.events]
        articles = {event.article_id for event in events}
        articles |= {change.article_id for change in self.statuses}
        articles |= {change.article_id for change in self.assignments}
        return Change(
            frozenset(articles),
            frozenset(event.id for event in events),
            actors_changed=bool(self.actors),
        )


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a coded value stands: its field, and the keys of the answer and of the one offered.

    Both keys are None where the field is not one of choices: then only the field counts.
    """

    field: str
    value: str | None = None
    suggested: str | None = None


@dataclass(frozen=True, slots=True)
class Recoded:
    """A value of a record under the keys of a codebook, before and after these changed."""

    article_id: str
    event_id: str
    value_id: str
    before: Filed
    after: Filed

    def swapped(self) -> Recoded:
        return Recoded(self.article_id, self.event_id, self.value_id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class ReviseCodebook:
    """Another version of the codebook, with the values of all annotators whose keys it renames.

    `recoding` says which keys became which, `values` what that changed: of answers that became
    one, only the values themselves tell what each was.
    """

    title: str
    before: Codebook
    after: Codebook
    recoding: Recoding = field(default_factory=Recoding)
    values: tuple[Recoded, ...] = ()

    def inverse(self) -> ReviseCodebook:
        return ReviseCodebook(
            self.title,
            self.after,
            self.before,
            self.recoding.inverse(self.before),
            tuple(value.swapped() for value in self.values),
        )

    def change(self) -> Change:
        return Change(
            frozenset(value.article_id for value in self.values),
            frozenset(value.event_id for value in self.values),
            codebook_changed=True,
        )


Edit = AddArticles | RemoveArticles | Review | ReviseCodebook


#: What touches more articles than this is looked at anew as a whole.
_NAMED = 1_000


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit touched, so that each view can decide whether to refresh.

    `articles_changed`: the list of articles itself is different (import, or its undo).
    `codebook_changed`: everything may read differently.
    `actors_changed`: other names of actors are known, or their countries and kinds.
    `is_wide`: many articles, or all; those in `article_ids` need not be all that were touched.
    """

    article_ids: frozenset[str] = field(default_factory=frozenset)
    event_ids: frozenset[str] = field(default_factory=frozenset)
    articles_changed: bool = False
    codebook_changed: bool = False
    actors_changed: bool = False
    is_wide: bool = False

    def concerns(self, article_id: str) -> bool:
        """Whether an article may read differently."""
        return self.is_wide or article_id in self.article_ids

    def brief(self) -> Change:
        """The same without names where these are too many to be of use."""
        if not self.is_wide and len(self.article_ids) <= _NAMED:
            return self
        return replace(self, article_ids=frozenset(), event_ids=frozenset(), is_wide=True)

    def joined(self, later: Change) -> Change:
        """What both touched."""
        return Change(
            self.article_ids | later.article_ids,
            self.event_ids | later.event_ids,
            self.articles_changed or later.articles_changed,
            self.codebook_changed or later.codebook_changed,
            self.actors_changed or later.actors_changed,
            self.is_wide or later.is_wide,
        )


def _came_or_went(edit: AddArticles | RemoveArticles) -> Change:
    articles = {article.id for article in edit.articles}
    articles |= {event.article_id for event in edit.events}
    articles |= {change.article_id for change in edit.statuses}
    event_ids = frozenset(event.id for event in edit.events)
    return Change(frozenset(articles), event_ids, articles_changed=True)

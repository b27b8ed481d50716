"""Decides what of the articles that were read is new, and makes the edit that brings it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db import tables
from db.formats.found import Found
from db.imports.texts_left_out import Homes, hashes_of, joined, refusal
from db.journal import Gesture
from db.project import Project
from db.rows import to_text
from models.article import Status
from models.edits import AddArticles, Edit, EventChange, Review, StatusChange
from models.events import Event, State
from models.exchange.lines import ReadLine, derived_id, event_to_json
from models.language import number, tr, trn


@dataclass(frozen=True, slots=True)
class Decided:
    """Whose decisions the events in files are: `by`, or nobody's ("").

    With `named` events that name their annotator are that annotator's, whatever `by` says.
    """

    by: str = ""
    named: bool = False

    def of(self, line: ReadLine) -> dict[str, ReadLine]:
        """What of a line is whose: their events, and how far they came."""
        if not self.named:
            return {self.by: line} if self.by else {}
        states, events = dict(line.statuses), dict[str, list[Event]]()
        for event in line.events:
            events.setdefault(event.annotator or self.by, []).append(event)
        names = [name for name in (*events, *states) if name]
        if self.by and not names:
            return {self.by: line}
        return {
            name: replace(
                line,
                events=tuple(events.get(name, ())),
                status=states.get(name) if states else line.status,
            )
            for name in dict.fromkeys(names)
        }


class Intake:
    """Gathers articles that were read until `flush` brings them into the project.

    Everything that one intake brings in is one step for undo.
    """

    def __init__(self, project: Project, annotator: str, decided: Decided) -> None:
        self._project = project
        self._annotator = annotator
        self._whose = decided
        self._gesture = Gesture()
        self._staged: list[Found] = []
        self._waiting: list[Found] = []
        self.characters = 0
        self.imported = 0
        self.events = 0
        self.refused: list[str] = []
        self._known_articles = 0
        self._known_events = 0
        self._joined = 0
        self._unconfirmed = 0
        self._undated = 0
        self._labels: Counter[tuple[str, str]] = Counter()

    @property
    def articles(self) -> int:
        """How many wait to be brought in."""
        return len(self._staged)

    def take(self, found: Found) -> None:
        self._staged.append(found)
        self.characters += len(found.line.article.text)
        for label, field, count in found.labels:
            self._labels[label, field] += count

    def flush(self, *, is_last: bool = False) -> None:
        """Brings in what waits; on failure (a full disk) none of it is in the project.

        What belongs to an article that is not there yet waits on, unless this is the end.
        """
        found = self._accepted(is_last=is_last)
        self.characters = 0
        fresh = tuple(item.line.article for item, is_new in found if is_new)
        events: list[Event] = []
        statuses: list[StatusChange] = []
        for name, theirs in self._by_annotator(found).items():
            records, states = self._confirmed(theirs, name)
            events += records
            statuses += states
        self.imported += len(fresh)
        self.events += len(events)
        title = self._title()
        if fresh:
            edit: Edit = AddArticles(title, fresh, tuple(events), tuple(statuses))
        else:
            changes = tuple(EventChange(None, event) for event in events)
            edit = Review(title, changes, tuple(statuses))
        self._project.apply(edit, self._annotator, self._gesture)

    def _title(self) -> str:
        """Of all that came so far: what the last edit says is said of the whole import."""
        if self.imported:
            return trn("Import {count} article", "Import {count} articles", self.imported)
        return trn("Import {count} event", "Import {count} events", self.events)

    def notes(self) -> list[str]:
        """What is worth knowing about the whole import."""
        articles, events = self._known_articles, self._known_events
        loose, undated = self._unconfirmed, self._undated
        known = trn(
            "{count} article was already there.", "{count} articles were already there.", articles
        )
        same = trn("{count} event was already there.", "{count} events were already there.", events)
        unsaid = trn(
            "{count} event was left out, because it was not said who confirmed it (on the command "
            "line, --confirmed-by NAME).",
            "{count} events were left out, because it was not said who confirmed them (on the "
            "command line, --confirmed-by NAME).",
            loose,
        )
        dateless = trn(
            "No publication date is known of {count} article.",
            "No publication date is known of {count} articles.",
            undated,
        )
        homed = trn(
            "{count} line without a text was joined with the article that has it.",
            "{count} lines without a text were joined with the articles that have it.",
            self._joined,
        )
        told = (
            (self._joined, homed),
            (articles, known),
            (events, same),
            (loose, unsaid),
            (undated, dateless),
        )
        notes = [words for count, words in told if count]
        return [*notes, *self._label_notes()]

    def _label_notes(self) -> list[str]:
        """What the labels of foreign tools were taken for, and which of them for nothing."""
        taken = [
            f"{label} → {field} ({number(count)})"
            for (label, field), count in sorted(self._labels.items())
            if field
        ]
        notes = [tr("Labels were taken so: {labels}.", labels=", ".join(taken))] if taken else []
        return notes + [
            tr(
                "The codebook has no field for the label {label} ({count}); its marks are kept "
                "with the articles (on the command line, --labels FILE says what labels mean).",
                label=label,
                count=number(count),
            )
            for (label, field), count in sorted(self._labels.items())
            if not field
        ]

    def _accepted(self, *, is_last: bool) -> list[tuple[Found, bool]]:
        """What waits, without refused articles, and whether each is new to the project."""
        staged = [*self._waiting, *self._staged]
        self._waiting, self._staged = [], []
        held = hashes_of(self._project, [item.line.article.id for item in staged])
        accepted = self._take_articles(staged, held)
        fresh = {
            item.line.article.id: item.line.article for item, is_new in accepted.values() if is_new
        }
        loose = {at: item for at, item in enumerate(staged) if not item.line.article.text}
        if loose:
            homes = Homes(self._project, held, fresh)
            accepted |= self._take_loose(loose, homes, is_last=is_last)
        return [accepted[place] for place in sorted(accepted)]

    def _take_articles(
        self, staged: Sequence[Found], held: dict[str, str]
    ) -> dict[int, tuple[Found, bool]]:
        """What comes with a text, by its place. `held` learns the hashes of the new ones."""
        accepted: dict[int, tuple[Found, bool]] = {}
        for place, item in enumerate(staged):
            article = item.line.article
            if not article.text:
                continue
            sha256 = held.get(article.id)
            if sha256 is None:
                held[article.id] = article.sha256
                self._undated += article.published is None
                accepted[place] = (item, True)
            elif sha256 == article.sha256:
                self._known_articles += 1
                accepted[place] = (item, False)
            else:
                self.refused.append(
                    tr(
                        "{where}: the id {id} is already taken by an article with another text; "
                        "give this one another id.",
                        where=item.where,
                        id=article.id,
                    )
                )
        return accepted

    def _take_loose(
        self, loose: Mapping[int, Found], homes: Homes, *, is_last: bool
    ) -> dict[int, tuple[Found, bool]]:
        """What comes without its text, by its place, with the article that has it."""
        accepted: dict[int, tuple[Found, bool]] = {}
        homes.look_for(item.line for item in loose.values())
        for place, item in loose.items():
            home = homes.home_of(item.line)
            if home:
                found, problems = joined(item, home)
                self.refused += problems
                self._joined += bool(item.line.text_hash)
                accepted[place] = (found, False)
            elif is_last:
                self.refused.append(refusal(item, homes.hashes))
            else:
                self._waiting.append(item)
        return accepted

    def _by_annotator(
        self, found: Sequence[tuple[Found, bool]]
    ) -> dict[str, list[tuple[Found, bool]]]:
        """What of the articles is whose; what is nobody's is counted."""
        by_name: dict[str, list[tuple[Found, bool]]] = {}
        for item, is_new in found:
            of = self._whose.of(item.line)
            for name, line in of.items():
                theirs = item if line is item.line else replace(item, line=line)
                by_name.setdefault(name, []).append((theirs, is_new))
            self._unconfirmed += len(item.line.events) - sum(len(one.events) for one in of.values())
        return by_name

    def _confirmed(
        self, found: Sequence[tuple[Found, bool]], name: str
    ) -> tuple[list[Event], list[StatusChange]]:
        """The events as records of an annotator, and how far that makes the articles."""
        events: list[Event] = []
        statuses: dict[str, StatusChange] = {}
        taken = self._events_held(found, name)
        positions: dict[str, int] = {}
        for item, is_new in found:
            article = item.line.article
            before = Status.NEW if is_new else self._project.status(article.id, name)
            if article.id not in positions:
                held = [] if is_new else self._project.events(article.id, name)
                positions[article.id] = max((event.position for event in held), default=-1) + 1
            brought = self._records(item, name, taken)
            for event in brought:
                events.append(replace(event, position=positions[article.id]))
                positions[article.id] += 1
            after = item.line.status or _told(item.line, brought)
            if before is Status.NEW and after is not Status.NEW:
                change = StatusChange(article.id, name, before, after)
                statuses.setdefault(article.id, change)
        return events, list(statuses.values())

    def _records(self, item: Found, name: str, taken: dict[str, Event]) -> list[Event]:
        """What of one article's events is new to the annotator."""
        records = []
        for read in item.line.events:
            event = _decided(read, name)
            if event is None:
                continue
            held = taken.get(event.id)
            if held and not _same_place(held, event):
                event = replace(event, id=_other_id(event.id, event.article_id, name))
                held = taken.get(event.id)
            if held is None:
                taken[event.id] = event
                records.append(event)
            elif event_to_json(held) == event_to_json(event):
                self._known_events += 1
            else:
                self.refused.append(
                    tr(
                        "{where}: the event {id} of {name} is already there with other values; "
                        "the one in the project was kept.",
                        where=item.where,
                        id=read.id,
                        name=name,
                    )
                )
        return records

    def _events_held(self, found: Sequence[tuple[Found, bool]], name: str) -> dict[str, Event]:
        """The project's records that have the id of one that was read, or would be given it."""
        read = [event for item, _ in found for event in item.line.events]
        ids = [event.id for event in read]
        ids += [_other_id(event.id, event.article_id, name) for event in read]
        rows = self._project.db.execute(
            "SELECT DISTINCT article_id FROM events WHERE id IN (SELECT value FROM json_each(?))",
            [to_text(ids)],
        ).fetchall()
        held = tables.events_of(self._project.db, [row[0] for row in rows])
        return {event.id: event for events in held.values() for event in events}


def _told(line: ReadLine, brought: Sequence[Event]) -> Status:
    """How far an article is whose line does not say it, now that its events count as confirmed.

    Who lists the events of an article has read it, also where the list is empty: it is done. It is
    not where events are only suggested, or where not all could be taken.
    """
    decided = all(
        value.state is not State.SUGGESTED for event in line.events for value in event.values
    )
    if line.lists_events and decided and not line.problems:
        return Status.DONE
    return Status.IN_PROGRESS if brought else Status.NEW


def _same_place(one: Event, other: Event) -> bool:
    return (one.annotator, one.article_id) == (other.annotator, other.article_id)


def _other_id(event_id: str, article_id: str, annotator: str) -> str:
    """An id for a record whose own is taken: the same again when the file comes again."""
    return derived_id("\n".join((event_id, article_id, annotator)))


def _decided(event: Event, name: str) -> Event | None:
    """The event as that annotator's record: what is only suggested is no decision."""
    values = tuple(
        replace(value, annotator=name)
        for value in event.values
        if value.state is not State.SUGGESTED
    )
    if event.values and not values:
        return None
    return replace(event, annotator=name, values=values)

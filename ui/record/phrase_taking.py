"""A phrase of the article becomes the value of the focused row, with itself as evidence."""

from __future__ import annotations

from collections.abc import Iterator

from models.codebook import Field
from models.edits import Edit
from models.events import State
from models.gestures import Desk
from models.language import tr
from models.review import Record, ShownValue
from models.spans import Span
from models.values import Actor, AnyValue, Kind
from ui.actions import key_words
from ui.session import Focus, Session
from ui.words.matching import plain
from ui.words.records import short_name


def take_phrase(session: Session, field: Field, shown: ShownValue | None, span: Span) -> None:
    """Take words of the open article for a field of the focused record; `shown` is in focus.

    In a field of one value they correct what stands there; elsewhere they are a further value,
    unless they are another cut of the suggestion in focus.
    """
    desk, record, article = session.desk, session.record, session.article
    if desk is None or record is None or article is None:
        return
    words = " ".join(span.quote(article.text).split())
    value: AnyValue = words
    if field.kind is Kind.ACTOR:
        value = _known_actor(session, desk, field, words) or Actor(words)
    here = desk, record
    standing = next((one for one in record.standing(field.key) if one.value == value), None)
    if standing and standing.state is not State.SUGGESTED:
        session.show_message(tr("“{words}” stands there already.", words=words))
    elif session.do(_edit(session, here, field, (shown, standing), value, span)):
        said = tr(
            "“{words}” taken as {field}; {undo} takes it back.",
            words=words,
            field=field.label,
            undo=key_words("undo"),
        )
        session.show_message(said)
        _focus_value(session, field, value)


def _edit(
    session: Session,
    here: tuple[Desk, Record],
    field: Field,
    values: tuple[ShownValue | None, ShownValue | None],
    value: AnyValue,
    span: Span,
) -> Edit:
    gestures, (shown, standing) = session.gestures, values
    if standing:
        return gestures.accept(*here, [standing])
    for offer in here[1].offers(field.key):
        if offer.value == value and span in offer.evidence:
            return gestures.take_offer(*here, offer)
    waits = shown is not None and shown.state is State.SUGGESTED
    if shown and waits and any(span.overlaps(own) for own in shown.evidence):
        return gestures.correct(*here, shown, value, (span,))
    return gestures.add(*here, field.key, value, (span,))


def _known_actor(session: Session, desk: Desk, field: Field, words: str) -> Actor | None:
    """Whose other name it is; the actor of it in the article's records, then in the project."""
    if owner := session.actors.owner_of(words):
        return Actor(owner.name)
    wanted = plain(words)
    text = session.article.text if session.article else ""
    here = list(_actors(desk, field))
    named = [one for one in here if plain(one.name) == wanted]
    # "IRI", where the article says "Islamic Resistance in Iraq (IRI)".
    named += [one for one in here if short_name(one.name, text) == words]
    named += [Actor(name) for name in session.project.actor_uses() if plain(name) == wanted]
    return named[0] if named else None


def _actors(desk: Desk, field: Field) -> Iterator[Actor]:
    for record in desk.records:
        shown = [one for row in record.values_by_field().values() for one in row]
        offers = [other for one in shown for other in one.alternatives]
        values = [one.value for one in shown]
        values += [one.value for one in (*offers, *record.offers(field.key))]
        yield from (value for value in values if isinstance(value, Actor))


def _focus_value(session: Session, field: Field, value: AnyValue) -> None:
    if session.record:
        row = [one.value for one in session.record.values(field.key)]
        if value in row:
            place = Focus(session.focus.record_key, field.key, row.index(value))
            session.set_focus(place)

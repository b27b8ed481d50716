"""What other reports of the same event say of a row, and what comes of taking it."""

from __future__ import annotations

from models.codebook import Field
from models.duplicates.told import Told, elsewhere, marked_as_carried, told
from models.edits import Edit
from models.gestures import Desk
from models.review import Record
from ui.session import Session


def told_elsewhere(session: Session, record: Record, field: Field) -> tuple[Told, ...]:
    """The values of other reports that the record does not hold yet."""
    found = told(field, record, session.reports.get(record.key, ()))
    return tuple(one for one in found if not one.is_here)


def taking_told(session: Session, here: tuple[Desk, Record], field: Field, found: Told) -> Edit:
    """The edit that takes a value of other reports, and its words if they stand here, too."""
    texts = [session.project.article(one.event.article_id).text for one in found.reports]
    article = session.article
    spans = elsewhere(found, field.key, article.text if article else "", texts)
    edit = session.gestures.add(*here, field.key, found.value, spans)
    return marked_as_carried(edit, found)

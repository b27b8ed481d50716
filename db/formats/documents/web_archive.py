"""A web page saved as one file with its pictures (.mhtml, .mht)."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

from db.formats.documents import web
from db.formats.documents.extracted import Extracted
from db.formats.documents.mail import header, parsed, payload
from models.errors import UserError
from models.language import tr


def extract(data: bytes) -> Extracted:
    """The article of the page. Raises UserError if there is no page or no article in it."""
    message = parsed(data)
    page = next((part for part in message.walk() if _is_page(part)), None)
    if not isinstance(page, EmailMessage):
        raise UserError(tr("there is no web page in it"))
    addresses = (
        header(message, "snapshot-content-location"),
        header(page, "content-location"),
        header(message, "content-location"),
    )
    address = next((found for found in addresses if found.startswith("http")), None)
    declared = page.get_content_charset() or ""
    found = web.extract(payload(page), declared=declared, url=address)
    return found if found.title else replace(found, title=header(message, "subject"))


def _is_page(part: object) -> bool:
    kinds = {"text/html", "application/xhtml+xml"}
    return isinstance(part, EmailMessage) and part.get_content_type() in kinds

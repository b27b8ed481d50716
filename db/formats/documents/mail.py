"""A mail (.eml): its subject, day, sender and text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from db.formats.documents import web
from db.formats.documents.decoding import decoded_page
from db.formats.documents.extracted import Extracted
from db.formats.found import Doubt, guessed_doubt
from models.errors import UserError
from models.language import tr
from models.normalising import normalised, unwrapped

_SIGNATURE = re.compile(r"\n-- ?\n")
_FORWARDED = re.compile(r"\A(?:(?:fwd?|wg|re|aw|tr|rv)\s*:\s*)+", re.IGNORECASE)
_HEADER = re.compile(rb"\A(?:[\x21-\x39\x3b-\x7e]+:.*\r?\n(?:[ \t].*\r?\n)*)+", re.IGNORECASE)


def extract(data: bytes, is_read: Callable[[str], bool] = lambda _: False) -> Extracted:
    """The mail's text: plain where it has one, else its page. Raises UserError if there is none.

    `is_read` tells of an attachment's name whether it is read for itself.
    """
    message = parsed(data)
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    doubts: tuple[Doubt, ...] = ()
    text = ""
    if isinstance(plain, EmailMessage):
        text, guess = decoded_page(payload(plain), plain.get_content_charset() or "")
        text = _flowed(text) if plain.get_param("format") == "flowed" else text
        text = unwrapped(_SIGNATURE.split(normalised(text))[0])
        doubts = guessed_doubt(guess)
    if not text.strip() and isinstance(page, EmailMessage):
        found = web.extract(payload(page), declared=page.get_content_charset() or "")
        text, doubts = found.text, found.doubts
    if not text.strip():
        raise UserError(tr("there is no text in it"))
    names = [name for name, _ in attachments(message) if not is_read(name)]
    notes = (tr("attachments were left aside: {names}.", names=", ".join(names)),) if names else ()
    return Extracted(
        text,
        _FORWARDED.sub("", header(message, "subject")),
        day_of(message),
        _sender(message),
        doubts=doubts,
        notes=notes,
    )


def attachments(message: EmailMessage) -> Iterator[tuple[str, EmailMessage]]:
    """Each attachment by its name, or by its kind where it has none."""
    for part in message.iter_attachments():
        if isinstance(part, EmailMessage):
            yield part.get_filename() or part.get_content_type(), part


def parsed(data: bytes) -> EmailMessage:
    """The message. Raises UserError if there are no headers."""
    if not _HEADER.match(data.lstrip(b"\r\n")[:100_000]):
        raise UserError(tr("it is no mail: it has no headers"))
    message = message_from_bytes(data.lstrip(b"\r\n"), policy=policy.default)
    if not isinstance(message, EmailMessage):  # The policy makes these; told to the type checker.
        raise UserError(tr("it is no mail"))
    return message


def payload(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def header(message: EmailMessage, name: str) -> str:
    """A header on one line; "" where there is none or it is beyond repair."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except (MessageError, ValueError, IndexError, AttributeError, TypeError):
        return ""


def day_of(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(header(message, "date")).date()
    except (ValueError, TypeError, IndexError):
        return None


def _sender(message: EmailMessage) -> str:
    said = header(message, "from")
    name = re.sub(r"\s*<[^<>]*>", "", said).strip(' "')
    return name or said.strip("<>")


def _flowed(text: str) -> str:
    """Lines that end with a space go on (RFC 3676)."""
    return re.sub(r"(?<!\n--) \r?\n(?=\S)", " ", text)

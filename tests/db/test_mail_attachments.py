"""What is attached to a mail is read like a member of an archive."""

from __future__ import annotations

from email.message import EmailMessage

from db.formats import readers
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.ids import new_id
from models.codebook import Codebook

TEXT = "Gunmen raided the market of Gao on Friday and took forty sacks of grain. " * 12


def read(message: EmailMessage, codebook: Codebook) -> tuple[list[str], list[str], list[str]]:
    """Origins, refusals, notes."""
    notes: list[str] = []
    source = Source.of_bytes("m.eml", bytes(message))
    items = list(readers.read(source, Reading(codebook, new_id, note=notes.append)))
    found = [item.line.article.origin for item in items if isinstance(item, Found)]
    return found, [item.text for item in items if isinstance(item, Refusal)], notes


def mail(text: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = "Press review", "desk@example.org"
    message.set_content(text)
    message.add_attachment(f"Raid in Gao\n\n{TEXT}", filename="../raid.txt")
    message.add_attachment("", filename="empty.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    return message


def test_attachments_of_known_kinds_come_in_beside_the_mail(codebook: Codebook) -> None:
    found, refused, notes = read(mail(TEXT), codebook)

    assert found == ["m.eml", "m.eml/raid.txt"]
    assert refused == ["m.eml/empty.txt: it is empty."]
    assert notes == ["m.eml: attachments were left aside: map.png."]


def test_a_mail_without_text_gives_its_attachments(codebook: Codebook) -> None:
    found, _, notes = read(mail("\n"), codebook)

    assert found == ["m.eml/raid.txt"]
    assert notes == ["m.eml: only its attachments were read, for there is no text in it."]

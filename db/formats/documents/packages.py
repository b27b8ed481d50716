"""Documents that are zip packages of XML: how they are opened so that no bomb goes off."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from models.errors import UserError
from models.language import number, tr

#: A package that unpacks to more is refused before anything of it is unpacked (bytes).
MAX_UNPACKED = 200_000_000
#: No part of a text document is larger.
MAX_PART = 50_000_000
_MOST_PARTS = 10_000


def opened(data: bytes, kind: str) -> zipfile.ZipFile:
    """The package. Raises UserError if it is none, encrypted, or unpacks to too much.

    A member never gives more bytes than it declares, so its word may be taken for the sum.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise UserError(tr("it is no {kind} document, or it is damaged", kind=kind)) from None
    if any(member.flag_bits & 1 for member in members):
        raise UserError(tr("it is encrypted; save it without a password"))
    if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise UserError(
            tr("it would unpack to more than {most} MB", most=number(MAX_UNPACKED / 1e6))
        )
    return package


def part(package: zipfile.ZipFile, name: str, kind: str) -> etree._Element | None:
    """A part as a tree, None if it is not there. Raises UserError if it is broken or too large.

    Entities are not resolved, nothing is fetched, and libxml2's own limits stay on.
    """
    try:
        member = package.getinfo(name)
    except KeyError:
        return None
    if member.file_size > MAX_PART:
        raise UserError(tr("a part of it has more than {most} MB", most=number(MAX_PART / 1e6)))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        xml = package.read(member)
        if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml[:65536]:
            raise UserError(tr("it declares entities, which a document does not need"))
        return etree.fromstring(xml, parser)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, EOFError):
        raise UserError(tr("it is no {kind} document, or it is damaged", kind=kind)) from None


def property_of(tree: etree._Element | None, name: str) -> str:
    """The text of the first element of that name, whatever its namespace; "" without one."""
    found = tree.find(f".//{{*}}{name}") if tree is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""

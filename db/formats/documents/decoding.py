"""Bytes to text: by their mark, by what they declare, as UTF-8, and only then by a guess."""

from __future__ import annotations

import codecs
import re

from models.errors import UserError
from models.language import tr

# UTF-32 first: its mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,30})")
#: A page declares its encoding in its first bytes (HTML standard: 1024); some come later.
_DECLARED_WITHIN = 8192
#: What browsers read a label as (WHATWG Encoding Standard), where Python means something else.
_LABELS = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "x-user-defined": "cp1252",
    "utf-16": "utf-8",  # A page whose declaration can be read as ASCII is none.
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a plain file, and the encoding it was guessed to have ("" where nothing was).

    Raises UserError if it is no text.
    """
    certain = _certain(data)
    if certain is not None:
        return certain, ""
    if b"\0" in data:
        raise UserError(tr("it is not a text: it has binary data in it"))
    guess = ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        guess = guessed_encoding(data)
        text = _strictly(data, guess)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise UserError(tr("it is not a text: it has binary data in it"))
    return text, guess


def decoded_page(data: bytes, declared: str = "") -> tuple[str, str]:
    """The same for a web page, which may declare its encoding, or a mail part, which is told it.

    UTF-8 that is whole is UTF-8, whatever is declared: other encodings do not look so by chance.
    """
    certain = _certain(data)
    if certain is not None:
        return certain, ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    head = data[:_DECLARED_WITHIN]
    found = _XML_DECLARED.search(head) or _DECLARED.search(head)
    label = (declared or (found[1].decode("ascii") if found else "")).strip().lower()
    encoding = _LABELS.get(label, label)
    text = _as_declared(data, encoding) if encoding else None
    if text is not None:
        return text, ""
    guess = guessed_encoding(data)
    return data.decode(guess, "replace"), guess


def _as_declared(data: bytes, encoding: str) -> str | None:
    """The text, unless nothing knows the encoding or more than a few bytes are not in it."""
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return None
    return text if text.count("\N{REPLACEMENT CHARACTER}") <= 3 + len(text) / 10_000 else None


def _certain(data: bytes) -> str | None:
    """The text where its first bytes leave no doubt of the encoding."""
    marked = _marked(data)
    if marked is not None:
        return marked
    unmarked = unmarked_utf16(data)
    return _strictly(data, unmarked) if unmarked else None


def _marked(data: bytes) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError(
            tr("it is not valid {encoding} (at byte {start})", encoding=encoding, start=error.start)
        ) from None


def unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: in any language, spaces and line ends have every other byte 0."""
    sample = data[:4000]
    if len(data) % 2 or b"\0" not in sample:
        return None
    low, high = sample[0::2], sample[1::2]
    for zeros, others, encoding in ((high, low, "utf-16-le"), (low, high, "utf-16-be")):
        if zeros.count(0) > len(zeros) / 10 and others.count(0) == 0:
            return encoding
    return None


def guessed_encoding(data: bytes) -> str:
    """The encoding of a text that is not UTF-8; the Western one where that may well be it."""
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:200_000])
    best = matches.best()
    if best is None:
        raise UserError(tr("it is not a text in any encoding that is known"))
    western = [m for m in matches if {"cp1252", "latin_1"} & set(m.could_be_from_charset)]
    if any((m.chaos, -m.coherence) <= (best.chaos, -best.coherence) for m in western):
        # What is Latin-1 is also Windows-1252, but for quotes and dashes that only the latter has.
        return "cp1252" if not set(data) & {0x81, 0x8D, 0x8F, 0x90, 0x9D} else "latin-1"
    return best.encoding

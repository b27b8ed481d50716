"""Factiva: articles that each end in their number ("Document LBA0000020100111e61b000ab").

With indexing, each part stands behind its two letters (HD headline, PD day, SN source, LP lead, TD
text). Without, the order tells: headline, author, "355 words", day, source, language, copyright,
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.formats.documents.extracted import Extracted
from db.formats.news_archives.lines import day_in, language_code, paragraphs

_NUMBER = r"Do[ck]ument\w?\s+[A-Z][A-Z0-9]*(?:19|20)\d{6}[a-z][0-9a-z]{5,12}"
_END = re.compile(rf"(?:AN\s+)?{_NUMBER}")
_TAG = re.compile(
    r"(HD|SE|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|ART|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|CX)"
    r"(?:\s+(.*))?"
)
_LENGTH = re.compile(r"[\d,.]+ (?:words|mots|Wörter|palabras|parole|palavras)")
_TIME = re.compile(r"\d\d?:\d\d(?: [A-Z]{2,4})?")
_COPYRIGHT = re.compile(r"\(c\)|copyright\b|©|\(copyright", re.IGNORECASE)
_BY = re.compile(r"(?:By|Von|Par|Por)\s+(\S.*)", re.IGNORECASE)
MARKS = re.compile(_NUMBER.encode())


def split(lines: list[str]) -> Iterator[Extracted | str]:
    """The articles; of what is none its beginning. What stands after the last is a summary."""
    part: list[str] = []
    for line in lines:
        if _END.fullmatch(line):
            if any(part):
                is_tagged = any(_is_tag(other, "HD") for other in part)
                found = _tagged(part) if is_tagged else _plain(part)
                yield found or next(other for other in part if other)
            part = []
        else:
            part.append(line)


def _is_tag(line: str, tag: str) -> bool:
    found = _TAG.fullmatch(line)
    return found is not None and found[1] == tag


def _tagged(part: list[str]) -> Extracted | None:
    fields: dict[str, list[str]] = {}
    held: list[str] = []
    for line in part:
        found = _TAG.fullmatch(line)
        if found and found[1] not in fields:
            held = fields.setdefault(found[1], [found[2] or ""])
        else:
            held.append(line)

    def field(tag: str) -> str:
        return paragraphs(fields.get(tag, [])).replace("\n\n", " ")

    text = paragraphs([*fields.get("LP", []), "", *fields.get("TD", [])])
    if not text:
        return None
    day = day_in(field("PD"))
    return Extracted(
        text, field("HD"), day, field("SN"), _author(field("BY")), None, language_code(field("LA"))
    )


def _plain(part: list[str]) -> Extracted | None:
    lines = [(at, line) for at, line in enumerate(part) if line]
    length = next((k for k, (_, line) in enumerate(lines) if _LENGTH.fullmatch(line)), None)
    if length is None or length + 2 >= len(lines):
        return None
    after = lines[length + 1 :]
    day = day_in(after[0][1])
    if day is None:
        return None
    after = [(at, line) for at, line in after[1:] if not _TIME.fullmatch(line)]
    rights = next((k for k, (_, line) in enumerate(after[:8]) if _COPYRIGHT.match(line)), None)
    tongue = next((k for k, (_, line) in enumerate(after[:8]) if language_code(line)), None)
    last = rights if rights is not None else tongue
    if last is None:
        return None
    text = paragraphs(part[after[last][0] + 1 :])
    author = next((m[1] for _, line in lines[1:length] if (m := _BY.fullmatch(line))), "")
    language = language_code(after[tongue][1]) if tongue is not None else ""
    if not text:
        return None
    return Extracted(text, lines[0][1], day, after[0][1], author, None, language)


def _author(byline: str) -> str:
    found = _BY.fullmatch(byline)
    return found[1] if found else byline

"""Nexis Uni and LexisNexis: documents of articles, each closed by "End of Document" or numbered.

The newer layout: title, source, day, copyright, `Section:`, `Length:`, a line "Body", the text,
"Classification", "End of Document". The older: "2 of 50 DOCUMENTS", source, day, title, `LENGTH:`,
the text, `LOAD-DATE:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.formats.documents.extracted import Extracted
from db.formats.news_archives.lines import day_in, language_code, paragraphs, words

_END = re.compile(r"(?:End\w?|Fin) (?:of|des|du|del) Do[ck]ument\w?", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:FOCUS - )?\d+ of \d+ DOCUMENTS?|Do[ck]ument\w? \d+ (?:von|de) \d+", re.IGNORECASE
)
_FIELD = re.compile(
    r"(byline|section|length|load-date|language|publication-type|dateline|highlight|headline|"
    r"journal[- ]code|graphic|copyright|url|notes?|document-type|subject|organization|company|"
    r"industry|geographic|person|city|state|country|correction-date|acc-no|loaded|isbn|"
    r"auth?or|update(?=:\s*\d)|"
    rf"{'|'.join(map(re.escape, (*words()['fields'], *words()['more_fields'])))}):\s*(.*)",
    re.IGNORECASE,
)
_BODY = re.compile(r"Body|Volltext|Haupttext|Corps|Cuerpo", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:Classification|Klassifizierung|Clasificación)(?:\W.*)?|Graphic|Grafik|Notes", re.IGNORECASE
)
_EDITION = re.compile(r"[\w\s]{3,30}\bEdition\d?", re.IGNORECASE)
_COPYRIGHT = re.compile(r"copyright\b|©|\(c\)|all rights reserved", re.IGNORECASE)
MARKS = re.compile(
    rb"End of Document|\b\d+ of \d+ DOCUMENTS?\b|Do[ck]umento? \d+ (?:von|de) \d+\b"
    rb"|End\w des Dok\w+|Fin d\w+ document"
)
#: Letters with accents are one byte or two (in RTF four).
SURE = re.compile(
    rb"(?i:Load-Date|(?:Length|L\S{1,4}NGE|Longueur|Longitud):\s*\d)|\d of \d+ DOCUMENTS"
)


def split(lines: list[str]) -> Iterator[Extracted | str]:
    """The articles; of what is none its beginning."""
    is_old = any(_NUMBER.fullmatch(line) for line in lines)
    for part in _parts(lines, _NUMBER if is_old else _END, is_before=is_old):
        found = _old(part) if is_old else _new(part)
        yield found or next(line for line in part if line)


def _parts(lines: list[str], mark: re.Pattern[str], *, is_before: bool) -> Iterator[list[str]]:
    """The lines between marks; without the cover before the first, if marks stand before articles.

    What follows the last closing mark is no article.
    """
    part: list[str] = []
    has_begun = not is_before
    for line in lines:
        if mark.fullmatch(line):
            if has_begun and any(part):
                yield part
            part, has_begun = [], True
        else:
            part.append(line)
    if has_begun and any(part) and (is_before or len(" ".join(part)) > 200):
        yield part


def _new(part: list[str]) -> Extracted | None:
    body = next((at for at, line in enumerate(part) if _BODY.fullmatch(line)), None)
    if body is None:
        return None
    end = next((at for at in range(body + 1, len(part)) if _is_over(part, at)), len(part))
    head = [line for line in part[:body] if line]
    at = max((at for at, line in enumerate(head) if day_in(line)), default=None)
    text = paragraphs(part[body + 1 : end])
    if not text or at is None:
        return None
    fields = _fields(part[:body] + part[end:])
    return Extracted(
        text,
        head[at - 2] if at > 1 else head[0],
        day_in(head[at]),
        head[at - 1] if at > 1 else "",
        fields.get("byline", ""),
        None,
        language_code(fields.get("language", "")),
    )


def _old(part: list[str]) -> Extracted | None:
    at = next((at for at, line in enumerate(part) if day_in(line)), None)
    start = next((at for at, line in enumerate(part) if _is_length(line)), None)
    if at is None or start is None or start < at:
        return None
    source = [line for line in part[:at] if line and not _COPYRIGHT.search(line)]
    end = next((at for at in range(start + 1, len(part)) if _is_over(part, at)), len(part))
    text = paragraphs(part[start + 1 : end])
    fields = _fields(part[:start] + part[end:])
    if not text:
        return None
    return Extracted(
        text,
        fields.get("headline", "") or _headline(part[at + 1 : start]),
        day_in(part[at]),
        source[-1] if source else "",
        fields.get("byline", ""),
        fields.get("url") or None,
        language_code(fields.get("language", "")),
    )


def _is_length(line: str) -> bool:
    field = _FIELD.fullmatch(line)
    return field is not None and _english(field[1].lower()) == "length"


def _is_over(part: list[str], at: int) -> bool:
    """Whether the text ends before this line: what the archive knows about it begins."""
    line = part[at]
    field = _FIELD.fullmatch(line)
    named = field is not None and field[1].lower() not in (
        "person",
        "city",
        "state",
        "country",
        "ort",
        "titre",
    )
    return bool(_AFTER.fullmatch(line)) or (named and not part[at - 1])


def _headline(lines: list[str]) -> str:
    """The first paragraph after that of the day (with the edition) that is no field."""
    beside = next((at for at, line in enumerate(lines) if not line), 0)
    lines = [line for line in lines[beside:] if not _EDITION.fullmatch(line)]
    text = paragraphs(["" if _FIELD.fullmatch(line) else line for line in lines])
    return text.partition("\n\n")[0]


def _fields(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field:
            name = field[1].lower()
            found.setdefault(_english(name), field[2])
    return found


def _english(name: str) -> str:
    """What a field of a window in another language is called in English, where that matters."""
    return str(words()["fields"].get(name, name))

"""Spellings of place names: what "Deir ez-Zor", "Deir Ezzor" and "DEIR EZ ZOR" share."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart, as English papers write them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "\u0131": "i", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d"}
    | {"þ": "th", "ħ": "h", "ŧ": "t", "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "&": "and"}
)
_SHORTENED = re.compile(r"\b(st|ste|mt|ft)\b\.?(?=[ -]\w)")
_IN_FULL = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"(?:al|el|as|ash|ar|ad|adh|at|ath|az|an|es|er|ez)[- ](?=\w{2})", re.I)


def key(name: str) -> str:
    """What two spellings of one name have in common: letters and digits without marks."""
    text = name.casefold()
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(letter for letter in apart if not unicodedata.combining(letter))
    if "st" in text or "mt" in text or "ft" in text:
        text = _SHORTENED.sub(lambda match: _IN_FULL[match[1]], text)
    return _NOT_KEY.sub("", text)


def without_article(name: str) -> str:
    """The name without the Arabic article in front, however it is written."""
    found = _ARTICLE.match(name)
    return name[found.end() :] if found else name


# Where names carry the Arabic article that papers often leave out.
_ARAB = frozenset(
    {"DZA", "BHR", "DJI", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MRT", "MAR"}
    | {"OMN", "PSE", "QAT", "SAU", "SOM", "SDN", "SYR", "TUN", "ARE", "YEM"}
)
_GENERIC_END = re.compile(
    r"[ -](?:Governorate|Province|Provincia|Region|Oblast'?|Krai|Raion|Rayon|District|County|"
    r"Department|Prefecture|State|Division|Municipality|Parish|Canton|Republic|Wilaya|Muhafazah|"
    r"Cercle|Territory|Borough|City)$",
    re.I,
)
_GENERIC_START = re.compile(
    r"(?:(?:Greater|Metropolitan) )?(?:Province|Region|Governorate|District|Departamento|"
    r"Département|Department|Provincia|Municipio|County|State|Cercle|Wilaya|Muḩāfaz̧at|Republic|"
    r"Oblast)(?: of| de la| del| de| du| d'| da| do)? (?=\w)",
    re.I,
)


def alias_keys(name: str, others: list[str], country: str, *, is_area: bool) -> dict[str, int]:
    """The keys a place is found by, each with its grade (0: main, 1: other, 2: shortened)."""
    keys: dict[str, int] = {}
    for grade, spelling in [(0, name), *((1, other) for other in others if _is_in_use(other))]:
        found = key(spelling)
        if len(found) < 2:
            continue
        keys.setdefault(found, grade)
        shortened = without_generic(spelling) if is_area else spelling
        if country in _ARAB:
            shortened = without_article(shortened)
        if shortened != spelling and len(short := key(shortened)) > 2:
            keys.setdefault(short, grade + 1 if grade == 0 or is_area else 2)
    return {found: min(grade, 2) for found, grade in keys.items()}


def without_generic(name: str) -> str:
    """The name of a region without the word for its kind: "Idlib Governorate" → "Idlib"."""
    return _GENERIC_START.sub("", _GENERIC_END.sub("", name), count=1)


def slug(name: str) -> str:
    """The name as part of an id: "Al-Tanf garrison" → "al-tanf-garrison"."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’\u02bc]", "", plain)).strip("-")


def _is_in_use(name: str) -> bool:
    """Leaves out airport codes and names put into Latin letters by machine ("de i er zu er")."""
    return any(letter.isupper() for letter in name) and not (len(name) <= 3 and name.isupper())

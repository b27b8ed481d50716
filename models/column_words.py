"""Words in tables of articles: how columns, languages and months are called."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib.resources import files

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """A name as names are compared: `pubDate`, `Pub_Date` and `pub date` agree."""
    parts = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name)).replace("ı", "i")  # noqa: RUF001 - the Turkish one
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return _BETWEEN_WORDS.sub(" ", plain.casefold()).strip()


_DATA = tomllib.loads(files("models").joinpath("column_names.toml").read_text("utf-8"))


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {folded(word): key for key, words in table.items() for word in words}


#: The number of a month by its name, several languages.
MONTHS: dict[str, int] = {word: int(key) for word, key in _by_word(_DATA["months"]).items()}

#: The ISO 639-1 code of a language by its name.
LANGUAGES: dict[str, str] = _by_word(_DATA["languages"])

#: The names of columns by role, the surest first.
NAMES: dict[str, tuple[str, ...]] = {
    role: tuple(dict.fromkeys(map(folded, names))) for role, names in _DATA["names"].items()
}

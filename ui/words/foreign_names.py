"""Names of countries and languages in the language that the window speaks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLocale

_FOLDER = Path(__file__).parents[1] / "translations"


def spoken_language() -> str:
    """The language that the window speaks, by its code (ISO 639)."""
    return QLocale().name().partition("_")[0]


def country_names(language: str) -> Mapping[str, str]:
    """By code (ISO 3166-1 alpha-3); empty for English, which the map's own data speak."""
    return _names(language).get("countries", {})


def country_name(code: str) -> str:
    """The name of a country by its code (ISO 3166-1 alpha-3); the code if it has none."""
    if name := country_names(spoken_language()).get(code):
        return name
    # Late: the window starts without it.
    from models.suggest.lexicon import read_data

    names = read_data("nations")["nation"].get(code)
    return str(names[0]) if names else code


def language_name(code: str) -> str:
    """The name of a language by its code, such as "ar" or "pt-BR"; the code if it has none."""
    short = code.split("-", maxsplit=1)[0].lower()
    if name := _names(spoken_language()).get("languages", {}).get(short):
        return name
    language = QLocale.codeToLanguage(short)
    return code if language is QLocale.Language.AnyLanguage else QLocale.languageToString(language)


@cache
def _names(language: str) -> Mapping[str, Mapping[str, str]]:
    file = _FOLDER / f"{language}.names.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}

"""The language that people read: every text passes here once, on its way to the screen."""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Manner:
    """How a language writes: signs in numbers, and whether titles inside a sentence begin small."""

    thousands: str = ","
    point: str = "."
    small_inside: bool = True


@dataclass(frozen=True, slots=True)
class Language:
    """All that it takes to speak a language, also in another process.

    `compiled` is a catalogue as gettext compiles it (`.mo`); empty: English.
    """

    compiled: bytes = b""
    manner: Manner = Manner()


@dataclass(slots=True)
class _Spoken:
    language: Language = field(default_factory=Language)
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)


_spoken = _Spoken()


def speak(language: Language) -> None:
    """Say everything in this language from now on."""
    if language == _spoken.language:
        return
    compiled = io.BytesIO(language.compiled)
    _spoken.catalogue = (
        gettext.GNUTranslations(compiled) if language.compiled else gettext.NullTranslations()
    )
    _spoken.language = language


def spoken() -> Language:
    """The language in force, to be handed on to a process that speaks for this one."""
    return _spoken.language


def later(text: str) -> str:
    """Mark a text of a table, made before the language is known; `tr` says it when it is shown."""
    return text


def tr(text: str, /, **gaps: object) -> str:
    """The text in the language in force, with its named `{gaps}` filled.

    Texts are whole sentences, so that other languages can put the gaps elsewhere.
    """
    said = _spoken.catalogue.gettext(text) if text else ""
    return said.format(**gaps) if gaps else said


def trn(one: str, many: str, count: int, /, **gaps: object) -> str:
    """The form of the text for a number of things; `{count}` is one of its gaps."""
    said = _spoken.catalogue.ngettext(one, many, count)
    return said.format(count=number(count), **gaps)


def number(value: float, places: int = 0) -> str:
    """A number for the eye, in the language's form: "12,345.6" or "12.345,6"."""
    manner = _spoken.language.manner
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    return whole.replace(",", manner.thousands) + (manner.point + rest if rest else "")


def inside(title: str) -> str:
    """A title as it stands inside a sentence: "Undo: accept value"."""
    return title[:1].lower() + title[1:] if _spoken.language.manner.small_inside else title

"""The language that people read: every text passes here once, on its way to the screen."""

from __future__ import annotations

import gettext

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def speak(catalogue: gettext.NullTranslations) -> None:
    """Use these translations from now on; an empty catalogue is English."""
    global _catalogue  # noqa: PLW0603 - one process shows one language
    _catalogue = catalogue


def tr(text: str, **gaps: object) -> str:
    """The text in the language in force, with its named `{gaps}` filled.

    Texts are whole sentences, so that other languages can put the gaps elsewhere.
    """
    said = _catalogue.gettext(text)
    return said.format(**gaps) if gaps else said


def trn(one: str, many: str, count: int, **gaps: object) -> str:
    """The form of the text for a number of things; `{count}` is one of its gaps."""
    return _catalogue.ngettext(one, many, count).format(count=count, **gaps)

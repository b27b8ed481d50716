"""The language that a text is in, where that is sure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+")
#: The most frequent words of English that hardly any other language writes.
_ENGLISH = frozenset(
    """
    the of and to was that for with were by from which their they has had have been
    his this who after at said it are will would
    """.split()  # noqa: SIM905 - a list of thirty lines would say no more
)
#: So large a share of English prose are such words (others: below a twentieth).
_SHARE = 0.12
_LEAST_WORDS = 20
_LOOKED_AT = 5000
_SURE = 0.95


def language_of(text: str, declared: str = "") -> str:
    """The code of the text's language; what is declared where nothing is sure; else "".

    English is known by its small words; only what is not is put to a language identifier.
    """
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    if len(words) >= _LEAST_WORDS:
        if sum(word in _ENGLISH for word in words) >= _SHARE * len(words):
            return "en"
    elif len(text) < 40:
        return declared
    code, probability = _identifier().classify(text[:_LOOKED_AT])
    return str(code) if probability >= _SURE else declared


@cache
def _identifier() -> LanguageIdentifier:
    """Loaded once a process (a fraction of a second), and only if a text is not English."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

"""Which fields and answers of a codebook speak of what is typed, in names, rules and examples."""

from __future__ import annotations

from collections.abc import Sequence

from models.codebook import Choice, Codebook, Field
from ui.words.matching import ranked

#: A field, or an answer to it.
Passage = tuple[Field, Choice | None]

_MOST = 12


def passages(codebook: Codebook, typed: str) -> Sequence[Passage]:
    """The fields and answers that fit best, rules before examples; none if nothing is typed."""
    if not typed.strip():
        return ()
    every: list[Passage] = []
    for field in codebook.fields:
        every.append((field, None))
        every += [(field, choice) for top in field.choices for choice in top.walk()]
    by_rule = ranked(typed, every, _rules)
    return [*by_rule, *(one for one in ranked(typed, every, _examples) if one not in by_rule)][
        :_MOST
    ]


def _rules(passage: Passage) -> Sequence[str]:
    field, choice = passage
    told = choice or field
    return (told.label, told.help, told.boundary)


def _examples(passage: Passage) -> Sequence[str]:
    field, choice = passage
    return ("", *(choice or field).examples)

"""What the columns of the schemes hold, in words, for the data dictionaries of datasets."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.schemes.tables import table

_YES_NO = ("0 = no", "1 = yes")
_LISTS = {"yes_no": _YES_NO, "unknown_yes_no": ("-9 = unknown", *_YES_NO)}
#: Where the lists of codes of a scheme stand, if not under its own name.
_TABLES = {"polecat": "plover"}


class Described(NamedTuple):
    """A column; `answers` are the only ones there are, as "1 = text" where they are numbers."""

    type: str
    meaning: str
    answers: tuple[str, ...] = ()


@cache
def described(scheme: str, column: str) -> Described:
    """A column of a scheme by their names; one of several alike stands under its name with #."""
    told = table("columns")[scheme]
    kind, meaning, *answers = told.get(column) or told[re.sub(r"\d", "#", column)]
    if not answers:
        return Described(kind, meaning)
    [listed] = answers
    named = isinstance(listed, str)
    return Described(kind, meaning, _listed(scheme, listed) if named else tuple(listed))


def _listed(scheme: str, name: str) -> tuple[str, ...]:
    """A list of codes by its name in the scheme's own table."""
    if name in _LISTS:
        return _LISTS[name]
    codes = table(_TABLES.get(scheme, scheme))[name]
    if name == "sub_events":
        return tuple(sub_event for sub_events in codes.values() for sub_event in sub_events)
    if name == "quad":
        return tuple(f"{number} = {text}" for number, text in codes.items())
    if scheme == "gtd":
        return tuple(f"{number} = {text}" for number, text in enumerate(codes, 1))
    return tuple(filter(None, codes))

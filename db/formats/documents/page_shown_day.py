"""The days that a web page shows its readers: beside its headline, and told by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from lxml.html import HtmlElement

from db.formats.documents.page_facts import flat
from db.formats.documents.publication import day_in, day_without_year

_LINES = (
    "time",
    "p",
    "div",
    "span",
    "li",
    "em",
    "small",
    "strong",
    "b",
    "i",
    "dd",
    "td",
    "h4",
    "h5",
)
#: A line of date and author is not longer (characters), nor built of more elements.
_LONGEST = 160
_MOST_PARTS = 6
#: So many short lines below the headline may be of author and day, and so many long ones before.
_BELOW = 5
_LEADS = 2
_LABEL = re.compile(r"\b(?:(?P<late>updated|modified|revised)|published|posted)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ShownDays:
    """The days of publication (or without a word before them), and those of a revision."""

    published: frozenset[date]
    revised: tuple[date, ...]


def shown_days(tree: HtmlElement, near: date) -> ShownDays:
    """What short lines of the page say. A day without year is taken to be of `near`'s year."""
    published: set[date] = set()
    revised: dict[date, None] = {}
    for line in _short_lines(tree.iter(*_LINES)):
        for is_late, words in _parts(line):
            day = day_in(words)[0] or day_without_year(words, near.year)
            if day and is_late:
                revised[day] = None
            elif day:
                published.add(day)
    return ShownDays(frozenset(published), tuple(revised))


def day_below(tree: HtmlElement, title: str) -> date | None:
    """The first whole day in the lines below the headline, that of a revision only as the last."""
    revised = None
    for line in islice(_short_lines(_below(tree, title)), _BELOW):
        for is_late, words in _parts(line):
            day, doubt = day_in(words)
            if doubt:  # its order is a matter of custom: htmldate weighs the page's other dates
                continue
            if day and not is_late:
                return day
            revised = revised or day
    return revised


def _below(tree: HtmlElement, title: str) -> Iterator[HtmlElement]:
    """The elements of lines between the heading that shows the title and the text."""
    named = _plain(title)
    is_below = False
    leads = 0
    for element in tree.iter("h1", "h2", *_LINES):
        if element.tag in {"h1", "h2"}:
            is_below = is_below or (bool(named) and named in _plain(element.text_content()))
        elif is_below:
            leads += element.tag == "p" and len(flat(element.text_content())) > _LONGEST
            if leads > _LEADS:
                return
            yield element


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _short_lines(elements: Iterable[HtmlElement]) -> Iterator[str]:
    """Their texts, where they are short; what stands in an element again is told once."""
    last = ""
    for element in elements:
        if len(element) <= _MOST_PARTS:
            text = flat(element.text_content())
            if 5 < len(text) <= _LONGEST and text not in last:
                last = text
                yield text


def _parts(line: str) -> Iterator[tuple[bool, str]]:
    """The line cut before each label: whether a part tells of a revision, and its words."""
    labels = list(_LABEL.finditer(line))
    starts = [0, *(label.start() for label in labels)]
    kinds = [False, *(label["late"] is not None for label in labels)]
    for kind, start, end in zip(kinds, starts, [*starts[1:], len(line)], strict=True):
        yield kind, line[start:end]

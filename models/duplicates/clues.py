"""Reports of one incident by their clues: rare words, rare names and the days they tell of.

A clue is worth the more, the fewer articles of the project have it: nothing if one in fifty has it,
1 if only one does. Two articles are as alike as the clues they share, less for long articles, which
share some by chance, less for articles of one source, which share its words and its beat, and less
the longer one was published after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from math import log
from urllib.parse import urlsplit

from models.article import Article
from models.typed.calendar import month_named, weekday_named

#: From which likeness on two articles probably report one incident.
ALIKE_FROM = 0.75
#: An article's clues are those of so many characters at its beginning: what follows is other news.
READ_CHARACTERS = 12_000
#: Clues of articles further apart count half.
HALF_AFTER_DAYS = 100
#: What the clues that articles of one source share are worth.
SAME_SOURCE = 0.5
#: How far apart articles are taken to be of which one has no date.
UNDATED_GAP = 30

#: How much the length of the shorter article counts against what is shared.
LENGTH_POWER = 0.3
_COMMON_SHARE = 1 / 50
_LEAST_LETTERS = 3
_MOST_CAPITAL = 0.7
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CAPITAL = "A-ZÀ-ÖØ-ÞΑ-ΩА-Я"
_NAME = re.compile(rf"\b([{_CAPITAL}][^\W\d_]+)(?= ([{_CAPITAL}][^\W\d_]+))")
_MONTH_DAY = re.compile(r"\b([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4})\b)?")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]{2,8})\b(?:,? (\d{4})\b)?")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def clues_of(article: Article) -> set[str]:
    """The clues as strings: words, words with a capital, pairs of these (names), days (twice)."""
    found: set[str] = set()
    text = f"{article.title}\n{article.text}"[:READ_CHARACTERS]
    words = set(_WORD.findall(text))
    for said in words:
        if len(said) >= _LEAST_LETTERS:
            found.add(said.lower())
    capital = [said for said in words if said[0].isupper()]
    # In a text that is all capitals they tell nothing.
    if len(capital) < len(words) * _MOST_CAPITAL:
        found.update(f"^{said.lower()}" for said in capital if len(said) >= _LEAST_LETTERS)
        found.update(f"{first} {second}".lower() for first, second in _NAME.findall(text))
    if article.published:
        for day in days_in(text, article.published):
            found |= {f"1 {day}", f"2 {day}"}
    return found


def days_in(text: str, published: date) -> Iterator[date]:
    """The days that a text names; one without a year, or a weekday, is the last before its day."""
    for match in _MONTH_DAY.finditer(text):
        yield from _day(match[1], match[2], match[3], published)
    for match in _DAY_MONTH.finditer(text):
        yield from _day(match[2], match[1], match[3], published)
    for named in set(_WEEKDAY.findall(text)):
        back = (published.weekday() - (weekday_named(named.lower()) or 0)) % 7
        yield published - timedelta(days=back)


def weight(articles: int, having: int) -> float:
    """What a clue is worth that so many of the articles have (0 to 1)."""
    if having <= 0 or articles < 2:
        return 0.0
    # In a small project a word of two articles is no rarity yet.
    common = max(articles * _COMMON_SHARE, articles**0.5)
    if having >= common:
        return 0.0
    return (log(common / having) / log(common)) ** 2


def alike(
    shared: float, one: float, other: float, gap: int | None, *, same_source: bool = False
) -> float:
    """How alike two articles are by the worth of the clues they share, and of those each has.

    `gap`: the days between their publication, None where that is not known.
    """
    apart = UNDATED_GAP if gap is None else gap
    length = float((1 + min(one, other)) ** LENGTH_POWER)
    own = SAME_SOURCE if same_source else 1.0
    return shared * own / length / (1 + apart / HALF_AFTER_DAYS)


def source_of(source: str, url: str | None) -> str:
    """What tells sources apart: the name, or the site of an address; empty if neither is known."""
    try:
        site = urlsplit(url or "").hostname or ""
    except ValueError:
        site = ""  # No address at all.
    return source.strip().casefold() or site.removeprefix("www.")


def _day(month: str, day: str, year: str | None, published: date) -> Iterator[date]:
    number = month_named(month.lower())
    if number is None:
        return
    try:
        found = date(int(year) if year else published.year, number, int(day))
        if not year and found > published:
            found = found.replace(year=found.year - 1)
    except ValueError:
        return  # 30 February, or the year 0.
    yield found

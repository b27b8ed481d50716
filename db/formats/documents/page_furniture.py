"""What stands between the paragraphs of a web page: calls to subscribe, credits, links."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml.html import HtmlElement

from db.formats.documents.page_facts import flat

#: An element with more text may hold the article, whatever its class is named (characters).
_MOST_PRUNED = 500
#: A longer line is told by nobody to be furniture.
_LONGEST = 600
#: From this share of the lines on, some headings mean that the article is over.
_LAST_PART = 0.6
#: Longer lines before the title are no section's name.
_SECTION = 40
#: So many lines may stand before the first paragraph.
_FIRST_LINES = 4

_STRAIGHT = str.maketrans("’‘“”\xa0", "''\"\" ")
_WORD = re.compile(r"\w+")
_DAY_WORDS = re.compile(
    r"(?:\d+|st|nd|rd|th|am|pm|a|p|m|at|on|of|de|utc|gmt|[ecmp][sd]t|[ai][ms]t|cet"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
#: Elements that hold a line or a list of their own.
_BLOCKS = frozenset(["p", "ul", "ol", "h2", "h3", "h4", "h5", "h6"])
_PRUNABLE = frozenset(["div", "p", "section", "span", "ul", "ol", "em", "small", "aside", "dl"])


@dataclass(frozen=True, slots=True)
class _Patterns:
    pruned: re.Pattern[str]
    anywhere: re.Pattern[str]
    last: re.Pattern[str]
    first: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    words = "|".join(re.escape(word) for word in data["pruned"])
    return _Patterns(
        re.compile(rf"(?:^|\s)(?:[\w-]*[-_])?(?:{words})(?=\s|$)", re.IGNORECASE),
        *(
            re.compile("|".join(f"(?:{p})" for p in data[key]), re.IGNORECASE)
            for key in ("anywhere", "last", "first")
        ),
    )


def pruned(tree: HtmlElement) -> HtmlElement:
    """The tree without short parts that are named for what is no article, and lists of links."""
    named = _patterns().pruned
    for element in list(tree.iter(*_PRUNABLE)):
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        if label != " " and named.search(label) and _size(element) <= _MOST_PRUNED:
            _drop(element)
    for element in list(tree.iter(*_BLOCKS)):
        if _is_links(element):
            _drop(element)
    return tree


def without_furniture(lines: Iterable[str], title: str) -> list[str]:
    """The lines of the article. Its title, if repeated before the text, and bylines go, too."""
    known = _patterns()
    kept = [line for line in lines if not _matches(known.anywhere, line)]
    top = kept[:_FIRST_LINES]
    at = next((at for at, line in enumerate(top) if _is_title(line, title)), -1)
    if all(len(line) <= _SECTION for line in top[:at]):
        top = top[at + 1 :]
    top = [line for line in top if not (_is_moment(line) or _matches(known.first, line))]
    kept = [*top, *kept[_FIRST_LINES:]]
    over = (at for at, line in enumerate(kept) if _matches(known.last, line))
    return kept[: next((at for at in over if at > len(kept) * _LAST_PART), None)]


def _matches(pattern: re.Pattern[str], line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    return pattern.fullmatch(flat(line.translate(_STRAIGHT)).removeprefix("- ")) is not None


def _is_title(line: str, title: str) -> bool:
    own, whole = (" ".join(_WORD.findall(text.casefold())) for text in (line, title))
    return bool(own) and own == whole


def _is_moment(line: str) -> bool:
    """Whether a line is a date or a time of day and nothing else."""
    words = _WORD.findall(line.casefold())
    return 0 < len(words) <= 12 and all(_DAY_WORDS.fullmatch(word) for word in words)


def _is_links(element: HtmlElement) -> bool:
    """Whether all text of a block is links to other pages: further reading."""
    links = [a for a in element.iter("a") if not (a.get("href") or "#").startswith("#")]
    if not links:
        return False
    size = _size(element)
    return size >= 20 and sum(_size(link) for link in links) >= 0.95 * size


def _size(element: HtmlElement) -> int:
    return sum(len(flat(text)) for text in element.itertext())


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()

"""The headline of a web page: what it shows as one, checked against what it declares."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from db.formats.documents.page_facts import PageFacts, flat

#: Between a headline and the site's or section's name, in titles.
_SEPARATOR = re.compile(r"\s+[|\-–—»«\u203a\u2039•·:~]+\s+|\s*\|\s*")
_WORD = re.compile(r"\w+")
_LONGEST = 300
#: So much of a heading must be in the declared title for it to be the headline.
_SHARED = 0.6
_MOST_HEADINGS = 40


def page_title(tree: HtmlElement, facts: PageFacts, site: str) -> str:
    """The headline, without the site's name; "" if the page has none.

    Titles declared for search engines and social networks are often shortened or reworded; the
    heading that shares most words with them is what readers saw. Only a page without such a heading
    gets its declared title.
    """
    declared = [
        without_site(title, site)
        for title in (
            *facts.said("headline"),
            facts.first("og:title", "twitter:title"),
            _title_element(tree),
        )
        if title
    ]
    full = [facts.first("og:title"), _title_element(tree), *facts.said("headline")]
    headings = _headings(tree)
    shown = _shown(headings, [words(title) for title in full if title])
    if not shown:
        firsts = [text for name, text in headings if name == "h1"]
        if len(firsts) == 1 and _is_reworded(firsts[0], full):
            shown = firsts[0]
    if not shown:
        return declared[0] if declared else next((text for _, text in headings), "")
    # A section's name or a flag may stand in the heading's element: "Politics | Mayor elected".
    inside = [t for t in declared if t in shown and len(t) > len(shown) / 2]
    return max(inside, key=len, default="") or without_site(shown, site)


def without_site(title: str, site: str) -> str:
    """The title without the name of the site before or after it."""
    parts = [(0, 0), *(found.span() for found in _SEPARATOR.finditer(title)), (len(title),) * 2]
    if len(parts) == 2:
        return title
    last = title[parts[-2][1] :]
    first = title[: parts[1][0]]
    if _is_site(last, site):
        return without_site(title[: parts[-2][0]].strip(), site) or title
    if _is_site(first, site):
        return without_site(title[parts[1][1] :].strip(), site) or title
    return title


def words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _is_site(part: str, site: str) -> bool:
    letters, name = ("".join(_WORD.findall(text.casefold())) for text in (part, site))
    if not letters or not name:
        return False
    return letters in name or name in letters


def _headings(tree: HtmlElement) -> list[tuple[str, str]]:
    """The first headings of both levels, h1 before h2."""
    found = []
    for name in ("h1", "h2"):
        texts = (flat(element.text_content()) for element in tree.iter(name))
        found += [(name, text) for text in texts if 1 < len(text) < _LONGEST]
    return found[:_MOST_HEADINGS]


def _shown(headings: Iterable[tuple[str, str]], titles: list[set[str]]) -> str:
    """The heading that has most words of a declared title, and few others."""
    best, most = "", 0.0
    for _, text in headings:
        own = words(text)
        shared = max((len(own & title) for title in titles), default=0)
        if own and shared / len(own) >= _SHARED and shared > most:
            best, most = text, shared
    return best


def _is_reworded(heading: str, declared: Iterable[str]) -> bool:
    """Whether the page's only first-level heading may be its headline in other words."""
    own = {word for word in words(heading) if len(word) > 3}
    return len(heading.split()) >= 4 and any(len(own & words(title)) >= 2 for title in declared)


def _title_element(tree: HtmlElement) -> str:
    found = tree.find(".//title")
    return flat(found.text_content()) if found is not None else ""

"""What a web page declares about itself: meta elements and structured data (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.html import HtmlElement

_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]{1,500}>")
#: Types of schema.org that are an article, by how they end (NewsArticle, BlogPosting …).
_ARTICLE_TYPES = ("article", "posting", "report", "webpage")
#: Deeper nesting is no description of a page.
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is declared, each in order of trust.

    `meta`: lower-case name, property or itemprop → contents. `articles`: the objects of structured
    data that describe an article.
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    articles: tuple[dict[str, Any], ...] = ()

    def first(self, *names: str) -> str:
        """The first content of the first of these meta elements that has one."""
        return next((self.meta[name][0] for name in names if self.meta.get(name)), "")

    def said(self, key: str) -> Iterator[str]:
        """What the articles of the structured data say under a key, where it is a string."""
        for article in self.articles:
            if isinstance(found := article.get(key), str) and (clean := flat(unescape(found))):
                yield clean

    def names(self, key: str) -> Iterator[str]:
        """The names of persons or organisations under a key (author, publisher)."""
        for article in self.articles:
            yield from _names(article.get(key))

    def body(self) -> str:
        """The longest article text in the structured data, as it stands but for markup."""
        bodies = (article.get("articleBody") for article in self.articles)
        texts = (unescape(_TAG.sub(" ", unescape(b))) for b in bodies if isinstance(b, str))
        return max(texts, key=len, default="").strip()


def page_facts(tree: HtmlElement) -> PageFacts:
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = flat(element.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            if content and (name := (element.get(attribute) or "").strip().lower()):
                meta.setdefault(name, []).append(content)
    return PageFacts(meta, tuple(_articles(tree)))


def flat(text: str) -> str:
    """The text on one line."""
    return _SPACE.sub(" ", text).strip()


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    described = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        text = script.text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            described += list(_objects(json.loads(text, strict=False)))
        except (ValueError, RecursionError):
            continue
    articles = [found for found in described if _is_article(found)]
    # What says of itself that it is the article comes before the page that it stands on.
    yield from sorted(articles, key=lambda found: str(found.get("@type")).lower() == "webpage")


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The object and those it names as graph, main entity or items of a list."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(inner := data.get(key), dict | list):
                yield from _objects(inner, depth + 1)


def _is_article(data: dict[str, Any]) -> bool:
    types = data.get("@type")
    named = types if isinstance(types, list) else [types]
    return any(isinstance(t, str) and t.lower().endswith(_ARTICLE_TYPES) for t in named)


def _names(data: Any) -> Iterator[str]:
    if isinstance(data, str) and not data.startswith("http"):
        yield flat(unescape(data))
    elif isinstance(data, list):
        for item in data:
            yield from _names(item)
    elif isinstance(data, dict):
        name = data.get("name")
        yield from _names(name if isinstance(name, str | list) else None)

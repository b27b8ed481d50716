"""The day on which a web page was published: declared, shown, or guessed by htmldate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml.html import HtmlElement

from db.formats.documents.page_facts import PageFacts

#: Meta elements that say when the article came out, the most exact first.
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "article_date_original",
    "article.published",
    "published_time",
    "dc.date",
    "dc.date.created",
)
_ISO = re.compile(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
#: Dates are looked for up to here; today would make the answer depend on the clock.
_LATEST = "2100-01-01"


def page_date(tree: HtmlElement, facts: PageFacts, url: str | None) -> tuple[date | None, str]:
    """The day, and a doubt in words ("" if there is none)."""
    declared = list(dict.fromkeys(_declared(facts)))
    if declared:
        first = declared[0]
        other = next((day for day in declared if abs((day - first).days) > 1), None)
        doubt = ""
        if other:
            doubt = f"Two dates disagree: {first.isoformat()} and {other.isoformat()}."
        return first, doubt
    from htmldate import find_date

    found = find_date(
        tree,
        url=url,
        original_date=True,
        extensive_search=True,
        max_date=_LATEST,
        deferred_url_extractor=True,
    )
    return (date.fromisoformat(found) if found else None), ""


def _declared(facts: PageFacts) -> Iterator[date]:
    for text in facts.said("datePublished"):
        if day := iso_day(text):
            yield day
    for name in _PUBLISHED:
        for text in facts.meta.get(name, ()):
            if day := iso_day(text):
                yield day


def iso_day(text: str) -> date | None:
    """The day of an ISO date or moment, as the writer's own clock had it."""
    found = _ISO.match(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None

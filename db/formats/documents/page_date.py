"""The day on which a web page was published: declared, shown, or guessed by htmldate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from lxml.html import HtmlElement

from db.formats.documents.page_facts import PageFacts
from db.formats.documents.page_shown_day import day_below, shown_days
from models.dates import day_of
from models.language import tr

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
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)")
#: No clock is farther from universal time (minutes).
_FARTHEST_ZONE = 14 * 60
#: Times shown further down belong to other articles and comments.
_SHOWN = 3
#: Until this hour of universal time it may still be the day before in the west, and from that hour
#: on the day after in the east.
_WEST_UNTIL, _EAST_FROM = 12, 10
#: A text that was revised so many days later is another one.
_REWRITTEN = 30
#: Dates are looked for up to here; today would make the answer depend on the clock.
_LATEST = "2100-01-01"


def page_date(
    tree: HtmlElement, facts: PageFacts, url: str | None, title: str
) -> tuple[date | None, str]:
    """The day, and a doubt in words ("" if there is none). `title` is the headline."""
    told = list(_declared(facts))
    declared = list(dict.fromkeys(day for text in told if (day := iso_day(text))))
    if declared:
        first = _local_day(told, tree, url) or _day_of_readers(told[0], declared[0], tree, title)
        other = next((day for day in declared if abs((day - first).days) > 1), None)
        doubt = ""
        if other:
            doubt = tr("Two dates disagree: {day} and {other}.", day=first, other=other)
        return first, doubt
    return day_below(tree, title) or _guessed(tree, url), ""


def _guessed(tree: HtmlElement, url: str | None) -> date | None:
    from htmldate import find_date

    found = find_date(
        tree,
        url=url,
        original_date=True,
        extensive_search=True,
        max_date=_LATEST,
        deferred_url_extractor=True,
    )
    day = date.fromisoformat(found) if found else None
    if day and (day.month, day.day) == (1, 1) and day not in shown_days(tree, day).published:
        return None  # a year alone, as of a copyright, is no day
    return day


def _declared(facts: PageFacts) -> Iterator[str]:
    """Moments and days of publication that are declared."""
    said = [*facts.said("datePublished")]
    said += [text for name in _PUBLISHED for text in facts.meta.get(name, ())]
    yield from (text for text in said if iso_day(text))


def _local_day(told: list[str], tree: HtmlElement, url: str | None) -> date | None:
    """The day that readers saw, for a moment that is declared in universal time first.

    A report of late evening has the next day in universal time. The paper's own day is told by the
    same moment with its zone, by the time that is shown, or by the address.
    """
    moment = _moment(told[0])
    if moment is None or moment.utcoffset() != timedelta():
        return None
    shown = (element.get("datetime") or "" for element in islice(tree.iter("time"), _SHOWN))
    for text in (*told[1:], *shown):
        local = _moment(text) if ":" in text else None
        if local and local.utcoffset() != timedelta() and _is_same(local, moment):
            return local.date()
    found = _IN_ADDRESS.search(url or "")
    day = iso_day("-".join(found.groups())) if found else None
    return day if day and abs((day - moment.date()).days) == 1 else None


def _day_of_readers(told: str, declared: date, tree: HtmlElement, title: str) -> date:
    """The day that the page shows in place of the declared one: of its own zone, or of a rewriting.

    A page that shows its readers but the day of a late revision is a text of that day.
    """
    beside = _days_beside(told, declared)
    if beside and (below := day_below(tree, title)) in beside:
        return below
    shown = shown_days(tree, declared)
    if declared in shown.published:
        return declared
    late = (day for day in shown.revised if (day - declared).days > _REWRITTEN)
    return next((day for day in beside if day in shown.published), None) or next(late, declared)


def _days_beside(told: str, declared: date) -> list[date]:
    """The days that a moment of universal time may have been elsewhere."""
    moment = _moment(told)
    if moment is None or moment.utcoffset() != timedelta():
        return []
    day = timedelta(days=1)
    beside = [declared - day] if moment.hour < _WEST_UNTIL else []
    return beside + ([declared + day] if moment.hour >= _EAST_FROM else [])


def _is_same(local: datetime, moment: datetime) -> bool:
    """Whether a clock somewhere shows `local` at that moment: zones are quarters of an hour."""
    if local.tzinfo:
        return local == moment
    off = (local.replace(tzinfo=UTC) - moment).total_seconds() / 60
    return abs(off) <= _FARTHEST_ZONE and abs(off - 15 * round(off / 15)) <= 1


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def iso_day(text: str) -> date | None:
    """The day of an ISO date or moment, as the writer's own clock had it."""
    found = _ISO.match(text)
    return day_of(found[1], found[2], found[3]) if found else None

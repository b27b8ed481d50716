"""Pages and feeds are fetched only when asked for, and only as much as is sane."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest

from db.formats.found import Found, Refusal
from db.ids import new_id
from db.imports.addresses import read_address, read_feed
from db.imports.fetching import fetch
from db.imports.reading_processes import Item, Note, Terms
from models.codebook import Codebook
from tests.db.web_server import Page, serving

TEXT = "Gunmen raided the market of Gao on Friday and took forty sacks of grain. " * 12
PAGE = f"<html><title>Raid in Gao</title><body><h1>Raid in Gao</h1><p>{TEXT}</p></body></html>"

FEED = f"""<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "boom"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>Sahel Courier</title><language>en-GB</language>
<item><title>Raid in Gao</title><link>/raid</link><pubDate>Fri, 05 Jan 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{TEXT}&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Only a headline</title><link>file:///etc/passwd</link></item>
</channel></rss>""".encode()


def words(items: Iterator[Item]) -> list[str]:
    """Refusals and notes."""
    return [item.text for item in items if isinstance(item, Refusal | Note)]


@pytest.fixture
def terms(codebook: Codebook) -> Terms:
    return Terms(codebook, new_id)


def test_a_page_comes_in_with_its_address(terms: Terms) -> None:
    moved = Page(status=302, headers={"Location": "/raid", "Set-Cookie": "who=you"})
    with serving({"/old": moved, "/raid": Page([PAGE.encode()])}) as server:
        [found] = read_address(f"{server.address}/old", terms)

    assert isinstance(found, Found)
    article = found.line.article
    assert (article.title, article.url) == ("Raid in Gao", f"{server.address}/raid")
    assert article.origin == "127.0.0.1/raid.html"
    assert [path for path, _, _ in server.asked] == ["/old", "/raid"]
    assert {cookie for _, cookie, _ in server.asked} == {None}
    assert {agent for _, _, agent in server.asked} == {
        "Eventdesk/0.1 (single pages, on a person's request)"
    }


ENDLESS = {"body": itertools.repeat(b"<p>and so on</p>" * 4000), "kind": "text/html"}


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (Page(status=404), "the server answered 404 Not Found"),
        (Page(kind="image/png"), "it is of another kind (image/png)"),
        (Page(kind=""), "it is of another kind (not told)"),
        (
            Page(status=302, headers={"Location": "/"}),
            "it leads from address to address, more than",
        ),
        (
            Page(status=302, headers={"Location": "file:///etc/passwd"}),
            "only addresses that begin with http:// or https:// are fetched",
        ),
        (Page(**ENDLESS), "it has more than 5 MB"),
        (
            Page([gzip.compress(bytes(80_000_000))], headers={"Content-Encoding": "gzip"}),
            "it has more than 5 MB",
        ),
        (Page([b"no gzip"], headers={"Content-Encoding": "gzip"}), "it cannot be fetched (Error"),
        (Page([b"x"], pause=1.5), "the server did not answer in time"),
        (Page([b"x"] * 40, pause=0.1), "it took too long to come"),
        (Page([b"<html></html>"]), "there is no article text in it"),
    ],
)
def test_an_answer_that_is_no_page_is_refused_in_a_sentence(
    terms: Terms, page: Page, said: str
) -> None:
    # Only what is about waiting is kept short: a busy machine takes its time for 5 MB.
    seconds = 0.8 if "in time" in said or "too long" in said else 30.0
    get = partial(fetch, seconds=seconds, silent=0.5 if seconds < 1 else 10.0)
    with serving({"/": page}) as server:
        [told] = words(read_address(f"{server.address}/", terms, get))

    assert f": {said}" in told


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/", "http://", "x", "http://["]
)
def test_only_the_web_is_asked(terms: Terms, address: str) -> None:
    [told] = words(read_address(address, terms))

    assert told.startswith(f"{address}: ")


def test_nobody_there_is_said(terms: Terms) -> None:
    with serving({}) as server:
        gone = server.address

    [told] = words(read_address(gone, terms))

    assert told.startswith(f"{gone}: it cannot be fetched (")


def test_a_feed_gives_what_it_says_itself_and_fetches_nothing(terms: Terms) -> None:
    with serving({"/feed": Page([FEED], "application/rss+xml")}) as server:
        found, refused = read_feed(f"{server.address}/feed", terms)

    assert isinstance(found, Found)
    article = found.line.article
    assert (article.title, article.source) == ("Raid in Gao", "Sahel Courier")
    assert (article.published, article.language) == (date(2024, 1, 5), "en")
    assert article.text == TEXT.strip()
    assert isinstance(refused, Refusal)
    assert refused.text == (
        f"{server.address}/feed entry 2: there is nothing but a headline;"
        " ask for the articles as well."
    )
    assert [path for path, _, _ in server.asked] == ["/feed"]


RSS_1 = f"""<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://courier.example/"><title>Sahel Courier</title></channel>
<item rdf:about="https://courier.example/raid"><title>Raid in Gao</title>
<link>https://courier.example/raid</link><description>{TEXT}</description>
<dc:date>2024-01-05T23:30:00-05:00</dc:date></item></rdf:RDF>"""
RSS_2 = f"""<rss version="2.0"><channel><title>Sahel Courier</title><item><title>Raid in Gao</title>
<link>https://courier.example/raid</link><description>{TEXT}</description>
<pubDate>Fri, 05 Jan 2024 23:30:00 EST</pubDate></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Sahel Courier</title>
<entry><title type="html">Raid in &lt;b&gt;Gao&lt;/b&gt;</title><id>1</id>
<link href="https://courier.example/raid"/><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content>
<published>2024-01-05T23:30:00-05:00</published><updated>2024-02-01T00:00:00Z</updated>
</entry></feed>"""


@pytest.mark.parametrize("feed", [RSS_1, RSS_2, ATOM])
def test_an_entry_is_of_the_day_on_its_writers_clock(terms: Terms, feed: str) -> None:
    with serving({"/feed": Page([feed.encode()], "application/xml")}) as server:
        [found] = read_feed(f"{server.address}/feed", terms)

    assert isinstance(found, Found)
    article = found.line.article
    assert (article.title, article.source) == ("Raid in Gao", "Sahel Courier")
    assert (article.published, article.url) == (date(2024, 1, 5), "https://courier.example/raid")
    assert article.text == TEXT.strip()


def test_a_feeds_articles_are_fetched_when_asked_for(terms: Terms) -> None:
    pages = {"/feed": Page([FEED], "text/xml"), "/raid": Page([PAGE.encode()])}
    with serving(pages) as server:
        found, _ = read_feed(f"{server.address}/feed", terms, with_articles=True)

    assert isinstance(found, Found)
    article = found.line.article
    assert (article.url, article.published) == (f"{server.address}/raid", date(2024, 1, 5))
    assert [path for path, _, _ in server.asked] == ["/feed", "/raid"]


def test_an_endless_feed_is_cut_off_and_its_beginning_taken(terms: Terms) -> None:
    def feed() -> Iterator[bytes]:
        yield b'<?xml version="1.0"?><rss version="2.0"><channel><title>On</title>'
        for number in itertools.count():
            body = f"The {number}th report of a raid in the north of the country."
            item = f"<item><title>No {number}</title><description>{body}</description></item>"
            yield item.encode()

    get: Any = partial(fetch, limit=20_000)
    with serving({"/": Page(feed(), "application/rss+xml")}) as server:
        items = list(read_feed(server.address + "/", terms, get=get))

    assert sum(isinstance(item, Found) for item in items) > 100
    assert words(iter(items))[0] == (
        f"{server.address}/: the feed goes on and on; it was cut off after 0 MB."
    )


def test_a_page_is_no_feed(terms: Terms) -> None:
    pages = {"/": Page([PAGE.encode()]), "/x": Page([b"<a>"], "text/xml")}
    with serving(pages) as server:
        told = [words(read_feed(server.address + path, terms))[0] for path in ("/", "/x")]

    assert told == [
        f"{server.address}/: it is of another kind (text/html).",
        f"{server.address}/x: there is no entry of a feed in it.",
    ]

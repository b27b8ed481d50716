"""A web page as a document. Nothing is run and nothing is fetched while doing so."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from db.formats.documents.decoding import decoded_page
from db.formats.documents.extracted import Extracted
from db.formats.documents.page_date import page_date
from db.formats.documents.page_facts import PageFacts, flat, page_facts
from db.formats.documents.page_text import page_text
from db.formats.documents.page_title import page_title
from db.formats.found import Doubt, guessed_doubt
from models.errors import UserError
from models.language import tr

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
#: More tags, or more attributes of one, would take minutes and a gigabyte; articles have a tenth.
_MOST_TAGS = 200_000
_MOST_ATTRIBUTES = 5000
_LONG_TAG = re.compile(r"<[^<>]{20000,}")
#: What items of a list and rows of a table begin with.
_ITEMS = ("- ", "| ")
_CONTROL = re.compile("[\0-\x08\x0b\x0e-\x1f]")
_LANGUAGE = re.compile(r"\A\s*([a-zA-Z]{2,3})(?:[-_]|\s*\Z)")
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|title|meta|div|p|article|span|h1|br)\b", re.IGNORECASE
)


def extract(data: bytes, *, declared: str = "", url: str | None = None) -> Extracted:
    """The page's article. `declared` and `url` are what an envelope (mail, archive) says of it.

    Raises UserError if it is no page, or there is no article text in it.
    """
    text, guess = decoded_page(data, declared)
    doubts = [*guessed_doubt(guess)]
    tree = _tree(text)
    facts = page_facts(tree)
    address = _address(tree, facts) or url
    site = _site(facts, address)
    title = page_title(tree, facts, site)
    body = page_text(tree, facts.body(), title)
    if not body:
        raise UserError(tr("there is no article text in it"))
    published, doubt = page_date(tree, facts, address, title)
    if doubt:
        doubts.append(Doubt(doubt, of_day=True))
    return Extracted(
        _paragraphs(body),
        title,
        published,
        site,
        _author(facts),
        address,
        _language(tree, facts),
        doubts=tuple(doubts),
    )


def _paragraphs(body: str) -> str:
    """An empty line between the blocks; the items of a list stay one paragraph."""
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    parts = lines[:1]
    for above, line in pairwise(lines):
        parts.append("\n" if above.startswith(_ITEMS) and line.startswith(_ITEMS) else "\n\n")
        parts.append(line)
    return "".join(parts)


def _tree(text: str) -> HtmlElement:
    long_tags = (found[0].count("=") for found in _LONG_TAG.finditer(text))
    if text.count("<") > _MOST_TAGS or max(long_tags, default=0) > _MOST_ATTRIBUTES:
        raise UserError(tr("it has more elements than any article; it is no page that people read"))
    if not _TAG.search(text):
        raise UserError(tr("there is no web page in it"))
    text = _CONTROL.sub(" ", _XML_DECLARATION.sub("", text))
    parser = HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False, no_network=True)
    try:
        return document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise UserError(tr("there is no web page in it")) from None


def _address(tree: HtmlElement, facts: PageFacts) -> str | None:
    """Where the page says that it is at home."""
    links = (e.get("href") or "" for e in tree.iter("link") if "canonical" in (e.get("rel") or ""))
    for found in (*links, facts.first("og:url"), facts.first("twitter:url")):
        if re.match(r"https?://[^\s/]+", found):
            return found.strip()
    return None


def _site(facts: PageFacts, address: str | None) -> str:
    """The name of the paper or agency, or else the host."""
    publisher = next((name for name in facts.names("publisher") if name), "")
    named = facts.first("og:site_name") or publisher or facts.first("application-name")
    if named and len(named) <= 80:
        return named
    return host(address) if address else ""


def host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _author(facts: PageFacts) -> str:
    declared = [name for name in facts.names("author") if name]
    if not declared:
        declared = [
            name
            for key in ("author", "article:author", "parsely-author", "dc.creator", "byl")
            for name in facts.meta.get(key, ())
            if not name.startswith("http")
        ][:1]
    return "; ".join(dict.fromkeys(flat(name) for name in declared if len(name) <= 100))


def _language(tree: HtmlElement, facts: PageFacts) -> str:
    said = tree.get("lang") or tree.get("xml:lang") or facts.first("og:locale", "language")
    found = _LANGUAGE.match(said)
    return found[1].lower() if found else ""

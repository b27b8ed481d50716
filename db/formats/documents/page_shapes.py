"""Puts what a web page is built of into plain shape, before the text is looked for in it."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from db.formats.documents.page_facts import flat

#: A cell of a table of figures or names is shorter (characters); a longer one holds paragraphs.
_LONGEST_CELL = 400
#: A post is not longer (characters), and does not stand in more frames.
_LONGEST_POST = 2000
_FRAMES = 4
#: A frame around a quotation holds hardly more than the quotation: elements, share of characters.
_FRAME = 3
_FRAMED = 1.3
_TABLE_PARTS = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")
#: Elements that divide text into lines.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "iframe",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)


def plain_shapes(tree: HtmlElement) -> HtmlElement:
    """The tree with layout tables as blocks, and quoted posts and lone lines as paragraphs."""
    for table in list(tree.iter("table")):
        if _is_layout(table):
            _as_blocks(table)
    for quote in list(tree.iter("blockquote")):
        _without_frame(quote)
    for element in list(tree.iter("div")):
        if _is_line(element):
            element.tag = "p"
            element.attrib.clear()
    return tree


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table puts parts of a page side by side: it holds tables or whole texts."""
    if any(inner is not table for inner in table.iter("table")):
        return True
    return any(len(flat(cell.text_content())) > _LONGEST_CELL for cell in table.iter("td", "th"))


def _as_blocks(table: HtmlElement) -> None:
    for element in [table, *table.iterchildren("*")]:
        if element.tag in _TABLE_PARTS:
            rows = list(element.iterchildren("*"))
            element.tag = "div"
            for row in rows:
                if row.tag in _TABLE_PARTS and row.tag != "table":
                    _as_blocks(row)


def _without_frame(quote: HtmlElement) -> None:
    """A post of a social network that is quoted is named for the network, which is furniture."""
    size = len(flat(quote.text_content()))
    if size > _LONGEST_POST:
        return
    quote.attrib.clear()
    for frame in islice(quote.iterancestors(), _FRAMES):
        if len(frame) > _FRAME or len(flat(frame.text_content())) > _FRAMED * size:
            return
        frame.attrib.clear()


def _is_line(element: HtmlElement) -> bool:
    """Whether a block is a line of text that stands among paragraphs."""
    if any(inner.tag in _BLOCKS for inner in element.iterdescendants("*")):
        return False
    beside = (element.getprevious(), element.getnext())
    return all(e is not None and e.tag == "p" for e in beside) and bool(element.text_content())

"""The main text of a web page: trafilatura's answer, asked as sharply as the page allows."""

from __future__ import annotations

import logging
from copy import deepcopy
from typing import Any

from lxml.html import HtmlElement

from db.formats.documents.page_furniture import pruned, without_furniture
from db.formats.documents.page_shapes import plain_shapes

#: A shorter text may have missed most of the article, so more is tried (characters).
_ENOUGH = 800
#: A sharp answer that is a smaller share of the broad one has missed the article.
_SHARE = 0.25
#: Structured data is taken for the text where the page shows so much less (pay walls, scripts).
_LONGER = 2.0


#: A block of so many characters may be a sentence; without one there are only menus and labels.
_SENTENCE = 25

# What it warns of (an empty page, a broken one) is told by a refusal.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def page_text(tree: HtmlElement, body: str, title: str) -> str:
    """The text, one block a line; "" if there is none. `body` is the structured data's text.

    Furniture is taken out before and after, so that the quick reading may be generous. Only where
    it finds little, slower ones are asked: a sharp one, and a broad one for what that has missed.
    """
    tree = pruned(plain_shapes(deepcopy(tree)))
    text = _asked(tree, favor_recall=True, fast=True)
    if len(text) < _ENOUGH:
        text = _asked(tree, favor_precision=True)
    if len(text) < _ENOUGH:
        broad = _asked(tree)
        text = broad if len(text) < _SHARE * len(broad) else text
    text = body if len(body) > _LONGER * max(len(text), 250) else text
    text = "\n".join(without_furniture(text.split("\n"), title))
    return text if any(len(line) >= _SENTENCE for line in text.split("\n")) else ""


def _asked(tree: HtmlElement, **how: Any) -> str:
    from trafilatura import bare_extraction

    # The page is worked on in place, and must be whole for the next question.
    found = bare_extraction(deepcopy(tree), include_comments=False, with_metadata=False, **how)
    return (getattr(found, "text", "") or "").strip()

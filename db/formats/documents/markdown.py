"""A text in Markdown (.md): its marks are taken off, its front matter is read."""

from __future__ import annotations

import re

from db.formats.documents.decoding import decoded
from db.formats.documents.extracted import Extracted
from db.formats.documents.publication import day_in
from db.formats.found import Doubt, guessed_doubt
from models.errors import UserError
from models.language import tr
from models.normalising import normalised, unwrapped

_FRONT = re.compile(r"\A---[ \t]*\n(?P<said>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"^(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>[^\n]+?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_FIRST_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*(?:\n|\Z)")
#: Each mark and what stays of it.
_MARKS = (
    (re.compile(r"^ {0,3}(?:```|~~~)[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (_HEADING, r"\1"),
    (re.compile(r"^ {0,3}(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"(?<![\w\\*])(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w\\_])(_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?![\w_])"), r"\2"),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def extract(data: bytes) -> Extracted:
    """The text without marks; title, day, author, source, url and language of its front matter."""
    text, guess = decoded(data)
    text = normalised(text)
    front = _FRONT.match(text)
    said = {}
    if front:
        said = {m["key"].lower(): m["value"].strip("\"'") for m in _PAIR.finditer(front["said"])}
        text = text[front.end() :]
    title = said.get("title", "")
    if heading := _FIRST_HEADING.match(text):
        title = title or heading[1]
        text = text[heading.end() :]
    for mark, kept in _MARKS:
        text = mark.sub(kept, text)
    if not text.strip():
        raise UserError(tr("it is empty"))
    day, doubt = day_in(said.get("date") or said.get("published") or "")
    doubts = guessed_doubt(guess)
    return Extracted(
        unwrapped(normalised(text)),
        title,
        day,
        said.get("source") or said.get("publication") or "",
        said.get("author", ""),
        said.get("url") or said.get("link"),
        (said.get("language") or said.get("lang") or "")[:2].lower(),
        doubts=(*doubts, *([Doubt(doubt, of_day=True)] if doubt else [])),
    )

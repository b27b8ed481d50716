"""Writes CoNLL columns: the tokens of spaCy's blank pipelines with labels of stretches.

`conll` has the four columns of CoNLL-2003 and a `-DOCSTART-` line an article; `conllu` the ten of
CoNLL-U, with the label in MISC. Of stretches that overlap the longest is told, the rest is a loss.
`options["bilou"]` gives BILOU in the place of BIO.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from db.formats.annotated import facts_of, marking
from db.formats.dataset import CodedArticle, Dataset, Loss
from db.formats.tokens import on_tokens, tokenized, without_overlap
from models.language import later
from models.marks import Mark, without_breaks

_ENDS = (".", "!", "?", "。", "؟", "！", "？")  # noqa: RUF001 - of several scripts
_FACTS = ("article_id", "sha256", "codebook", "status", "annotators", "coded", "split")


def write(out: TextIO, dataset: Dataset) -> int:
    """CoNLL-2003; returns how many articles."""
    count = 0
    for count, coded in enumerate(dataset.articles, 1):  # noqa: B007 - it is returned
        facts = facts_of(coded, dataset.codebook)
        out.write("-DOCSTART- -X- -X- O\n")
        for key in _FACTS:
            if key in facts:
                out.write(f"# {key} = {_plain(facts[key])}\n")
        out.write("\n")
        for sentence in sentences(coded, dataset):
            for token, tag in sentence:
                out.write(f"{''.join(token.text.split())} -X- -X- {tag}\n")
            out.write("\n")
    return count


def _plain(value: Any) -> str:
    words = ", ".join(value) if isinstance(value, list) else str(value)
    return without_breaks(words)


def sentences(coded: CodedArticle, dataset: Dataset) -> Iterator[list[tuple[Any, str]]]:
    """The tokens with their tags; a sentence ends at its full stop or at a line break."""
    doc = tokenized(coded.article.text, coded.article.language)
    tags = _tags(doc, coded, dataset)
    held: list[tuple[Any, str]] = []
    for token in doc:
        if not token.text.split():
            if "\n" in token.text and held:
                yield held
                held = []
            continue
        held.append((token, tags[token.i]))
        if token.text in _ENDS and tags[token.i] == "O":
            yield held
            held = []
    if held:
        yield held


def _tags(doc: Any, coded: CodedArticle, dataset: Dataset) -> list[str]:
    found = [
        (mark, start, end)
        for mark in marking(coded, dataset).marks
        if not mark.rejected
        for start, end in on_tokens(doc, mark)
    ]
    kept = without_overlap(found)
    for mark, *_ in found:
        if not any(mark is one for one, *_ in kept):
            dataset.lose(_loss(coded, mark))
    tags = ["O"] * len(doc)
    bilou = bool(dataset.options.get("bilou"))
    for mark, start, end in kept:
        # Line breaks are no tokens of the file, so they take no part.
        places = [place for place in range(start, end) if doc[place].text.split()]
        for place in places:
            tags[place] = f"{_prefix(place, places, bilou=bilou)}-{mark.label}"
    return tags


def _prefix(place: int, places: list[int], *, bilou: bool) -> str:
    first, last = place == places[0], place == places[-1]
    if bilou and first and last:
        return "U"
    if bilou and last:
        return "L"
    return "B" if first else "I"


def _loss(coded: CodedArticle, mark: Mark) -> Loss:
    words = later("One token has one label; a longer stretch stands here.")
    return Loss(coded.article.id, mark.event, mark.field, mark.label, "overlap", words)

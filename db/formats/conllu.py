"""Writes CoNLL-U: ten columns, the labels of stretches in MISC (`NER=B-place`)."""

from __future__ import annotations

from typing import TextIO

from db.formats.annotated import facts_of
from db.formats.conll import sentences
from db.formats.dataset import Dataset
from models.marks import without_breaks


def write(out: TextIO, dataset: Dataset) -> int:
    """Returns how many articles."""
    count = 0
    for count, coded in enumerate(dataset.articles, 1):  # noqa: B007 - it is returned
        facts = facts_of(coded, dataset.codebook)
        for number, sentence in enumerate(sentences(coded, dataset), 1):
            if number == 1:
                out.write(f"# newdoc id = {without_breaks(coded.article.id)}\n")
                for key in ("sha256", "codebook", "status", "coded", "split"):
                    out.write(f"# {key} = {facts[key]}\n" if key in facts else "")
            first, last = sentence[0][0], sentence[-1][0]
            text = coded.article.text[first.idx : last.idx + len(last.text)]
            out.write(f"# sent_id = {without_breaks(coded.article.id)}-{number}\n")
            out.write(f"# text = {without_breaks(text)}\n")
            for place, (token, tag) in enumerate(sentence, 1):
                misc = [] if token.whitespace_ else ["SpaceAfter=No"]
                misc += [f"NER={tag}"] if tag != "O" else []
                misc += [f"StartChar={token.idx}", f"EndChar={token.idx + len(token.text)}"]
                form = without_breaks(token.text)
                row = (str(place), form, *"_" * 7, "|".join(misc))
                out.write("\t".join(row) + "\n")
            out.write("\n")
    return count

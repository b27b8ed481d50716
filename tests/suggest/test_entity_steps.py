"""The quick way through the entity recogniser: spaCy's answers, whatever else is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.suggest.pipeline import installed_pipeline, load_pipeline, parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXTS = [
    "Gunmen shot two judges dead in Kisumu on 4 March, the Ministry of Justice said in Nairobi.",
    "",
    "Nobody was hurt.",
    "Maria Esposito of the Red Cross counted some 40 tents near Lake Chad last Friday; by Monday "
    "Nigeria, Niger and the African Union had promised $2 million, Reuters reported.",
    " \n ",
    "Bogota",
]


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load_pipeline()


def _entities(doc: Doc) -> list[tuple[int, int, str]]:
    return [(entity.start, entity.end, entity.label_) for entity in doc.ents]


def test_the_entities_are_those_that_spacy_finds(pipeline: Language) -> None:
    plain = installed_pipeline()
    for quick in parse(pipeline, TEXTS):
        same = plain.get_pipe("ner")(plain.make_doc(quick.text))
        assert _entities(quick) == _entities(same)
    assert any(len(_entities(doc)) > 3 for doc in parse(pipeline, TEXTS))


def test_a_text_is_read_alike_alone_and_among_others_in_any_order(pipeline: Language) -> None:
    together = [_entities(doc) for doc in parse(pipeline, TEXTS)]
    turned = [_entities(doc) for doc in parse(pipeline, TEXTS[::-1])]
    alone = [_entities(next(parse(pipeline, [text]))) for text in TEXTS]
    assert together == turned[::-1] == alone

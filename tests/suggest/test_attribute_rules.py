"""The quick attribute rules say the same as spaCy's own."""

from __future__ import annotations

from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from models.suggest.pipeline import load_pipeline

_TEXT = (
    "There were soldiers at the gate, and they'd let nobody in. I ain't gonna say who it was.\n"
    "Let's see what you've got: the men that had been shot were hers. C'm on, y'all!"
)


def _told(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(t.pos_, t.tag_, t.lemma_, str(t.morph)) for t in doc]


def test_every_word_gets_what_the_rules_of_the_model_say_of_it() -> None:
    pipeline = load_pipeline()
    ruler = pipeline.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    with pipeline.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        plain = pipeline(_TEXT)
    quick = plain.copy()

    AttributeRuler.set_annotations(ruler, plain, AttributeRuler.match(ruler, plain))
    for _ in range(2):  # The second time the answers are remembered.
        again = ruler(quick.copy())
        assert _told(again) == _told(plain)

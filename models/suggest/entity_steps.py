"""spaCy's entity recogniser with the same answers in less time: many texts take a step at once.

The recogniser decides word by word. spaCy's own loop gives up Python's lock and asks for it again
for each kind of entity at each word, which takes longer than all arithmetic; here the lock is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc
    from thinc.api import Model


class EntitySteps:
    """Does for a batch what a recogniser's `pipe` does for single documents."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._recogniser = recogniser
        self._layers = _layers(recogniser.model)

    def annotate(self, docs: list[Doc]) -> None:
        """Writes the entities of each document."""
        from spacy.ml.parser_model import ParserStepModel

        states = self._recogniser.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        if going:
            told = self._recogniser.model.attrs
            scores = ParserStepModel(
                docs,
                self._layers,
                has_upper=told["has_upper"],
                unseen_classes=told["unseen_classes"],
                train=False,
            )
            while going:
                going = self._recogniser.transition_states(going, scores.predict(going))
        self._recogniser.set_annotations(docs, states)


def _layers(model: Model[Any, Any]) -> list[Model[Any, Any]]:
    """The model's layers, of which the first two read each text alone.

    A fast matrix product rounds a row by where in the matrix it stands, and an answer must not
    hang on the other texts of its batch. The last layer has BLIS's product, which does not do so.
    """
    import numpy as np
    from thinc.api import Model, NumpyOps

    embedding, hidden, scoring = model.layers

    def embed(_: Model[Any, Any], docs: list[Doc], *, is_train: bool) -> Any:  # noqa: ARG001
        return [embedding.predict([doc]) for doc in docs], _untaught

    def prepare(_: Model[Any, Any], texts: list[Any], *, is_train: bool) -> Any:  # noqa: ARG001
        tables = [hidden.predict(text) for text in texts]
        # The first row of each stands for what lies outside of a text; it is the same in all.
        return np.concatenate([tables[0][:1], *(table[1:] for table in tables)]), _untaught

    sizes: dict[str, int | None] = {name: hidden.get_dim(name) for name in ("nO", "nI", "nF", "nP")}
    steady = NumpyOps()
    for layer in scoring.walk():
        layer.ops = steady
    return [
        Model("embed_each", embed),
        Model("prepare_each", prepare, dims=sizes, params={"b": hidden.get_param("b")}),
        scoring,
    ]


def _untaught(_: Any) -> NoReturn:
    raise NotImplementedError("nothing is taught here")

"""Which sentences of an article seem to tell of an event, so that none is left out unseen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.codebook import Codebook, Role
from models.omissions import TriggerSentence
from models.spans import Span
from models.suggest.factuality import RecordClass
from models.suggest.mention import Mention
from models.suggest.reading import Reading
from models.suggest.syntax import token_span


def trigger_sentences(
    reading: Reading, codebook: Codebook, found: Sequence[Mention]
) -> list[tuple[TriggerSentence, list[Mention]]]:
    """The sentences with a trigger of an event type that is told as having happened, in order.

    Each with the mentions that tell of it, out of all that were `found`.

    What only points back ("the attack") or tells what came of an event (an arrest, a release) asks
    nobody to look for a further event.
    """
    field = codebook.with_role(Role.EVENT_TYPE)
    choices = field.choice_by_key if field else {}
    leaves = {key for key, choice in choices.items() if choice.is_leaf}
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        if _tells(mention) and leaves & mention.types().keys():
            by_sentence[mention.sentence].append(mention)
    return [
        (_of_sentence(reading, number, mentions, leaves), mentions)
        for number, mentions in sorted(by_sentence.items())
    ]


def _tells(mention: Mention) -> bool:
    return (
        mention.record_class is RecordClass.INCIDENT
        and bool(mention.matches)
        and not mention.is_reference
        and not mention.is_consequence
    )


def _of_sentence(
    reading: Reading, number: int, mentions: list[Mention], leaves: set[str]
) -> TriggerSentence:
    """The type that most speaks for, and the words that tell of it."""
    scores: dict[str, float] = defaultdict(float)
    for mention in mentions:
        for choice, score in mention.types().items():
            if choice in leaves:
                scores[choice] = max(scores[choice], score)
    best = min(scores, key=lambda choice: (-scores[choice], choice))
    spans: set[Span] = {
        token_span(*(reading.doc[i] for i in match.tokens))
        for mention in mentions
        for match in mention.matches
        if match.choice == best
    }
    return TriggerSentence(reading.sentence_spans[number], best, tuple(sorted(spans)))

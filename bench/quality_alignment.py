"""Which suggested event stands for which template of an article, as the MUC-4 scorer has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import ModuleType

from bench.quality_sets import Row
from models.suggest.assignment import assignment


def aligned(
    events: Sequence[Row], templates: Sequence[Row], scorer: ModuleType
) -> Iterator[tuple[Row, Row | None]]:
    """Each event with its template: one-to-one, so that as many slots as possible agree.

    Events that no template is left for come with None. The weights are the scorer's: one for each
    slot, two for each role filler with the right head.
    """
    worth = [[_agreement(event, template, scorer) for template in templates] for event in events]
    pairs = dict(assignment(worth))
    for number, event in enumerate(events):
        yield event, templates[pairs[number]] if number in pairs else None


def _agreement(event: Row, template: Row, scorer: ModuleType) -> float:
    slots = sum(bool(agrees) for agrees in scorer.slots_agree(template, event).values())
    overlap: int = scorer.role_overlap(template, event)
    return slots + 2 * overlap + 0.01

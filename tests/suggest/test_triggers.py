"""Words and phrases of a codebook, found as written and across the syntax."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from models.codebook import Choice, Field
from models.suggest.factuality import RecordClass, statement_of
from models.suggest.pipeline import load_pipeline, parse
from models.suggest.triggers import TriggerLexicon
from models.values import Kind

FIELD = Field(
    "type",
    "Type",
    Kind.CHOICE,
    choices=(
        Choice("attack", "Attack", triggers=("attack",)),
        Choice("drone_attack", "Drone attack", triggers=("drone attack",)),
        Choice("arson", "Arson", triggers=("set fire to",)),
        Choice("bombing", "Bombing", triggers=("bombing",)),
        Choice("protest", "Protest", triggers=("sit-in", "march")),
        Choice("suicide_bombing", "Suicide bombing", triggers=("suicide bombing",)),
    ),
)


@cache
def pipeline() -> Any:
    return load_pipeline()


def choices(text: str) -> set[str]:
    doc = next(parse(pipeline(), [text]))
    return {match.choice for match in TriggerLexicon(FIELD).find(doc, 0, len(doc))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The base was attacked at night.", {"attack"}),
        ("A drone attack hit the base.", {"drone_attack"}),
        ("They attacked two bases with suicide drones.", {"drone_attack"}),
        ("Men set fire to a bank.", {"arson"}),
        ("The suicide bombing shook the city.", {"suicide_bombing"}),
        ("Workers held a sit-in at the gate.", {"protest"}),
        ("She sat down in the park.", set()),
        ("The workers march on Friday.", {"protest"}),
        ("The shop closed in March 2019.", set()),
        ("Nothing of note happened.", set()),
    ],
)
def test_the_most_telling_phrase_wins(text: str, expected: set[str]) -> None:
    assert choices(text) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rebels attacked the base.", "attacked", RecordClass.INCIDENT),
        ("The base was attacked by rebels.", "attacked", RecordClass.INCIDENT),
        ("Rebels carried out an attack on the base.", "attack", RecordClass.INCIDENT),
        ("Rebels did not attack the base.", "attack", RecordClass.NONE),
        ("Rebels threatened to attack the base.", "attack", RecordClass.THREAT),
        ("The group vowed that it would attack again.", "attack", RecordClass.THREAT),
        ("Rebels will attack the base soon.", "attack", RecordClass.FORECAST),
        ("Rebels are planning an attack on the base.", "attack", RecordClass.FORECAST),
        ("Rebels may attack the base.", "attack", RecordClass.HYPOTHETICAL),
        ("The army denied that it attacked the village.", "attacked", RecordClass.DENIAL),
        ("The minister condemned the attack.", "attack", RecordClass.NONE),
        (
            "Soldiers rehearsed during an exercise with a mock attack.",
            "attack",
            RecordClass.HYPOTHETICAL,
        ),
    ],
)
def test_the_clause_tells_whether_it_happened(text: str, word: str, expected: RecordClass) -> None:
    doc = next(parse(pipeline(), [text]))
    (head,) = [token for token in doc if token.text == word]
    assert statement_of(head).record_class is expected

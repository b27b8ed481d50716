"""An analyst's questions in order: cues of a text that decide between types which share words."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from models.suggest.lexicon import read_data


@dataclass(frozen=True, slots=True)
class Decision:
    """A type and how sure it is."""

    choice: str
    sure: float


class Facts:
    """What is known of an event: traits of its sides, and the cues of its text, looked up once."""

    def __init__(self, lead: str, whole: str, traits: Collection[str]) -> None:
        self._lead, self._whole = _without_reasons(lead), _without_reasons(whole)
        self._traits = traits
        self._known: dict[str, bool] = {}

    def __contains__(self, fact: str) -> bool:
        held = self._known.get(fact)
        if held is None:
            held = self._known[fact] = self._holds(fact)
        return held

    def _holds(self, fact: str) -> bool:
        cue = _cues().get(fact.removesuffix("*"))
        if cue is None:
            return fact in self._traits
        return cue.search(self._whole if fact.endswith("*") else self._lead) is not None


def decide(facts: Facts, keys: Collection[str]) -> Decision | None:
    """The first decision of data/decisions.toml that holds, among the types of a codebook."""
    for rule in read_data("decisions")["decision"]:
        if rule["to"] not in keys or not all(fact in facts for fact in rule.get("all", ())):
            continue
        wanted = rule.get("any")
        if wanted and not any(fact in facts for fact in wanted):
            continue
        if not any(fact in facts for fact in rule.get("none", ())):
            return Decision(rule["to"], rule["sure"])
    return None


def _without_reasons(text: str) -> str:
    return _reason().sub(r"\1", text)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(cue, re.I) for name, cue in read_data("decisions")["cues"].items()}


@cache
def _reason() -> re.Pattern[str]:
    return re.compile(read_data("decisions")["reason"], re.I)

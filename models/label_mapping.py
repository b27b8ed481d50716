"""Labels of foreign tools and what they mean in the codebook: guessed, or as a person said.

An import is told by `Reading.options["labels"]`: a mapping in the form of `LabelMapping.to_json`,
which may be partial; what it does not name is guessed. Every article that was read says which
labels it has (`Found.labels`), so that a dialog can list them with their guesses and counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.codebook import Codebook, Field, Role
from models.errors import UserError
from models.language import tr
from models.marks import label_of
from models.values import Kind

_GAPS = re.compile(r"[\W_]+")

# What other schemes call the roles. Labels are compared without case, spaces and punctuation.
_WORDS: dict[Role, str] = {
    Role.AGENT: "agent attacker assailant perpetrator initiator actor actor1 per person org"
    " organization organisation group norp perpind perporg",
    Role.TARGET: "target victim patient actor2 recipient humantarget",
    Role.INSTRUMENT: "instrument weapon wea means",
    Role.TIME: "date time timex timex3 when",
    Role.PLACE: "place location loc gpe fac where city country",
    Role.KILLED: "killed dead deaths fatalities fatality",
    Role.WOUNDED: "wounded injured injuries",
    Role.ABDUCTED: "abducted kidnapped hostages",
    Role.CLAIMANT: "claimant claimedby claimer",
    Role.SOURCE: "source reportedby",
    Role.SUMMARY: "summary description note notes",
    Role.STAGE: "stage status",
    Role.EVENT_TYPE: "event eventtype trigger",
    Role.RECORD_CLASS: "class recordclass modality",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a label stands for: a field, or one answer of it (`choice`)."""

    field: str
    choice: str = ""


@dataclass(frozen=True)
class LabelMapping:
    """What a person said of labels; None for one that is to be kept aside."""

    given: Mapping[str, Target | None] = field(default_factory=dict)

    def target(self, label: str, codebook: Codebook) -> Target | None:
        """What a label means, said or guessed; None if nothing in the codebook is like it."""
        if label in self.given:
            return self.given[label]
        return guessed(label, codebook)

    def to_json(self) -> dict[str, Any]:
        """`{"PER": {"field": "initiator"}, "Bomb": {"field": "event_type", "choice": "…"}}`."""
        return {
            label: target
            and {"field": target.field, **({"choice": target.choice} if target.choice else {})}
            for label, target in sorted(self.given.items())
        }

    @classmethod
    def from_json(cls, data: Any, codebook: Codebook) -> LabelMapping:
        """Raises UserError where it names what the codebook does not have.

        A field may stand for itself (`{"PER": "initiator"}`), and null for "keep aside".
        """
        if not isinstance(data, dict):
            raise UserError(tr("a mapping of labels must be a JSON object"))
        return cls({str(label): _read(str(label), to, codebook) for label, to in data.items()})


def guessed(label: str, codebook: Codebook) -> Target | None:
    """What a label may mean: by keys and names of fields and answers, by roles, by triggers."""
    return (
        _by_own_label(label, codebook)
        or _by_name(_folded(label), codebook)
        or _by_role(_folded(label), codebook)
        or _by_trigger(_folded(label), codebook)
    )


def choice_in(field: Field, said: str) -> str | None:
    """The answer of a field that somebody's word stands for: by key, label or trigger."""
    if said in field.choice_by_key:
        return said
    folded = _folded(said)
    for choice in field.choice_by_key.values():
        if choice.is_leaf and folded in {_folded(choice.key), _folded(choice.label)}:
            return choice.key
    for choice in field.choice_by_key.values():
        if choice.is_leaf and folded in {_folded(trigger) for trigger in choice.triggers}:
            return choice.key
    return None


def _read(label: str, to: Any, codebook: Codebook) -> Target | None:
    if to is None:
        return None
    if isinstance(to, str):
        to = {"field": to}
    key, choice = (to.get("field"), to.get("choice") or "") if isinstance(to, dict) else (None, "")
    found = codebook.field_by_key.get(key) if isinstance(key, str) else None
    if found is None:
        raise UserError(
            tr(
                "the label {label}: {reference} has no field {key}",
                label=label,
                reference=codebook.reference,
                key=key,
            )
        )
    if choice and choice not in found.choice_by_key:
        raise UserError(
            tr(
                "the label {label}: {key} has no answer {choice}",
                label=label,
                key=found.key,
                choice=choice,
            )
        )
    return Target(found.key, choice)


def _folded(words: str) -> str:
    return _GAPS.sub("", words.casefold())


def _by_own_label(label: str, codebook: Codebook) -> Target | None:
    """The labels that this app writes."""
    if label in codebook.field_by_key:
        return Target(label)
    types = codebook.with_role(Role.EVENT_TYPE)
    for choice in types.choice_by_key if types else ():
        if types and label_of(types, choice, codebook) == label:
            return Target(types.key, choice)
    return None


def _by_name(folded: str, codebook: Codebook) -> Target | None:
    fields = sorted(codebook.fields, key=lambda one: one.role is not Role.EVENT_TYPE)
    for one in fields:
        if folded in {_folded(one.key), _folded(one.label)}:
            return Target(one.key)
    for one in fields:
        for choice in one.choice_by_key.values():
            if choice.is_leaf and folded in {_folded(choice.key), _folded(choice.label)}:
                return Target(one.key, choice.key)
    return None


def _by_role(folded: str, codebook: Codebook) -> Target | None:
    role = next((role for role, words in _WORDS.items() if folded in words.split()), None)
    found = codebook.with_role(role) if role else None
    return Target(found.key) if found else None


def _by_trigger(folded: str, codebook: Codebook) -> Target | None:
    types = codebook.with_role(Role.EVENT_TYPE)
    if types is None or types.kind is not Kind.CHOICE:
        return None
    choice = choice_in(types, folded)
    return Target(types.key, choice) if choice else None

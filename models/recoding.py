"""What becomes of coded values when the codebook changes: old keys, and the new ones for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.codebook import Codebook
from models.values import AnyValue, Kind


@dataclass(frozen=True, slots=True)
class Recoding:
    """New keys of fields and of answers: `fields` by old key, `choices` by old field and key.

    What is not named keeps its key. Several old answers may become the same new one.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields or self.choices)

    def field_key(self, key: str) -> str:
        return self.fields.get(key, key)

    def value(self, field_key: str, value: AnyValue | None) -> AnyValue | None:
        """The value under the new keys; `field_key` is the old one."""
        if not isinstance(value, str):
            return value
        return self.choices.get((field_key, value), value)

    def inverse(self, before: Codebook) -> Recoding:
        """Back to the keys of `before`, as far as that is certain.

        Where several answers became one, none of them comes back.
        """
        choices = {}
        for known in before.fields:
            sources: dict[str, list[str]] = {}
            for key in known.choice_by_key:
                sources.setdefault(self.choices.get((known.key, key), key), []).append(key)
            for new, olds in sources.items():
                if len(olds) == 1 and olds[0] != new:
                    choices[self.field_key(known.key), new] = olds[0]
        return Recoding({new: old for old, new in self.fields.items()}, choices)

    def to_json(self) -> dict[str, Any]:
        return {
            "fields": dict(self.fields),
            "choices": [[key, old, new] for (key, old), new in self.choices.items()],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Recoding:
        return cls(dict(data["fields"]), {(key, old): new for key, old, new in data["choices"]})


def is_answer(codebook: Codebook, field_key: str, value: AnyValue | None) -> bool:
    """Whether a codebook knows a field, and the answer if it is one of choices."""
    known = codebook.field_by_key.get(field_key)
    if known is None:
        return False
    return known.kind is not Kind.CHOICE or value in (None, *known.choice_by_key)


def concerned_fields(before: Codebook, after: Codebook, recoding: Recoding) -> set[str]:
    """The fields of `before` that have another key in `after`, or lack it or an answer there."""
    found = set(recoding.fields) | {key for key, _ in recoding.choices}
    for known in before.fields:
        now = after.field_by_key.get(recoding.field_key(known.key))
        if (
            now is None
            or now.kind is not known.kind
            or known.choice_by_key.keys() - now.choice_by_key.keys()
        ):
            found.add(known.key)
    return found

"""What older versions of a codebook asked and this one does not: records of then stay readable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from models.codebook import Choice, Codebook, Field
from models.values import Kind

_FIELD_KEYS = ("key", "label", "kind", "group", "help", "multiple")
_CHOICE_KEYS = ("key", "label", "help")


def past_of(present: Mapping[str, Any], older: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What is asked no more, as plain data: `fields` whole, `choices` by field.

    All are what the TOML of codebooks holds; where older versions differ, the first one counts.
    """
    now = {field["key"]: {one["key"] for one in _flat(field)} for field in present["field"]}
    fields: dict[str, dict[str, Any]] = {}
    choices: dict[str, dict[str, dict[str, Any]]] = {}
    for version in older:
        for field in version["field"]:
            key = field["key"]
            if key not in now:
                fields.setdefault(key, _picked(field, _FIELD_KEYS))
            held = choices.setdefault(key, {})
            for choice in _flat(field):
                if choice["key"] not in now.get(key, ()):
                    held.setdefault(choice["key"], _picked(choice, _CHOICE_KEYS))
    return {
        "fields": list(fields.values()),
        "choices": {key: list(held.values()) for key, held in choices.items() if held},
    }


def with_past(codebook: Codebook, past: Mapping[str, Any]) -> Codebook:
    """The codebook with what `past_of` found."""
    choices = {key: tuple(_choice(one) for one in found) for key, found in past["choices"].items()}
    former = tuple(
        Field(
            one["key"],
            one["label"],
            Kind(one["kind"]),
            one.get("group", ""),
            one.get("help", ""),
            multiple=one.get("multiple", False),
            former_choices=choices.get(one["key"], ()),
        )
        for one in past["fields"]
    )
    if not (former or choices):
        return codebook
    fields = tuple(
        replace(field, former_choices=choices[field.key]) if field.key in choices else field
        for field in codebook.fields
    )
    return replace(codebook, fields=fields, former_fields=former)


def _choice(data: Mapping[str, Any]) -> Choice:
    return Choice(data["key"], data["label"], data.get("help", ""), path=(data["key"],))


def _flat(table: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for choice in table.get("choice", ()):
        yield choice
        yield from _flat(choice)


def _picked(data: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: data[key] for key in keys if key in data}

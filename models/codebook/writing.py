"""Writes codebooks as TOML, the way that an author would: one table a field and a choice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from models.codebook import Choice, Codebook, Field

_ESCAPED = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\f": "\\f", "\r": "\\r"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LINE = 100


def to_toml(data: Mapping[str, Any]) -> str:
    """The text of a codebook from what it holds, as `tomllib` would read it: the inverse of it."""
    lines = [*_pairs(data), ""]
    for key, item in data.items():
        if isinstance(item, Mapping):
            lines += [f"[{key}]", *_pairs(item), ""]
    lines += _tables(data, "")
    return "\n".join(lines)


def codebook_data(codebook: Codebook) -> dict[str, Any]:
    """What the TOML of a codebook holds, without what is empty."""
    data: dict[str, Any] = {
        "name": codebook.name,
        "version": codebook.version,
        "title": codebook.title,
        "help": codebook.help,
        "leaves_out": [str(matter) for matter in codebook.leaves_out],
        "actor_names": {str(class_): pattern for class_, pattern in codebook.actor_names},
        "field": [_field(field) for field in codebook.fields],
        "link": [
            _filled({"key": link.key, "label": link.label, "help": link.help})
            for link in codebook.links
        ],
    }
    return _filled(data)


def _field(field: Field) -> dict[str, Any]:
    when = field.when and {"field": field.when.field, "is": list(field.when.values)}
    return _filled(
        {
            "key": field.key,
            "label": field.label,
            "kind": field.kind.value,
            "group": field.group,
            "help": field.help,
            "boundary": field.boundary,
            "examples": list(field.examples),
            "multiple": field.multiple,
            "required": field.required,
            "when": when,
            "role": field.role and field.role.value,
            "shortcut": field.shortcut,
            "choice": [_choice(choice) for choice in field.choices],
        }
    )


def _choice(choice: Choice) -> dict[str, Any]:
    return _filled(
        {
            "key": choice.key,
            "label": choice.label,
            "help": choice.help,
            "boundary": choice.boundary,
            "examples": list(choice.examples),
            "triggers": list(choice.triggers),
            "colour": choice.colour and choice.colour.value,
            "choice": [_choice(below) for below in choice.choices],
        }
    )


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in data.items() if item not in ("", None, False, [], {})}


def _pairs(data: Mapping[str, Any]) -> Iterator[str]:
    """The keys that are no tables; a condition is a table in a line."""
    for key, item in data.items():
        if key == "when":
            yield f"{key} = {{ {', '.join(f'{k} = {_value(v)}' for k, v in item.items())} }}"
        elif not isinstance(item, Mapping) and not _is_tables(item):
            yield f"{key} = {_value(item)}"


def _tables(data: Mapping[str, Any], prefix: str) -> Iterator[str]:
    for key, items in data.items():
        if not _is_tables(items):
            continue
        for item in items:
            yield f"[[{prefix}{key}]]"
            yield from _pairs(item)
            yield ""
            yield from _tables(item, f"{prefix}{key}.")


def _is_tables(item: Any) -> bool:
    return isinstance(item, list) and bool(item) and isinstance(item[0], Mapping)


def _value(item: Any) -> str:
    match item:
        case bool():
            return "true" if item else "false"
        case str():
            return _text(item)
        case list():
            return _list([_value(one) for one in item])
        case _:
            return str(item)


def _list(items: list[str]) -> str:
    """In one line where it fits, else one item a line."""
    short = f"[{', '.join(items)}]"
    if len(short) <= _LINE or not items:
        return short
    return "\n".join(["[", *(f"  {one}," for one in items), "]"])


def _text(text: str) -> str:
    escaped = "".join(_ESCAPED.get(char, char) for char in text)
    escaped = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04X}", escaped)
    if "\n" in text:
        return f'"""\n{escaped}"""'
    return f'"{escaped}"'

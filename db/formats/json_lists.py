"""A JSON file that is one long list, and JSON lines, as annotation tools write them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from db.formats.exchange_jsonl import lines_of, parsed
from db.formats.source import Source
from models.errors import UserError

_KEYS = re.compile(r'"([A-Za-z_]+)"\s*:')


def items(data: bytes) -> list[Any]:
    """The items of the list that a file is. Raises UserError if it is none."""
    found = parsed(data.removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(found, list):
        raise UserError("it is not a JSON list")
    return found


def lines(source: Source) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """The objects of JSON lines with their line's number; what is none, as the reason in words."""
    with source.opened() as file:
        for number, line in enumerate(lines_of(file), 1):
            if not line.strip():
                continue
            try:
                found = parsed(line)
            except UserError as error:
                yield number, str(error)
                continue
            yield number, found if isinstance(found, dict) else "it is no JSON object"


def first_object(source: Source) -> dict[str, Any]:
    """What stands in the first line, as far as its beginning tells; empty if that is no object.

    A long first line is cut off in the head: then its keys are those that can be seen.
    """
    head = source.head.decode("utf-8-sig", "replace").lstrip()
    line = head.split("\n", maxsplit=1)[0]
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return dict.fromkeys(_KEYS.findall(line)) if line.startswith("{") else {}
    return found if isinstance(found, dict) else {}

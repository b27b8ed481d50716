"""A JSON file that is one long list, and JSON lines, as annotation tools write them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from db.formats.exchange_jsonl import lines_of, parsed
from db.formats.source import Source
from models.errors import UserError
from models.language import tr

_LONGEST = 20_000_000


def items(data: bytes) -> list[Any]:
    """The items of the list that a file is. Raises UserError if it is none."""
    found = parsed(data.removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(found, list):
        raise UserError(tr("it is not a JSON list"))
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
            yield number, found if isinstance(found, dict) else tr("it is no JSON object")


def first_object(source: Source) -> dict[str, Any]:
    """What stands in the first line; empty if that is no object, or too long to tell."""
    if not source.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return {}
    with source.opened() as file:
        each = iter(partial(file.readline, _LONGEST), b"")
        line = next((line for line in each if line.strip()), b"")
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}

"""Writes PLOVER events as JSON Lines: one event a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from db.formats.dataset import Column, Dataset, Loss
from models.codebook import Codebook
from models.schemes import plover
from models.schemes.facts import FactsReader
from models.schemes.tables import table


def write(out: TextIO, dataset: Dataset) -> int:
    """One line an event; returns how many."""
    reader = FactsReader(dataset.codebook)
    count = 0
    for coded in dataset.articles:
        for event in coded.events:
            if not any(value.is_confirmed for value in event.values):
                continue
            said, lost = plover.derive(reader.read(event, coded.article))
            for one in lost:
                dataset.lose(
                    Loss(coded.article.id, event.id, one.field, one.value, one.rule, one.words)
                )
            if said is not None:
                how = "assisted" if event.id in coded.assisted else "blind"
                line = {"id": event.id, **said, "comment": how}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
    return count


def columns(_: Codebook) -> Iterator[Column]:
    for name in table("plover")["keys"]:
        yield Column(name, "text", "As the manual of PLOVER defines it.")

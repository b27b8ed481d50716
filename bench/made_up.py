"""Files of articles that nobody wrote, the same ones every time."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path


def write_articles(path: Path, articles: int, words: int) -> None:
    """Exchange lines of made-up words that are as unevenly common as those of a language."""
    chance = random.Random(1)  # noqa: S311 - the same articles every time
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(20_000)]
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            text = chance.choices(vocabulary, cum_weights=weights, k=words)
            line = {
                "id": f"a{number}",
                "title": " ".join(text[:8]),
                "source": "wire",
                "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "text": " ".join(text),
            }
            file.write(json.dumps(line) + "\n")

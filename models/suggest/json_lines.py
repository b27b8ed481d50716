"""JSON lines between the window and its child processes: read, answered, never mixed up."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import IO, Any, TypeVar

from models.article import Article
from models.errors import UserError
from models.exchange.lines import read_line
from models.suggest.suggester import Suggester

_Reader = TypeVar("_Reader", bound=Suggester)


def run(serve: Callable[[IO[str], IO[str]], int]) -> int:
    """Serves stdin and stdout until the input ends; returns the exit status."""
    # Whatever a library prints goes to stderr, so that stdout carries nothing but the protocol.
    out = open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stderr
    source = open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    with source, out:
        return serve(source, out)


def answer(
    work: Callable[[_Reader, Article], dict[str, Any]], reader: _Reader, data: Any, out: IO[str]
) -> None:
    """Answers about one article; one that cannot be read is said to have failed, and why."""
    article_id = data.get("id") if isinstance(data, dict) else None
    try:
        article = read_line(data, reader.codebook, new_id=lambda: "unnamed").article
        found = work(reader, article)
    except UserError as error:
        say(out, type="failed", article_id=article_id, text=str(error))
    except Exception as error:  # noqa: BLE001  (one bad article must not end the work on all others)
        say(out, type="failed", article_id=article_id, text=f"{type(error).__name__}: {error}")
    else:
        say(out, article_id=article.id, **found)


def messages(source: IO[str], out: IO[str]) -> Iterator[dict[str, Any]]:
    """The messages of the input; what is none is complained of."""
    for line in source:
        if not line.strip():
            continue
        try:
            message = json.loads(line)
        except ValueError as error:
            say(out, type="failed", article_id=None, text=f"Not a JSON line: {error}")
            continue
        if isinstance(message, dict):
            yield message
        else:
            say(out, type="failed", article_id=None, text="A message must be a JSON object.")


def start_of(told: Iterator[dict[str, Any]], out: IO[str]) -> dict[str, Any] | None:
    """The first message, which must be a start; None if it is not, and that is complained of."""
    start = next(told, None)
    if start is not None and start.get("type") == "start":
        return start
    say(out, type="failed", article_id=None, text="The first message must be a start.")
    return None


def say(out: IO[str], **message: Any) -> None:
    """One message to the other side, at once."""
    out.write(json.dumps(message, ensure_ascii=False) + "\n")
    out.flush()

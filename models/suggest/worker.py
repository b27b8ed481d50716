"""The child process that suggests: JSON lines in, JSON lines out.

In: {"type": "start", "codebook": TOML, "model": name or null}, then any number of
{"type": "suggest", "article": exchange object}, then {"type": "stop"} or the end of the input.
Out: {"type": "status", "text"}, {"type": "ready", "engine"},
{"type": "proposals", "article_id", "proposals"}, {"type": "failed", "article_id", "text"}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import IO, Any

from models.codebook import Codebook
from models.codebook_toml import parse_codebook
from models.errors import UserError
from models.exchange import proposal_to_json, read_line


def main() -> int:
    """Serves the protocol on stdin and stdout until the input ends."""
    # Whatever a library prints goes to stderr, so that stdout carries nothing but the protocol.
    out = open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stderr
    source = open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    with source, out:
        return serve(source, out)


def serve(source: IO[str], out: IO[str]) -> int:
    """Answers each line of `source` on `out`; returns the exit status."""
    messages = _messages(source, out)
    start = next(messages, None)
    if start is None or start.get("type") != "start":
        _say(out, type="failed", article_id=None, text="The first message must be a start.")
        return 2
    try:
        codebook = parse_codebook(start.get("codebook") or "", "the project's codebook")
        suggest = _engine(codebook, start.get("model"), out)
    except UserError as error:
        _say(out, type="failed", article_id=None, text=str(error))
        return 1
    for message in messages:
        match message.get("type"):
            case "suggest":
                _answer(suggest, codebook, message.get("article"), out)
            case "stop":
                break
            case other:
                sys.stderr.write(f"unknown message {other!r}\n")
    return 0


def _engine(codebook: Codebook, model: str | None, out: IO[str]) -> Any:
    _say(out, type="status", text="Loading the English model …")
    # Imported late: the status above must not wait for spaCy.
    from models.suggest.engine import ENGINE, Suggester

    suggest = Suggester(codebook, model=model)
    suggest.load(lambda text: _say(out, type="status", text=text))
    _say(out, type="ready", engine=ENGINE)
    return suggest


def _answer(suggest: Any, codebook: Codebook, data: Any, out: IO[str]) -> None:
    article_id = data.get("id") if isinstance(data, dict) else None
    try:
        article = read_line(data, codebook, new_id=lambda: "unnamed").article
        proposals = next(iter(suggest([article])))
    except UserError as error:
        _say(out, type="failed", article_id=article_id, text=str(error))
    except Exception as error:  # noqa: BLE001  (one bad article must not end the work on all others)
        _say(out, type="failed", article_id=article_id, text=f"{type(error).__name__}: {error}")
    else:
        shown = [proposal_to_json(proposal) for proposal in proposals]
        _say(out, type="proposals", article_id=article.id, proposals=shown)


def _messages(source: IO[str], out: IO[str]) -> Iterator[dict[str, Any]]:
    for line in source:
        if not line.strip():
            continue
        try:
            message = json.loads(line)
        except ValueError as error:
            _say(out, type="failed", article_id=None, text=f"Not a JSON line: {error}")
            continue
        if isinstance(message, dict):
            yield message
        else:
            _say(out, type="failed", article_id=None, text="A message must be a JSON object.")


def _say(out: IO[str], **message: Any) -> None:
    out.write(json.dumps(message, ensure_ascii=False) + "\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(main())

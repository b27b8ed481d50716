"""The child process that suggests: JSON lines in, JSON lines out.

In: {"type": "start", "codebook": TOML, "model": name or null, "learned": state or null}, then any
number of {"type": "suggest", "article": exchange object}, {"type": "digest", "article": exchange
object} and {"type": "learned", "state": state or null}, then {"type": "stop"} or the end of the
input. A learned state comes as its text.
Out: {"type": "status", "text"}, {"type": "ready", "engine", "digest": version} at the start and
after each "learned", {"type": "proposals", "article_id", "proposals"},
{"type": "digest", "article_id", "data": base64}, {"type": "failed", "article_id", "text"}.
"""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any

from models.article import Article
from models.codebook import Codebook
from models.codebook_toml import parse_codebook
from models.errors import UserError
from models.exchange import proposal_to_json, read_line

if TYPE_CHECKING:
    from models.suggest.engine import Suggester


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
        engine = _engine(codebook, start.get("model"), out)
    except UserError as error:
        _say(out, type="failed", article_id=None, text=str(error))
        return 1
    _use(engine, start.get("learned"), out)
    for message in messages:
        match message.get("type"):
            case "suggest":
                _answer(_proposals, engine, message.get("article"), out)
            case "digest":
                _answer(_digest, engine, message.get("article"), out)
            case "learned":
                _use(engine, message.get("state"), out)
            case "stop":
                break
            case other:
                sys.stderr.write(f"unknown message {other!r}\n")
    return 0


def _engine(codebook: Codebook, model: str | None, out: IO[str]) -> Suggester:
    _say(out, type="status", text="Loading the English model …")
    # Imported late: the status above must not wait for spaCy.
    from models.suggest.engine import Suggester

    engine = Suggester(codebook, model=model)
    engine.load(lambda text: _say(out, type="status", text=text))
    return engine


def _use(engine: Suggester, learned: str | None, out: IO[str]) -> None:
    """Takes a learned state over; one that does not fit is no reason to suggest nothing."""
    from models.suggest.learning.digest import VERSION
    from models.suggest.learning.keeping import fits, state_from_text

    state = None
    if learned:
        try:
            state = state_from_text(learned)
        except ValueError as error:
            sys.stderr.write(f"What was learned cannot be used: {error}\n")
    engine.use(state if state and fits(state) else None)
    _say(out, type="ready", engine=engine.name, digest=VERSION)


def _answer(
    work: Callable[[Suggester, Article], dict[str, Any]],
    engine: Suggester,
    data: Any,
    out: IO[str],
) -> None:
    article_id = data.get("id") if isinstance(data, dict) else None
    try:
        article = read_line(data, engine.codebook, new_id=lambda: "unnamed").article
        answer = work(engine, article)
    except UserError as error:
        _say(out, type="failed", article_id=article_id, text=str(error))
    except Exception as error:  # noqa: BLE001  (one bad article must not end the work on all others)
        _say(out, type="failed", article_id=article_id, text=f"{type(error).__name__}: {error}")
    else:
        _say(out, article_id=article.id, **answer)


def _proposals(engine: Suggester, article: Article) -> dict[str, Any]:
    (found,) = engine([article])
    return {"type": "proposals", "proposals": [proposal_to_json(one) for one in found]}


def _digest(engine: Suggester, article: Article) -> dict[str, Any]:
    (found,) = engine.digests([article])
    if isinstance(found, Exception):
        raise found
    return {"type": "digest", "data": b64encode(found.to_bytes()).decode("ascii")}


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

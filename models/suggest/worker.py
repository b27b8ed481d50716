"""The child process that suggests: JSON lines in, JSON lines out.

In: {"type": "start", "codebook": TOML, "model": name or null, "learned": state or null, "actors":
[entry, …]}, then any number of {"type": "suggest", "article": exchange object}, {"type": "digest",
"article": exchange object}, {"type": "phrases", "article": exchange object}, {"type": "learned",
"state": state or null} and {"type": "actors", "actors": [entry, …]}, then {"type": "stop"} or the
end of the input. A learned state comes as its text, an actor as `ActorEntry` writes it.
Out: {"type": "status", "text"}, {"type": "ready", "engine", "digest": version} at the start and
after each "learned" and "actors", {"type": "proposals", "article_id", "proposals"},
{"type": "digest", "article_id", "data": base64},
{"type": "phrases", "article_id", "phrases": [[start, end, start and end of its head], …],
"sentences": [[start, end], …], "told": [[sentence, type, [trigger, …], [offer, …]], …],
"dateline": [place, day]} in code points,
{"type": "failed", "article_id", "text"}.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from typing import IO, TYPE_CHECKING, Any

from models.actors import ActorEntry
from models.article import Article
from models.codebook import Codebook
from models.codebook.reading import parse_codebook
from models.errors import UserError
from models.exchange.proposals import proposal_to_json, told_to_json
from models.suggest.json_lines import answer, messages, run, say, start_of

if TYPE_CHECKING:
    from models.suggest.engine import BuiltInSuggester


def main() -> int:
    """Serves the protocol on stdin and stdout until the input ends."""
    return run(serve)


def serve(source: IO[str], out: IO[str]) -> int:
    """Answers each line of `source` on `out`; returns the exit status."""
    told = messages(source, out)
    start = start_of(told, out)
    if start is None:
        return 2
    try:
        codebook = parse_codebook(start.get("codebook") or "", "the project's codebook")
        engine = _engine(codebook, start.get("model"), out)
    except UserError as error:
        say(out, type="failed", article_id=None, text=str(error))
        return 1
    engine.know(_entries(start))
    _use(engine, start.get("learned"), out)
    for message in told:
        match message.get("type"):
            case "suggest" | "digest" | "phrases" as wanted:
                answer(_READS[wanted], engine, message.get("article"), out)
            case "learned":
                _use(engine, message.get("state"), out)
            case "actors":
                engine.know(_entries(message))
                _ready(engine, out)
            case "stop":
                break
            case other:
                sys.stderr.write(f"unknown message {other!r}\n")
    return 0


def _engine(codebook: Codebook, model: str | None, out: IO[str]) -> BuiltInSuggester:
    say(out, type="status", text="Loading the English model …")
    # Imported late: the status above must not wait for spaCy.
    from models.suggest.engine import BuiltInSuggester

    engine = BuiltInSuggester(codebook, model=model)
    engine.load(lambda text: say(out, type="status", text=text))
    return engine


def _use(engine: BuiltInSuggester, learned: str | None, out: IO[str]) -> None:
    """Takes a learned state over; one that does not fit is no reason to suggest nothing."""
    from models.suggest.learning.keeping import fits, state_from_text

    state = None
    if learned:
        try:
            state = state_from_text(learned)
        except ValueError as error:
            sys.stderr.write(f"What was learned cannot be used: {error}\n")
    engine.use(state if state and fits(state, engine.codebook) else None)
    _ready(engine, out)


def _ready(engine: BuiltInSuggester, out: IO[str]) -> None:
    from models.suggest.learning.digest import VERSION

    say(out, type="ready", engine=engine.name, digest=VERSION)


def _entries(message: dict[str, Any]) -> list[ActorEntry]:
    return [ActorEntry.from_json(one) for one in message.get("actors") or ()]


def _proposals(engine: BuiltInSuggester, article: Article) -> dict[str, Any]:
    (found,) = engine([article])
    return {"type": "proposals", "proposals": [proposal_to_json(one) for one in found]}


def _digest(engine: BuiltInSuggester, article: Article) -> dict[str, Any]:
    (found,) = engine.digests([article])
    if isinstance(found, Exception):
        raise found
    return {"type": "digest", "data": b64encode(found.to_bytes()).decode("ascii")}


def _phrases(engine: BuiltInSuggester, article: Article) -> dict[str, Any]:
    (found,) = engine.passages([article])
    if isinstance(found, Exception):
        raise found
    return {
        "type": "phrases",
        "phrases": [[*span, *head] for span, head in found.phrases],
        "sentences": found.sentences,
        "dateline": found.dateline,
        "told": [told_to_json(one) for one in found.told],
    }


_READS = {"suggest": _proposals, "digest": _digest, "phrases": _phrases}


if __name__ == "__main__":
    sys.exit(main())

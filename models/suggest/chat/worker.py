"""The child process that asks a chat endpoint: JSON lines in, JSON lines out.

In: {"type": "start", "codebook": TOML, "endpoint": its settings, "key"}, then any number of
{"type": "suggest", "article": exchange object}, then {"type": "stop"} or the end of the input. The
key comes over stdin, because arguments and environment of a process can be read by others.
Out: {"type": "ready", "engine"}, {"type": "proposals", "article_id", "proposals", "used": words for
all that was used so far}, {"type": "failed", "article_id", "text"}.
"""

from __future__ import annotations

import sys
from typing import IO, Any

from models.article import Article
from models.codebook.reading import parse_codebook
from models.errors import UserError
from models.exchange.proposals import proposal_to_json
from models.suggest.chat.endpoint import Endpoint
from models.suggest.chat.suggester import ChatSuggester
from models.suggest.json_lines import answer, messages, run, say, start_of


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
        endpoint = Endpoint(**start["endpoint"])
        codebook = parse_codebook(start["codebook"], "the project's codebook")
        ask = ChatSuggester(codebook, endpoint, start.get("key") or "")
    except UserError as error:
        say(out, type="failed", article_id=None, text=str(error))
        return 1
    say(out, type="ready", engine=ask.name)
    for message in told:
        match message.get("type"):
            case "suggest":
                answer(_proposals, ask, message.get("article"), out)
            case "stop":
                break
    ask.close()
    return 0


def _proposals(ask: ChatSuggester, article: Article) -> dict[str, Any]:
    (found,) = ask([article])
    used = ask.usage.in_words(ask.endpoint)
    return {"type": "proposals", "proposals": [proposal_to_json(p) for p in found], "used": used}


if __name__ == "__main__":
    sys.exit(main())

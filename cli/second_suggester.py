"""A chat endpoint beside the engine on the command line: naming it there is the consent."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cli.console import say
from models.errors import UserError

if TYPE_CHECKING:
    from models.article import Article
    from models.codebook import Codebook
    from models.events import Proposal
    from models.suggest.chat.suggester import ChatSuggester


class SecondSuggester:
    """Puts an endpoint's proposals to the engine's; without an endpoint it changes nothing."""

    def __init__(self, arguments: argparse.Namespace, codebook: Codebook) -> None:
        self._codebook = codebook
        self._ask: ChatSuggester | None = None
        if not arguments.chat:
            return
        from models.suggest.chat.endpoint import Endpoint
        from models.suggest.chat.keys import key_for
        from models.suggest.chat.suggester import ChatSuggester

        self._endpoint = Endpoint(arguments.chat, arguments.chat_model or "").checked()
        self._ask = ChatSuggester(codebook, self._endpoint, key_for(self._endpoint.host))
        say(f"The texts go to {self._endpoint.host}.")

    def added(self, article: Article, found: list[Proposal]) -> tuple[list[Proposal], str]:
        """The engine's proposals with those of the endpoint, and what went wrong there."""
        if self._ask is None:
            return found, ""
        from models.suggest.merging import combined

        try:
            [more] = self._ask([article])
        except UserError as error:
            return found, str(error)
        return combined(self._codebook, [*found, *more]), ""

    def close(self) -> None:
        """Says what was used, and by what reasons values were dropped."""
        if self._ask is None:
            return
        say(f"\r{self._ask.usage.in_words(self._endpoint)}")
        for reason, count in sorted(self._ask.usage.dropped.items()):
            say(f"  {count} × {reason}")
        self._ask.close()

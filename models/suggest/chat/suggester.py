"""The suggester that asks a chat endpoint; each article is one question, asked again once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.article import Article
from models.codebook import Codebook
from models.errors import UserError
from models.events import Proposal
from models.suggest.chat import prompt
from models.suggest.chat.client import Chat
from models.suggest.chat.endpoint import AnswerError, Endpoint, Usage
from models.suggest.chat.reply import read_answer
from models.suggest.gazetteer import shared_gazetteer


class ChatSuggester:
    """Proposes event records by asking an endpoint; nothing is sent before it is called."""

    def __init__(self, codebook: Codebook, endpoint: Endpoint, key: str = "") -> None:
        self.codebook = codebook
        self.name = f"chat:{endpoint.model}@{endpoint.host}"
        self._chat = Chat(endpoint, key)
        self._schema = prompt.answer_schema(codebook)

    @property
    def endpoint(self) -> Endpoint:
        return self._chat.endpoint

    @property
    def usage(self) -> Usage:
        return self._chat.usage

    def close(self) -> None:
        """Gives the connection back."""
        self._chat.close()

    def __call__(self, articles: Iterable[Article]) -> Iterator[list[Proposal]]:
        """The proposals of each article; raises what keeps an article from being read."""
        for article in articles:
            yield self._suggest(article)

    def try_each(self, articles: Iterable[Article]) -> Iterator[list[Proposal] | Exception]:
        """As a call, but an article without an answer yields the reason instead of ending all."""
        for article in articles:
            try:
                yield self._suggest(article)
            except UserError as error:
                yield error

    def _suggest(self, article: Article) -> list[Proposal]:
        conversation = prompt.messages(self.codebook, article)
        problem = ""
        for _ in range(2):
            asked = [*conversation, prompt.reminder(problem)] if problem else conversation
            try:
                content = self._chat.ask(asked, self._schema)
                return read_answer(
                    content, article, self.codebook, shared_gazetteer, self.name, self.usage.drop
                )
            except AnswerError as error:
                problem = str(error)
        raise UserError(
            f"{self._chat.endpoint.host} gave no usable answer for “{article.title or article.id}” "
            f"in two tries: {problem}. Try again, or choose another model."
        )

"""Where a chat endpoint is, what it costs, and what was used of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from models.errors import UserError
from models.language import tr

#: What this environment variable holds is used when no other key is given.
KEY_VARIABLE = "EVENTDESK_CHAT_KEY"


class EndpointError(UserError):
    """The endpoint cannot be reached or refuses; the sentence says which and why."""


class AnswerError(ValueError):
    """The endpoint answered, but with nothing that can be read as an answer."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask. `seconds` is for a whole answer; prices are per million tokens."""

    url: str
    model: str
    seconds: float = 120.0
    price_in: float = 0.0
    price_out: float = 0.0

    @property
    def host(self) -> str:
        """Who sees the text: the host name of the address, with the port if one is given."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    def checked(self) -> Endpoint:
        """This endpoint, or a UserError that says what is wrong with it."""
        try:
            parts = urlsplit(self.url)
            named = parts.scheme in {"http", "https"} and bool(parts.hostname)
            secret = parts.username or parts.password
        except ValueError:
            named, secret = False, None
        if not named:
            raise UserError(
                tr(
                    "“{url}” is no address of a chat endpoint: write one such as "
                    "http://localhost:8080/v1.",
                    url=self.url,
                )
            )
        if secret:
            raise UserError(tr("An address must not hold a password: give the key apart from it."))
        if not self.model.strip():
            raise UserError(tr("Name the model that {host} is to use.", host=self.host))
        return self


@dataclass(slots=True)
class Usage:
    """What was used so far; tokens as the endpoint counts them."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    #: Values that were left out, by the reason.
    dropped: dict[str, int] = field(default_factory=dict)

    def cost(self, endpoint: Endpoint) -> float:
        spent = self.tokens_in * endpoint.price_in + self.tokens_out * endpoint.price_out
        return spent / 1_000_000

    def in_words(self, endpoint: Endpoint) -> str:
        """Such as "localhost:8080: 3 questions, 12,300 tokens, 2 values dropped"."""
        said = [
            _counted(self.requests, "question"),
            _counted(self.tokens_in + self.tokens_out, "token"),
        ]
        if endpoint.price_in or endpoint.price_out:
            said.append(f"cost {self.cost(endpoint):.4f}")
        if self.dropped:
            said.append(f"{_counted(sum(self.dropped.values()), 'value')} dropped")
        return f"{endpoint.host}: {', '.join(said)}"

    def drop(self, reason: str) -> None:
        self.dropped[reason] = self.dropped.get(reason, 0) + 1


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

"""What a project remembers of its chat endpoint: where, which model, and who agreed to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from models.errors import UserError
from models.language import tr
from models.suggest.chat.endpoint import Endpoint

#: The key under which a project keeps it. The endpoint's own key is never part of it.
META_KEY = "chat_endpoint"


@dataclass(frozen=True, slots=True)
class Consent:
    """A person's agreement that the texts of one project go to one host."""

    endpoint: Endpoint
    host: str
    annotator: str
    at: datetime

    @property
    def holds(self) -> bool:
        """Whether it was given for the host that would be asked."""
        return self.host == self.endpoint.host

    def to_text(self) -> str:
        endpoint = self.endpoint
        kept = {
            "url": endpoint.url,
            "model": endpoint.model,
            "seconds": endpoint.seconds,
            "price_in": endpoint.price_in,
            "price_out": endpoint.price_out,
            "host": self.host,
            "annotator": self.annotator,
            "at": self.at.isoformat(timespec="seconds"),
        }
        return json.dumps(kept)

    @classmethod
    def from_text(cls, text: str) -> Consent:
        """Raises UserError if that is no consent as this app writes it."""
        try:
            data = json.loads(text)
            endpoint = Endpoint(
                str(data["url"]),
                str(data["model"]),
                float(data["seconds"]),
                float(data["price_in"]),
                float(data["price_out"]),
            )
            at = datetime.fromisoformat(data["at"])
            return cls(endpoint, str(data["host"]), str(data["annotator"]), at)
        except (KeyError, TypeError, ValueError) as error:
            raise UserError(
                tr("The project's settings of the chat endpoint cannot be read: set it up again.")
            ) from error
